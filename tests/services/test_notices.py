from datetime import timedelta

import pytest
from sqlmodel import select

from database import reading, writing
from models import Booking, BookingStatus, Course, Event, EventStatus
from services import notices
from services.notices import Notice
from tests.classes import SOON, a_class, at, crowd


@pytest.fixture(autouse=True)
def _noon_in_the_town(town, stopped_clock):
    pass


def coming(**filters) -> list[int]:
    with reading() as db:
        return [notice.event.id for notice in notices.coming(db, **filters)]


def one(event: Event) -> Notice | None:
    with reading() as db:
        return notices.one(db, public_id=event.public_id)


def booked(event: Event, *statuses: BookingStatus) -> None:
    people = crowd(len(statuses))
    with writing() as db:
        db.add_all(
            Booking(
                event_id=event.id,
                person_id=person.id,
                status=status,
                seq=seq,
                rank=seq,
                party=str(seq),
                idem_key=f"{event.id}-{seq}",
            )
            for seq, (person, status) in enumerate(zip(people, statuses, strict=True))
        )


def course(code: str) -> Course:
    with reading() as db:
        return db.exec(select(Course).where(Course.code == code)).one()


def test_coming_is_announced_and_not_begun_the_next_first():
    later, sooner = a_class(starts_at=SOON + timedelta(days=1)), a_class()
    for status in (EventStatus.DRAFT, EventStatus.CANCELLED, EventStatus.POSTPONED):
        a_class(status=status)
    a_class(starts_at=at(12))  # begins this very minute
    closed = a_class(starts_at=SOON + timedelta(days=2), status=EventStatus.CLOSED)

    assert coming() == [sooner.id, later.id, closed.id]


def test_coming_of_a_town():
    a_class(district="chuo")
    wakaba = a_class(district="wakaba")

    assert (coming(town="wakaba"), coming(town="nowhere")) == ([wakaba.id], [])


def test_board_keeps_what_was_called_off_until_its_day_is_over(stopped_clock):
    off = a_class(status=EventStatus.CANCELLED, notice=1)
    held, later = a_class(starts_at=at(11, days=10)), a_class(starts_at=at(9, days=11))
    a_class(status=EventStatus.CANCELLED)  # never announced

    def board(**filters) -> list[int]:
        with reading() as db:
            return [notice.event.id for notice in notices.on_board(db, **filters)]

    assert board() == [off.id, held.id, later.id]
    assert board(town="wakaba") == []
    stopped_clock(at(20, days=10))
    assert board() == [off.id, later.id]
    stopped_clock(at(0, days=11))
    assert board() == [later.id]


def test_class_that_was_moved_is_changed_and_one_called_off_is_not():
    moved, off = a_class(notice=1), a_class(notice=1, status=EventStatus.POSTPONED)

    assert [one(event).is_changed for event in (a_class(), moved, off)] == [False, True, False]


@pytest.mark.parametrize(
    ("statuses", "free"),
    [
        ((), 3),
        ((BookingStatus.CONFIRMED,) * 2, 1),
        ((BookingStatus.CONFIRMED,) * 3, 0),
        ((BookingStatus.CONFIRMED,) * 2 + (BookingStatus.WAITING,) * 2, 0),
    ],
)
def test_free_seats_are_what_the_next_caller_would_get(statuses, free):
    event = a_class(capacity=3)
    booked(event, *statuses)

    assert one(event).free == free


def test_one_hides_drafts_and_shows_what_was_called_off():
    draft, cancelled = a_class(status=EventStatus.DRAFT), a_class(status=EventStatus.CANCELLED)

    assert one(draft) is None
    assert (one(cancelled).is_called_off, one(cancelled).is_open) == (True, False)


def test_class_is_open_until_it_begins(stopped_clock):
    event = a_class()

    before = one(event).is_open
    stopped_clock(SOON)

    assert (before, one(event).is_open) == (True, False)


def test_class_with_bookings_closed_is_not_open():
    assert one(a_class(status=EventStatus.CLOSED)).is_open is False


def test_sunday_is_red():
    sunday = a_class(starts_at=SOON + timedelta(days=2))

    assert (one(sunday).is_sunday, one(a_class()).is_sunday) == (True, False)


def test_after_lesson_prefers_its_course_and_tells_by_date():
    lesson = course("B07")
    other = a_class()
    [a_class(starts_at=SOON + timedelta(days=day)) for day in (1, 2)]
    same = a_class(starts_at=SOON + timedelta(days=9), course_id=lesson.id)

    with reading() as db:
        near = notices.after_lesson(db, course=lesson, limit=2)
    assert [notice.event.id for notice in near] == [other.id, same.id]


def test_after_class_prefers_its_town_and_leaves_out_what_is_earlier():
    a_class(starts_at=SOON - timedelta(days=1))
    this = a_class(district="wakaba")
    sooner = a_class(starts_at=SOON + timedelta(days=1))
    a_class(starts_at=SOON + timedelta(days=2))
    home = a_class(starts_at=SOON + timedelta(days=9), district="wakaba")

    with reading() as db:
        near = notices.after_class(db, notice=notices.about(db, event=this), limit=2)
    assert [notice.event.id for notice in near] == [sooner.id, home.id]
