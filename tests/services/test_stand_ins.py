from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from time import sleep

import pytest
from sqlmodel import col, select

from database import reading, writing
from models import AuditLine, Duty, Event, EventStatus, Role, Shift, Staff, StandIn, StandInStatus
from refusal import Refusal
from services import shifts, stand_ins
from services.permissions import NotPermitted
from tests.classes import SOON, a_class, at, works_at
from tests.conftest import NOON, member
from tests.services.test_shifts import drafted, team

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _noon_in_the_town(town, stopped_clock):
    pass


def shift_of(event: Event, staff: Staff) -> Shift:
    with reading() as db:
        wanted = select(Shift).where(Shift.event_id == event.id, Shift.staff_id == staff.id)
        return db.exec(wanted).one()


def ask(event: Event, by: Staff, note: str = "通院のため", back: Shift | None = None) -> StandIn:
    with writing() as db:
        return stand_ins.ask(
            db,
            shift=db.get_one(Shift, shift_of(event, by).id),
            note=note,
            in_return=back and db.get_one(Shift, back.id),
            by=by,
        )


def take(asked: StandIn, by: Staff) -> None:
    with writing() as db:
        stand_ins.take(db, stand_in=db.get_one(StandIn, asked.id), by=by)


def status_of(asked: StandIn) -> StandInStatus:
    with reading() as db:
        return db.get_one(StandIn, asked.id).status


def people(event: Event) -> list[str]:
    with reading() as db:
        return [one.name for _, one in shifts.team(db, event=event)]


def for_me(by: Staff) -> list[int]:
    with reading() as db:
        return [one.stand_in.id for one in stand_ins.for_me(db, by=by)]


@pytest.fixture
def event(tanaka):
    """A class at which 田中 teaches."""
    event = a_class()
    works_at(event, tanaka)
    return event


def test_who_is_free_takes_the_shift_and_its_people(event, tanaka, suzuki):
    asked = ask(event, tanaka)
    assert for_me(suzuki) == [asked.id]

    take(asked, suzuki)
    assert (people(event), status_of(asked)) == (["鈴木"], StandInStatus.TAKEN)
    with reading() as db:
        shifts.check_own(db, event=event, staff=suzuki)
        with pytest.raises(NotPermitted):
            shifts.check_own(db, event=event, staff=tanaka)
        (told,) = stand_ins.mine(db, by=tanaka)
    assert told.taker.name == "鈴木"


def test_ask_twice_asks_once(event, tanaka):
    assert ask(event, tanaka).id == ask(event, tanaka).id


@pytest.mark.parametrize("note", ["", " 　"])
def test_ask_wants_a_reason(note, event, tanaka):
    with pytest.raises(Refusal, match="理由を、ひとことで"):
        ask(event, tanaka, note)


def test_ask_for_another_ones_shift_is_refused(event, tanaka, suzuki):
    with writing() as db, pytest.raises(NotPermitted, match="ほかの方の受け持ち"):
        shift = db.get_one(Shift, shift_of(event, tanaka).id)
        stand_ins.ask(db, shift=shift, note="用事", by=suzuki)


@pytest.mark.parametrize(
    "changes", [{"status": EventStatus.CANCELLED}, {"starts_at": at(11)}], ids=["off", "begun"]
)
def test_ask_too_late_is_refused(changes, tanaka):
    event = a_class(**changes)
    works_at(event, tanaka)

    with pytest.raises(Refusal, match="もう変えられません"):
        ask(event, tanaka)


def test_reason_is_not_copied_into_the_audit_trail(event, tanaka):
    asked = ask(event, tanaka, "通院のため")

    with reading() as db:
        lines = select(AuditLine).where(
            AuditLine.entity == "stand_in", AuditLine.entity_id == str(asked.id)
        )
        line = db.exec(lines.order_by(col(AuditLine.id).desc())).first()
    assert (line.action, line.changes["note"]) == ("create", ["***", "***"])


def test_who_is_busy_is_not_asked_and_cannot_take(event, tanaka, suzuki):
    works_at(a_class(title="LINE教室", district="wakaba"), suzuki)
    asked = ask(event, tanaka)
    assert for_me(suzuki) == []

    with pytest.raises(Refusal, match="「LINE教室」と時間が重なります"):
        take(asked, suzuki)
    assert (people(event), status_of(asked)) == (["田中"], StandInStatus.OPEN)


def test_who_is_on_the_team_is_not_asked_and_cannot_take(event, tanaka, suzuki):
    works_at(event, suzuki, Duty.HELPER)
    asked = ask(event, tanaka)
    assert for_me(suzuki) == []

    with pytest.raises(Refusal, match="鈴木さんは、この教室にもう入っています"):
        take(asked, suzuki)


def test_draft_for_the_same_class_is_no_hindrance(event, sato, tanaka, suzuki):
    drafted(event, suzuki, Duty.HELPER)
    asked = ask(event, tanaka)
    assert for_me(suzuki) == [asked.id]

    take(asked, suzuki)
    assert team(event, sato) == [(Duty.LECTURER, True, "鈴木")]


def test_second_one_is_told_who_was_first(event, tanaka, suzuki):
    third = member("mihon", "見本", Role.VOLUNTEER)
    asked = ask(event, tanaka)
    take(asked, suzuki)
    take(asked, suzuki)

    with pytest.raises(Refusal) as no:
        take(asked, third)
    assert str(no.value) == "ひと足先に、鈴木さんが引き受けました。ありがとうございます。"
    assert people(event) == ["鈴木"]


def test_exchange_gives_both_shifts_at_once(event, tanaka, suzuki):
    theirs = a_class(starts_at=SOON + DAY)
    works_at(theirs, suzuki, Duty.HELPER)
    asked = ask(event, tanaka, back=shift_of(theirs, suzuki))

    take(asked, suzuki)
    assert (people(event), people(theirs)) == (["鈴木"], ["田中"])


def test_exchange_within_the_same_hours_is_possible(event, tanaka, suzuki):
    theirs = a_class(district="wakaba")
    works_at(theirs, suzuki)
    asked = ask(event, tanaka, back=shift_of(theirs, suzuki))
    assert for_me(suzuki) == [asked.id]

    take(asked, suzuki)
    assert (people(event), people(theirs)) == (["鈴木"], ["田中"])


def test_another_one_may_take_it_without_the_exchange(event, tanaka, suzuki):
    third = member("mihon", "見本", Role.VOLUNTEER)
    theirs = a_class(starts_at=SOON + DAY)
    works_at(theirs, suzuki)
    asked = ask(event, tanaka, back=shift_of(theirs, suzuki))

    take(asked, third)
    assert (people(event), people(theirs)) == (["見本"], ["鈴木"])


def test_exchange_that_fits_no_more_changes_nothing(event, tanaka, suzuki):
    theirs = a_class(starts_at=SOON + DAY)
    works_at(theirs, suzuki)
    asked = ask(event, tanaka, back=shift_of(theirs, suzuki))
    works_at(a_class(title="LINE教室", district="wakaba", starts_at=SOON + DAY), tanaka)

    with pytest.raises(Refusal, match="田中さんは、12月5日.* と?.*重なります"):
        take(asked, suzuki)
    assert (people(event), people(theirs)) == (["田中"], ["鈴木"])


def test_exchangeable_are_published_shifts_of_others_one_is_free_for(event, tanaka, suzuki):
    same_hours = a_class(district="wakaba")
    works_at(same_hours, suzuki)
    busy, in_the_way = a_class(starts_at=SOON + DAY), a_class(starts_at=SOON + DAY)
    works_at(busy, tanaka)
    works_at(in_the_way, suzuki)
    drafted(a_class(starts_at=SOON + 2 * DAY), suzuki)
    works_at(a_class(starts_at=SOON + 3 * DAY, status=EventStatus.CANCELLED), suzuki)

    with reading() as db:
        posts = [
            one for one in shifts.coming(db, staff=tanaka, by=tanaka) if one.event.id == event.id
        ]
        (found,) = stand_ins.exchangeable(db, posts=posts, by=tanaka).values()
    assert [post.event.id for post in found] == [same_hours.id]


@pytest.mark.parametrize("times", [1, 2])
def test_withdraw_ends_the_search(times, event, tanaka, suzuki):
    asked = ask(event, tanaka)
    for _ in range(times):
        with writing() as db:
            stand_ins.withdraw(db, stand_in=db.get_one(StandIn, asked.id), by=tanaka)

    assert for_me(suzuki) == []
    with pytest.raises(Refusal, match="取り下げられました"):
        take(asked, suzuki)
    assert ask(event, tanaka).id != asked.id


def test_withdraw_is_for_who_asked_and_the_desk(event, sato, tanaka, suzuki):
    asked = ask(event, tanaka)
    with writing() as db, pytest.raises(NotPermitted):
        stand_ins.withdraw(db, stand_in=db.get_one(StandIn, asked.id), by=suzuki)

    with writing() as db:
        stand_ins.withdraw(db, stand_in=db.get_one(StandIn, asked.id), by=sato)
    assert status_of(asked) is StandInStatus.WITHDRAWN


def test_withdraw_after_it_was_taken_says_by_whom(event, tanaka, suzuki):
    asked = ask(event, tanaka)
    take(asked, suzuki)

    with writing() as db, pytest.raises(Refusal, match="鈴木さんが引き受けました"):
        stand_ins.withdraw(db, stand_in=db.get_one(StandIn, asked.id), by=tanaka)


def test_desk_decides_for_them(event, sato, tanaka, suzuki):
    asked = ask(event, tanaka)
    with writing() as db:
        row, one = db.get_one(StandIn, asked.id), db.get_one(Staff, suzuki.id)
        stand_ins.decide(db, stand_in=row, staff=one, by=sato)

    assert people(event) == ["鈴木"]


def test_open_ones_say_what_is_urgent(sato, tanaka):
    for hours in (71, 72):
        event = a_class(starts_at=NOON + timedelta(hours=hours))
        works_at(event, tanaka)
        ask(event, tanaka)

    with reading() as db:
        assert [one.is_urgent for one in stand_ins.open_ones(db, by=sato)] == [True, False]


def test_release_ends_the_search_too(event, sato, tanaka):
    ask(event, tanaka)
    with writing() as db:
        row, one = db.get_one(Event, event.id), db.get_one(Staff, tanaka.id)
        shifts.release(db, event=row, staff=one, by=sato)

    with reading() as db:
        assert stand_ins.open_ones(db, by=sato) == []


def test_only_the_first_of_many_taps_counts(event, tanaka):
    """Eight colleagues tap at the same moment."""
    colleagues = [member(f"mihon{one}", f"見本{one}", Role.VOLUNTEER) for one in range(8)]
    asked, start = ask(event, tanaka), Barrier(8)

    def tap(staff: Staff) -> str:
        start.wait()
        try:
            take(asked, staff)
        except Refusal as no:
            return str(no)
        return staff.name

    with ThreadPoolExecutor(8) as threads:
        told = list(threads.map(tap, colleagues))
    (taker,) = people(event)
    sentence = f"ひと足先に、{taker}さんが引き受けました。ありがとうございます。"
    assert sorted(told) == sorted([taker, *[sentence] * 7])


def test_nobody_takes_two_classes_of_the_same_hours(event, tanaka, suzuki, monkeypatch):
    """Two taps of one person at the same moment, on two searches; looking takes its time."""
    look = shifts.clash

    def look_slowly(db, **asked):
        found = look(db, **asked)
        sleep(0.3)
        return found

    monkeypatch.setattr(shifts, "clash", look_slowly)
    third = member("mihon", "見本", Role.VOLUNTEER)
    other = a_class(district="wakaba")
    works_at(other, third)
    searches, start = [ask(event, tanaka), ask(other, third)], Barrier(2)

    def tap(asked: StandIn) -> bool:
        start.wait()
        try:
            take(asked, suzuki)
        except Refusal:
            return False
        return True

    with ThreadPoolExecutor(2) as threads:
        assert sorted(threads.map(tap, searches)) == [False, True]
