"""The counter's queue as it is read: who waits, for how long, what was done; no names in it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import ColumnElement, exists, func
from sqlmodel import Session, col, select

import clock
from models import (
    Consultation,
    ConsultationKind,
    ConsultationStatus,
    ConsultationTopic,
    CounterAct,
    CounterStep,
    District,
    Outcome,
    Staff,
)
from services import office_days
from services.consultation_queue import OPEN, RETURNED
from services.permissions import Permission, require

PAGE = 20
MOST_OWN = 50
REACHED_COUNTER = Consultation.outcome == Outcome.TO_COUNTER


class View(StrEnum):
    """What the counter wants to see; one standing each."""

    WAITING = "待ち"
    ACCEPTED = "対応中"
    RETURNED = "差し戻し"
    CLOSED = "終了"

    @property
    def status(self) -> ConsultationStatus:
        return {
            View.WAITING: ConsultationStatus.HANDED_OVER,
            View.ACCEPTED: ConsultationStatus.ACCEPTED,
            View.RETURNED: ConsultationStatus.RETURNED,
            View.CLOSED: ConsultationStatus.CLOSED,
        }[self]


class Done(NamedTuple):
    """One step, and who did it."""

    step: CounterStep
    staff: Staff

    @property
    def day(self) -> date:
        return clock.local(self.step.at).date()


class Entry(NamedTuple):
    """One consultation in the queue. `waited`: office days since it was first handed over."""

    consultation: Consultation
    kinds: tuple[ConsultationKind, ...]
    district: District | None
    sender: Staff
    steps: tuple[Done, ...]
    waited: int

    @property
    def names(self) -> str:
        return "、".join(kind.name for kind in self.kinds)

    @property
    def seen(self) -> int:
        """The last step, for `services/consultation_queue.py`; 0: none yet."""
        return self.steps[-1].step.id if self.steps else 0

    @property
    def age(self) -> str:
        """4開庁日お待ちです"""
        if self.consultation.status is ConsultationStatus.CLOSED:
            return ""
        return f"{self.waited}開庁日お待ちです" if self.waited else "きょう引き継がれました"

    @property
    def reason(self) -> str:
        """Why it was given back last; empty when it never was."""
        notes = [one.step.note for one in self.steps if one.step.act is CounterAct.RETURN]
        return notes[-1] if notes else ""


def listed(
    db: Session,
    *,
    view: View,
    by: Staff,
    district_id: int | None = None,
    code: str = "",
    page: int = 1,
) -> list[Entry]:
    """One page of the queue: who waits longest first, finished ones latest first.

    district_id: 0 for those whose town is unknown. code: of a kind. One entry more than `PAGE`
    says that there is a next page.
    """
    require(by, Permission.CONSULTATION_CLOSE)
    query = select(Consultation).where(REACHED_COUNTER, Consultation.status == view.status)
    for condition in _filters(district_id, code):
        query = query.where(condition)
    order = (Consultation.local_date, Consultation.id)
    if view is View.CLOSED:
        order = (col(Consultation.local_date).desc(), col(Consultation.id).desc())
    rows = db.exec(query.order_by(*order).offset((page - 1) * PAGE).limit(PAGE + 1)).all()
    return entries(db, rows=rows)


def _filters(district_id: int | None, code: str) -> Iterable[ColumnElement[bool]]:
    if district_id is not None:
        yield (
            col(Consultation.district_id) == district_id
            if district_id
            else col(Consultation.district_id).is_(None)
        )
    if code:
        yield exists().where(
            col(ConsultationTopic.consultation_id) == Consultation.id,
            col(ConsultationTopic.kind_id) == ConsultationKind.id,
            col(ConsultationKind.code) == code,
        )


def open_counts(db: Session, *, by: Staff) -> dict[View, int]:
    """How many stand where; finished ones are not counted."""
    require(by, Permission.CONSULTATION_CLOSE)
    found = db.exec(
        select(Consultation.status, func.count())
        .where(REACHED_COUNTER, col(Consultation.status).in_(OPEN))
        .group_by(Consultation.status)
    )
    counts = dict(found.all())
    return {view: counts.get(view.status, 0) for view in View if view is not View.CLOSED}


def own(db: Session, *, by: Staff) -> list[Entry]:
    """What this member of staff has handed over and is not finished, returned ones first."""
    require(by, Permission.CONSULTATION_RECORD)
    rows = db.exec(
        select(Consultation)
        .where(
            REACHED_COUNTER,
            col(Consultation.status).in_(OPEN),
            Consultation.staff_id == by.id,
        )
        .order_by(Consultation.status != RETURNED, Consultation.local_date, Consultation.id)
        .limit(MOST_OWN)
    ).all()
    return entries(db, rows=rows)


def entries(db: Session, *, rows: Sequence[Consultation]) -> list[Entry]:
    """What belongs to these rows, in five queries whatever their number."""
    ids = [row.id for row in rows]
    kinds, steps = _kinds(db, ids), _steps(db, ids)
    towns = {one.id: one for one in db.exec(select(District))}
    senders = select(Staff).where(col(Staff.id).in_({row.staff_id for row in rows}))
    staff = {one.id: one for one in db.exec(senders)}
    today = clock.today()
    return [
        Entry(
            consultation=row,
            kinds=tuple(kinds[row.id]),
            district=towns.get(row.district_id),
            sender=staff[row.staff_id],
            steps=tuple(steps[row.id]),
            waited=office_days.between(row.local_date, today),
        )
        for row in rows
    ]


def _kinds(db: Session, ids: list[int]) -> dict[int, list[ConsultationKind]]:
    found = defaultdict(list)
    for number, kind in db.exec(
        select(ConsultationTopic.consultation_id, ConsultationKind)
        .join(ConsultationKind, ConsultationTopic.kind_id == col(ConsultationKind.id))
        .where(col(ConsultationTopic.consultation_id).in_(ids))
        .order_by(ConsultationKind.code)
    ):
        found[number].append(kind)
    return found


def _steps(db: Session, ids: list[int]) -> dict[int, list[Done]]:
    found = defaultdict(list)
    for step, staff in db.exec(
        select(CounterStep, Staff)
        .join(Staff, CounterStep.staff_id == col(Staff.id))
        .where(col(CounterStep.consultation_id).in_(ids))
        .order_by(CounterStep.id)
    ):
        found[step.consultation_id].append(Done(step, staff))
    return found
