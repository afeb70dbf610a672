"""Classes as an iCalendar file (RFC 5545), for the calendars of telephones and offices.

Only what stands on the public pages: no name, no number of a person.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import NamedTuple

from icalendar import Calendar, Event, Timezone

import clock
from models import EventStatus

PRODUCT = "-//Tonari//Tonari//JA"
KIND = "text/calendar; charset=utf-8"
ASK_AGAIN = timedelta(hours=1)
# RFC 5545 has three words only; what really became of a class stands before its title.
STANDINGS = {
    EventStatus.CANCELLED: "CANCELLED",
    EventStatus.POSTPONED: "TENTATIVE",
    EventStatus.DRAFT: "TENTATIVE",
}
CALLED_OFF = (EventStatus.CANCELLED, EventStatus.POSTPONED)


class Sitting(NamedTuple):
    """One class. `sequence` counts the changes people had to be told; `changed_at` is the row's.

    public_id: never changes, so that a moved class moves in the calendar and is not doubled.
    """

    public_id: str
    title: str
    starts_at: datetime
    ends_at: datetime
    status: EventStatus
    place: str
    note: str
    url: str
    sequence: int
    changed_at: datetime


def calendar(events: Iterable[Sitting], name: str) -> bytes:
    """The classes as one VCALENDAR in Japan's time. The same classes give the same bytes."""
    book = Calendar()
    book.add("prodid", PRODUCT)
    book.add("version", "2.0")
    book.add("calscale", "GREGORIAN")
    book.add("method", "PUBLISH")
    book.add("name", name)
    book.add("x-wr-calname", name)
    book.add("x-wr-timezone", str(clock.JST))
    book.add("refresh-interval", ASK_AGAIN, parameters={"value": "DURATION"})
    book.add("x-published-ttl", "PT1H")
    book.add_component(_japan())
    for one in events:
        book.add_component(_entry(one))
    return book.to_ical()


def _japan() -> Timezone:
    """Asia/Tokyo: nine hours before UTC all the year, for longer than any class is kept."""
    return Timezone.from_tzid(str(clock.JST), first_date=date(2000, 1, 1))


def _entry(one: Sitting) -> Event:
    uncertain = one.status in STANDINGS
    entry = Event()
    entry.add("uid", f"{one.public_id}@tonari")
    entry.add("sequence", one.sequence)
    entry.add("dtstamp", one.changed_at)
    entry.add("last-modified", one.changed_at)
    entry.add("dtstart", clock.local(one.starts_at))
    entry.add("dtend", clock.local(one.ends_at))
    entry.add("summary", f"{one.status.label}：{one.title}" if uncertain else one.title)
    entry.add("status", STANDINGS.get(one.status, "CONFIRMED"))
    entry.add("transp", "TRANSPARENT" if one.status in CALLED_OFF else "OPAQUE")
    entry.add("location", one.place)
    if one.note:
        entry.add("description", one.note)
    entry.add("url", one.url)
    return entry
