"""カード相談: look up what a kind needs, record a consultation, follow what was handed over."""

import streamlit as st

from database import reading, writing
from pages._ui import consultation_form as form
from pages._ui import consultations as drawing
from pages._ui import handed_over
from pages._ui.about import show_about
from pages._ui.forms import save_button
from pages._ui.screen import me, open_screen, outcome, telling
from services import calendar, consultations, counter_list, places
from services import consultation_queue as queue
from services.permissions import Permission, allows


def record(idem_key: str) -> None:
    with telling("相談を記録しました。", place="form", forget=form.FORGET), writing() as db:
        form.record(db, me(), idem_key)


def send_again(number: int, seen: int) -> None:
    key = handed_over.note_key(number, seen)
    addition = st.session_state.get(key, "")
    with telling("もう一度、窓口へ引き継ぎました。", place="queue", forget=[key]), writing() as db:
        person = me()
        row = queue.find(db, number=number, by=person)
        queue.send_again(db, consultation=row, addition=addition, seen=seen, by=person)


staff = open_screen("consultations")
with reading() as db:
    kinds = {kind.id: kind for kind in consultations.kinds(db, by=staff)}
    waiting = counter_list.own(db, by=staff)
    recent = consultations.recent(db, by=staff)
    topics = {row.id: consultations.topics(db, consultation=row, by=staff) for row in recent}

outcome("queue")
handed_over.returned(waiting, send_again)
if allows(staff, Permission.CONSULTATION_RECORD):
    known = show_about(staff)
    with reading() as db:
        districts = {one.id: one.name for one in places.districts(db)}
        classes = {one.event.id: one.label for one in calendar.around_today(db, by=staff)}
    st.markdown(
        "番号（12けた）、暗証番号、パスワードは書きません。カードは、ご本人の手から離しません。"
    )
    form.begin(known.visit)
    chosen = form.choose_kinds(kinds)
    form.before(known, chosen, staff)
    for kind in chosen:
        drawing.kind_card(kind, staff)
    drawing.slip_link(chosen, known.visit)
    st.subheader("相談を記録する", anchor=False)
    if known.card:
        classes = {known.event.id: known.card.label} | classes
    with st.container(border=True):
        form.draw(chosen, classes, districts, known, staff)
        outcome("form")
        save_button("記録する", form.FORM, record)

handed_over.waiting(waiting)
if recent:
    with st.expander(f"最近の記録（{len(recent)}件）", key="c_recent"):
        drawing.record_table(recent, topics)
