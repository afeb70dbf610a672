"""What texts are found by: the pieces of their words, as plain rows on either database.

The pieces of questions follow every flush by themselves. Those of Faqs and lessons also depend on
the list of synonyms, so services/search_index.py keeps them.
"""

from collections.abc import Iterable

from sqlalchemy import Index, delete, event, insert, inspect
from sqlmodel import Field, Session

from japanese import terms
from models.base import Base
from models.question import Question

LONGEST = 12  # letters of a term: a piece, a Latin word, or "#" and the number of a synonym group


class FaqTerm(Base, table=True):
    """weight: how much the term says of the published edition, in thousandths (BM25)."""

    __tablename__ = "faq_term"
    __table_args__ = (Index("ix_faq_term_faq_id", "faq_id"), {"sqlite_with_rowid": False})

    term: str = Field(max_length=LONGEST, primary_key=True)
    faq_id: int = Field(foreign_key="faq.id", primary_key=True, ondelete="CASCADE")
    weight: int


class LessonTerm(Base, table=True):
    """The same for the text of a course's lesson."""

    __tablename__ = "lesson_term"
    __table_args__ = (Index("ix_lesson_term_course_id", "course_id"), {"sqlite_with_rowid": False})

    term: str = Field(max_length=LONGEST, primary_key=True)
    course_id: int = Field(foreign_key="course.id", primary_key=True, ondelete="CASCADE")
    weight: int


class QuestionTerm(Base, table=True):
    """What a question speaks of: Latin words, and pairs of letters that are not all hiragana."""

    __tablename__ = "question_term"
    __table_args__ = (
        Index("ix_question_term_question_id", "question_id"),
        {"sqlite_with_rowid": False},
    )

    term: str = Field(max_length=LONGEST, primary_key=True)
    question_id: int = Field(foreign_key="question.id", primary_key=True, ondelete="CASCADE")


class SearchMark(Base, table=True):
    """What the terms of this kind were made with; other ones are made anew at the next start."""

    __tablename__ = "search_mark"

    kind: str = Field(max_length=12, primary_key=True)
    made_with: str = Field(max_length=64)


def of_question(body: str) -> set[str]:
    """The terms of one question's body."""
    return {
        terms.key(piece)
        for piece in terms.pieces(terms.plain(body))
        if piece.isascii() or (len(piece) == 2 and not terms.is_weak(piece))
    }


def follow(sessions: type[Session]) -> None:
    """Keep the terms of every question this session class writes."""
    event.listen(sessions, "after_flush", _after_flush)


def _after_flush(db: Session, _context) -> None:
    new = [row for row in db.new if isinstance(row, Question)]
    changed = [row for row in db.dirty if isinstance(row, Question) and _says_something_else(row)]
    if changed:
        gone = [row.id for row in changed]
        table = QuestionTerm.__table__
        db.execute(delete(table).where(table.c.question_id.in_(gone)))
    put_questions(db, ((row.id, row.body) for row in (*new, *changed)))


def _says_something_else(row: Question) -> bool:
    return inspect(row).attrs.body.history.has_changes()


def put_questions(db: Session, bodies: Iterable[tuple[int, str]]) -> None:
    """Write the terms of questions, given as (id, body), that have none yet."""
    rows = [
        {"question_id": number, "term": term}
        for number, body in bodies
        for term in sorted(of_question(body))
    ]
    if rows:
        db.execute(insert(QuestionTerm.__table__), rows)
