from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlmodel import select

from database import reading, writing
from models import (
    AgeBand,
    Appointment,
    AppointmentStatus,
    Attendance,
    Consultation,
    ConsultationKind,
    Event,
    EventStatus,
    Format,
    Outcome,
    Person,
    Staff,
)
from refusal import Refusal
from services import (
    appointments,
    bookings,
    changes,
    consultations,
    corner_day,
    corners,
    events,
    openings,
)
from services.consultations import Talk
from services.corners import Place
from services.moves import To
from services.newcomers import Newcomer
from services.permissions import NotPermitted
from tests.classes import a_class, a_person, at, crowd, works_at
from tests.conftest import NOON

BOOKED, WAITING, CAME, ABSENT, CANCELLED = AppointmentStatus


@pytest.fixture(autouse=True)
def _noon_in_the_town(town, stopped_clock):
    pass


def a_corner(*, tables: int = 1, starts_at=None, **changed) -> Event:
    """A corner of 90 minutes on 2026-12-04 from 10:00: three talks at each table."""
    columns = {"format": Format.CONSULTATION, "title": "カード相談コーナー", "tables": tables}
    hours = {"starts_at": starts_at} if starts_at else {}
    return a_class(**columns | hours | changed)


def today(**changed) -> Event:
    return a_corner(starts_at=at(12), **changed)


def kinds(db, *codes: str) -> list[ConsultationKind]:
    wanted = select(ConsultationKind).where(ConsultationKind.code.in_(codes or ("M10",)))
    return list(db.exec(wanted))


def book(event: Event, person: Person, at, *, by: Staff, key: str = "", codes=("M10",)):
    with writing() as db:
        return appointments.book(
            db,
            event=db.get_one(Event, event.id),
            starts_at=at,
            person=db.get_one(Person, person.id),
            kinds=kinds(db, *codes),
            idem_key=key or f"{event.id}-{person.id}",
            by=by,
        )


def do(verb, row: Appointment, *, by: Staff, **more):
    with writing() as db:
        return verb(db, appointment=db.get_one(Appointment, row.id), by=by, **more)


def walk_in(event: Event, *, by: Staff, key: str, person: Person | None = None) -> Appointment:
    with writing() as db:
        return corner_day.walk_in(
            db,
            event=db.get_one(Event, event.id),
            kinds=kinds(db),
            idem_key=key,
            who=db.get_one(Person, person.id) if person else Newcomer(None, AgeBand.A75),
            by=by,
        )


def standing(event: Event) -> list[tuple]:
    """(hour:minute, table, status) of every appointment in the order it was made."""
    with reading() as db:
        rows = db.exec(
            select(Appointment).where(Appointment.event_id == event.id).order_by(Appointment.id)
        ).all()
    local = [(row.starts_at.astimezone(NOON.tzinfo), row) for row in rows]
    return [(f"{when:%H:%M}", row.table_no, row.status) for when, row in local]


def test_times_are_as_many_talks_as_fit(sato):
    event = a_corner(table_minutes=40, tables=2)

    assert [f"{one:%H:%M}" for one in corners.times(event)] == ["10:00", "10:40"]
    with reading() as db:
        assert len(corners.free(db, event=event)) == 4


def test_book_fills_one_table_after_the_other_then_names_the_nearest(sato):
    event, people = a_corner(tables=2), crowd(3)
    book(event, people[0], at(10, days=10), by=sato)
    book(event, people[1], at(10, days=10), by=sato)

    with pytest.raises(Refusal, match="いちばん近い空きは、午前10時30分です"):
        book(event, people[2], at(10, days=10), by=sato)
    assert standing(event) == [("10:00", 1, BOOKED), ("10:00", 2, BOOKED)]


def test_book_with_the_same_key_is_one(sato):
    event, person = a_corner(), a_person()

    first = book(event, person, at(10, days=10), by=sato)
    again = book(event, person, at(10, days=10), by=sato)

    assert (again.id, len(standing(event))) == (first.id, 1)


def test_book_refuses(sato):
    event, people = a_corner(), crowd(2)
    book(event, people[0], at(10, days=10), by=sato)

    for corner, person, when, codes, sentence in (
        (event, people[0], at(10, 30, days=10), ("M10",), "この日にもう予約があります"),
        (event, people[1], at(10, 15, days=10), ("M10",), "いちばん近い空きは、午前10時30分"),
        (event, people[1], at(11, days=10), ("none",), "相談の種類を1つ以上"),
        (a_class(), people[1], at(10, days=10), ("M10",), "カード相談の席がありません"),
        (a_corner(status=EventStatus.CANCELLED), people[1], at(10, days=10), ("M10",), "中止"),
    ):
        with pytest.raises(Refusal, match=sentence):
            book(corner, person, when, by=sato, codes=codes, key=sentence)


def test_full_corner_says_so(sato):
    event, people = a_corner(), crowd(4)
    for number, person in enumerate(people[:3]):
        book(
            event, person, at(10, 30 * number % 60, days=10) + timedelta(hours=number // 2), by=sato
        )

    with pytest.raises(Refusal, match="この日は、もう空きがありません"):
        book(event, people[3], at(10, days=10), by=sato)


def test_later_times_of_an_open_corner_can_still_be_booked(sato):
    event, person = a_corner(starts_at=at(11, 45)), a_person()

    book(event, person, at(12, 15), by=sato)

    assert standing(event) == [("12:15", 1, BOOKED)]


def test_only_the_desk_books(tanaka, yamaguchi):
    event, person = a_corner(), a_person()

    for one in (tanaka, yamaguchi):
        with pytest.raises(NotPermitted):
            book(event, person, at(10, days=10), by=one)


@pytest.mark.parametrize("tables", [1, 3])
def test_race_gives_a_place_once(tables, sato):
    event, people = a_corner(tables=tables), crowd(12)

    def one(person: Person) -> str:
        try:
            book(event, person, at(10, days=10), by=sato)
        except Refusal as no:
            return str(no)
        return "booked"

    with ThreadPoolExecutor(8) as desks:
        answers = list(desks.map(one, people))

    assert answers.count("booked") == tables
    assert {word for word in answers if word != "booked"} == {
        "午前10時には、もう空きがありません。いちばん近い空きは、午前10時30分です。"
    }
    assert standing(event) == [("10:00", table, BOOKED) for table in range(1, tables + 1)]


def test_index_refuses_what_goes_around_the_lock(sato, monkeypatch):
    event, people = a_corner(), crowd(2)
    book(event, people[0], at(10, days=10), by=sato)
    monkeypatch.setattr(appointments, "_place_at", lambda _db, _event, when: Place(when, 1))

    with pytest.raises(Refusal, match="いちばん近い空きは、午前10時30分"):
        book(event, people[1], at(10, days=10), by=sato)
    assert standing(event) == [("10:00", 1, BOOKED)]


def move(row: Appointment, event: Event, when, *, by: Staff, key="move") -> Appointment:
    with writing() as db:
        return appointments.move(
            db,
            appointment=db.get_one(Appointment, row.id),
            event=db.get_one(Event, event.id),
            starts_at=when,
            idem_key=key,
            by=by,
        )


def test_move_takes_the_kinds_along(sato):
    event, other, person = a_corner(), a_corner(starts_at=at(13, days=11)), a_person()
    row = book(event, person, at(10, days=10), by=sato, codes=("M05", "M10"))

    new = move(row, other, at(13, 30, days=11), by=sato)
    again = move(row, other, at(13, 30, days=11), by=sato)

    with reading() as db:
        (visit,) = corners.of_event(db, event=other, by=sato)
    assert (new.id, [one.code for one in visit.kinds]) == (again.id, ["M05", "M10"])
    assert standing(event) == [("10:00", 1, CANCELLED)]
    assert standing(other) == [("13:30", 1, BOOKED)]


def test_move_gives_up_a_place_only_for_a_place(sato):
    event, people = a_corner(), crowd(2)
    row = book(event, people[0], at(10, days=10), by=sato)
    book(event, people[1], at(11, days=10), by=sato)

    with pytest.raises(Refusal, match="いちばん近い空きは、午前10時30分"):
        move(row, event, at(11, days=10), by=sato)
    with pytest.raises(Refusal, match="いまと同じ時刻"):
        move(row, event, at(10, days=10), by=sato)
    assert standing(event)[0] == ("10:00", 1, BOOKED)


def test_cancelled_place_can_be_booked_again(sato):
    event, people = a_corner(), crowd(2)
    row = book(event, people[0], at(10, days=10), by=sato)

    do(appointments.cancel, row, by=sato, reason="体調")
    do(appointments.cancel, row, by=sato)
    book(event, people[1], at(10, days=10), by=sato)
    book(event, people[0], at(11, days=10), by=sato, key="again")

    assert standing(event) == [
        ("10:00", 1, CANCELLED),
        ("10:00", 1, BOOKED),
        ("11:00", 1, BOOKED),
    ]


def test_walk_ins_take_what_is_free_now_then_later_then_wait(sato, tanaka):
    event, person = today(), a_person()
    works_at(event, tanaka)
    book(event, person, at(12, 30), by=sato)

    for key in "abc":
        walk_in(event, by=tanaka, key=key)
    walk_in(event, by=tanaka, key="c")

    assert standing(event) == [
        ("12:30", 1, BOOKED),
        ("12:00", 1, CAME),
        ("13:00", 1, CAME),
        ("12:00", None, WAITING),
    ]


def test_place_with_less_than_half_of_its_time_is_not_given(tanaka, stopped_clock):
    event = today()
    works_at(event, tanaka)
    stopped_clock(NOON + timedelta(minutes=16))

    walk_in(event, by=tanaka, key="a")

    assert standing(event) == [("12:30", 1, CAME)]


def test_who_waits_longest_gets_what_is_freed(sato, tanaka):
    event, people = today(), crowd(3)
    works_at(event, tanaka)
    rows = [
        book(event, person, when, by=sato)
        for person, when in zip(people, corners.times(event), strict=True)
    ]
    one, two = (walk_in(event, by=tanaka, key=key) for key in "ab")

    seated = do(corner_day.absent, rows[0], by=tanaka)
    then = do(appointments.cancel, rows[2], by=sato)

    assert ([row.id for row in seated], [row.id for row in then]) == ([one.id], [two.id])
    assert standing(event)[3:] == [("12:00", 1, CAME), ("13:00", 1, CAME)]


def test_nobody_is_seated_past_somebody_who_waits(sato, tanaka):
    """The one who waits left: the next in line sits down, not who comes later."""
    event, people = today(ends_at=at(12, 30)), crowd(1)
    works_at(event, tanaka)
    row = book(event, people[0], at(12), by=sato)
    first, second = (walk_in(event, by=tanaka, key=key) for key in "ab")

    do(corner_day.absent, first, by=tanaka)
    do(corner_day.absent, row, by=tanaka)

    assert standing(event)[1:] == [("12:00", None, ABSENT), ("12:00", 1, CAME)]
    assert second.is_walk_in


def test_who_came_is_counted_once_and_a_slip_is_taken_back(sato, tanaka):
    event, person = today(), a_person()
    works_at(event, tanaka)
    row = book(event, person, at(12), by=sato)

    do(corner_day.came, row, by=tanaka)
    do(corner_day.came, row, by=tanaka)
    counted = visits(event)
    do(corner_day.undo, row, by=tanaka)

    assert (counted, visits(event), standing(event)) == (1, 0, [("12:00", 1, BOOKED)])


def visits(event: Event) -> int:
    with reading() as db:
        return len(db.exec(select(Attendance).where(Attendance.event_id == event.id)).all())


def test_undo_leaves_what_the_door_has_counted(sato, tanaka):
    event, person = today(), a_person()
    works_at(event, tanaka)
    row = book(event, person, at(12), by=sato)
    with writing() as db:
        corner_day.attendance.walk_in_again(
            db, event=db.get_one(Event, event.id), person=db.get_one(Person, person.id), by=tanaka
        )
    do(corner_day.came, row, by=tanaka)

    do(corner_day.undo, row, by=tanaka)

    assert visits(event) == 1


def test_late_person_whose_place_was_given_away_is_still_received(sato, tanaka):
    event, person = today(ends_at=at(12, 30)), a_person()
    works_at(event, tanaka)
    row = book(event, person, at(12), by=sato)
    do(corner_day.absent, row, by=tanaka)
    walk_in(event, by=tanaka, key="a")

    with pytest.raises(Refusal, match="もう次の方が入っています"):
        do(corner_day.undo, row, by=tanaka)
    do(corner_day.came, row, by=tanaka)

    assert standing(event) == [("12:00", None, CAME), ("12:00", 1, CAME)]


def test_talk_is_linked_with_its_appointment(sato, tanaka):
    event, person = today(), a_person()
    works_at(event, tanaka)
    row = book(event, person, at(12), by=sato)
    with writing() as db:
        talk = consultations.record(
            db, talk=Talk(kinds(db), Outcome.SOLVED), idem_key="talk", by=tanaka
        )
        corner_day.note_talk(
            db,
            appointment=db.get_one(Appointment, row.id),
            consultation=db.get_one(Consultation, talk.id),
            by=tanaka,
        )

    with pytest.raises(Refusal, match="もう相談を記録しています"):
        do(corner_day.undo, row, by=tanaka)
    assert (standing(event), visits(event)) == ([("12:00", 1, CAME)], 1)


@pytest.mark.parametrize("verb", [corner_day.came, corner_day.absent, corner_day.undo])
def test_another_volunteers_corner_is_not_there(verb, sato, tanaka, suzuki):
    event, person = today(), a_person()
    works_at(event, tanaka)
    row = book(event, person, at(12), by=sato)

    with pytest.raises(Refusal, match="見つかりません"):
        do(verb, row, by=suzuki)
    with reading() as db:
        with pytest.raises(Refusal, match="見つかりません"):
            corners.of_event(db, event=event, by=suzuki)
        assert corners.find(db, number=str(row.id), by=suzuki) is None
        assert corners.find(db, number=str(row.id), by=tanaka).person.id == person.id


def test_counter_sees_nothing_of_the_corner(sato, yamaguchi):
    event, person = today(), a_person()
    row = book(event, person, at(12), by=sato)

    with reading() as db:
        for look in (
            lambda: corners.of_event(db, event=event, by=yamaguchi),
            lambda: corners.find(db, number=str(row.id), by=yamaguchi),
        ):
            with pytest.raises(NotPermitted):
                look()


def test_appointments_go_along_when_the_corner_moves(sato):
    event, people = a_corner(), crowd(2)
    book(event, people[0], at(10, days=10), by=sato)
    book(event, people[1], at(10, 30, days=10), by=sato)

    with writing() as db:
        rows = [db.get_one(Event, event.id)]
        to = To(start=at(10, 30).time())  # onto the place of the one after
        told = changes.move(db, events=rows, to=to, reason="会場の都合のため", by=sato)

    assert standing(event) == [("10:30", 1, BOOKED), ("11:00", 1, BOOKED)]
    assert {one.person.id for one in told} == {one.id for one in people}


def test_move_refuses_hours_too_short_for_who_has_booked(sato):
    event, person = a_corner(), a_person()
    book(event, person, at(11, days=10), by=sato)

    with writing() as db, pytest.raises(Refusal, match="午前11時、1番の席に"):
        to = To(minutes=60)
        changes.move(db, events=[db.get_one(Event, event.id)], to=to, reason="都合", by=sato)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [({"table_minutes": 20}, "1名がカード相談の時刻を予約"), ({"tables": 0}, "1番の席に")],
)
def test_change_keeps_what_people_were_told(changed, sentence, sato):
    event, person = a_corner(), a_person()
    book(event, person, at(10, 30, days=10), by=sato)

    with writing() as db, pytest.raises(Refusal, match=sentence):
        row = db.get_one(Event, event.id)
        plan = events.drafts.of(db, event=row)._replace(**changed)
        events.change(db, event=row, draft=plan, by=sato)


def test_volunteer_records_at_own_events_only(tanaka, suzuki):
    event = a_corner()
    works_at(event, tanaka)

    def record(by: Staff) -> Consultation:
        with writing() as db:
            talk = Talk(kinds(db), Outcome.SOLVED)
            return consultations.record(db, talk=talk, event=event, idem_key=by.login, by=by)

    assert record(tanaka).event_id == event.id
    with pytest.raises(Refusal, match="見つかりません"):
        record(suzuki)


def test_talk_of_an_appointment_is_recorded_once(sato, tanaka):
    event, person = today(), a_person()
    works_at(event, tanaka)
    row = book(event, person, at(12), by=sato)

    def record(key: str) -> Consultation:
        with writing() as db:
            talk, one = Talk(kinds(db), Outcome.SOLVED), db.get_one(Appointment, row.id)
            return consultations.record(db, talk=talk, appointment=one, idem_key=key, by=tanaka)

    first, again = record("a"), record("a")

    assert (first.id, first.person_id, first.event_id) == (again.id, person.id, event.id)
    with pytest.raises(Refusal, match="もう記録してあります"):
        record("b")


def test_seat_is_not_booked_where_times_are(sato):
    """And the telephone desk offers such a corner by its times only."""
    event, person, lesson = a_corner(), a_person(), a_class(tables=1)

    with writing() as db, pytest.raises(Refusal, match="時刻を決めて予約します"):
        row, guest = db.get_one(Event, event.id), db.get_one(Person, person.id)
        bookings.book(db, event=row, people=[guest], idem_key="seat", by=sato)
    with reading() as db:
        seats = [card.event.id for card in openings.near(db)]
        times = [card.event.id for card, _ in corners.near(db, home=None)]
    assert (seats, times) == ([lesson.id], [event.id, lesson.id])


def test_near_tells_the_next_corners_of_each_hall_with_free_times(sato):
    first, second, third = (a_corner(starts_at=at(10, days=days)) for days in (3, 10, 17))
    for person, when in zip(crowd(3), corners.times(first), strict=True):
        book(first, person, when, by=sato)
    elsewhere = a_corner(starts_at=at(10, days=20), district="asagiri")

    with reading() as db:
        found = [card.event.id for card, _ in corners.near(db, home=None)]
    assert found == [second.id, third.id, elsewhere.id]


def test_known_are_those_of_the_event_without_a_time(sato, tanaka, suzuki):
    """Booked a seat or came through the door; not who sits at a table, and no stranger."""
    event = a_corner(starts_at=at(13), format=Format.COURSE)
    works_at(event, tanaka)
    seated, came, timed, _ = crowd(4)
    book(event, timed, at(13), by=sato)
    with writing() as db:
        row = db.get_one(Event, event.id)
        people = [db.get_one(Person, seated.id)]
        bookings.book(db, event=row, people=people, idem_key="seat", by=sato)
        for one in (came, timed):
            guest = db.get_one(Person, one.id)
            corner_day.attendance.walk_in_again(db, event=row, person=guest, by=tanaka)

    with reading() as db:
        row = db.get_one(Event, event.id)
        found = [person.id for person, _ in corner_day.known(db, event=row, by=tanaka)]
        with pytest.raises(Refusal, match="見つかりません"):
            corner_day.known(db, event=row, by=suzuki)
    assert sorted(found) == sorted([seated.id, came.id])
