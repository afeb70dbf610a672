import pytest
from sqlmodel import select

from database import reading, writing
from models import Absence, Booking, Event, EventCourse, EventStatus, Person, Photos
from services import attendance, bookings, closing
from tests.classes import a_class, a_person, at, course, works_at
from tests.pages.buttons import save


@pytest.fixture(autouse=True)
def _noon_in_the_town(town, stopped_clock):
    pass


@pytest.fixture
def event(sato, tanaka, stopped_clock) -> Event:
    """A class of 田中 that is over: three booked, one of them was there."""
    event = a_class(capacity=4, starts_at=at(14), title="LINE教室", course_id=course("B07").id)
    works_at(event, tanaka)
    people = [a_person(name, name) for name in ("あい", "いと", "うた")]
    with writing() as db:
        row = db.get_one(Event, event.id)
        for person in people:
            one = db.get_one(Person, person.id)
            bookings.book(db, event=row, people=[one], idem_key=one.name, by=sato)
    stopped_clock(at(16))
    with writing() as db:
        attendance.check_in(db, booking=db.get_one(Booking, booking("あい").id), by=tanaka)
    return event


@pytest.fixture
def screen(opened, event, tanaka):
    return opened("closing", tanaka, event=event.public_id)


def booking(name: str) -> Booking:
    with reading() as db:
        return db.exec(
            select(Booking).join(Person, Booking.person_id == Person.id).where(Person.name == name)
        ).one()


def now(event: Event) -> Event:
    with reading() as db:
        return db.get_one(Event, event.id)


def press(screen, key: str):
    return screen.button(key=key).click().run()


def said(screen) -> list[str]:
    return [one.value for one in (*screen.success, *screen.error)]


def reported(screen) -> None:
    press(screen, "k_rest")
    save(screen, "report")


def figures(screen) -> dict[str, str]:
    board = next(one.value for one in screen.get("html") if 'class="counts"' in one.value)
    cells = [part.split("</dd>")[0].split("</dt><dd>") for part in board.split("<dt>")[1:]]
    return dict(cells)


def test_figures_stand_on_top(screen):
    shown = figures(screen)

    assert {name: shown[name] for name in ("出席", "申込", "うち来た", "担当", "担当1人に")} == {
        "出席": "1",
        "申込": "3",
        "うち来た": "1",
        "担当": "1",
        "担当1人に": "1.0",
    }


def test_what_blocks_is_a_warning_and_the_rest_a_remark(screen):
    assert [one.value.split("。")[0] for one in screen.warning] == [
        "来たかどうかわからない方が2名います",
        "教えた講座を、下の欄で確かめてください",
        "実施した時間を、下の欄で確かめてください",
    ]
    assert [one.value for one in screen.info] == ["アンケートが1枚も入力されていません。"]


def test_untold_are_marked_one_by_one(screen, event):
    press(screen, f"excused-{booking('いと').id}")
    press(screen, f"no_show-{booking('うた').id}")

    assert (booking("いと").absence, booking("うた").absence) == (
        Absence.EXCUSED,
        Absence.NO_SHOW,
    )
    assert not [one for one in screen.button if one.key == "k_rest"]


def test_all_untold_are_marked_at_once(screen):
    press(screen, "k_rest")

    assert "2名を無断欠席にしました。" in said(screen)
    assert {booking(name).absence for name in ("いと", "うた")} == {Absence.NO_SHOW}


def test_class_as_planned_is_reported_in_two_taps(screen, event):
    reported(screen)

    row = now(event)
    with reading() as db:
        (taught,) = db.exec(select(EventCourse).where(EventCourse.was_taught))
    assert "報告しました。ありがとうございました。" in said(screen)
    assert (row.status, row.minutes_held, taught.course_id) == (
        EventStatus.REPORTED,
        90,
        course("B07").id,
    )


def test_report_that_is_refused_loses_nothing_typed(screen, event):
    screen.number_input(key="k_minutes").set_value(75)
    screen.text_area(key="k_incident").input("停電で10分止まりました。")
    save(screen, "report")

    assert [one.value.split("。")[0] for one in screen.error] == ["まだ報告できません"]
    assert (screen.number_input(key="k_minutes").value, now(event).status) == (
        75,
        EventStatus.PUBLISHED,
    )
    assert screen.text_area(key="k_incident").value == "停電で10分止まりました。"


def test_what_was_typed_is_kept_before_the_report(screen, event):
    screen.number_input(key="k_minutes").set_value(75)
    screen.multiselect(key="k_taught").set_value([course("B01").id])
    press(screen, "k_note")

    with reading() as db:
        taught = db.exec(select(EventCourse.course_id).where(EventCourse.was_taught)).all()
    assert (now(event).status, now(event).minutes_held, taught) == (
        EventStatus.HELD,
        75,
        [course("B01").id],
    )


def test_cost_and_photographs_are_read_back(screen, event, sato):
    """Both optional: what nobody wrote down is said as such."""
    reported(screen)
    assert "経費　未記入  \n写真　未記入" in words(screen)
    with writing() as db:
        closing.reopen(db, event=db.get_one(Event, event.id), reason="経費", by=sato)
    screen.run()
    screen.number_input(key="k_cost").set_value(1200)
    screen.radio(key="k_photos").set_value(Photos.TAKEN)
    save(screen, "report")

    assert "経費　1,200円  \n写真　撮った（同意あり）" in words(screen)
    assert (now(event).cost, now(event).photos) == (1200, Photos.TAKEN)


def words(screen) -> str:
    return "".join(one.value for one in screen.markdown)


def test_number_in_what_happened_is_refused(screen, event):
    screen.text_area(key="k_incident").input("番号は 1234 5678 9018 です")
    press(screen, "k_note")

    assert (len(screen.error), now(event).incident) == (1, "")


def test_reported_class_shows_the_lock_and_no_form(screen, event):
    reported(screen)

    assert "報告済みです（11月24日(火) 午後4時　田中）。" in " ".join(said(screen))
    assert [list(screen.number_input), list(screen.text_input)] == [[], []]


def test_coordinator_corrects_with_a_reason(screen, event, opened, sato):
    reported(screen)
    desk = opened("closing", sato, event=event.public_id)
    save(desk, "reopen")
    refused = said(desk)
    desk.text_input(key="k_reason").input("1名多く数えた")
    save(desk, "reopen")

    with reading() as db:
        ((kept, _),) = closing.corrections(db, event=now(event), by=sato)
    assert "訂正の理由を入力してください（例: 紙の名簿の2名が抜けていた）。" in refused
    assert (now(event).status, kept.reason) == (EventStatus.HELD, "1名多く数えた")
    assert "訂正をはじめました。直したら、もう一度報告してください。" in said(desk)


def test_class_that_has_begun_leads_here(opened, event, tanaka):
    ways = [opened(page, tanaka, **query) for page, query in ways_here(event).items()]

    way = f'href="/staff/closing?event={event.public_id}"'
    assert [any(way in one.value for one in screen.get("html")) for screen in ways] == [True, True]


def ways_here(event: Event) -> dict[str, dict[str, str]]:
    return {"today": {}, "events": {"event": event.public_id}}


def test_class_to_come_does_not_lead_here(opened, tanaka, stopped_clock):
    event = a_class(starts_at=at(15))
    works_at(event, tanaka)
    screen = opened("today", tanaka)

    assert not any("/staff/closing" in one.value for one in screen.get("html"))
