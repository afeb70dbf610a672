"""教室・相談会: what is planned, by date; and one class with everybody in it."""

import streamlit as st

from database import reading, writing
from models import Event, EventStatus, Staff
from pages._ui import event_detail, event_draw, event_filters, event_list, kept
from pages._ui import events as drawing
from pages._ui import people as people_drawing
from pages._ui.events import Link
from pages._ui.screen import me, open_screen, outcome, telling
from services import (
    calendar,
    candidates,
    drafts,
    draws,
    equipment,
    events,
    places,
    shifts,
    venues,
)


def publish(event_id: int) -> None:
    with telling("公開しました。申込の受付がはじまりました。", place="one"), writing() as db:
        events.publish(db, event=db.get_one(Event, event_id), by=me())


def publish_many() -> None:
    with telling("", place="many") as told, writing() as db:
        rows = [db.get_one(Event, one) for one in event_list.picked()]
        told.done = event_list.published(events.publish_many(db, events=rows, by=me()))


def decide(event_id: int) -> None:
    with telling("", place="draw", forget=[event_draw.SEED]) as told, writing() as db:
        seed = st.session_state.get(event_draw.SEED, "")
        result = draws.decide(db, event=db.get_one(Event, event_id), seed=seed, by=me())
        told.done = f"決定しました。{len(result.places)}組の結果は「電話リスト」にあります。"


def assign(event_id: int) -> None:
    with telling("担当の案に加えました。", place="team", forget=["e_helper"]), writing() as db:
        row, one = db.get_one(Event, event_id), db.get_one(Staff, st.session_state["e_helper"])
        shifts.assign(db, event=row, staff=one, duty=st.session_state["e_duty"], by=me())


def release(event_id: int, staff_id: int) -> None:
    with telling("担当から外しました。", place="team"), writing() as db:
        row, one = db.get_one(Event, event_id), db.get_one(Staff, staff_id)
        shifts.release(db, event=row, staff=one, by=me())


staff = open_screen("events")
may_publish = events.may_publish(staff)
asked = st.query_params.get("event", "")
with reading() as db:
    card = calendar.find(db, public_id=asked, by=staff) if asked else None
    team = shifts.planned(db, event=card.event, by=staff) if card else []
    may_staff = card and may_publish and card.event.status not in event_detail.OVER
    fits = candidates.fitting(db, event=card.event, by=staff) if may_staff else []

if card:
    event = card.event
    outcome("one")
    drawing.card(card)
    if may_publish and event.status is EventStatus.DRAFT:
        st.button(
            "この教室を承認して公開する",
            type="primary",
            key="publish",
            on_click=publish,
            args=(event.id,),
        )
    event_detail.links(card, staff=staff)
    with reading() as db:
        things = {one.id: one for one in equipment.everything(db)}
        event_detail.facts(drafts.of(db, event=event), things)
    outcome("draw")
    event_draw.deciding(event, staff, decide)
    people_drawing.lists(drawing.names(event.id))
    st.subheader("担当", anchor=False)
    outcome("team")
    event_detail.gap(event, team)
    if may_staff:
        event_detail.staffing(event, team, fits, assign, release)
    st.stop()

if asked:
    st.warning("その教室は見つからないか、ほかの方の受け持ちです。")
with reading() as db:
    towns, halls = places.districts(db), venues.in_use(db)
wanted = event_filters.chosen(towns, halls)
with reading() as db:
    total = calendar.count(db, by=staff, **wanted)
    most = event_list.AT_ONCE
    cards = calendar.listed(db, by=staff, **wanted, limit=most, skip=kept.skipped(most))
ways = [Link("/staff/register", "教室を登録する", is_main=True)]
drawing.links(ways + [Link("/staff/changes", "延期・中止")] * may_publish)
outcome("many")
if cards:
    st.markdown(f"**{total}件** の教室があります。")
else:
    st.markdown("この条件の教室はありません。月や町を変えるか、新しく登録してください。")
if may_publish:
    event_list.publishing(cards, publish_many)
event_list.cards(cards, may_publish=may_publish)
event_list.turning(total)
