"""The filters of the list of classes, kept in the address: month, town, status, hall, format."""

from datetime import date, timedelta

import streamlit as st

import clock
from models import District, EventStatus, Format, Venue
from pages._ui.kept import EVERY_FORMAT, EVERY_HALL, EVERY_TOWN, pick

BACK, AHEAD = 12, 13  # months
COMING = "これから"
EVERY_STATUS = "すべて"


def chosen(districts: list[District], halls: list[Venue]) -> dict[str, object]:
    """Draw the filters; what they say, as `calendar.listed` takes it."""
    months = {_words(month): month for month in _months()}
    towns = {district.name: district.code for district in districts}
    statuses = {status.label: status for status in EventStatus}
    left, middle, right = st.columns(3)
    first = pick(left, "月", COMING, months, "month")
    town = pick(middle, "町", EVERY_TOWN, towns, "town")
    status = pick(right, "状態", EVERY_STATUS, statuses, "status")
    return _hall_and_format(halls) | {
        "since": first,
        "until": _next(first) - timedelta(days=1) if first else None,
        "district_code": town or "",
        "status": status,
    }


def _hall_and_format(halls: list[Venue]) -> dict[str, object]:
    """Less often asked for, so folded away until it is."""
    names = {hall.name: hall.id for hall in halls}
    formats = {one.label: one for one in Format}
    in_use = any(name in st.query_params for name in ("hall", "format"))
    with st.expander("会場や形式でしぼる", expanded=in_use, key="e_filters"):
        left, right = st.columns(2)
        hall = pick(left, "会場", EVERY_HALL, names, "hall")
        kind = pick(right, "形式", EVERY_FORMAT, formats, "format")
    return {"venue_id": hall, "format": kind}


def _months() -> list[date]:
    """The first day of each month that can be looked at, this month and the coming ones first."""
    this = clock.today().replace(day=1)
    ahead, back = [this], []
    for _ in range(AHEAD):
        ahead.append(_next(ahead[-1]))
    for _ in range(BACK):
        this = (this - timedelta(days=1)).replace(day=1)
        back.append(this)
    return ahead + back


def _next(first: date) -> date:
    return (first + timedelta(days=32)).replace(day=1)


def _words(month: date) -> str:
    return f"{month.year}年{month.month}月"
