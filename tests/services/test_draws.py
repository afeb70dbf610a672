from datetime import timedelta
from hashlib import sha256

import pytest
from sqlmodel import select

from database import reading, writing
from models import Admission, Attendance, AuditLine, Booking, BookingStatus, Event, Person
from refusal import Refusal
from services import bookings, draws
from services.seats import Seats
from tests.classes import SOON, a_class, a_person, at, crowd, district

LAST_DAY = at(0, days=1).date()
APPLIED, CONFIRMED, OFFERED, WAITING, CANCELLED = BookingStatus


@pytest.fixture(autouse=True)
def _noon_in_the_town(town, stopped_clock):
    pass


def a_draw(admission: Admission = Admission.LOTTERY, *, capacity: int = 3) -> Event:
    return a_class(capacity=capacity, admission=admission, closes_on=LAST_DAY)


def apply(event: Event, *people: Person, by) -> list[Booking]:
    with writing() as db:
        return bookings.book(
            db,
            event=db.get_one(Event, event.id),
            people=[db.get_one(Person, one.id) for one in people],
            idem_key="-".join(str(one.id) for one in people),
            by=by,
        )


def decide(event: Event, seed: str = "7", *, by) -> list[tuple]:
    """(place, first number, names, has seats) of each party."""
    with writing() as db:
        result = draws.decide(db, event=db.get_one(Event, event.id), seed=seed, by=by)
    return told(result)


def told(result: draws.Result) -> list[tuple]:
    return [
        (one.number, one.first, [person.name for person in one.people], one.has_seats)
        for one in result.places
    ]


def standing(event: Event) -> Seats:
    with reading() as db:
        return bookings.seats(db, event=event)


def test_lottery_can_be_computed_again_by_anybody(sato, stopped_clock):
    event, people = a_draw(), crowd(6)
    for one in people:
        apply(event, one, by=sato)
    stopped_clock(at(9, days=2))

    result = decide(event, "日経平均 48,659", by=sato)

    order = sorted(
        range(1, 7), key=lambda seq: sha256(f"日経平均 48,659:{seq}".encode()).hexdigest()
    )
    assert [first for _, first, _, _ in result] == order
    assert [seated for *_, seated in result] == [True] * 3 + [False] * 3
    assert standing(event) == Seats(capacity=3, confirmed=3, waiting=3)


def test_whole_parties_are_drawn_and_nobody_passes_one_that_does_not_fit(sato, stopped_clock):
    event, people = a_draw(capacity=2), crowd(5)
    for party in (people[:2], people[2:4], people[4:]):
        apply(event, *party, by=sato)
    stopped_clock(at(9, days=2))
    order = sorted((1, 3, 5), key=lambda seq: draws.key("7", seq))

    result = decide(event, by=sato)

    names = {1: ["見本 1", "見本 2"], 3: ["見本 3", "見本 4"], 5: ["見本 5"]}
    sizes, fits, left = [], True, 2
    for seq in order:
        fits = fits and len(names[seq]) <= left
        left -= len(names[seq]) if fits else 0
        sizes.append(fits)
    assert result == [
        (place, seq, names[seq], seated)
        for place, (seq, seated) in enumerate(zip(order, sizes, strict=True), start=1)
    ]


def test_those_who_wait_are_served_in_the_order_of_the_draw(sato, stopped_clock):
    event, people = a_draw(capacity=1), crowd(4)
    for one in people:
        apply(event, one, by=sato)
    stopped_clock(at(9, days=2))
    order = [first for _, first, _, _ in decide(event, by=sato)]

    with writing() as db:
        seat = db.exec(select(Booking).where(Booking.status == CONFIRMED)).one()
        offered = bookings.cancel(db, booking=seat, by=sato)
    assert [one.booking.seq for one in offered] == [order[1]]


def test_first_timers_come_first_and_bring_their_partner(sato, stopped_clock):
    event, (old, *couple, new) = a_draw(Admission.FIRST_TIMERS_FIRST, capacity=3), crowd(4)
    been_there(old, couple[0])
    apply(event, old, by=sato)
    apply(event, *couple, by=sato)
    apply(event, new, by=sato)
    stopped_clock(at(9, days=2))

    assert decide(event, by=sato) == [
        (1, 2, ["見本 2", "見本 3"], True),
        (2, 4, ["見本 4"], True),
        (3, 1, ["見本 1"], False),
    ]


def been_there(*people: Person) -> None:
    """They came to a class before."""
    event = a_class(starts_at=at(10, days=-20))
    visit = {"month": 202611, "fiscal_year": 2026, "age_band": "75-79", "sex": "x"}
    with writing() as db:
        for one in people:
            ids = {"event_id": event.id, "person_id": one.id}
            db.add(Attendance(**ids, local_date=event.local_date, **visit))


def test_own_district_comes_first(sato, stopped_clock):
    event = a_draw(Admission.OWN_DISTRICT_FIRST, capacity=1)
    guest = a_person("見本 客", district_id=district("wakaba").id)
    local = a_person("見本 地元", district_id=district("chuo").id)
    apply(event, guest, by=sato)
    apply(event, local, by=sato)
    stopped_clock(at(9, days=2))

    assert decide(event, by=sato) == [(1, 2, ["見本 地元"], True), (2, 1, ["見本 客"], False)]


def test_decision_is_made_once(sato, stopped_clock):
    event = a_draw()
    apply(event, *crowd(1), by=sato)
    stopped_clock(at(9, days=2))

    first = decide(event, "7", by=sato)

    assert decide(event, "7", by=sato) == first
    with pytest.raises(Refusal, match="もう決定しています"):
        decide(event, "8", by=sato)


@pytest.mark.parametrize(
    ("columns", "seed", "moment", "sentence"),
    [
        ({"admission": Admission.FIRST_COME}, "7", at(9, days=2), "先着順の教室"),
        ({}, "7", at(23, 59, days=1), "締切（11月25日\\(水\\)）の翌日から"),
        ({}, " ", at(9, days=2), "種になる数字や言葉"),
        ({}, "7", SOON, "始まった教室"),
    ],
)
def test_decision_is_refused(columns, seed, moment, sentence, sato, stopped_clock):
    event = a_class(**{"admission": Admission.LOTTERY, "closes_on": LAST_DAY} | columns)
    stopped_clock(moment)

    with pytest.raises(Refusal, match=sentence):
        decide(event, seed, by=sato)


def test_class_is_first_come_first_served_after_the_decision(sato, stopped_clock):
    event, (one, late) = a_draw(), crowd(2)
    apply(event, one, by=sato)
    stopped_clock(at(9, days=2))
    decide(event, by=sato)

    (row,) = apply(event, late, by=sato)

    assert row.status is CONFIRMED


def test_record_stays_as_it_was_decided_and_is_looked_at_in_writing(sato, stopped_clock):
    event, people = a_draw(capacity=1), crowd(3)
    for one in people:
        apply(event, one, by=sato)
    stopped_clock(at(9, days=2))
    first = decide(event, by=sato)
    with writing() as db:
        for row in db.exec(select(Booking)).all():
            bookings.cancel(db, booking=row, by=sato)

    with writing() as db:
        result = draws.record(db, event=db.get_one(Event, event.id), by=sato)

    assert told(result) == first
    assert result.places[0].key == draws.key("7", first[0][1])
    with reading() as db:
        line = db.exec(select(AuditLine).order_by(AuditLine.id.desc()).limit(1)).one()
    assert (line.action, line.entity, line.entity_id) == ("view", "event", str(event.id))


def test_record_of_what_is_not_decided_is_refused(sato):
    event = a_draw()

    with reading() as db, pytest.raises(Refusal, match="まだ決定していません"):
        draws.record(db, event=event, by=sato)


def test_due_lists_what_can_be_decided_now(sato, stopped_clock):
    later = a_class(
        starts_at=SOON + timedelta(days=3), admission=Admission.LOTTERY, closes_on=LAST_DAY
    )
    event, _ = a_draw(), a_class(closes_on=LAST_DAY)

    with reading() as db:
        assert draws.due(db, by=sato) == []
        stopped_clock(at(9, days=2))
        assert [one.id for one in draws.due(db, by=sato)] == [event.id, later.id]
