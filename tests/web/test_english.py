"""English by one link: every sentence of the main pages is translated, and carried on."""

import re
from contextlib import contextmanager
from datetime import date

import polib
import pytest
from jinja2 import Environment

from models import Admission, AgeBand, EventStatus, Format
from models.survey import AGE_BANDS
from services import online
from tests.classes import a_class
from tests.web.reading import text_of
from tests.web.test_booking import FORM
from web import booking, english, events, rendering, view

PO = {one.msgid: one.msgstr for one in polib.pofile(str(english.FILE))}
HOLE = re.compile(r"%\(\w+\)s|<[^>]*>")
JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-鿿]")
NATIVE = re.compile(r'(?s)<(\w+)\b[^>]* lang="ja"[^>]*>(?:(?!<\1\b).)*?</\1>')
EXAMPLES = re.compile("ジョン スミス|写真, 12/4|（?資料番号）?|<textarea.*?</textarea>", re.DOTALL)


@contextmanager
def view_of(name: str):
    """As a visitor sees it who chose this view."""
    token = view._current.set(view.View(english=name == "english"))
    yield
    view._current.reset(token)


def messages() -> list[str]:
    """Every sentence that the templates ask to be translated."""
    env = Environment(extensions=["jinja2.ext.i18n"])
    env.policies["ext.i18n.trimmed"] = True
    found = []
    for file in sorted((rendering.HERE / "templates").glob("*.html")):
        for _line, _function, told in env.extract_translations(file.read_text("utf-8")):
            found += [told] if isinstance(told, str) else [told[0]] if told else []
    return sorted(set(found))


SAID = [
    *events.BRING,
    events.BRING_FOR_CARD,
    *(events.RULES[one] for one in Admission if events.RULES[one]),
    *online.SUPPORT.values(),
    *(sentence + online.PRESS_AGAIN for sentence in online.NOW.values()),
    online.NO_READING,
    online.NO_TOWN,
    booking.TOO_OFTEN,
    *(one.label for one in Format),
    *(AgeBand(one).label for one in AGE_BANDS),
    EventStatus.CANCELLED.label,
    EventStatus.POSTPONED.label,
]


@pytest.mark.parametrize("message", [*messages(), *SAID])
def test_every_sentence_is_translated_with_its_holes(message):
    translation = PO.get(message, "")

    assert translation.strip()
    assert sorted(re.findall(r"%\(\w+\)s", translation)) == sorted(
        re.findall(r"%\(\w+\)s", message)
    )


def test_class_is_read_and_booked_in_english(client):
    event = a_class(title="写真をとる", capacity=8)
    page = client.get(f"/events/{event.public_id}?lang=en").text
    form = client.get(f"/events/{event.public_id}/book?lang=en").text
    answer = client.post(f"/events/{event.public_id}/book?lang=en", data=FORM)

    assert '<html lang="en">' in page
    assert "Fri 4 Dec 2026 10:00 a.m. – 11:30 a.m." in text_of(page)
    assert "中央町 (Chūōchō)" in text_of(page)
    assert f'href="/events/{event.public_id}/book?lang=en"' in page
    assert f'action="/events/{event.public_id}/book?lang=en"' in form
    assert answer.headers["location"].endswith("?lang=en")
    told = text_of(client.get(answer.headers["location"]).text)
    assert "“写真をとる”: seats are reserved for みほん はなこ." in told


def test_refusal_is_told_in_english(client):
    event = a_class()
    answer = client.post(f"/events/{event.public_id}/book?lang=en", data=FORM | {"kana": "John"})

    assert "Please enter your name in hiragana or katakana" in text_of(answer.text)


def left_over(html: str) -> list[str]:
    """What is still Japanese and does not say so."""
    body = html.partition("<body>")[2]
    while (shorter := NATIVE.sub("", body)) != body:
        body = shorter
    texts = [one.strip() for one in re.split(r"<[^>]*>", EXAMPLES.sub("", body))]
    return [text for text in texts if JAPANESE.search(text)]


def test_every_page_is_english_but_for_what_says_it_is_japanese(site):
    pages = site["english"].items()
    found = {name: left for name, seen in pages if (left := left_over(seen.html))}

    assert found == {}


def test_numbers_go_into_the_english_sentence():
    with view_of("english"):
        told = english.translated("いまは3桁です。もう一度お確かめください。")
        half = english.translated("電話番号は10桁か11桁です。だれも知らない文です。")

    assert told == "You have typed 3. Please check it."
    assert half == "電話番号は10桁か11桁です。だれも知らない文です。"


@pytest.mark.parametrize(
    ("hours", "told"),
    [
        ("平日 8時30分〜17時15分", "Weekdays 8:30 a.m. – 5:15 p.m."),
        ("平日 9時〜12時", "Weekdays 9:00 a.m. – 12:00 p.m."),
        ("火曜と木曜の午前", "火曜と木曜の午前"),
    ],
)
def test_hours_of_the_desk(hours, told):
    with view_of("english"):
        assert english.opening(hours) == told


def test_form_that_asks_by_get_carries_the_language(client):
    page = client.get("/?lang=en&size=xl").text

    assert '<html lang="en" class="xl">' in page
    assert '<input type="hidden" name="lang" value="en">' in page
    assert client.get("/h?code=a7k3y&lang=en").headers["location"] == "/h/A7K3Y?lang=en"


@pytest.mark.parametrize(
    ("asked", "told"), [(date(2026, 12, 4), "Fri 4 Dec 2026"), (date(2027, 1, 1), "Fri 1 Jan 2027")]
)
def test_day_is_unmistakable(asked, told):
    assert english.day(asked) == told
