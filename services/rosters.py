"""名簿の番号: given when the roster is printed first, and never to anybody else."""

from sqlalchemy import func
from sqlmodel import Session, select

from japanese import kana
from models import Booking, BookingStatus, Event, Staff
from services import bookings
from services.bookings import Entry
from services.permissions import Permission, require


def numbered(db: Session, *, event: Event, by: Staff) -> list[Entry]:
    """Everybody on the roster by their number.

    Who has none yet gets the next ones: seats in the order of the fifty sounds, then who waits.
    The number of somebody who cancelled stays empty, so that a ticked sheet, however old, still
    says who came.
    """
    require(by, Permission.SHEET_PRINT)
    db.refresh(event, with_for_update=True)
    entries = bookings.of_event(db, event=event, by=by)
    last = db.exec(
        select(func.coalesce(func.max(Booking.roster_row), 0)).where(Booking.event_id == event.id)
    ).one()
    new = sorted((one for one in entries if one.booking.roster_row is None), key=_by_sound)
    for number, entry in enumerate(new, start=last + 1):
        entry.booking.roster_row = number
    db.flush()
    return sorted(entries, key=lambda one: one.booking.roster_row)


def _by_sound(entry: Entry) -> tuple:
    """Who waits comes after all seats, in the order of the line."""
    booking, person = entry.booking, entry.person
    if booking.status is BookingStatus.CONFIRMED:
        return 0, kana.sort_key(person.kana), booking.seq
    return 1, booking.rank, booking.seq
