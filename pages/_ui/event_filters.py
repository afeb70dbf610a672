"""Month, town and status: the filters of the list of classes, kept in the address."""

from datetime import date, timedelta

import streamlit as st

import clock
from models import District, EventStatus

BACK, AHEAD = 12, 13  # months
COMING = "これから"
EVERY_TOWN, EVERY_STATUS = "すべての町", "すべて"


def chosen(districts: list[District]) -> dict[str, object]:
    """Draw the filters; what they say, as `calendar.listed` takes it."""
    months = {_words(month): month for month in _months()}
    towns = {district.name: district.code for district in districts}
    statuses = {status.label: status for status in EventStatus}
    left, middle, right = st.columns(3)
    month = left.selectbox(
        "月", [COMING, *months], index=0, key="month", bind="query-params", placeholder="選びます"
    )
    town = middle.selectbox(
        "町", [EVERY_TOWN, *towns], key="town", bind="query-params", placeholder="選びます"
    )
    status = right.selectbox(
        "状態", [EVERY_STATUS, *statuses], key="status", bind="query-params", placeholder="選びます"
    )
    first = months.get(month)
    return {
        "since": first,
        "until": _next(first) - timedelta(days=1) if first else None,
        "district_code": towns.get(town, ""),
        "status": statuses.get(status),
    }


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
