"""よくある質問: what is asked again and again, answered for everybody."""

from collections.abc import Callable

import streamlit as st

from database import Db, reading, writing
from models import Course, Faq, Staff
from pages._ui import faq_form, faq_lessons, faq_steps
from pages._ui import faq_list as drawing
from pages._ui.events import Link, links
from pages._ui.faq_form import NEW
from pages._ui.forms import idem_name
from pages._ui.screen import me, open_screen, outcome, telling
from refusal import Refusal
from services import events, faq_list, faqs, questions


def draft(number: str, idem_key: str) -> None:
    with telling("下書きを保存しました。", place="one", forget=[idem_name(f"faq-{NEW}")]):
        with writing() as db:
            staff, typed = me(), faq_form.typed(NEW)
            asked = questions.find(db, number=number, by=staff) if number else None
            faq = faqs.draft(db, typed=typed, idem_key=idem_key, by=staff, question=asked)
            code = faq.code
        st.query_params.from_dict({"id": code})


def rewrite(code: str, seen: int, idem_key: str) -> None:
    forget = [idem_name(f"faq-{code}")]
    with telling("保存しました。", place="one", forget=forget), writing() as db:
        kept(db, code, seen, me())


def kept(db: Db, code: str, seen: int, staff: Staff) -> tuple[Faq, int]:
    """What stands in the form is stored first, so that no button loses it."""
    faq, typed = faq_list.find(db, code=code, by=staff), faq_form.typed(code)
    if not faq_form.is_changed(faq, typed):
        return faq, seen
    faqs.rewrite(db, faq=faq, typed=typed, seen_revision=seen, by=staff)
    return faq, seen + 1


def act(verb: Callable, done: str, code: str, seen: int, typed: Callable[[Db], dict]) -> None:
    with telling(done, place="steps", forget=faq_steps.TYPED), writing() as db:
        staff = me()
        faq, seen = kept(db, code, seen, staff)
        verb(db, faq=faq, seen_revision=seen, by=staff, **typed(db))


def place(verb: Callable, done: str, code: str, course_id: int | None) -> None:
    with telling(done, place="steps", forget=[faq_lessons.LESSON]), writing() as db:
        course = db.get(Course, course_id or st.session_state[faq_lessons.LESSON] or 0)
        if course is None:
            raise Refusal("講座を選んでから押してください。")
        verb(db, faq=faq_list.find(db, code=code, by=me()), course=course, by=me())


staff = open_screen("faqs")
with reading() as db:
    categories, courses = questions.categories(db), events.courses(db)
code, number = (st.query_params.get(name, "") for name in ("id", "from"))
try:
    with reading() as db:
        opened = faq_list.opened(db, code=code, by=staff) if code else None
        asked = questions.find(db, number=number, by=staff) if number else None
        proposal = faqs.proposed(db, question=asked, by=staff) if asked else None
except Refusal as no:
    st.error(str(no))
    opened = asked = proposal = None

if opened:
    drawing.heading(opened)
    outcome("one")
    if faq_list.may_change(opened.faq, staff=staff):
        faq = opened.faq
        faq_form.draw(code, faq, categories, courses, rewrite, code, faq.revision)
        faq_steps.draw(opened, staff, act, place)
    else:
        faq_form.read_only(opened)
    faq_steps.history(opened, staff)
elif asked or "new" in st.query_params:
    outcome("one")
    links([Link("/staff/faqs", "一覧へもどる")])
    faq_form.asked(asked, proposal, staff)
    faq_form.draw(NEW, proposal, categories, courses, draft, number)
else:
    ways = [Link("/staff/faqs?new=1", "新しく書く", is_main=True)]
    links([*ways, Link("/staff/repeats", "くり返される質問を見る")])
    filters = drawing.chosen(categories, courses)
    with reading() as db:
        items = faq_list.listed(db, by=staff, **filters)
    drawing.cards(items)
