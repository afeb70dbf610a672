"""負担: how often and how long the volunteers work, so that it is shared fairly."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

import clock
from japanese import dates
from models import Event, Role, Shift, Staff
from services import shifts
from services.permissions import Permission, require

AROUND = timedelta(days=90)  # before and after today: what somebody feels as much or little


class Load(NamedTuple):
    """How many shifts, and how long in all; drafts and coming classes count."""

    times: int = 0
    minutes: int = 0

    def __add__(self, minutes: int) -> "Load":
        return Load(self.times + 1, self.minutes + minutes)

    @property
    def hours(self) -> str:
        """4時間30分"""
        return said(self.minutes)


class Row(NamedTuple):
    """One volunteer's month and fiscal year."""

    staff: Staff
    month: Load
    year: Load


def said(minutes: int) -> str:
    """270 is 4時間30分."""
    hours, rest = divmod(minutes, 60)
    return (f"{hours}時間" if hours or not rest else "") + (f"{rest}分" if rest else "")


def around_today(db: Session) -> dict[int, Load]:
    """What each person has done lately and is planned for soon, by staff id."""
    today = clock.today()
    near = col(Event.local_date).between(today - AROUND, today + AROUND)
    return _sum(_rows(db, near))


def table(db: Session, *, by: Staff) -> list[Row]:
    """Every volunteer of today, who works most this fiscal year first."""
    require(by, Permission.EVENT_PUBLISH)
    today = clock.today()
    rows = list(_rows(db, Event.fiscal_year == dates.fiscal_year(today)))
    year = _sum(rows)
    month = _sum(row for row in rows if (row[1].year, row[1].month) == (today.year, today.month))
    people = db.exec(
        select(Staff)
        .where(Staff.role == Role.VOLUNTEER, col(Staff.disabled_at).is_(None))
        .order_by(Staff.login)
    )
    table = [Row(one, month.get(one.id, Load()), year.get(one.id, Load())) for one in people]
    return sorted(table, key=lambda row: -row.year.minutes)


def _rows(db: Session, wanted: ColumnElement[bool]) -> Iterable[tuple[int, date, int]]:
    """Who, when, and how many minutes: as it was held, or as it is planned."""
    columns = (Event.local_date, Event.starts_at, Event.ends_at, Event.minutes_held)
    rows = db.exec(
        select(Shift.staff_id, *columns)
        .join(Event, Shift.event_id == col(Event.id))
        .where(wanted, col(Event.status).not_in(shifts.OFF))
    )
    for staff_id, day, starts_at, ends_at, held in rows:
        yield staff_id, day, held or int((ends_at - starts_at).total_seconds() // 60)


def _sum(rows: Iterable[tuple[int, date, int]]) -> dict[int, Load]:
    found: dict[int, Load] = {}
    for staff_id, _, minutes in rows:
        found[staff_id] = found.get(staff_id, Load()) + minutes
    return found
