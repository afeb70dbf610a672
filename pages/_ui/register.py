"""The three boxes of 教室を登録する: what, where and when, for how many."""

from datetime import time, timedelta
from typing import Any

import streamlit as st

import clock
from japanese import dates
from models import Course, District, Format, Venue
from pages._ui.forms import choose, idem_name
from services import drafts, office_days
from services.drafts import Draft

TIMES = [time(hour, minute) for hour in range(8, 20) for minute in (0, 30)]
LENGTHS = (45, 60, 90, 120, 150, 180)
TEN, NINETY_MINUTES = TIMES.index(time(10)), LENGTHS.index(90)
FAR = timedelta(days=400)
USUAL_CAPACITY = 12
FORM = ["r_format", "r_course", "r_title", "r_note", idem_name("register")]


def typed(name: str) -> Any:
    return st.session_state.get(f"r_{name}")


def what(courses: dict[str, Course]) -> None:
    with st.container(border=True):
        st.subheader("何を", anchor=False)
        left, right = st.columns([1, 2])
        with left:
            choose("形式", Format, key="r_format")
        right.selectbox(
            "講座",
            list(courses),
            format_func=lambda code: f"{code} {courses[code].title}",
            index=None,
            key="r_course",
            placeholder="選ぶか、文字で探します",
        )
        if typed("course"):
            st.markdown(courses[typed("course")].outline)
        st.text_input(
            "教室の名前（空欄なら、講座の名前）",
            key="r_title",
            max_chars=80,
            placeholder="例: はじめてのLINE教室",
        )


def where_and_when(halls: dict[int, tuple[Venue, District]]) -> None:
    with st.container(border=True):
        st.subheader("どこで、いつ", anchor=False)
        st.selectbox(
            "会場",
            list(halls),
            format_func=lambda one: f"{halls[one][0].name}（{halls[one][1].name}）",
            key="r_venue",
        )
        today = clock.today()
        left, middle, right = st.columns(3)
        left.date_input(
            "日にち",
            today + timedelta(days=7),
            min_value=today,
            max_value=today + FAR,
            key="r_day",
        )
        middle.selectbox("はじまり", TIMES, index=TEN, format_func=dates.clock_time, key="r_start")
        right.selectbox(
            "長さ", LENGTHS, index=NINETY_MINUTES, format_func="{}分".format, key="r_minutes"
        )
        _both_calendars(wished(halls))


def wished(halls: dict[int, tuple[Venue, District]]) -> Draft:
    """The plan as far as it stands in the form."""
    hall = halls[typed("venue")][0]
    return Draft(hall, typed("day"), typed("start"), typed("minutes"), capacity=1)


def _both_calendars(draft: Draft) -> None:
    """The date as people say it, to be compared with the calendar on the wall."""
    day, hours = draft.day, dates.span(draft.start, draft.ends_at.time())
    parts = (f"{dates.wareki_year(day)}({day.year}年)", dates.short(day), hours)
    st.html(f'<p class="read">{" ".join(f"<span>{part}</span>" for part in parts)}</p>')
    if reason := office_days.closed_for(day):
        st.warning(f"この日は「{reason}」です。会場が開いているか、確かめてください。")


def how_many(draft: Draft) -> None:
    with st.container(border=True):
        st.subheader("何人で", anchor=False)
        left, right = st.columns(2)
        room = draft.venue.capacity
        capacity = left.number_input(
            f"定員（{draft.venue.name}は{room}名まで）",
            1,
            room,
            min(USUAL_CAPACITY, room),
            key="r_capacity",
        )
        needed = drafts.helpers_for(capacity)
        right.number_input(f"担当の人数（講師と補助で{needed}名以上）", needed, 40, key="r_helpers")
        st.text_input(
            "担当どうしのメモ（住民には見えません）",
            key="r_note",
            max_chars=200,
            placeholder="例: 鍵は9時に開きます",
        )
