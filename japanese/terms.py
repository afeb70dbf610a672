"""Pieces of words, for a search in Japanese, which puts no spaces between them."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from japanese import furigana
from japanese.kana import to_hiragana

LONGEST = 3  # letters of a piece
LONGEST_WORD = 10  # letters of a Latin word or number: never twelve digits
_RUN = re.compile(r"[a-z0-9]+|[ぁ-ゖァ-ヺー一-鿿々]+")
_WITHIN = re.compile(r"(?<=[a-z0-9])[-_.](?=[a-z0-9])")  # wi-fi is wifi, e-tax is etax
_KANJI = re.compile(r"[一-鿿々]")
_WEAK = re.compile(r"[ぁ-ゖー]+")


def plain(text: str) -> str:
    """Without readings; width and capitals make no difference."""
    return _WITHIN.sub("", unicodedata.normalize("NFKC", furigana.plain(text)).casefold())


def key(text: str) -> str:
    """What a piece or a word is found by: ライン, らいん and ﾗｲﾝ are one."""
    return to_hiragana(plain(text))


def pieces(text: str) -> Counter[str]:
    """How often each piece stands in a text of plain(), to be found by key().

    Two and three letters side by side, one only of kanji (字, 音); Latin words and numbers whole.
    """
    return Counter(piece for run in _RUN.findall(text) for piece in _of_run(run))


def _of_run(run: str) -> Iterator[str]:
    if run.isascii():
        yield run[:LONGEST_WORD]
        return
    yield from _KANJI.findall(run)
    for length in range(2, LONGEST + 1):
        for at in range(len(run) - length + 1):
            yield run[at : at + length]


def is_weak(piece: str) -> bool:
    """Of hiragana only, so that it may be an ending or a particle as well as a word."""
    return bool(_WEAK.fullmatch(piece))
