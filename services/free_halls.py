"""空いている会場: where a class could be held in each of many slots, and why not elsewhere."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from sqlmodel import Session, col, select

from models import Event, Room, Venue
from services import shifts, venues
from services.options import Slot
from services.venues import Opening


class Why(StrEnum):
    """Why a hall cannot be had in a slot."""

    SHUT = "休館日か、開館時間の外"
    TAKEN = "ほかの教室で使う"
    WEEK = "同じ週に、この町の教室がもうある"


class Place(NamedTuple):
    """Where exactly: a room, or (none) the whole hall, and for how many."""

    room: Room | None
    seats: int


class Hall(NamedTuple):
    """taken: what is planned there already, with its room (none: it needs the whole hall)."""

    venue: Venue
    rooms: Sequence[Room]
    opening: Opening
    taken: Sequence[tuple[Slot, int | None]]

    def place(self, slot: Slot, seats: int) -> Place | Why:
        """The smallest room that holds so many; without rooms the hall, for as many as it holds."""
        starts, ends = slot.starts_at, slot.ends_at
        if self.opening.shut(slot.day) or self.opening.outside(starts.time(), ends.time()):
            return Why.SHUT
        used = {room for other, room in self.taken if slot.meets(other)}
        fitting = [one for one in self.rooms if one.capacity >= seats]
        free = [one for one in fitting if one.id not in used and None not in used]
        if free:
            return Place(min(free, key=lambda one: (one.capacity, one.id)), seats)
        return Why.TAKEN if used else Place(None, min(seats, self.venue.capacity))


def of(db: Session, *, since: date, until: date, known_until: date) -> list[Hall]:
    """Every hall in use, with its closed days between two days, and what stands in its calendar up
    to the last day of which that is known."""
    taken: dict[int, list[tuple[Slot, int | None]]] = defaultdict(list)
    coming = select(Event.venue_id, Event.room_id, Event.starts_at, Event.ends_at).where(
        col(Event.local_date).between(since, known_until), col(Event.status).not_in(shifts.OFF)
    )
    for venue_id, room_id, starts_at, ends_at in db.exec(coming):
        taken[venue_id].append((Slot(starts_at, ends_at), room_id))
    return [
        Hall(
            venue,
            venues.rooms(db, venue=venue),
            venues.opening(db, venue=venue, first=since, last=until),
            taken[venue.id],
        )
        for venue in venues.in_use(db)
    ]
