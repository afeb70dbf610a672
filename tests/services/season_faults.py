"""What must hold of a season's rows at every moment, whatever was done before."""

from collections import Counter
from itertools import combinations
from typing import NamedTuple

from sqlmodel import Session, col, select

import clock
from models import (
    Attendance,
    Booking,
    BookingStatus,
    DoorAct,
    DoorEntry,
    DoorOutcome,
    Event,
    Offer,
    OfferOutcome,
)
from services import bookings, who_came
from services.bookings import Seats
from services.seats import is_coming

APPLIED, CONFIRMED, OFFERED, WAITING, CANCELLED = BookingStatus
SKIPS = (OfferOutcome.EXPIRED, OfferOutcome.PASSED, OfferOutcome.WITHDRAWN)


class Told(NamedTuple):
    """What the desks and doors were told: it must all be there."""

    places: set[tuple[int, int]]  # (event, person) booked and not given up
    visits: set[tuple[int, int]]  # (event, person) checked in and not undone
    notes: dict[str, DoorOutcome]  # key of a door entry: what came of it
    reported: dict[int, list[dict]]  # event that is locked: what was reported


class Rows(NamedTuple):
    """Everything of one event."""

    event: Event
    bookings: list[Booking]
    offers: list[Offer]
    visits: list[Attendance]

    def live(self, *statuses: BookingStatus) -> list[Booking]:
        wanted = statuses or (APPLIED, CONFIRMED, OFFERED, WAITING)
        return [row for row in self.bookings if row.status in wanted]

    def plain(self) -> list[dict]:
        """What a report locks: the class, who had a place, who came."""
        return [row.model_dump() for row in (self.event, *self.bookings, *self.visits)]


def faults(db: Session, ids: list[int], told: Told, *, turn: int) -> list[str]:
    """Everything that is wrong, in words; nothing is right. The services' own counts are compared
    with the rows for one of the events, in turn."""
    every = rows_of(db, ids)
    found = [words for one in every for words in _wrong(one)]
    held = {(row.event_id, row.person_id) for one in every for row in one.live()}
    came = {(row.event_id, row.person_id) for one in every for row in one.visits}
    if told.places - held:
        found.append(f"bookings lost: {told.places - held}")
    if held - told.places:
        found.append(f"bookings nobody was told of: {held - told.places}")
    if told.visits != came:
        found.append(f"visits lost or not told: {told.visits ^ came}")
    found += _notes_lost(db, told, came)
    found += [f"changed after the report: {one.event.id}" for one in every if _changed(one, told)]
    counted = every[turn % len(every)]
    return found + [f"counts differ: {counted.event.id}"] * _miscounted(db, counted)


def wrong_rows(db: Session, id: int) -> list[str]:
    """What is wrong with one event's rows, whatever anybody was told."""
    return [words for one in rows_of(db, [id]) for words in _wrong(one)]


def rows_of(db: Session, ids: list[int]) -> list[Rows]:
    """Everything of these events."""

    def of(table):
        found = {id: [] for id in ids}
        for row in db.exec(select(table).where(table.event_id.in_(ids)).order_by(table.id)):
            found[row.event_id].append(row)
        return found

    rows = of(Booking), of(Offer), of(Attendance)
    return [Rows(db.get_one(Event, id), *(one[id] for one in rows)) for id in ids]


def _wrong(one: Rows) -> list[str]:
    return [f"{check.__name__}: {one.event.id}" for check in CHECKS if check(one)]


def too_many_on_the_seats(one: Rows) -> bool:
    return len(one.live(CONFIRMED, OFFERED)) > one.event.capacity


def somebody_twice(one: Rows) -> bool:
    booked = Counter(row.person_id for row in one.live())
    came = Counter(row.person_id for row in one.visits)
    return max([*booked.values(), *came.values()], default=0) > 1


def somebody_passed_without_a_reason(one: Rows) -> bool:
    """Of two parties the later one has seats, the earlier waits, and no offer says why."""
    skipped = {offer.party for offer in one.offers if offer.outcome in SKIPS and offer.reason}
    seated = {row.party for row in one.live(CONFIRMED, OFFERED)}
    waiting = {row.party for row in one.live(WAITING)}
    return any(
        first in waiting - skipped and second in seated
        for first, second in combinations(_in_order(one), 2)
    )


def _in_order(one: Rows) -> list[str]:
    """The parties as they came, or as they were drawn."""
    rows = sorted(one.live(), key=lambda row: (row.draw_place is None, row.draw_place, row.seq))
    return list(dict.fromkeys(row.party for row in rows))


def offer_closed_without_a_reason(one: Rows) -> bool:
    silent = (OfferOutcome.OPEN, OfferOutcome.ACCEPTED)
    return any(offer.outcome not in silent and not offer.reason for offer in one.offers)


def seat_held_for_nobody(one: Rows) -> bool:
    """Each open offer holds as many seats as its party has, and each held seat has its offer."""
    held = Counter(row.party for row in one.live(OFFERED))
    return held != {
        offer.party: offer.seats for offer in one.offers if offer.outcome is OfferOutcome.OPEN
    }


def offer_overdue(one: Rows) -> bool:
    still = [offer for offer in one.offers if offer.outcome is OfferOutcome.OPEN]
    return any(
        offer.expires_at <= clock.now() or offer.expires_at > one.event.starts_at for offer in still
    )


def free_seat_beside_who_waits(one: Rows) -> bool:
    """The first party in the line would fit, and nobody offered it the seats."""
    line = sorted(one.live(WAITING), key=lambda row: row.rank)
    if not (line and is_coming(one.event)):
        return False
    first = [row for row in line if row.party == line[0].party]
    return len(first) <= one.event.capacity - len(one.live(CONFIRMED, OFFERED))


CHECKS = (
    too_many_on_the_seats,
    somebody_twice,
    somebody_passed_without_a_reason,
    offer_closed_without_a_reason,
    seat_held_for_nobody,
    offer_overdue,
    free_seat_beside_who_waits,
)


def _notes_lost(db: Session, told: Told, came: set[tuple[int, int]]) -> list[str]:
    """Each entry of a door is kept, and whoever one says was there is there, unless undone."""
    rows = db.exec(select(DoorEntry).where(col(DoorEntry.idem_key).in_(told.notes))).all()
    undone = {row.undoes for row in rows if row.act is DoorAct.UNDO}
    counted = (DoorOutcome.DONE, DoorOutcome.REPEATED, DoorOutcome.ACCEPTED)
    found = [f"entry lost: {key}" for key in told.notes.keys() - {row.idem_key for row in rows}]
    return found + [
        f"entry not counted: {row.idem_key}"
        for row in rows
        if row.outcome in counted
        and row.act is not DoorAct.UNDO
        and row.idem_key not in undone
        and (row.event_id, row.person_id) not in came
    ]


def _changed(one: Rows, told: Told) -> bool:
    now = one.plain()
    return told.reported.get(one.event.id, now) != now


def _miscounted(db: Session, one: Rows) -> bool:
    by_status = Counter(row.status.value for row in one.live())
    seats = Seats(one.event.capacity, **by_status)
    counts = who_came.counts(db, event=one.event)
    return bookings.seats(db, event=one.event) != seats or (counts.booked, counts.present) != (
        seats.confirmed,
        len(one.visits),
    )
