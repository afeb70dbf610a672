import pytest

from database import reading, writing
from models import Appointment, AppointmentStatus, Event
from services import calendar, corner_times, notices
from services.corner_times import Times
from tests.classes import a_class, at

BOOKED, WAITING, CAME, ABSENT, CANCELLED = AppointmentStatus


@pytest.fixture(autouse=True)
def _noon_in_the_town(town, stopped_clock):
    pass


def seated(event: Event, when, table: int | None, status: AppointmentStatus, **columns) -> None:
    with writing() as db:
        about = {"event_id": event.id, "starts_at": when, "table_no": table, "status": status}
        db.add(Appointment(idem_key=f"{when}{table}{status}", **about | columns))


def told(event: Event) -> Times | None:
    with reading() as db:
        return corner_times.of(db, events=[db.get_one(Event, event.id)]).get(event.id)


def test_every_time_of_every_table_is_free_at_first():
    assert told(a_class(tables=2)) == Times(total=6, booked=0, free=6)


def test_class_without_tables_has_no_times():
    assert told(a_class()) is None


def test_only_who_sits_there_takes_a_time():
    """Absent and cancelled have left theirs; a walk-in takes one and has booked none."""
    event = a_class(tables=2)
    begins = event.starts_at
    seated(event, begins, 1, BOOKED)
    seated(event, begins, 2, ABSENT)
    seated(event, at(11, days=10), 1, CANCELLED)
    seated(event, at(10, 30, days=10), 1, CAME, is_walk_in=True)
    seated(event, at(9, days=10), None, WAITING, is_walk_in=True)

    assert told(event) == Times(total=6, booked=2, free=4)


def test_times_that_have_begun_are_not_free():
    event = a_class(tables=1, starts_at=at(11))
    seated(event, at(11), 1, BOOKED)

    assert told(event) == Times(total=3, booked=1, free=1)


def test_lists_of_staff_and_the_notice_board_carry_them(sato):
    event, lesson = a_class(tables=1), a_class()
    with reading() as db:
        cards = calendar.listed(db, by=sato)
        board = notices.coming(db)

    expected = {event.id: Times(3, 0, 3), lesson.id: None}
    assert {one.event.id: one.times for one in cards} == expected
    assert {one.event.id: one.times for one in board} == expected
