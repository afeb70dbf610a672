"""紙の名簿: what was ticked with a pen, keyed in by row numbers, beside what is known now."""

from collections.abc import Collection, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from sqlmodel import Session, col, select

from models import (
    Absence,
    Attendance,
    AuditLine,
    Booking,
    BookingStatus,
    DoorAct,
    DoorEntry,
    DoorOutcome,
    DoorSource,
    Event,
    Person,
    Staff,
    Way,
)
from refusal import Refusal
from services import absences, attendance, door, newcomers, people, places, shifts
from services.newcomers import Newcomer
from services.noted import Noted
from services.permissions import Permission, require
from services.ticks import Stranger


class Standing(StrEnum):
    """What is known of a row now, beside the tick."""

    NEW = "new"
    HERE = "here"
    CANCELLED = "cancelled"
    WAITING = "waiting"
    ABSENT = "absent"
    REPLACED = "replaced"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        return {
            Standing.NEW: "",
            Standing.HERE: "受付済み",
            Standing.CANCELLED: "申込は取り消されています",
            Standing.WAITING: "席を待っている方です",
            Standing.ABSENT: "欠席になっています",
            Standing.REPLACED: "印刷のあとで、代わりの方に変わりました",
            Standing.UNKNOWN: "この番号は名簿にありません",
        }[self]

    @property
    def is_doubtful(self) -> bool:
        """Whether a person has to decide about a tick on this row."""
        return self not in (Standing.NEW, Standing.HERE)


class Line(NamedTuple):
    """One printed row, or a number that was keyed in and never printed."""

    row: int
    standing: Standing
    booking: Booking | None = None
    person: Person | None = None

    @property
    def name(self) -> str:
        if self.person is None:
            return "どなたかわかりません"
        return self.person.name or people.called(self.person)


class Keyed(NamedTuple):
    """A whole sheet as it was keyed in: rows by their numbers.

    instead: who sat on the seat of a row. decisions: whether a doubtful row counts.
    """

    rows: Collection[int] = ()
    late: Collection[int] = ()
    instead: Mapping[int, Stranger] = {}
    walk_ins: Sequence[Stranger] = ()
    decisions: Mapping[int, bool] = {}

    @property
    def ticked(self) -> list[int]:
        """Who came late came; who sent somebody else did not."""
        return sorted({*self.rows, *self.late} - set(self.instead))


class Stored(NamedTuple):
    """People: counted now, counted before, on a seat of somebody else, walk-ins."""

    counted: int
    before: int
    instead: int
    walked_in: int


def printed(db: Session, *, event: Event, by: Staff) -> list[Line]:
    """Every row that was ever printed, in the order of the sheet."""
    require(by, Permission.CHECK_IN)
    shifts.check_own(db, event=event, staff=by)
    rows = db.exec(
        select(Booking, Person, Attendance.id)
        .join(Person, Booking.person_id == col(Person.id))
        .outerjoin(
            Attendance,
            (col(Attendance.person_id) == Booking.person_id)
            & (col(Attendance.event_id) == Booking.event_id),
        )
        .where(Booking.event_id == event.id, col(Booking.roster_row).is_not(None))
        .order_by(col(Booking.roster_row))
    ).all()
    replaced = _replaced(db, [booking for booking, _, _ in rows])
    return [
        Line(booking.roster_row, _standing(booking, bool(visit), replaced), booking, person)
        for booking, person, visit in rows
    ]


def _standing(booking: Booking, is_here: bool, replaced: set[int]) -> Standing:
    if is_here:
        return Standing.HERE
    if booking.status is BookingStatus.CANCELLED:
        return Standing.CANCELLED
    if booking.status is not BookingStatus.CONFIRMED:
        return Standing.WAITING
    if booking.absence is not Absence.NONE:
        return Standing.ABSENT
    return Standing.REPLACED if booking.id in replaced else Standing.NEW


def _replaced(db: Session, bookings: Sequence[Booking]) -> set[int]:
    """Bookings that belong to somebody else than when their row was printed, by the audit trail.
    Who was merged, or is two again, is nobody else."""
    lines = db.exec(
        select(AuditLine)
        .where(
            AuditLine.entity == Booking.__tablename__,
            col(AuditLine.entity_id).in_([str(one.id) for one in bookings]),
        )
        .order_by(AuditLine.id)
    )
    was_printed, owners = set(), {}
    for line in lines:
        if line.action == "create":  # SQLite may give the number of a deleted row again
            was_printed.discard(line.entity_id)
            owners.pop(int(line.entity_id), None)
        elif "roster_row" in line.changes:
            was_printed.add(line.entity_id)
        elif "person_id" in line.changes and line.entity_id in was_printed:
            owners.setdefault(int(line.entity_id), line.changes["person_id"][0])
    return {one.id for one in bookings if one.id in owners and not _is(db, one, owners[one.id])}


def _is(db: Session, booking: Booking, number: int | None) -> bool:
    """Whether the booking belongs to this person, or to whom their record has become."""
    while number and number != booking.person_id:
        person = db.get(Person, number)
        number = person.merged_into_id if person else None
    return bool(number)


def picked(lines: Sequence[Line], numbers: Collection[int]) -> list[Line]:
    """The rows of these numbers; a number that was never printed is a row nobody knows."""
    known = {line.row: line for line in lines}
    return [known.get(number, Line(number, Standing.UNKNOWN)) for number in sorted(numbers)]


def store(db: Session, *, event: Event, keyed: Keyed, idem_key: str, by: Staff) -> Stored:
    """All of a sheet at once, or nothing. The same key again stores nothing new.

    What another desk took back meanwhile waits as a conflict of the door (services/door.py).
    """
    require(by, Permission.CHECK_IN)
    attendance.hold(db, event=event, staff=by)
    lines = printed(db, event=event, by=by)
    ticked = picked(lines, keyed.ticked)
    _check_decided(ticked, keyed)
    seats = [_sit_instead(db, line, keyed, by) for line in picked(lines, keyed.instead)]
    rows = _take_in(db, event, _rows(event, ticked, keyed, idem_key), by)
    for entry in rows:
        if entry.outcome is DoorOutcome.CONFLICT and entry.idem_key in _accepted(keyed, idem_key):
            door.decide(db, entry=entry, accept=True, by=by)
    guests = _take_in(db, event, _guests(event, keyed, idem_key), by)
    came = (DoorOutcome.DONE, DoorOutcome.ACCEPTED)
    return Stored(
        counted=sum(one.outcome in came for one in rows),
        before=sum(one.outcome is DoorOutcome.REPEATED for one in rows),
        instead=sum(seats),
        walked_in=sum(one.outcome in came for one in guests),
    )


def _check_keyed_before(db: Session, line: Line) -> bool:
    """False, since nobody sits down now; a Refusal when the owner of the seat is there."""
    event = db.get_one(Event, line.booking.event_id)
    if attendance.visit(db, event=event, person=line.person).way is not Way.PAPER:
        raise Refusal(
            f"{line.row}番（{line.name}）は受付済みです。代わりの方が来たのなら、"
            "先に「当日の受付」で受付を取り消してください。"
        )
    return False


def _take_in(db: Session, event: Event, entries: list[Noted], by: Staff) -> list[DoorEntry]:
    return door.take_in(db, event=event, entries=entries, source=DoorSource.PAPER, by=by)


def _accepted(keyed: Keyed, idem_key: str) -> set[str]:
    return {_key(idem_key, row) for row, accept in keyed.decisions.items() if accept}


def _key(idem_key: str, row: int) -> str:
    return f"{idem_key}-{row}"


def _check_decided(ticked: Sequence[Line], keyed: Keyed) -> None:
    for line in ticked:
        if line.standing.is_doubtful and line.row not in keyed.decisions:
            raise Refusal(
                f"{line.row}番（{line.name}）は、{line.standing.label}。"
                "「出席にする」か「数えない」を選んでください。"
            )


def _sit_instead(db: Session, line: Line, keyed: Keyed, by: Staff) -> bool:
    """Whether somebody was seated now, and not when the same sheet was keyed in before."""
    if line.booking is None:
        raise Refusal(f"代わりの方の{line.row}番は、名簿にありません。番号を確かめてください。")
    if line.standing is Standing.HERE:
        return _check_keyed_before(db, line)
    stranger = keyed.instead[line.row]
    home = places.district(db, code=stranger.district)
    newcomer = Newcomer(home, stranger.age_band, is_resident=stranger.is_resident)
    person = newcomers.welcome(db, newcomer=newcomer, by=by)
    absences.substitute(db, booking=line.booking, person=person, way=Way.PAPER, by=by)
    return True


def _rows(event: Event, ticked: Sequence[Line], keyed: Keyed, idem_key: str) -> list[Noted]:
    """What counts of the ticked rows; paper knows no clock, so all came when the class began."""
    return [
        Noted(
            key=_key(idem_key, line.row),
            act=DoorAct.CHECK_IN,
            happened_at=event.starts_at,
            roster_row=line.row,
            late=line.row in keyed.late,
        )
        for line in ticked
        if keyed.decisions.get(line.row, True)
    ]


def _guests(event: Event, keyed: Keyed, idem_key: str) -> list[Noted]:
    return [
        Noted(
            key=f"{idem_key}-w{number}",
            act=DoorAct.WALK_IN,
            happened_at=event.starts_at,
            district=one.district,
            age_band=one.age_band,
            is_resident=one.is_resident,
        )
        for number, one in enumerate(keyed.walk_ins, start=1)
    ]
