"""よくある質問 of the demo town (架空): published ones, one that waits and one to look at again."""

import tomllib
from datetime import timedelta

from sqlmodel import Session, select

import clock
from models import Course, Faq, Question, QuestionCategory, Staff
from services import faqs, lesson_faqs
from services.faq_texts import Typed
from settings import ROOT

FILE = ROOT / "masters" / "demo" / "faqs.toml"
WAITING, OLD = 10, 3  # places in the file


def seed(db: Session, *, writer: Staff, publisher: Staff) -> None:
    """Everything in the file, as a volunteer would have written and the office published it."""
    categories = {one.code: one for one in db.exec(select(QuestionCategory))}
    courses = {one.code: one for one in db.exec(select(Course))}
    for place, text in enumerate(tomllib.loads(FILE.read_text("utf-8"))["faqs"]):
        faq = _drafted(db, place, text, categories, writer)
        if place == WAITING:
            continue
        revision = faq.revision
        faqs.publish(db, faq=faq, checked=True, seen_revision=revision, by=publisher)
        if course := courses.get(text.get("course", "")):
            lesson_faqs.attach(db, faq=faq, course=course, by=publisher)
        if place == OLD:
            faq.review_by = clock.today() - timedelta(days=3)
    _answered(db)


def _drafted(
    db: Session, place: int, text: dict, categories: dict[str, QuestionCategory], writer: Staff
) -> Faq:
    category = categories.get(text["category"]) or next(iter(categories.values()))
    typed = Typed(text["question"], text["answer"], category.id, text.get("words", ""))
    faq = faqs.draft(db, typed=typed, idem_key=f"demo-faq-{place}", by=writer)
    faqs.hand_in(db, faq=faq, seen_revision=faq.revision, by=writer)
    return faq


def _answered(db: Session) -> None:
    """The demo's answered question about a silent telephone is the sixth of the file."""
    question = db.exec(select(Question).where(Question.idem_key == "demo-question-2")).one()
    question.faq_id = db.exec(select(Faq.id).where(Faq.code == "Q0006")).one()
    db.flush()
