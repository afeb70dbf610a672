import pytest
from sqlmodel import select

from database import reading, writing
from models import Absence, Attendance, Booking, Event, Person
from refusal import Refusal
from services import absences, attendance, bookings, who_came
from services.permissions import NotPermitted
from tests.classes import a_class, a_person, at, crowd, works_at


@pytest.fixture(autouse=True)
def _noon_in_the_town(town, stopped_clock):
    pass


@pytest.fixture
def booked(sato, tanaka) -> list[Booking]:
    """Two seats of a class that 田中 holds this afternoon, and one person waiting."""
    event = a_class(capacity=2, starts_at=at(14))
    works_at(event, tanaka)
    people = crowd(3)
    with writing() as db:
        row = db.get_one(Event, event.id)
        return [
            bookings.book(db, event=row, people=[person], idem_key=str(person.id), by=sato)[0]
            for person in people
        ]


def check_in(booking: Booking, *, by) -> None:
    with writing() as db:
        attendance.check_in(db, booking=db.get_one(Booking, booking.id), by=by)


def set_absent(booking: Booking, absence: Absence, *, by) -> None:
    with writing() as db:
        row = db.get_one(Booking, booking.id)
        absences.set_absent(db, booking=row, absence=absence, by=by)


def set_late(booking: Booking, late: bool, *, by) -> None:
    with writing() as db:
        event, person = db.get_one(Event, booking.event_id), db.get_one(Person, booking.person_id)
        absences.set_late(db, event=event, person=person, late=late, by=by)


def counts(booking: Booking) -> who_came.Counts:
    with reading() as db:
        return who_came.counts(db, event=db.get_one(Event, booking.event_id))


@pytest.mark.parametrize("late", [True, False])
def test_late_is_ticked_and_unticked(late, booked, tanaka):
    check_in(booked[0], by=tanaka)
    set_late(booked[0], True, by=tanaka)
    set_late(booked[0], late, by=tanaka)

    with reading() as db:
        assert [row.is_late for row in db.exec(select(Attendance))] == [late]
    assert counts(booked[0]).late == late


def test_late_needs_a_check_in(booked, tanaka):
    with pytest.raises(Refusal, match="まだ受け付けていません"):
        set_late(booked[0], True, by=tanaka)


def test_absent_with_notice_is_awaited_no_more(booked, tanaka):
    set_absent(booked[0], Absence.EXCUSED, by=tanaka)

    assert (counts(booked[0]).excused, counts(booked[0]).awaited) == (1, 1)


def test_absence_is_taken_back(booked, tanaka):
    set_absent(booked[0], Absence.EXCUSED, by=tanaka)
    set_absent(booked[0], Absence.NONE, by=tanaka)

    assert (counts(booked[0]).excused, counts(booked[0]).awaited) == (0, 2)


def test_check_in_ends_an_absence(booked, tanaka):
    set_absent(booked[0], Absence.EXCUSED, by=tanaka)
    check_in(booked[0], by=tanaka)

    assert (counts(booked[0]).excused, counts(booked[0]).came) == (0, 1)


def test_participation_card_ends_an_absence(booked, tanaka):
    set_absent(booked[0], Absence.EXCUSED, by=tanaka)
    with writing() as db:
        event = db.get_one(Event, booked[0].event_id)
        person = db.get_one(Person, booked[0].person_id)
        attendance.walk_in_again(db, event=event, person=person, by=tanaka)

    assert (counts(booked[0]).excused, counts(booked[0]).came) == (0, 1)


def test_who_is_here_is_not_absent(booked, tanaka):
    check_in(booked[0], by=tanaka)

    with pytest.raises(Refusal, match="先に受付を取り消してください"):
        set_absent(booked[0], Absence.EXCUSED, by=tanaka)


def test_who_has_no_seat_is_not_absent(booked, tanaka):
    with pytest.raises(Refusal, match="席のある方だけです"):
        set_absent(booked[2], Absence.EXCUSED, by=tanaka)


def test_no_show_waits_until_the_class_has_begun(booked, tanaka, stopped_clock):
    stopped_clock(at(13, 59))
    with pytest.raises(Refusal, match="教室が始まってから"):
        set_absent(booked[0], Absence.NO_SHOW, by=tanaka)
    stopped_clock(at(14))
    set_absent(booked[0], Absence.NO_SHOW, by=tanaka)

    assert counts(booked[0]).no_show == 1


@pytest.mark.parametrize("absence", [Absence.EXCUSED, Absence.NO_SHOW])
def test_the_rest_does_not_come(absence, booked, tanaka, stopped_clock):
    stopped_clock(at(15))
    check_in(booked[0], by=tanaka)
    with writing() as db:
        event = db.get_one(Event, booked[0].event_id)
        marked = [
            absences.set_rest_absent(db, event=event, absence=absence, by=tanaka) for _ in range(2)
        ]

    with reading() as db:
        kept = [row.absence for row in db.exec(select(Booking).order_by(Booking.seq))]
    assert (marked, kept) == ([1, 0], [Absence.NONE, absence, Absence.NONE])


def substitute(booking: Booking, person: Person, *, by) -> str:
    with writing() as db:
        row, one = db.get_one(Booking, booking.id), db.get_one(Person, person.id)
        return absences.substitute(db, booking=row, person=one, by=by).sentence


def test_substitute_sits_on_the_seat(booked, tanaka):
    wife = a_person("見本 和子", "みほん かずこ")

    assert substitute(booked[0], wife, by=tanaka) == "見本 和子さんを受け付けました。"
    with reading() as db:
        (visit,) = db.exec(select(Attendance))
        assert db.get_one(Booking, booked[0].id).person_id == wife.id
    assert (visit.person_id, visit.booking_id) == (wife.id, booked[0].id)
    assert (counts(booked[0]).booked, counts(booked[0]).walked_in) == (2, 0)


def test_substitute_ends_an_absence(booked, tanaka):
    set_absent(booked[0], Absence.EXCUSED, by=tanaka)
    substitute(booked[0], a_person(), by=tanaka)

    assert (counts(booked[0]).excused, counts(booked[0]).came) == (0, 1)


def test_substitute_has_no_seat_of_their_own(booked, tanaka):
    with reading() as db:
        other = db.get_one(Person, booked[1].person_id)

    with pytest.raises(Refusal, match="この教室にもう入っています"):
        substitute(booked[0], other, by=tanaka)


def test_substitute_has_not_walked_in_before(booked, tanaka):
    guest = a_person()
    with writing() as db:
        event = db.get_one(Event, booked[0].event_id)
        attendance.walk_in_again(db, event=event, person=db.get_one(Person, guest.id), by=tanaka)

    with pytest.raises(Refusal, match="この教室にもう入っています"):
        substitute(booked[0], guest, by=tanaka)


def test_substitute_is_somebody_else(booked, tanaka):
    with reading() as db:
        owner = db.get_one(Person, booked[0].person_id)

    with pytest.raises(Refusal, match="ご本人です"):
        substitute(booked[0], owner, by=tanaka)


def test_substitute_needs_a_seat(booked, tanaka):
    with pytest.raises(Refusal, match="席のある方だけです"):
        substitute(booked[2], a_person(), by=tanaka)


def test_substitute_needs_an_empty_seat(booked, tanaka):
    check_in(booked[0], by=tanaka)

    with pytest.raises(Refusal, match="先に受付を取り消してください"):
        substitute(booked[0], a_person(), by=tanaka)


def test_another_volunteer_says_nothing_of_it(booked, suzuki):
    with pytest.raises(NotPermitted, match="ほかの方の受け持ち"):
        set_absent(booked[0], Absence.EXCUSED, by=suzuki)
