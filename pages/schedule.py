"""暦: the classes on a calendar, by month, week, hall or as a list."""

from datetime import date, timedelta

import streamlit as st

from database import reading
from japanese import dates
from models import EventStatus
from pages._ui import events as drawing
from pages._ui import schedule as book
from pages._ui import schedule_filters as filters
from pages._ui.events import Link
from pages._ui.schedule_filters import View
from pages._ui.screen import open_screen
from services import calendar, places, shifts, venues
from services.permissions import Permission, allows

CALLED_OFF = (EventStatus.CANCELLED, EventStatus.POSTPONED)


def go(day: date) -> None:
    st.session_state["around"] = day


staff = open_screen("schedule")
sees_all = allows(staff, Permission.EVENT_PUBLISH)
may_register = allows(staff, Permission.EVENT_REGISTER)
with reading() as db:
    towns = places.districts(db)
    halls = venues.to_register_at(db, by=staff) if may_register else []
    team = shifts.volunteers(db, by=staff) if sees_all else {}

view = filters.view(with_halls=sees_all)
top = st.container()  # filled last: only the filters know what the address says by now
around, wanted = filters.chosen(
    towns,
    {f"{hall.name}（{town.name}）": hall for hall, town in halls},
    {name: one for one, name in team.items()},
)
first, last = filters.span(view, around)
title = book.heading(first, last, is_week=view.is_week)
with top:
    st.subheader(title, anchor=False)
    filters.turn(view, around, go)
shown = [
    (hall, town)
    for hall, town in halls
    if wanted["district_code"] in ("", town.code) and wanted["venue_id"] in (None, hall.id)
]
with reading() as db:
    cards = calendar.listed(db, by=staff, since=first, until=last, **wanted)
    closed = calendar.closed_days(db, since=first, until=last, halls=[hall for hall, _ in shown])

off = sum(card.event.status in CALLED_OFF for card in cards)
st.markdown(
    f"{filters.words()}教室は **{len(cards)}件** です。"
    + (f"うち{off}件は中止か延期です。" if off else "")
)
page = book.book(
    dates.days(first, last),
    cards,
    closed,
    month=(first + timedelta(days=7)).month,
    hall_id=wanted["venue_id"],
    may_register=may_register,
)
if view is View.MONTH:
    book.month(title, page)
elif view is View.WEEK:
    book.week(page)
elif view is View.HALLS:
    book.halls(title, page, shown)
else:
    book.agenda(page)
if may_register:
    drawing.links([Link("/staff/register", "教室を登録する")])
