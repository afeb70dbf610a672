"""One story through all of it: from the city's files to a question asked from a sheet of paper."""

import re
from datetime import date, datetime, time
from pathlib import Path

import pytest
from playwright.sync_api import expect
from sqlalchemy import make_url

import clock
from services.demo import PASSWORD
from settings import ROOT
from tests.conftest import NOON
from tests.e2e import paper, screens
from tests.e2e.conftest import DESKTOP, PHONE
from tests.e2e.server import running
from tests.postgres import postgres

pytestmark = pytest.mark.browser
FILES = ROOT / "masters" / "demo"
COURSE, HALL = "B01", "若葉公民館"
DAY = date(2026, 12, 3)  # a Thursday, nine days after NOON
DOORS_OPEN = datetime.combine(DAY, time(9, 40), clock.JST)
WIFE, HUSBAND, NEIGHBOUR = "みほん はなこ", "みほん たろう", "れいだい しげる"
NUMBER = "1234 5678 9018"  # synthetic; its check digit is right
ASKED = "文字を大きくする方法を教えてください"


@pytest.fixture(params=["sqlite", "postgresql"])
def town(request):
    """The demo town on Tuesday 2026-11-24, on either database, and where that database lies."""
    if request.param == "sqlite":
        with running(on=NOON) as server:
            yield server, server.data
        return
    with postgres() as address, running(on=NOON, DATABASE_URL=address) as server:
        yield server, Path(make_url(address).query["host"])


def test_story(town, visit, tmp_path):
    server, kept = town
    newer = tmp_path / "population.csv"
    newer.write_text((FILES / newer.name).read_text("utf-8").replace("2026-09-30", "2026-10-31"))
    desk = visit(server.url, DESKTOP).new_page()
    hall = visit(server.url, PHONE).new_page()
    guest = visit(server.url, PHONE, java_script_enabled=False).new_page()

    screens.sign_in(desk, "sato", PASSWORD)
    the_coordinator_takes_in_the_citys_files(desk, newer)
    screens.sign_in(hall, "tanaka", PASSWORD)
    the_volunteer_registers_a_class(hall)
    the_coordinator_publishes_it(desk)
    the_coordinator_books_three_people(desk)
    before = screens.visits(desk)
    lesson = the_volunteer_prints_the_papers(hall, server.url)

    server.turn_clock_to(DOORS_OPEN)
    screens.sign_in(hall, "tanaka", PASSWORD)
    the_volunteer_checks_people_in(hall)
    the_attendee_reads_the_lesson_and_asks(guest, lesson)
    the_volunteer_answers(hall)
    the_volunteer_records_a_consultation(hall)

    screens.sign_in(desk, "sato", PASSWORD)
    the_coordinator_sees_who_was_reached(desk, before)
    assert server.keeps(NUMBER, kept) == []
    assert server.keeps(ASKED, kept) != []  # so a number would have been found
    assert "Traceback" not in server.said()


def the_coordinator_takes_in_the_citys_files(desk, population):
    history = desk.get_by_role("region", name="取り込んである人口")
    screens.take_in(desk, "人口", population)
    expect(desk.get_by_text("9行を読みました。")).to_be_visible()
    expect(history).not_to_contain_text("10月31日")
    screens.press(desk, "この内容で取り込む")
    screens.told(desk, "人口を取り込みました")
    expect(history).to_contain_text("令和8年10月31日")

    screens.take_in(desk, "教室・相談会", FILES / "events.csv")
    expect(desk.get_by_text("12行を読みました。")).to_be_visible()
    screens.press(desk, "この内容で取り込む（6件）")
    screens.told(desk, "取り込みました")


def the_volunteer_registers_a_class(hall):
    screens.follow(hall, "教室を登録する", "register")
    screens.register(hall, course=COURSE, hall=HALL, day=DAY, capacity=2)
    screens.told(hall, "教室を登録しました。")


def the_coordinator_publishes_it(desk):
    screens.open_screen(desk, "events")
    screens.open_class(desk, HALL, "12月3日")
    screens.press(desk, "この教室を承認して公開する")
    screens.told(desk, "公開しました。")


def the_coordinator_books_three_people(desk):
    """A couple takes both seats, the third person waits, one of the couple cancels, and the seat is
    held until the third accepts it."""
    screens.open_screen(desk, "phone")
    screens.write_down(desk, WIFE, town="若葉町", born="昭和20", phone="0000-00-1234")
    screens.write_down(desk, HUSBAND, town="若葉町", born="昭和18", phone="0000-00-1234")
    screens.book(desk, HALL, "12月3日", "2名様で申し込む")
    expect(desk.get_by_text("2名様でお取りしました。")).to_be_visible()

    screens.press(desk, "次の電話へ")
    screens.write_down(desk, NEIGHBOUR, town="若葉町", born="昭和25")
    screens.book(desk, HALL, "12月3日", "1名様でキャンセル待ちに入れる")
    expect(desk.get_by_text("キャンセル待ちの1番目にお入れしました。")).to_be_visible()

    screens.press(desk, "次の電話へ")
    screens.find(desk, WIFE)
    screens.cancel(desk)
    screens.told(desk, f"待っている {NEIGHBOUR}")

    screens.press(desk, "外す")
    screens.find(desk, NEIGHBOUR)
    screens.press(desk, "承諾する")
    expect(desk.get_by_text("1名様でお取りしました。")).to_be_visible()


def the_paper(hall, label):
    """Looked at as a picture, then opened to be printed."""
    screens.drawn(hall)
    hall.get_by_role("radio", name=label, exact=True).click()
    expect(hall.get_by_role("heading", name=label, exact=True)).to_be_visible()
    frame = hall.frame_locator(f"iframe[title='{label}の見本']")
    expect(frame.get_by_role("img")).to_be_visible()
    return screens.paper(hall, "印刷する（PDFを開く）")


def the_volunteer_prints_the_papers(hall, home):
    """Returns what the QR code of the lesson sheet says."""
    screens.open_screen(hall, "events")
    screens.open_class(hall, HALL, "12月3日")
    screens.follow(hall, "印刷", "sheets")
    hall.get_by_role("radio", name="当日").click()
    lesson = the_paper(hall, "てびき")
    roster = the_paper(hall, "出席名簿")
    (address,) = {text for text in paper.qr_texts(lesson) if text.startswith(f"{home}/h/")}
    code = address.removeprefix(f"{home}/h/")

    assert all(told in paper.words(lesson) for told in (code, "0000-00-0000", "架空"))
    assert all(told in paper.words(roster) for told in (HALL, *unspaced(HUSBAND, NEIGHBOUR)))
    assert unspaced(WIFE)[0] not in paper.words(roster)
    return address


def the_volunteer_checks_people_in(hall):
    screens.follow(hall, "受付をはじめる", "check_in")
    screens.check_in(hall, HUSBAND)
    screens.check_in(hall, NEIGHBOUR)
    screens.walk_in(hall, town="若葉町", age="75〜79歳")


def the_attendee_reads_the_lesson_and_asks(guest, address):
    guest.goto(address)
    expect(guest.get_by_role("heading", name="やってみましょう")).to_be_visible()
    expect(guest.get_by_role("heading", name="一緒に練習できる教室")).to_be_visible()
    expect(guest.get_by_role("link", name="0000-00-0000").first).to_be_visible()
    guest.get_by_role("link", name="この紙について質問する").click()

    screens.ask(guest, f"番号は {NUMBER} です。{ASKED}", "基本操作")
    expect(guest.get_by_role("alert")).to_be_visible()
    expect(guest.get_by_label("質問※必須")).not_to_have_value(re.compile(r"\d"))
    screens.ask(guest, ASKED, "基本操作")
    expect(guest.get_by_role("heading", name="質問を受け取りました")).to_be_visible()


def the_volunteer_answers(hall):
    screens.open_screen(hall, "questions")
    screens.open_question(hall, ASKED)
    screens.fill(hall, "回答か、仲間へのメモ", "設定の「文字サイズ」で大きくできます。")
    screens.press(hall, "回答した")
    screens.told(hall, "回答を残しました。")


def the_volunteer_records_a_consultation(hall):
    screens.open_screen(hall, "consultations")
    screens.choose(hall, "相談の種類", "電子証明書の更新")
    for told in ("市民課の窓口だけで行います", "持ち物", "お手伝いできること"):
        expect(hall.get_by_text(told).first).to_be_visible()
    screens.press(hall, "記録する")  # what only the counter may do is proposed to be handed over
    screens.told(hall, "相談を記録しました。")


def the_coordinator_sees_who_was_reached(desk, before):
    after = screens.visits(desk)

    assert after == before + 3
    expect(desk.get_by_role("row", name="西川町")).to_contain_text("届いていない")
    expect(desk.get_by_role("row", name="若葉町")).not_to_contain_text("届いていない")
    expect(desk.locator("canvas, svg.marks")).not_to_have_count(0)


def unspaced(*texts):
    """As they stand in the text of a PDF, whose layout may break anywhere."""
    return tuple("".join(text.split()) for text in texts)
