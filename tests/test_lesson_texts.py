"""The lesson texts: one for every course, short enough to read, with well-formed furigana."""

import re
import tomllib
import unicodedata
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FILES = sorted((ROOT / "handouts" / "lessons").glob("*.toml"))
FURIGANA = re.compile(r"\{([^{}|]+)\|([^{}|]+)\}")
LONGEST = {  # in full-width characters, furigana not counted
    "title": 14,
    "goal": 32,
    "do": 16,
    "tell": 28,
    "android": 28,
    "iphone": 28,
    "word": 12,
    "meaning": 26,
    "when": 20,
    "then": 36,
}
PICTURES = set(
    re.findall(
        r"\w+",
        """app app_store home power volume swipe_up swipe_side scroll pinch tap_hold list keyboard
    flick voice camera shutter photo_pick photo send message mail phone_call phone_end map pin
    route search browser address_bar back settings toggle wifi battery text_size lock password
    fingerprint update qr_scan card card_touch pharmacy hospital video_call mute water mountain
    ambulance walk warning shield question paper bank calendar done relay ai trash
    check write keypad erase letters chart""",
    )
)


def load(path: Path) -> dict:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def texts_of(lesson: dict) -> list[tuple[str, str]]:
    """Every text a person reads, with the name of its field."""
    parts = [lesson, *lesson["steps"], *lesson["words"], *lesson["trouble"]]
    return [(field, part[field]) for part in parts for field in LONGEST if field in part]


def width(text: str) -> float:
    """Width in full-width characters without furigana; a half-width one counts 0.5."""
    bare = FURIGANA.sub(r"\1", text)
    return sum(1 if unicodedata.east_asian_width(c) in "WFA" else 0.5 for c in bare)


lesson_files = pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)


def test_every_active_course_has_a_lesson_of_the_same_name():
    courses = load(ROOT / "masters" / "courses.toml")["courses"]
    active = {c["code"]: c["title"] for c in courses if c["active"]}
    lessons = {path.stem: load(path)["course"] for path in FILES}
    assert active == {code: title for code, title in lessons.items() if code in active}


@lesson_files
def test_lesson_has_its_parts(path):
    lesson = load(path)
    assert lesson["code"] == path.stem
    assert isinstance(lesson["edition"], date)
    assert 4 <= len(lesson["steps"]) <= 8
    assert 2 <= len(lesson["words"]) <= 4
    assert 1 <= len(lesson["trouble"]) <= 3


@lesson_files
def test_lesson_fits_its_sheet(path):
    too_long = [text for field, text in texts_of(load(path)) if width(text) > LONGEST[field]]
    assert too_long == []


@lesson_files
def test_lesson_uses_known_pictures(path):
    assert {step["picture"] for step in load(path)["steps"]} - PICTURES == set()


@lesson_files
def test_furigana_is_hiragana_over_kanji(path):
    texts = [text for _, text in texts_of(load(path))]
    pairs = [pair for text in texts for pair in FURIGANA.findall(text)]
    assert [text for text in texts if set("{|}") & set(FURIGANA.sub("", text))] == []
    assert [pair for pair in pairs if not re.fullmatch(r"[ぁ-んー]+", pair[1])] == []
    assert [pair for pair in pairs if not re.search(r"[一-龠々]", pair[0])] == []


def test_a_word_is_read_the_same_way_on_every_sheet():
    readings = defaultdict(set)
    for path in FILES:
        for _, text in texts_of(load(path)):
            for word, reading in FURIGANA.findall(text):
                readings[word].add(reading)
    assert {word: found for word, found in readings.items() if len(found) > 1} == {}


@lesson_files
def test_sentences_end_and_actions_do_not(path):
    texts = texts_of(load(path))
    whole = {"goal", "tell", "android", "iphone", "then"}
    ends = [t.rstrip("＿") for field, t in texts if field in whole]  # a line to write on may follow
    assert [t for t in ends if not t.endswith("。")] == []
    assert [t for field, t in texts if field in {"do", "when"} and t.endswith("。")] == []


@lesson_files
def test_no_lesson_shows_a_twelve_digit_number(path):
    assert re.findall(r"[0-9](?:[ \-]?[0-9]){11}", path.read_text(encoding="utf-8")) == []
