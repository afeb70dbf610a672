"""Where people come from: residence by the district of the hall; and where the districts lie."""

from collections.abc import Iterator, Sequence

import streamlit as st

from charts import matrix, plan
from charts.style import FLAG
from models import District, Venue
from pages._ui.reach import NOBODY
from pages._ui.reach_picture import show_towns
from pages._ui.tables import table
from services.counts import Reached
from services.openings import FAR, km_between
from services.reach import Figures, Flag, Table

FEW = 5  # people of a district: of fewer no share is told in a sentence
MOST = 3  # districts that are told of
LARGE = 0.5  # of a district's people, in another one's halls


def come_from(found: Table, towns: Sequence[District]) -> None:
    """Residence × hall: sentences, the picture, and the same as a table."""
    st.subheader("どこから来ているか", anchor=False)
    if not found.total.people:
        st.info(NOBODY)
        return
    for sentence in ways(found, towns):
        st.markdown(sentence)
    st.markdown(
        "左が住んでいる町、上が会場のある町です。数字は65歳以上の実人数で、太い枠は自分の町です。"
        "1人が2つの町の会場に来ると、両方に数えます。"
    )
    show_towns(_field(found), "r_ways")
    with st.expander("表で見る（住んでいる町から、会場のある町へ）"):
        names = [one.name for one in found.columns]
        table(
            "住んでいる町と会場のある町",
            ["住んでいる町", *names],
            [
                [row.name, *(f"{_people(found, row, one):,}" for one in found.columns)]
                for row in found.rows
            ],
            numbers=names,
        )


def _people(found: Table, row, column) -> int:
    return found.cells.get((row.key, column.key), Reached()).people


def _field(found: Table):
    cells, told = [], []
    for row in found.rows:
        whole = found.row_totals.get(row.key, Reached()).people
        for column in found.columns:
            people = _people(found, row, column)
            cells.append(
                matrix.Cell(
                    row.name,
                    column.name,
                    f"{people:,}" if people else "",
                    people / whole if whole else 0,
                    is_framed=row.key == column.key,
                )
            )
            if people:
                told.append(f"{row.name}から{column.name}へ{people:,}人")
    return matrix.draw(
        cells,
        f"住んでいる町と会場のある町の表の図。{'、'.join(told)}。",
        rows=[one.name for one in found.rows],
        columns=[one.name for one in found.columns],
        upright=True,
    )


def ways(found: Table, towns: Sequence[District]) -> Iterator[str]:
    """Whose people go to another district, those with the most people first."""
    by_id = {one.id: one for one in towns}
    away, none_here = [], []
    for row in found.rows:
        whole = found.row_totals.get(row.key, Reached()).people
        others = [one for one in found.columns if one.key != row.key]
        far = max(others, key=lambda one: _people(found, row, one), default=None)
        if far is None or not row.key:
            continue
        if whole >= FEW and _people(found, row, far) >= LARGE * whole:
            away.append((whole, _way(found, row, far, whole, by_id)))
        elif whole and not _people(found, row, row):
            none_here.append(row.name)
    for _, sentence in sorted(away, reverse=True)[:MOST]:
        yield sentence
    if none_here:
        yield f"**{'・'.join(none_here)}**から来た人は、みな、ほかの町の会場まで来ています。"
    if not away and not none_here:
        yield "どの町の人も、多くは自分の町の会場に来ています。"


def _way(found: Table, row, far, whole: int, by_id: dict[int, District]) -> str:
    here = _people(found, row, row)
    km = km_between(by_id[row.key], by_id[far.key])
    distance = "" if km >= FAR else f"約{km:.0f}km先の"
    own = f"自分の町の会場は{here / whole:.0%}" if here else "自分の町の会場に来た人はいません"
    return (
        f"**{row.name}**から来た{whole:,}人の{_people(found, row, far) / whole:.0%}は、"
        f"{distance}**{far.name}**まで来ています（{own}）。"
    )


def where(figures: Figures, towns: Sequence[District], halls: Sequence[Venue]) -> None:
    """The districts where they lie, or why they cannot be drawn."""
    st.subheader("町の位置と到達", anchor=False)
    lost = [one.name for one in towns if None in (one.latitude, one.longitude)]
    if lost or not towns:
        missing = "・".join(lost) or "町"
        st.info(
            f"{missing}の位置（緯度・経度）がまだないので、図は出せません。"
            "「基本データ」で、町のおおよその位置を入れると出ます。"
        )
        return
    if figures.city.population is None:
        st.info("人口がまだないので、丸の大きさは、どの町も同じにしています。")
    st.markdown(_unreached(figures, towns))
    placed = [plan.Hall(one.latitude, one.longitude) for one in halls if one.latitude is not None]
    crosses = "小さい十字は会場です。" if placed else ""
    st.markdown(
        "丸が大きいほど65歳以上の市民が多く、色が濃いほど届いています。"
        f"白い点線の丸と{FLAG}は、届いていない町です。{crosses}位置はおおよそです。"
    )
    left, right = st.columns([2, 3])
    with left:
        show_towns(plan.draw(_dots(figures, towns), placed), "r_plan", width="content")
    with right:
        table(
            "町の位置と到達率",
            ["町", "65歳以上の人口", "到達率", "いちばん近い町"],
            _rows(figures, towns),
            numbers=["65歳以上の人口", "到達率"],
        )


def _dots(figures: Figures, towns: Sequence[District]) -> list[plan.Dot]:
    highest = max((one.rate or 0 for one in figures.places), default=0) or 1
    by_id = {one.id: one for one in towns}
    return [
        plan.Dot(
            one.name,
            by_id[one.district_id].latitude,
            by_id[one.district_id].longitude,
            one.population or 0,
            f"{one.seniors.people:,}人" if one.rate is None else f"{one.rate:.1%}",
            (one.rate or 0) / highest,
            Flag.UNREACHED in one.flags,
        )
        for one in figures.places
    ]


def _unreached(figures: Figures, towns: Sequence[District]) -> str:
    """Which districts that lie beside each other are not reached."""
    low = {one.district_id for one in figures.places if Flag.UNREACHED in one.flags}
    if not low:
        return "どの町にも届いています。"
    if len(low) == len(towns):
        return "まだ、どの町にも届いていません。"
    names = "・".join(one.name for one in towns if one.id in low)
    pairs = [
        f"{one.name}と{near.name}"
        for one in towns
        if one.id in low and (near := _nearest(one, towns)) and near.id in low and one.id < near.id
    ]
    said = f"届いていない町は**{names}**です。"
    return said + (f"{'、'.join(pairs)}は、となりどうしです。" if pairs else "")


def _nearest(one: District, towns: Sequence[District]) -> District | None:
    others = [other for other in towns if other.id != one.id]
    return min(others, key=lambda other: km_between(one, other), default=None)


def _rows(figures: Figures, towns: Sequence[District]) -> Iterator[list[str]]:
    by_id = {one.id: one for one in towns}
    for one in figures.places:
        home = by_id[one.district_id]
        near = _nearest(home, towns)
        yield [
            one.name,
            "―" if one.population is None else f"{one.population:,}",
            "―" if one.rate is None else f"{one.rate:.1%}",
            f"{near.name}（約{km_between(home, near):.0f}km）" if near else "―",
        ]
