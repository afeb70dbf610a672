"""Sheets that carry names, as PDF. Each opening is written down; volunteers get their own only."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from database import Db, writing
from handouts import booking_slip
from handouts.booking_slip import Party
from japanese import dates, kana
from models import BookingStatus, Event, Staff
from refusal import Refusal
from services import bookings, notices, printing
from services.bookings import Entry
from web import personal
from web.pdf import shown
from web.scripted import event_of
from web.sign_in import staff_of

NOBODY = "席の決まった方が、まだいません。申し込みがあってから印刷してください。"


def slips_of_class(request: Request) -> Response:
    """The slips of all parties with a seat, two on a page, to be posted or handed over."""
    with writing() as db:
        event, staff = event_of(db, request), staff_of(db, request)
        entries = bookings.of_event(db, event=event, by=staff)
        seated = [one for one in entries if one.booking.status is BookingStatus.CONFIRMED]
        seated.sort(key=lambda one: (kana.sort_key(one.person.kana), one.booking.seq))
        if not seated:
            raise Refusal(NOBODY)
        return _slips(db, event, staff, personal.of_parties(seated))


def slip_of_party(request: Request) -> Response:
    """The slip of one party, by the number of one of its bookings."""
    with writing() as db:
        event, staff = event_of(db, request), staff_of(db, request)
        entries = bookings.of_event(db, event=event, by=staff)
        number = request.path_params["number"]
        wanted = {one.booking.party for one in entries if str(one.booking.id) == number}
        own = [one for one in entries if one.booking.party in wanted]
        if not own:
            raise HTTPException(404)
        return _slips(db, event, staff, [own])


def _slips(db: Db, event: Event, staff: Staff, parties: list[list[Entry]]) -> Response:
    handout = printing.booking_slip(db, event=event, by=staff)
    notice = notices.about(db, event=event)
    said = [_party(db, one) for one in parties]
    pdf = booking_slip.draw(personal.slips(notice, handout, said))
    return shown(pdf, f"申込のひかえ {dates.short(event.local_date)} {notice.venue.name}")


def _party(db: Db, entries: list[Entry]) -> Party:
    first = entries[0].booking
    waits = first.status is BookingStatus.WAITING
    return personal.party(entries, bookings.place_in_line(db, booking=first) if waits else 0)
