"""Every kind of conflict: what it says, what it proposes, and whether it blocks."""

from datetime import date, time, timedelta

import pytest
from sqlmodel import select

from database import reading, writing
from models import (
    Equipment,
    EquipmentKind,
    Event,
    EventEquipment,
    EventStatus,
    Loan,
    Venue,
    VenueClosure,
)
from refusal import Refusal
from services import conflicts
from services.drafts import Draft
from tests.classes import SOON, a_class, a_room, a_thing, at, works_at

FRIDAY = date(2026, 12, 4)


@pytest.fixture(autouse=True)
def _noon_in_the_town(town, stopped_clock):
    pass


def hall(**changes) -> Venue:
    """The hall in which `a_class` is held."""
    with writing() as db:
        venue = db.exec(select(Venue).order_by(Venue.id)).first()
        for name, value in changes.items():
            setattr(venue, name, value)
    return venue


def told(*, but: Event | None = None, **changes) -> list[str]:
    """What is said of a plan on Friday at ten."""
    plan = {"venue": hall(), "day": FRIDAY, "start": time(10), "minutes": 90, "capacity": 10}
    with reading() as db:
        return [one.words for one in conflicts.of(db, draft=Draft(**plan | changes), but=but)]


def blocked(**changes) -> bool:
    plan = {"venue": hall(), "day": FRIDAY, "start": time(10), "minutes": 90, "capacity": 10}
    with reading() as db:
        try:
            conflicts.check(db, draft=Draft(**plan | changes))
        except Refusal:
            return True
    return False


def test_nothing_is_in_the_way():
    assert told() == []
    assert not blocked()


def test_hall_names_the_class_in_the_way_and_the_nearest_free_time():
    a_class(title="カメラ教室")

    assert told(start=time(11)) == [
        "中央公民館は、その時間に別の教室「カメラ教室」（午前10時〜11時30分）があります。"
        "いちばん近い空きは、12月4日(金) 午前11時30分からです。"
    ]
    assert blocked(start=time(11))


def test_classes_follow_each_other():
    a_class()

    assert told(start=time(11, 30)) == told(start=time(8, 30)) == []


@pytest.mark.parametrize("status", [EventStatus.CANCELLED, EventStatus.POSTPONED])
def test_what_is_called_off_is_not_in_the_way(status):
    a_class(status=status)

    assert told() == []


def test_plans_that_wait_for_approval_count():
    a_class(status=EventStatus.DRAFT)

    assert blocked()


def test_class_is_not_in_its_own_way():
    assert told(but=a_class()) == []


@pytest.mark.parametrize(
    ("theirs", "ours", "clash"),
    [
        ("和室", "和室", True),
        ("和室", "大広間", False),
        ("和室", None, True),
        (None, "和室", True),
        (None, None, True),
    ],
)
def test_no_room_takes_the_whole_hall(theirs, ours, clash):
    rooms = {name: a_room(hall(), name) for name in ("和室", "大広間")}
    a_class(room_id=rooms[theirs].id if theirs else None)

    assert blocked(room=rooms.get(ours)) == clash


def test_another_room_at_the_same_time_is_nearest():
    japanese, large = a_room(hall(), "和室"), a_room(hall(), "大広間", 30)
    a_room(hall(), "小会議室", 6)
    a_class(title="カメラ教室", room_id=japanese.id)

    assert told(room=japanese) == [
        "中央公民館 和室は、その時間に別の教室「カメラ教室」（午前10時〜11時30分）があります。"
        "同じ時間に「大広間」（30名まで）が空いています。"
    ]
    a_class(room_id=large.id)
    assert told(room=japanese)[0].endswith("12月4日(金) 午前11時30分からです。")


def test_full_hall_goes_on_to_the_next_day():
    a_class(starts_at=at(9, days=10), ends_at=at(17, days=10))

    assert told()[0].endswith("いちばん近い空きは、12月5日(土) 午前10時からです。")


def test_no_time_is_proposed_that_is_over():
    """It is noon, and the hall is taken from 13:00: half past eleven is free, but gone."""
    a_class(starts_at=at(13), ends_at=at(15))

    assert told(day=date(2026, 11, 24), start=time(13))[0].endswith(
        "11月24日(火) 午後3時からです。"
    )


def test_no_proposal_when_the_hall_is_taken_for_weeks():
    a_class(starts_at=at(8, days=1), ends_at=at(20, days=30))

    assert told()[0].endswith("別の日か、別の会場を選んでください。")


@pytest.mark.parametrize(
    ("columns", "changes", "sentence"),
    [
        (
            {"closed_weekdays": "金土"},
            {},
            "中央公民館は、毎週金曜日が休館です。"
            "いちばん近い空きは、12月6日(日) 午前10時からです。",
        ),
        (
            {"opens": time(9), "closes": time(21)},
            {"start": time(20)},
            "中央公民館の開館時間は、午前9時〜午後9時です。"
            "いちばん近い空きは、12月4日(金) 午後7時30分からです。",
        ),
    ],
)
def test_closed_hall_blocks(columns, changes, sentence):
    hall(**columns)

    assert told(**changes) == [sentence]
    assert blocked(**changes)


def test_closure_blocks_and_proposals_step_over_holidays():
    """A closure until the last days of the year, and then the year's end."""
    with writing() as db:
        db.add(VenueClosure(first_day=FRIDAY, last_day=date(2026, 12, 28), reason="床の工事"))

    assert told(day=date(2026, 12, 24)) == [
        "中央公民館は、12月4日(金)から12月28日(月)まで休館です（床の工事）。"
        "いちばん近い空きは、1月4日(月) 午前10時からです。"
    ]
    assert blocked()


@pytest.mark.parametrize(
    ("columns", "day", "sentence"),
    [
        (
            {},
            date(2026, 12, 30),
            "この日は「年末年始」です。会場が開いているか、確かめてください。",
        ),
        ({}, date(2027, 1, 11), "この日は「成人の日」です。会場が開いているか、確かめてください。"),
        (
            {"is_shelter": True},
            FRIDAY,
            "中央公民館は指定避難所です。避難所が開くと、中止になります。",
        ),
    ],
)
def test_holidays_and_shelters_only_warn(columns, day, sentence):
    hall(**columns)

    assert told(day=day) == [sentence]
    assert not blocked(day=day)


def test_lecturer_cannot_be_in_two_places(tanaka):
    works_at(a_class(title="カメラ教室", district="umenoki"), tanaka)

    assert told(lecturer=tanaka) == [
        "田中さんは、その時間に梅の木公民館の「カメラ教室」（午前10時〜11時30分）の担当です。"
        "いちばん近い空きは、12月4日(金) 午前11時30分からです。"
    ]
    assert blocked(lecturer=tanaka)


def test_whole_team_of_a_class_that_is_changed_must_be_free(tanaka, suzuki):
    event = a_class()
    for one in (tanaka, suzuki):
        works_at(event, one)
    works_at(a_class(district="umenoki", starts_at=at(13, days=10)), suzuki)

    assert told(but=event) == []
    assert [one.split("は")[0] for one in told(but=event, start=time(14))] == ["鈴木さん"]


def promise(event: Event, *things: Equipment) -> None:
    with writing() as db:
        db.add_all(EventEquipment(event_id=event.id, equipment_id=one.id) for one in things)


def test_promised_things_name_what_is_free_instead():
    first, second, third = (a_thing(code, EquipmentKind.OTHER) for code in ("K1", "K2", "K3"))
    a_thing("K4", EquipmentKind.TABLET)
    promise(a_class(title="カメラ教室", district="umenoki"), first)

    assert told(equipment=(first.id, second.id)) == [
        "機器 K1 は、その時間に「カメラ教室」で使います。代わりに K3 が空いています。"
    ]
    promise(a_class(title="LINE教室", district="wakaba"), third)
    assert told(equipment=(first.id, second.id)) == [
        "機器 K1 は、その時間に「カメラ教室」で使います。"
        "いちばん近い空きは、12月4日(金) 午前11時30分からです。"
    ]


def test_thing_that_is_not_wiped_yet_only_warns(sato):
    phone, event = a_thing("S91"), a_class(starts_at=at(9))
    with writing() as db:
        loan = Loan(equipment_id=phone.id, event_id=event.id, lent_at=SOON, lent_by_id=sato.id)
        db.add(loan)

    assert told(equipment=(phone.id,)) == [
        "機器 S91 は、貸出のあとの返却か初期化が、まだ済んでいません。"
        "教室の日までに済ませてください。"
    ]
    assert not blocked(equipment=(phone.id,))


def test_proposal_suits_hall_people_and_things_together(tanaka):
    thing = a_thing("K1", EquipmentKind.OTHER)
    a_class()
    works_at(a_class(district="umenoki", starts_at=SOON + timedelta(minutes=90)), tanaka)
    promise(a_class(district="wakaba", starts_at=SOON + timedelta(minutes=180)), thing)

    assert told(lecturer=tanaka, equipment=(thing.id,))[0].endswith("午後2時30分からです。")
