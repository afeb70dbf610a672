import pytest
from sqlmodel import select

from database import reading, writing
from models import AuditLine, Duty, Event, EventStatus, Slot
from services import bookings, shifts
from tests.classes import a_class, a_person, at, works_at
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
