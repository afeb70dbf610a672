"""The demo's two fiscal years before this one (架空): their classes and visitors."""

import random
from collections.abc import Iterator
from datetime import date, timedelta

import clock
from japanese import dates
from models import Event, EventStatus
from services.demo_town import CONFIRMED, PAST_COURSES, Town, noted, visit, weekday

# Classes by district two years ago and last year. So many came to the first three that few of last
# year's numbers have to be kept back; the others began last year, and two had no class at all.
HELD = {
    "chuo": (9, 6),
    "asagiri": (3, 5),
    "wakaba": (3, 5),
    "umenoki": (0, 3),
    "takenouchi": (0, 2),
    "higashikawa": (0, 3),
    "kitahara": (0, 3),
}
BEFORE_LAST, LAST = 2, 1


def seed(town: Town) -> None:
    """A chance of its own: the rest of the town stays as it is."""
    chance = random.Random(8)
    seated = [
        (event, person, town.book(event, person, seq, CONFIRMED))
        for event, code in _classes(town)
        for seq, person in enumerate(chance.sample(town.people[code], 9 + chance.randrange(4)), 1)
    ]
    town.db.flush()
    town.db.add_all(visit(*one) for one in seated)
    town.db.flush()


def _classes(town: Town) -> Iterator[tuple[Event, str]]:
    """Each district's ones spread over the year."""
    this = dates.fiscal_year(clock.today())
    for code, numbers in HELD.items():
        for back, held in zip((BEFORE_LAST, LAST), numbers, strict=True):
            for number in range(1, held + 1):
                day = date(this - back, 4, 10) + timedelta(days=330 * number // (held + 1))
                course = PAST_COURSES[(number + back) % len(PAST_COURSES)]
                said = {"status": EventStatus.REPORTED, **noted(number)}
                yield town.event(code, weekday(day), course, **said), code
