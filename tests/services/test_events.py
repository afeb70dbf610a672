from datetime import date, time, timedelta

import pytest
from sqlmodel import select

from database import reading, writing
from models import (
    Admission,
    Audience,
    District,
    Duty,
    Event,
    EventStatus,
    Format,
    Staff,
    Venue,
    VenueClosure,
)
from refusal import Refusal
from services import bookings, drafts, events, shifts
from services.drafts import Draft
from services.permissions import NotPermitted
from tests.classes import a_class, a_room, a_thing, at, course, crowd, works_at

FRIDAY = date(2026, 12, 4)


@pytest.fixture(autouse=True)
def _noon_in_the_town(town, stopped_clock):
    pass


def hall(district: str = "chuo") -> Venue:
    with reading() as db:
        halls = select(Venue).join(District, Venue.district_id == District.id)
        return db.exec(halls.where(District.code == district).order_by(Venue.id)).first()


def draft(**changes) -> Draft:
    plan = {"day": FRIDAY, "start": time(10), "minutes": 90, "capacity": 10, "title": "LINE教室"}
    return Draft(**{"venue": hall()} | plan | changes)


def register(plan: Draft, *, by: Staff, key: str = "k", **options) -> Event:
    with writing() as db:
        lecturer = db.get_one(Staff, plan.lecturer.id) if plan.lecturer else None
        here = plan._replace(venue=db.get_one(Venue, plan.venue.id), lecturer=lecturer)
        return events.register(db, draft=here, idem_key=key, by=by, **options)


@pytest.mark.parametrize(("seats", "people"), [(1, 1), (4, 1), (5, 2), (10, 3), (12, 3), (20, 5)])
def test_helpers_for_one_in_four(seats, people):
    assert drafts.helpers_for(seats) == people


def test_volunteer_registers_a_class_of_the_curriculum(tanaka):
    line = course("B07")
    event = register(draft(course=line, title=""), by=tanaka, publish_now=True)

    with reading() as db:
        row, team = db.get_one(Event, event.id), shifts.team(db, event=event)
    assert (row.title, row.course_id) == (line.title, line.id)
    assert (row.status, row.helpers_needed) == (EventStatus.DRAFT, 3)
    assert (row.starts_at, row.ends_at) == (at(10, days=10), at(11, 30, days=10))
    assert (row.local_date, row.fiscal_year) == (FRIDAY, 2026)
    assert [(shift.duty, one.id) for shift, one in team] == [(Duty.LECTURER, tanaka.id)]


@pytest.mark.parametrize(
    ("now", "status"), [(True, EventStatus.PUBLISHED), (False, EventStatus.DRAFT)]
)
def test_coordinator_decides_whether_to_publish_at_once(now, status, sato, tanaka):
    event = register(draft(lecturer=tanaka), by=sato, publish_now=now)

    with reading() as db:
        assert db.get_one(Event, event.id).status is status
        assert [one.id for _, one in shifts.team(db, event=event)] == [tanaka.id]


def test_register_with_the_same_key_returns_the_first_result(sato):
    first, again = register(draft(), by=sato), register(draft(), by=sato)

    assert again.id == first.id


def test_register_refuses_a_volunteer_outside_the_own_districts(suzuki):
    with pytest.raises(NotPermitted, match="受け持ちの地区"):
        register(draft(), by=suzuki)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"title": "  "}, "講座を選ぶか"),
        ({"day": date(2026, 11, 24), "start": time(12)}, "もう過ぎた日時"),
        ({"minutes": 0}, "8時間まで"),
        ({"minutes": 481}, "8時間まで"),
        ({"capacity": 0}, "40名まで"),
        ({"capacity": 41}, "中央公民館に入れるのは40名まで"),
        ({"helpers": 2}, "講師と補助を合わせて3名が必要"),
        ({"helpers": 0, "helpers_reason": "相談だけ"}, "講師を入れて1名以上"),
        ({"start": time(23), "minutes": 90}, "夜中をまたいでいます"),
        ({"fee": -1}, "0円から100,000円まで"),
        ({"press_on": date(2026, 12, 5)}, "広報締切が、教室の日より後"),
        ({"opens_at": at(10, days=10)}, "申込開始が、教室の始まりより後"),
        ({"admission": Admission.LOTTERY}, "「抽選」のときは、申込締切の日を"),
        ({"closes_on": FRIDAY}, "教室の前の日まで"),
        ({"closes_on": date(2026, 11, 23)}, "もう過ぎています"),
        (
            {"opens_at": at(9, days=5), "closes_on": date(2026, 11, 28)},
            "申込締切が、申込開始より前",
        ),
    ],
)
def test_register_refuses_a_plan_that_cannot_be_held(changes, sentence, sato):
    with pytest.raises(Refusal, match=sentence):
        register(draft(**changes), by=sato)


def test_register_refuses_a_room_of_another_hall(sato):
    room = a_room(hall("umenoki"))

    with pytest.raises(Refusal, match="その部屋は中央公民館にありません"):
        register(draft(room=room), by=sato)


def test_register_lets_no_more_people_into_a_room_than_it_holds(sato):
    with pytest.raises(Refusal, match="中央公民館 茶室に入れるのは8名までです"):
        register(draft(room=a_room(hall(), capacity=8)), by=sato)


def test_register_keeps_everything_that_was_wished_for(sato, tanaka):
    phone, room = a_thing("S91"), a_room(hall())
    plan = draft(
        course=course("B07"),
        title="ゆっくりLINE教室",
        format=Format.VISIT,
        helpers=2,
        note="鍵は9時",
        room=room,
        further=(course("B08"), course("B09")),
        helpers_reason="社協の職員が2名来るため",
        audience=Audience.FIRST_TIMERS,
        admission=Admission.LOTTERY,
        opens_at=at(9, days=1),
        closes_on=date(2026, 12, 1),
        press_on=date(2026, 11, 30),
        fee=300,
        funding="デジタル活用支援",
        host="中央町老人クラブ",
        equipment=(phone.id,),
        lecturer=tanaka,
    )
    event = register(plan, by=sato)

    with reading() as db:
        assert drafts.of(db, event=db.get_one(Event, event.id)) == plan


def test_plan_of_a_class_named_after_its_course_has_no_title(sato):
    event = register(draft(course=course("B07"), title=""), by=sato)

    with reading() as db:
        assert drafts.of(db, event=db.get_one(Event, event.id)).title == ""


@pytest.mark.parametrize(
    ("kind", "name"),
    [(Format.CONSULTATION, "スマホ個別相談会"), (Format.SALON, "スマホサロン")],
)
def test_register_names_what_has_no_course_after_its_format(kind, name, sato):
    assert register(draft(title="", format=kind), by=sato).title == name


def test_fewer_helpers_only_with_a_reason_which_is_kept(sato):
    event = register(draft(helpers=2, helpers_reason=" 社協の職員が2名来る "), by=sato)

    assert (event.helpers_needed, event.helpers_reason) == (2, "社協の職員が2名来る")


def test_reason_is_not_kept_when_nothing_has_to_be_explained(sato):
    assert register(draft(helpers=3, helpers_reason="?"), by=sato).helpers_reason == ""


@pytest.mark.parametrize(
    ("day", "deadline"), [(date(2027, 1, 20), date(2026, 12, 9)), (FRIDAY, None)]
)
def test_press_day_is_six_weeks_before_unless_it_is_over(day, deadline):
    assert drafts.press_day(day) == deadline


@pytest.mark.parametrize(
    ("day", "deadline"),
    [(FRIDAY, date(2026, 11, 27)), (date(2026, 11, 26), date(2026, 11, 24))],
)
def test_closing_day_is_a_week_before_but_not_over(day, deadline):
    assert drafts.closing_day(day) == deadline


def change(event: Event, *, by: Staff, **changes) -> Event:
    with writing() as db:
        row = db.get_one(Event, event.id)
        plan = drafts.of(db, event=row)._replace(**changes)
        events.change(db, event=row, draft=plan, by=by)
    return row


def test_change_keeps_what_is_not_changed(sato, tanaka):
    event = register(draft(lecturer=tanaka, equipment=(a_thing("S91").id,)), by=sato)
    with reading() as db:
        before = drafts.of(db, event=db.get_one(Event, event.id))
    changed = change(event, by=sato, capacity=12, note="鍵は9時")

    with reading() as db:
        assert drafts.of(db, event=changed) == before._replace(capacity=12, note="鍵は9時")


def test_change_exchanges_courses_and_things(sato):
    one, other = a_thing("S91"), a_thing("S92")
    event = register(draft(further=(course("B08"),), equipment=(one.id,)), by=sato)
    changed = change(event, by=sato, further=(course("B09"),), equipment=(other.id,))

    with reading() as db:
        plan = drafts.of(db, event=changed)
    assert ([one.code for one in plan.further], plan.equipment) == (["B09"], (other.id,))


def test_volunteer_changes_the_own_plan_that_waits(tanaka):
    event = register(draft(), by=tanaka)

    assert change(event, by=tanaka, start=time(11)).starts_at == at(11, days=10)


def test_volunteer_changes_nothing_that_is_published(tanaka):
    event = a_class()
    works_at(event, tanaka)

    with pytest.raises(NotPermitted, match="公開された教室は、担当課が直します"):
        change(event, by=tanaka, note="x")


def test_volunteer_changes_no_plan_of_others(suzuki):
    event = a_class(status=EventStatus.DRAFT)

    with pytest.raises(NotPermitted, match="ほかの方の受け持ち"):
        change(event, by=suzuki, note="x")


@pytest.mark.parametrize(
    ("status", "hours"),
    [(EventStatus.CANCELLED, 24), (EventStatus.HELD, 24), (EventStatus.PUBLISHED, 0)],
)
def test_change_refuses_what_is_over(status, hours, sato):
    event = a_class(status=status, starts_at=at(12) + timedelta(hours=hours))

    with pytest.raises(Refusal, match="ここでは直せません"):
        change(event, by=sato, note="x")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"start": time(11)}, "2名が申し込んでいるので、日時と会場はここでは"),
        ({"day": date(2026, 12, 11)}, "2名が申し込んでいるので、日時と会場はここでは"),
        ({"minutes": 60}, "2名が申し込んでいるので、日時と会場はここでは"),
        ({"capacity": 1}, "もう2名の席が決まっています"),
        (
            {"admission": Admission.LOTTERY, "closes_on": date(2026, 12, 1)},
            "申込の決め方を変えられません",
        ),
    ],
)
def test_change_keeps_what_people_were_told(changes, sentence, sato):
    event, couple = a_class(capacity=2), crowd(2)
    with writing() as db:
        row = db.get_one(Event, event.id)
        bookings.book(db, event=row, people=couple, idem_key="k", by=sato)

    with pytest.raises(Refusal, match=sentence):
        change(event, by=sato, **changes)


def test_change_is_not_hindered_by_what_time_has_overtaken(sato, stopped_clock):
    """The closing day is over, and the hall has meanwhile announced a closed day."""
    event = register(draft(closes_on=date(2026, 11, 26)), by=sato)
    with writing() as db:
        db.add(VenueClosure(venue_id=event.venue_id, first_day=FRIDAY, last_day=FRIDAY))
    stopped_clock(at(12, days=4))

    assert change(event, by=sato, note="休館を相談中").note == "休館を相談中"


def test_publish_many_publishes_all_that_may_be(sato):
    good = register(draft(), by=sato, key="good")
    past = a_class(status=EventStatus.DRAFT, starts_at=at(9))
    closed = register(draft(day=date(2026, 12, 5)), by=sato, key="closed")
    with writing() as db:
        day = date(2026, 12, 5)
        db.add(VenueClosure(venue_id=closed.venue_id, first_day=day, last_day=day, reason="工事"))

    with writing() as db:
        rows = [db.get_one(Event, one.id) for one in (closed, good, past)]
        verdicts = events.publish_many(db, events=rows, by=sato)

    assert [(one.event.id, one.obstacle) for one in verdicts] == [
        (good.id, ""),
        (past.id, "もう過ぎた教室です。日を改めて登録し直してください。"),
        (
            closed.id,
            "中央公民館は、12月5日(土)休館です（工事）。"
            "いちばん近い空きは、12月6日(日) 午前10時からです。",
        ),
    ]
    with reading() as db:
        statuses = [db.get_one(Event, one.id).status for one in (good, past, closed)]
    assert statuses == [EventStatus.PUBLISHED, EventStatus.DRAFT, EventStatus.DRAFT]


def test_register_keeps_more_helpers_than_needed(sato):
    assert register(draft(helpers=5), by=sato).helpers_needed == 5


def test_publish_opens_the_class(sato, tanaka):
    event = register(draft(), by=tanaka)
    with writing() as db:
        events.publish(db, event=db.get_one(Event, event.id), by=sato)

    with reading() as db:
        assert db.get_one(Event, event.id).status is EventStatus.PUBLISHED


def test_publish_is_for_the_coordinator(tanaka):
    event = register(draft(), by=tanaka)

    with writing() as db, pytest.raises(NotPermitted):
        events.publish(db, event=db.get_one(Event, event.id), by=tanaka)


@pytest.mark.parametrize(
    ("status", "hours", "sentence"),
    [
        (EventStatus.PUBLISHED, 24, "もう「受付中」です"),
        (EventStatus.DRAFT, 0, "もう過ぎた教室"),
    ],
)
def test_publish_refuses_what_is_published_or_past(status, hours, sentence, sato):
    event = a_class(status=status, starts_at=at(12) + timedelta(hours=hours))

    with writing() as db, pytest.raises(Refusal, match=sentence):
        events.publish(db, event=db.get_one(Event, event.id), by=sato)
