"""似た質問の答え: the nearest published answers, to be read aloud while somebody still asks."""

from html import escape

import streamlit as st

from database import reading
from handouts import curriculum
from japanese import furigana
from models import Course, Device
from services import search
from services.search import Hit
from wording import AnswerStep, answer_steps


def show(text: str, device: Device = Device.UNKNOWN, course_id: int | None = None) -> None:
    """Draw the published answers nearest to what was typed, each to be opened and read aloud.

    device, course_id: what is known of the question. Draws nothing where nothing is near.
    """
    if not text.strip():
        return
    with reading() as db:
        hits = search.nearest(db, text=text, device=device, course_id=course_id)
        taught = {hit.course_id for hit in hits if hit.course_id}
        courses = {number: db.get_one(Course, number) for number in taught}
    if hits:
        st.markdown("**似た質問の答え**（ひらいて、そのまま読み上げられます）")
    for hit in hits:
        _one(hit, courses.get(hit.course_id))


def _one(hit: Hit, course: Course | None) -> None:
    steps = answer_steps(furigana.plain(hit.answer))
    with st.expander(f"{furigana.plain(hit.question)}　{hit.code}"):
        lines = "".join(f"<li>{_line(step)}</li>" for step in steps)
        st.html(f'<ol class="aloud">{lines}</ol><p>{_links(hit, course)}</p>')


def _line(step: AnswerStep) -> str:
    phones = (("Android", step.android), ("iPhone", step.iphone))
    return escape(step.text) + "".join(
        f"<br><b>{name}</b> {escape(words)}" for name, words in phones if words
    )


def _links(hit: Hit, course: Course | None) -> str:
    address = f"/faq/{hit.code}"
    found = [f'<a href="{address}" target="_blank" rel="noopener">大きな字のページ</a>']
    if course and course.code in curriculum.codes():
        sheet = f"/staff/files/lesson/course/{course.code}.pdf"
        title = f"てびき「{escape(course.title)}」"
        found.append(f'<a href="{sheet}" target="_blank" rel="noopener">{title}を印刷</a>')
    return "　".join(found)
