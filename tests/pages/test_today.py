from datetime import timedelta
from urllib.parse import urlencode

import pytest

from database import writing
from models import Event, EventStatus
from services import bookings
from tests.classes import a_class, a_person, at, works_at
from tests.conftest import NOON
from tests.services.test_question_list import change
from tests.services.test_stand_ins import ask as ask_for_help
from tests.services.tickets import ask

TODAY = NOON.date()


@pytest.fixture(autouse=True)
def _noon_in_the_town(town, stopped_clock):
    pass


def words(screen) -> str:
    return "".join(one.value for one in (*screen.markdown, *screen.warning, *screen.get("html")))


def headings(screen) -> list[str]:
    return [one.value for one in screen.subheader]


def test_greeting_says_the_date(opened, sato):
    screen = opened("today", sato)

    assert screen.markdown[0].value == (
        "佐藤さん、こんにちは。きょうは **令和8年11月24日(火)** です。"
    )


@pytest.mark.parametrize(
    ("hour", "greeting"), [(3, "こんばんは"), (4, "おはようございます"), (18, "こんばんは")]
)
def test_greeting_follows_the_hour(hour, greeting, opened, sato, stopped_clock):
    stopped_clock(at(hour, days=-1))

    words = opened("today", sato).markdown[0].value
    assert words == f"佐藤さん、{greeting}。きょうは **令和8年11月23日(月)** です。（勤労感謝の日）"


def test_class_of_today_leads_to_the_door(opened, tanaka):
    event = a_class(starts_at=at(14))
    works_at(event, tanaka)
    screen = opened("today", tanaka)

    assert f'href="/staff/check_in?event={event.public_id}"' in words(screen)
    assert "受付済み 0名（うち当日参加 0名）" in words(screen)


def test_volunteer_sees_the_own_classes_only(opened, tanaka, suzuki):
    event = a_class(title="LINE教室")
    works_at(event, tanaka)

    assert "LINE教室" in words(opened("today", tanaka))
    assert "LINE教室" not in words(opened("today", suzuki))


def test_plans_that_wait_for_approval_stand_out(opened, sato):
    a_class(status=EventStatus.DRAFT)

    assert headings(opened("today", sato))[2] == "承認を待っている教室（1件）"


def test_questions_that_must_not_wait_come_first_with_the_way_to_them(opened, sato):
    change(ask(idem_key="late"), due_on=TODAY - timedelta(days=1))
    ask(idem_key="urgent", category_code="money_fraud")
    screen = opened("today", sato)

    assert [one.value for one in screen.markdown][1:3] == [
        "お金・詐欺の疑いで、きょう中に返事をする質問が **1件** あります。",
        "返事の期限をすぎた質問が **1件** あります。",
    ]
    for view in ({"mark": "当日中に返事"}, {"view": "期限すぎ"}):
        assert urlencode(view) in words(screen)


def test_numbers_of_the_desk_lead_to_their_lists(opened, sato, tanaka):
    change(ask(idem_key="1"), due_on=TODAY, owner_id=tanaka.id)
    ask(idem_key="2", asker_phone="0000001234", consent=True)
    links = [
        line
        for line in opened("today", tanaka).get("html")[-1].value.split("</a>")
        if "/staff/questions" in line
    ]

    assert [line.rsplit(">", 1)[1] for line in links] == [
        "期限がきょう 1件",
        "受け持ちなし 1件",
        "自分の受け持ち 1件",
        "電話で返事 1件",
        "質問を見る 2件",
    ]
    assert "/staff/calls" in opened("today", sato).get("html")[-1].value


def test_search_for_a_stand_in_within_three_days_is_for_the_desk(opened, sato, tanaka, suzuki):
    soon, later = a_class(starts_at=at(11, days=3)), a_class(starts_at=at(13, days=3))
    for event in (soon, later):
        works_at(event, tanaka)
        ask_for_help(event, tanaka)

    assert (
        "**3日以内** の教室で、代わりを探しています：11月27日(金) 田中さん。"
        "お電話で探してください。"
    ) in words(opened("today", sato))
    assert "代わりを探している方がいます（**2件**）。" in words(opened("today", suzuki))
    assert "代わりを探し" not in words(opened("today", tanaka))


def test_empty_day_says_what_to_do(opened, tanaka):
    screen = opened("today", tanaka)

    assert headings(screen) == ["きょうの教室", "これからの教室", "質問"]
    assert 'href="/staff/register"' in words(screen)


def test_counter_sees_the_consultations_only(opened, yamaguchi):
    assert headings(opened("today", yamaguchi)) == ["窓口の受け付け"]


def test_desk_sees_what_to_see_to_and_the_way_there(opened, sato):
    booked_by_phone = a_class(starts_at=at(10, days=1))
    person = a_person(phone="0000012345")
    with writing() as db:
        event = db.get_one(Event, booked_by_phone.id)
        bookings.book(db, event=event, people=[person], idem_key="k", by=sato)
    over = a_class(starts_at=at(9))
    screen = opened("today", sato)

    assert headings(screen)[0] == "きょう気をつけること"
    seen = words(screen)
    assert "電話するところが **1軒** あります。" in seen
    assert 'href="/staff/calls"' in seen
    assert (
        "終わって、まだ報告していない教室が **1件** あります。11月24日(火)「スマホ教室」です。"
        in seen
    )
    assert f'href="/staff/events?event={over.public_id}"' in seen


def test_volunteer_is_not_told_of_the_desks_work(opened, sato, tanaka):
    event = a_class(starts_at=at(10, days=1))
    person = a_person(phone="0000012345")
    with writing() as db:
        row = db.get_one(Event, event.id)
        bookings.book(db, event=row, people=[person], idem_key="k", by=sato)
    works_at(event, tanaka)

    assert "きょう気をつけること" not in headings(opened("today", tanaka))


def test_towns_that_ask_for_a_class_are_told_with_the_way_to_plan_one(opened, sato):
    a_class(starts_at=at(10, days=-2), status=EventStatus.REPORTED)
    said = [one.value for one in opened("today", sato).markdown]

    assert said[1:3] == [
        "**梅の木町・朝霧町・若葉町**ほか5町では、まだ一度も教室を開いていません。\n\n"
        "「確定申告」「電子証明書の更新の山」の時期が近づいています。"
        "そのための講座が、まだ予定にありません。",
        "**中央町**では、今年度に教室を開きましたが、だれも来ていません。",
    ]
