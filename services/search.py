"""よくある質問の検索: the published answers nearest to what somebody asks in their own words.

One ranking on both databases: BM25 over pieces of words and groups of synonyms
(docs/decisions/0014). What it looks into is kept by services/search_index.py.
"""

import math
from collections import Counter, defaultdict
from typing import NamedTuple

from sqlalchemy import Table
from sqlmodel import Session, col, func, select

from japanese import terms
from models import Course, Device, Faq, FaqEdition, FaqStatus, FaqTerm, LessonTerm
from services import synonyms
from services.search_index import THOUSAND
from services.search_index import index as index

LONGEST_TEXT = 1_000  # letters that are looked at
THING, WORD, PIECE, ENDING = 3, 2, 1, 0.4  # a synonym, a Latin word, a piece, one of hiragana only
LEAST = 9  # a lower score says that only endings and everyday words were the same
FAR = 0.3  # of the best score; whatever is farther off than that is not shown
FEW = 100  # Faqs; below that no word is told to be common because half of a handful have it
NEARER = 1.15  # for the asker's own telephone, and for the lesson the question came from


class Hit(NamedTuple):
    """A published Faq as the public sees it; the nearer, the higher its score."""

    faq_id: int
    code: str
    question: str
    answer: str
    course_id: int | None
    score: float


class LessonHit(NamedTuple):
    """A course whose lesson is about it."""

    course: Course
    score: float


def nearest(
    db: Session,
    *,
    text: str,
    limit: int = 3,
    device: Device = Device.UNKNOWN,
    course_id: int | None = None,
) -> list[Hit]:
    """The published Faqs nearest to the text, the best one first; none when nothing fits.

    device, course_id: what the question is about, where that is known; it only tips the balance.
    Question and answer may carry readings as {漢字|かんじ}.
    """
    public = select(func.count()).where(Faq.status == FaqStatus.PUBLISHED)
    scores = _scores(db, FaqTerm.__table__, text, of=db.exec(public).one())
    hits = [
        Hit(*faq[:5], score=scores[faq.id] * _nearness(faq, device, course_id))
        for faq in _published(db, [number for number, _ in scores.most_common(limit + 10)])
    ]
    return _near([hit for hit in hits if hit.score >= LEAST], limit)


def lessons(db: Session, *, text: str, limit: int = 1) -> list[LessonHit]:
    """The courses on offer whose lessons are nearest to the text."""
    courses = db.exec(select(func.count(col(Course.id)))).one()
    scores = _scores(db, LessonTerm.__table__, text, of=courses)
    best = [number for number, score in scores.most_common(limit + 10) if score >= LEAST]
    found = db.exec(select(Course).where(col(Course.id).in_(best), col(Course.is_active)))
    return _near([LessonHit(course, scores[course.id]) for course in found], limit)


def _near(hits: list, limit: int) -> list:
    """Best first; equals in the order they were made."""
    hits.sort(key=lambda hit: (-hit.score, hit[0] if isinstance(hit[0], int) else hit[0].id))
    return [hit for hit in hits[:limit] if hit.score >= FAR * hits[0].score]


def _published(db: Session, numbers: list[int]) -> list:
    query = (
        select(Faq.id, Faq.code, FaqEdition.question, FaqEdition.answer, Faq.course_id, Faq.device)
        .join(FaqEdition, (FaqEdition.faq_id == Faq.id) & (FaqEdition.version == Faq.version))
        .where(Faq.status == FaqStatus.PUBLISHED, col(Faq.id).in_(numbers))
    )
    return list(db.exec(query)) if numbers else []


def _nearness(faq, device: Device, course_id: int | None) -> float:
    told = {Device.ANDROID, Device.IPHONE}
    nearness = NEARER if course_id and faq.course_id == course_id else 1
    if faq.device in told and device in told:
        nearness *= NEARER if faq.device == device else 1 / NEARER
    return nearness


def _scores(db: Session, table: Table, text: str, *, of: int) -> Counter[int]:
    """By the number of the row found, `of` so many. Sums run in one order on every database."""
    wanted = _wanted(text[:LONGEST_TEXT])
    if not wanted:
        return Counter()
    of = max(of, FEW)
    number = next(column for column in table.columns if column.foreign_keys)
    query = select(table.c.term, number, table.c.weight).where(table.c.term.in_(wanted))
    held = defaultdict(list)
    for term, row, weight in db.execute(query).all():
        held[term].append((row, weight))
    scores: Counter[int] = Counter()
    for term in sorted(held):
        rare = math.log(1 + (max(of - len(held[term]), 0) + 0.5) / (len(held[term]) + 0.5))
        for row, weight in held[term]:
            scores[row] += wanted[term] * rare * weight / THOUSAND
    return scores


def _wanted(text: str) -> dict[str, float]:
    """How much each term of what was asked counts."""
    wanted = dict.fromkeys(synonyms.things(text), THING)
    for piece in terms.pieces(synonyms.matter(text)):
        strength = WORD if piece.isascii() else ENDING if terms.is_weak(piece) else PIECE
        term = terms.key(piece)
        wanted[term] = max(strength, wanted.get(term, 0))
    return wanted
