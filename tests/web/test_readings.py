"""ふりがな on every word, by one link: all of a page is read, and nothing else of it changes."""

import re

import pytest

from services import places
from tests.classes import a_class
from tests.web.reading import classes_on, text_of
from web import readings

KANJI = re.compile(r"[一-鿿々]")
LETTERS = re.compile(r"[ぁ-んァ-ヶ一-鿿]+")


def unread(html: str) -> str:
    """What stands on the page in kanji without a reading."""
    body = re.sub(r"<(head|svg|ruby|option|select|textarea)\b.*?</\1>", "", html, flags=re.DOTALL)
    return "".join(KANJI.findall(re.sub(r"<[^>]*>", "", body)))


def test_every_word_of_every_page_is_read_and_nothing_else_changes(site):
    """Errors, answers and forms that came back too; compared as far as the first sentences, since
    each state was drawn with a class and a day of its own."""
    for name, seen in site["furigana"].items():
        plain = site[""][name].html
        assert unread(seen.html) == "", name
        told = text_of(seen.html).replace("ふりがなを消す", "ふりがな")
        assert LETTERS.findall(told)[:20] == LETTERS.findall(text_of(plain))[:20], name


def test_pages_of_a_class_are_read_too(client):
    event = a_class(district="wakaba", title="写真をとる")
    for page in (f"/events/{event.public_id}", f"/events/{event.public_id}/book"):
        html = client.get(f"{page}?furigana=1").text
        assert unread(html) == ""
        assert "<ruby>若葉町<rp>（</rp><rt>わかばちょう</rt>" in html


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("12月4日(金)", [("月", "がつ"), ("4日", "よっか"), ("金", "きん")]),
        ("1月11日(火)", [("月", "がつ"), ("日", "にち"), ("火", "か")]),
        ("はじめての方が先です", [("方", "かた"), ("先", "さき")]),
        ("みほん はなこ様の席", [("様", "さま"), ("席", "せき")]),
        ("もう一度お電話を", [("一度", "いちど"), ("電話", "でんわ")]),
        ("段差なしで入れます。", [("段差", "だんさ"), ("入", "はい")]),
        ("紙を入れます", [("紙", "かみ"), ("入", "い")]),
        ("8時30分", [("時", "じ"), ("分", "ぷん")]),
        ("5分で開けます", [("分", "ふん"), ("開", "ひら")]),
        ("そこも空にする", [("空", "から")]),
        ("朝霧町へ", [("朝霧町", "あさぎりちょう")]),
    ],
)
def test_words_that_are_read_in_their_own_way(text, read):
    html = readings.on(f"<p>{text}</p>", {"朝霧町": "あさぎりちょう"})

    assert re.findall(r"<ruby>(.*?)<rp>（</rp><rt>(.*?)</rt>", html) == read


def test_what_a_browser_takes_apart_stays_whole(client):
    html = '<title>教室</title><textarea>教室</textarea><a title="教室">&lt;教室&gt;</a>'

    assert readings.on(html, {}) == (
        '<title>教室</title><textarea>教室</textarea><a title="教室">'
        "&lt;<ruby>教室<rp>（</rp><rt>きょうしつ</rt><rp>）</rp></ruby>&gt;</a>"
    ).replace("<title>教室", "<title>教室")


def test_readings_go_on_from_page_to_page(client):
    event = a_class()
    page = client.get("/?furigana=1").text

    assert f'href="/events/{event.public_id}?furigana=1"' in page
    assert classes_on(client.get("/").text) == [event.public_id]


def test_places_are_read_as_the_master_data_says(db, town):
    assert {one.name: one.kana for one in places.named(db)}["若葉町"] == "わかばちょう"
