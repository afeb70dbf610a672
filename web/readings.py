"""ふりがな on every word of a page, for visitors who asked for it.

Sudachi proposes the readings. What it cannot know is told: the readings of our own places from the
master data, and the words of our pages that it reads otherwise (OURS, checked by eye).
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from html import unescape

from markupsafe import Markup

from japanese import furigana, readings

_TAG = re.compile(r"(<[^>]*>)")
_KANJI = re.compile(r"[一-鿿㐀-䶿々]")
_NAME = re.compile(r"</?([a-z0-9]+)")
# No ruby inside: it is not shown there, or the reading stands there already.
_WITHOUT = {"head", "title", "style", "svg", "ruby", "textarea", "option", "select", "script"}
OURS = {
    "一度": "いちど",
    "一丁目": "いっちょうめ",
    "二丁目": "にちょうめ",
    "三丁目": "さんちょうめ",
    "言う": "いう",
    "段差なしで入れます": "{段差|だんさ}なしで{入|はい}れます",
    "空にする": "{空|から}にする",
    "開けます": "{開|ひら}けます",
    "開けるよう": "{開|ひら}けるよう",
    "三日月": "みかづき",
    "間だけ": "{間|あいだ}だけ",
    "間に人": "{間|あいだ}に{人|ひと}",
    "行っていない手続": "{行|おこな}っていない{手続|てつづき}",
    "何を": "{何|なに}を",
    "何も": "{何|なに}も",
    "筆記用具": "ひっきようぐ",
    "日本語": "にほんご",
    "令和": "れいわ",
    "番目": "ばんめ",
    "公民館": "こうみんかん",
    "相談会": "そうだんかい",
}
# A person in polite words, and 様 behind a name: Sudachi thinks of directions and of manners.
_POLITE = {"{方|ほう}": "{方|かた}", "{様|よう}": "{様|さま}"}
_WEEKDAYS = dict(
    zip("月火水木金土日", ["げつ", "か", "すい", "もく", "きん", "ど", "にち"], strict=True)
)
_DAYS = {
    1: "ついたち",
    2: "ふつか",
    3: "みっか",
    4: "よっか",
    5: "いつか",
    6: "むいか",
    7: "なのか",
}
_DAYS |= {8: "ようか", 9: "ここのか", 10: "とおか", 14: "じゅうよっか", 20: "はつか"}
_DAYS |= {24: "にじゅうよっか"}
_WEEKDAY = re.compile("(?<=[(（])[月火水木金土日](?=[)）])")
_MINUTE = re.compile(r"(?<=\d)分(?!け|か)")
_SOFT_MINUTE = re.compile("(?<=[013468])分(?!け|か)")
_DAY = re.compile(r"(?<!\d)(\d{1,2})日(?!本)")
_RUBY = Markup("<ruby>{}<rp>（</rp><rt>{}</rt><rp>）</rp></ruby>")


def on(html: str, names: Mapping[str, str]) -> str:
    """The page with a reading over every word in kanji; `names`: readings of our places."""
    ours = tuple(sorted((names | OURS).items(), key=lambda pair: -len(pair[0])))
    parts, inside = [], 0
    for part in _TAG.split(html):
        if part.startswith("<"):
            inside += _depth(part)
            parts.append(part)
        else:
            parts.append(part if inside or not _KANJI.search(part) else _read(part, ours))
    return "".join(parts)


def _depth(tag: str) -> int:
    name = _NAME.match(tag)
    if name is None or name[1] not in _WITHOUT or tag.endswith("/>"):
        return 0
    return -1 if tag.startswith("</") else 1


@lru_cache(maxsize=4_096)
def _read(text: str, ours: tuple[tuple[str, str], ...]) -> str:
    plain = _WEEKDAY.sub(lambda one: f"{{{one[0]}|{_WEEKDAYS[one[0]]}}}", unescape(text))
    plain = _DAY.sub(_day, plain)
    plain = _MINUTE.sub("{分|ふん}", _SOFT_MINUTE.sub("{分|ぷん}", plain))
    for name, reading in ours:
        plain = _marked(plain, name, reading)
    marked = readings.proposed(plain, every=True)
    for wrong, right in _POLITE.items():
        marked = marked.replace(wrong, right)
    return Markup("").join(
        _RUBY.format(word, reading) if reading else word for word, reading in furigana.pairs(marked)
    )


def _day(found: re.Match[str]) -> str:
    """4日 is read as one word, 11日 is not."""
    reading = _DAYS.get(int(found[1]))
    return f"{{{found[0]}|{reading}}}" if reading else f"{found[1]}{{日|にち}}"


def _marked(text: str, name: str, reading: str) -> str:
    """The text with this word marked wherever no mark stands yet; `reading`: kana, or marks."""
    marked = reading if "{" in reading else f"{{{name}|{reading}}}"
    return "".join(
        f"{{{word}|{said}}}" if said else word.replace(name, marked)
        for word, said in furigana.pairs(text)
    )
