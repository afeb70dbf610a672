"""人口: take in what the city publishes, by reference date, and say how many people are 65+.

A file is first planned, then saved as a whole or not at all (services/population_plan.py judges).
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import func
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from models import AgeBand, District, Municipality, Population, PopulationVersion, Sex, Staff
from models.age import band_of
from refusal import Refusal
from services import population_plan
from services.permissions import Permission, require
from services.population_plan import Area, Plan

SENIOR_FROM = 65


class Seniors(NamedTuple):
    """People of 65 and over at a reference date, by district id and in the whole city."""

    as_of: date
    by_district: dict[int, int]
    city: int
    is_later: bool = False  # than the day it was asked for: there is no earlier one


class Residents(NamedTuple):
    """Everybody who lives there at a reference date, by district id (none: the whole city was
    given at once), age band and sex."""

    as_of: date
    people: Counter[tuple[int | None, AgeBand, Sex]]
    is_later: bool


class Version(NamedTuple):
    """An imported reference date. `districts` is 0 when only the whole city was given."""

    as_of: date
    source: str
    people: int
    districts: int


def plan(db: Session, *, areas: Sequence[Area], by: Staff) -> Plan:
    """Say what importing these rows would do. Changes nothing."""
    require(by, Permission.DATA_IMPORT)
    return _plan(db, areas)


def save(
    db: Session, *, areas: Sequence[Area], accepted: Collection[str], source: str, by: Staff
) -> int:
    """Import the rows, all or nothing; return how many reference dates were taken in.

    accepted: the doubts the person has confirmed, as `plan` worded them. A reference date that
    is already there is replaced.
    """
    require(by, Permission.DATA_IMPORT)
    return _store(db, _plan(db, areas), accepted, source, by.id)


def load(db: Session, *, areas: Sequence[Area], source: str) -> int:
    """Import the rows of a file that comes with the program, at the first start."""
    planned = _plan(db, areas)
    return _store(db, planned, planned.doubts, source, None)


def remove(db: Session, *, as_of: date, by: Staff) -> None:
    """Take back an imported reference date. What it had replaced does not return by itself."""
    require(by, Permission.DATA_IMPORT)
    version = db.exec(select(PopulationVersion).where(PopulationVersion.as_of == as_of)).first()
    if version is None:
        raise Refusal("この人口は、もうありません。画面を開き直してください。")
    db.delete(version)
    _flush(db)


def _flush(db: Session) -> None:
    try:
        db.flush()
    except IntegrityError as error:
        raise Refusal("この人口で公開した数字があります。取り消せません。") from error


def versions(db: Session, *, by: Staff) -> list[Version]:
    """What has been imported, the newest reference date first."""
    require(by, Permission.DATA_IMPORT)
    rows = db.exec(
        select(
            PopulationVersion.as_of,
            PopulationVersion.source,
            func.sum(Population.people),
            func.count(func.distinct(Population.district_id)),
        )
        .join(Population, col(Population.version_id) == PopulationVersion.id)
        .group_by(PopulationVersion.id, PopulationVersion.as_of, PopulationVersion.source)
        .order_by(col(PopulationVersion.as_of).desc())
    )
    return [Version(as_of, source, int(people), count) for as_of, source, people, count in rows]


def seniors(db: Session, *, on: date, sex: Sex | None = None) -> Seniors | None:
    """The figures by district that were right on this day; without any, those of the whole city;
    else None.

    The city is the sum of its districts, so that both are of the same reference date.
    """
    version = _right_on(db, on)
    if version is None:
        return None
    query = (
        select(Population.district_id, func.sum(Population.people))
        .where(Population.version_id == version.id, col(Population.age_from) >= SENIOR_FROM)
        .group_by(Population.district_id)
    )
    if sex:
        query = query.where(Population.sex == sex)
    people = {district: int(total) for district, total in db.exec(query)}
    city = sum(people.values())
    people.pop(None, None)
    return Seniors(version.as_of, people, city, is_later=version.as_of > on)


def residents(db: Session, *, on: date) -> Residents | None:
    """The figures that were right on this day, as `seniors` chooses them."""
    version = _right_on(db, on)
    if version is None:
        return None
    people: Counter[tuple[int | None, AgeBand, Sex]] = Counter()
    rows = select(Population).where(Population.version_id == version.id)
    for row in db.exec(rows):
        band = AgeBand.UNKNOWN if row.age_from is None else band_of(row.age_from)
        people[row.district_id, band, row.sex] += row.people
    return Residents(version.as_of, people, version.as_of > on)


def _right_on(db: Session, on: date) -> PopulationVersion | None:
    """The newest reference date up to this day, or the first one after it; with districts, if any
    version has them."""
    by_district = col(PopulationVersion.id).in_(
        select(Population.version_id).where(col(Population.district_id).is_not(None))
    )
    as_of = col(PopulationVersion.as_of)
    for rows in (select(PopulationVersion).where(by_district), select(PopulationVersion)):
        before = rows.where(as_of <= on).order_by(as_of.desc())
        version = db.exec(before).first() or db.exec(rows.order_by(as_of)).first()
        if version:
            return version
    return None


def _plan(db: Session, areas: Sequence[Area]) -> Plan:
    return population_plan.judge(
        areas,
        city=db.get_one(Municipality, 1),
        districts=db.exec(select(District).order_by(District.position)).all(),
        known=_totals(db),
    )


def _totals(db: Session) -> dict[date, Counter]:
    """People by reference date and district id (None: the whole city), as imported so far."""
    totals: dict[date, Counter] = defaultdict(Counter)
    for as_of, district, people in db.exec(
        select(PopulationVersion.as_of, Population.district_id, func.sum(Population.people))
        .join(Population, col(Population.version_id) == PopulationVersion.id)
        .group_by(PopulationVersion.as_of, Population.district_id)
    ):
        totals[as_of][district] = int(people)
    return totals


def _store(
    db: Session, planned: Plan, accepted: Collection[str], source: str, by_id: int | None
) -> int:
    _refuse_unready(planned, accepted)
    query = select(PopulationVersion).where(col(PopulationVersion.as_of).in_(planned.days))
    for old in db.exec(query).all():
        db.delete(old)
    db.flush()
    made = {
        day: PopulationVersion(as_of=day, source=source, imported_by_id=by_id)
        for day in planned.days
    }
    db.add_all(made.values())
    db.flush()
    db.add_all(
        Population(
            version_id=made[row.area.as_of].id, district_id=row.district_id, **cell._asdict()
        )
        for row in planned.ready
        for cell in row.area.cells
    )
    db.flush()
    return len(made)


def _refuse_unready(planned: Plan, accepted: Collection[str]) -> None:
    if planned.wrong:
        lines = "、".join(str(row.area.line) for row in planned.wrong[:5])
        raise Refusal(f"直す行があります（{lines}行目）。直してから、もう一度選んでください。")
    if not planned.ready:
        raise Refusal("取り込める行がありません。別のファイルを選んでください。")
    if set(planned.doubts) - set(accepted):
        raise Refusal("確かめることが残っています。よければ、四角に印を付けてください。")
