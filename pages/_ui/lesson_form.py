"""The form of a lesson: every step, word and trouble in boxes of its own."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

import streamlit as st

from handouts.pictograms import PICTURES
from japanese.furigana import plain
from pages._ui import reading_marks
from pages._ui.lesson_pictures import NAMES, image
from wording import COUNTS, PARTS, Lesson

LABELS = {
    "do": ("すること（太い字）", "例: 「設定」を押す"),
    "tell": ("説明（短い文を1つ）", "例: 歯車の絵です。"),
    "android": ("Androidでちがうところ（なくてもよい）", "例: 「ディスプレイ」です。"),
    "iphone": ("iPhoneでちがうところ（なくてもよい）", "例: 「画面表示と明るさ」です。"),
    "word": ("ことば", "例: 通知"),
    "meaning": ("意味", "例: スマホの画面に出る知らせ"),
    "when": ("こまること", "例: 画面が紙とちがう"),
    "then": ("どうするか", "例: 機種によってちがいます。教室で聞きます。"),
}
FIELDS = {
    "steps": ("do", "tell", "picture", "android", "iphone"),
    "words": ("word", "meaning"),
    "trouble": ("when", "then"),
}
OPTIONAL = ("android", "iphone")
SENTENCES = ("goal", "tell", "android", "iphone", "meaning", "then")  # two lines to see them whole
LONGEST = 120


def name(code: str, part: str, at: int, field: str) -> str:
    """The key of a box: of the lesson `code`, the `at`-th of its steps, words or troubles."""
    return f"le_{code}_{part}_{at}_{field}"


def head(code: str, field: str) -> str:
    return f"le_{code}_{field}"


def typed(code: str) -> dict[str, Any]:
    """What stands in the form now, as in a file; rows without a word are left out."""
    table: dict[str, Any] = {field: _line(head(code, field)) for field in ("title", "goal")}
    for part in PARTS:
        rows = [_row(code, part, at) for at in range(COUNTS[part][1])]
        table[part] = [row for row in rows if any(row.values())]
    return table


def _row(code: str, part: str, at: int) -> dict[str, str]:
    values = {field: _line(name(code, part, at, field)) for field in FIELDS[part]}
    return {field: text for field, text in values.items() if text or field not in OPTIONAL}


def _line(key: str) -> str:
    """A text is one line, however it was typed."""
    return "".join((st.session_state.get(key) or "").split("\n")).strip()


def fill(code: str, table: dict[str, Any]) -> None:
    """Put a text into the boxes."""
    for field in ("title", "goal"):
        st.session_state[head(code, field)] = table.get(field, "")
    for part, fields in FIELDS.items():
        rows = table.get(part, [])
        for at in range(COUNTS[part][1]):
            row = rows[at] if at < len(rows) else {}
            for field in fields:
                empty = None if field == "picture" else ""
                st.session_state[name(code, part, at, field)] = row.get(field) or empty


def table_of(lesson: Lesson | None) -> dict[str, Any]:
    """A lesson as the form has it."""
    if lesson is None:
        return {"title": "", "goal": "", "steps": [], "words": [], "trouble": []}
    whole = asdict(lesson)
    table: dict[str, Any] = {"title": whole["title"], "goal": whole["goal"]}
    for part in PARTS:
        table[part] = [
            {field: text for field, text in row.items() if text or field not in OPTIONAL}
            for row in whole[part]
        ]
    return table


def draw(code: str) -> None:
    """All boxes; one empty row more than is filled, as long as there is room on the sheet."""
    _text(head(code, "title"), "題名（大きな字）", "例: 文字を大きくする")
    _text(head(code, "goal"), "できるようになること（1つの文で）", "例: 文字を大きくできます。")
    reading_marks.draw(f"lesson_{code}", _boxes(code))
    steps = typed(code)["steps"]
    for at in range(_shown(code, "steps")):
        label = plain(steps[at]["do"]) if at < len(steps) else "ここに足せます"
        with st.expander(f"手順{at + 1}　{label}", key=f"le_{code}_open_{at}"):
            _step(code, at)
    for part, title in (("words", "ことばの説明"), ("trouble", "うまくいかないとき")):
        with st.expander(title, key=f"le_{code}_open_{part}"):
            for at in range(_shown(code, part)):
                for field in FIELDS[part]:
                    _text(
                        name(code, part, at, field),
                        f"{at + 1} {LABELS[field][0]}",
                        LABELS[field][1],
                    )


def _boxes(code: str) -> list[str]:
    """The keys of every text that may carry readings."""
    rows = (
        name(code, part, at, field)
        for part in PARTS
        for at in range(len(typed(code)[part]))
        for field in FIELDS[part]
        if field != "picture"
    )
    return [head(code, "title"), head(code, "goal"), *rows]


def _shown(code: str, part: str) -> int:
    return min(len(typed(code)[part]) + 1, COUNTS[part][1])


def _step(code: str, at: int) -> None:
    for field in ("do", "tell"):
        _text(name(code, "steps", at, field), *LABELS[field])
    left, right = st.columns([3, 1], vertical_alignment="bottom")
    picture = left.selectbox(
        "絵",
        list(PICTURES),
        format_func=lambda one: NAMES[one],
        index=None,
        key=name(code, "steps", at, "picture"),
        placeholder="絵を選びます",
    )
    if picture:
        right.html(
            f"<style>.pick {{ width: 100%; max-width: 7rem; }}</style>{image(picture, 'pick')}"
        )
    for field in OPTIONAL:
        _text(name(code, "steps", at, field), *LABELS[field])
    with st.container(horizontal=True):
        for label, act in (("1つ上へ", _raise), ("この手順を消す", _drop)):
            st.button(label, key=f"le_{code}_{act.__name__}_{at}", on_click=act, args=(code, at))


def _text(key: str, label: str, example: str) -> None:
    if key.endswith(SENTENCES):
        st.text_area(label, key=key, max_chars=LONGEST, placeholder=example, height="content")
    else:
        st.text_input(label, key=key, max_chars=LONGEST, placeholder=example)


def _raise(code: str, at: int) -> None:
    def swap(steps: list) -> list:
        if 0 < at < len(steps):
            steps.insert(at - 1, steps.pop(at))
        return steps

    _change(code, swap)


def _drop(code: str, at: int) -> None:
    _change(code, lambda steps: steps[:at] + steps[at + 1 :])


def _change(code: str, change: Callable[[list], list]) -> None:
    table = typed(code)
    fill(code, table | {"steps": change(table["steps"])})
