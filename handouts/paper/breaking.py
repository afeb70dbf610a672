"""Where a Japanese line may end.

Three rules, in this order: what belongs together stays together (1時30分, a telephone number, an
address); 行頭・行末禁則 of JIS X 4051; and between phrases (文節, found by BudouX) rather than
inside one, because a word cut in two is hard to read.
"""

import re
from collections.abc import Sequence
from functools import cache, lru_cache

import budoux

NO_START = frozenset(
    "、。，．・：；？！‼⁇⁈⁉ヽヾゝゞ々〻ー―）〕］｝〉》」』】〙〗〟’”»…‥〜～%％℃°′″｡､｣･"
    "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ゛゜"
    "ｧｨｩｪｫｬｭｮｯｰ!),.:;?]}‐–"
)
NO_END = frozenset("（〔［｛〈《「『【〘〖〝‘“«￥＄£＃＠§〒([{｢$¥#@№")
TOGETHER = re.compile(
    r"(?:午[前後])?[!-~]+[時分秒日月年円名人回階番枚歳台個冊本週才町]?"
    r"|[日祝][（(][月火水木金土日](?:・祝)?[）)]"
    r"|…+|―+|[〇一二三四五六七八九十]+番"
)

# What a line end costs: nothing between phrases and after ・; inside a phrase least where the kana
# of one word are followed by the kanji of the next.
FREE, INSIDE_PHRASE, INSIDE_WORD = 0, 1, 2
KANA = re.compile("[ぁ-ゖァ-ヺー]")


@cache
def _parser() -> budoux.Parser:
    return budoux.load_default_japanese_parser()


@lru_cache(maxsize=4096)
def _phrase_ends(text: str) -> frozenset[int]:
    ends, position = set(), 0
    for phrase in _parser().parse(text):
        position += len(phrase)
        ends.add(position)
    return frozenset(ends)


@lru_cache(maxsize=4096)
def _kept(text: str) -> frozenset[int]:
    """Positions that lie inside something which is never cut."""
    spans = (match.span() for match in TOGETHER.finditer(text))
    return frozenset(i for start, end in spans for i in range(start + 1, end))


def gaps(pieces: Sequence[str]) -> list[int | None]:
    """For the gap before each piece: what a line end there costs, or None where none may be.

    A piece is a character, or several that carry one furigana.
    """
    text = "".join(pieces)
    found: list[int | None] = []
    position = 0
    for piece in pieces:
        found.append(_gap(text, position))
        position += len(piece)
    return found


def _gap(text: str, position: int) -> int | None:
    if position == 0 or position in _kept(text):
        return None
    before, after = text[position - 1], text[position]
    if after in NO_START or before in NO_END:
        return None
    if before in " \u3000・" or (position in _phrase_ends(text) and after not in "（("):
        return FREE
    is_word_start = KANA.match(before) and not KANA.match(after)
    return INSIDE_PHRASE if is_word_start else INSIDE_WORD
