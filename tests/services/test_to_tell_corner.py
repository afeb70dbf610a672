"""Times at a consultation corner stand on the call list as classes do."""

from datetime import timedelta

import pytest
from sqlmodel import select

import clock
from database import reading, writing
from models import Appointment, AppointmentStatus, Call, CallKind, CallOutcome, Event, Format
from refusal import Refusal
from services import appointments, call_notes, calls, changes
from services.call_things import Thing
from services.moves import To
from tests.classes import a_class, a_person, at
from tests.conftest import NOON
from tests.services.test_appointments import book

REACHED, DECLINED, ABSENT, WRONG_NUMBER = CallOutcome


@pytest.fixture(autouse=True)
def _noon_in_the_town(town, stopped_clock):
    pass


@pytest.fixture
def corner():
    """Tomorrow from 10:00 to 11:30."""
    title = "カード相談コーナー"
    return a_class(tables=1, format=Format.CONSULTATION, title=title, starts_at=at(10, days=1))


@pytest.fixture
def row(corner, sato) -> Appointment:
    person = a_person(phone="0000012345", updated_at=NOON)
    made = book(corner, person, at(10, 30, days=1), by=sato)
    with writing() as db:
        db.get_one(Appointment, made.id).created_at = clock.now()
    return made


def to_tell() -> list[Thing]:
    with reading() as db:
        homes = calls.of_day(db, day=clock_day(), by=SOMEBODY[0])
    return [thing for home in homes for thing in home.things]


SOMEBODY: list = []


@pytest.fixture(autouse=True)
def _who(sato):
    SOMEBODY[:] = [sato]


def clock_day():
    return NOON.date()


def say(outcome: CallOutcome) -> None:
    with writing() as db:
        call_notes.note(
            db, topics=[one.topic for one in to_tell()], outcome=outcome, by=SOMEBODY[0]
        )


def status(row: Appointment) -> AppointmentStatus:
    with reading() as db:
        return db.get_one(Appointment, row.id).status


def test_reminder_tells_the_own_time_and_what_to_bring(row):
    (thing,) = to_tell()

    assert thing.label == "あしたの相談"
    assert thing.sentence == (
        "あした、11月25日、水曜日、午前10時30分から、中央公民館の「カード相談コーナー」で、"
        "カードのご相談です。お越しになれますか。"
        "お持ちいただくものは、マイナンバーカード、スマホです。"
    )
    assert thing.subject.startswith("11月25日(水) 午前10時30分 中央公民館")


def test_who_was_told_is_not_called_again(row):
    say(REACHED)

    assert (to_tell(), status(row)) == ([], AppointmentStatus.BOOKED)
    with reading() as db:
        (tap,) = calls.noted_on(db, day=clock_day(), by=SOMEBODY[0])
    assert (tap.names, [one.title for one in tap.events]) == (
        "見本 花子さん",
        ["カード相談コーナー"],
    )


def test_who_cannot_come_gives_the_time_back(row):
    say(DECLINED)

    assert (to_tell(), status(row)) == ([], AppointmentStatus.CANCELLED)
    with writing() as db, pytest.raises(Refusal, match="もう申込に反映しました"):
        call_notes.undo(db, calls=db.exec(select(Call)).all(), by=SOMEBODY[0])


def test_who_did_not_answer_is_tried_again_and_a_slip_is_undone(row):
    say(ABSENT)
    tried = [len(thing.tries) for thing in to_tell()]
    with writing() as db:
        call_notes.undo(db, calls=db.exec(select(Call)).all(), by=SOMEBODY[0])

    assert (tried, [len(thing.tries) for thing in to_tell()]) == ([1], [0])


def test_wrong_number_leaves_no_number_to_call(row):
    say(WRONG_NUMBER)

    assert [thing.phone for thing in to_tell()] == [""]


def change(event: Event, **what) -> None:
    with writing() as db:
        rows = [db.get_one(Event, event.id)]
        if what:
            to = To(**what)
            changes.move(db, events=rows, to=to, reason="会場の都合のため", by=SOMEBODY[0])
        else:
            changes.call_off(db, events=rows, reason="大雪のため", by=SOMEBODY[0])


def test_moved_corner_is_told_with_the_new_time_once(row, corner):
    change(corner, days=2, start=at(13).time())
    (thing,) = to_tell()
    say(REACHED)

    assert thing.kind is CallKind.CHANGE
    assert thing.sentence.endswith(
        "ご予約の時刻は、午後1時30分です。お越しになれますか。"
        "お持ちいただくものは、マイナンバーカード、スマホです。"
    )
    assert to_tell() == []


def test_called_off_corner_is_told_and_keeps_the_appointment(row, corner):
    change(corner)
    (thing,) = to_tell()
    say(REACHED)

    assert (thing.kind, thing.is_called_off) == (CallKind.CHANGE, True)
    assert "お越しになれますか" not in thing.sentence
    assert (to_tell(), status(row)) == ([], AppointmentStatus.BOOKED)


def test_call_about_a_time_that_has_changed_is_refused(row):
    (thing,) = to_tell()
    with writing() as db:
        appointments.cancel(db, appointment=db.get_one(Appointment, row.id), by=SOMEBODY[0])

    with writing() as db, pytest.raises(Refusal, match="もう変わっています"):
        call_notes.note(db, topics=[thing.topic], outcome=REACHED, by=SOMEBODY[0])


def test_who_books_after_a_change_is_not_told_of_it(corner, sato, stopped_clock):
    change(corner, days=6)
    stopped_clock(NOON + timedelta(days=1))

    book(corner, a_person(phone="0000012345"), at(10, days=7), by=sato)
    with reading() as db:
        homes = calls.of_day(db, day=clock_day() + timedelta(days=1), by=sato)

    assert homes == []
