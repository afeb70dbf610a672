"""てびきの文章: a lesson in the city's own words, written beside its picture."""

from collections.abc import Callable

import streamlit as st

from database import reading, writing
from handouts import curriculum, lesson_sheet
from handouts.pictograms import PICTURES
from models import Course, LessonCopy
from pages._ui import lesson_form, lesson_preview
from pages._ui import lesson_steps as drawing
from pages._ui.events import Link, links
from pages._ui.screen import me, open_screen, outcome, telling
from pages._ui.sheet_notes import trial
from services import events, lesson_texts, lesson_writing


def save(course_id: int, seen: str, idem_key: str) -> None:
    done = "下書きを保存しました。紙とページは、まだ変わりません。"
    with telling(done, place="lesson", forget=drawing.FORMS):
        drawing.settle(_stored(course_id, seen))


def publish(course_id: int, seen: str, idem_key: str) -> None:
    done = "公開しました。次に印刷する紙と、QRのページから変わります。"
    with telling(done, place="lesson", forget=drawing.FORMS):
        kept = _stored(course_id, seen)
        drawing.settle(kept)
        with writing() as db:
            course = db.get_one(Course, course_id)
            text = kept.lesson(code=course.code, course=course.title)
            lesson_sheet.draw(trial(text, ()))
            copy = lesson_writing.publish(db, course=course, seen=kept.seen, by=me())
        drawing.settle(copy)


def _stored(course_id: int, seen: str) -> LessonCopy:
    """What stands in the form, as a draft; nothing is lost when it may not be published yet."""
    with writing() as db:
        course = db.get_one(Course, course_id)
        return lesson_writing.save(
            db,
            course=course,
            table=lesson_form.typed(course.code),
            shipped=curriculum.found(course, None),
            pictures=PICTURES,
            seen=seen,
            by=me(),
        )


def undo(verb: Callable, done: str, course_id: int, seen: str, **more: object) -> None:
    with telling(done, place="lesson"):
        with writing() as db:
            course = db.get_one(Course, course_id)
            verb(db, course=course, seen=seen, by=me(), **more)
        drawing.begin_anew(course)


open_screen("lessons")
with reading() as db:
    courses = {one.code: one for one in events.curriculum(db)}
    own = lesson_texts.all_published(db)
links([Link("/staff/sheets", "印刷の画面へ"), Link("/staff/masters", "基本データへ")])
code = drawing.chosen(courses, own)
if code:
    course = courses[code]
    with reading() as db:
        copy = lesson_writing.opened(db, course=course, by=me())
        published = lesson_texts.published(db, course=course)
        editions = lesson_writing.history(db, course=course, by=me())
    now = drawing.Standing(course, copy, published, curriculum.found(course, None))
    seen = drawing.begin(now)
    drawing.show(now)
    left, right = st.columns([4, 5], gap="medium")
    with left:
        lesson_form.draw(code)
        outcome("lesson")
        drawing.buttons(now, seen, save, publish, undo)
        drawing.history(course, editions)
    with right:
        st.subheader("できあがりの見本", anchor=False)
        st.markdown("書いたあと、欄の外を押すと変わります。")
        lesson_preview.show(lesson_form.typed(code), course.title)
        drawing.saved(now)
