"""What to know about a lesson sheet before it is printed, and about those printed before."""

from dataclasses import replace

import streamlit as st

from database import reading, writing
from handouts import curriculum, lesson_sheet
from handouts.faq_parts import Common
from handouts.lesson_fit import LessonSheet
from handouts.lesson_parts import NextClass
from japanese.dates import with_era
from models import Course, Handout, Staff
from pages._ui.events import Link, links
from services import events, lesson_faqs, lesson_texts, outdated, printing
from services.permissions import Permission, allows
from settings import SETTINGS
from wording import Lesson


def lesson(code: str, staff: Staff) -> None:
    """Its number, the common questions on it, and sheets that say something else by now."""
    with reading() as db:
        course = next((one for one in events.courses(db) if one.code == code), None)
        text = curriculum.found(course, lesson_texts.published(db, course=course))
    if course is None or text is None:
        return
    handout = _numbered(course, text, staff)
    st.markdown(f"資料番号 **{handout.code}**　アドレス {SETTINGS.base_url}/h/{handout.code}")
    _questions(course, text, handout)
    if allows(staff, Permission.MASTER_EDIT):
        links([Link(f"/staff/lessons?course={code}", "てびきの文章を直す")])
    _old_ones(course, text, staff)


def _numbered(course: Course, text: Lesson, staff: Staff) -> Handout:
    edition = text.edition
    with reading() as db:
        handout = printing.numbered(db, course=course, edition=edition, by=staff)
    if handout is None:
        with writing() as db:
            handout = printing.lesson_sheet(db, course=course, edition=edition, by=staff)
    return handout


def _questions(course: Course, text: Lesson, handout: Handout) -> None:
    """Which common questions it carries, and which found no room."""
    with reading() as db:
        attached = lesson_faqs.of_course(db, course=course)
    if not attached:
        return
    text = replace(text, edition=handout.edition)
    commons = tuple(Common(one.code, one.question, one.answer) for one in attached)
    left = lesson_sheet.left_out(trial(text, commons))
    carried = "、".join(one.code for one in attached if one.code not in left)
    st.markdown(f"よくある質問 {carried or 'なし'} がのります。")
    if left:
        st.warning(
            f"{'、'.join(left)} は、紙に入りきらないので、のりません（QRのページには出ます）。"
            "のせたいときは、「よくある質問」の画面で、順番を変えるか、文章を短くしてください。"
        )


def trial(text: Lesson, commons: tuple[Common, ...]) -> LessonSheet:
    """The sheet as full as it gets, with three classes to come, to see what finds room."""
    near = (NextClass("スマホ教室", "12月28日(月)", "午前10時30分〜11時30分", "公民館"),) * 3
    blank = dict.fromkeys(("code", "desk", "phone", "hours", "city"), "ー")
    url = f"{SETTINGS.base_url}/h/AAAAA"
    return LessonSheet(
        lesson=text, url=url, next_classes=near, faqs=commons, fictional=True, **blank
    )


def _old_ones(course: Course, text: Lesson, staff: Staff) -> None:
    """Sheets that may still lie in a drawer and say something else."""
    with reading() as db:
        found = outdated.lessons_before(db, course=course, edition=text.edition, by=staff)
    for sheet, why in found:
        st.warning(
            f"前に印刷した資料番号 **{sheet.code}** の版は、{with_era(why.since)}から"
            f"古くなっています。理由: {''.join(why.reasons)}残っている紙は、配らないでください。"
        )
