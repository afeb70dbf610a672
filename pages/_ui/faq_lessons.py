"""Which lesson sheets carry a Faq from their next printing on."""

from collections.abc import Callable

import streamlit as st

from database import reading
from handouts import curriculum
from models import Course
from services import events, lesson_faqs, lesson_texts
from services.faq_list import Item

LESSON = "fq_lesson"


def draw(one: Item, place: Callable[..., None]) -> None:
    """The lessons that carry it, and the way to one more."""
    with reading() as db:
        carrying = lesson_faqs.courses_of(db, faq=one.faq)
        taught = {*curriculum.codes(), *lesson_texts.all_published(db)}
        courses = [one for one in events.courses(db) if one.code in taught]
    title = f"てびきにのせる（いま{len(carrying)}つの講座）"
    with st.expander(title, expanded=bool(carrying), key="fq_on_lessons"):
        st.markdown("次に印刷するてびきから、のります。前に印刷した紙は、古い版になります。")
        for course in carrying:
            _carrying(one, course, place)
        taken = {course.id for course in carrying}
        names = {one.id: f"{one.code} {one.title}" for one in courses if one.id not in taken}
        st.selectbox(
            "のせる講座",
            list(names),
            format_func=names.get,
            index=None,
            key=LESSON,
            placeholder="講座を選びます",
        )
        st.button(
            "てびきにのせる",
            key="fq_attach",
            on_click=place,
            args=(lesson_faqs.attach, "次の印刷からのります。", one.faq.code, None),
        )


def _carrying(one: Item, course: Course, place: Callable[..., None]) -> None:
    with reading() as db:
        order = "、".join(other.code for other in lesson_faqs.of_course(db, course=course))
    with st.container(border=True):
        st.markdown(f"**{course.code} {course.title}**　のる順番: {order}")
        with st.container(horizontal=True):
            for label, verb, done in (
                ("1つ上へ", lesson_faqs.raise_up, "順番を変えました。"),
                ("てびきから外す", lesson_faqs.detach, "次の印刷から、のりません。"),
            ):
                st.button(
                    label,
                    key=f"fq_{verb.__name__}_{course.code}",
                    on_click=place,
                    args=(verb, done, one.faq.code, course.id),
                )
