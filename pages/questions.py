"""質問: what people asked and who looks after it; and the form for what was just heard."""

import streamlit as st

from database import reading, writing
from models import Question, Staff
from pages._ui import events as drawing
from pages._ui import kept, question_filters, question_intake, question_list
from pages._ui.about import about, show_about
from pages._ui.events import Link
from pages._ui.screen import me, open_screen, outcome, telling
from services import answering, question_bulk, questions
from services import question_list as listing
from services.permissions import Permission, allows
from services.question_filters import View

NEW, LIST = "new", "/staff/questions"


def record(idem_key: str) -> None:
    done = "質問を書きとめました。続けて、次の質問を書けます。"
    with telling(done, place="new", forget=question_intake.ALL), writing() as db:
        staff = me()
        typed = question_intake.typed(db, staff, about(db, staff))
        questions.record(db, **typed, idem_key=idem_key, by=staff)


def give() -> None:
    with telling("", place="many", forget=["q_to"]) as told, writing() as db:
        to, seen = db.get_one(Staff, st.session_state["q_to"]), question_list.picked()
        count = question_bulk.assign(db, seen=seen, to=to, by=me())
        told.done = f"{count}件を{to.name}さんの受け持ちにしました。"


def take_many() -> None:
    with telling("", place="many") as told, writing() as db:
        staff = me()
        count = question_bulk.assign(db, seen=question_list.picked(), to=staff, by=staff)
        told.done = f"{count}件を受け持ちにしました。"


def take_first(number: int, seen: int) -> None:
    with telling(f"質問{number}を受け持ちにしました。", place="many"), writing() as db:
        row = db.get_one(Question, number)
        answering.take(db, question=row, seen_version=seen, by=me())


def begin() -> None:
    st.query_params[NEW] = "1"


def end() -> None:
    st.query_params.pop(NEW, None)


staff = open_screen("questions")
may_answer = allows(staff, Permission.QUESTION_ANSWER)
known = show_about(staff)
if may_answer and (known.card or NEW in st.query_params):
    st.subheader("質問を書きとめる", anchor=False)
    outcome("new")
    question_intake.form(staff, known, record)
    if known.card:
        drawing.links([Link(LIST, "質問の一覧を見る")])
    else:
        st.button("一覧へもどる", key="q_end", on_click=end, shortcut="Alt+L")
    st.stop()

if may_answer:
    st.button("質問を書きとめる", key="q_new", type="primary", on_click=begin, shortcut="Alt+N")
top, narrow = st.container(), st.container()  # the tabs count what the filters below them leave
with reading() as db:
    choices = question_filters.offered(db, staff)
with narrow:
    wanted = question_filters.narrowed(choices)
with reading() as db:
    counts = listing.counts(db, wanted=wanted, by=staff)
with top:
    question_list.late(counts[View.LATE], wanted)
    wanted = question_filters.tabs(wanted, counts)
with reading() as db:
    tickets = listing.listed(db, wanted=wanted, by=staff, skip=kept.skipped(listing.AT_ONCE))
    total = counts.get(wanted.view)
    total = listing.count(db, wanted=wanted, by=staff) if total is None else total
outcome("many")
if not tickets:
    question_list.empty(wanted)
else:
    st.markdown(f"**{question_list.told(total)}**。日数は、土日・祝日・年末年始を除いて数えます。")
may_assign = allows(staff, Permission.QUESTION_ASSIGN)
pick = bool(tickets) and may_assign and st.toggle("まとめて割り当てる", key="q_bulk")
if pick:
    with reading() as db:
        names = {one.id: one.name for one in question_bulk.colleagues(db, by=staff)}
    question_list.bulk(tickets, names, give, take_many)
if may_answer and not pick:
    question_list.keys(tickets, take_first)
question_list.cards(tickets, pick=pick)
question_list.turning(total, wanted)
question_list.files(staff, wanted, total)
