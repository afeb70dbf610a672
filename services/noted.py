"""What was noted elsewhere (on a phone without network, on paper), read back from the book."""

from collections import defaultdict
from datetime import datetime
from typing import NamedTuple

from sqlmodel import Session, col, select

from models import (
    AgeBand,
    Attendance,
    DoorAct,
    DoorEntry,
    DoorOutcome,
    DoorSource,
    Event,
    Person,
    Sex,
    Way,
    guard,
)
from services import attendance

WAYS = {DoorSource.OFFLINE: Way.OFFLINE, DoorSource.PAPER: Way.PAPER}
COUNTED = (DoorOutcome.DONE, DoorOutcome.REPEATED, DoorOutcome.ACCEPTED)


class Noted(NamedTuple):
    """One entry as it was made elsewhere, under a random `key` of its own (at most 64 letters).

    CHECK_IN and WALK_IN name somebody by a booking, a row of the roster or a card's code (with a
    booking: whose seat it was thought to be). A WALK_IN without any of these is somebody new.
    UNDO names in `undoes` what it takes back (`tags`). `district`: its code. `happened_at` must be
    aware.
    """

    key: str
    act: DoorAct
    happened_at: datetime
    booking_id: int | None = None
    roster_row: int | None = None
    card: str = ""
    undoes: str = ""
    district: str = ""
    age_band: AgeBand = AgeBand.UNKNOWN
    sex: Sex = Sex.UNKNOWN
    is_resident: bool = True
    late: bool = False

    @property
    def subject(self) -> str:
        """Whom it names, in words; nothing for somebody new."""
        if self.card:
            words = f"参加証{self.card[:20]}"
            return "読めない参加証" if guard.find(words) else words
        if self.roster_row is not None:
            return f"名簿の{self.roster_row}番"
        return "" if self.booking_id is None else "見つからない申込"


def moment(event: Event, entry: DoorEntry) -> datetime:
    """When it happened; when it came in, if the clock of the phone cannot be right."""
    plausible = event.starts_at - attendance.EARLIEST <= entry.happened_at <= entry.received_at
    return entry.happened_at if plausible else entry.received_at


def entry(db: Session, *, key: str, event: Event | None = None) -> DoorEntry | None:
    """The entry of this key; of this event, if one is named."""
    row = select(DoorEntry).where(DoorEntry.idem_key == key)
    return db.exec(row.where(DoorEntry.event_id == event.id) if event else row).first()


def visit_of(db: Session, *, key: str, event: Event) -> Attendance | None:
    """The attendance that carries this key itself: of somebody new, or made at a screen."""
    row = select(Attendance).where(Attendance.event_id == event.id, Attendance.idem_key == key)
    return db.exec(row).first()


def is_undone(db: Session, *, event: Event, key: str) -> bool:
    """Whether the undo of this entry is here; it may have come before it."""
    return db.exec(_undoes(event).where(DoorEntry.undoes == key)).first() is not None


def live(db: Session, *, event: Event, person: Person | None = None) -> list[DoorEntry]:
    """The entries that say somebody (or this person) was there, and that nobody took back."""
    rows = select(DoorEntry).where(
        DoorEntry.event_id == event.id,
        DoorEntry.act != DoorAct.UNDO,
        col(DoorEntry.outcome).in_(COUNTED),
        col(DoorEntry.idem_key).not_in(_undoes(event)),
    )
    return list(db.exec(rows.where(DoorEntry.person_id == person.id) if person else rows))


def _undoes(event: Event):
    return select(DoorEntry.undoes).where(
        DoorEntry.event_id == event.id,
        DoorEntry.act == DoorAct.UNDO,
        col(DoorEntry.outcome).in_(COUNTED),
    )


def tags(db: Session, *, event: Event) -> dict[int, list[str]]:
    """By person, what says that they were there. An undo names all of it; so does who checks in
    somebody again whose check-in was undone at a screen."""
    found = defaultdict(list)
    for row in db.exec(select(Attendance).where(Attendance.event_id == event.id)):
        if row.way not in WAYS.values():
            found[row.person_id].append(row.idem_key)
    for one in live(db, event=event):
        found[one.person_id].append(one.idem_key)
    return found
