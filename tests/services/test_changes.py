from datetime import date, time, timedelta

import pytest
from sqlmodel import select

from database import reading, writing
from models import (
    AuditLine,
    Booking,
    BookingStatus,
    Event,
    EventStatus,
    Offer,
    OfferOutcome,
    Room,
    Staff,
    Venue,
)
from refusal import Refusal
from services import bookings, changes, moves, notice_text
from services.moves import To
from services.permissions import NotPermitted
from tests.classes import SOON, a_class, at, crowd

RAIN = "大雨・洪水のおそれがあるため"


@pytest.fixture(autouse=True)
def _noon_in_the_town(town, stopped_clock):
    pass


def change(act, *events: Event, by: Staff, **wishes) -> list[str]:
    """Do it; returns the names of those who must be told."""
    with writing() as db:
        rows = [db.get_one(Event, event.id) for event in events]
        return [entry.person.name for entry in act(db, events=rows, by=by, **wishes)]


def resume(event: Event, to: To, *, by: Staff) -> list[str]:
    with writing() as db:
        row = db.get_one(Event, event.id)
        return [entry.person.name for entry in changes.resume(db, event=row, to=to, by=by)]


def book(event: Event, count: int, by: Staff) -> None:
    people = crowd(count)
    with writing() as db:
        row = db.get_one(Event, event.id)
        for one in people:
            bookings.book(db, event=row, people=[one], idem_key=f"{event.id}-{one.id}", by=by)


def now(event: Event) -> Event:
    with reading() as db:
        return db.get_one(Event, event.id)


def told(event: Event) -> tuple[EventStatus, int, date | None, str]:
    row = now(event)
    return row.status, row.notice, row.notice_on, row.notice_text


def hall(name: str) -> Venue:
    with reading() as db:
        return db.exec(select(Venue).where(Venue.name == name)).one()


def test_calling_off_keeps_the_bookings_and_says_whom_to_call(sato):
    event = a_class(capacity=1)
    book(event, 2, sato)

    names = change(changes.call_off, event, reason=f"{RAIN}。", by=sato)

    assert names == ["見本 1", "見本 2"]
    assert told(event) == (
        EventStatus.CANCELLED,
        1,
        date(2026, 11, 24),
        "中止になりました。12月4日(金) 午前10時〜11時30分の教室は、行いません"
        "（理由：大雨・洪水のおそれがあるため）。",
    )
    with reading() as db:
        kept = db.exec(select(Booking.cancelled_at)).all()
        line = db.exec(select(AuditLine).order_by(AuditLine.id.desc())).first()
    assert kept == [None, None]
    assert (line.entity, line.entity_id, line.actor_id) == ("event", str(event.id), sato.id)


def test_held_seats_are_let_go_when_the_class_is_called_off(sato):
    event = a_class(capacity=1)
    book(event, 2, sato)
    with writing() as db:
        bookings.cancel(db, booking=db.exec(select(Booking)).first(), by=sato)

    change(changes.call_off, event, reason=RAIN, by=sato)

    with reading() as db:
        offer, rows = db.exec(select(Offer)).one(), db.exec(select(Booking.status)).all()
    assert (offer.outcome, offer.reason) == (OfferOutcome.WITHDRAWN, "教室が「中止」になったため")
    assert rows == [BookingStatus.CANCELLED, BookingStatus.WAITING]


def test_a_whole_day_is_called_off_at_once(sato):
    one, two = a_class(), a_class(district="wakaba")
    book(one, 1, sato)
    book(two, 1, sato)

    assert change(changes.call_off, one, two, reason=RAIN, by=sato) == ["見本 1", "見本 1"]
    assert [now(one).status, now(two).status] == [EventStatus.CANCELLED] * 2


@pytest.mark.parametrize("act", [changes.call_off, changes.postpone])
def test_all_or_nothing(act, sato):
    fine, over = a_class(), a_class(district="wakaba", status=EventStatus.CANCELLED, title="雪")

    with writing() as db, pytest.raises(Refusal, match="「雪」（12月4日\\(金\\)）は、もう「中止」"):
        rows = [db.get_one(Event, event.id) for event in (fine, over)]
        act(db, events=rows, reason=RAIN, by=sato)

    assert told(fine) == (EventStatus.PUBLISHED, 0, None, "")


@pytest.mark.parametrize("reason", [" ", "。", "あ" * 61])
def test_reason_is_asked_for_and_short_enough_to_tell(reason, sato):
    with pytest.raises(Refusal, match="理由"):
        change(changes.call_off, a_class(), reason=reason, by=sato)


def test_nothing_chosen_is_refused(sato):
    with pytest.raises(Refusal, match="教室を選んで"):
        change(changes.call_off, reason=RAIN, by=sato)


def test_what_is_over_is_not_called_off(sato, stopped_clock):
    event = a_class()
    stopped_clock(SOON + timedelta(minutes=90))

    with pytest.raises(Refusal, match="もう始まったか、終わって"):
        change(changes.call_off, event, reason=RAIN, by=sato)


def test_class_that_has_begun_can_only_be_called_off(sato, stopped_clock):
    event = a_class()
    stopped_clock(SOON)

    with pytest.raises(Refusal, match="もう始まったか、終わって"):
        change(changes.postpone, event, reason=RAIN, by=sato)
    change(changes.call_off, event, reason=RAIN, by=sato)
    assert now(event).status is EventStatus.CANCELLED


def test_plan_that_is_called_off_is_news_to_nobody(sato):
    plan = a_class(status=EventStatus.DRAFT)
    change(changes.call_off, plan, reason=RAIN, by=sato)

    assert told(plan)[:3] == (EventStatus.CANCELLED, 0, None)


def test_plan_is_not_postponed(sato):
    with pytest.raises(Refusal, match="まだ公開されていません"):
        change(changes.postpone, a_class(status=EventStatus.DRAFT), reason=RAIN, by=sato)


def test_postponed_class_gets_a_new_day_and_everybody_is_told_twice(sato, stopped_clock):
    event = a_class()
    book(event, 1, sato)

    assert change(changes.postpone, event, reason=RAIN, by=sato) == ["見本 1"]
    assert told(event) == (
        EventStatus.POSTPONED,
        1,
        date(2026, 11, 24),
        "延期になりました。12月4日(金) 午前10時〜11時30分には行いません。"
        f"新しい日は、決まりしだいお知らせします（理由：{RAIN}）。",
    )

    stopped_clock(SOON + timedelta(days=1))
    assert resume(event, To(days=14, start=time(14)), by=sato) == ["見本 1"]
    assert told(event) == (
        EventStatus.PUBLISHED,
        2,
        date(2026, 12, 5),
        "新しい日が決まりました。12月4日(金)から延期した教室は、"
        "12月18日(金) 午後2時〜3時30分、中央公民館で行います。",
    )


def test_postponed_class_can_be_called_off_after_its_day(sato, stopped_clock):
    event = a_class()
    change(changes.postpone, event, reason=RAIN, by=sato)
    stopped_clock(SOON + timedelta(days=1))

    change(changes.call_off, event, reason="会場の都合のため", by=sato)
    assert (now(event).status, now(event).notice) == (EventStatus.CANCELLED, 2)


def test_only_a_postponed_class_gets_a_new_day(sato):
    with pytest.raises(Refusal, match="延期中ではありません（受付中）"):
        resume(a_class(), To(days=7), by=sato)


@pytest.mark.parametrize(
    ("to", "text"),
    [
        (
            To(days=7),
            "日にちが変わりました。12月4日(金) 午前10時〜11時30分の教室は、"
            "12月11日(金) 午前10時〜11時30分に行います（理由：講師の都合のため）。",
        ),
        (
            To(start=time(13, 30), minutes=60),
            "時間が変わりました。12月4日(金) 午前10時〜11時30分の教室は、"
            "12月4日(金) 午後1時30分〜2時30分に行います（理由：講師の都合のため）。",
        ),
    ],
)
def test_moving_says_what_was_what_is_and_why(to, text, sato):
    event = a_class()
    book(event, 1, sato)

    assert change(changes.move, event, to=to, reason="講師の都合のため", by=sato) == ["見本 1"]
    assert told(event) == (EventStatus.PUBLISHED, 1, date(2026, 11, 24), text)


def test_moving_to_another_hall_names_both(sato):
    event = a_class()
    change(changes.move, event, to=To(venue_id=hall("若葉公民館").id), reason="改修のため", by=sato)

    assert now(event).venue_id == hall("若葉公民館").id
    assert now(event).notice_text == (
        "会場が変わりました。12月4日(金) 午前10時〜11時30分 中央公民館の教室は、"
        "12月4日(金) 午前10時〜11時30分に、若葉公民館で行います（理由：改修のため）。"
    )


def test_moving_into_a_room_and_out_again(sato):
    event, here = a_class(capacity=3), hall("中央公民館")
    with writing() as db:
        room = Room(venue_id=here.id, name="第1研修室", capacity=4)
        db.add(room)

    change(
        changes.move, event, to=To(venue_id=here.id, room_id=room.id), reason="暖房のため", by=sato
    )
    assert now(event).room_id == room.id
    assert now(event).notice_text.startswith("部屋が変わりました。")

    change(changes.move, event, to=To(venue_id=here.id), reason="暖房のため", by=sato)
    assert now(event).room_id is None


def test_moving_across_the_year_changes_the_fiscal_year(sato):
    event = a_class(starts_at=at(10, days=120))
    change(changes.move, event, to=To(days=14), reason="会場の都合のため", by=sato)

    row = now(event)
    assert (row.local_date, row.fiscal_year) == (date(2027, 4, 7), 2027)


def test_dates_of_the_application_move_along(sato):
    event = a_class(opens_at=at(9, days=2), closes_on=date(2026, 12, 1))
    change(changes.move, event, to=To(days=3), reason="講師の都合のため", by=sato)
    assert (now(event).opens_at, now(event).closes_on) == (at(9, days=5), date(2026, 12, 4))

    change(changes.move, event, to=To(days=-12), reason="講師の都合のため", by=sato)
    assert now(event).closes_on == date(2026, 11, 24)


@pytest.mark.parametrize(
    ("to", "sentence"),
    [
        (To(), "何も変わっていません"),
        (To(days=-10), "もう過ぎた日時です"),
    ],
)
def test_move_to_nowhere_or_the_past_is_refused(to, sentence, sato):
    with pytest.raises(Refusal, match=sentence):
        change(changes.move, a_class(), to=to, reason=RAIN, by=sato)


def test_move_into_a_hall_that_is_too_small_is_refused(sato):
    event, small = a_class(capacity=40), hall("山里公民館")

    with pytest.raises(Refusal, match=f"{small.name}に入れるのは{small.capacity}名まで"):
        change(changes.move, event, to=To(venue_id=small.id), reason=RAIN, by=sato)


def test_clash_is_named_and_nothing_is_moved(sato):
    one, two = a_class(), a_class(district="wakaba")
    a_class(district="wakaba", starts_at=SOON + timedelta(days=7), title="地図を使う")

    with writing() as db, pytest.raises(Refusal, match="別の教室「地図を使う」"):
        rows = [db.get_one(Event, event.id) for event in (one, two)]
        changes.move(db, events=rows, to=To(days=7), reason=RAIN, by=sato)

    assert [now(one).local_date, now(two).local_date] == [SOON.date()] * 2


def test_weekly_classes_move_by_a_week_without_meeting_themselves(sato):
    events = [a_class(starts_at=SOON + timedelta(days=7 * week)) for week in range(3)]
    change(changes.move, *events, to=To(days=7), reason="講師の都合のため", by=sato)

    assert [now(one).local_date.day for one in events] == [11, 18, 25]


def test_half_an_hour_later_overlaps_only_itself(sato):
    event = a_class()
    change(changes.move, event, to=To(start=time(10, 30)), reason="講師の都合のため", by=sato)

    assert now(event).starts_at == at(10, 30, days=10)


def test_volunteer_moves_the_own_plan_without_a_reason(tanaka):
    plan = a_class(status=EventStatus.DRAFT, created_by_id=tanaka.id)
    change(changes.move, plan, to=To(days=1), reason="", by=tanaka)

    assert told(plan) == (
        EventStatus.DRAFT,
        0,
        None,
        "日にちが変わりました。12月4日(金) 午前10時〜11時30分の教室は、"
        "12月5日(土) 午前10時〜11時30分に行います。",
    )


@pytest.mark.parametrize("status", [EventStatus.PUBLISHED, EventStatus.DRAFT])
def test_volunteer_moves_neither_what_is_announced_nor_other_plans(status, tanaka, suzuki):
    creator = tanaka if status is EventStatus.PUBLISHED else suzuki
    event = a_class(status=status, created_by_id=creator.id)

    with pytest.raises(NotPermitted, match="担当課が変更します"):
        change(changes.move, event, to=To(days=1), reason=RAIN, by=tanaka)


def test_changeable_are_the_announced_classes_of_the_days(sato, stopped_clock):
    first, other = a_class(), a_class(district="wakaba")
    later = a_class(starts_at=SOON + timedelta(days=1), status=EventStatus.CLOSED)
    for status in (EventStatus.DRAFT, EventStatus.CANCELLED, EventStatus.HELD):
        a_class(status=status, district="asagiri")

    def found(**wishes) -> list[int]:
        days = {"since": SOON.date(), "until": SOON.date()} | wishes
        with reading() as db:
            return [card.event.id for card in changes.changeable(db, by=sato, **days)]

    assert found() == [first.id, other.id]
    assert found(until=SOON.date() + timedelta(days=1)) == [first.id, other.id, later.id]
    assert found(district_code="wakaba") == [other.id]
    assert found(venue_id=first.venue_id) == [first.id]
    stopped_clock(SOON + timedelta(hours=2))
    assert found() == []


@pytest.mark.parametrize("act", [changes.call_off, changes.postpone])
def test_notice_is_taken_apart_as_it_was_written(act, sato):
    event = a_class()
    change(act, event, reason=RAIN, by=sato)

    told = notice_text.parts(now(event).notice_text)
    assert told.headline == f"{now(event).status.label}になりました"
    assert (told.sentence[:10], told.sentence[-1], told.reason) == ("12月4日(金) 午", "。", RAIN)


def test_notice_without_a_reason_is_taken_apart_too(sato):
    event = a_class()
    change(changes.postpone, event, reason=RAIN, by=sato)
    resume(event, To(days=7), by=sato)

    told = notice_text.parts(now(event).notice_text)
    assert (told.headline, told.reason) == ("新しい日が決まりました", "")
    assert told.sentence.endswith("中央公民館で行います。")


def test_look_says_what_a_move_would_come_to_and_saves_nothing(sato):
    event, other = a_class(), a_class(starts_at=SOON + timedelta(days=7), title="地図を使う")

    def look(*events: Event, **to) -> list[tuple[str, str, list[str]]]:
        with reading() as db:
            rows = [db.get_one(Event, one.id) for one in events]
            found = moves.look(db, events=rows, to=To(**to), by=sato)
            return [(one.was, one.now, one.problems) for one in found]

    ((was, new, (clash,)),) = look(event, days=7)
    assert (was, new) == ("12月4日(金) 午前10時〜11時30分", "12月11日(金) 午前10時〜11時30分")
    assert "別の教室「地図を使う」" in clash
    assert [one[2] for one in look(event, other, days=7)] == [[], []]
    assert [one[2] for one in look(event, other, days=28)] == [["1月1日(金)は「元日」です。"], []]
    assert now(event).notice == 0


def test_press_day_never_lies_after_the_class(sato):
    event = a_class(press_on=date(2026, 12, 3))
    change(changes.move, event, to=To(days=-3), reason=RAIN, by=sato)

    assert now(event).press_on == date(2026, 12, 1)
