from datetime import date

import pytest

from database import reading
from models import Event, EventStatus
from services import series
from services.rhythm import Rhythm
from tests.classes import SOON, a_class
from tests.pages.buttons import save


@pytest.fixture(autouse=True)
def _noon_in_the_town(town, stopped_clock):
    pass


def rows_of(event: Event) -> list[Event]:
    with reading() as db:
        return series.dates_of(db, event=db.get_one(Event, event.id))


def days_of(event: Event) -> list[str]:
    return [f"{one.number} {one.local_date:%m/%d}" for one in rows_of(event)]


def words(elements) -> list[str]:
    return [one.value for one in elements]


def count(screen, number: int):
    return screen.number_input(key="s_count").set_value(number).run()


def a_series(opened, staff, event: Event, number: int = 3):
    screen = count(opened("series", staff, event=event.public_id), number)
    return save(screen, "series")


def test_season_is_planned_around_new_year(opened, sato):
    event = a_class()
    screen = count(opened("series", sato, event=event.public_id), 5)
    assert words(screen.warning) == ["- 1月1日(金)は「元日」のため、とばします。"]

    save(screen, "series")
    assert words(screen.success) == ["全5回の連続講座にしました。"]
    assert days_of(event) == ["1 12/04", "2 12/11", "3 12/18", "4 12/25", "5 01/08"]
    assert {one.status for one in rows_of(event)} == {EventStatus.PUBLISHED}


def test_monthly_says_which_week_it_means(opened, sato):
    screen = opened("series", sato, event=a_class().public_id)
    screen.selectbox(key="s_rhythm").set_value(Rhythm.MONTHLY).run()

    assert "毎月の **第1金曜日** です。" in words(screen.markdown)


def test_date_is_moved_and_another_one_left_out(opened, sato):
    event = a_class()
    screen = count(opened("series", sato, event=event.public_id), 4)
    screen.date_input(key="s_day_2026-12-11").set_value(date(2026, 12, 10))
    screen.checkbox(key="s_skip_2026-12-18").check().run()
    save(screen, "series")

    assert words(screen.success) == ["全3回の連続講座にしました。"]
    assert days_of(event) == ["1 12/04", "2 12/10", "3 12/25"]


def test_clash_is_seen_before_and_refused_without_losing_anything(opened, sato):
    event = a_class()
    a_class(starts_at=SOON.replace(day=11), title="地図を使う")
    screen = opened("series", sato, event=event.public_id)
    assert "別の教室「地図を使う」" in screen.warning[0].value

    save(screen, "series")
    assert "12月11日(金)の回：" in screen.error[0].value
    assert [one.number for one in rows_of(event)] == [None]
    assert screen.number_input(key="s_count").value == 3


def test_too_many_dates_are_refused_in_words(opened, sato):
    screen = opened("series", sato, event=a_class().public_id)
    screen.radio(key="s_end").set_value("終わりの日で決める").run()
    screen.date_input(key="s_until").set_value(date(2029, 1, 1)).run()

    assert words(screen.error) == [
        "1度に登録できるのは52回までです。回数を減らすか、何度かに分けてください。"
    ]


def test_volunteers_series_waits_for_approval(opened, tanaka):
    event = a_class(status=EventStatus.DRAFT, created_by_id=tanaka.id)
    screen = a_series(opened, tanaka, event)

    assert words(screen.success) == [
        "全3回の連続講座にしました。担当課が確かめて公開すると、申込の受付がはじまります。"
    ]


def test_this_and_later_get_a_new_capacity(opened, sato):
    event = a_class()
    a_series(opened, sato, event)
    second = rows_of(event)[1]
    screen = opened("series", sato, event=second.public_id)
    screen.number_input(key=f"s_capacity_{second.id}").set_value(8).run()
    save(screen, "series-change")

    assert words(screen.success) == ["2つの回を変えました。"]
    assert [one.capacity for one in rows_of(event)] == [3, 8, 8]


def test_this_and_later_move_together(opened, sato):
    event = a_class()
    a_series(opened, sato, event)
    second = rows_of(event)[1]
    screen = opened("series", sato, event=second.public_id)
    screen.radio(key="s_what").set_value("日にち・時刻・会場").run()
    screen.date_input(key=f"c_day_{second.id}").set_value(date(2026, 12, 10)).run()
    screen.selectbox(key="c_reason").set_value("会場の都合のため")
    save(screen, "series-change")

    assert words(screen.success) == ["日時・会場を変えました。"]
    assert days_of(event) == ["1 12/04", "2 12/10", "3 12/17"]


def test_date_is_added_and_a_planned_one_taken_out(opened, tanaka):
    event = a_class(status=EventStatus.DRAFT, created_by_id=tanaka.id)
    a_series(opened, tanaka, event)
    screen = opened("series", tanaka, event=event.public_id)
    screen.date_input(key="s_add_day").set_value(date(2026, 12, 8)).run()
    save(screen, "series-add")
    assert days_of(event) == ["1 12/04", "2 12/08", "3 12/11", "4 12/18"]

    second = rows_of(event)[1]
    opened("series", tanaka, event=second.public_id).button(key="s_drop").click().run()
    assert days_of(event) == ["1 12/04", "2 12/11", "3 12/18"]


def test_class_is_chosen_from_those_that_stand_alone(opened, sato):
    alone, other = a_class(title="ひとつ"), a_class(district="wakaba", title="連続")
    a_series(opened, sato, other)
    screen = opened("series", sato)

    assert [one.split("　")[-1] for one in screen.selectbox(key="s_class").options] == [alone.title]
