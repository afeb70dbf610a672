"""Where a Japanese line may end.

Three rules, in this order: what belongs together stays together (1時30分, a telephone number, an
address); 行頭・行末禁則 of JIS X 4051; and between phrases (文節, found by BudouX) rather than
inside one, because a word cut in two is hard to read.
"""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import accumulate

import budoux

NO_START = frozenset(
    "、。，．・：；？！‼⁇⁈⁉ヽヾゝゞ々〻ー―）〕］｝〉》」』】〙〗〟’”»…‥〜～%％℃°′″｡､｣･"
    "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ゛゜"
    "ｧｨｩｪｫｬｭｮｯｰ!),.:;?]}‐–"
)
NO_END = frozenset("（〔［｛〈《「『【〘〖〝‘“«￥＄£＃＠§〒([{｢$¥#@№")
TOGETHER = re.compile(
    r"(?:午[前後]|令和|平成|昭和|大正|明治)?"
    r"(?:[!-'*-~]+[時分秒日月年円名人回階番枚歳台個冊本週才町]?)+"
    r"(?:[（(][月火水木金土日](?:・祝)?[）)])?"
    r"|…+|―+"
)
# What a line end costs: nothing between phrases and after ・; inside a phrase least where the kana
# of one word are followed by the kanji of the next, most inside a word of katakana (スマ／ホ).
FREE, INSIDE_PHRASE, INSIDE_WORD, INSIDE_KATAKANA = 0, 1, 2, 3
KANA, KATAKANA = re.compile("[ぁ-ゖァ-ヺー]"), re.compile("[ァ-ヺー]{2}")


@cache
def _parser() -> budoux.Parser:
    return budoux.load_default_japanese_parser()


def _phrase_ends(text: str) -> set[int]:
    ends, position = set(), 0
    for phrase in _parser().parse(text):
        position += len(phrase)
        ends.add(position)
    return ends


def _kept(text: str) -> set[int]:
    """Positions that lie inside something which is never cut."""
    spans = (match.span() for match in TOGETHER.finditer(text))
    return {i for start, end in spans for i in range(start + 1, end)}


def gaps(pieces: Sequence[str]) -> list[int | None]:
    """For the gap before each piece: what a line end there costs, or None where none may be.

    A piece is a character, or several that carry one furigana.
    """
    return list(_gaps(tuple(pieces)))


@lru_cache(maxsize=512)
def _gaps(pieces: tuple[str, ...]) -> tuple[int | None, ...]:
    text = "".join(pieces)
    ends, kept = _phrase_ends(text), _kept(text)
    starts = accumulate((len(piece) for piece in pieces[:-1]), initial=0)
    return tuple(_gap(text, start, start in ends, start in kept) for start in starts)


def _gap(text: str, position: int, is_phrase_end: bool, is_kept: bool) -> int | None:
    if position == 0 or is_kept:
        return None
    before, after = text[position - 1], text[position]
    if after in NO_START or before in NO_END:
        return None
    if before in " \u3000・" or (is_phrase_end and after not in "（("):
        return FREE
    if KATAKANA.fullmatch(before + after):
        return INSIDE_KATAKANA
    is_word_start = KANA.match(before) and not KANA.match(after)
    return INSIDE_PHRASE if is_word_start else INSIDE_WORD
