from datetime import timedelta

import pytest

import clock
from database import reading, writing
from models import Duty, Event, EventStatus, Shift, Staff
from refusal import Refusal
from services import shifts
from services.permissions import NotPermitted
from tests.classes import SOON, a_class, works_at


@pytest.fixture(autouse=True)
def _town(town, stopped_clock):
    pass


def drafted(event: Event, staff: Staff, duty: Duty = Duty.LECTURER) -> None:
    with writing() as db:
        db.add(Shift(event_id=event.id, staff_id=staff.id, duty=duty))


def assign(event: Event, staff: Staff, by: Staff, duty: Duty = Duty.HELPER) -> None:
    with writing() as db:
        row, one = db.get_one(Event, event.id), db.get_one(Staff, staff.id)
        shifts.assign(db, event=row, staff=one, duty=duty, by=by)


def team(event: Event, by: Staff) -> list[tuple[Duty, bool, str]]:
    with reading() as db:
        rows = shifts.planned(db, event=event, by=by)
    return [(shift.duty, shift.is_published, one.name) for shift, one in rows]


def test_check_own_lets_the_team_and_the_desk_in(sato, tanaka):
    event = a_class()
    works_at(event, tanaka)

    with reading() as db:
        shifts.check_own(db, event=event, staff=tanaka)
        shifts.check_own(db, event=event, staff=sato)


def test_check_own_stops_another_volunteer(tanaka, suzuki):
    event = a_class(created_by_id=tanaka.id)

    with reading() as db, pytest.raises(NotPermitted, match="ほかの方の受け持ち"):
        shifts.check_own(db, event=event, staff=suzuki)


def test_check_own_stops_who_is_only_drafted(tanaka):
    event = a_class()
    drafted(event, tanaka)

    with reading() as db, pytest.raises(NotPermitted, match="ほかの方の受け持ち"):
        shifts.check_own(db, event=event, staff=tanaka)


def test_team_begins_with_the_lecturer(tanaka, suzuki):
    event = a_class()
    works_at(event, suzuki, Duty.HELPER)
    works_at(event, tanaka, Duty.LECTURER)

    with reading() as db:
        rows = shifts.team(db, event=event)
    assert [(shift.duty, one.name) for shift, one in rows] == [
        (Duty.LECTURER, "田中"),
        (Duty.HELPER, "鈴木"),
    ]


def test_drafts_are_seen_by_who_makes_the_plan(sato, tanaka, suzuki):
    event = a_class()
    works_at(event, tanaka)
    drafted(event, suzuki, Duty.HELPER)

    assert team(event, tanaka) == [(Duty.LECTURER, True, "田中")]
    assert team(event, sato) == [(Duty.LECTURER, True, "田中"), (Duty.HELPER, False, "鈴木")]


def test_volunteers_can_be_asked(sato, tanaka, suzuki):
    with writing() as db:
        db.get_one(Staff, suzuki.id).disabled_at = clock.now()

    with reading() as db:
        assert shifts.volunteers(db, by=sato) == {tanaka.id: "田中"}


def test_assign_makes_a_draft(sato, tanaka):
    event = a_class()
    assign(event, tanaka, sato)

    assert team(event, sato) == [(Duty.HELPER, False, "田中")]


def test_assign_again_changes_the_duty_and_leaves_it_published(sato, tanaka):
    event = a_class()
    works_at(event, tanaka, Duty.HELPER)
    assign(event, tanaka, sato, Duty.LECTURER)

    assert team(event, sato) == [(Duty.LECTURER, True, "田中")]


@pytest.mark.parametrize("put_there", [works_at, drafted])
def test_assign_refuses_who_works_elsewhere_in_these_hours(put_there, sato, tanaka):
    put_there(a_class(title="LINE教室"), tanaka)
    event = a_class(district="wakaba", starts_at=SOON + timedelta(minutes=89))

    with pytest.raises(Refusal) as no:
        assign(event, tanaka, sato)
    assert str(no.value) == (
        "田中さんは、12月4日(金) 午前10時からの「LINE教室」と時間が重なります。"
        "ほかの方を選んでください。"
    )


@pytest.mark.parametrize("status", [EventStatus.CANCELLED, EventStatus.HELD])
def test_assign_refuses_a_class_that_is_off_or_over(status, sato, tanaka):
    event = a_class(status=status)

    with pytest.raises(Refusal, match=f"「{status.label}」です。担当は変えられません。"):
        assign(event, tanaka, sato)


def test_assign_refuses_a_closed_account(sato, tanaka):
    event = a_class()
    with writing() as db:
        db.get_one(Staff, tanaka.id).disabled_at = clock.now()

    with pytest.raises(Refusal, match="田中さんのアカウントは止まっています"):
        assign(event, tanaka, sato)


@pytest.mark.parametrize("times", [1, 2])
def test_release_takes_off_the_team(times, sato, tanaka):
    event = a_class()
    works_at(event, tanaka)
    for _ in range(times):
        with writing() as db:
            row, one = db.get_one(Event, event.id), db.get_one(Staff, tanaka.id)
            shifts.release(db, event=row, staff=one, by=sato)

    assert team(event, sato) == []


def test_release_refuses_a_class_that_is_over(sato, tanaka):
    event = a_class(status=EventStatus.REPORTED)
    works_at(event, tanaka)

    with writing() as db, pytest.raises(Refusal, match="「報告済み」です"):
        shifts.release(db, event=event, staff=tanaka, by=sato)


HALF = timedelta(minutes=45)
WHOLE = timedelta(minutes=90)


@pytest.mark.parametrize(
    ("start", "end", "found"),
    [
        (SOON, SOON + WHOLE, True),
        (SOON + HALF, SOON + WHOLE + HALF, True),
        (SOON - HALF, SOON + HALF, True),
        (SOON + WHOLE, SOON + 2 * WHOLE, False),
        (SOON - WHOLE, SOON, False),
    ],
    ids=["same", "later", "earlier", "after", "before"],
)
def test_clash_is_an_overlap(start, end, found, tanaka):
    event = a_class()
    works_at(event, tanaka)

    with reading() as db:
        clash = shifts.clash(db, staff=tanaka, starts_at=start, ends_at=end)
    assert (clash and clash.id) == (event.id if found else None)


def test_clash_leaves_out_what_does_not_count(tanaka, suzuki):
    works_at(a_class(), suzuki)
    works_at(a_class(status=EventStatus.CANCELLED), tanaka)
    works_at(a_class(status=EventStatus.POSTPONED), tanaka)
    drafted(a_class(), tanaka)
    this = a_class()
    works_at(this, tanaka)

    hours = {"starts_at": SOON, "ends_at": SOON + WHOLE}
    with reading() as db:
        assert shifts.clash(db, staff=tanaka, **hours, but=this) is None


def test_clash_counts_drafts_for_who_makes_the_plan(tanaka):
    event = a_class()
    drafted(event, tanaka)

    hours = {"starts_at": SOON, "ends_at": SOON + WHOLE}
    with reading() as db:
        assert shifts.clash(db, staff=tanaka, **hours, drafts=True).id == event.id


def test_coming_is_published_and_from_today_on(sato, tanaka, suzuki):
    works_at(a_class(starts_at=SOON - timedelta(days=11)), tanaka)
    drafted(a_class(starts_at=SOON + timedelta(days=1)), tanaka)
    works_at(a_class(), suzuki)
    event = a_class()
    works_at(event, tanaka)

    with reading() as db:
        for by in (tanaka, sato):
            posts = shifts.coming(db, staff=tanaka, by=by)
            assert [one.event.id for one in posts] == [event.id]


def test_coming_of_another_volunteer_is_refused(tanaka, suzuki):
    with reading() as db, pytest.raises(NotPermitted, match="ほかの方の予定は、見られません"):
        shifts.coming(db, staff=tanaka, by=suzuki)
