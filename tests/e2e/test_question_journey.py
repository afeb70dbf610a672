"""From a sheet's QR code to the next printing of that sheet: a question, and what becomes of it.

A resident at home reads the code, finds the nearest answers not enough and asks to be called. The
desk answers by the day's call list; the answer becomes one for everybody and goes onto the lesson.
"""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from services.demo import PASSWORD
from tests.e2e.conftest import DESKTOP, PHONE
from tests.e2e.paper import qr_texts, words
from tests.e2e.screens import (
    choose,
    drawn,
    fill,
    follow,
    open_question,
    open_screen,
    press,
    told,
)
from tests.e2e.server import Server

pytestmark = pytest.mark.browser
LESSON = "B02"
BODY = "文字を大きくしたのに、電話帳の文字だけ小さいままです。どうすればいいですか。"
ANSWER = "電話帳を開いて、右上の点を押し、「文字の大きさ」を選びます。"
ASKER, NUMBER = "架空 花子", "0000-00-0001"
COMMON = "電話帳の文字を大きくするには？"


@pytest.fixture(scope="module")
def sheet(noon) -> str:
    """Where the lesson sheet that somebody took home leads to."""
    return leads_to(printed(noon))


def printed(server: Server) -> bytes:
    """The lesson sheet as the office prints it now."""
    with server.visitor() as office:
        office.post("/login", data={"login": "sato", "password": PASSWORD})
        return office.get(f"/staff/files/lesson/course/{LESSON}.pdf").content


def leads_to(pdf: bytes) -> str:
    (path,) = {urlsplit(url).path for url in qr_texts(pdf)}
    return path


def asked(home: Page, sheet: str) -> None:
    """At home: the code, the form, the nearest answers, and no: please call me."""
    home.goto(sheet)
    home.get_by_role("link", name="この紙について質問する").click()
    home.get_by_label("お名前").fill(ASKER)
    home.get_by_label("電話番号").fill(NUMBER)
    home.get_by_label("返事のために使うことに、同意する").check()
    home.get_by_label("質問※必須").fill(BODY)
    home.get_by_label("質問の種類").select_option("basics")
    home.get_by_role("button", name="次へ").click()
    expect(home.get_by_role("heading", name="似た質問の答えがあります")).to_be_visible()
    expect(home.get_by_role("heading", name="文字を大きくするには？")).to_be_visible()
    home.get_by_role("button", name="やはり質問を送る").click()
    expect(home.get_by_role("heading", name="質問を受け取りました")).to_be_visible()


def answered(desk: Page) -> str:
    """At the desk: taken, answered by the call list, called, told; the question's own address."""
    open_screen(desk, "questions")
    open_question(desk, BODY)
    address = desk.url
    press(desk, "自分が受け持つ")
    told(desk, "あなたの受け持ちにしました。")
    fill(desk, "回答か、仲間へのメモ", ANSWER)
    press(desk, "電話リストで伝える")
    told(desk, "電話リストで読み上げて")

    open_screen(desk, "calls")
    choose(desk, "どの電話ですか", "質問")
    home = desk.locator('[class*="st-key-home-"]').filter(has_text=ASKER)
    expect(home.get_by_text(ANSWER)).to_be_visible()
    home.get_by_role("button", name="返事をしました").click()
    drawn(desk)
    expect(home).to_have_count(0)
    return address


def written(volunteer: Page, address: str) -> str:
    """A volunteer writes it anew for everybody, and asks the office to look at it."""
    volunteer.goto(address)
    follow(volunteer, "よくある質問にする", "faqs")
    fill(volunteer, "質問（だれにでもあてはまる言い方で）", COMMON)
    press(volunteer, "むずかしい漢字にふりがな")
    press(volunteer, "下書きを保存する")
    told(volunteer, "下書きを保存しました。")
    press(volunteer, "確認を頼む")
    told(volunteer, "確認を頼みました。")
    code = re.compile(r"id=(Q\d{4})")
    expect(volunteer).to_have_url(code)
    return code.search(volunteer.url)[1]


def published(desk: Page, code: str) -> None:
    """The office ticks its list, publishes, and puts it onto the lesson."""
    open_screen(desk, "faqs", f"?id={code}")
    for point in ("お名前・電話番号", "書いてあるとおり", "ふりがなと読みやすさ"):
        desk.get_by_text(re.compile(f"^{point}")).click()
        drawn(desk)
    press(desk, "公開する")
    told(desk, "公開しました。")
    desk.get_by_text(re.compile("^てびきにのせる（")).click()
    choose(desk, "のせる講座", LESSON)
    press(desk, "てびきにのせる")
    told(desk, "次の印刷からのります。")


def test_question_from_a_sheet_comes_back_on_the_next_printing(noon, sheet, visit, staff):
    home = visit(noon.url, PHONE).new_page()
    asked(home, sheet)
    desk = staff(noon.url, "sato", DESKTOP)
    address = answered(desk)
    code = written(staff(noon.url, "tanaka", PHONE), address)
    published(desk, code)

    pdf = printed(noon)
    paper = words(pdf)
    assert (code in paper, "右上の点を押し" in paper) == (True, True)
    assert not {ASKER.replace(" ", ""), NUMBER} & {
        part for part in (ASKER, NUMBER) if part in paper
    }
    newer = leads_to(pdf)
    assert newer != sheet

    home.goto(sheet)
    home.reload()  # a browser keeps a page for half a minute (web/keeping.py)
    expect(home.get_by_text("お手元の紙より新しい説明です")).to_be_visible()
    expect(home.get_by_text(f"よくある質問{code}が加わりました。")).to_be_visible()
    home.goto(f"/faq/{code}")
    expect(home.get_by_role("heading", level=1)).to_contain_text("大きくするには")

    open_screen(desk, "sheets", "?kind=course")
    choose(desk, "講座", LESSON)
    told_old = f"前に印刷した資料番号 {sheet.removeprefix('/h/')} の版は"
    expect(desk.get_by_text(re.compile(told_old))).to_be_visible()
