from datetime import date, time, timedelta

import pytest
from sqlmodel import select

from database import reading, writing
from models import Event, EventStatus, Series, Staff, Venue, VenueClosure
from refusal import Refusal
from services import bookings, drafts, series, series_plan
from services.moves import To
from services.permissions import NotPermitted
from services.rhythm import Remedy, Rhythm
from services.series import Scope
from services.series_plan import Plan, Wish
from tests.classes import SOON, a_class, at, course, crowd

DRAFT = EventStatus.DRAFT
THREE, TWELVE = Wish(count=3), Wish(count=12)


@pytest.fixture(autouse=True)
def _noon_in_the_town(town, stopped_clock):
    pass


def planned(event: Event, wish: Wish, by: Staff) -> Plan:
    with reading() as db:
        return series_plan.plan(db, event=db.get_one(Event, event.id), wish=wish, by=by)


def register(event: Event, by: Staff, wish: Wish = THREE, *, key: str = "k", **options) -> Series:
    with writing() as db:
        row = db.get_one(Event, event.id)
        rows = series_plan.plan(db, event=row, wish=wish, by=by).rows
        return series.register(db, event=row, rows=rows, idem_key=key, by=by, **options)


def rows_of(event: Event) -> list[Event]:
    with reading() as db:
        return series.dates_of(db, event=db.get_one(Event, event.id))


def days_of(event: Event) -> list[str]:
    return [f"{one.number} {one.local_date:%m/%d}" for one in rows_of(event)]


def at_number(event: Event, number: int) -> Event:
    return next(one for one in rows_of(event) if one.number == number)


def book(event: Event, count: int, by: Staff) -> None:
    people = crowd(count)
    with writing() as db:
        row = db.get_one(Event, event.id)
        bookings.book(db, event=row, people=people, idem_key="b", by=by)


def act(do, event: Event, **wishes):
    with writing() as db:
        return do(db, event=db.get_one(Event, event.id), **wishes)


def test_plan_leaves_out_new_year_and_tells_it(sato):
    """Fridays from December 4: 元日 is the fifth."""
    plan = planned(a_class(), Wish(count=5), sato)

    assert [f"{row.day:%m/%d}" for row in plan.rows] == ["12/11", "12/18", "12/25", "01/08"]
    assert plan.told == ["1月1日(金)は「元日」のため、とばします。"]


def test_plan_leaves_out_the_days_on_which_the_hall_is_closed(sato):
    event = a_class()
    with writing() as db:
        day = date(2026, 12, 11)
        row = VenueClosure(venue_id=event.venue_id, first_day=day, last_day=day, reason="清掃")
        db.add(row)

    shifted = planned(event, Wish(count=3, remedy=Remedy.SHIFT), sato)
    assert [f"{row.day:%m/%d}" for row in shifted.rows] == ["12/14", "12/18"]
    assert shifted.told == ["12月11日(金)は「会場の休館日」のため、12月14日(月)にずらします。"]


def test_first_date_stands_even_on_a_holiday(sato):
    event = a_class(starts_at=at(10, days=80))  # 2027-02-12 is a Friday; 11 is 建国記念の日
    holiday = a_class(starts_at=at(10, days=79), district="wakaba")

    assert [row.day.day for row in planned(event, Wish(count=2), sato).rows] == [19]
    assert [row.day.day for row in planned(holiday, Wish(count=2), sato).rows] == [18]


def test_rows_carry_everything_of_the_first_date(sato, tanaka):
    event = a_class(
        course_id=course("B07").id,
        title="みんなのLINE",
        opens_at=at(9, days=2),
        closes_on=date(2026, 12, 1),
        press_on=date(2026, 11, 27),
        fee=100,
        funding="県の補助",
        host="老人クラブ",
        note="鍵は9時",
        helpers_reason="少人数のため",
        helpers_needed=1,
        capacity=8,
        tables=2,
        table_minutes=20,
    )
    register(event, sato)
    with reading() as db:
        rows = series.dates_of(db, event=db.get_one(Event, event.id))
        first, second, _ = (drafts.of(db, event=one) for one in rows)

    assert second._replace(day=first.day) == first._replace(
        opens_at=at(9, days=9), closes_on=date(2026, 12, 8), press_on=date(2026, 12, 4)
    )


def test_register_numbers_the_dates_in_their_order(sato):
    event = a_class()
    made = register(event, sato, publish_now=True)

    assert days_of(event) == ["1 12/04", "2 12/11", "3 12/18"]
    assert {one.status for one in rows_of(event)} == {EventStatus.PUBLISHED}
    assert {one.series_id for one in rows_of(event)} == {made.id}


def test_register_twice_returns_the_first_result(sato):
    event = a_class()

    assert register(event, sato).id == register(event, sato).id
    assert len(rows_of(event)) == 3


def test_date_moved_before_the_first_becomes_the_first(sato):
    event = a_class()
    with writing() as db:
        row = db.get_one(Event, event.id)
        (second,) = series_plan.plan(db, event=row, wish=Wish(count=2), by=sato).rows
        early = second._replace(day=date(2026, 12, 1))
        series.register(db, event=row, rows=[early], idem_key="k", by=sato)

    assert days_of(event) == ["1 12/01", "2 12/04"]


def test_volunteers_series_waits_for_approval(tanaka):
    event = a_class(status=DRAFT, created_by_id=tanaka.id)
    register(event, tanaka, publish_now=True)

    assert {one.status for one in rows_of(event)} == {DRAFT}


def test_series_from_another_volunteers_class_is_refused(tanaka, suzuki):
    event = a_class(status=DRAFT, created_by_id=tanaka.id)

    with pytest.raises(NotPermitted):
        register(event, suzuki)


def test_clash_is_named_with_its_day_and_nothing_is_saved(sato):
    event = a_class()
    a_class(starts_at=SOON + timedelta(days=14), title="地図を使う")

    with writing() as db, pytest.raises(Refusal, match="12月18日\\(金\\)の回：.*「地図を使う」"):
        row = db.get_one(Event, event.id)
        rows = series_plan.plan(db, event=row, wish=THREE, by=sato).rows
        series.register(db, event=row, rows=rows, idem_key="k", by=sato)

    with reading() as db:
        assert len(db.exec(select(Event)).all()) == 2
        assert db.exec(select(Series)).all() == []
    assert rows_of(event)[0].number is None


def test_problems_are_told_before_saving(sato):
    event = a_class()
    a_class(starts_at=SOON + timedelta(days=14), title="地図を使う")
    with reading() as db:
        row = db.get_one(Event, event.id)
        one, two = series_plan.plan(db, event=row, wish=THREE, by=sato).rows
        rows = [one, two, one._replace(start=time(11))]
        none, clash, twice = series_plan.problems(db, rows=rows, by=sato)

    assert none == []
    assert "別の教室「地図を使う」" in clash[0]
    assert twice == ["12月11日(金)の別の回と、時間が重なっています。日か時刻を変えてください。"]


def test_dates_in_different_halls_may_be_at_once(sato):
    event = a_class()
    with reading() as db:
        row = db.get_one(Event, event.id)
        (one,) = series_plan.plan(db, event=row, wish=Wish(count=2), by=sato).rows
        other = db.exec(select(Venue).where(Venue.name == "若葉公民館")).one()
        assert series_plan.problems(db, rows=[one, one._replace(venue=other)], by=sato) == [[], []]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"status": EventStatus.CANCELLED}, "「中止」です"),
        ({"status": EventStatus.HELD}, "「開催済み」です"),
    ],
)
def test_what_is_over_is_not_repeated(changes, sentence, sato):
    with pytest.raises(Refusal, match=sentence):
        register(a_class(**changes), sato)


def test_series_is_not_repeated_again_and_not_made_of_one(sato):
    event = a_class()
    register(event, sato)

    with pytest.raises(Refusal, match="もう連続講座の1回です"):
        register(event, sato, key="other")
    other = a_class(district="wakaba")
    with writing() as db, pytest.raises(Refusal, match="第2回がありません"):
        row = db.get_one(Event, other.id)
        series.register(db, event=row, rows=[], idem_key="x", by=sato)


@pytest.mark.parametrize(
    ("scope", "reached"), [(Scope.THIS, [2]), (Scope.LATER, [2, 3]), (Scope.ALL, [1, 2, 3])]
)
def test_edit_reaches_as_far_as_wished(scope, reached, sato):
    event = a_class()
    register(event, sato)
    second = at_number(event, 2)

    act(series.edit, second, scope=scope, wishes={"capacity": 4}, by=sato)

    assert [one.number for one in rows_of(event) if one.capacity == 4] == reached


def test_edit_of_all_leaves_alone_what_is_over_or_called_off(sato, stopped_clock):
    event = a_class()
    register(event, sato, Wish(count=4))
    third = at_number(event, 3)
    with writing() as db:
        db.get_one(Event, third.id).status = EventStatus.CANCELLED
    stopped_clock(SOON + timedelta(hours=2))

    act(series.edit, at_number(event, 2), scope=Scope.ALL, wishes={"fee": 100}, by=sato)
    assert [one.fee for one in rows_of(event)] == [0, 100, 0, 100]


def test_edit_is_all_or_nothing_and_names_the_date(sato):
    event = a_class(capacity=3)
    register(event, sato, publish_now=True)
    book(at_number(event, 3), 3, sato)

    with writing() as db, pytest.raises(Refusal, match="12月18日\\(金\\)の回：もう3名の席"):
        row = db.get_one(Event, event.id)
        series.edit(db, event=row, scope=Scope.ALL, wishes={"capacity": 2}, by=sato)
    assert [one.capacity for one in rows_of(event)] == [3, 3, 3]


def test_volunteer_edits_own_plans_only(tanaka, sato):
    plan = a_class(status=DRAFT, created_by_id=tanaka.id)
    act(series.edit, plan, scope=Scope.THIS, wishes={"title": "名前"}, by=tanaka)
    assert rows_of(plan)[0].title == "名前"

    public = a_class(created_by_id=tanaka.id)
    with pytest.raises(NotPermitted):
        act(series.edit, public, scope=Scope.THIS, wishes={"title": "名前"}, by=tanaka)


def test_this_and_later_move_by_the_same_days_and_their_people_are_told(sato):
    event = a_class()
    register(event, sato, publish_now=True)
    book(at_number(event, 3), 1, sato)
    second = at_number(event, 2)
    to = To(days=-1, start=time(14))

    told = act(series.move, second, scope=Scope.LATER, to=to, reason="会場の都合のため", by=sato)

    assert days_of(event) == ["1 12/04", "2 12/10", "3 12/17"]
    assert [entry.person.name for entry in told] == ["見本 1"]
    assert [one.notice for one in rows_of(event)] == [0, 1, 1]
    assert rows_of(event)[2].notice_text == (
        "日にちと時間が変わりました。12月18日(金) 午前10時〜11時30分の教室は、"
        "12月17日(木) 午後2時〜3時30分に行います（理由：会場の都合のため）。"
    )


def test_weekly_series_moves_by_a_week_through_itself(sato):
    event = a_class()
    register(event, sato, publish_now=True)
    act(series.move, event, scope=Scope.ALL, to=To(days=7), reason="会場の都合のため", by=sato)

    assert days_of(event) == ["1 12/11", "2 12/18", "3 12/25"]


def test_added_date_gets_the_next_number_when_flyers_are_out(sato):
    event = a_class()
    register(event, sato, publish_now=True)
    made = act(series.add, event, day=date(2026, 12, 8), idem_key="a", by=sato)
    again = act(series.add, event, day=date(2026, 12, 8), idem_key="a", by=sato)

    assert made.id == again.id
    assert days_of(event) == ["1 12/04", "4 12/08", "2 12/11", "3 12/18"]
    assert rows_of(event)[1].status is EventStatus.PUBLISHED


def test_added_date_takes_its_place_while_all_is_a_plan(tanaka):
    event = a_class(status=DRAFT, created_by_id=tanaka.id)
    register(event, tanaka)
    act(series.add, event, day=date(2026, 12, 8), idem_key="a", by=tanaka)

    assert days_of(event) == ["1 12/04", "2 12/08", "3 12/11", "4 12/18"]


def test_dropped_plan_leaves_no_gap_in_the_numbers(tanaka):
    event = a_class(status=DRAFT, created_by_id=tanaka.id)
    register(event, tanaka)
    second = at_number(event, 2)
    act(series.drop, second, by=tanaka)

    assert days_of(event) == ["1 12/04", "2 12/18"]
    dropped = rows_of(second)[0]
    assert (dropped.status, dropped.notice, dropped.number) == (EventStatus.CANCELLED, 0, None)


def test_announced_date_is_not_dropped_in_silence(sato):
    event = a_class()
    register(event, sato, publish_now=True)

    with pytest.raises(Refusal, match="理由を添えて中止に"):
        act(series.drop, at_number(event, 2), by=sato)


def test_date_is_added_to_a_series_only(sato):
    with pytest.raises(Refusal, match="連続講座ではありません"):
        act(series.add, a_class(), day=date(2026, 12, 8), idem_key="a", by=sato)


def test_season_of_twelve_months(sato):
    """Every first Friday for a year: 元日 is told, and nothing else is closed."""
    plan = planned(a_class(), Wish(rhythm=Rhythm.MONTHLY, count=12), sato)

    assert len(plan.rows) == 11
    assert plan.told == ["1月1日(金)は「元日」のため、とばします。"]
