"""貸出機器: lend a phone, take it back, and tick 初期化済 before the next person gets it."""

import streamlit as st

from database import reading, writing
from models import Equipment, Event, EventStatus, Loan, Person
from pages._ui import events as heading
from pages._ui import loans as drawing
from pages._ui.class_choice import choose_class
from pages._ui.day_links import day_links
from pages._ui.screen import me, open_screen, outcome, telling
from services import attendance, loans, who_came

STATUSES = (*attendance.TAKES_PLACE, EventStatus.REPORTED)


def lend(event_id: int, equipment_id: int) -> None:
    with telling("", place="loans", forget=["l_who"]) as told, writing() as db:
        thing, who = db.get_one(Equipment, equipment_id), st.session_state["l_who"]
        loans.lend(
            db,
            equipment=thing,
            event=db.get_one(Event, event_id),
            person=db.get_one(Person, int(who)) if who else None,
            by=me(),
        )
        told.done = f"{loans.called(thing)}を貸し出しました。"


def take_back(loan_id: int) -> None:
    with telling("", place="loans") as told, writing() as db:
        loan = db.get_one(Loan, loan_id)
        loans.take_back(db, loan=loan, by=me())
        thing = db.get_one(Equipment, loan.equipment_id)
        told.done = f"{loans.called(thing)}が返ってきました。次は{loans.care(thing)}です。"


def make_ready(loan_id: int) -> None:
    with telling("", place="loans") as told, writing() as db:
        loan = db.get_one(Loan, loan_id)
        loans.make_ready(db, loan=loan, by=me())
        thing = db.get_one(Equipment, loan.equipment_id)
        told.done = f"{loans.called(thing)}の{loans.care(thing)}が済みました。また貸し出せます。"


staff = open_screen("loans")
card = choose_class(staff, key="l_event", statuses=STATUSES)
with reading() as db:
    shelf = loans.shelf(db, event=card.event, by=staff)
    elsewhere = loans.unfinished(db, by=staff)
    guests = who_came.guests(db, event=card.event, by=staff)

heading.heading(card)
with st.container(key="door"):
    drawing.counts(shelf, card.event)
    outcome("loans")
if not shelf:
    st.markdown("貸し出す機器が登録されていません。担当課が「基本データ」で登録します。")
else:
    drawing.who(guests)
drawing.shelf(shelf, card.event, lend, take_back, make_ready)
drawing.elsewhere([one for one in elsewhere if one.event.id != card.event.id])
day_links(card.event.public_id, here="loans")
