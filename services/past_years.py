"""前の年度の実績: classes before となり, taken in from a table of counts. No person is made up."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import func
from sqlmodel import Session, col, select

import clock
from japanese import dates, spelling
from models import (
    Course,
    District,
    Event,
    FileImport,
    Format,
    ImportKind,
    Municipality,
    PastClass,
    PastCount,
    Sex,
    Staff,
    Venue,
)
from refusal import Refusal
from services import file_imports
from services.permissions import Permission, require
from services.town_names import Towns

FORMATS = {
    "相談": Format.CONSULTATION,
    "サロン": Format.SALON,
    "出張": Format.VISIT,
    "出前": Format.VISIT,
    "移動": Format.MOBILE,
    "オンライン": Format.ONLINE,
    "体験": Format.TRIAL,
    "講座": Format.COURSE,
    "教室": Format.COURSE,
}


class Count(NamedTuple):
    sex: Sex
    age_from: int | None
    age_to: int | None
    visits: int


class Line(NamedTuple):
    """One class as it was read. `problems` forbid the import, `notes` are to be known."""

    line: int
    day: date | None
    title: str
    place: str
    town: str
    format: str
    seats: int | None
    visits: int | None
    counts: tuple[Count, ...] = ()
    problems: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


class Row(NamedTuple):
    """A judged row: what of ours it means, and what is wrong."""

    line: Line
    venue: Venue | None
    district: District | None
    course: Course | None
    format: Format | None
    wrong: str = ""


class Plan(NamedTuple):
    """What an import would do; nothing while a row is wrong or a doubt is not confirmed."""

    rows: list[Row]
    doubts: list[str]

    @property
    def wrong(self) -> list[Row]:
        return [row for row in self.rows if row.wrong]


class Year(NamedTuple):
    """What is known of a 会計年度 before となり. Unique people are not."""

    fiscal_year: int
    classes: int
    visits: int


def plan(db: Session, *, lines: Sequence[Line], by: Staff) -> Plan:
    """Say what importing these rows would do. Changes nothing."""
    require(by, Permission.DATA_IMPORT)
    return _plan(db, lines)


def save(
    db: Session,
    *,
    lines: Sequence[Line],
    accepted: Collection[str],
    columns: Mapping[str, str],
    source: str,
    by: Staff,
) -> int:
    """Take the classes in, all or nothing; return how many. columns: remembered for next time."""
    require(by, Permission.DATA_IMPORT)
    planned = _plan(db, lines)
    if planned.wrong:
        first = planned.wrong[0]
        raise Refusal(f"{first.line.line}行目：{first.wrong}直してから、もう一度選んでください。")
    if not planned.rows:
        raise Refusal("取り込む行がありません。見出しの行と、列の意味を確かめてください。")
    if set(planned.doubts) - set(accepted):
        raise Refusal("確かめることが残っています。よければ、四角に印を付けてください。")
    taken = file_imports.record(db, kind=ImportKind.PAST, source=source, by=by)
    taken.columns = dict(columns)
    for row in planned.rows:
        _store(db, row, taken)
    db.flush()
    return len(planned.rows)


def remembered(db: Session, *, by: Staff) -> dict[str, str]:
    """Which heading meant what in the last table that was taken in."""
    require(by, Permission.DATA_IMPORT)
    query = select(FileImport.columns).where(FileImport.kind == ImportKind.PAST)
    return db.exec(query.order_by(col(FileImport.id).desc())).first() or {}


def years(db: Session, *, by: Staff) -> list[Year]:
    """The years before となり as far as they were taken in, the newest first."""
    require(by, Permission.DATA_IMPORT)
    query = (
        select(PastClass.fiscal_year, func.count(), func.sum(PastClass.visits))
        .group_by(PastClass.fiscal_year)
        .order_by(col(PastClass.fiscal_year).desc())
    )
    return [Year(year, count, int(visits)) for year, count, visits in db.exec(query)]


def _plan(db: Session, lines: Sequence[Line]) -> Plan:
    find = _Ours(db)
    rows = [find.row(line) for line in lines]
    return Plan(rows, [*_noted(rows), *_twice(rows), *_known(db, rows)])


class _Ours:
    """Halls, towns and courses by the names an old table has for them; never guessed."""

    def __init__(self, db: Session):
        districts = db.exec(select(District)).all()
        self.towns = Towns(db.get_one(Municipality, 1), districts)
        self.districts = {one.id: one for one in districts}
        self.halls = _by_name(db.exec(select(Venue)).all(), "name")
        self.courses = _by_name(db.exec(select(Course)).all(), "title")

    def row(self, line: Line) -> Row:
        venue = self.halls.get(spelling.plain(line.place))
        meant = self.towns.meant(line.town).districts if line.town else frozenset()
        district_id = next(iter(meant)) if len(meant) == 1 else venue and venue.district_id
        words = f"{line.format}{line.title}"
        return Row(
            line,
            venue,
            self.districts.get(district_id),
            self.courses.get(spelling.plain(line.title)),
            next((kind for word, kind in FORMATS.items() if word in words), None),
            _wrong(line),
        )


def _by_name(rows: Sequence, field: str) -> dict:
    names = Counter(spelling.plain(getattr(one, field)) for one in rows)
    named = {spelling.plain(getattr(one, field)): one for one in rows}
    return {name: one for name, one in named.items() if names[name] == 1}


def _wrong(line: Line) -> str:
    if line.day and line.day > clock.today():
        return f"日付が、今日より先です（{dates.with_era(line.day)}）。"
    return "".join(line.problems)


def _noted(rows: Sequence[Row]) -> list[str]:
    return [f"{row.line.line}行目：{note}" for row in rows for note in row.line.notes]


def _twice(rows: Sequence[Row]) -> list[str]:
    first: dict[tuple, int] = {}
    said = []
    for row in (one for one in rows if one.line.day):
        at = first.setdefault(_key(row.line.day, row.line.place, row.line.title), row.line.line)
        if at != row.line.line:
            said.append(f"{row.line.line}行目は、{at}行目と同じ日・同じ会場・同じ名前です。")
    return said


def _known(db: Session, rows: Sequence[Row]) -> list[str]:
    """What was taken in before, or is in となり itself: it would be counted twice."""
    days = {row.line.day for row in rows if row.line.day}
    past = db.exec(select(PastClass).where(col(PastClass.local_date).in_(days))).all()
    before = {_key(one.local_date, one.place, one.title) for one in past}
    own = select(Event.local_date, Event.venue_id).where(col(Event.local_date).in_(days))
    held = set(db.exec(own).all())
    lines = [
        row.line for row in rows if _key(row.line.day, row.line.place, row.line.title) in before
    ]
    said = (
        [f"{len(lines)}行は、前にも取り込んでいます（{lines[0].line}行目など）。"] if lines else []
    )
    both = [row.line for row in rows if row.venue and (row.line.day, row.venue.id) in held]
    if both:
        said.append(
            f"{len(both)}行は、同じ日・同じ会場の教室がとなりにもあります（{both[0].line}行目など）。"
        )
    return said


def _key(day: date | None, place: str, title: str) -> tuple:
    return day, spelling.plain(place), spelling.plain(title)


def _store(db: Session, row: Row, taken: FileImport) -> None:
    line = row.line
    past = PastClass(
        import_id=taken.id,
        line=line.line,
        local_date=line.day,
        fiscal_year=dates.fiscal_year(line.day),
        title=line.title,
        format=row.format,
        course_id=row.course and row.course.id,
        district_id=row.district and row.district.id,
        venue_id=row.venue and row.venue.id,
        place=line.place,
        seats=line.seats,
        visits=line.visits,
    )
    db.add(past)
    db.flush()
    db.add_all(PastCount(past_class_id=past.id, **one._asdict()) for one in line.counts)
