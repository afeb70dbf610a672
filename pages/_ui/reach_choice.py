"""What of 到達 is looked at: the period, the district, and who is counted; all in the address."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import NamedTuple

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from models import Course, District, Format, Sex
from pages._ui.events import Link, links
from pages._ui.kept import ADDRESS, EVERY_COURSE, EVERY_FORMAT, EVERY_TOWN, pick
from pages._ui.reach_picture import TOWN
from services.counts import Cut, Key
from services.periods import Period, read

WHO = {"": "全員", Sex.FEMALE.value: "女性", Sex.MALE.value: "男性"}
TOWNS, AGES, PEOPLE = "町ごと", "町と年代", "人口と比べる"
HOW, TIME, WAYS, WHERE = "教室のようす", "うつりかわり", "どこから", "町の位置"
VIEWS = [TOWNS, AGES, PEOPLE, HOW, TIME, WAYS, WHERE]


class Chosen(NamedTuple):
    """only: whom, by sex, format and course; words: the same, for headings; empty: everybody."""

    period: Period
    district: District | None
    only: dict[Cut, Key]
    words: str

    @property
    def classes(self) -> dict[Cut, Key]:
        """Which classes, whoever came."""
        return {cut: key for cut, key in self.only.items() if cut is not Cut.SEX}

    @property
    def has_targets(self) -> bool:
        """Targets are of fiscal years and of everybody."""
        return self.period.is_year and not self.words


def choose(
    periods: Sequence[Period], towns: Sequence[District], courses: Sequence[Course]
) -> Chosen:
    """The filters, the most used ones first."""
    left, right = st.columns([2, 1])  # the name of all years of the plan is long
    with left:
        period = choose_period(periods)
    names = {one.name: one for one in towns}
    district = pick(right, "くわしく見る町", EVERY_TOWN, names, TOWN)
    in_use = any(name in st.query_params for name in ("format", "course"))
    with st.expander("だれを、どの教室で数えるか", expanded=in_use or bool(_sex_asked())):
        left, right = st.columns(2)
        format_ = pick(left, "形式", EVERY_FORMAT, {one.label: one for one in Format}, "format")
        titles = {one.title: one.id for one in courses}
        course = pick(right, "講座", EVERY_COURSE, titles, "course")
        sex = _choose_sex()
    asked = {Cut.FORMAT: format_, Cut.COURSE: course, Cut.SEX: sex}
    only = {cut: key for cut, key in asked.items() if key}
    return Chosen(period, district, only, _words(only, courses))


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


def _words(only: dict[Cut, Key], courses: Sequence[Course]) -> str:
    """女性・「QRの読み取り」の個別相談会に来た人."""
    title = next((one.title for one in courses if one.id == only.get(Cut.COURSE)), None)
    kind = only[Cut.FORMAT].label if Cut.FORMAT in only else None
    named = "の".join([f"「{title}」"] * bool(title) + [kind] * bool(kind))
    sex = [only[Cut.SEX].label] if Cut.SEX in only else []
    return "・".join(sex + [f"{named}に来た人"] * bool(named))


def _sex_asked() -> str:
    asked = st.query_params.get("sex", "")
    return asked if asked in WHO else ""


def _choose_sex() -> Sex | None:
    """Everybody, women or men (?sex=f)."""
    chosen = st.segmented_control(
        "だれを数えるか",
        list(WHO),
        format_func=WHO.get,
        default=_sex_asked(),
        key="r_sex",
        required=True,
    )
    st.query_params["sex"] = chosen
    return Sex(chosen) if chosen else None


def choose_view() -> str:
    """One question at a time (?view=うつりかわり)."""
    return st.segmented_control(
        "何を見るか", VIEWS, default=TOWNS, required=True, key="view", bind=ADDRESS
    )


def counting() -> AbstractContextManager:
    """What is counted beforehand is there before this is seen; anything else takes its time."""
    return st.spinner("来た人を数えています。しぼりこみによっては、少し時間がかかります。")


def counted(wanted: Chosen) -> None:
    """Who is in the figures, when it is not everybody."""
    if not wanted.words:
        return
    said = f"いまは、**{wanted.words}**だけを数えています。"
    if wanted.classes:
        said += "「開催」も、その教室だけの数です。「気をつけること」は、全部の教室で見ています。"
    st.markdown(said)


def of_everybody(words: str) -> None:
    """Of targets nobody's sex or course is asked. words: what is left out here."""
    if words:
        st.info(f"ここから下は、しぼりこみ（{words}）をせずに、全員を数えています。")


def both_sexes(wanted: Chosen) -> None:
    """Men and women stand beside each other there, whichever are chosen."""
    if Cut.SEX in wanted.only:
        st.info("下の図だけは、男女を並べて出しています。")


def taking_away(wanted: Chosen, *, may_publish: bool) -> None:
    """Where a file or a picture for outside is made: these numbers are real."""
    st.divider()
    st.markdown(
        "この画面の数字は、少ない人数もそのままの、庁内だけの数字です。"
        "庁外に出す図や表は、少ない人数を伏せてある「公表する数字」から取ってください。"
    )
    if wanted.classes:
        st.markdown(
            "「公表する数字」にあるのは、形式ごと・講座ごとの市全体の数字までです。"
            f"**{wanted.words}**を町・年代・男女に分けた数字は、だれのことかわかる"
            "おそれがあるので、庁外には出せません。"
        )
    if may_publish:
        links([Link("/staff/publications", "公表する数字")])
