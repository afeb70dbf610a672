"""Sheets that carry names, as PDF. Each opening is written down; volunteers get their own only."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from database import Db, reading, writing
from handouts import (
    booking_slip,
    certificate,
    consultation_form,
    name_badge,
    participation_card,
    sign_in_sheet,
)
from handouts.booking_slip import BookingSlips, Party
from japanese import dates, kana
from models import BookingStatus, Event, Person, Staff
from refusal import Refusal
from services import (
    bookings,
    completions,
    consultations,
    notices,
    places,
    printing,
    rosters,
    shifts,
    who_came,
)
from services.bookings import Entry
from services.notices import Notice
from web import personal
from web.pdf import shown
from web.scripted import event_of
from web.sign_in import staff_of

BLANK = 10  # cards to be filled in by hand: one sheet
NOBODY = "席の決まった方が、まだいません。申し込みがあってから印刷してください。"


def slips_of_class(request: Request) -> Response:
    """The slips of all parties with a seat, two on a page, to be posted or handed over."""
    with writing() as db:
        event, staff = event_of(db, request), staff_of(db, request)
        seated = _seated(db, event, staff)
        if not seated:
            raise Refusal(NOBODY)
        notice, slips = _slips(db, event, staff, personal.of_parties(seated))
    return _shown(notice, slips)


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
        notice, slips = _slips(db, event, staff, [own])
    return _shown(notice, slips)


def _slips(
    db: Db, event: Event, staff: Staff, parties: list[list[Entry]]
) -> tuple[Notice, BookingSlips]:
    handout = printing.booking_slip(db, event=event, by=staff)
    notice = notices.about(db, event=event)
    return notice, personal.slips(notice, handout, [_party(db, one) for one in parties])


def _shown(notice: Notice, slips: BookingSlips) -> Response:
    name = f"申込のひかえ {dates.short(notice.event.local_date)} {notice.venue.name}"
    return shown(booking_slip.draw(slips), name)


def _party(db: Db, entries: list[Entry]) -> Party:
    first = entries[0].booking
    waits = first.status is BookingStatus.WAITING
    return personal.party(entries, bookings.place_in_line(db, booking=first) if waits else 0)


def _seated(db: Db, event: Event, staff: Staff) -> list[Entry]:
    """Who has a seat, by the fifty sounds."""
    entries = bookings.of_event(db, event=event, by=staff)
    seated = [one for one in entries if one.booking.status is BookingStatus.CONFIRMED]
    return sorted(seated, key=lambda one: (kana.sort_key(one.person.kana), one.booking.seq))


def _everybody(db: Db, event: Event, staff: Staff) -> list[Person]:
    """Who has a seat, then who came without one. The look is written down."""
    bookings.look(db, event=event, by=staff)
    people = [one.person for one in _seated(db, event, staff)]
    came = [one.person for one in who_came.guests(db, event=event, by=staff)]
    return people + [one for one in came if one not in people]


def cards_of_class(request: Request) -> Response:
    """The participation cards of those who booked or came, for printing on both sides."""
    with writing() as db:
        event, staff = event_of(db, request), staff_of(db, request)
        people = _everybody(db, event, staff)
    pdf = participation_card.draw(personal.cards(people))
    return shown(pdf, f"参加証 {dates.short(event.local_date)}")


def blank_cards(request: Request) -> Response:
    """A sheet of cards without names and numbers, for who comes without a booking."""
    with reading() as db:
        printing.blank(db, by=staff_of(db, request))
    return shown(participation_card.draw(personal.cards([], blank=BLANK)), "参加証 手書き用")


def badges_of_class(request: Request) -> Response:
    """The name badges of the team and of everybody who comes."""
    with writing() as db:
        event, staff = event_of(db, request), staff_of(db, request)
        people, team = _everybody(db, event, staff), shifts.team(db, event=event)
        notice = notices.about(db, event=event)
    pdf = name_badge.draw(personal.badges(notice, team, people))
    return shown(pdf, f"名札 {dates.short(event.local_date)}")


def sign_in_of_class(request: Request) -> Response:
    """The list for the table at the door: numbers, names and boxes."""
    with writing() as db:
        event, staff = event_of(db, request), staff_of(db, request)
        entries = rosters.numbered(db, event=event, by=staff)
        bookings.look(db, event=event, by=staff)
        notice = notices.about(db, event=event)
    pdf = sign_in_sheet.draw(personal.sign_in(notice, entries))
    return shown(pdf, f"受付票 {dates.short(event.local_date)} {notice.venue.name}")


def form_of_corner(request: Request) -> Response:
    """The form of one consultation, to be copied for a corner."""
    with reading() as db:
        event, staff = event_of(db, request), staff_of(db, request)
        kinds = consultations.kinds(db, by=staff)
        notice, towns = notices.about(db, event=event), places.districts(db)
    pdf = consultation_form.draw(personal.consultation(kinds, towns, notice))
    return shown(pdf, f"相談票 {dates.short(event.local_date)}")


def blank_form(request: Request) -> Response:
    """The same for any day."""
    with reading() as db:
        kinds = consultations.kinds(db, by=staff_of(db, request))
        towns = places.districts(db)
    return shown(consultation_form.draw(personal.consultation(kinds, towns, None)), "相談票")


def certificates_of_series(request: Request) -> Response:
    """The certificates to be given at a date of a series."""
    with writing() as db:
        event = event_of(db, request)
        done = completions.of_series(db, event=event, by=staff_of(db, request))
    pdf = certificate.draw(personal.certificates(event, done))
    return shown(pdf, f"修了証 {event.title}")
