import base64
import re
from io import BytesIO

import pytest
from PIL import Image
from sqlmodel import select

from database import reading
from models import AuditLine, EventStatus, Handout
from tests.classes import a_class, a_person, works_at
from tests.web.reading import text_of
from tests.web.test_files import book, of_course
from web import middleware


def picture(answer) -> Image.Image:
    (encoded,) = re.findall(r"data:image/png;base64,([^\"]+)", answer.text)
    return Image.open(BytesIO(base64.b64decode(encoded)))


def looks() -> int:
    with reading() as db:
        return len(db.exec(select(AuditLine).where(AuditLine.action == "view")).all())


def test_first_page_of_a_sheet_is_shown_as_a_picture(client, signed_in, sato):
    signed_in(sato)

    answer = client.get(f"/staff/pictures/flyer/{a_class().public_id}")

    image = picture(answer)
    assert (answer.status_code, image.format, image.width) == (200, "PNG", 900)
    assert abs(image.height / image.width - 297 / 210) < 0.01
    assert len(image.convert("L").getcolors()) > 2  # something stands on it
    assert 'alt="紙の見本、1ページのうち1ページ目。' in answer.text


def test_picture_is_kept_nowhere_and_framed_by_our_own_screens_only(client, signed_in, sato):
    signed_in(sato)

    headers = client.get("/staff/pictures/lesson/course/B07").headers

    policy = headers["content-security-policy"]
    assert headers["cache-control"] == "private, no-store"
    assert "frame-ancestors 'self'" in policy
    assert "script-src" not in policy
    assert policy.startswith("default-src 'none'")


def test_screens_may_frame_our_own_addresses():
    """No frame-src: what may be framed is said by default-src."""
    policy = dict(part.split(maxsplit=1) for part in middleware.STAFF_POLICY.split("; "))

    assert ("frame-src" in policy, policy["default-src"]) == (False, "'self'")


def test_pages_are_turned_by_links_that_keep_the_rest_of_the_address(client, signed_in, sato):
    signed_in(sato)
    event = a_class(capacity=40)
    book(event, *(a_person(f"見本 {number}") for number in range(8)))
    address = f"/staff/pictures/roster/{event.public_id}"

    first, second = client.get(f"{address}?a=b"), client.get(f"{address}?a=b&page=2")

    assert "1／2ページ" in text_of(first.text)
    assert "2／2ページ" in text_of(second.text)
    assert re.findall(r'<a href="([^"]+)"', first.text) == ["?a=b&amp;page=2"]
    assert re.findall(r'<a href="([^"]+)"', second.text) == ["?a=b&amp;page=1"]
    assert picture(first).tobytes() != picture(second).tobytes()


@pytest.mark.parametrize("page", ["3", "0", "99999", "-1", "x"])
def test_page_that_is_not_there_is_not_drawn(client, signed_in, sato, page):
    signed_in(sato)

    answer = client.get(f"/staff/pictures/lesson/course/B07?page={page}")

    known = page in ("99999", "-1", "x")  # no number of a page: the first one
    assert answer.status_code == (200 if known else 404)


def test_sheet_that_cannot_be_printed_says_why_in_its_place(client, signed_in, sato):
    signed_in(sato)
    draft = a_class(status=EventStatus.DRAFT)

    answer = client.get(f"/staff/pictures/flyer/{draft.public_id}")

    assert answer.status_code == 400
    assert "いまは印刷できません。公開している日がないので" in text_of(answer.text)
    assert "<img" not in answer.text


@pytest.mark.parametrize("sheet", ["flyer/000000000000", "nothing/of/that/name", "questions.csv"])
def test_sheet_nobody_knows_is_not_found(client, signed_in, sato, sheet):
    signed_in(sato)

    answer = client.get(f"/staff/pictures/{sheet}")

    assert answer.status_code == 404
    assert "この紙は見つかりません" in text_of(answer.text)


def test_volunteer_sees_the_names_of_own_classes_only(client, signed_in, tanaka):
    signed_in(tanaka)
    own, foreign = a_class(), a_class()
    works_at(own, tanaka)

    answers = [client.get(f"/staff/pictures/roster/{one.public_id}") for one in (own, foreign)]

    assert [answer.status_code for answer in answers] == [200, 403]
    assert "<img" not in answers[1].text


def test_counter_sees_no_sheet(client, signed_in, yamaguchi):
    signed_in(yamaguchi)

    answer = client.get("/staff/pictures/lesson/course/B07")

    assert (answer.status_code, "<img" in answer.text) == (403, False)


def test_stranger_is_sent_to_the_sign_in(client):
    answer = client.get("/staff/pictures/lesson/course/B07")

    assert answer.headers["location"].startswith("/login?next=")


def test_look_at_names_is_written_down_for_each_page(client, signed_in, sato):
    signed_in(sato)
    address = f"/staff/pictures/roster/{a_class().public_id}"

    before = looks()
    client.get(address)
    client.get(address)

    assert looks() - before == 2


def test_picture_and_pdf_are_of_the_same_numbered_sheet(client, signed_in, sato):
    signed_in(sato)
    event = of_course("B07")

    client.get(f"/staff/pictures/lesson/{event.public_id}")
    client.get(f"/staff/files/lesson/{event.public_id}.pdf")

    with reading() as db:
        assert [one.subject for one in db.exec(select(Handout))] == ["lesson:B07"]
