"""Which ages come, in which district, and out of how many: the field and the pyramid."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import streamlit as st

from charts import pyramid
from charts import reach as charts
from charts.pyramid import Step
from models import AgeBand, Sex
from models.age import SENIOR
from pages._ui.reach import NO_POPULATION, NOBODY, rows
from pages._ui.reach_picture import show, show_towns
from pages._ui.tables import table
from services.counts import Cut
from services.population import Residents
from services.reach import Ages, Figures, Place, Table

RATE, PEOPLE = "到達率（％）", "実人数"
MOST = 3  # districts that a sentence names


def field(figures: Figures, ages: Ages, residents: Residents | None) -> None:
    """District by age band: a sentence, the picture, and the same as a table."""
    st.subheader("町と年代", anchor=False)
    if residents is None and not figures.city.everyone.people:
        st.info(NOBODY)
        return
    cells = _cells(figures, ages, residents)
    for sentence in gaps(cells, [one.name for one in figures.places]):
        st.markdown(sentence)
    wanted = PEOPLE
    if residents:
        wanted = st.segmented_control(
            "数字", [RATE, PEOPLE], default=RATE, required=True, key="r_numbers"
        )
    unknown = [figures.unknown.name]
    if wanted == RATE:
        st.markdown(
            "数字は、その町・その年代の市民100人のうち何人が来たか（％）です。色が濃いほど高く、"
            "白い点線の0は、まだ1人も来ていないところです。上の「65」は、65〜69歳のことです。"
        )
        show_towns(charts.age_rates(cells, apart=unknown), "r_ages")
    else:
        st.markdown(
            "数字は、その町・その年代の人が何人来たかです。色が濃いほど多く来ています。"
            "上の「65」は、65〜69歳のことです。"
        )
        show_towns(charts.ages(cells, apart=unknown), "r_ages_people")
    _field_table(figures, cells)


def _field_table(figures: Figures, cells: Sequence[charts.Cell]) -> None:
    by_place: dict[str, list[str]] = {}
    for one in cells:
        by_place.setdefault(one.name, []).append(_told(one))
    with st.expander("表で見る（実人数／人口）"):
        bands = [one.label for one in AgeBand]
        table(
            f"町と年代　{figures.period.label}",
            ["町", *bands],
            [[name, *told] for name, told in by_place.items()],
            numbers=bands,
        )


def _told(one: charts.Cell) -> str:
    return f"{one.people:,}" + ("" if one.population is None else f"／{one.population:,}")


def gaps(cells: Sequence[charts.Cell], towns: Sequence[str]) -> Iterator[str]:
    """Where people of 65 and over live of whom nobody has come yet, the most people first."""
    old = [one for one in cells if one.band in SENIOR and one.population]
    empty: dict[str, list[charts.Cell]] = {}
    for one in old:
        if one.is_empty:
            empty.setdefault(one.name, []).append(one)
    many = Counter({name: sum(one.population for one in found) for name, found in empty.items()})
    if not old:
        return
    if not empty:
        yield "どの町でも、65歳以上のどの年代も、1人は来ています。"
    bands = {one.band for one in old}
    for name, people in many.most_common(MOST):
        whole = len(empty[name]) == len(bands)
        who = "65歳以上の人" if whole else f"{_bands(one.band for one in empty[name])}の人"
        yield f"**{name}**は、{who}がまだ1人も来ていません（{people:,}人が住んでいます）。"
    if len(many) > MOST:
        rest = "・".join(name for name in towns if name in many and name not in _first(many))
        yield f"ほかに、来ていない年代があるのは{rest}です。"


def _first(many: Counter) -> set[str]:
    return {name for name, _ in many.most_common(MOST)}


def _bands(bands: Iterable[AgeBand]) -> str:
    """65〜74歳・85歳以上: neighbours are told as one."""
    runs: list[list[AgeBand]] = []
    for band in sorted(bands, key=SENIOR.index):
        if runs and SENIOR.index(band) == SENIOR.index(runs[-1][-1]) + 1:
            runs[-1].append(band)
        else:
            runs.append([band])
    return "・".join(_run(one) for one in runs)


def _run(bands: Sequence[AgeBand]) -> str:
    low, last = bands[0].label.partition("〜")[0], bands[-1].label
    if last.endswith("以上"):
        return f"{low.removesuffix('歳以上')}歳以上"
    return f"{low}〜{last.partition('〜')[2]}"


def _cells(figures: Figures, ages: Ages, residents: Residents | None) -> list[charts.Cell]:
    sexes = [figures.only[Cut.SEX]] if Cut.SEX in figures.only else Sex
    return [
        charts.Cell(
            one.name,
            band,
            ages[one.district_id, band].people,
            _lived(residents, one.district_id, [band], sexes),
        )
        for one in rows(figures)
        for band in AgeBand
    ]


def _lived(
    residents: Residents | None,
    district_id: int | None,
    bands: Iterable[AgeBand],
    sexes: Iterable[Sex],
) -> int | None:
    """How many live there; none: not known of this district."""
    if residents is None or district_id is None:
        return None
    sexes = list(sexes)
    keys = [(district_id, band, sex) for band in bands for sex in sexes]
    return sum(residents.people[one] for one in keys if one in residents.people) or None


def steps(came: Table, residents: Residents, district_id: int | None) -> list[Step]:
    """Of one district, or of the whole city (none). came: by age band and sex."""
    homes = {key[0] for key in residents.people} if district_id is None else {district_id}
    return [
        Step(
            band,
            sex,
            came.cells[band, sex].people if (band, sex) in came.cells else 0,
            sum(residents.people[home, band, sex] for home in homes),
        )
        for band in SENIOR
        for sex in pyramid.SIDES
    ]


def compared(came: Table, residents: Residents | None, place: Place) -> None:
    """The pyramid of the city or of a district."""
    st.subheader(f"人口と来た人（{place.name}）", anchor=False)
    if residents is None:
        st.info(NO_POPULATION)
        return
    drawn = steps(came, residents, place.district_id)
    if not any(one.population for one in drawn):
        st.info("この町の、年代と男女ごとの人口が、まだありません。")
        return
    for sentence in who_is_missing(drawn):
        st.markdown(sentence)
    st.markdown(
        "点線の白い棒が住んでいる人、濃い棒が来た人（実人数）です。数字は到達率で、"
        f"{charts.FLAG}0は、まだ1人も来ていないところです。"
    )
    show(pyramid.draw(drawn, where=place.name), "r_pyramid")
    with st.expander("表で見る（来た人／住んでいる人）"):
        _steps_table(drawn, place.name)
    unknown = came.column_totals.get(Sex.UNKNOWN)
    if unknown:
        st.markdown(f"性別を答えていない人は、実{unknown.people:,}人です。図には入れていません。")


def _steps_table(drawn: Sequence[Step], name: str) -> None:
    cells = {(one.band, one.sex): one for one in drawn}
    labels = [one.label for one in pyramid.SIDES]
    table(
        f"人口と来た人　{name}",
        ["年代", *labels],
        [
            [band.label, *(_step(cells[band, sex]) for sex in pyramid.SIDES)]
            for band in reversed(SENIOR)
        ],
        numbers=labels,
    )


def _step(one: Step) -> str:
    rate = "" if one.rate is None else f"（{one.rate:.1%}）"
    return f"{one.people:,}／{one.population:,}{rate}"


def who_is_missing(drawn: Sequence[Step]) -> Iterator[str]:
    """Men beside women, and the group of whom the smallest share has come."""
    shares = []
    for sex in pyramid.SIDES:
        of_sex = [one for one in drawn if one.sex is sex]
        lived = sum(one.population for one in of_sex)
        if lived:
            shares.append(f"{sex.label}は{sum(one.people for one in of_sex) / lived:.1%}")
    yield f"65歳以上の{'、'.join(shares)}の人が来ています。"
    least = min(
        (one for one in drawn if one.population), key=lambda one: (one.rate, -one.population)
    )
    came = f"まだ{least.people:,}人" if least.people else "まだ1人も来ていません"
    yield (
        f"いちばん届いていないのは、**{least.band.label}の{least.sex.label}**です"
        f"（{least.population:,}人のうち、{came}）。"
    )
