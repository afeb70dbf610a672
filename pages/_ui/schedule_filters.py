"""Which part of the calendar is seen: the view, the day it is laid around, and the filters.

All of it stands in the address, so that a view can be kept as a bookmark or sent to a colleague.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

import streamlit as st

import clock
from models import District, EventStatus, Format, Venue
from pages._ui.event_filters import EVERY_STATUS
from pages._ui.kept import ADDRESS, EVERY_FORMAT, EVERY_HALL, EVERY_TOWN, pick

EVERYBODY = "すべての担当"
WEEK = timedelta(days=7)


class View(StrEnum):
    MONTH = "月"
    WEEK = "週"
    HALLS = "会場"
    LIST = "一覧"

    @property
    def is_week(self) -> bool:
        return self in (View.WEEK, View.HALLS)


def view(*, with_halls: bool) -> View:
    """Which view is wanted; all halls side by side are only for those who see all classes."""
    offered = [str(one) for one in View if with_halls or one is not View.HALLS]
    chosen = st.segmented_control(
        "暦の見かた",
        offered,
        default=offered[0],
        required=True,
        label_visibility="collapsed",
        key="view",
        bind=ADDRESS,
    )
    return View(chosen)


def span(view: View, around: date) -> tuple[date, date]:
    """The first and the last day that are shown. Weeks begin on Sunday, as on the wall."""
    if view.is_week:
        return _sunday(around), _sunday(around) + WEEK - timedelta(days=1)
    first = around.replace(day=1)
    last = _next_month(first) - timedelta(days=1)
    if view is View.LIST:
        return first, last
    return _sunday(first), _sunday(last) + WEEK - timedelta(days=1)


def before(view: View, around: date) -> date:
    if view.is_week:
        return around - WEEK
    return (around.replace(day=1) - timedelta(days=1)).replace(day=1)


def after(view: View, around: date) -> date:
    return around + WEEK if view.is_week else _next_month(around.replace(day=1))


def _sunday(day: date) -> date:
    return day - timedelta(days=day.isoweekday() % 7)


def _next_month(first: date) -> date:
    return (first + timedelta(days=32)).replace(day=1)


def turn(view: View, around: date, go: Any) -> None:
    """Back, today, on. The browser's own back button works as well."""
    unit = "週" if view.is_week else "月"
    with st.container(horizontal=True, key="turn", gap="xsmall"):
        st.button(f"‹ 前の{unit}", key="before", on_click=go, args=(before(view, around),))
        st.button("きょう", key="today", on_click=go, args=(clock.today(),))
        st.button(f"次の{unit} ›", key="after", on_click=go, args=(after(view, around),))


def chosen(
    districts: Iterable[District], halls: dict[str, Venue], staff: dict[str, int]
) -> tuple[date, dict[str, object]]:
    """Draw the filters: the day to lay the calendar around, and what `calendar.listed` takes.

    staff: by name; none for those who may not ask who works where.
    """
    towns = {one.name: one.code for one in districts}
    statuses = {one.label: one for one in EventStatus}
    formats = {one.label: one for one in Format}
    with st.expander("しぼりこむ", key="narrow"):
        # With Streamlit's own «today» as its beginning, the day would not get into the address.
        around = st.date_input("この日のあたりを見る", clock.today(), key="around", bind=ADDRESS)
        left, right = st.columns(2)
        town = pick(left, "町", EVERY_TOWN, towns, "town")
        hall = pick(right, "会場", EVERY_HALL, halls, "hall")
        form = pick(left, "形式", EVERY_FORMAT, formats, "format")
        status = pick(right, "状態", EVERY_STATUS, statuses, "status")
        person = pick(left, "担当", EVERYBODY, staff, "person") if staff else None
    return around, {
        "district_code": town or "",
        "venue_id": hall.id if hall else None,
        "format": form,
        "status": status,
        "staff_id": person,
    }


def words() -> str:
    """What is filtered, to be read while the lid is shut: 「若葉町」「講座」"""
    said = [st.session_state.get(key) for key in ("town", "hall", "format", "status", "person")]
    return "".join(f"「{one}」" for one in said if one and not one.startswith("すべて"))
