"""到達の状況: what everybody reads, on the page and in the files."""

import re
from datetime import date

import pytest

from database import writing
from services import outgoing, publications, published_tables
from services.periods import year
from tests.visitors import came
from tests.web.reading import BUDGET, text_of, weight
from tests.web.test_english import JAPANESE, PO


@pytest.fixture
def number(client, sato):
    """Last year, with nine towns: one has 3 visitors."""
    came(date(2025, 4, 10), chuo=40, wakaba=3, yamazato=25, kitahara=12)
    with writing() as db:
        row = publications.publish(db, period=year(2025), reason="", idem_key="x", by=sato)
    return row.id


def test_page_shows_the_newest_year_with_its_words(client, number):
    answer = client.get("/figures")
    said = text_of(answer.text)

    assert "令和7年度" in said
    assert "若葉町10未満10未満10未満" in said
    assert "1人以上10人未満です。だれのことかわからないように、数を出しません。" in said
    assert "<script" not in answer.text
    assert weight(client, "/figures") <= BUDGET


def test_page_says_when_nothing_is_published_yet(client):
    assert "まだ公表していません" in text_of(client.get("/figures").text)


def test_page_reads_in_english(client, number):
    said = text_of(client.get("/figures?lang=en").text)

    assert "April 2025 to March 2026" in said
    assert "Wakabachō under 10 under 10" in said or "under 10" in said
    words = {word for pair in outgoing.NOTES for word in pair}
    titles = {"町ごとの数（65歳以上）", "町と年代（実人数）", "町と性別（実人数）"}
    assert [one for one in words | titles | {published_tables.KEPT} if not PO.get(one)] == []
    assert JAPANESE.findall(said.partition("April 2025")[2].partition("Terms of use")[0]) == []


def test_files_are_given_to_everybody(client, number):
    csv, book = (client.get(f"/figures/{number}.{kind}") for kind in ("csv", "xlsx"))

    assert csv.content.decode("utf-8-sig").startswith("スマホ教室・相談会の到達")
    assert book.content[:2] == b"PK"
    assert client.get("/figures/99.csv").status_code == 404


def test_pictures_are_given_to_everybody_and_say_what_they_show(client, number):
    svg, png = (client.get(f"/figures/{number}/reach.{kind}") for kind in ("svg", "png"))
    ages = client.get(f"/figures/{number}/ages.svg").text

    assert ("令和7年度" in svg.text, "10未満" in svg.text, "CC BY 4.0" in svg.text) == (True,) * 3
    assert png.content[:8] == b"\x89PNG\r\n\x1a\n"
    assert "75〜79" in ages
    assert "attachment" in svg.headers["content-disposition"]


@pytest.mark.parametrize("address", ["years.png", "99/reach.png", "1/faces.png", "1/reach.gif"])
def test_picture_that_is_none_is_not_found(client, number, address):
    """There is one year only, so that years cannot be compared."""
    assert client.get(f"/figures/{address}").status_code == 404


def test_page_draws_bars_and_stripes_where_nothing_is_told(client, number):
    page = client.get("/figures").text

    assert re.search(r'中央町</span> <b>40人</b>\s*<svg [^>]*><rect width="100.0%"', page)
    assert re.search(r"若葉町</span> <b>10未満</b>\s*<svg [^>]*><path", page)
    assert len(re.findall(r"<b>(?:10未満|非公表)</b>", page)) == page.count('<path d="M0 14 14 0')
    assert 'class="s4">40<' in page
    assert "/figures/years.png" not in page
