"""ふりがな on every word of a page, for visitors who asked for it.

Sudachi proposes the readings. What it cannot know is told: the readings of our own places from the
master data, and the words of our pages that it reads otherwise (OURS, checked by eye).
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from html import unescape

from japanese import furigana, readings
from markupsafe import Markup

_TAG = re.compile(r"(<[^>]*>)")
_KANJI = re.compile(r"[一-鿿㐀-䶿々]")
_NAME = re.compile(r"</?([a-z0-9]+)")
# No ruby inside: it is not shown there, or the reading stands there already.
_WITHOUT = {"head", "style", "svg", "ruby", "textarea", "option", "select", "script"}
OURS = {}
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
    plain = unescape(text)
    for name, reading in ours:
        plain = _marked(plain, name, reading)
    marked = readings.proposed(plain, every=True)
    return Markup("").join(
        _RUBY.format(word, reading) if reading else word
        for word, reading in furigana.pairs(marked)
    )


def _marked(text: str, name: str, reading: str) -> str:
    """The text with this word marked wherever no mark stands yet."""
    return "".join(
        f"{{{word}|{said}}}" if said else word.replace(name, reading)
        for word, said in furigana.pairs(text)
    )
