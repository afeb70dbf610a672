"""延期・中止: one class or many; what becomes of them, why, and whom to call."""

import streamlit as st

import clock
from database import reading, writing
from models import Event
from pages._ui import changes as drawing
from pages._ui import events as event_drawing
from pages._ui.changes import Act
from pages._ui.events import Link
from pages._ui.forms import idem_name, save_button
from pages._ui.screen import open_screen, outcome, telling
from services import calendar, corners, moves, places, venues

FORM = "changes"
FORGET = ["c_reason", idem_name(FORM)]


def carry_out(drawn: list[int], idem_key: str) -> None:
    with telling("", place="form", forget=FORGET) as told, writing() as db:
        told.done = drawing.carry_out(db, drawn)


staff = open_screen("changes")
asked = st.query_params.get("event", "")
with reading() as db:
    card = calendar.find(db, public_id=asked, by=staff) if asked else None
    towns = places.districts(db)
    halls = {venue.id: (venue, town) for venue, town in venues.to_register_at(db, by=staff)}
    changed = calendar.changed_on(db, day=clock.today(), by=staff)

outcome("form")
if card:
    event_drawing.card(card)
    chosen = [card] if card.event.status in drawing.OPEN else []
    event_drawing.links(
        [
            Link("/staff/changes", "ほかの教室もまとめて選ぶ"),
            Link(f"/staff/events?event={asked}", "教室へもどる"),
        ]
    )
else:
    st.subheader("どの教室を", anchor=False)
    chosen = drawing.tick(drawing.search(towns))

if chosen:
    st.subheader("どうするか", anchor=False)
    act, ids = drawing.ask_what(chosen), [one.event.id for one in chosen]
    if act in (Act.MOVE, Act.RESUME):
        drawing.ask_to(chosen, halls)
        with reading() as db:
            rows = [db.get_one(Event, one) for one in ids]
            drawing.preview(moves.look(db, events=rows, to=drawing.typed_to(rows), by=staff))
    if act is not Act.RESUME:
        drawing.ask_reason()
    with reading() as db:
        times = len(corners.booked(db, events=[card.event for card in chosen]))
    people = sum(map(drawing.booked, chosen)) + times
    st.markdown(
        f"**{len(chosen)}つの教室**が変わり、申込は延べ**{people}名**です。申込はそのまま残り、"
        "住民のページとカレンダーには、すぐに出ます。"
    )
    save_button(act.button, FORM, carry_out, ids, width="stretch")

if changed:
    st.subheader("きょう変えた教室", anchor=False)
    event_drawing.links([Link("/staff/calls", "電話リストをひらく", is_main=True)])
    for one in changed:
        drawing.told(one)
