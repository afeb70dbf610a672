"""The reach figures in words, tables and pictures: what is chosen, the city, and every district."""

from collections.abc import Iterator

import streamlit as st

from charts import reach as charts
from pages._ui.reach_picture import show_towns
from pages._ui.tables import table
from services.limits import Limits, told
from services.population_plan import reference_day
from services.reach import DEFINITIONS, Figures, Flag, Place
from services.targets import Board, Row

FLAGS = {
    Flag.NEVER_HELD: "まだ一度も教室を開いていません。",
    Flag.QUIET: "{quiet_days}日以上、教室を開いていません。",
    Flag.NOBODY_CAME: "町で開いた教室に、だれも来ていません。",
    Flag.UNREACHED: "到達率が市全体の{low_share}％より低いか、来た人がいません。",
}
NO_POPULATION = "人口がまだないので、到達率は出せません。「データの取り込み」で人口を取り込みます。"
NOBODY = "この期間に来た人はまだいません。「当日の受付」で受け付けると、ここに出ます。"


def sentences(figures: Figures) -> Iterator[str]:
    """What the figures say, the city first, then every district that needs a look."""
    yield of_place(figures, figures.city, "65歳以上の市民")
    for flag, sentence in told(FLAGS, figures.limits).items():
        names = "・".join(one.name for one in figures.places if _first(one) is flag)
        if names:
            yield f"**{names}**は、{sentence}"


def of_place(figures: Figures, place: Place, who: str) -> str:
    """How far the city or one district was reached. who: 65歳以上の市民."""
    counted = f"実人数{place.seniors.people:,}人、延べ{place.seniors.visits:,}回"
    if place.rate is None:
        return f"{figures.period.label}に来た{who}は、**{counted}**です。"
    return (
        f"{figures.period.label}は、{who}{place.population:,}人"
        f"（{reference(figures)}）のうち、**{place.rate:.1%}の人**に届きました。"
        f"{counted}です。このうち{place.newcomers:,}人は、初めての人です。"
    )


def reference(figures: Figures) -> str:
    """Of which day the population is; that of the period may be missing."""
    later = "。この期間より前の人口が、まだありません" if figures.is_later else ""
    return f"{reference_day(figures.as_of)}現在{later}"


def _first(place: Place) -> Flag | None:
    return place.flags[0] if place.flags else None


def rates(figures: Figures, board: Board | None) -> None:
    """Reach by district beside its target, or where to get the population that is needed for it."""
    st.subheader("町ごとの到達率", anchor=False)
    if figures.city.rate is None:
        st.info(NO_POPULATION)
        return
    if board:
        st.markdown(aimed(board))
    city = figures.city.rate
    tick = "太い縦の線は、年度の目標です。" if board and board.planned else ""
    st.markdown(
        f"65歳以上の実人数で計算します。点線は市全体（{city:.1%}）です。{tick}"
        f"白い棒と{charts.FLAG}は、届いていない町です。人口は{reference(figures)}です。"
    )
    show_towns(charts.rates(bars(figures, board), city=city), "r_rates")


def aimed(board: Board) -> str:
    """How many districts have got where they should, and which is furthest from it."""
    if not board.planned:
        return (
            "この年度の目標は、まだありません。「計画と実績」で町ごとの目標を決めると、線で出ます。"
        )
    met = [one for one in board.planned if one.is_met]
    said = f"目標を決めた{len(board.planned)}町のうち、**{len(met)}町が目標に届いています**。"
    far = min(board.planned, key=lambda one: one.done or 0)
    if far.is_met:
        return said
    people = far.place.seniors.people
    came = f"まだ{people:,}人" if people else "まだ1人も来ていません"
    return f"{said}いちばん遠いのは**{far.place.name}**です（目標{far.people:,}人、{came}）。"


def by_district(figures: Figures, board: Board | None) -> None:
    """Every figure of every district."""
    rows = [*figures.places, figures.unknown, figures.city]
    planned = [*board.rows, board.city] if board and board.planned else []
    goals = {one.place.name: one for one in planned}
    columns = ["町", "到達率", "実人数", "目標", "延べ", "初めて", "人口", "開催", "気をつけること"]
    table(
        f"町ごとの数字　{figures.period.label}",
        [one for one in columns if goals or one != "目標"],
        [_cells(one, figures, goals) for one in rows],
        numbers=columns[1:-1],
        wide=["気をつけること"],
        totals=[figures.city.name],
    )
    everyone, age, outside = figures.city.everyone, figures.unknown_age, figures.outside
    st.markdown(
        f"表の人数と人口は65歳以上です。全部の年代の市民は、実{everyone.people:,}人・"
        f"延べ{everyone.visits:,}回です（年代がわからない人は実{age.people:,}人・"
        f"延べ{age.visits:,}回）。市外から来た人は、別に実{outside.people:,}人・"
        f"延べ{outside.visits:,}回です。"
    )


def _cells(one: Place, figures: Figures, goals: dict[str, Row]) -> list[str]:
    goal = goals.get(one.name)
    wished = ["―" if goal is None or goal.people is None else f"{goal.people:,}"]
    return [
        one.name,
        "―" if one.rate is None else f"{one.rate:.1%}",
        f"{one.seniors.people:,}",
        *(wished if goals else []),
        f"{one.seniors.visits:,}",
        f"{one.newcomers:,}",
        "―" if one.population is None else f"{one.population:,}",
        "―" if one is figures.unknown else f"{one.held:,}",
        "、".join(one.flags),
    ]


def people_and_visits(figures: Figures) -> None:
    """How often people come back."""
    st.subheader("実人数と延べ", anchor=False)
    came = [one for one in figures.places if one.seniors.people]
    most = max(came, key=lambda one: one.seniors.visits / one.seniors.people, default=None)
    if most:
        often = most.seniors.visits / most.seniors.people
        st.markdown(
            f"同じ人がいちばん何度も来ているのは**{most.name}**で、1人が平均{often:.1f}回です。"
        )
    st.markdown("65歳以上の人です。濃いところまでが実人数、薄いところまでが延べです。")
    show_towns(charts.people_and_visits(bars(figures, None)), "r_visits")


def definitions(limits: Limits) -> None:
    """What every word on this page means."""
    with st.expander("言葉の説明（数え方）"):
        words = told(DEFINITIONS, limits).items()
        st.markdown("\n".join(f"- **{word}**　{meaning}" for word, meaning in words))


def bars(figures: Figures, board: Board | None) -> list[charts.Bar]:
    wished = {one.district_id: one.people for one in board.rows} if board else {}
    return [
        charts.Bar(
            one.name,
            one.seniors.people,
            one.seniors.visits,
            one.rate,
            Flag.UNREACHED in one.flags,
            _share(wished.get(one.district_id), one.population),
        )
        for one in figures.places
    ]


def _share(people: int | None, population: int | None) -> float | None:
    return people / population if people is not None and population else None


def rows(figures: Figures) -> list[Place]:
    """The districts, and those without one when there are any."""
    unknown = [figures.unknown] if figures.unknown.everyone.people else []
    return [*figures.places, *unknown]
