"""到達: count the people of a period from the raw rows, by whatever is asked.

Distinct people do not add up, so every grouping is counted by itself, all of them from one pass
over the rows of the period.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from enum import StrEnum
from itertools import product
from typing import NamedTuple

import numpy as np
from sqlalchemy import Select, String, exists, type_coerce
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

    def value_of(self, stored: str) -> "Key":
        """What a stored key means: a district's or course's number, a band …; none: unknown."""
        kind: Callable = {Cut.AGE: AgeBand, Cut.SEX: Sex, Cut.FORMAT: Format}.get(self, int)
        return kind(stored) if stored else None


NUMBERED = (Cut.DISTRICT, Cut.COURSE, Cut.VENUE)  # the others are words


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
Key = int | AgeBand | Sex | Format | None  # of a district, a course …; none: not known


class _Visits(NamedTuple):
    """The rows of a period: who (from 0), of which profile; which people are new; of each profile
    whether it is a resident's and a senior's, and by cut its values and which one it has."""

    person: np.ndarray
    profile: np.ndarray
    is_new: np.ndarray
    is_resident: np.ndarray
    is_senior: np.ndarray
    values: dict[Cut, list[str]]
    codes: dict[Cut, np.ndarray]


def count(
    db: Session,
    *,
    period: Period,
    scopes: Collection[Scope],
    merged: Mapping[Cut, Merged] = {},
    only: Mapping[Cut, Key] = {},
) -> dict[Scope, Cells]:
    """The cells of each grouping: by one stored key a cut, an empty one for what is unknown.

    merged: stored keys that are counted as one, and its name: somebody who was in both is one.
    only: no other rows than these are read.
    """
    visits = _read(db, _rows(period, only), merged)
    return {scope: _grouped(visits, scope) for scope in scopes}


def _read(db: Session, query: Select, merged: Mapping[Cut, Merged]) -> _Visits:
    numbers: dict[tuple, int] = defaultdict()
    numbers.default_factory = numbers.__len__
    parts = [np.empty((3, 0), np.int64)]
    for rows in db.execute(query, execution_options={"yield_per": AT_ONCE}).partitions():
        who, before, *profile = zip(*rows, strict=True)
        parts.append(np.array([who, before, [numbers[one] for one in zip(*profile, strict=True)]]))
    whole = np.concatenate(parts, axis=1)
    people, person = np.unique(whole[0], return_inverse=True)
    is_new = np.zeros(len(people), bool)
    is_new[person[whole[1] == 0]] = True
    return _profiled(person, whole[2], is_new, list(numbers), merged)


def _profiled(person, profile, is_new, profiles: list[tuple], merged: Mapping) -> _Visits:
    resident, *columns = zip(*profiles, strict=True) if profiles else [()] * (len(Cut) + 1)
    values, codes = {}, {}
    for cut, column in zip(Cut, columns, strict=True):
        names = merged.get(cut, {})
        stored = ("" if one is None else str(one) for one in column)
        known = [names.get(one, one) for one in stored]
        values[cut] = sorted(set(known))
        codes[cut] = np.array([values[cut].index(one) for one in known], np.int64)
    is_senior = np.array([band in SENIOR for band in columns[list(Cut).index(Cut.AGE)]], bool)
    return _Visits(person, profile, is_new, np.array(resident, bool), is_senior, values, codes)


def _rows(period: Period, only: Mapping[Cut, Key]) -> Select:
    """Who, whether they came before the period, what they were and where; as plain text."""
    visit, earlier = aliased(Attendance), aliased(Attendance)
    before = exists(
        select(earlier.person_id).where(  # of its index nothing but the two columns is read
            col(earlier.person_id) == visit.person_id, col(earlier.month) < period.since
        )
    )
    home = aliased(Venue)
    cuts = {
        Cut.DISTRICT: visit.district_id,
        Cut.AGE: visit.age_band,
        Cut.SEX: visit.sex,
        Cut.FORMAT: Event.format,
        Cut.COURSE: Event.course_id,
        Cut.VENUE: home.district_id,
    }
    plain = [one if cut in NUMBERED else type_coerce(one, String) for cut, one in cuts.items()]
    return (
        select(visit.person_id, before, col(visit.is_resident), *plain)
        .join(Event, col(Event.id) == visit.event_id)
        .join(home, col(home.id) == Event.venue_id)
        .where(
            col(visit.month).between(period.since, period.until),
            *(col(cuts[cut]) == key for cut, key in only.items()),
        )
    )


def _grouped(visits: _Visits, scope: Scope) -> Cells:
    """Each pair of group and person once: sorted and compared with the neighbour, which is many
    times faster than a hash of them (measured)."""
    group_of, many = np.zeros(len(visits.is_senior), np.int64), 1
    for cut in scope.cuts:
        group_of = group_of * len(visits.values[cut]) + visits.codes[cut]
        many *= len(visits.values[cut])
    of_whom = visits.is_resident == scope.residents
    if scope.seniors:
        of_whom &= visits.is_senior
    wanted = of_whom[visits.profile]
    group, person = group_of[visits.profile[wanted]], visits.person[wanted]
    size = max(len(visits.is_new), 1)
    pairs = np.sort(group * size + person)
    once, who = np.divmod(pairs[np.diff(pairs, prepend=-1) != 0], size)
    people, came = np.bincount(once, minlength=many), np.bincount(group, minlength=many)
    new = np.bincount(once[visits.is_new[who]], minlength=many)
    keys = product(*(visits.values[cut] for cut in scope.cuts))
    counted = zip(keys, people.tolist(), came.tolist(), new.tolist(), strict=True)
    return {key: Reached(*three) for key, *three in counted if three[0]}
