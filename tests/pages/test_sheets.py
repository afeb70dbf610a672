import pytest
from sqlmodel import select

from database import reading, writing
from models import Course, District, Event, Faq, Handout, Series
from services import lesson_faqs
from settings import SETTINGS
from tests.classes import a_class, works_at
from tests.services.test_faqs import published

OTHERS = ("flyer", "poster", "booking", "roster", "survey")


@pytest.fixture(autouse=True)
def _noon_in_the_town(town, stopped_clock):
    pass


def of_course(code: str, **changes) -> Event:
    with reading() as db:
        course = db.exec(select(Course).where(Course.code == code)).one()
    return a_class(course_id=course.id, title=course.title, **changes)


def links(screen) -> list[str]:
    """Where the buttons of a class and of a course lead."""
    return [url for url in all_links(screen) if "/month/" not in url]


def all_links(screen) -> list[str]:
    return [one.proto.url for one in screen.get("link_button")]


def of_class(event: Event, *kinds: str) -> list[str]:
    return [f"/staff/files/{kind}/{event.public_id}.pdf" for kind in kinds]


def told(screen) -> str:
    return "\n".join(one.value for one in screen.markdown)


def handouts() -> list[Handout]:
    with reading() as db:
        return list(db.exec(select(Handout)))


def test_screen_opened_for_a_class_offers_its_sheets(opened, sato):
    event = of_course("B07")

    screen = opened("sheets", sato, event=event.public_id)

    (handout,) = handouts()
    assert links(screen) == of_class(event, "lesson", *OTHERS)
    assert f"資料番号 **{handout.code}**" in told(screen)
    assert f"{SETTINGS.base_url}/h/{handout.code}" in told(screen)


def test_choosing_a_class_shows_its_sheets(opened, sato):
    event = of_course("B07")

    screen = opened("sheets", sato)
    before = links(screen)
    screen.selectbox(key="s_event").set_value(event.public_id).run()

    assert (before, len(links(screen))) == ([], 1 + len(OTHERS))


def test_class_without_a_course_has_no_lesson_sheet(opened, sato):
    event = a_class()

    screen = opened("sheets", sato, event=event.public_id)

    assert links(screen) == of_class(event, *OTHERS)
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


def test_date_of_a_series_offers_the_sheets_of_all_dates(opened, sato):
    with writing() as db:
        series = Series(title="はじめてのスマホ")
        db.add(series)
    event = a_class(series_id=series.id, number=1)

    screen = opened("sheets", sato, event=event.public_id)

    for kind in ("flyer/series", "poster/series"):
        assert of_class(event, kind)[0] in links(screen)


def test_schedule_of_any_town_and_of_the_next_months_is_offered(opened, sato):
    screen = opened("sheets", sato)
    first = all_links(screen)
    screen.selectbox(key="s_month").set_value("2027-01").run()
    with reading() as db:
        town = db.exec(select(District).order_by(District.position)).first()
    screen.selectbox(key="s_town").set_value(town.code).run()

    assert first == ["/staff/files/month/all/2026-11.pdf"]
    assert all_links(screen) == [f"/staff/files/month/{town.code}/2027-01.pdf"]


def attached(faq: Faq, by) -> None:
    with writing() as db:
        course = db.exec(select(Course).where(Course.code == "B07")).one()
        lesson_faqs.attach(db, faq=db.get_one(Faq, faq.id), course=course, by=by)


def chosen(screen):
    screen.selectbox(key="s_course").select("B07").run()
    return screen


def test_lesson_tells_its_questions_and_which_sheets_are_out_of_date(opened, tanaka, sato):
    faq = published(tanaka, sato)
    before = chosen(opened("sheets", sato))
    old = handouts()[0].code
    attached(faq, sato)
    screen = chosen(opened("sheets", sato))

    assert [one.value for one in before.warning] == []
    assert "よくある質問 Q0001 がのります。" in told(screen)
    assert [one.value for one in screen.warning] == [
        f"前に印刷した資料番号 **{old}** の版は、令和8年11月24日(火)から古くなっています。"
        "理由: よくある質問Q0001が加わりました。残っている紙は、配らないでください。"
    ]


def test_question_that_finds_no_room_is_named(opened, tanaka, sato):
    line = "「設定」を押して、「画面表示」を押して、「文字の大きさ」を押します。\n"
    for key in "ab":
        attached(published(tanaka, sato, key, answer=line * 14), sato)

    (warning,) = [one.value for one in chosen(opened("sheets", sato)).warning]

    assert "Q0002 は、紙に入りきらない" in warning
