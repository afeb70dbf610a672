"""Consultations for tests: recorded as a volunteer records them, and handed over to the counter."""

from datetime import date

from sqlmodel import select

from database import reading, writing
from models import Consultation, ConsultationKind, Outcome, Person, Staff
from services import consultation_queue as queue
from services import consultations, counter_list
from services.consultations import Talk


def kind(code: str) -> ConsultationKind:
    """The kind as it is today."""
    with reading() as db:
        return next(one for one in consultations.in_force(db) if one.code == code)


def handed_over(
    by: Staff,
    *codes: str,
    on: date | None = None,
    person: Person | None = None,
    outcome: Outcome = Outcome.TO_COUNTER,
    **columns: object,
) -> Consultation:
    """A consultation of these kinds (M05). `on`: the day it was recorded; `columns`: set after."""
    with writing() as db:
        count = len(db.exec(select(Consultation.id)).all())
        row = consultations.record(
            db,
            talk=Talk([kind(code) for code in codes or ("M05",)], outcome),
            person=person,
            idem_key=f"test-{count}",
            by=by,
        )
        row.local_date = on or row.local_date
        for name, value in columns.items():
            setattr(row, name, value)
    return row


def accepted(row: Consultation, by: Staff) -> int:
    """The counter takes it over; returns the step, as a screen has seen it."""
    with writing() as db:
        queue.accept(db, consultation=db.get_one(Consultation, row.id), seen=0, by=by)
    return last_step(row)


def last_step(row: Consultation) -> int:
    with reading() as db:
        return counter_list.entries(db, rows=[db.get_one(Consultation, row.id)])[0].seen
