"""よくある質問 of the demo town (架空): on lessons, one to look at again, and one that waits."""

from datetime import timedelta

from sqlmodel import Session, select

import clock
from models import Course, Faq, Question, QuestionCategory, Staff
from services import faq_files, faqs, lesson_faqs
from services.faq_texts import Typed
from services.master_files import read

ON_LESSONS = ("Q0001", "Q0030", "Q0032")
OLD = "Q0021"
ANSWERED = "Q0029"  # what the demo's answered question about a silent telephone became


def seed(db: Session, *, writer: Staff, publisher: Staff) -> None:
    """What every city begins with, and a draft of the volunteer's."""
    faq_files.load(db, owner=publisher)
    first = {faq.code: faq for faq in db.exec(select(Faq))}
    for code in ON_LESSONS:
        course = db.get_one(Course, first[code].course_id)
        lesson_faqs.attach(db, faq=first[code], course=course, by=publisher)
    first[OLD].review_by = clock.today() - timedelta(days=3)
    asked = db.exec(select(Question).where(Question.idem_key == "demo-question-2")).one()
    asked.faq_id = first[ANSWERED].id
    _waiting(db, writer)
    db.flush()


def _waiting(db: Session, writer: Staff) -> None:
    for text in read("demo/faqs.toml")["faqs"]:
        chosen = select(QuestionCategory).where(QuestionCategory.code == text["category"])
        category = db.exec(chosen).one()
        typed = Typed(text["question"], text["answer"], category.id, text["words"])
        faq = faqs.draft(db, typed=typed, idem_key="demo-faq", by=writer)
        faqs.hand_in(db, faq=faq, seen_revision=faq.revision, by=writer)
