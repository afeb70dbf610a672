from datetime import date, time, timedelta

import pytest

from database import reading, writing
from models import Event, EventStatus
from pages._ui.changes import Act
from services import bookings
from tests.classes import SOON, a_class, crowd
from tests.pages.buttons import save


@pytest.fixture(autouse=True)
def _noon_in_the_town(town, stopped_clock):
    pass


def now(event: Event) -> Event:
    with reading() as db:
        return db.get_one(Event, event.id)


def book(event: Event, count: int, by) -> None:
    people = crowd(count)
    with writing() as db:
        row = db.get_one(Event, event.id)
        bookings.book(db, event=row, people=people, idem_key=str(event.id), by=by)


def reason(screen, words: str):
    screen.selectbox(key="c_reason").set_value(words)
    return screen


def drawn(screen) -> str:
    return "".join(one.value for one in screen.get("html"))


def test_one_class_is_called_off_and_its_people_are_to_be_told(opened, sato):
    event = a_class()
    book(event, 2, sato)
    screen = opened("changes", sato, event=event.public_id)

    save(screen, "changes")
    assert [one.value for one in screen.error] == [
        "理由を入力してください。お電話で聞かれたときに使います。"
    ]
    save(reason(screen, "台風が近づいているため"), "changes")

    assert [one.value for one in screen.success] == [
        "1つの教室を中止にしました。申し込んだ2名の方に、お電話でお知らせください。"
        "住民のページには、もう出ています。"
    ]
    assert now(event).status is EventStatus.CANCELLED
    assert f"/staff/files/notice/{event.public_id}.pdf" in drawn(screen)
    assert "/staff/calls" in drawn(screen)


def test_all_classes_of_the_days_are_called_off_at_once(opened, sato):
    day = SOON.date()
    one, two = a_class(), a_class(district="wakaba")
    later = a_class(starts_at=SOON + timedelta(days=1))
    screen = opened("changes", sato)
    screen.date_input(key="c_until").set_value(day)
    screen.date_input(key="c_since").set_value(day).run()
    screen.button(key="c_all").click().run()
    save(reason(screen, "大雪のため"), "changes")

    assert [now(event).status for event in (one, two, later)] == [
        EventStatus.CANCELLED,
        EventStatus.CANCELLED,
        EventStatus.PUBLISHED,
    ]


def test_only_what_is_ticked_is_changed(opened, sato):
    one, two = a_class(), a_class(district="wakaba")
    screen = opened("changes", sato)
    screen.date_input(key="c_until").set_value(SOON.date()).run()
    screen.checkbox(key=f"c_take_{two.id}").check().run()
    screen.radio(key="c_act").set_value(Act.POSTPONE).run()
    save(reason(screen, "大雪のため"), "changes")

    assert [now(event).status for event in (one, two)] == [
        EventStatus.PUBLISHED,
        EventStatus.POSTPONED,
    ]
    assert "（理由：大雪のため）" in now(two).notice_text


def test_one_class_is_moved_and_the_clash_is_seen_before(opened, sato):
    event, other = a_class(), a_class(starts_at=SOON + timedelta(days=7), title="地図を使う")
    screen = opened("changes", sato, event=event.public_id)
    screen.radio(key="c_act").set_value(Act.MOVE).run()
    screen.date_input(key=f"c_day_{event.id}").set_value(other.local_date).run()
    assert "別の教室「地図を使う」" in screen.warning[0].value

    screen.selectbox(key="c_start").set_value(time(13, 30)).run()
    assert [one.value for one in screen.warning] == []
    save(reason(screen, "講師の都合のため"), "changes")
    assert now(event).notice_text.startswith("日にちと時間が変わりました。")
    assert now(event).local_date == date(2026, 12, 11)


def test_postponed_class_gets_its_new_day(opened, sato):
    event = a_class(status=EventStatus.POSTPONED, notice=1)
    screen = opened("changes", sato, event=event.public_id)
    screen.date_input(key=f"c_day_{event.id}").set_value(date(2026, 12, 18)).run()
    save(screen, "changes")

    assert (now(event).status, now(event).local_date.day) == (EventStatus.PUBLISHED, 18)


def test_class_that_is_over_offers_no_change(opened, sato):
    event = a_class(status=EventStatus.REPORTED)
    screen = opened("changes", sato, event=event.public_id)

    assert [one.key for one in screen.button] == []
