from datetime import date

import pytest
from sqlmodel import select

from database import writing
from handouts import curriculum
from models import Course, Event, Handout, Staff
from services import printing
from tests.classes import a_class
from tests.web.reading import classes_on, field, text_of

NUMBER = "123456789018"  # synthetic


def sheet(by: Staff, *, code: str = "B07", edition: date | None = None) -> Handout:
    with writing() as db:
        course = db.exec(select(Course).where(Course.code == code)).one()
        edition = edition or curriculum.load(code).edition
        return printing.lesson_sheet(db, course=course, edition=edition, by=by)


@pytest.fixture
def code(town, sato) -> str:
    return sheet(sato).code


def test_page_behind_the_code_shows_the_lesson(client, code):
    page = text_of(client.get(f"/h/{code}").text)

    lesson = curriculum.load("B07")
    for part in ("写真をLINEで送る", "緑色のLINE（ライン）を押す", "写真が出たら、できあがり"):
        assert part in page
    assert f"「資料番号 {code} の紙」とお話しください" in page
    assert "iPhone質問が出たら、読んで「許可」を選びます。" in page
    assert page.count("ときは") >= 1
    assert len(lesson.steps) == client.get(f"/h/{code}").text.count("<li><b>")


def test_furigana_is_ruby_with_brackets_for_old_browsers(client, code):
    ruby = "<ruby>写真<rp>（</rp><rt>しゃしん</rt><rp>）</rp></ruby>"

    assert f"<h1>{ruby}をLINEで送る</h1>" in client.get(f"/h/{code}").text


def test_page_behind_the_code_leads_to_classes_and_to_a_question(client, code):
    event = a_class()

    page = client.get(f"/h/{code}").text

    assert classes_on(page) == [event.public_id]
    assert f'href="/h/{code}/ask"' in page


def test_paper_older_than_the_lesson_says_so(client, sato):
    old, new = sheet(sato, edition=date(2026, 4, 1)), sheet(sato)

    told = "お手元の紙より新しい説明です（令和8年11月26日(木)の版）。"
    assert told in text_of(client.get(f"/h/{old.code}").text)
    assert told not in text_of(client.get(f"/h/{new.code}").text)


def test_other_spellings_lead_to_the_one_address(client, code):
    wide = "".join(chr(ord(char) + 0xFEE0) for char in code)

    for typed in (code.lower(), wide, f"{code[:2]}-{code[2:]}"):
        answer = client.get(f"/h/{typed}")
        assert (answer.status_code, answer.headers["location"]) == (303, f"/h/{code}")


def test_box_on_the_first_page_leads_there(client, code):
    answer = client.get("/h", params={"code": f" {code.lower()} "})

    assert (answer.status_code, answer.headers["location"]) == (303, f"/h/{code}")


def test_empty_box_shows_the_box_again_without_blame(client):
    answer = client.get("/h", params={"code": ""})

    assert (answer.status_code, 'class="error"' in answer.text) == (200, False)


@pytest.mark.parametrize("address", ["/h/{}", "/h?code={}", "/h/{}/ask"])
def test_unknown_code_is_told_kindly_and_what_was_typed_stays(client, address):
    answer = client.get(address.format("AAA"))

    assert answer.status_code == 404
    assert "資料番号は5文字です" in text_of(answer.text)
    assert field(answer.text, "code") == "AAA"


def test_valid_code_that_was_never_printed_is_told_kindly(client):
    answer = client.get("/h/A7K3Y")

    assert answer.status_code == 404
    assert "その番号の紙は見つかりませんでした" in text_of(answer.text)


@pytest.mark.parametrize("address", ["/h/{}", "/h?code={}"])
def test_number_typed_into_the_box_is_not_shown_again(client, address):
    assert NUMBER not in client.get(address.format(NUMBER)).text


def test_roster_leads_staff_to_the_check_in(client, sato):
    event = a_class()
    with writing() as db:
        code = printing.roster(db, event=db.get_one(Event, event.id), by=sato).code

    answer = client.get(f"/h/{code}")

    where = f"/staff/check_in?event={event.public_id}"
    assert (answer.status_code, answer.headers["location"]) == (303, where)
