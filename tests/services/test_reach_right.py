"""The kept figures against pandas from the raw rows, after whatever may happen to visits."""

from contextlib import suppress
from datetime import date

import pandas as pd
import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import select

from database import Db, writing
from models import (
    AgeBand,
    Attendance,
    Course,
    Event,
    EventStatus,
    Format,
    Person,
    PersonMerge,
    ReachPeriod,
    Sex,
    Staff,
    Venue,
)
from models.age import SENIOR
from refusal import Refusal
from services import erasure, groups, periods, person_merges, taking_apart, upkeep
from services.counts import Cut, Reached, Scope
from services.groups import Asked
from tests.conftest import examples
from tests.services.test_reach import class_at

DAYS = [  # both sides of every kind of border, and years before the plan
    *(date(2022, 5, 10), date(2023, 3, 31), date(2023, 4, 1), date(2024, 6, 30), date(2024, 7, 1)),
    *(
        date(2025, 12, 31),
        date(2026, 3, 31),
        date(2026, 4, 1),
        date(2026, 11, 1),
        date(2026, 11, 20),
    ),
]
PEOPLE = 7
RAW = """SELECT a.person_id, a.month, a.district_id AS district, a.age_band AS age, a.sex,
  a.is_resident, e.format, e.course_id AS course, v.district_id AS venue
  FROM attendance a JOIN event e ON e.id = a.event_id JOIN venue v ON v.id = e.venue_id"""
people, classes = st.integers(0, PEOPLE - 1), st.integers(0, len(DAYS) - 1)
homes, bands, sexes = st.integers(0, 3), st.sampled_from(AgeBand), st.sampled_from(Sex)
acts = st.one_of(
    st.tuples(st.just("come"), people, classes, homes, bands, sexes, st.booleans()),
    st.tuples(st.just("come"), people, classes, homes, bands, sexes, st.just(True)),
    st.tuples(st.just("correct"), people, classes, homes, bands, sexes, st.booleans()),
    st.tuples(st.just("undo"), people, classes),
    st.tuples(st.just("hold"), classes, st.sampled_from(Format), homes),
    st.tuples(st.just("merge"), people, people),
    st.tuples(st.just("apart"), people),
    st.tuples(st.just("move"), people, homes, bands, sexes),
    st.tuples(st.just("erase"), people),
    st.tuples(st.just("settle")),
)
spans = st.sampled_from(
    [
        *(periods.month(2026, 11), periods.month(2024, 6), periods.quarter(2026, 3)),
        *(periods.year(2022), periods.year(2025), periods.year(2026), periods.cumulative(2026)),
    ]
)
chosen = st.fixed_dictionaries(
    {},
    optional={
        Cut.SEX: sexes,
        Cut.FORMAT: st.sampled_from([Format.COURSE, Format.VISIT]),
        Cut.COURSE: st.integers(1, 3),
    },
)
CUTS = [*((), (Cut.DISTRICT,), (Cut.DISTRICT, Cut.AGE)), *((Cut.DISTRICT, Cut.VENUE), (Cut.SEX,))]
scopes = st.lists(st.sampled_from(upkeep.KEPT), min_size=4, max_size=4, unique=True)
ODD = Scope((Cut.AGE, Cut.FORMAT, Cut.VENUE), residents=True)  # kept by nobody


@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    done=st.lists(acts, min_size=8, max_size=30),
    period=spans,
    only=chosen,
    whom=st.tuples(st.booleans(), st.booleans()),
)
def test_whoever_is_chosen_is_counted_from_the_rows(cast, done, period, only, whom):
    """Any sex, format and course at once, kept beforehand or not."""
    with pytest.raises(Undo), writing() as db:
        act = World(db, cast, period)
        for name, *values in done:
            getattr(act, name)(*values)
        only |= {Cut.COURSE: act.courses[only[Cut.COURSE]]} if Cut.COURSE in only else {}
        asked = [Asked(cuts, *whom) for cuts in CUTS]
        rows = _raw(db, period)
        for cut, key in only.items():
            rows = rows[rows[cut] == key]
        right = [_typed(_groups(rows, Scope(*one)), one) for one in asked]
        assert groups.at_once(db, period=period, asked=asked, only=only) == right
        act.settle()
        assert groups.at_once(db, period=period, asked=asked, only=only) == right
        raise Undo


def _typed(found: dict, asked: Asked) -> dict:
    return {
        tuple(cut.value_of(value) for cut, value in zip(asked.cuts, key, strict=True)): one
        for key, one in found.items()
    }


class Undo(Exception):
    """What an example did is not kept."""


def lay_classes() -> None:
    """Seven people and a class on each of the days, the first three districts' halls in turn."""
    with writing() as db:
        halls = db.exec(select(Venue).order_by(Venue.id)).all()
        db.add_all(Person(name=f"架空 {number}") for number in range(PEOPLE))
        db.add_all(
            class_at(halls[number % 3], day, EventStatus.REPORTED)
            for number, day in enumerate(DAYS)
        )


@pytest.fixture
def cast(town, sato, stopped_clock):
    lay_classes()
    return sato


@settings(
    max_examples=examples(20),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(done=st.lists(acts, min_size=8, max_size=30), period=spans, asked=scopes)
def test_figures_are_those_of_the_rows_whatever_happened(cast, done, period, asked):
    with pytest.raises(Undo), writing() as db:
        act = World(db, cast, period)
        for name, *values in done:
            getattr(act, name)(*values)
        right = by_pandas(db, period, [*asked, ODD])
        assert upkeep.cells(db, period=period, scopes=asked) == right[0]
        assert upkeep.cells(db, period=period, scopes=[ODD]) == right[1]
        act.settle()
        assert upkeep.cells(db, period=period, scopes=asked) == right[0]
        assert upkeep.differences(db, period=period) == []
        raise Undo


class World:
    """What staff may do, by numbers."""

    def __init__(self, db: Db, by: Staff, period: periods.Period):
        self.db, self.by, self.period = db, by, period
        self.people = db.exec(select(Person).order_by(Person.id)).all()
        self.classes = db.exec(select(Event).order_by(Event.id)).all()
        self.halls = db.exec(select(Venue).order_by(Venue.id)).all()
        self.homes = [None, *(one.district_id for one in self.halls[:3])]
        self.courses = [None, *db.exec(select(Course.id).order_by(Course.id).limit(3))]

    def come(self, person, event, home, band, sex, resident) -> None:
        """Also long ago: a class's paper is often keyed in late."""
        event, person = self.classes[event], self._who(person)
        if self._visit(person, event) is None:
            day = event.local_date
            self.db.add(
                Attendance(
                    event_id=event.id,
                    person_id=person.id,
                    local_date=day,
                    month=day.year * 100 + day.month,
                    fiscal_year=event.fiscal_year,
                    district_id=self.homes[home],
                    age_band=band,
                    sex=sex,
                    is_resident=resident,
                )
            )
            self.db.flush()

    def correct(self, person, event, home, band, sex, resident) -> None:
        row = self._visit(self._who(person), self.classes[event])
        if row:
            row.district_id, row.age_band, row.sex = self.homes[home], band, sex
            row.is_resident = resident
            self.db.flush()

    def undo(self, person, event) -> None:
        row = self._visit(self._who(person), self.classes[event])
        if row:
            self.db.delete(row)
            self.db.flush()

    def hold(self, event, kind, where) -> None:
        """Another format, course and hall than it was planned with."""
        event = self.classes[event]
        event.format, event.course_id = kind, self.courses[where]
        event.venue_id = self.halls[where].id
        self.db.flush()

    def merge(self, one, other) -> None:
        one, other = self._who(one), self._who(other)
        if one is not other:
            with suppress(Refusal):  # both have a time at the same tables
                person_merges.merge(self.db, person=one, other=other, by=self.by)

    def apart(self, person) -> None:
        """Take back the last merge this record came out of."""
        mine = select(PersonMerge).where(PersonMerge.person_id == self._who(person).id)
        merge = self.db.exec(mine.order_by(PersonMerge.id.desc())).first()
        if merge:
            taking_apart.undo(self.db, merge=merge, by=self.by)

    def move(self, person, home, band, sex) -> None:
        """To another town; what was counted of them stays where it was."""
        one = self._who(person)
        one.district_id, one.age_band, one.sex = self.homes[home], band, sex
        self.db.flush()

    def erase(self, person) -> None:
        one = self._who(person)
        erasure.erase(self.db, person=one, typed=erasure.called(one), by=self.by)

    def settle(self) -> None:
        """As once a minute, but only the period that is looked at."""
        upkeep.spread(self.db)
        row = self.db.get(ReachPeriod, self.period)
        if row and row.changed != row.counted:
            upkeep.keep(self.db, counted=upkeep.recount(self.db, row=row))

    def _who(self, number: int) -> Person:
        person = self.people[number]
        while person.merged_into_id:
            person = self.db.get_one(Person, person.merged_into_id)
        return person

    def _visit(self, person: Person, event: Event) -> Attendance | None:
        wanted = (Attendance.person_id == person.id, Attendance.event_id == event.id)
        return self.db.exec(select(Attendance).where(*wanted)).first()


def by_pandas(db: Db, period: periods.Period, wanted: list[Scope]) -> tuple[dict, dict]:
    """The kept groupings and the odd one."""
    rows = _raw(db, period)
    found = {scope: _groups(rows, scope) for scope in wanted}
    odd = {ODD: found.pop(ODD)}
    return found, odd


def _raw(db: Db, period: periods.Period) -> pd.DataFrame:
    rows = pd.read_sql(sa.text(RAW), db.connection())
    rows[["district", "course", "venue"]] = rows[["district", "course", "venue"]].astype("Int64")
    before = rows.person_id[rows.month < period.since]
    rows = rows[rows.month.between(*period)]
    rows["new"] = rows.person_id.where(~rows.person_id.isin(before))
    return rows


def _groups(rows: pd.DataFrame, scope: Scope) -> dict:
    chosen = rows[rows.is_resident == scope.residents]
    if scope.seniors:
        chosen = chosen[chosen.age.isin(SENIOR)]
    keys = list(scope.cuts) or [pd.Series("all", index=chosen.index)]
    counted = chosen.groupby(keys, dropna=False, observed=True).agg(
        people=("person_id", "nunique"), visits=("person_id", "size"), newcomers=("new", "nunique")
    )
    return {
        _key(key, scope): Reached(*(int(one) for one in row))
        for key, row in zip(counted.index, counted.itertuples(index=False), strict=True)
    }


def _key(key, scope: Scope) -> tuple[str, ...]:
    values = key if isinstance(key, tuple) else (key,)
    return tuple("" if pd.isna(one) else str(one) for one in values)[: len(scope.cuts)]
