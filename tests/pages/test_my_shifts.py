from datetime import date, timedelta

import pytest

from database import reading
from models import EventStatus, Slot, Staff
from services import availability, own_feed
from tests.classes import SOON, a_class, works_at
from tests.pages.buttons import save
from tests.services.test_shifts import drafted
from tests.services.test_stand_ins import ask, people, shift_of

DECEMBER = date(2026, 12, 1)
MORNINGS = "o_days_morning_202612"


@pytest.fixture(autouse=True)
def _noon_in_the_town(town, stopped_clock):
    pass


def words(screen) -> str:
    told = (*screen.markdown, *screen.info, *screen.warning, *screen.get("html"))
    return "".join(one.value for one in told)


def view(screen, name: str):
    return screen.segmented_control(key="v_view").set_value(name).run()


def days(screen):
    """The days of December one could offer."""
    screen = view(screen, "出られる日")
    return screen.segmented_control(key="v_month").set_value(DECEMBER).run()


def offered(by: Staff) -> set:
    with reading() as db:
        return availability.offered(db, since=DECEMBER, until=date(2026, 12, 31), by=by)


def test_own_shifts_are_shown_with_place_and_colleagues(opened, tanaka, suzuki):
    event = a_class(title="LINE教室")
    works_at(event, tanaka)
    works_at(event, suzuki)
    screen = opened("my_shifts", tanaka)

    assert [one.value for one in screen.subheader] == ["これからの受け持ち（1件）"]
    for text in ("LINE教室", "12月4日(金)", "いっしょに: 鈴木（講師）", "/files/duties/tanaka.pdf"):
        assert text in words(screen)


def test_drafts_and_others_shifts_are_never_shown(opened, tanaka, suzuki):
    drafted(a_class(title="案の教室"), tanaka)
    works_at(a_class(title="ほかの教室"), suzuki)
    event = a_class(title="LINE教室", starts_at=SOON + timedelta(days=1))
    works_at(event, tanaka)
    drafted(event, suzuki)
    screen = opened("my_shifts", tanaka)

    assert [text in words(screen) for text in ("案の教室", "ほかの教室", "鈴木")] == [False] * 3


def test_class_called_off_says_so(opened, tanaka):
    works_at(a_class(status=EventStatus.CANCELLED), tanaka)

    screen = opened("my_shifts", tanaka)
    assert '<span class="chip off">中止</span>' in words(screen)
    assert [one.value for one in screen.subheader] == ["これからの受け持ち（0件）"]


def test_stand_in_is_asked_for_with_a_reason_and_withdrawn(opened, tanaka):
    event = a_class()
    works_at(event, tanaka)
    form = f"ask-{shift_of(event, tanaka).id}"
    screen = save(opened("my_shifts", tanaka), form)
    assert "理由を、ひとことで" in screen.error[0].value

    screen.text_input(key=form.replace("ask", "why")).input("家の用事")
    screen = save(screen, form)
    assert [one.value for one in screen.warning] == [
        "代わりを探しています。決まるまでは、あなたの受け持ちです。"
    ]

    (undo,) = [one for one in screen.button if (one.key or "").startswith("withdraw-")]
    screen = undo.click().run()
    assert ([one.value for one in screen.warning], people(event)) == ([], ["田中"])


def test_stand_in_is_taken_with_one_tap(opened, tanaka, suzuki):
    event = a_class(title="LINE教室")
    works_at(event, tanaka)
    asked = ask(event, tanaka, "家の用事")
    screen = opened("my_shifts", suzuki)
    assert "田中さん：家の用事" in words(screen)

    screen = screen.button(key=f"take-{asked.id}").click().run()
    assert (people(event), screen.subheader[0].value) == (["鈴木"], "これからの受け持ち（1件）")
    assert "鈴木さんが代わってくれます。" in words(opened("my_shifts", tanaka))


def test_exchange_is_offered_to_whose_shift_was_wished_for(opened, tanaka, suzuki):
    event, theirs = a_class(), a_class(starts_at=SOON + timedelta(days=1))
    works_at(event, tanaka)
    works_at(theirs, suzuki)
    number = shift_of(event, tanaka).id
    screen = opened("my_shifts", tanaka)
    screen.text_input(key=f"why-{number}").input("家の用事")
    screen.selectbox(key=f"back-{number}").set_value(shift_of(theirs, suzuki).id)
    save(screen, f"ask-{number}")

    screen = opened("my_shifts", suzuki)
    (swap,) = [one for one in screen.button if (one.key or "").startswith("take-")]
    assert swap.label == "交換する"
    swap.click().run()
    assert (people(event), people(theirs)) == (["鈴木"], ["田中"])


def test_every_tap_on_a_day_is_stored(opened, tanaka):
    fourth, eighth = date(2026, 12, 4), date(2026, 12, 8)
    screen = days(opened("my_shifts", tanaka))
    screen = screen.pills(key=MORNINGS).set_value([fourth, eighth]).run()
    assert offered(tanaka) == {(fourth, Slot.MORNING), (eighth, Slot.MORNING)}

    screen.pills(key=MORNINGS).set_value([eighth]).run()
    assert offered(tanaka) == {(eighth, Slot.MORNING)}


def test_day_the_plan_counts_on_stays(opened, tanaka):
    works_at(a_class(title="LINE教室"), tanaka)
    fourth = date(2026, 12, 4)
    screen = days(opened("my_shifts", tanaka))
    screen = screen.pills(key=MORNINGS).set_value([fourth]).run()
    screen = screen.pills(key=MORNINGS).set_value([]).run()

    assert "「LINE教室」の受け持ちが決まっています" in screen.error[0].value
    assert (screen.pills(key=MORNINGS).value, offered(tanaka)) == (
        [fourth],
        {(fourth, Slot.MORNING)},
    )


def test_weeks_begin_on_sunday(opened, tanaka):
    drawn = "".join(one.value for one in opened("my_shifts", tanaka).get("html"))

    assert '<div class="weekdays"><span>日</span><span>月</span>' in drawn
    assert ".month .d:first-child { grid-column-start: 1; }" in drawn  # 2026-11-01, a Sunday


def test_whole_month_is_filled_by_weekday(opened, tanaka):
    screen = days(opened("my_shifts", tanaka))
    screen.selectbox(key="o_weekday").set_value(1)
    screen = screen.button(key="o_fill").click().run()

    assert [one.value for one in screen.success] == ["毎週火曜日の午前を、5日ふやしました。"]
    assert len(offered(tanaka)) == 5


def test_private_calendar_is_shown_once_and_closed(opened, tanaka):
    screen = view(opened("my_shifts", tanaka), "カレンダー")
    screen = screen.button(key="f_new").click().run()
    (address,) = [one.value for one in screen.code]
    token = address.rsplit("/", 1)[1].removesuffix(".ics")
    with reading() as db:
        assert own_feed.owner(db, token=token).id == tanaka.id

    screen = view(view(screen, "予定"), "カレンダー")
    assert list(screen.code) == []

    screen.button(key="f_revoke").click().run()
    with reading() as db:
        assert own_feed.owner(db, token=token) is None


def test_other_peoples_search_one_cannot_take_is_not_shown(opened, tanaka, suzuki):
    event = a_class()
    works_at(event, tanaka)
    works_at(a_class(district="wakaba"), suzuki)
    ask(event, tanaka)

    assert "代わりを探しています" not in words(opened("my_shifts", suzuki))


def test_taker_who_became_busy_is_told_why(opened, tanaka, suzuki):
    event = a_class()
    works_at(event, tanaka)
    asked = ask(event, tanaka)
    screen = opened("my_shifts", suzuki)
    works_at(a_class(title="LINE教室", district="wakaba"), suzuki)

    screen = screen.button(key=f"take-{asked.id}").click().run()
    assert "「LINE教室」と時間が重なります" in screen.error[0].value
    assert people(event) == ["田中"]
