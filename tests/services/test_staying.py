"""Two desks at once, one with 1人にまとめる or 元にもどす: as if one came after the other."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from itertools import count

import pytest
import sqlalchemy as sa
from sqlmodel import col, select

from database import Db, engine, reading, writing
from models import (
    Attendance,
    Booking,
    BookingStatus,
    Event,
    Offer,
    Person,
    PersonMerge,
    Staff,
)
from refusal import Refusal
from services import (
    attendance,
    bookings,
    person_merges,
    seats,
    taking_apart,
)
from tests.classes import a_class, at
from tests.services.season_faults import wrong_rows

BLOCKED = sa.text(
    "SELECT count(*) FROM pg_stat_activity"
    " WHERE datname = current_database() AND wait_event_type = 'Lock'"
)
CLASSES = {  # who has booked, and how many fit in
    "both": (("hana", "tsuki", "taro"), 2),
    "hers": (("hana",), 3),
    "his": (("taro",), 3),
    "free": ((), 3),
    "now": (("hana", "tsuki"), 3),
}
PEOPLE = ("hana", "tsuki", "taro", "jiro")
NUMBERS = count()


class World:
    """Hana and Tsuki are one person, written down twice; in some of the worlds they are one."""

    def __init__(self, by: Staff, *, is_one: bool):
        self.number, self.by = next(NUMBERS), by
        with writing() as db:
            by = db.merge(by)
            self.people = {name: Person(name=name, kana=name) for name in PEOPLE}
            own = {"updated_at", "created_at", "id", "idem_key", "public_id"}
            plan = db.exec(select(Event).order_by(Event.id).limit(len(CLASSES))).all()
            self.classes = {
                name: Event(**one.model_dump(exclude=own) | {"capacity": CLASSES[name][1]})
                for name, one in zip(CLASSES, plan, strict=True)
            }
            db.add_all([*self.people.values(), *self.classes.values()])
            db.flush()
            db.add_all(self.booked(name, *one) for name in CLASSES for one in self.party(name))
            db.flush()
            if is_one:
                join(self, db, by, "tsuki", "hana")

    def party(self, name: str) -> list[tuple[int, str]]:
        return list(enumerate(CLASSES[name][0], start=1))

    def booked(self, name: str, number: int, person: str) -> Booking:
        status = BookingStatus.CONFIRMED if number <= CLASSES[name][1] else BookingStatus.WAITING
        key = f"{self.number}-{name}-{number}"
        ids = {"event_id": self.classes[name].id, "person_id": self.people[person].id}
        return Booking(
            **ids, status=status, seq=number, rank=number, party=key, idem_key=key, channel="phone"
        )

    def person(self, db: Db, name: str) -> Person:
        return db.get_one(Person, self.people[name].id)

    def event(self, db: Db, name: str) -> Event:
        return db.get_one(Event, self.classes[name].id)

    def booking(self, db: Db, name: str, person: str) -> Booking:
        """The first one: by whom it was made, whoever has it now."""
        number = CLASSES[name][0].index(person)
        mine = select(Booking).where(Booking.event_id == self.classes[name].id)
        return db.exec(mine.order_by(Booking.seq)).all()[number]

    def rows(self, db: Db, table: type) -> list:
        ours = col(table.event_id).in_([one.id for one in self.classes.values()])
        return db.exec(select(table).where(ours)).all()

    def state(self) -> list:
        """All that is written, by names; and what must hold in any case."""
        names = {("p", one.id): name for name, one in self.people.items()}
        names |= {("e", one.id): name for name, one in self.classes.items()}
        with reading() as db:
            found = [
                (table.__name__, names["e", row.event_id], names["p", row.person_id], *more(row))
                for table, more in KEPT.items()
                for row in self.rows(db, table)
            ]
            found += [("Offer", names["e", row.event_id], "") for row in self.rows(db, Offer)]
            for name in PEOPLE:
                one = self.person(db, name)
                found.append((name, one.name, names.get(("p", one.merged_into_id))))
            wrong = [words for one in self.classes.values() for words in wrong_rows(db, one.id)]
        gone = {row[0] for row in found if row[0] in PEOPLE and row[2]}
        wrong += [str(row) for row in found if row[0] not in PEOPLE and gone & {row[2]}]
        assert wrong == []
        return sorted(found, key=str)


KEPT: dict[type, Callable] = {
    Booking: lambda row: (row.seq, row.status.value, row.cancel_reason),
    Attendance: lambda row: (row.booking_id is not None,),
}


def book(world, db, by, name, *party) -> None:
    words = {"event": world.event(db, name), "people": [world.person(db, one) for one in party]}
    bookings.book(db, **words, idem_key=f"{world.number}-{name}-{'-'.join(party)}", by=by)


def cancel(world, db, by, name, person) -> None:
    bookings.cancel(db, booking=world.booking(db, name, person), by=by)


def send(world, db, by, name, person, other) -> None:
    words = {"booking": world.booking(db, name, person), "person": world.person(db, other)}
    bookings.substitute(db, **words, by=by)


def come(world, db, by, name, person) -> None:
    attendance.check_in(db, booking=world.booking(db, name, person), by=by)


def join(world, db, by, person, other) -> None:
    words = {"person": world.person(db, person), "other": world.person(db, other)}
    person_merges.merge(db, **words, by=by)


def part(world, db, by) -> None:
    mine = PersonMerge.other_id == world.people["hana"].id
    merge = db.exec(select(PersonMerge).where(mine)).first()
    if merge is None:
        raise Refusal(taking_apart.GONE)
    taking_apart.undo(db, merge=merge, by=by)


DESK = [  # what the other desk does meanwhile, and in which class
    *(HALFWAY := [(book, "free", "hana"), (come, "now", "hana")]),
    (send, "hers", "hana", "jiro"),
    (cancel, "both", "tsuki"),
    (join, "hana", "tsuki"),
]
AFTER = [DESK[0], DESK[2], (join, "jiro", "tsuki"), (part,)]


@pytest.fixture
def streets(sato, town, stopped_clock):
    for name in CLASSES:
        a_class(starts_at=at(12, 30) if name == "now" else at(10, days=9))
    return sato


def alone(world: World, act: tuple, by: Staff) -> str:
    """What the desk is told; empty when it was done. Nothing is half done."""
    try:
        with writing() as db:
            act[0](world, db, db.merge(by), *act[1:])
    except Refusal as no:
        return str(no)
    return ""


def at_once(world: World, one: tuple, two: tuple, by: Staff, *, halfway: bool) -> dict:
    """The second begins while the first has done all but the commit, or has but the class."""
    with ThreadPoolExecutor(1) as desk:
        later: list[Future] = []

        def begin() -> None:
            later.append(desk.submit(alone, world, two, by))
            while not (waits() or later[0].done()):
                pass

        def whole(_world, db, by) -> None:
            if halfway:
                seats.lock(db, event=world.event(db, one[1]))
                begin()
            one[0](world, db, by, *one[1:])
            if not halfway:
                begin()

        told = alone(world, (whole,), by)
        return {one: told, two: later[0].result() if later else alone(world, two, by)}


def waits() -> bool:
    """Whether the other desk waits for a lock."""
    with engine().connect() as connection:
        return connection.scalar(BLOCKED) > 0


def ended(world: World, *acts: tuple) -> tuple[dict, list]:
    """One after the other: what each was told, and what is written then."""
    return {act: alone(world, act, world.by) for act in acts}, world.state()


@pytest.mark.parametrize("mine", [(join, "tsuki", "hana"), (part,)], ids=["join", "part"])
def test_it_is_as_if_one_came_after_the_other(streets, mine):
    """No seat is lost, nobody is in a class twice, nothing is written of who is not there."""
    wrong = {}
    begin = partial(World, streets, is_one=mine == (part,))
    for other in DESK if mine[0] is join else AFTER:
        right = [ended(begin(), mine, other), ended(begin(), other, mine)]
        for is_first in (True, False) if engine().dialect.name == "postgresql" else ():
            world, pair = begin(), (mine, other) if is_first else (other, mine)
            told = at_once(world, *pair, streets, halfway=pair[0] in HALFWAY)
            if (told, world.state()) not in right:
                wrong[other[0].__name__, *other[1:], is_first] = told
    assert wrong == {}
