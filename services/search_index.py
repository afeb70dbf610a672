"""What よくある質問, lessons and questions are found by; made anew when the words change."""

import hashlib
from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from sqlalchemy import delete, insert
from sqlmodel import Session, col, select

from japanese import terms
from models import (
    Course,
    Faq,
    FaqEdition,
    FaqStatus,
    FaqTerm,
    LessonTerm,
    Question,
    QuestionTerm,
    SearchMark,
)
from models.term import put_questions
from services import synonyms
from wording import Lesson

FORMAT = "1"  # another one when the pieces or the weights below change
AT_ONCE = 1_000  # questions
# BM25 over fields (Robertson, Zaragoza 2009): how soon a repeated word says nothing new, how much a
# long text loses, and how long a text is on the average (measured with masters/faqs.toml).
K1, B, AVERAGE = 1.2, 0.5, 250
QUESTION, WORDS, ANSWER = 3, 2, 0.5  # measured: docs/decisions/0014
THOUSAND = 1_000


class LessonText(NamedTuple):
    """title: what it is about. rest: goal, steps, what goes wrong. Readings may be marked."""

    title: str
    rest: str


def index(db: Session, *, faq: Faq) -> None:
    """Have the Faq found by its public edition, or by nothing when it is not public (any more).

    To be called whenever an edition is published or a Faq is retired.
    """
    db.flush()
    db.execute(delete(FaqTerm.__table__).where(FaqTerm.__table__.c.faq_id == faq.id))
    edition = db.get(FaqEdition, (faq.id, faq.version))
    if faq.status is FaqStatus.PUBLISHED and edition:
        fields = ((edition.question, QUESTION), (faq.words, WORDS), (edition.answer, ANSWER))
        _put(db, FaqTerm.__table__, _weights(fields), faq_id=faq.id)


def text_of(lesson: Lesson) -> LessonText:
    """What a lesson is found by."""
    steps = (f"{step.do} {step.tell}" for step in lesson.steps)
    trouble = (f"{one.when} {one.then}" for one in lesson.trouble)
    return LessonText(lesson.title, " ".join((lesson.goal, *steps, *trouble)))


def lesson(db: Session, *, course: Course, text: LessonText) -> None:
    """Have a lesson found by its words of today."""
    table = LessonTerm.__table__
    db.execute(delete(table).where(table.c.course_id == course.id))
    fields = ((text.title, QUESTION), (course.title, WORDS), (text.rest, ANSWER))
    _put(db, table, _weights(fields), course_id=course.id)


def refresh(db: Session, *, lessons: Mapping[str, LessonText]) -> None:
    """Make anew what was made with other words, or was never made. At start, for everybody.

    lessons: by the code of the course, as they are printed today.
    """
    found_by = hashlib.sha256(FORMAT.encode() + synonyms.FILE.read_bytes())
    found_by.update(repr(sorted(lessons.items())).encode())
    if _is_stale(db, "answers", found_by.hexdigest()):
        for faq in db.exec(select(Faq)).all():
            index(db, faq=faq)
        _index_lessons(db, lessons)
    if _is_stale(db, "questions", FORMAT):
        _index_questions(db)


def _is_stale(db: Session, kind: str, made_with: str) -> bool:
    mark = db.get(SearchMark, kind) or SearchMark(kind=kind, made_with="")
    if mark.made_with == made_with:
        return False
    mark.made_with = made_with
    db.add(mark)
    db.flush()
    return True


def _index_lessons(db: Session, lessons: Mapping[str, LessonText]) -> None:
    db.execute(delete(LessonTerm.__table__))
    for course in db.exec(select(Course).where(col(Course.code).in_(lessons))).all():
        lesson(db, course=course, text=lessons[course.code])


def _index_questions(db: Session) -> None:
    db.execute(delete(QuestionTerm.__table__))
    last = 0
    query = select(Question.id, Question.body).order_by(Question.id).limit(AT_ONCE)
    while rows := db.exec(query.where(Question.id > last)).all():
        put_questions(db, rows)
        last = rows[-1][0]


def _weights(fields: tuple[tuple[str, float], ...]) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for text, weight in fields:
        found = Counter(synonyms.things(text))
        for piece, times in terms.pieces(synonyms.matter(text)).items():
            found[terms.key(piece)] += times
        for term, times in found.items():
            counts[term] += weight * min(times, 2)
    long = K1 * (1 - B + B * counts.total() / AVERAGE)
    return {
        term: round(THOUSAND * count * (K1 + 1) / (count + long)) for term, count in counts.items()
    }


def _put(db: Session, table, weights: dict[str, int], **whose: int) -> None:
    rows = [{"term": term, "weight": weight} | whose for term, weight in sorted(weights.items())]
    if rows:
        db.execute(insert(table), rows)
