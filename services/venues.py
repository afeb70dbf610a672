"""会場: where classes may be held, their rooms, and when they are open."""

from datetime import date, time
from typing import NamedTuple

from sqlmodel import Session, col, select

from japanese import dates
from models import District, Role, Room, Staff, StaffDistrict, Venue, VenueClosure
from services.permissions import Permission, require

USUAL_HOURS = time(9), time(17)  # in which a time is proposed where nobody told us the hours


class Opening(NamedTuple):
    """When a venue is open, within the days asked for."""

    venue: Venue
    closures: list[VenueClosure]

    def shut(self, day: date) -> str:
        """Why the venue is closed on this day, in a sentence; empty when it is open."""
        weekday = dates.WEEKDAYS[day.weekday()]
        if weekday in self.venue.closed_weekdays:
            return f"{self.venue.name}は、毎週{weekday}曜日が休館です。"
        for closure in self.closures:
            if closure.first_day <= day <= closure.last_day:
                return f"{self.venue.name}は、{_days(closure)}休館です（{_why(closure)}）。"
        return ""

    def outside(self, start: time, end: time) -> str:
        """What the hours are, when the class is not within them; empty when nobody told us."""
        opens, closes = self.venue.opens, self.venue.closes
        if (opens and start < opens) or (closes and end > closes):
            return f"{self.venue.name}の開館時間は、{dates.span(*self.hours)}です。"
        return ""

    @property
    def hours(self) -> tuple[time, time]:
        usual_opens, usual_closes = USUAL_HOURS
        return self.venue.opens or usual_opens, self.venue.closes or usual_closes


def _days(closure: VenueClosure) -> str:
    if closure.first_day == closure.last_day:
        return dates.short(closure.first_day)
    return f"{dates.short(closure.first_day)}から{dates.short(closure.last_day)}まで"


def _why(closure: VenueClosure) -> str:
    return closure.reason or "休館日"


def opening(db: Session, *, venue: Venue, first: date, last: date) -> Opening:
    """When the venue is open between two days, both included."""
    closed = select(VenueClosure).where(
        VenueClosure.first_day <= last,
        VenueClosure.last_day >= first,
        (col(VenueClosure.venue_id) == venue.id) | col(VenueClosure.venue_id).is_(None),
    )
    return Opening(venue, list(db.exec(closed.order_by(VenueClosure.first_day, VenueClosure.id))))


def rooms(db: Session, *, venue: Venue) -> list[Room]:
    """The rooms of a venue that are in use, the largest first."""
    here = select(Room).where(Room.venue_id == venue.id, col(Room.is_active))
    return list(db.exec(here.order_by(col(Room.capacity).desc(), Room.id)))


def in_use(db: Session) -> list[Venue]:
    """The halls in use, by their reading."""
    return list(db.exec(select(Venue).where(col(Venue.is_active)).order_by(Venue.kana, Venue.id)))


def to_register_at(db: Session, *, by: Staff) -> list[tuple[Venue, District]]:
    """The halls in which this person may register a class: a volunteer's own districts, or all."""
    require(by, Permission.EVENT_REGISTER)
    query = (
        select(Venue, District)
        .join(District, Venue.district_id == col(District.id))
        .where(col(Venue.is_active))
        .order_by(District.position, Venue.kana)
    )
    if by.role is Role.VOLUNTEER:
        own = select(StaffDistrict.district_id).where(StaffDistrict.staff_id == by.id)
        query = query.where(col(Venue.district_id).in_(own))
    return list(db.exec(query).all())
