"""見通し: consultations of a fiscal year, by kind, district, month and outcome. All are 延べ."""

from collections import Counter
from typing import NamedTuple

from sqlalchemy import extract, func
from sqlmodel import Session, col, select

import clock
from japanese import dates
from models import (
    Consultation,
    ConsultationKind,
    ConsultationTopic,
    District,
    Outcome,
    Staff,
)
from services.consultation_queue import OPEN
from services.permissions import Permission, require

UNKNOWN = "町は不明・市外"
MONTHS = (4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3)


class Count(NamedTuple):
    """So many consultations (延べ) of this kind, town, month or outcome."""

    name: str
    visits: int


class Again(NamedTuple):
    """Who came more than once for the same kind: people (実), and the visits beyond the first."""

    people: int
    visits: int


class Figures(NamedTuple):
    """A fiscal year. `kinds` add up to more than `visits`: one consultation may be about several.

    `unfinished`: handed over to the counter in this year and still open.
    """

    year: int
    visits: int
    kinds: tuple[Count, ...]
    towns: tuple[Count, ...]
    months: tuple[Count, ...]
    outcomes: tuple[Count, ...]
    again: Again
    unfinished: int


def years(db: Session, *, by: Staff) -> list[int]:
    """The fiscal years with consultations, and the present one; the newest first."""
    require(by, Permission.REACH_VIEW)
    first = db.exec(select(func.min(Consultation.fiscal_year))).one()
    this = dates.fiscal_year(clock.today())
    return list(range(this, min(first or this, this) - 1, -1))


def figures(db: Session, *, year: int, by: Staff) -> Figures:
    """Four queries by the index of the fiscal year, whatever the number of consultations."""
    require(by, Permission.REACH_VIEW)
    month = extract("month", Consultation.local_date)
    cells = db.exec(
        select(month, Consultation.district_id, Consultation.outcome, func.count())
        .where(Consultation.fiscal_year == year)
        .group_by(month, Consultation.district_id, Consultation.outcome)
    ).all()
    by_month, by_town, by_outcome = Counter(), Counter(), Counter()
    for at, town, outcome, visits in cells:
        by_month[int(at)] += visits
        by_town[town] += visits
        by_outcome[outcome] += visits
    towns = db.exec(select(District).order_by(District.position)).all()
    rows = [Count(one.name, by_town[one.id]) for one in towns] + [Count(UNKNOWN, by_town[None])]
    return Figures(
        year=year,
        visits=sum(by_month.values()),
        kinds=tuple(_kinds(db, year)),
        towns=tuple(rows),
        months=tuple(Count(f"{at}月", by_month[at]) for at in MONTHS),
        outcomes=tuple(Count(one.label, by_outcome[one]) for one in Outcome),
        again=_again(db, year),
        unfinished=_unfinished(db, year),
    )


def _kinds(db: Session, year: int) -> list[Count]:
    """The most frequent first; the editions of a kind are one, under its newest name."""
    names = dict(
        db.exec(
            select(ConsultationKind.code, ConsultationKind.name).order_by(
                ConsultationKind.valid_from
            )
        ).all()
    )
    counts = db.exec(
        select(ConsultationKind.code, func.count())
        .join(ConsultationTopic, col(ConsultationTopic.kind_id) == ConsultationKind.id)
        .join(Consultation, col(ConsultationTopic.consultation_id) == Consultation.id)
        .where(Consultation.fiscal_year == year)
        .group_by(ConsultationKind.code)
    ).all()
    in_order = sorted(counts, key=lambda one: (-one[1], one[0]))
    return [Count(f"{code} {names[code]}", visits) for code, visits in in_order]


def _again(db: Session, year: int) -> Again:
    """Only people whose name is known can be known again."""
    times = (
        select(func.count().label("times"), Consultation.person_id)
        .join(ConsultationTopic, col(ConsultationTopic.consultation_id) == Consultation.id)
        .join(ConsultationKind, col(ConsultationTopic.kind_id) == ConsultationKind.id)
        .where(Consultation.fiscal_year == year, col(Consultation.person_id).is_not(None))
        .group_by(Consultation.person_id, ConsultationKind.code)
        .having(func.count() > 1)
        .subquery()
    )
    people, visits = db.exec(
        select(
            func.count(func.distinct(times.c.person_id)),
            func.coalesce(func.sum(times.c.times - 1), 0),
        )
    ).one()
    return Again(people, int(visits))


def _unfinished(db: Session, year: int) -> int:
    return db.exec(
        select(func.count()).where(
            col(Consultation.status).in_(OPEN),
            Consultation.outcome == Outcome.TO_COUNTER,
            Consultation.fiscal_year == year,
        )
    ).one()
