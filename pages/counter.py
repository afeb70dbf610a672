"""窓口の受け付け: what was handed over to 市民課: take it over, call, finish it or give it back."""

from urllib.parse import urlencode

import streamlit as st

import clock
from database import reading, writing
from models import CounterCall
from pages._ui import counter as drawing
from pages._ui import counter_filters
from pages._ui.events import Link, links
from pages._ui.screen import me, open_screen, telling
from services import consultation_queue as queue
from services import consultations, counter_list, places
from services.counter_list import PAGE, View


def accept(number: int, seen: int) -> None:
    with telling("受け取りました。「対応中」に移しました。"):
        with writing() as db:
            staff = me()
            row = queue.find(db, number=number, by=staff)
            queue.accept(db, consultation=row, seen=seen, by=staff)
            queue.look(db, consultation=row, by=staff)
        opened().add(number)
        st.session_state["view"] = str(View.ACCEPTED)


def look(number: int) -> None:
    with telling("お名前と電話を開きました。見たことは記録に残ります。"):
        with writing() as db:
            staff = me()
            queue.look(db, consultation=queue.find(db, number=number, by=staff), by=staff)
        opened().add(number)


def opened() -> set[int]:
    """Whose name this visit may show: each look has been written down."""
    return st.session_state.setdefault("counter_opened", set())


def call(number: int, seen: int, what: CounterCall) -> None:
    key = drawing.note_key("call", f"{number}-{seen}")
    note = st.session_state.get(key, "")
    with telling(f"「{what.label}」と記録しました。", forget=[key]), writing() as db:
        staff = me()
        row = queue.find(db, number=number, by=staff)
        queue.call(db, consultation=row, outcome=what, note=note, seen=seen, by=staff)


def complete(number: int, seen: int) -> None:
    with telling(f"受付番号 {number} を終了にしました。"), writing() as db:
        staff = me()
        row = queue.find(db, number=number, by=staff)
        queue.complete(db, consultation=row, seen=seen, by=staff)


def give_back(number: int, seen: int) -> None:
    key = drawing.note_key("return", f"{number}-{seen}")
    reason = st.session_state.get(key, "")
    with telling("差し戻しました。記録した方の画面に出ます。", forget=[key]), writing() as db:
        staff = me()
        row = queue.find(db, number=number, by=staff)
        queue.give_back(db, consultation=row, reason=reason, seen=seen, by=staff)


ACTS = {"accept": accept, "look": look, "call": call, "complete": complete, "return": give_back}

staff = open_screen("counter")
with reading() as db:
    counts = counter_list.open_counts(db, by=staff)
    districts, kinds = places.districts(db), consultations.in_force(db)
view = counter_filters.view(counts)
wanted = counter_filters.filters(districts, kinds)
drawing.to_print(clock.today())
with reading() as db:
    found = counter_list.listed(db, view=view, by=staff, **wanted)
    shown = found[:PAGE]
    contacts = {
        one.consultation.id: queue.contact(db, consultation=one.consultation, by=staff)
        for one in shown
        if one.consultation.id in opened() or not one.consultation.contact_again
    }

if not shown:
    st.markdown(
        f"「{view}」の相談はありません。" if wanted["page"] == 1 else "この先はありません。"
    )
for one in shown:
    number = one.consultation.id
    with st.container(border=True, key=f"handed-{number}"):
        drawing.card(one)
        if view is View.ACCEPTED and number in contacts:
            drawing.whom(contacts[number])
        drawing.bring(one.kinds)
        drawing.next_step(one, is_open=number in opened(), act=ACTS)
turned = {"次の": wanted["page"] + 1} if len(found) > PAGE else {}
turned |= {"前の": wanted["page"] - 1} if wanted["page"] > 1 else {}
links(
    Link(f"/staff/counter?{urlencode({**st.query_params, 'page': page})}", f"{words}{PAGE}件")
    for words, page in turned.items()
)
