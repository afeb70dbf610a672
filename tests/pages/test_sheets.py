from datetime import timedelta

import pytest
from sqlmodel import select

from database import reading, writing
from models import Course, District, Event, EventStatus, Faq, Handout, HandoutKind, Series
from pages._ui.reprints import way
from pages._ui.sheet_list import SHEETS, When
from services import copies, lesson_faqs, printing
from services.outdated import Outdated
from services.reprints import Reprint
from settings import SETTINGS
from tests.classes import a_class, at, course, works_at
from tests.conftest import NOON
from tests.services.test_faqs import published


@pytest.fixture(autouse=True)
def _noon_in_the_town(town, stopped_clock):
    pass


def of_course(code: str, **changes) -> Event:
    with reading() as db:
        course = db.exec(select(Course).where(Course.code == code)).one()
    return a_class(course_id=course.id, title=course.title, **changes)


def shown(screen) -> list[str]:
    """The address of the picture on the screen."""
    return [one.proto.src for one in screen.get("iframe")]


def ways(screen) -> str:
    return "".join(one.value for one in screen.get("html"))


def told(screen) -> str:
    return "\n".join(one.value for one in screen.markdown)


def kept(screen) -> dict[str, str]:
    """What the address says by now."""
    return {name: "".join(screen.query_params[name]) for name in screen.query_params}


def offered(screen) -> list[str]:
    (pills,) = [one for one in screen.pills if one.key.startswith("s_kind")]
    return list(pills.options)


def choose(screen, when: When, label: str):
    screen.segmented_control(key="s_when").set_value(str(when)).run()
    (pills,) = [one for one in screen.pills if one.key.startswith("s_kind")]
    names = [name for name, one in SHEETS.items() if one.label == label]
    return pills.set_value(names[0]).run()


def test_sheet_of_a_class_is_shown_and_can_be_printed_or_saved(opened, sato):
    event = a_class()

    screen = opened("sheets", sato, event=event.public_id)

    assert shown(screen) == [f"/staff/pictures/flyer/{event.public_id}"]
    assert f'href="/staff/files/flyer/{event.public_id}.pdf" target="_blank"' in ways(screen)
    assert f'href="/staff/files/flyer/{event.public_id}.pdf" download' in ways(screen)


def test_address_keeps_what_was_chosen(opened, sato):
    event = of_course("B07")
    screen = opened("sheets", sato)

    choose(screen, When.ON_THE_DAY, "出席名簿")
    screen.selectbox(key="s_event").set_value(event.public_id).run()
    again = opened("sheets", sato, **kept(screen))

    assert shown(again) == shown(screen) == [f"/staff/pictures/roster/{event.public_id}"]
    assert again.segmented_control(key="s_when").value == "当日"


def test_class_of_today_begins_with_the_sheets_of_the_day(opened, sato):
    event = of_course("B07", starts_at=at(14))

    screen = opened("sheets", sato, event=event.public_id)

    assert shown(screen) == [f"/staff/pictures/lesson/{event.public_id}"]


@pytest.mark.parametrize("when", When)
def test_no_group_begins_with_names(when):
    """Or names would be opened by whoever only turns to the group. The first one always fits."""
    first = next(one for one in SHEETS.values() if one.when is when)

    assert (first.has_names, first.fits) == (False, SHEETS["flyer"].fits)


def test_every_sheet_is_drawn_at_an_address_there_is():
    from web.routes import FILES

    drawn = {route.path.removeprefix("/staff/files/") for route in FILES}
    names = {
        "event": "{public_id}",
        "course": "{code}",
        "faq": "{code}",
        "kinds": "{codes}",
        **{name: f"{{{name}}}" for name in ("town", "month", "day", "login")},
    }

    assert {f"{one.address.format(**names)}.pdf" for one in SHEETS.values()} - drawn == set()


def test_sheets_a_class_has_not_are_not_offered(opened, sato):
    screen = opened("sheets", sato, event=a_class().public_id)

    assert offered(screen) == [
        *("ちらし", "ポスター", "月の予定表"),
        *("申込のひかえ", "参加証", "名札", "電話リスト"),
    ]


def test_date_of_a_series_offers_the_sheets_of_all_dates(opened, sato):
    with writing() as db:
        series = Series(title="はじめてのスマホ")
        db.add(series)
    event = a_class(series_id=series.id, number=1)

    screen = opened("sheets", sato, event=event.public_id, kind="flyer_series")

    assert shown(screen) == [f"/staff/pictures/flyer/series/{event.public_id}"]


def test_volunteer_chooses_among_own_classes(opened, tanaka):
    own, foreign = a_class(), a_class()
    works_at(own, tanaka)

    screen = opened("sheets", tanaka, event=foreign.public_id, kind="roster")

    assert len(screen.selectbox(key="s_event").options) == 1
    assert shown(screen) == []
    assert "選ぶと、ここに紙の見本が出ます。" in told(screen)


def test_volunteer_is_offered_no_call_list(opened, tanaka):
    assert "電話リスト" not in offered(opened("sheets", tanaka))


def test_class_that_is_over_can_still_be_chosen(opened, sato):
    over = a_class(starts_at=at(10, days=-3))
    a_class()

    screen = opened("sheets", sato, event=over.public_id)

    labels = screen.selectbox(key="s_event").options
    assert [label.endswith("（終了）") for label in labels] == [False, True]
    assert shown(screen) == [f"/staff/pictures/flyer/{over.public_id}"]


def test_town_without_classes_says_what_can_be_printed(opened, sato):
    assert "教室がありません" in told(opened("sheets", sato))


def test_lesson_of_any_course_is_offered(opened, sato):
    screen = opened("sheets", sato, kind="course")
    screen.selectbox(key="s_course").set_value("B01").run()

    assert shown(screen) == ["/staff/pictures/lesson/course/B01"]


def test_schedule_of_any_town_and_of_the_next_months_is_offered(opened, sato):
    screen = opened("sheets", sato, kind="month")
    first = shown(screen)
    screen.selectbox(key="s_month").set_value("2027-01").run()
    with reading() as db:
        town = db.exec(select(District).order_by(District.position)).first()
    screen.selectbox(key="s_town").set_value(town.code).run()

    assert first == ["/staff/pictures/month/all/2026-11"]
    assert shown(screen) == [f"/staff/pictures/month/{town.code}/2027-01"]


def test_slip_of_several_kinds_is_one_sheet(opened, tanaka):
    screen = opened("sheets", tanaka, kind="slip")
    screen.multiselect(key="s_kinds").set_value(["M05", "M10"]).run()

    assert shown(screen) == ["/staff/pictures/slip/M05-M10"]


def test_call_list_begins_with_today(opened, sato):
    assert shown(opened("sheets", sato, kind="calls")) == ["/staff/pictures/calls/2026-11-24"]


def test_own_duties_need_no_choice(opened, tanaka):
    assert shown(opened("sheets", tanaka, kind="duties")) == ["/staff/pictures/duties/tanaka"]


def test_nonsense_in_the_address_falls_back(opened, sato):
    screen = opened("sheets", sato, kind="nothing", event="none", town="x", month="1")

    assert (list(screen.exception), shown(screen)) == ([], [])


def handouts() -> list[Handout]:
    with reading() as db:
        return list(db.exec(select(Handout)))


def test_class_without_a_lesson_says_where_there_is_one(opened, sato):
    screen = opened("sheets", sato, event=a_class().public_id, kind="lesson")

    assert "「講座のてびき」から、講座を選んで" in screen.info[0].value
    assert (shown(screen), list(screen.number_input)) == ([], [])


def test_lesson_tells_its_number_and_address(opened, sato):
    screen = opened("sheets", sato, kind="course", course="B01")
    screen.run()

    (handout,) = handouts()
    assert f"資料番号 **{handout.code}**" in told(screen)
    assert f"{SETTINGS.base_url}/h/{handout.code}" in told(screen)


def attached(faq: Faq, by) -> None:
    with writing() as db:
        course = db.exec(select(Course).where(Course.code == "B07")).one()
        lesson_faqs.attach(db, faq=db.get_one(Faq, faq.id), course=course, by=by)


def test_lesson_tells_its_questions_and_which_sheets_are_out_of_date(opened, tanaka, sato):
    faq = published(tanaka, sato)
    before = opened("sheets", sato, kind="course", course="B07")
    old = handouts()[0].code
    attached(faq, sato)
    screen = opened("sheets", sato, kind="course", course="B07")

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

    (warning,) = opened("sheets", sato, kind="course", course="B07").warning

    assert "Q0002 は、紙に入りきらない" in warning.value


def test_sheet_of_a_published_answer_is_shown(opened, tanaka, sato):
    faq = published(tanaka, sato)

    screen = opened("sheets", sato, kind="faq", faq=faq.code)

    assert shown(screen) == [f"/staff/pictures/faq/{faq.code}"]


def test_number_of_copies_is_proposed_stored_and_shown(opened, sato):
    event = of_course("B07", starts_at=at(14), capacity=12)
    with writing() as db:
        printing.lesson_sheet(db, course=course("B07"), edition=at(0).date(), by=sato)
    screen = opened("sheets", sato, event=event.public_id, kind="lesson")

    (box,) = screen.number_input
    proposed = box.value
    pressed(screen, "枚数を記録する")

    assert proposed == 12
    assert "枚数を記録しました。" in [one.value for one in screen.success]
    assert "これまでに **12枚**  \nQRの読み取り 今月 **0回**" in told(screen)


def test_second_click_counts_nothing_more(opened, sato):
    screen = opened("sheets", sato, kind="course", course="B07")
    old = pressed(screen, "枚数を記録する")
    old.click().run()

    assert "これまでに **1枚**" in told(screen)


def test_mistyped_number_is_taken_back(opened, sato):
    screen = opened("sheets", sato, kind="course", course="B07")
    pressed(screen, "枚数を記録する")

    pressed(screen, "取り消す")

    assert "これまでに **0枚**" in told(screen)
    assert "最後に記録した枚数を取り消しました。" in [one.value for one in screen.success]


def test_sheet_of_names_is_counted_without_scans(opened, sato):
    event = a_class()
    screen = opened("sheets", sato, event=event.public_id, kind="roster")
    pressed(screen, "枚数を記録する")

    assert [one.value for one in screen.error] == [
        "この紙は、まだ印刷していません。先に「印刷する」で開いてください。"
    ]
    with writing() as db:
        printing.roster(db, event=db.get_one(Event, event.id), by=sato)
    screen.run()
    assert "これまでに **0枚**" in told(screen)
    assert "QRの読み取り" not in told(screen)


def pressed(screen, label: str):
    (button,) = [one for one in screen.button if one.label == label]
    button.click().run()
    return button


def outdated_flyer(by) -> Event:
    """Ten copies hang somewhere, and then the class is called off."""
    event = a_class()
    with writing() as db:
        sheet = printing.flyer(db, event=event, by=by)
        sheet.created_at = NOON  # the stamps know the real clock only
        copies.printed(db, subject=sheet.subject, number=10, idem_key="a", by=by)
    with writing() as db:
        row = db.get_one(Event, event.id)
        row.status, row.notice, row.notice_on = EventStatus.CANCELLED, 1, NOON.date()
        row.notice_text, row.updated_at = "中止になりました。", NOON + timedelta(hours=1)
    return event


def test_sheet_that_hangs_and_is_out_of_date_is_told_with_the_way_to_the_new_one(opened, sato):
    event = outdated_flyer(sato)

    screen = opened("sheets", sato, old="1")

    assert "この版は、令和8年11月24日(火)から古くなっています。理由: 12月4日(金)" in told(screen)
    assert f'href="/staff/sheets?kind=flyer&amp;event={event.public_id}"' in ways(screen)


def test_today_tells_it_in_one_line_until_it_was_replaced(opened, sato):
    outdated_flyer(sato)
    before = told(opened("today", sato))
    pressed(opened("sheets", sato, old="1"), "貼りかえました")

    line = "印刷したあとで中身が変わった紙が **1種類（10枚）** あります。"
    assert (line in before, line in told(opened("today", sato))) == (True, False)


def test_every_sheet_that_gets_out_of_date_leads_to_its_successor(sato):
    by_kind = {
        HandoutKind.LESSON: ("lesson:B07", "?kind=course&course=B07"),
        HandoutKind.FAQ: ("faq:Q0001", "?kind=faq&faq=Q0001"),
        HandoutKind.MONTH: ("month::2026-12", "?kind=month&town=all&month=2026-12"),
        HandoutKind.POSTER: ("poster:series:3", "?kind=poster_series&event=ABC"),
    }
    why, event = Outdated(NOON.date(), ("",)), Event(public_id="ABC", title="")

    for kind, (subject, query) in by_kind.items():
        sheet = Handout(kind=kind, subject=subject, edition=NOON.date())
        assert way(Reprint(sheet, 1, why, event))[1] == f"/staff/sheets{query}"


def test_many_sheets_are_put_together_in_a_frame_that_begins_anew(opened, sato):
    screen = opened("sheets", sato)
    pressed(screen, "まとめはじめる")
    first = shown(screen)
    screen.selectbox(key="s_batch").set_value("2026-12")
    pressed(screen, "まとめはじめる")

    assert (first, shown(screen)) == (["/staff/runs/lessons?n=1"], ["/staff/runs/2026-12?n=2"])
