"""The reach figures in words, tables and pictures."""

from collections.abc import Iterator, Sequence

import streamlit as st
from altair import LayerChart
from streamlit.delta_generator import DeltaGenerator

from charts import reach as charts
from models import AgeBand, Sex
from pages._ui.tables import table
from services.periods import Period, read
from services.population_plan import reference_day
from services.reach import DEFINITIONS, Figures, Flag, Place

WHO = {"": "全員", Sex.FEMALE.value: "女性", Sex.MALE.value: "男性"}
FLAGS = {
    Flag.NEVER_HELD: "まだ一度も教室を開いていません。",
    Flag.QUIET: "90日以上、教室を開いていません。",
    Flag.NOBODY_CAME: "教室を開きましたが、だれも来ていません。",
    Flag.UNREACHED: "到達率が市全体の半分より低いか、来た人がいません。",
}


def choose_period(periods: Sequence[Period]) -> Period:
    """The period of the address (?period=2026, 2026q3, 2026-11 or 2023-2026), or the present fiscal
    year."""
    asked = read(st.query_params.get("period", "")) or periods[0]
    wide = next((one for one in periods if one.covers(asked)), periods[0])
    left, right = st.columns(2)
    wide = _choose(left, "期間", periods, wide, "r_period")
    parts = [wide, *(one for one in wide.parts if not one.is_ahead)]
    key = f"r_part_{wide.token}"
    chosen = _choose(right, "四半期・月", parts, asked if asked in parts else wide, key)
    st.query_params["period"] = chosen.token
    return chosen


def _choose(
    place: DeltaGenerator, label: str, periods: Sequence[Period], at: Period, key: str
) -> Period:
    """One of the periods; a year among its own quarters and months is all of it."""
    tokens = {one.token: one for one in periods}
    year = periods[0].label
    return tokens[
        place.selectbox(
            label,
            list(tokens),
            index=list(periods).index(at),
            format_func=lambda one: tokens[one].label.removeprefix(f"{year} "),
            key=key,
            disabled=len(periods) == 1,
        )
    ]


def choose_sex() -> Sex | None:
    """Everybody, women or men (?sex=f)."""
    asked = st.query_params.get("sex", "")
    chosen = st.segmented_control(
        "だれを数えるか",
        list(WHO),
        format_func=WHO.get,
        default=asked if asked in WHO else "",
        key="r_sex",
        required=True,
    )
    st.query_params["sex"] = chosen
    return Sex(chosen) if chosen else None


def sentences(figures: Figures) -> Iterator[str]:
    """What the figures say, the city first, then every district that needs a look."""
    city = figures.city
    counted = f"実人数{city.seniors.people:,}人、延べ{city.seniors.visits:,}回"
    if city.rate is None:
        yield f"{figures.period.label}に来た65歳以上の市民は、**{counted}**です。"
    else:
        yield (
            f"{figures.period.label}は、65歳以上の市民{city.population:,}人"
            f"（{_reference(figures)}）のうち、**{city.rate:.1%}の人**に届きました。"
            f"{counted}です。このうち{city.newcomers:,}人は、初めての人です。"
        )
    for flag, sentence in FLAGS.items():
        names = "・".join(one.name for one in figures.places if _first(one) is flag)
        if names:
            yield f"**{names}**は、{sentence}"


def _reference(figures: Figures) -> str:
    """Of which day the population is; that of the period may be missing."""
    later = "。この期間より前の人口が、まだありません" if figures.is_later else ""
    return f"{reference_day(figures.as_of)}現在{later}"


def _first(place: Place) -> Flag | None:
    return place.flags[0] if place.flags else None


def rates(figures: Figures) -> None:
    """Reach by district, or where to get the population that is needed for it."""
    st.subheader("町ごとの到達率", anchor=False)
    if figures.city.rate is None:
        st.info(
            "人口がまだないので、到達率は出せません。「データの取り込み」で人口を取り込みます。"
        )
        return
    bars = _bars(figures)
    city = figures.city.rate
    st.markdown(
        f"65歳以上の実人数で計算します。点線は市全体（{city:.1%}）です。白い棒と{charts.FLAG}は、届いていない町です。"
        f"人口は{_reference(figures)}です。"
    )
    _draw(charts.rates(bars, city=city), "r_rates")


def by_district(figures: Figures) -> None:
    """Every figure of every district."""
    rows = [*figures.places, figures.unknown, figures.city]
    table(
        f"町ごとの数字　{figures.period.label}",
        ["町", "到達率", "実人数", "延べ", "初めて", "人口", "開催", "気をつけること"],
        [
            [
                one.name,
                "―" if one.rate is None else f"{one.rate:.1%}",
                f"{one.seniors.people:,}",
                f"{one.seniors.visits:,}",
                f"{one.newcomers:,}",
                "―" if one.population is None else f"{one.population:,}",
                "―" if one is figures.unknown else f"{one.held:,}",
                "、".join(one.flags),
            ]
            for one in rows
        ],
        numbers=["到達率", "実人数", "延べ", "初めて", "人口", "開催"],
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


def ages(figures: Figures) -> None:
    """District by age band: the picture, and the same as a table."""
    st.subheader("町と年代（実人数）", anchor=False)
    st.markdown(
        "数字は、その町・その年代の人が何人来たかです。色が濃いほど多く来ています。"
        "上の「65」は、65〜69歳のことです。"
    )
    _draw(charts.ages(_cells(figures)), "r_ages")
    with st.expander("表で見る（実人数／延べ）"):
        table(
            f"町と年代　{figures.period.label}",
            ["町", *(band.label for band in AgeBand)],
            [[one.name, *_counts(figures, one)] for one in _rows(figures)],
            numbers=[band.label for band in AgeBand],
        )


def people_and_visits(figures: Figures) -> None:
    """How often people come back."""
    st.subheader("実人数と延べ", anchor=False)
    st.markdown(
        "65歳以上の人です。濃い棒が実人数、薄い棒が延べです。"
        "差が大きい町ほど、同じ人が何度も来ています。"
    )
    _draw(charts.people_and_visits(_bars(figures)), "r_visits")


def definitions() -> None:
    """What every word on this page means."""
    with st.expander("言葉の説明（数え方）"):
        st.markdown("\n".join(f"- **{word}**　{meaning}" for word, meaning in DEFINITIONS.items()))


def _draw(chart: LayerChart, key: str) -> None:
    """The chart brings its own fonts, colours and description."""
    st.altair_chart(chart, width="stretch", theme=None, key=key)


def _bars(figures: Figures) -> list[charts.Bar]:
    return [
        charts.Bar(
            one.name,
            one.seniors.people,
            one.seniors.visits,
            one.rate,
            Flag.UNREACHED in one.flags,
        )
        for one in figures.places
    ]


def _rows(figures: Figures) -> list[Place]:
    """The districts, and those without one when there are any."""
    unknown = [figures.unknown] if figures.unknown.everyone.people else []
    return [*figures.places, *unknown]


def _cells(figures: Figures) -> list[charts.Cell]:
    return [
        charts.Cell(one.name, band, figures.cells[one.district_id, band].people)
        for one in _rows(figures)
        for band in AgeBand
    ]


def _counts(figures: Figures, place: Place) -> list[str]:
    counts = [figures.cells[place.district_id, band] for band in AgeBand]
    return [f"{one.people:,}／{one.visits:,}" for one in counts]
