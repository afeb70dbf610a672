"""Take published event lists in: every row judged first, then registered as drafts, or none.

A row is never completed by guessing. What it lacks (a time, a hall of ours) the person fills in
before saving, or leaves the row out.
"""

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, time
from enum import StrEnum
from typing import NamedTuple

from sqlmodel import Session, col, select

import clock
from japanese import spelling
from models import Course, Event, Format, ImportKind, Municipality, Staff, Venue, guard, masking
from refusal import Refusal
from services import conflicts, events, file_imports
from services.drafts import Draft
from services.permissions import Permission, require

LONGEST_TITLE = 80
USUAL_CAPACITY = 12  # when the list gives none, and the hall holds as many
FORMATS = {"相談": Format.CONSULTATION, "体験": Format.TRIAL, "出張": Format.VISIT}


class Line(NamedTuple):
    """One row of the list, as it was read and as the person has completed it.

    code: of the municipality (全国地方公共団体コード), empty when the list does not say.
    notes: what the reader of the file had to say, one sentence each.
    """

    line: int
    title: str
    day: date | None
    start: time | None = None
    end: time | None = None
    place: str = ""
    capacity: int | None = None
    kind: str = ""
    code: str = ""
    notes: tuple[str, ...] = ()


class Standing(StrEnum):
    """What a row is to us."""

    NEW = "新しい"
    DOUBTFUL = "確かめる"
    THERE = "もうある"
    PAST = "過ぎた"
    UNREADABLE = "読めない"


class Row(NamedTuple):
    """A judged row. `missing` keeps it from being saved, even when the person wants it."""

    line: Line
    standing: Standing
    venue_id: int | None = None
    missing: str = ""

    @property
    def reason(self) -> str:
        """What to look at; the reader's notes only while the row may still be taken in."""
        notes = self.line.notes if self.standing is Standing.DOUBTFUL else ()
        return "".join((self.missing, *notes))


def judge(db: Session, *, lines: Sequence[Line], venues: Mapping[str, int], by: Staff) -> list[Row]:
    """Judge every row. venues: which of our halls a place in the list means, as chosen."""
    require(by, Permission.DATA_IMPORT)
    return _judge(db, lines, venues)


def save(
    db: Session, *, lines: Sequence[Line], venues: Mapping[str, int], source: str, by: Staff
) -> int:
    """Register these rows as drafts, all or nothing; return how many. source: the file's name."""
    require(by, Permission.DATA_IMPORT)
    if not lines:
        raise Refusal("取り込む行がありません。「取り込む」に印を付けてください。")
    rows = _judge(db, lines, venues)
    courses = {spelling.plain(one.title): one for one in db.exec(select(Course))}
    made = []
    for row in rows:
        try:
            made.append(_register(db, row, courses, by).id)
        except Refusal as no:
            raise Refusal(f"{row.line.line}行目：{no}") from no
    file_imports.record(db, kind=ImportKind.EVENTS, source=source, made=made, by=by)
    return len(rows)


def _register(db: Session, row: Row, courses: Mapping[str, Course], by: Staff) -> Event:
    if row.missing:
        raise Refusal(f"{row.missing}直すか、「取り込む」の印を外してください。")
    line = row.line
    words = f"{line.title}{line.kind}"
    draft = _draft(db, line, row.venue_id)._replace(
        course=courses.get(spelling.plain(line.title)),
        format=next((kind for word, kind in FORMATS.items() if word in words), Format.COURSE),
    )
    return events.register(db, draft=draft, idem_key=_key(line), by=by)


def _draft(db: Session, line: Line, venue_id: int) -> Draft:
    venue = db.get_one(Venue, venue_id)
    return Draft(
        venue=venue,
        day=line.day,
        start=line.start,
        minutes=_minutes(line),
        capacity=line.capacity or min(USUAL_CAPACITY, venue.capacity),
        title=line.title,
    )


def _judge(db: Session, lines: Sequence[Line], chosen: Mapping[str, int]) -> list[Row]:
    places = _Places(db, chosen)
    there = _Known(db, lines)
    own = db.get_one(Municipality, 1).code
    lines = [_with_origin(line, own) for line in lines]
    return [_verdict(db, line, places.find(line.place), there) for line in lines]


def _with_origin(line: Line, own: str) -> Line:
    """A class of another municipality is told; without the check digit, older codes match too."""
    if not line.code or line.code[:5] == own[:5]:
        return line
    return line._replace(notes=(f"ほかの市町村（{line.code}）の催しです。", *line.notes))


def _verdict(db: Session, line: Line, venue_id: int | None, there: "_Known") -> Row:
    if unreadable := _unreadable(line):
        return Row(line, Standing.UNREADABLE, venue_id, unreadable)
    if line.day < clock.today():
        return Row(line, Standing.PAST, venue_id, "もう過ぎた日付です。")
    if before := there.find(line, venue_id):
        return Row(line, Standing.THERE, venue_id, before)
    there.remember(line)
    missing = _missing(line, venue_id) or _clash(db, line, venue_id)
    doubtful = missing or line.notes
    return Row(line, Standing.DOUBTFUL if doubtful else Standing.NEW, venue_id, missing)


def _unreadable(line: Line) -> str:
    if not line.title.strip():
        return "名前がありません。"
    if guard.find(line.title) or masking.HIDDEN in line.title:
        return "名前に、書いてはいけない番号があります。"
    return "" if line.day else "日付が読めません。"


def _missing(line: Line, venue_id: int | None) -> str:
    parts = []
    if len(line.title) > LONGEST_TITLE:
        parts.append(f"名前が長すぎます（{LONGEST_TITLE}文字まで）。")
    if not (line.start and line.end):
        parts.append("始まりと終わりの時刻を入れてください。")
    elif line.start >= line.end:
        parts.append("終わりの時刻が、始まりより前です。")
    if venue_id is None:
        parts.append("会場を選んでください。")
    return "".join(parts)


def _clash(db: Session, line: Line, venue_id: int) -> str:
    """What `events.register` would refuse."""
    found = conflicts.of(db, draft=_draft(db, line, venue_id))
    return "".join(one.sentence for one in found if one.blocks)


def _minutes(line: Line) -> int:
    return (line.end.hour - line.start.hour) * 60 + line.end.minute - line.start.minute


class _Places:
    """Finds the hall a written place means: by its whole name, or its name before the room."""

    def __init__(self, db: Session, chosen: Mapping[str, int]):
        self.chosen = chosen
        self.names: dict[str, set[int]] = defaultdict(set)
        for venue in db.exec(select(Venue).where(col(Venue.is_active))):
            for name in filter(None, {venue.name, venue.kana}):
                self.names[spelling.plain(name)].add(venue.id)

    def find(self, place: str) -> int | None:
        if place in self.chosen:
            return self.chosen[place]
        building = place.replace("（", " ").replace("(", " ").split()[:1]
        for name in (place, *building):
            fitting = self.names.get(spelling.plain(name), set())
            if len(fitting) == 1:
                return next(iter(fitting))
        return None


class _Known:
    """Classes that are already there, ours or further up in the same list."""

    def __init__(self, db: Session, lines: Sequence[Line]):
        days = {line.day for line in lines if line.day}
        self.registered: dict[date, list[Event]] = defaultdict(list)
        for event in db.exec(select(Event).where(col(Event.local_date).in_(days))):
            self.registered[event.local_date].append(event)
        keys = {_key(line) for line in lines}
        self.keys = set(db.exec(select(Event.idem_key).where(col(Event.idem_key).in_(keys))))
        self.lines: dict[str, int] = {}

    def find(self, line: Line, venue_id: int | None) -> str:
        """Why the row is nothing new; empty when it is."""
        if _key(line) in self.keys:
            return "前に取り込みました。"
        if _key(line) in self.lines:
            return f"{self.lines[_key(line)]}行目と同じです。"
        for event in self.registered[line.day]:
            same_title = spelling.plain(event.title) == spelling.plain(line.title)
            if event.venue_id == venue_id and same_title:
                return f"同じ日、同じ会場に登録されています（{event.status.label}）。"
        return ""

    def remember(self, line: Line) -> None:
        self.lines[_key(line)] = line.line


def _key(line: Line) -> str:
    """The same for the same sitting, so that an updated list can be taken in again."""
    parts = (line.day, line.start, spelling.plain(line.place), spelling.plain(line.title))
    return "list-" + hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest()[:40]
