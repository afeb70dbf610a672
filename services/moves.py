"""日時・会場の変更: where a class would go, and what stands in the way; nothing is saved here."""

from datetime import time, timedelta
from typing import NamedTuple

from sqlmodel import Session

import clock
from japanese import dates
from models import Event, Room, Staff, Venue
from services import conflicts, drafts, notice_text, office_days, venues
from services.conflicts import Conflict
from services.drafts import Draft
from services.permissions import Permission, require


class To(NamedTuple):
    """What becomes different; none: stays. A venue comes with its room, none being all of it."""

    days: int = 0
    start: time | None = None
    minutes: int | None = None
    venue_id: int | None = None
    room_id: int | None = None

    def of(self, db: Session, was: Draft) -> Draft:
        """The plan as it becomes. Dates of 申込 move along as long as they are still to come."""
        shift, today = timedelta(days=self.days), clock.today()
        opens, closes = was.opens_at, was.closes_on
        room = db.get_one(Room, self.room_id) if self.room_id else None
        hall = {"venue": db.get_one(Venue, self.venue_id), "room": room} if self.venue_id else {}
        return was._replace(
            day=was.day + shift,
            start=self.start or was.start,
            minutes=self.minutes or was.minutes,
            opens_at=opens + shift if opens and opens > clock.now() else opens,
            closes_on=max(closes + shift, today) if closes and closes >= today else closes,
            press_on=min(was.press_on, was.day + shift) if was.press_on else None,
            **hall,
        )


class Move(NamedTuple):
    """What a class would become, in words, and what stands in the way."""

    event: Event
    was: str
    now: str
    problems: list[str]


def look(db: Session, *, events: list[Event], to: To, by: Staff) -> list[Move]:
    """What a move would come to; nothing is saved. Of several classes only what is closed is told:
    they make room for each other."""
    require(by, Permission.EVENT_REGISTER)
    found = []
    for event in events:
        was = drafts.of(db, event=event)
        now = to.of(db, was)
        new = notice_text.when(now) + (f" {now.place}" if now.place != was.place else "")
        said = conflicts.of(db, draft=now, but=event) if len(events) == 1 else _closed(db, now)
        found.append(Move(event, notice_text.when(was), new, [one.words for one in said]))
    return found


def _closed(db: Session, draft: Draft) -> list[Conflict]:
    shut = venues.opening(db, venue=draft.venue, first=draft.day, last=draft.day).shut(draft.day)
    holiday = office_days.closed_for(draft.day)
    reasons = [shut, f"{dates.short(draft.day)}は「{holiday}」です。" if holiday else ""]
    return [Conflict(reason) for reason in reasons if reason]
