"""到達: count the people of a period from the raw rows, by whatever is asked.

Distinct people do not add up, so every grouping is counted by itself, all of them from one pass
over the rows of the period.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from enum import StrEnum
from typing import NamedTuple

import numpy as np
from sqlalchemy import String, exists, type_coerce
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from models import AgeBand, Attendance, Event, Format, Sex, Venue
from models.age import SENIOR
from services.periods import Period

AT_ONCE = 50_000  # rows in memory as Python values


class Cut(StrEnum):
    """By what people are counted, in the order of the columns that are read."""

    DISTRICT = "district"  # where they live
    AGE = "age"
    SEX = "sex"
    FORMAT = "format"
    COURSE = "course"
    VENUE = "venue"  # the district of the venue

    def value_of(self, stored: str) -> int | AgeBand | Sex | Format | None:
        """What a stored key means: a district's or course's number, a band …; none: unknown."""
        kind: Callable = {Cut.AGE: AgeBand, Cut.SEX: Sex, Cut.FORMAT: Format}.get(self, int)
        return kind(stored) if stored else None


class Scope(NamedTuple):
    """One grouping: by which cuts, of whom."""

    cuts: tuple[Cut, ...] = ()
    seniors: bool = False
    residents: bool = True


class Reached(NamedTuple):
    """実 and 延べ, and how many of the people had never been here before the period."""

    people: int = 0
    visits: int = 0
    newcomers: int = 0


Cells = dict[tuple, Reached]
Merged = Mapping[str, str]


class _Visits(NamedTuple):
    """The rows of a period: who (from 0), of which profile, and which people are new."""

    person: np.ndarray
    profile: np.ndarray
    is_new: np.ndarray
    profiles: list[tuple]


def count(
    db: Session, *, period: Period, scopes: Collection[Scope], merged: Mapping[Cut, Merged] = {}
) -> dict[Scope, Cells]:
    """The cells of each grouping: by one stored key a cut, an empty one for what is unknown.

    merged: stored keys that are counted as one, and its name: somebody who was in both is one.
    """
    visits = _read(db, period)
    return {scope: _grouped(visits, scope, merged) for scope in scopes}


def _read(db: Session, period: Period) -> _Visits:
    numbers: dict[tuple, int] = defaultdict()
    numbers.default_factory = numbers.__len__
    parts = [
        [[row[0], row[1], numbers[row[2:]]] for row in rows]
        for rows in db.execute(_rows(period), execution_options={"yield_per": AT_ONCE}).partitions()
    ]
    whole = np.concatenate([np.empty((0, 3), np.int64), *(np.array(part) for part in parts)])
    people, person = np.unique(whole[:, 0], return_inverse=True)
    is_new = np.zeros(len(people), bool)
    is_new[person[whole[:, 1] == 0]] = True
    return _Visits(person, whole[:, 2], is_new, list(numbers))


def _rows(period: Period):
    """Who, whether they came before the period, what they were and where; as plain text."""
    visit, earlier = aliased(Attendance), aliased(Attendance)
    before = exists().where(
        col(earlier.person_id) == visit.person_id, col(earlier.month) < period.since
    )
    home = aliased(Venue)
    return (
        select(
            visit.person_id,
            before,
            col(visit.is_resident),
            visit.district_id,
            type_coerce(visit.age_band, String),
            type_coerce(visit.sex, String),
            type_coerce(Event.format, String),
            Event.course_id,
            home.district_id,
        )
        .join(Event, col(Event.id) == visit.event_id)
        .join(home, col(home.id) == Event.venue_id)
        .where(col(visit.month).between(period.since, period.until))
    )


def _grouped(visits: _Visits, scope: Scope, merged: Mapping[Cut, Merged]) -> Cells:
    """Each pair of group and person once: sorted and compared with the neighbour, which is many
    times faster than a hash of them (measured)."""
    keys, group_of = _groups(visits.profiles, scope, merged)
    group = group_of[visits.profile]
    wanted = group >= 0
    group, person = group[wanted], visits.person[wanted]
    size = max(len(visits.is_new), 1)
    pairs = np.sort(group * size + person)
    pairs = pairs[np.diff(pairs, prepend=-1) != 0]
    once, who = np.divmod(pairs, size)
    counts = zip(
        np.bincount(once, minlength=len(keys)).tolist(),
        np.bincount(group, minlength=len(keys)).tolist(),
        np.bincount(once[visits.is_new[who]], minlength=len(keys)).tolist(),
        strict=True,
    )
    return {key: Reached(*three) for key, three in zip(keys, counts, strict=True)}


def _groups(
    profiles: Iterable[tuple], scope: Scope, merged: Mapping[Cut, Merged]
) -> tuple[list[tuple], np.ndarray]:
    """The keys of the groups, and to which of them each profile belongs; -1: to none."""
    numbers: dict[tuple, int] = defaultdict()
    numbers.default_factory = numbers.__len__
    places = [(list(Cut).index(cut), merged.get(cut, {})) for cut in scope.cuts]
    belongs = []
    for is_resident, *values in profiles:
        outside = bool(is_resident) != scope.residents
        too_young = scope.seniors and values[list(Cut).index(Cut.AGE)] not in SENIOR
        stored = (("" if values[at] is None else str(values[at]), names) for at, names in places)
        key = tuple(names.get(value, value) for value, names in stored)
        belongs.append(-1 if outside or too_young else numbers[key])
    return list(numbers), np.array(belongs, np.int64)
