"""What residents may see of the classes: no names, no drafts, and how many seats are left."""

from datetime import date
from typing import NamedTuple

from sqlmodel import Session, col, select

import clock
from models import Course, District, Event, EventStatus, Format, Room, Venue
from services import corner_times, finding
from services.corner_times import Times
from services.seats import Seats, seats_of

ANNOUNCED = (EventStatus.PUBLISHED, EventStatus.CLOSED)
CALLED_OFF = (EventStatus.CANCELLED, EventStatus.POSTPONED)


class Notice(NamedTuple):
    """One class on the notice board. `event.note` is for staff and stays off the board.

    times: of its tables for card matters, when it has any.
    """

    event: Event
    venue: Venue
    district: District
    course: Course | None
    seats: Seats
    room: Room | None
    times: Times | None = None

    @property
    def hall(self) -> str:
        """朝霧公民館 和室"""
        return f"{self.venue.name} {self.room.name}" if self.room else self.venue.name

    @property
    def free(self) -> int:
        """Seats for the next caller: none as long as somebody is waiting."""
        return self.seats.left if self.seats.waiting == 0 else 0

    @property
    def is_open(self) -> bool:
        """Whether the telephone takes bookings, now or from a day that is told (`opens_later`)."""
        event = self.event
        closed = event.closes_on and event.closes_on < clock.today() and not event.drawn_at
        begun = event.starts_at <= clock.now()
        return event.status is EventStatus.PUBLISHED and not begun and not closed

    @property
    def opens_later(self) -> bool:
        return self.event.opens_at is not None and self.event.opens_at > clock.now()

    @property
    def is_announced(self) -> bool:
        """Whether it stands on the notice board, with or without seats."""
        return self.event.status in ANNOUNCED

    @property
    def is_called_off(self) -> bool:
        return self.event.status in CALLED_OFF

    @property
    def is_changed(self) -> bool:
        """Whether it is held otherwise than announced at first."""
        return self.is_announced and self.event.notice > 0

    @property
    def is_sunday(self) -> bool:
        """Printed red, as on every Japanese calendar."""
        return self.event.local_date.isoweekday() == 7


def coming(db: Session, *, town: str = "") -> list[Notice]:
    """The classes that have not begun, the next one first; `town` is a district's code."""
    query = (
        _query()
        .where(col(Event.status).in_(ANNOUNCED), Event.starts_at > clock.now())
        .order_by(Event.starts_at, Event.id)
    )
    return _notices(db, query.where(District.code == town) if town else query)


def on_board(
    db: Session, *, town: str = "", format: Format | None = None, words: str = ""
) -> list[Notice]:
    """The classes that have not begun, and until their day is over those that were called off.

    words: parts of the title, the course, the hall or the town, or a day; all must fit.
    """
    query = _in_feeds(town).where(
        col(Event.status).in_(CALLED_OFF) | (col(Event.starts_at) > clock.now()),
        *(finding.fits(word, course=True) for word in finding.words(words)),
    )
    return _notices(db, query.where(Event.format == format) if format else query)


def formats(db: Session) -> list[Format]:
    """The formats of the classes to come, in their usual order."""
    kinds = select(Event.format).where(
        col(Event.status).in_(ANNOUNCED), Event.starts_at > clock.now()
    )
    found = set(db.exec(kinds.distinct()))
    return [one for one in Format if one in found]


def in_feeds(db: Session, *, town: str = "") -> list[Notice]:
    """What calendars are told: the classes from today on, and those of them that were called off.

    A class that just vanished from a feed would stay in some calendars, as if it were held. A plan
    that was never announced has no notice, and stays unknown when it is called off.
    """
    return _notices(db, _in_feeds(town))


def _in_feeds(town: str):
    called_off = col(Event.status).in_(CALLED_OFF) & (col(Event.notice) > 0)
    query = (
        _query()
        .where(col(Event.status).in_(ANNOUNCED) | called_off, Event.local_date >= clock.today())
        .order_by(Event.starts_at, Event.id)
    )
    return query.where(District.code == town) if town else query


def in_month(db: Session, *, first: date, last: date, town: str = "") -> list[Notice]:
    """The classes from one day to another that were ever announced, called off ones too."""
    called_off = col(Event.status).in_(CALLED_OFF) & (col(Event.notice) > 0)
    query = _query().where(
        col(Event.status).in_(ANNOUNCED) | called_off, col(Event.local_date).between(first, last)
    )
    query = query.order_by(Event.starts_at, Event.id)
    return _notices(db, query.where(District.code == town) if town else query)


def of_series(db: Session, *, event: Event) -> list[Notice]:
    """The announced dates of the series of this class that are still to come; or only itself."""
    wanted = Event.series_id == event.series_id if event.series_id else Event.id == event.id
    query = _query().where(wanted, col(Event.status).in_(ANNOUNCED), Event.starts_at > clock.now())
    return _notices(db, query.order_by(Event.starts_at))


def after_lesson(db: Session, *, course: Course, limit: int = 4) -> list[Notice]:
    """Where to practise what a sheet teaches: classes of its course first, then the soonest."""
    near = sorted(coming(db), key=lambda notice: notice.event.course_id != course.id)[:limit]
    return sorted(near, key=lambda notice: notice.event.starts_at)


def instead_of(db: Session, *, notice: Notice, limit: int) -> list[Notice]:
    """Where to go when this class is called off, closed, or over: for who comes from an
    old sheet. Those of the same series or course first, then those of the same town."""
    event = notice.event

    def far(one: Notice) -> tuple[bool, bool, bool]:
        return (
            event.series_id is None or one.event.series_id != event.series_id,
            event.course_id is None or one.event.course_id != event.course_id,
            one.district.id != notice.district.id,
        )

    open_ones = [one for one in coming(db) if one.is_open and one.event.id != event.id]
    return sorted(sorted(open_ones, key=far)[:limit], key=lambda one: one.event.starts_at)


def after_class(db: Session, *, notice: Notice, limit: int) -> list[Notice]:
    """Where to go after this class: the next ones in its own town first."""
    later = [one for one in coming(db) if one.event.starts_at > notice.event.starts_at]
    near = sorted(later, key=lambda one: one.district.id != notice.district.id)[:limit]
    return sorted(near, key=lambda one: one.event.starts_at)


def about(db: Session, *, event: Event) -> Notice:
    """Any class, also one not announced yet; for those who already hold its row."""
    return _notices(db, _query().where(Event.id == event.id))[0]


def one(db: Session, *, public_id: str) -> Notice | None:
    """A class by its public number, also when it is over or called off; drafts stay hidden."""
    query = _query().where(Event.public_id == public_id, Event.status != EventStatus.DRAFT)
    return next(iter(_notices(db, query)), None)


def _query():
    return (
        select(Event, Venue, District, Course, Room)
        .join(Venue, Event.venue_id == col(Venue.id))
        .join(District, Venue.district_id == col(District.id))
        .outerjoin(Course, Event.course_id == col(Course.id))
        .outerjoin(Room, Event.room_id == col(Room.id))
    )


def _notices(db: Session, query) -> list[Notice]:
    rows = db.exec(query).all()
    events = [event for event, *_ in rows]
    seats, times = seats_of(db, events=events), corner_times.of(db, events=events)
    return [
        Notice(*row, seats[event.id], room, times.get(event.id))
        for *row, room in rows
        if (event := row[0])
    ]
