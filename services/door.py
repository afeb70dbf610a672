"""受付の控え: check-ins noted on a phone without network or on paper, each taken in once.

An UNDO takes back the one entry it names and nothing else. So the entries of several phones may
arrive in any order and more than once: somebody was there when at least one entry that nobody took
back says so. What is doubtful is kept, for a person to decide; nothing is thrown away.
"""

from collections.abc import Sequence
from typing import NamedTuple

from sqlmodel import Session, col, select

import clock
from models import (
    Booking,
    BookingStatus,
    District,
    DoorAct,
    DoorEntry,
    DoorOutcome,
    DoorSource,
    Event,
    Person,
    Staff,
)
from refusal import Refusal
from services import attendance, noted, people, places, shifts, staying
from services.newcomers import Newcomer
from services.noted import Noted
from services.permissions import NotPermitted, Permission, require

Answer = tuple[DoorOutcome, str]
DONE, REPEATED, CONFLICT, ACCEPTED, DISMISSED = DoorOutcome
DECIDE = "いらしていたら「出席にする」、そうでなければ「数えない」を押してください。"


class Doubt(NamedTuple):
    """An entry that waits for a decision, and whom it is about, when that is known."""

    entry: DoorEntry
    person: Person | None
    district: District | None


def take_in(
    db: Session, *, event: Event, entries: Sequence[Noted], source: DoorSource, by: Staff
) -> list[DoorEntry]:
    """What came of each entry, in their order. One that was taken in before answers as it did."""
    require(by, Permission.CHECK_IN)
    _lock(db, event, by)
    return [_take(db, event, one, source, by) for one in entries]


def _lock(db: Session, event: Event, by: Staff) -> None:
    """One delivery of an own event at a time; it is heard whatever has become of the event."""
    db.refresh(event, with_for_update=True)
    shifts.check_own(db, event=event, staff=by)


def _take(db: Session, event: Event, one: Noted, source: DoorSource, by: Staff) -> DoorEntry:
    entry = noted.entry(db, key=one.key)
    if entry and entry.event_id != event.id:
        raise Refusal("ほかの教室の控えです。その教室の受付を開いて送ってください。")
    if entry is None:
        entry = _written(db, event, one, source, by)
        entry.outcome, entry.sentence = _answer(db, event, entry, by)
        db.add(entry)
        db.flush()
    return entry


def _written(db: Session, event: Event, one: Noted, source: DoorSource, by: Staff) -> DoorEntry:
    """The entry as it was made, with whom it names as far as they are known here."""
    booking, person = _named(db, event, one, by)
    town = places.district(db, code=one.district)
    return DoorEntry(
        idem_key=one.key,
        event_id=event.id,
        source=source,
        act=one.act,
        undoes=one.undoes,
        booking_id=booking.id if booking else None,
        person_id=person.id if person else None,
        subject="" if person else one.subject,
        district_id=town.id if town else None,
        is_resident=one.is_resident,
        age_band=one.age_band,
        sex=one.sex,
        is_late=one.late,
        happened_at=one.happened_at,
        received_at=clock.now(),
        received_by_id=by.id,
    )


def _named(
    db: Session, event: Event, one: Noted, by: Staff
) -> tuple[Booking | None, Person | None]:
    row = Booking.id == one.booking_id if one.booking_id else Booking.roster_row == one.roster_row
    booking = None
    if one.booking_id is not None or one.roster_row is not None:
        booking = db.exec(select(Booking).where(Booking.event_id == event.id, row)).first()
    if one.card:
        return booking, _with_card(db, one.card, by)
    return booking, db.get_one(Person, booking.person_id) if booking else None


def _with_card(db: Session, code: str, by: Staff) -> Person | None:
    try:
        return staying.now(db, person=people.with_card(db, code=code, by=by))
    except Refusal:
        return None


def _answer(db: Session, event: Event, entry: DoorEntry, by: Staff) -> Answer:
    """Do what the entry says, or say why a person has to decide."""
    try:
        return (_undo if entry.act is DoorAct.UNDO else _arrive)(db, event, entry, by)
    except NotPermitted:
        raise
    except Refusal as no:
        return CONFLICT, str(no)


def _arrive(db: Session, event: Event, entry: DoorEntry, by: Staff) -> Answer:
    if noted.is_undone(db, event=event, key=entry.idem_key):
        return DONE, "この控えは、あとで取り消されています。"
    if entry.subject:
        raise Refusal(
            f"{entry.subject}の方がわかりません。町と年代のわからない方として数えるときは"
            "「出席にする」を、お名前で受け付け直したときは「数えない」を押してください。"
        )
    if entry.person_id:
        _check_nobody_disagrees(db, event, entry)
    arrival = _count(db, event, entry, by)
    return (DONE if arrival.is_new else REPEATED), arrival.sentence


def _check_nobody_disagrees(db: Session, event: Event, entry: DoorEntry) -> None:
    """Stop when the office knows better than the phone or the paper, or may do so."""
    person = db.get_one(Person, entry.person_id)
    if attendance.visit(db, event=event, person=person):
        return
    name = people.called(person)
    booking = db.get(Booking, entry.booking_id) if entry.act is DoorAct.CHECK_IN else None
    if booking and booking.person_id != person.id:
        raise Refusal(f"{name}の席には、代わりの方が入っています。{DECIDE}")
    if booking and booking.status is not BookingStatus.CONFIRMED:
        raise Refusal(f"{name}の申込は「{booking.status.label}」になっています。{DECIDE}")
    if noted.live(db, event=event, person=person):  # and no visit: somebody undid it at a screen
        raise Refusal(f"{name}の受付は、ほかの人が取り消しています。{DECIDE}")


def _count(db: Session, event: Event, entry: DoorEntry, by: Staff) -> attendance.Arrival:
    """Whoever the entry is about was there; a seat is used, if there is one."""
    at = noted.moment(event, entry)
    how = {"late": entry.is_late, "way": noted.WAYS[entry.source], "at": at, "by": by}
    if entry.person_id:
        person = db.get_one(Person, entry.person_id)
        return attendance.walk_in_again(db, event=event, person=person, **how)
    home = db.get(District, entry.district_id) if entry.district_id else None
    newcomer = Newcomer(home, entry.age_band, entry.sex, is_resident=entry.is_resident)
    arrival = attendance.walk_in(db, event=event, newcomer=newcomer, idem_key=entry.idem_key, **how)
    entry.person_id = arrival.person.id
    return arrival


def _undo(db: Session, event: Event, entry: DoorEntry, by: Staff) -> Answer:
    """Take back what the entry names. It may come first: then `_arrive` finds it."""
    named = noted.entry(db, key=entry.undoes, event=event)
    if named and named.outcome is CONFLICT:
        _close(named, DISMISSED, by)
        return DONE, "控えを取り消しました。"
    row = noted.visit_of(db, key=entry.undoes, event=event)
    found = named or row
    if found is None or found.person_id is None:
        return DONE, "取り消しを預かりました。"
    person = db.get_one(Person, found.person_id)
    entry.person_id = person.id
    visit = attendance.visit(db, event=event, person=person)
    if visit is None:
        return REPEATED, "もう取り消されています。"
    keys = {one.idem_key for one in noted.live(db, event=event, person=person)}
    on_a_screen = visit is not row and visit.way not in noted.WAYS.values()
    if on_a_screen or keys - {entry.undoes}:
        return DONE, f"{people.called(person)}は、ほかでも受け付けています。出席のままです。"
    attendance.undo(db, event=event, person=person, by=by)
    return DONE, f"{people.called(person)}の受付を取り消しました。"


def conflicts(db: Session, *, event: Event, by: Staff) -> list[Doubt]:
    """What waits for a decision, in the order it happened."""
    require(by, Permission.CHECK_IN)
    shifts.check_own(db, event=event, staff=by)
    rows = db.exec(
        select(DoorEntry, Person, District)
        .outerjoin(Person, DoorEntry.person_id == col(Person.id))
        .outerjoin(District, Person.district_id == col(District.id))
        .where(DoorEntry.event_id == event.id, DoorEntry.outcome == CONFLICT)
        .order_by(DoorEntry.happened_at, DoorEntry.id)
    )
    return [Doubt(*row) for row in rows]


def decide(db: Session, *, entry: DoorEntry, accept: bool, by: Staff) -> DoorEntry:
    """Do what the entry says after all, or let it be. The same decision twice is harmless."""
    require(by, Permission.CHECK_IN)
    event = db.get_one(Event, entry.event_id)
    _lock(db, event, by)
    db.refresh(entry)
    outcome = ACCEPTED if accept else DISMISSED
    if entry.outcome not in (CONFLICT, outcome):
        raise Refusal(f"ほかの人が、もう決めています（{entry.outcome.label}）。")
    if entry.outcome is CONFLICT:
        if accept and entry.act is DoorAct.UNDO:
            _undo(db, event, entry, by)
        elif accept:
            _count(db, event, entry, by)
        _close(entry, outcome, by)
        db.flush()
    return entry


def _close(entry: DoorEntry, outcome: DoorOutcome, by: Staff) -> None:
    entry.outcome, entry.decided_at, entry.decided_by_id = outcome, clock.now(), by.id
