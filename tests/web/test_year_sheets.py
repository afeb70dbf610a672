from datetime import date

import pytest

from database import writing
from services import publications
from services.periods import year
from settings import SETTINGS
from tests.visitors import came
from tests.web.reading import text_of
from tests.web.test_files import codes, words

REPORT = "/staff/files/report/2025.pdf"


@pytest.fixture
def published(sato):
    came(date(2025, 4, 10), chuo=40, wakaba=3, yamazato=25, kitahara=12)
    with writing() as db:
        publications.publish(db, period=year(2025), reason="", idem_key="x", by=sato)


def test_sheet_and_booklet_hold_the_published_year(client, signed_in, sato, published):
    signed_in(sato)

    answer = client.get(REPORT)

    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf")
    assert "65歳以上の市民80人" in words(answer.content)
    assert codes(answer.content) == {f"{SETTINGS.base_url}/figures"}
    book = client.get("/staff/files/booklet/2025.pdf").content
    assert "CC BY 4.0" in words(book)
    assert codes(book) == codes(answer.content)
    assert "data:image/png" in client.get("/staff/pictures/report/2025").text


def test_year_that_is_not_published_says_what_to_do_first(client, signed_in, sato):
    signed_in(sato)

    answer = client.get(REPORT)

    assert answer.status_code == 400
    assert "「公表する数字」の画面で公表すると" in text_of(answer.text)
    assert "まだ公表していません" in text_of(client.get("/staff/pictures/report/2025").text)


@pytest.mark.parametrize("year", ["0000", "20250", "x", "２０２５"])
def test_year_that_cannot_be_is_not_found(client, signed_in, sato, year):
    signed_in(sato)

    assert client.get(f"/staff/files/report/{year}.pdf").status_code == 404
