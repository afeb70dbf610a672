"""質問への対応: one question, what was done with it, and what can be done next."""

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from database import writing
from models import Question
from pages._ui import question as drawing
from pages._ui import question_more, question_steps, question_together
from pages._ui.events import Link, links
from pages._ui.screen import me, open_screen, outcome, telling
from services.permissions import Permission, allows

ACTED = "q_acted"


def act(
    verb: Callable,
    done: str,
    number: int,
    seen: int,
    typed: Mapping[str, str],
    given: Mapping[str, Any],
) -> None:
    """typed: widgets by the argument they fill. One's own second click has nothing left to do."""
    if st.session_state.get(ACTED) == (number, seen, verb.__name__):
        return
    values = {name: st.session_state[key] for name, key in typed.items()} | dict(given)
    forget = [] if "consent" in typed else list(typed.values())
    with telling(done, place="one", forget=forget), writing() as db:
        row = db.get_one(Question, number)
        verb(db, question=row, seen_version=seen, by=me(), **values)
        st.session_state[ACTED] = (number, seen, verb.__name__)


staff = open_screen("question")
links([Link(drawing.LIST, "質問の一覧へ")])
number = st.query_params.get("id", "")
whole = drawing.found(number, staff) if number else None
if whole is None:
    if not number:
        st.markdown("質問の一覧から、1つ選んでひらきます。")
    st.stop()
may_answer = allows(staff, Permission.QUESTION_ANSWER)
outcome("one")
if whole.question.merged_into_id and may_answer:
    question_together.went_to(whole, act)
drawing.head(whole)
question_together.merged_here(whole)
if whole.question.merged_into_id is None and may_answer:
    question_steps.next_step(whole, staff, act)
drawing.log(whole)
if may_answer:
    question_more.folded(whole, staff, act)
