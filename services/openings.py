"""これからの教室: what somebody on the telephone can be offered, the nearest to home first."""

from math import cos, hypot, radians

from sqlalchemy import ColumnElement, case, func, literal
from sqlmodel import Session, col, select

import clock
from models import Admission, Booking, District, Event, EventStatus, Format, Room, Venue
from services import calendar, finding, places
from services.calendar import Card
from services.seats import CONFIRMED, OFFERED, WAITING

KM_PER_DEGREE = 111.2
FAR = 1000.0  # kilometres: a place that is not on the map
MOST = 5  # on the screen; more are found by a word
# A consultation with tables is booked by the hour: `corners` finds it.
_HAS_SEATS = (col(Event.tables) == 0) | (col(Event.format) != Format.CONSULTATION)


def near(
    db: Session, *, home: District | None = None, words: str = "", limit: int = MOST
) -> list[Card]:
    """Published classes that have not begun: nearest to `home` first, then by date.

    words: parts of the title, the hall or the town, or a day (12/4, 12月4日); all must fit.
    """
    wanted = [finding.fits(word) for word in finding.words(words)] or [_HAS_SEATS]
    return _cards(db, *wanted, order=[_km(db, home)], limit=limit)


def instead(
    db: Session, *, event: Event, home: District | None, party: int = 1, limit: int = 3
) -> list[Card]:
    """満席のとき: where a party of this size gets seats at once. Classes of the same course first,
    then of the same format, then by distance from home and date."""
    standing = (
        select(
            Booking.event_id,
            func.count().filter(col(Booking.status).in_((CONFIRMED, OFFERED))).label("taken"),
            func.count().filter(col(Booking.status) == WAITING).label("waiting"),
        )
        .join(Event, Booking.event_id == col(Event.id))
        .where(Event.starts_at > clock.now())
        .group_by(col(Booking.event_id))
        .subquery()
    )
    numbers = select(standing.c.event_id)
    full = numbers.join(Event, Event.id == standing.c.event_id).where(
        (standing.c.waiting > 0) | (Event.capacity - standing.c.taken < party)
    )
    now, today = clock.now(), clock.today()
    return _cards(
        db,
        Event.id != event.id,
        _HAS_SEATS,
        Event.capacity >= party,
        col(Event.id).not_in(full),
        (Event.admission == Admission.FIRST_COME) | col(Event.drawn_at).is_not(None),
        col(Event.opens_at).is_(None) | (Event.opens_at <= now),
        col(Event.closes_on).is_(None)
        | (Event.closes_on >= today)
        | col(Event.drawn_at).is_not(None),
        order=[
            case((col(Event.course_id) == event.course_id, 0), else_=1),
            case((col(Event.format) == event.format, 0), else_=1),
            _km(db, home),
        ],
        limit=limit,
    )


def corners(db: Session, *, home: District | None = None, limit: int = 40) -> list[Card]:
    """Published classes with tables for card matters that are not over, as `near`: the later
    times of one that has begun can still be booked."""
    open_ones = (Event.tables > 0, Event.status == EventStatus.PUBLISHED)
    query = _query().where(*open_ones, Event.ends_at > clock.now())
    return _drawn(db, query.order_by(_km(db, home), Event.starts_at, Event.id).limit(limit))


def of(db: Session, *, ids: list[int]) -> list[Card]:
    """These classes, by date, whatever has become of them."""
    return _drawn(db, _query().where(col(Event.id).in_(ids)).order_by(Event.starts_at, Event.id))


def of_series(db: Session, *, event: Event) -> list[Card]:
    """The dates of this class's series that take bookings, by date; none without a series."""
    if event.series_id is None:
        return []
    return _cards(db, Event.series_id == event.series_id, order=[], limit=None)


def _km(db: Session, home: District | None) -> ColumnElement[float]:
    """About how far a class is from home."""
    if home is None:
        return literal(0.0)
    far = {one.id: km_between(home, one) for one in places.districts(db)}
    return case(far, value=col(Venue.district_id), else_=FAR)


def km_between(one: District, other: District) -> float:
    """As the crow flies, from middle to middle; FAR when a place is not on the map."""
    if one.id == other.id:
        return 0.0
    if None in (one.latitude, one.longitude, other.latitude, other.longitude):
        return FAR
    north = one.latitude - other.latitude
    east = (one.longitude - other.longitude) * cos(radians(one.latitude))
    return hypot(north, east) * KM_PER_DEGREE


def _cards(db: Session, *wanted, order: list, limit: int | None) -> list[Card]:
    coming = (Event.status == EventStatus.PUBLISHED, Event.starts_at > clock.now())
    query = _query().where(*coming, *wanted).order_by(*order, Event.starts_at, Event.id)
    return _drawn(db, query.limit(limit))


def _query():
    return (
        select(Event, Venue, District, Room)
        .join(Venue, Event.venue_id == col(Venue.id))
        .join(District, Venue.district_id == col(District.id))
        .outerjoin(Room, Event.room_id == col(Room.id))
    )


def _drawn(db: Session, query) -> list[Card]:
    return calendar.cards(db, rows=db.exec(query).all())
