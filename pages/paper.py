"""紙の名簿の入力: key in a ticked roster by its row numbers, from the keyboard alone."""

import streamlit as st

from database import reading, writing
from models import Event
from pages._ui import events as heading
from pages._ui import paper as drawing
from pages._ui.class_choice import choose_class
from pages._ui.day_links import day_links
from pages._ui.forms import idem_name, save_button
from pages._ui.screen import me, open_screen, outcome, telling
from services import attendance, paper_roster, places, who_came
from services.paper_roster import Keyed


def store(event_id: int, idem_key: str) -> None:
    forget = [*drawing.BOXES, idem_name("paper")]
    with telling("", place="paper", forget=forget) as told, writing() as db:
        event, keyed = db.get_one(Event, event_id), drawing.keyed(places.districts(db))
        stored = paper_roster.store(db, event=event, keyed=keyed, idem_key=idem_key, by=me())
        told.done = drawing.sentence(stored)


staff = open_screen("paper")
card = choose_class(staff, key="p_event", statuses=attendance.TAKES_PLACE)
event = card.event
heading.names(event.id)
with reading() as db:
    lines = paper_roster.printed(db, event=event, by=staff)
    counts = who_came.counts(db, event=event)
    towns = places.districts(db)

heading.heading(card)
if not lines:
    st.markdown(
        "この教室の名簿は、まだ印刷されていません。番号は、はじめて印刷したときに付きます。"
        "「印刷」から名簿を開くか、「当日の受付」でお名前から受け付けてください。"
    )
drawing.boxes(towns, counts)
keyed = drawing.read(towns)
if keyed:
    drawing.ask(paper_roster.picked(lines, keyed.ticked))
outcome("paper")
people = len({*keyed.ticked, *keyed.instead}) + len(keyed.walk_ins) if keyed else 0
save_button(
    f"この{people}名を受け付ける" if people else "番号を入力してください",
    "paper",
    store,
    event.id,
    disabled=not people,
    width="stretch",
)
drawing.echo(lines, keyed or Keyed(), towns)
day_links(event.public_id, here="paper")
