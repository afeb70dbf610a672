"""A resident's whole way with JavaScript switched off: book, say 行きます, cancel, ask, answer."""

import re
from collections.abc import Iterator
from datetime import datetime, time, timedelta

import pytest
from playwright.sync_api import Page, expect
from sqlmodel import select

import clock
from models import Booking, Channel, Question, Survey
from services.demo import PASSWORD
from tests.conftest import NOON
from tests.e2e.conftest import PHONE
from tests.e2e.hall import data_of
from tests.e2e.paper import qr_texts
from tests.e2e.screens import leave
from tests.e2e.server import Server, running
from tests.e2e.town import bookable

QUESTION = "駐車場はありますか。"
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with running(on=NOON) as server:
        yield server


@pytest.fixture
def page(server, visit) -> Page:
    return visit(server.url, PHONE, java_script_enabled=False).new_page()


def day_of(page: Page) -> datetime:
    day = page.locator("dl time").first.get_attribute("datetime")
    return datetime.combine(datetime.fromisoformat(day), time(20), clock.JST)


def test_book_confirm_cancel_ask_and_answer(server, page):
    with server.visitor() as visitor:
        event = bookable(visitor)
    page.goto(event)
    evening = day_of(page)
    page.get_by_role("link", name="ここから申し込む").click()
    expect(page.get_by_role("heading", name="教室に申し込む")).to_be_visible()

    page.get_by_label("電話番号", exact=True).fill("12")  # forgotten: name and town
    page.get_by_label("筆談").check()
    submit = page.get_by_role("button", name=re.compile("申し込む$"))
    submit.click()
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("お名前の読みを、ひらがなで入れてください")
    expect(page.get_by_label("電話番号", exact=True)).to_have_value("12")
    expect(page.get_by_label("筆談")).to_be_checked()
    leave(page, page.get_by_role("main").get_by_role("link", name="個人情報について"))
    page.go_back()  # to the answer of a sent form: without asking whether to send it again
    expect(page.get_by_label("電話番号", exact=True)).to_have_value("12")
    alert.get_by_role("link", name="お名前の読み").click()  # leads to its box

    page.get_by_label("お名前の読み※必須").fill("みほん はなこ")
    page.get_by_label("中央町").check()
    page.get_by_label("電話番号", exact=True).fill("0000-12-3456")
    page.get_by_label("一緒に来る方の読み").fill("みほん たろう")
    page.get_by_label("大きな字の紙").check()
    page.get_by_role("button", name=re.compile("申し込む$")).dblclick()
    told = alert.filter(has_text="キャンセル待ちになります")  # not two seats left: asked once more
    booked = page.get_by_role("status").first
    expect(told.or_(booked)).to_be_visible()  # the page before has an alert as well
    if told.count():
        page.get_by_role("button", name=re.compile("申し込む$")).dblclick()
    expect(booked).to_contain_text("みほん はなこ様、みほん たろう様")
    slip = page.url
    page.reload()
    assert page.url == slip

    server.turn_clock_to(evening - timedelta(days=2))
    page.reload()
    if page.get_by_role("button", name="行きます").count():
        page.get_by_role("button", name="行きます").click()
        expect(page.get_by_text("お返事をいただきました")).to_be_visible()
    page.get_by_text("申し込みを取り消す").click()
    page.get_by_role("button", name="みほん たろう様だけ取り消します").click()
    expect(page.get_by_role("main")).not_to_contain_text("みほん たろう")
    page.get_by_text("申し込みを取り消す").click()
    page.get_by_role("button", name="はい、取り消します").dblclick()
    expect(page.get_by_role("heading", name="申し込みを取り消しました")).to_be_visible()
    page.go_back()
    page.reload()
    assert page.url == slip
    expect(page.get_by_role("heading", name="申し込みを取り消しました")).to_be_visible()

    page.goto(event)
    page.get_by_role("link", name="この教室について質問する").click()
    page.get_by_label("質問※必須").fill(QUESTION)
    page.get_by_label("質問の種類").select_option("other")
    page.get_by_role("button").last.dblclick()
    send = page.get_by_role("button", name="やはり質問を送る")
    received = page.get_by_role("heading", name="質問を受け取りました")
    expect(send.or_(received)).to_be_visible()
    if send.count():
        send.dblclick()
    expect(received).to_be_visible()

    server.turn_clock_to(evening)
    page.goto(survey_of(server, event))
    page.get_by_label("とても満足").check()
    page.get_by_role("button", name="アンケートを送る").dblclick()
    expect(page.get_by_role("heading", name="アンケートを受け取りました")).to_be_visible()

    assert kept(server) == {Booking: 2, Question: 1, Survey: 1}  # whatever was pressed twice
    assert page.context.cookies() == []
    token = slip.rpartition("/")[2]
    assert server.keeps(token) == []  # neither in the log nor in the data


def kept(server: Server) -> dict[type, int]:
    """How much of each kind came in by our pages; the demo town has none of it."""
    with data_of(server) as db:
        booked = db.exec(select(Booking).where(Booking.channel == Channel.WEB)).all()
        asked = db.exec(select(Question).where(Question.body == QUESTION)).all()
        answered = db.exec(select(Survey).where(Survey.channel == Channel.WEB)).all()
    return {Booking: len(booked), Question: len(asked), Survey: len(answered)}


def survey_of(server: Server, event: str) -> str:
    """What a telephone's camera reads on the survey sheet of the class."""
    number = event.rpartition("/")[2]
    with server.visitor() as office:
        office.post("/login", data={"login": "sato", "password": PASSWORD})
        (found,) = qr_texts(office.get(f"/staff/files/survey/{number}.pdf").content)
    return found


def test_view_goes_on_from_page_to_page(page):
    page.goto("/")
    for way in (
        page.get_by_role("link", name="特大"),
        page.get_by_role("link", name="ふりがな", exact=True),
        page.locator("ul.classes h3 a").first,
    ):
        leave(page, way)

    assert "size=xl" in page.url
    assert "furigana=1" in page.url
    assert page.locator("ruby").count() > 10
    expect(page.locator("html")).to_have_class("xl")
    leave(page, page.get_by_role("link", name="English"))
    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert page.context.cookies() == []
