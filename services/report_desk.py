"""実績報告: what was asked in a period, by kind, what came of it, and where it was passed on to."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from sqlalchemy import exists, func
from sqlmodel import Session, col, select

import clock
from models import (
    Answer,
    Consultation,
    ConsultationKind,
    ConsultationTopic,
    Desk,
    Device,
    Outcome,
    Question,
    QuestionCategory,
    QuestionStatus,
)
from models.in_house import Line, Sheet
from models.question import Step
from services.periods import Period

HEADER = (
    *("種別", "分類", "件数", "解決", "うち当日中", "継続", "引き継ぎ", "中止"),
    *("所要分数", "分数のある件数"),
)
SOLVED = (QuestionStatus.ANSWERED, QuestionStatus.CLOSED)
PASSED_ON = (Outcome.TO_COUNTER, Outcome.TO_OUTSIDE)


class Came(NamedTuple):
    """What came of some questions or consultations; the rest of them goes on. same_day: of those
    solved, on the day they were asked."""

    count: int = 0
    solved: int = 0
    passed_on: int = 0
    stopped: int = 0
    minutes: int | None = None
    timed: int | None = None
    same_day: int | None = None

    def line(self, kind: str, name: str) -> Line:
        going_on = self.count - self.solved - self.passed_on - self.stopped
        done = (self.solved, self.same_day, going_on, self.passed_on, self.stopped)
        return (kind, name, self.count, *done, self.minutes, self.timed)


def sheet(db: Session, *, period: Period) -> Sheet:
    """質問 and カード相談 of a period."""
    return Sheet("相談", HEADER, _lines(db, period), wide=("種別", "分類"))


def questions(db: Session, *, period: Period) -> Came:
    """All questions asked in a period."""
    return _questions(db, period).get((), Came(same_day=0))


def consultations(db: Session, *, period: Period) -> Came:
    """All consultations about the card in a period."""
    return _consultations(db, period).get((), Came())


def consultations_by_town(db: Session, *, period: Period) -> dict[int | None, Came]:
    """The same by where people live; none: nobody asked."""
    found = _consultations(db, period, Consultation.district_id)
    return {town: one for (town,), one in found.items()}


def _lines(db: Session, period: Period) -> Iterator[Line]:
    yield questions(db, period=period).line("質問", "全体")
    categories = select(QuestionCategory).order_by(col(QuestionCategory.position))
    names = {one.id: one.name for one in db.exec(categories)}
    yield from _named("質問の分類", names, _questions(db, period, Question.category_id))
    devices = {one: one.label for one in Device}
    yield from _named("質問の機種", devices, _questions(db, period, Question.device))
    yield from _desks(db, period)
    yield consultations(db, period=period).line("カード相談", "全体")
    for (code, name), one in _by_kind(db, period).items():
        yield one.line("カード相談の種類", f"{code} {name}")
    yield from _named("カード相談の機種", devices, _consultations(db, period, Consultation.device))
    for (place,), one in _consultations(db, period, Consultation.referral).items():
        if place:
            yield one.line("カード相談の案内先", place)


def _named(kind: str, names: Mapping, found: Mapping[tuple, Came]) -> Iterator[Line]:
    return (found[one,].line(kind, name) for one, name in names.items() if (one,) in found)


def _questions(db: Session, period: Period, *by) -> dict[tuple, Came]:
    """A question that was handed over and came back solved counts as solved."""
    handed = exists().where(
        col(Answer.question_id) == Question.id, col(Answer.step) == Step.HAND_OVER
    )
    solved = col(Question.status).in_(SOLVED)
    counts = (func.count(), func.count().filter(solved), func.count().filter(~solved, handed))
    rows = db.exec(select(*by, *counts).where(*_of(period)).group_by(*by)).all()
    at_once = _same_day(db, period, *by)
    keyed = {tuple(row[: len(by)]): row[len(by) :] for row in rows}
    return {key: Came(*row, same_day=at_once[key]) for key, row in keyed.items()}


def _same_day(db: Session, period: Period, *by) -> Counter[tuple]:
    """Days are Japan's, which the two databases would reckon in different words."""
    rows = select(Question.created_at, Question.answered_at, Question.closed_at, *by).where(
        *_of(period), col(Question.status).in_(SOLVED)
    )
    counts: Counter[tuple] = Counter()
    for asked_at, answered_at, closed_at, *key in db.exec(rows):
        done_at = answered_at or closed_at
        counts[tuple(key)] += bool(done_at) and _day(asked_at) == _day(done_at)
    return counts


def _day(at: datetime) -> date:
    return clock.local(at).date()


def _of(period: Period) -> tuple:
    """The questions of a period; those that were merged are the one they were merged into."""
    return (
        col(Question.created_at) >= _midnight(period, 0),
        col(Question.created_at) < _midnight(period, 1),
        col(Question.merged_into_id).is_(None),
    )


def _midnight(period: Period, end: int) -> datetime:
    day = period.last_day + timedelta(days=1) if end else period.starts_on
    return datetime.combine(day, time(), clock.JST)


def _desks(db: Session, period: Period) -> Iterator[Line]:
    rows = (
        select(Desk.name, func.count(func.distinct(Question.id)))
        .join(Answer, col(Answer.desk_id) == Desk.id)
        .join(Question, col(Question.id) == Answer.question_id)
        .where(*_of(period))
        .group_by(Desk.id, Desk.name, Desk.position)
        .order_by(Desk.position)
    )
    for name, count in db.exec(rows):
        yield ("質問の引き継ぎ先", name, count, *[None] * (len(HEADER) - 3))


def _consultations(db: Session, period: Period, *by) -> dict[tuple, Came]:
    rows = db.exec(_counted(period, *by).group_by(*by).order_by(*by))
    return {tuple(row[: len(by)]): Came(*map(int, row[len(by) :])) for row in rows}


def _by_kind(db: Session, period: Period) -> dict[tuple, Came]:
    """A consultation of two kinds counts under both. Editions of a kind are one."""
    topic, kind = ConsultationTopic, ConsultationKind
    by = (kind.code, func.max(kind.name))
    rows = (
        _counted(period, *by)
        .join(topic, col(topic.consultation_id) == Consultation.id)
        .join(kind, col(kind.id) == topic.kind_id)
        .group_by(kind.code)
        .order_by(kind.code)
    )
    return {tuple(row[:2]): Came(*map(int, row[2:])) for row in db.exec(rows)}


def _counted(period: Period, *by):
    outcome = col(Consultation.outcome)
    return (
        select(
            *by,
            func.count(),
            func.count().filter(outcome == Outcome.SOLVED),
            func.count().filter(outcome.in_(PASSED_ON)),
            func.count().filter(outcome == Outcome.STOPPED),
            func.coalesce(func.sum(Consultation.minutes), 0),
            func.count(col(Consultation.minutes)),
        )
        .select_from(Consultation)
        .where(col(Consultation.local_date).between(period.starts_on, period.last_day))
    )
