from datetime import timedelta

import pytest
from sqlmodel import select

from database import reading, writing
from models import (
    AgeBand,
    Attendance,
    AuditLine,
    Booking,
    BookingStatus,
    District,
    Event,
    EventStatus,
    Person,
    Question,
    QuestionCategory,
    QuestionChannel,
    Sex,
    Way,
)
from refusal import Refusal
from services import attendance, bookings, who_came
from services.attendance import Arrival
from services.newcomers import Newcomer
from services.permissions import NotPermitted
from services.who_came import Counts
from tests.classes import SOON, a_class, a_person, at, crowd, district, works_at

MORNING = SOON + timedelta(minutes=2)


@pytest.fixture(autouse=True)
def _noon_in_the_town(town, stopped_clock):
    pass


@pytest.fixture
def today(stopped_clock, tanaka):
    """A class of 2 seats that 田中 holds today, and its bookings: one with a birth year seated
    first, one more, one waiting."""

    def held(by, **changes) -> tuple[Event, list[Booking]]:
        event = a_class(capacity=2, **changes)
        works_at(event, tanaka)
        elder = a_person(birth_year=1946, district_id=district("wakaba").id, sex=Sex.FEMALE)
        rows = []
        for person in (elder, *crowd(2)):
            with writing() as db:
                row, one = db.get_one(Event, event.id), db.get_one(Person, person.id)
                rows += bookings.book(db, event=row, people=[one], idem_key=str(one.id), by=by)
        stopped_clock(MORNING)
        return event, rows

    return held


def check_in(booking: Booking, *, by) -> Arrival:
    with writing() as db:
        return attendance.check_in(db, booking=db.get_one(Booking, booking.id), by=by)


def walk_in(event: Event, *, by, town: str | None = "wakaba", key: str = "k", **typed) -> Arrival:
    with writing() as db:
        home = db.get_one(District, district(town).id) if town else None
        row = db.get_one(Event, event.id)
        about = {name: typed.pop(name) for name in Newcomer._fields if name in typed}
        one = Newcomer(home, **{"age_band": AgeBand.A80} | about)
        return attendance.walk_in(db, event=row, newcomer=one, idem_key=key, by=by, **typed)


def again(event: Event, person_id: int, *, by) -> Arrival:
    with writing() as db:
        row, person = db.get_one(Event, event.id), db.get_one(Person, person_id)
        return attendance.walk_in_again(db, event=row, person=person, by=by)


def undo(event: Event, person_id: int, *, by) -> None:
    with writing() as db:
        row, person = db.get_one(Event, event.id), db.get_one(Person, person_id)
        attendance.undo(db, event=row, person=person, by=by)


def stored() -> list[Attendance]:
    with reading() as db:
        return list(db.exec(select(Attendance).order_by(Attendance.id)))


def test_check_in_keeps_the_person_as_of_the_visit(today, sato, tanaka):
    event, (booking, *_) = today(sato)

    arrival = check_in(booking, by=tanaka)

    (row,) = stored()
    assert (row.event_id, row.person_id, row.booking_id) == (
        event.id,
        booking.person_id,
        booking.id,
    )
    assert (row.local_date, row.month, row.fiscal_year) == (SOON.date(), 202612, 2026)
    assert (row.district_id, row.age_band) == (district("wakaba").id, AgeBand.A80)
    assert (row.sex, row.is_resident, row.checked_in_by_id) == (Sex.FEMALE, True, tanaka.id)
    assert arrival.sentence == "見本 花子さんを受け付けました。"


def test_check_in_twice_is_harmless_and_says_so(today, sato, tanaka, stopped_clock):
    _, (booking, *_) = today(sato)
    check_in(booking, by=tanaka)
    stopped_clock(MORNING + timedelta(minutes=9))

    arrival = check_in(booking, by=tanaka)

    assert arrival.sentence == "見本 花子さんは、もう受付済みです（10時02分）。"
    assert len(stored()) == 1


def test_check_in_counts_in_the_year_and_month_of_the_class(today, sato, tanaka, stopped_clock):
    """Keyed from paper weeks later, it is still a visit of 31 March, in 令和8年度."""
    _, (booking, *_) = today(sato, starts_at=at(10, days=127))
    stopped_clock(at(10, days=140))
    check_in(booking, by=tanaka)

    (row,) = stored()
    assert (row.month, row.fiscal_year) == (202703, 2026)


def test_check_in_opens_the_day_before(today, sato, tanaka, stopped_clock):
    _, (booking, *_) = today(sato)
    stopped_clock(at(0, days=9))
    check_in(booking, by=tanaka)

    assert len(stored()) == 1


def test_check_in_refuses_a_class_of_another_day(today, sato, tanaka, stopped_clock):
    _, (booking, *_) = today(sato)
    stopped_clock(at(23, 59, days=8))

    with pytest.raises(Refusal, match="前の日（12月3日）からできます"):
        check_in(booking, by=tanaka)


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        (EventStatus.DRAFT, "「承認待ち」なので"),
        (EventStatus.CANCELLED, "「中止」なので"),
        (EventStatus.POSTPONED, "「延期」なので"),
        (EventStatus.REPORTED, "報告が済んだ"),
    ],
)
def test_check_in_refuses_a_class_that_is_not_held(today, status, sentence, sato, tanaka):
    event, (booking, *_) = today(sato)
    with writing() as db:
        db.get_one(Event, event.id).status = status

    with pytest.raises(Refusal, match=sentence):
        check_in(booking, by=tanaka)


def test_check_in_refuses_who_is_waiting(today, sato, tanaka):
    _, (*_, waiting) = today(sato)

    with pytest.raises(Refusal, match="キャンセル待ちの方です"):
        check_in(waiting, by=tanaka)


def test_check_in_refuses_a_cancelled_booking(today, sato, tanaka, stopped_clock):
    _, (booking, *_) = today(sato)
    with writing() as db:
        bookings.cancel(db, booking=db.get_one(Booking, booking.id), by=sato)

    with pytest.raises(Refusal, match="取り消されています"):
        check_in(booking, by=tanaka)


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        (BookingStatus.OFFERED, "繰上げの返事を待っている方です"),
        (BookingStatus.APPLIED, "席が決まっていない方です"),
    ],
)
def test_check_in_refuses_who_has_no_seat_yet(today, status, sentence, sato, tanaka):
    _, (booking, *_) = today(sato)
    with writing() as db:
        db.get_one(Booking, booking.id).status = status

    with pytest.raises(Refusal, match=sentence):
        check_in(booking, by=tanaka)


def test_arrival_noted_elsewhere_keeps_its_moment_and_way(today, sato, tanaka):
    event, (booking, second, _) = today(sato)
    noted = {"late": True, "way": Way.OFFLINE, "at": SOON + timedelta(minutes=20)}
    with writing() as db:
        attendance.check_in(db, booking=db.get_one(Booking, booking.id), by=tanaka, **noted)
        person = db.get_one(Person, second.person_id)
        row = db.get_one(Event, event.id)
        attendance.walk_in_again(db, event=row, person=person, by=tanaka, **noted)
    walk_in(event, by=tanaka, **noted)

    kept = [(row.is_late, row.way, row.checked_in_at) for row in stored()]
    assert kept == [(True, Way.OFFLINE, SOON + timedelta(minutes=20))] * 3


def test_arrival_at_the_table_is_of_now(today, sato, tanaka):
    event, (booking, *_) = today(sato)
    check_in(booking, by=tanaka)
    walk_in(event, by=tanaka)

    kept = [(row.is_late, row.way, row.checked_in_at) for row in stored()]
    assert kept == [(False, Way.NAME, MORNING), (False, Way.WALK_IN, MORNING)]


def test_check_in_refuses_another_volunteer(today, sato, suzuki):
    _, (booking, *_) = today(sato)

    with pytest.raises(NotPermitted, match="ほかの方の受け持ち"):
        check_in(booking, by=suzuki)


def test_walk_in_needs_town_and_age_only(today, sato, tanaka):
    event, _ = today(sato)

    arrival = walk_in(event, by=tanaka)

    (row,) = stored()
    with reading() as db:
        person = db.get_one(Person, row.person_id)
    assert (row.booking_id, row.district_id, row.age_band) == (
        None,
        district("wakaba").id,
        AgeBand.A80,
    )
    assert (person.name, row.sex) == ("", Sex.UNKNOWN)
    assert arrival.sentence == f"参加証{person.card_code}の方を受け付けました。"


def test_walk_in_from_elsewhere_has_a_row_of_its_own(today, sato, tanaka):
    event, _ = today(sato)

    arrival = walk_in(event, town=None, is_resident=False, name="見本 太郎", by=tanaka)

    (row,) = stored()
    assert (row.district_id, row.is_resident) == (None, False)
    assert arrival.sentence == "見本 太郎さんを受け付けました。"


def test_walk_in_with_the_same_key_comes_in_once(today, sato, tanaka):
    event, _ = today(sato)

    first, again, other = (walk_in(event, by=tanaka, key=key) for key in ("a", "a", "b"))

    assert (first.is_new, again.is_new, other.is_new) == (True, False, True)
    assert [row.person_id for row in stored()] == [first.person.id, other.person.id]


def test_who_waits_may_sit_down_as_a_walk_in(today, sato, tanaka):
    event, (_, _, waiting) = today(sato)

    again(event, waiting.person_id, by=tanaka)

    (row,) = stored()
    assert (row.person_id, row.booking_id) == (waiting.person_id, None)


def test_walk_in_with_a_seat_is_a_check_in(today, sato, tanaka):
    event, (booking, *_) = today(sato)

    again(event, booking.person_id, by=tanaka)

    assert [row.booking_id for row in stored()] == [booking.id]


@pytest.mark.parametrize("times", [1, 2])
def test_undo_takes_the_visit_back_and_the_trail_keeps_it(times, today, sato, tanaka):
    event, (booking, *_) = today(sato)
    check_in(booking, by=tanaka)

    for _ in range(times):
        undo(event, booking.person_id, by=tanaka)

    with reading() as db:
        line = db.exec(select(AuditLine).order_by(AuditLine.id.desc()).limit(1)).one()
    assert stored() == []
    assert (line.action, line.entity, line.actor_id) == ("delete", "attendance", tanaka.id)


def people_left() -> set[int]:
    with reading() as db:
        return set(db.exec(select(Person.id)))


def test_undo_of_a_nameless_walk_in_leaves_nobody_behind(today, sato, tanaka):
    event, _ = today(sato)
    before = people_left()
    person = walk_in(event, by=tanaka).person
    undo(event, person.id, by=tanaka)

    assert people_left() == before


def test_undo_keeps_a_walk_in_with_a_name(today, sato, tanaka):
    event, _ = today(sato)
    person = walk_in(event, by=tanaka, name="見本 太郎").person
    undo(event, person.id, by=tanaka)

    assert person.id in people_left()


def test_undo_keeps_a_walk_in_somebody_wrote_about(today, sato, tanaka):
    event, _ = today(sato)
    person = walk_in(event, by=tanaka).person
    with writing() as db:
        category = db.exec(select(QuestionCategory.id)).first()
        columns = {"idem_key": "q", "category_id": category, "channel": QuestionChannel.HALL}
        db.add(Question(person_id=person.id, body="見本", due_on=SOON.date(), **columns))
    undo(event, person.id, by=tanaka)

    assert (stored(), person.id in people_left()) == ([], True)


def test_undo_keeps_who_came_with_a_card(today, sato, tanaka):
    event, _ = today(sato)
    with writing() as db:
        person = Person()
        db.add(person)
    with writing() as db:
        one, row = db.get_one(Person, person.id), db.get_one(Event, event.id)
        attendance.walk_in_again(db, event=row, person=one, by=tanaka, way=Way.CARD)
    undo(event, person.id, by=tanaka)

    assert person.id in people_left()


def test_guests_are_listed_in_the_order_they_came(today, sato, tanaka, stopped_clock):
    event, (first, second, _) = today(sato)
    check_in(second, by=tanaka)
    stopped_clock(MORNING + timedelta(minutes=1))
    walk_in(event, by=tanaka, name="見本 太郎")
    stopped_clock(MORNING + timedelta(minutes=2))
    check_in(first, by=tanaka)

    with reading() as db:
        rows = who_came.guests(db, event=event, by=tanaka)
    assert [(one.person.name, one.district and one.district.code) for one in rows] == [
        ("見本 1", None),
        ("見本 太郎", "wakaba"),
        ("見本 花子", "wakaba"),
    ]


def test_counts_tell_seats_arrivals_and_walk_ins_apart(today, sato, tanaka):
    event, (first, _, waiting) = today(sato)
    check_in(first, by=tanaka)
    walk_in(event, by=tanaka)
    again(event, waiting.person_id, by=tanaka)

    with reading() as db:
        counts = who_came.counts(db, event=event)
    assert (counts, counts.present) == (Counts(booked=2, came=1, walked_in=2), 3)
