from datetime import timedelta

import pytest

from database import reading, writing
from models import Booking, BookingStatus, DoorAct, DoorSource, Event, EventStatus
from services import attendance, door, hall
from services.noted import Noted
from services.permissions import NotPermitted
from tests.classes import SOON, a_class, a_person, works_at

END = SOON + timedelta(minutes=90)


@pytest.fixture
def event(town, tanaka, stopped_clock):
    """A class that 田中 holds now: お and い have a seat, あ waits, う has cancelled."""
    event = a_class()
    works_at(event, tanaka)
    statuses = {
        "お": BookingStatus.CONFIRMED,
        "あ": BookingStatus.WAITING,
        "う": BookingStatus.CANCELLED,
        "い": BookingStatus.CONFIRMED,
    }
    for number, (kana, status) in enumerate(statuses.items(), start=1):
        person = a_person(name="", reading=kana)
        with writing() as db:
            booking = Booking(
                event_id=event.id,
                person_id=person.id,
                status=status,
                seq=number,
                rank=number,
                party=str(number),
                idem_key=str(number),
                cancelled_at=SOON if status is BookingStatus.CANCELLED else None,
            )
            db.add(booking)
    stopped_clock(SOON)
    return event


def seen(event, by) -> hall.Hall:
    with reading() as db:
        return hall.at_the_door(db, event=db.get_one(Event, event.id), by=by)


def test_list_is_in_kana_order_without_who_cancelled(event, tanaka):
    assert [place.person.kana for place in seen(event, tanaka).places] == ["あ", "い", "お"]


def test_list_tells_who_is_here_and_what_an_undo_names(event, tanaka):
    first = seen(event, tanaka).places[1].booking
    with writing() as db:
        visit = attendance.check_in(db, booking=db.get_one(Booking, first.id), by=tanaka)
        notes = [
            Noted("w", DoorAct.WALK_IN, SOON),
            Noted("?", DoorAct.CHECK_IN, SOON, roster_row=9),
        ]
        row = db.get_one(Event, event.id)
        door.take_in(db, event=row, entries=notes, source=DoorSource.OFFLINE, by=tanaka)

    now = seen(event, tanaka)

    assert [place.tags for place in now.places] == [[], [visit.attendance.idem_key], []]
    assert (now.walk_ins, now.doubts) == ([["w"]], ["?"])


@pytest.mark.parametrize(
    ("status", "later", "over"),
    [
        (EventStatus.PUBLISHED, timedelta(0), False),
        (EventStatus.HELD, timedelta(hours=36), False),
        (EventStatus.HELD, timedelta(hours=36, seconds=1), True),
        (EventStatus.REPORTED, timedelta(0), True),
        (EventStatus.POSTPONED, timedelta(0), True),
    ],
)
def test_phones_forget_a_class_that_is_over(status, later, over, event, stopped_clock):
    event.status = status
    stopped_clock(END + later)

    assert hall.is_over(event) == over


def test_door_is_closed_to_another_volunteer(event, suzuki):
    with pytest.raises(NotPermitted):
        seen(event, suzuki)
    with reading() as db, pytest.raises(NotPermitted):
        hall.enter(db, event=event, by=suzuki)
