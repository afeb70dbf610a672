"""English by one link: every sentence of the main pages is translated, and carried on."""

import re
from datetime import date

import polib
import pytest
from jinja2 import Environment

from models import Admission, AgeBand, EventStatus, Format
from models.survey import AGE_BANDS
from services import online
from tests.classes import a_class
from tests.web.reading import BUDGET, text_of, weight
from tests.web.test_booking import FORM
from web import booking, english, events, rendering

PO = {one.msgid: one.msgstr for one in polib.pofile(str(english.FILE))}
HOLE = re.compile(r"%\(\w+\)s|<[^>]*>")
JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-鿿]")


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


@pytest.mark.parametrize("page", ["/", "/ask", "/where", "/privacy", "/h"])
def test_main_pages_are_english_except_for_names(client, page):
    html = client.get(f"{page}?lang=en").text
    body = re.sub(r"(?s)<(head|svg|footer|select)\b.*?</\1>|\(資料番号\)", "", html)

    words = JAPANESE.findall(text_of(re.sub(r"(?s)<header>.*?</header>", "", body)))
    assert len(words) < 0.12 * len(text_of(body))
    assert weight(client, f"{page}?lang=en") <= BUDGET


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
