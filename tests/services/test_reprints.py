from datetime import date, timedelta

import pytest

import clock
from database import writing
from models import Copies, Event, EventStatus, Handout, Series, Staff
from refusal import Refusal
from services import copies, printing, reprints
from tests import classes
from tests.classes import SOON, at, course

EDITION = date(2026, 11, 1)


@pytest.fixture(autouse=True)
def _noon_in_the_town(town, stopped_clock):
    pass


def a_class(**columns) -> Event:
    """Made now; the stamps know the real clock only."""
    return classes.a_class(created_at=clock.now(), updated_at=clock.now(), **columns)


def printed(number, by: Staff, count: int = 20, **about) -> Handout:
    """Drawn, and so many copies made of it."""
    with writing() as db:
        sheet = number(db, **about, by=by)
        sheet.created_at = clock.now()
        copies.printed(db, subject=sheet.subject, number=count, idem_key=sheet.code, by=by)
    return sheet


def change(event: Event, words: str = "会場が変わりました。", **columns) -> None:
    with writing() as db:
        row = db.get_one(Event, event.id)
        told = {"notice": row.notice + 1, "notice_on": clock.today(), "notice_text": words}
        told["updated_at"] = clock.now()
        for name, value in (told | columns).items():
            setattr(row, name, value)


def due(by: Staff, **editions: date) -> list[tuple[str, int, date, str]]:
    with writing() as db:
        found = reprints.due(db, editions=editions, by=by)
    return [
        (one.handout.code, one.copies, one.why.since, "".join(one.why.reasons)) for one in found
    ]


def of_series(*starts) -> list[Event]:
    with writing() as db:
        series = Series(title="はじめてのスマホ")
        db.add(series)
    return [
        a_class(series_id=series.id, number=number, starts_at=one)
        for number, one in enumerate(starts, start=1)
    ]


def test_flyer_of_a_class_that_was_changed_is_told_with_its_copies(sato, stopped_clock):
    event = a_class()
    sheet = printed(printing.flyer, sato, event=event)
    before = due(sato)
    stopped_clock(at(13))
    change(event)

    told = "12月4日(金)の「スマホ教室」は、会場が変わりました。"
    assert (before, due(sato)) == ([], [(sheet.code, 20, clock.today(), told)])


def test_flyer_of_a_class_called_off_is_told(sato, stopped_clock):
    event = a_class()
    printed(printing.poster, sato, event=event)
    stopped_clock(at(9, days=1))
    change(event, "中止になりました。", status=EventStatus.CANCELLED)

    ((_, _, since, why),) = due(sato)

    assert (since, why) == (clock.today(), "12月4日(金)の「スマホ教室」は、中止になりました。")


def test_class_that_is_over_needs_no_reprint(sato, stopped_clock):
    event = a_class()
    printed(printing.flyer, sato, event=event)
    change(event)
    stopped_clock(at(12, days=30))

    assert due(sato) == []


def test_sheet_printed_after_the_change_is_current(sato, stopped_clock):
    event = a_class()
    old = printed(printing.flyer, sato, event=event)
    stopped_clock(at(13))
    change(event)
    stopped_clock(at(14))
    with writing() as db:
        fresh = db.get_one(Event, event.id)
    printed(printing.flyer, sato, event=fresh)

    assert [code for code, *_ in due(sato)] == [old.code]


def test_series_is_outdated_by_a_change_and_not_by_a_date_that_passed(sato, stopped_clock):
    first, second = of_series(SOON, SOON + timedelta(days=7))
    printed(printing.series_flyer, sato, dates=[first, second])
    stopped_clock(at(12, days=11))
    passed = due(sato)
    change(second)

    ((_, _, _, why),) = due(sato)

    assert (passed, why) == ([], "12月11日(金)の「スマホ教室」は、会場が変わりました。")


def test_series_with_another_date_is_told(sato):
    first, second = of_series(SOON, SOON + timedelta(days=7))
    printed(printing.series_flyer, sato, dates=[first, second])
    a_class(series_id=first.series_id, number=3, starts_at=SOON + timedelta(days=14))

    assert [why for *_, why in due(sato)] == ["日にちが増えました。"]


def month(by: Staff, town: str = "", **about) -> Handout:
    return printed(printing.month, by, town=town, first=date(2026, 12, 1), **about)


def test_schedule_is_outdated_by_its_own_towns_changes(sato, stopped_clock):
    event = a_class()
    month(sato, "wakaba", classes=[])
    own = month(sato, "chuo", classes=[event])
    everywhere = month(sato, classes=[event])
    stopped_clock(at(13))
    change(event)

    assert {code for code, *_ in due(sato)} == {own.code, everywhere.code}


def test_schedule_lacks_a_class_announced_later(sato, stopped_clock):
    month(sato, classes=[])
    stopped_clock(at(13, days=1))
    a_class()

    ((_, _, since, why),) = due(sato)

    assert (since, why) == (clock.today(), "12月4日(金)の「スマホ教室」が加わりました。")


def test_schedule_printed_after_the_change_of_the_same_day_is_current(sato, stopped_clock):
    event = a_class()
    stopped_clock(at(13))
    change(event)
    stopped_clock(at(14))
    month(sato, classes=[event])

    assert due(sato) == []


def test_lesson_with_a_newer_text_is_told(sato):
    sheet = printed(printing.lesson_sheet, sato, course=course("B07"), edition=EDITION)

    newer = EDITION + timedelta(days=9)
    assert due(sato, B07=EDITION) == []
    assert due(sato, B07=newer) == [(sheet.code, 20, newer, "てびきの文章が新しくなりました。")]


def test_sheet_without_copies_hangs_nowhere(sato):
    event = a_class()
    with writing() as db:
        printing.flyer(db, event=event, by=sato)
    change(event)

    assert due(sato) == []


def test_replaced_sheet_is_told_no_more(sato, stopped_clock):
    event = a_class()
    sheet = printed(printing.flyer, sato, event=event)
    stopped_clock(at(13))
    change(event)
    with writing() as db:
        reprints.replaced(db, code=sheet.code, by=sato)

    assert due(sato) == []
    with writing() as db, pytest.raises(Refusal, match="もう貼りかえてあります"):
        reprints.replaced(db, code=sheet.code, by=sato)


def test_volunteer_sees_and_takes_down_own_copies_only(sato, tanaka, stopped_clock):
    event = a_class(created_by_id=tanaka.id)
    sheet = printed(printing.flyer, sato, event=event)
    stopped_clock(at(13))
    change(event)
    seen = due(tanaka)
    with writing() as db, pytest.raises(Refusal):
        reprints.replaced(db, code=sheet.code, by=tanaka)
    with writing() as db:
        db.add(
            Copies(
                handout_id=sheet.id,
                number=2,
                staff_id=tanaka.id,
                printed_on=clock.today(),
                idem_key="own",
            )
        )

    assert (seen, [count for _, count, *_ in due(tanaka)]) == ([], [2])
    assert [count for _, count, *_ in due(sato)] == [22]
