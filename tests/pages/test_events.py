from datetime import date

import pytest
from sqlmodel import select

from database import reading, writing
from models import (
    Admission,
    Audience,
    AuditLine,
    Duty,
    Event,
    EventStatus,
    Format,
    Person,
    Slot,
    Venue,
)
from services import bookings, shifts
from services.bookings import Seats
from tests.classes import a_class, a_person, a_room, at, crowd, works_at
from tests.services.test_candidates import offers
from tests.services.test_shifts import drafted


@pytest.fixture(autouse=True)
def _noon_in_the_town(town, stopped_clock):
    pass


def titles(screen) -> list[str]:
    """The classes that are drawn, in order."""
    cards = [one.value for one in screen.get("html") if 'class="title"' in one.value]
    return [card.split("</span>", 4)[-1].split("</p>")[0].split("</span>")[-1] for card in cards]


def status_of(event: Event) -> EventStatus:
    with reading() as db:
        return db.get_one(Event, event.id).status


def press(screen, key: str):
    return screen.button(key=key).click().run()


def book(event: Event, person, by) -> None:
    with writing() as db:
        row = db.get_one(Event, event.id)
        bookings.book(db, event=row, people=[person], idem_key="k", by=by)


def test_list_goes_by_date(opened, sato):
    a_class(title="あとの教室", starts_at=at(10, days=20))
    a_class(title="さきの教室")

    assert titles(opened("events", sato)) == ["さきの教室", "あとの教室"]


def test_filters_stand_in_the_address(opened, sato):
    a_class(title="中央の教室")
    a_class(title="若葉の教室", district="wakaba")

    assert titles(opened("events", sato, town="若葉町")) == ["若葉の教室"]
    assert titles(opened("events", sato, status="承認待ち")) == []
    assert titles(opened("events", sato, month="2027年1月")) == []
    assert titles(opened("events", sato, month="2026年12月")) == ["中央の教室", "若葉の教室"]


def test_another_filter_begins_at_the_first_page(opened, sato):
    a_class(title="若葉の教室", district="wakaba")
    screen = opened("events", sato, page="2")
    assert titles(screen) == []

    screen.selectbox(key="town").select("若葉町").run()

    assert titles(screen) == ["若葉の教室"]


def test_card_names_the_room(opened, sato):
    event = a_class()
    with reading() as db:
        room = a_room(db.get_one(Venue, event.venue_id))
    with writing() as db:
        db.get_one(Event, event.id).room_id = room.id

    (card,) = [one.value for one in opened("events", sato).get("html") if "title" in one.value]

    assert '<p class="place">中央公民館 茶室（中央町）</p>' in card


def test_empty_list_says_what_to_do(opened, sato):
    screen = opened("events", sato)

    assert [one.value for one in screen.markdown] == [
        "この条件の教室はありません。月や町を変えるか、新しく登録してください。"
    ]


def test_coordinator_approves_a_plan(opened, sato):
    event = a_class(status=EventStatus.DRAFT)
    press(opened("events", sato, event=event.public_id), "publish")

    assert status_of(event) is EventStatus.PUBLISHED


def test_volunteer_cannot_approve(opened, tanaka):
    event = a_class(status=EventStatus.DRAFT)
    works_at(event, tanaka)
    screen = opened("events", tanaka, event=event.public_id)

    assert [one.key for one in screen.button] == []


def test_coordinator_goes_on_to_changes_and_series(opened, sato, tanaka):
    event = a_class()
    works_at(event, tanaka)

    def ways(staff) -> list[bool]:
        drawn = "".join(
            one.value for one in opened("events", staff, event=event.public_id).get("html")
        )
        return [f"/staff/{name}?event=" in drawn for name in ("series", "changes")]

    assert (ways(sato), ways(tanaka)) == ([True, True], [True, False])


def test_coordinator_puts_a_volunteer_on_the_team(opened, sato, tanaka):
    event = a_class(helpers_needed=2)
    screen = opened("events", sato, event=event.public_id)
    assert [one.value for one in screen.warning] == ["担当があと2名足りません。"]

    screen.selectbox(key="e_helper").set_value(tanaka.id).run()
    press(screen, "assign")
    assert [one.value for one in screen.warning] == ["担当があと1名足りません。"]

    press(screen, f"release-{tanaka.id}")
    with reading() as db:
        assert shifts.team(db, event=event) == []


def test_who_fits_best_is_offered_first_and_why(opened, sato, tanaka, suzuki):
    event = a_class(helpers_needed=2)
    offers(suzuki, Slot.MORNING)
    screen = opened("events", sato, event=event.public_id)
    assert screen.selectbox(key="e_helper").options == ["鈴木　出られる日", "田中　聞いていません"]

    screen = screen.selectbox(key="e_helper").set_value(suzuki.id).run()
    assert "出られる日です、ほかの町の担当、前後90日で0回・0時間。" in [
        one.value for one in screen.markdown
    ]


def test_draft_is_marked_for_the_desk_and_hidden_from_the_team(opened, sato, tanaka, suzuki):
    event = a_class(helpers_needed=2)
    works_at(event, tanaka)
    drafted(event, suzuki, Duty.HELPER)
    both = "田中（講師）、鈴木（補助・案）　必要な人数 2名"
    assert both in [one.value for one in opened("events", sato, event=event.public_id).markdown]

    seen = [one.value for one in opened("events", tanaka, event=event.public_id).markdown]
    assert "田中（講師）　必要な人数 2名" in seen
    assert not any("鈴木" in one for one in seen)


def looks() -> int:
    """How often a list of names was opened; the audit trail is never emptied."""
    with reading() as db:
        views = select(AuditLine.id).where(AuditLine.action == "view", AuditLine.entity == "event")
        return len(db.exec(views).all())


def test_names_are_shown_and_the_look_is_written_down_once(opened, sato, tanaka):
    event = a_class()
    works_at(event, tanaka)
    book(event, a_person("渡辺 和子", "わたなべ かずこ", phone="0000012345"), sato)
    before = looks()

    screen = opened("events", tanaka, event=event.public_id).run()

    assert "渡辺 和子" in "".join(one.value for one in screen.get("html"))
    assert looks() == before + 1


def test_names_of_another_volunteers_class_stay_hidden(opened, sato, tanaka, suzuki):
    event = a_class()
    works_at(event, tanaka)
    book(event, a_person("渡辺 和子"), sato)
    screen = opened("events", suzuki, event=event.public_id)

    assert [one.value for one in screen.warning] == [
        "その教室は見つからないか、ほかの方の受け持ちです。"
    ]
    assert "渡辺" not in "".join(one.value for one in screen.get("html"))


def test_hall_and_format_stand_in_the_address(opened, sato):
    a_class(title="中央の教室")
    a_class(title="若葉の相談会", district="wakaba", format=Format.CONSULTATION)

    assert titles(opened("events", sato, hall="若葉公民館")) == ["若葉の相談会"]
    assert titles(opened("events", sato, format="講座")) == ["中央の教室"]
    assert titles(opened("events", sato, hall="中央公民館", format="個別相談会")) == []


def test_list_comes_a_page_at_a_time(opened, sato, monkeypatch):
    monkeypatch.setattr("pages._ui.event_list.AT_ONCE", 2)
    for number in range(5):
        a_class(title=f"{number}番目", starts_at=at(10, days=number + 1))

    assert titles(opened("events", sato)) == ["0番目", "1番目"]
    middle = opened("events", sato, page="2")
    assert titles(middle) == ["2番目", "3番目"]
    assert middle.markdown[0].value == "**5件** の教室があります。"
    links = "".join(one.value for one in middle.get("html") if "次の1件" in one.value)
    assert "/staff/events?page=1" in links
    assert "/staff/events?page=3" in links
    assert titles(opened("events", sato, page="x")) == ["0番目", "1番目"]


def test_plans_are_ticked_and_published_together(opened, sato):
    plans = [a_class(status=EventStatus.DRAFT, starts_at=at(10, days=day)) for day in (10, 11)]
    left = a_class(status=EventStatus.DRAFT, starts_at=at(10, days=12))
    screen = opened("events", sato)
    for one in plans:
        screen.checkbox(key=f"pick-{one.id}").check()
    screen = screen.run()
    assert screen.button(key="publish_many").label == "2件を公開する"
    press(screen, "publish_many")

    assert [status_of(one) for one in plans] == [EventStatus.PUBLISHED, EventStatus.PUBLISHED]
    assert status_of(left) is EventStatus.DRAFT
    assert [one.value for one in screen.success] == [
        "2件を公開しました。申込の受付がはじまりました。"
    ]


def test_what_stands_in_the_way_of_a_plan_is_told_by_its_name(opened, sato):
    good = a_class(status=EventStatus.DRAFT)
    taken = a_class(status=EventStatus.DRAFT, district="wakaba", title="若葉の教室")
    a_class(district="wakaba", title="カメラ教室")
    screen = press(opened("events", sato), "pick_all")
    press(screen, "publish_many")

    assert (status_of(good), status_of(taken)) == (EventStatus.PUBLISHED, EventStatus.DRAFT)
    assert [one.value for one in screen.success] == [
        "1件を公開しました。申込の受付がはじまりました。\n\n次の教室は、まだ公開していません。\n\n"
        "「若葉の教室」（12月4日(金)）: 若葉公民館は、その時間に別の教室「カメラ教室」"
        "（午前10時〜11時30分）があります。"
        "いちばん近い空きは、12月4日(金) 午前11時30分からです。"
    ]


def test_volunteer_ticks_nothing(opened, tanaka):
    works_at(a_class(status=EventStatus.DRAFT), tanaka)
    screen = opened("events", tanaka)

    assert [one.key for one in (*screen.checkbox, *screen.button)] == []


def test_class_shows_what_was_decided(opened, sato):
    event = a_class(
        audience=Audience.FIRST_TIMERS,
        fee=1300,
        host="中央町老人クラブ",
        press_on=date(2026, 11, 30),
        helpers_reason="社協の職員が来る",
    )
    drawn = "".join(one.value for one in opened("events", sato, event=event.public_id).get("html"))

    for fact in (
        "はじめての方",
        "1,300円",
        "中央町老人クラブ",
        "令和8年11月30日(月)",
        "社協の職員が来る",
    ):
        assert f"<dd>{fact}</dd>" in drawn
    assert f"/staff/register?event={event.public_id}" in drawn
    assert f"/staff/register?copy={event.public_id}" in drawn


def test_volunteer_has_no_way_to_change_what_is_published(opened, tanaka):
    event = a_class()
    works_at(event, tanaka)
    drawn = "".join(
        one.value for one in opened("events", tanaka, event=event.public_id).get("html")
    )

    assert f"/staff/register?event={event.public_id}" not in drawn
    assert f"/staff/register?copy={event.public_id}" in drawn


def a_lottery(by) -> Event:
    """Two people want the one seat; the last day was yesterday."""
    event, people = a_class(capacity=1, admission=Admission.LOTTERY), crowd(2)
    with writing() as db:
        for one in people:
            row, person = db.get_one(Event, event.id), db.get_one(Person, one.id)
            bookings.book(db, event=row, people=[person], idem_key=str(one.id), by=by)
        db.get_one(Event, event.id).closes_on = at(0, days=-1).date()
    return event


def test_lottery_is_decided_once_and_leads_to_its_record(opened, sato):
    event = a_lottery(sato)
    screen = opened("events", sato, event=event.public_id)
    screen.button(key="decide").click().run()
    assert [one.value for one in screen.error] == [
        "抽選の種になる数字や言葉を入力してください（例: 立ち会った方が言った数字）。"
    ]

    screen.text_input(key="e_seed").input("482")
    screen.button(key="decide").click().run()

    assert [one.value for one in screen.success] == [
        "決定しました。2組の結果は「電話リスト」にあります。"
    ]
    with reading() as db:
        assert bookings.seats(db, event=event) == Seats(capacity=1, confirmed=1, waiting=1)
    assert f"/staff/files/draw/{event.public_id}.pdf" in "".join(
        one.value for one in screen.get("html")
    )


def test_lottery_waits_for_its_last_day(opened, sato):
    event = a_class(admission=Admission.LOTTERY, closes_on=at(0).date())

    screen = opened("events", sato, event=event.public_id)

    assert "締切（11月24日(火)）の翌日から" in "".join(one.value for one in screen.markdown)
    assert [one.key for one in screen.button if one.key == "decide"] == []


def test_corner_tells_its_times_instead_of_seats(opened, sato):
    event = a_class(tables=2, format=Format.CONSULTATION)
    lesson = a_class(tables=1)

    told = [
        "".join(one.value for one in opened("events", sato, event=row.public_id).get("html"))
        for row in (event, lesson)
    ]

    assert ["予約0名" in told[0], "空き6回" in told[0], "定員" in told[0]] == [
        True,
        True,
        False,
    ]
    assert ["定員" in told[1], "相談の時刻3回" in told[1]] == [True, True]
