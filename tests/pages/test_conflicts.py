import pytest
from sqlmodel import select

from database import reading, writing
from models import Attendance, DoorAct, DoorEntry, DoorOutcome, DoorSource, Event, EventStatus
from services import door
from services.noted import Noted
from tests.classes import a_class, at, works_at


@pytest.fixture(autouse=True)
def _noon_in_the_town(town, stopped_clock):
    pass


@pytest.fixture
def today(tanaka):
    """A class that 田中 holds this afternoon."""
    event = a_class(starts_at=at(13), title="LINE教室")
    works_at(event, tanaka)
    return event


def noted(event: Event, by, *entries: Noted) -> list[DoorEntry]:
    with writing() as db:
        row = db.get_one(Event, event.id)
        return door.take_in(db, event=row, entries=entries, source=DoorSource.PAPER, by=by)


def unknown(event: Event, by) -> DoorEntry:
    return noted(event, by, Noted("a", DoorAct.CHECK_IN, at(11, 50), roster_row=9))[0]


def said(screen) -> list[str]:
    return [one.value for one in (*screen.success, *screen.error)]


@pytest.mark.parametrize(
    ("button", "sentence", "outcome", "people"),
    [
        ("accept", "出席にしました。", DoorOutcome.ACCEPTED, 1),
        ("dismiss", "数えないことにしました。", DoorOutcome.DISMISSED, 0),
    ],
)
def test_person_decides_with_one_button(button, sentence, outcome, people, opened, today, tanaka):
    entry = unknown(today, tanaka)
    screen = opened("conflicts", tanaka, event=today.public_id)
    words = [one.value for one in screen.markdown]
    assert any(one.startswith("**名簿の9番の方がわかりません。") for one in words)
    assert "紙の名簿で、11月24日(火) 11時50分ごろに受付の控え" in words

    screen.button(key=f"{button}-{entry.id}").click().run()

    assert said(screen) == [sentence]
    with reading() as db:
        assert db.get_one(DoorEntry, entry.id).outcome is outcome
        assert len(db.exec(select(Attendance)).all()) == people
    assert [one.key for one in screen.button] == []


def test_undo_is_decided_in_its_own_words(opened, today, tanaka):
    noted(today, tanaka, Noted("w", DoorAct.WALK_IN, at(11)))
    with writing() as db:
        db.get_one(Event, today.id).status = EventStatus.REPORTED
    (entry,) = noted(today, tanaka, Noted("u", DoorAct.UNDO, at(11), undoes="w"))
    screen = opened("conflicts", tanaka, event=today.public_id)
    assert [one.label for one in screen.button] == ["取り消す", "出席のままにする"]

    screen.button(key=f"accept-{entry.id}").click().run()
    assert [one.startswith("報告が済んだ教室です。") for one in said(screen)] == [True]
    screen.button(key=f"dismiss-{entry.id}").click().run()

    assert said(screen) == ["出席のままにしました。"]


def test_without_a_class_the_ones_with_doubts_are_listed(opened, today, tanaka, suzuki):
    unknown(today, tanaka)

    own, other = opened("conflicts", tanaka), opened("conflicts", suzuki)

    assert any("LINE教室（1件）" in one.body for one in own.get("html"))
    assert [one.value for one in other.markdown] == ["確かめる受付はありません。"]


def test_another_volunteer_sees_nothing_of_it(opened, today, tanaka, suzuki):
    unknown(today, tanaka)

    screen = opened("conflicts", suzuki, event=today.public_id)

    assert [one.key for one in screen.button] == []
    assert not any("名簿の9番" in one.value for one in screen.markdown)
