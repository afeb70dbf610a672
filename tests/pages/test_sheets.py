import pytest
from sqlmodel import select

from database import reading
from models import Course, Event, Handout
from settings import SETTINGS
from tests.classes import a_class, works_at


@pytest.fixture(autouse=True)
def _noon_in_the_town(town, stopped_clock):
    pass


def of_course(code: str, **changes) -> Event:
    with reading() as db:
        course = db.exec(select(Course).where(Course.code == code)).one()
    return a_class(course_id=course.id, title=course.title, **changes)


def links(screen) -> list[str]:
    return [one.proto.url for one in screen.get("link_button")]


def told(screen) -> str:
    return "\n".join(one.value for one in screen.markdown)


def handouts() -> list[Handout]:
    with reading() as db:
        return list(db.exec(select(Handout)))


def test_screen_opened_for_a_class_offers_its_sheets(opened, sato):
    event = of_course("B07")

    screen = opened("sheets", sato, event=event.public_id)

    (handout,) = handouts()
    assert links(screen) == [
        f"/staff/files/lesson/{event.public_id}.pdf",
        f"/staff/files/roster/{event.public_id}.pdf",
        f"/staff/files/survey/{event.public_id}.pdf",
    ]
    assert f"資料番号 **{handout.code}**" in told(screen)
    assert f"{SETTINGS.base_url}/h/{handout.code}" in told(screen)


def test_choosing_a_class_shows_its_sheets(opened, sato):
    event = of_course("B07")

    screen = opened("sheets", sato)
    before = links(screen)
    screen.selectbox(key="s_event").set_value(event.public_id).run()

    assert (before, len(links(screen))) == ([], 3)


def test_class_without_a_course_has_no_lesson_sheet(opened, sato):
    event = a_class()

    screen = opened("sheets", sato, event=event.public_id)

    assert links(screen) == [
        f"/staff/files/roster/{event.public_id}.pdf",
        f"/staff/files/survey/{event.public_id}.pdf",
    ]
    assert "講座のてびきがありません" in told(screen)


def test_lesson_of_any_course_is_numbered_once(opened, sato):
    screen = opened("sheets", sato)
    screen.selectbox(key="s_course").set_value("B01").run()
    screen.run()

    assert links(screen) == ["/staff/files/lesson/course/B01.pdf"]
    assert [one.subject for one in handouts()] == ["lesson:B01"]


def test_volunteer_chooses_among_own_classes(opened, tanaka):
    own, foreign = a_class(), a_class()
    works_at(own, tanaka)

    screen = opened("sheets", tanaka, event=foreign.public_id)

    assert len(screen.selectbox(key="s_event").options) == 1
    assert links(screen) == []


def test_town_without_classes_says_what_can_be_printed(opened, sato):
    assert "これからの教室がありません" in told(opened("sheets", sato))
