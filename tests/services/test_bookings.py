from datetime import timedelta

import pytest
from sqlmodel import select

from database import reading, writing
from models import Attendance, AuditLine, Booking, BookingStatus, Event, EventStatus, Person, Staff
from refusal import Refusal
from services import bookings
from services.bookings import Seats
from services.permissions import NotPermitted
from tests.classes import SOON, a_class, a_person, crowd, works_at

_APPLIED, CONFIRMED, OFFERED, WAITING, CANCELLED = BookingStatus


@pytest.fixture(autouse=True)
def _noon_in_the_town(town, stopped_clock):
    pass


def book(event: Event, *people: Person, by: Staff, key: str = "") -> list[Booking]:
    with writing() as db:
        return bookings.book(
            db,
            event=db.get_one(Event, event.id),
            people=[db.get_one(Person, person.id) for person in people],
            idem_key=key or "-".join(str(person.id) for person in people),
            by=by,
        )


def cancel(booking: Booking, *, by: Staff, reason: str = "") -> list[str]:
    """The names of those who are offered a seat."""
    with writing() as db:
        row = db.get_one(Booking, booking.id)
        return [one.person.name for one in bookings.cancel(db, booking=row, reason=reason, by=by)]


def standing(event: Event) -> list[tuple[int, str]]:
    """(seq, status) of every booking of the event, in order."""
    with reading() as db:
        rows = db.exec(select(Booking).where(Booking.event_id == event.id).order_by(Booking.seq))
        return [(row.seq, row.status) for row in rows]


def test_book_seats_one_after_the_other_and_then_lets_wait(sato):
    event = a_class(capacity=2)

    for person in crowd(3):
        book(event, person, by=sato)

    assert standing(event) == [(1, CONFIRMED), (2, CONFIRMED), (3, WAITING)]


def test_couple_waits_together_when_only_one_seat_is_left(sato):
    event, (one, *couple) = a_class(capacity=2), crowd(3)
    book(event, one, by=sato)

    rows = book(event, *couple, by=sato)

    assert standing(event) == [(1, CONFIRMED), (2, WAITING), (3, WAITING)]
    assert rows[0].party == rows[1].party


def test_nobody_sits_down_past_somebody_who_waits(sato):
    """One seat is free, but a couple is waiting for two: who calls later waits behind them."""
    event, (one, *couple, late) = a_class(capacity=2), crowd(4)
    book(event, one, by=sato)
    book(event, *couple, by=sato)

    book(event, late, by=sato)

    assert standing(event)[3] == (4, WAITING)


def test_book_with_the_same_key_returns_the_first_result(sato):
    event, couple = a_class(), crowd(2)

    first = book(event, *couple, by=sato, key="k")
    again = book(event, *couple, by=sato, key="k")

    assert [row.id for row in again] == [row.id for row in first]
    assert len(standing(event)) == 2


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        (EventStatus.DRAFT, "まだ公開されていません"),
        (EventStatus.CLOSED, "締め切りました"),
        (EventStatus.HELD, "もう終わりました"),
        (EventStatus.REPORTED, "もう終わりました"),
        (EventStatus.CANCELLED, "中止になりました"),
        (EventStatus.POSTPONED, "延期になりました"),
    ],
)
def test_book_refuses_a_class_that_takes_no_bookings(status, sentence, sato):
    event, (person,) = a_class(status=status), crowd(1)

    with pytest.raises(Refusal, match=sentence):
        book(event, person, by=sato)


def test_book_refuses_a_class_that_has_begun(sato, stopped_clock):
    event, (person,) = a_class(), crowd(1)
    stopped_clock(SOON)

    with pytest.raises(Refusal, match="もう終わりました"):
        book(event, person, by=sato)


def test_book_refuses_whoever_has_booked_already(sato):
    event, (one, two) = a_class(), crowd(2)
    book(event, one, by=sato)

    with pytest.raises(Refusal, match="見本 1さんは、この教室をもう申し込んでいます（確定）"):
        book(event, two, one, by=sato)
    assert len(standing(event)) == 1


def test_book_refuses_the_same_person_twice_in_one_party(sato):
    event, (person,) = a_class(), crowd(1)

    with pytest.raises(Refusal, match="同じ方が2回"):
        book(event, person, person, by=sato)


def test_book_refuses_nobody(sato):
    with pytest.raises(Refusal, match="参加する方を選んでください"):
        book(a_class(), by=sato)


def test_book_refuses_a_party_the_room_can_never_hold(sato):
    """It would wait at the head of the queue for ever, and everybody behind it too."""
    event, people = a_class(capacity=2), crowd(3)

    with pytest.raises(Refusal, match="定員は2名です"):
        book(event, *people, by=sato)


def test_book_is_for_the_desk(tanaka):
    event, (person,) = a_class(), crowd(1)

    with pytest.raises(NotPermitted):
        book(event, person, by=tanaka)


def test_cancel_offers_the_seat_to_who_waits_first_and_says_who(sato):
    event, (one, two, three) = a_class(capacity=1), crowd(3)
    (seat,) = book(event, one, by=sato)
    book(event, two, by=sato)
    book(event, three, by=sato)

    assert cancel(seat, by=sato, reason="体調がすぐれない") == ["見本 2"]
    assert standing(event) == [(1, CANCELLED), (2, OFFERED), (3, WAITING)]
    with reading() as db:
        rows = db.exec(select(Booking).order_by(Booking.seq)).all()
    assert [row.cancel_reason for row in rows] == ["体調がすぐれない", "", ""]


def test_cancel_keeps_a_couple_waiting_until_both_fit(sato):
    event, (one, two, *couple, late) = a_class(capacity=2), crowd(5)
    seats = [*book(event, one, by=sato), *book(event, two, by=sato)]
    book(event, *couple, by=sato)
    book(event, late, by=sato)

    first, second = (cancel(seat, by=sato) for seat in seats)

    assert (first, second) == ([], ["見本 3", "見本 4"])
    assert standing(event)[4] == (5, WAITING)


def test_cancel_in_the_queue_offers_the_seat_to_who_fits_now(sato):
    """Half of a waiting couple gives up: the other half fits into the free seat."""
    event, (one, two, three, four) = a_class(capacity=2), crowd(4)
    book(event, one, by=sato)
    couple = book(event, two, three, by=sato)
    book(event, four, by=sato)

    assert cancel(couple[0], by=sato) == ["見本 3"]
    assert standing(event)[3] == (4, WAITING)


def test_cancel_twice_is_harmless(sato):
    event, (one, two, three) = a_class(capacity=1), crowd(3)
    (seat,) = book(event, one, by=sato)
    book(event, two, by=sato)
    book(event, three, by=sato)
    cancel(seat, by=sato)

    assert cancel(seat, by=sato) == []
    assert standing(event) == [(1, CANCELLED), (2, OFFERED), (3, WAITING)]


def test_who_cancelled_may_book_again_at_the_end(sato):
    event, (one, two) = a_class(capacity=1), crowd(2)
    (seat,) = book(event, one, by=sato)
    book(event, two, by=sato)
    cancel(seat, by=sato)

    book(event, one, by=sato, key="again")

    assert standing(event) == [(1, CANCELLED), (2, OFFERED), (3, WAITING)]


@pytest.mark.parametrize("status", [EventStatus.CANCELLED, EventStatus.POSTPONED])
def test_cancel_offers_nothing_in_a_class_that_is_called_off(status, sato):
    event, (one, two) = a_class(capacity=1), crowd(2)
    (seat,) = book(event, one, by=sato)
    book(event, two, by=sato)
    with writing() as db:
        db.get_one(Event, event.id).status = status

    assert cancel(seat, by=sato) == []


def test_cancel_offers_nothing_once_the_class_has_begun(sato, stopped_clock):
    event, (one, two) = a_class(capacity=1), crowd(2)
    (seat,) = book(event, one, by=sato)
    book(event, two, by=sato)
    stopped_clock(SOON)

    assert cancel(seat, by=sato) == []


def test_cancel_refuses_when_the_class_is_over(sato, stopped_clock):
    event, (person,) = a_class(), crowd(1)
    (seat,) = book(event, person, by=sato)
    stopped_clock(SOON + timedelta(minutes=90))

    with pytest.raises(Refusal, match="終わった教室"):
        cancel(seat, by=sato)


def test_cancel_refuses_whoever_has_checked_in(sato):
    event, (person,) = a_class(), crowd(1)
    (seat,) = book(event, person, by=sato)
    with writing() as db:
        visit = {"month": 202612, "fiscal_year": 2026, "age_band": "75-79", "sex": "x"}
        db.add(
            Attendance(
                event_id=event.id,
                person_id=person.id,
                booking_id=seat.id,
                local_date=event.local_date,
                **visit,
            )
        )

    with pytest.raises(Refusal, match="受付が済んでいます"):
        cancel(seat, by=sato)


def test_seats_of_counts_each_event_for_itself(sato):
    full, empty, (one, two) = a_class(capacity=1), a_class(capacity=5), crowd(2)
    book(full, one, by=sato)
    book(full, two, by=sato)

    with reading() as db:
        assert bookings.seats_of(db, events=[full, empty]) == {
            full.id: Seats(capacity=1, confirmed=1, waiting=1),
            empty.id: Seats(capacity=5, confirmed=0, waiting=0),
        }


@pytest.mark.parametrize(
    ("confirmed", "offered", "waiting", "left", "single", "couple"),
    [
        (0, 0, 0, 3, True, True),
        (2, 0, 0, 1, True, False),
        (1, 1, 0, 1, True, False),
        (1, 2, 0, 0, False, False),
        (3, 0, 0, 0, False, False),
        (2, 0, 2, 1, False, False),
    ],
)
def test_seats_take_whom_they_can(confirmed, offered, waiting, left, single, couple):
    seats = Seats(3, confirmed, offered, waiting)

    assert (seats.left, seats.take(1), seats.take(2)) == (left, single, couple)


def test_of_event_lists_seats_before_the_queue(sato):
    event, (one, *couple, four) = a_class(capacity=2), crowd(4)
    book(event, one, by=sato)
    book(event, *couple, by=sato)
    (gone,) = book(event, four, by=sato)
    cancel(gone, by=sato)

    with reading() as db:
        entries = bookings.of_event(db, event=event, by=sato)
    assert [(one.person.name, one.booking.status) for one in entries] == [
        ("見本 1", CONFIRMED),
        ("見本 2", WAITING),
        ("見本 3", WAITING),
    ]


def test_volunteer_sees_the_people_of_the_own_class(sato, tanaka):
    event = a_class()
    book(event, a_person(), by=sato)
    works_at(event, tanaka)

    with reading() as db:
        entries = bookings.of_event(db, event=event, by=tanaka)
    assert [one.person.name for one in entries] == ["見本 花子"]


@pytest.mark.parametrize("verb", [bookings.of_event, bookings.look])
def test_volunteer_never_sees_the_people_of_another_class(verb, sato, tanaka, suzuki):
    event = a_class()
    book(event, a_person(), by=sato)
    works_at(event, tanaka)

    with reading() as db, pytest.raises(NotPermitted, match="ほかの方の受け持ち"):
        verb(db, event=event, by=suzuki)


def test_look_is_written_down(sato):
    event = a_class()
    with writing() as db:
        bookings.look(db, event=event, by=sato)

    with reading() as db:
        line = db.exec(select(AuditLine).order_by(AuditLine.id.desc()).limit(1)).one()
    assert (line.action, line.entity, line.entity_id) == ("view", "event", str(event.id))


def test_coming_of_lists_what_is_still_to_come(sato, stopped_clock):
    person = a_person()
    events = [a_class(starts_at=SOON + timedelta(days=days)) for days in (2, 0, 1)]
    rows = [book(event, person, by=sato, key=str(event.id))[0] for event in events]
    cancel(rows[2], by=sato)
    stopped_clock(SOON + timedelta(minutes=90))

    with reading() as db:
        plans = bookings.coming_of(db, person=person, by=sato)
    assert [plan.event.id for plan in plans] == [events[0].id]


def test_place_in_line_counts_parties(sato):
    event, (one, *couple, late) = a_class(capacity=2), crowd(4)
    for party in ((one,), couple, (late,)):
        rows = book(event, *party, by=sato)

    with reading() as db:
        assert bookings.place_in_line(db, booking=rows[0]) == 2
