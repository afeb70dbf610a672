"""連続講座: one class repeated around the closed days, and a series changed as a whole."""

import streamlit as st

from database import reading, writing
from models import Event
from pages._ui import events as event_drawing
from pages._ui import series as drawing
from pages._ui import series_change
from pages._ui.events import Link
from pages._ui.forms import save_button
from pages._ui.screen import me, open_screen, outcome, telling
from services import calendar, series, venues
from services.permissions import Permission, allows


def register(event_id: int, idem_key: str) -> None:
    with telling("", place="form", forget=drawing.FORGET) as told, writing() as db:
        told.done = drawing.register(db, db.get_one(Event, event_id), idem_key)


def change(event_id: int, idem_key: str) -> None:
    with telling("", place="change", forget=series_change.FORGET) as told, writing() as db:
        told.done = series_change.carry_out(db, db.get_one(Event, event_id))


def add(event_id: int, idem_key: str) -> None:
    with telling("日を加えました。", place="add", forget=drawing.ADD_FORGET), writing() as db:
        row, day = db.get_one(Event, event_id), st.session_state["s_add_day"]
        series.add(db, event=row, day=day, idem_key=idem_key, by=me())


def drop(event_id: int) -> None:
    with telling("この回を外しました。番号を付け直しました。", place="add"), writing() as db:
        series.drop(db, event=db.get_one(Event, event_id), by=me())


staff = open_screen("series")
may_publish = allows(staff, Permission.EVENT_PUBLISH)
asked = st.query_params.get("event", "")
with reading() as db:
    cards = calendar.listed(db, by=staff)
    card = calendar.find(db, public_id=asked, by=staff) if asked else None
    halls = {venue.id: (venue, town) for venue, town in venues.to_register_at(db, by=staff)}

if card is None:
    card = drawing.choose_class(cards)
if card is None:
    event_drawing.links([Link("/staff/register", "はじめの1回を登録する", is_main=True)])
    st.stop()

event_drawing.card(card)
if card.event.series_id:
    outcome("form")
    with reading() as db:
        rows = series.dates_of(db, event=db.get_one(Event, card.event.id))
    drawing.dates_links(rows, card.event)
    outcome("add")
    if may_publish:
        event_drawing.links([Link(f"/staff/changes?event={card.event.public_id}", "延期・中止")])
    drawing.ask_more(card.event, add, drop)
    series_change.ask(card, halls, may_publish=may_publish)
    outcome("change")
    save_button("この内容で変える", series_change.FORM, change, card.event.id, width="stretch")
    st.stop()

wish = drawing.ask_how_often(card)
plan = drawing.planned(card.event.id, wish)
if plan:
    drawing.exceptions(plan.told)
    kept = drawing.ask_rows(card, plan.rows, halls)
    if may_publish:
        st.checkbox("登録したら、すぐに公開する", True, key="s_publish")
    outcome("form")
    label = f"全{kept + 1}回の連続講座にする"
    save_button(label, drawing.FORM, register, card.event.id, width="stretch")
