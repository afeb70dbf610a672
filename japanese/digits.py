"""Every way a digit is written in Japanese, brought to two alphabets.

ASCII digits stand for plain decimals of any script (７, ٧, 𝟳). Kanji digits stand for digits
written any other way (七, 漆, ⑦, the letter O for zero, なな). Keeping the two apart lets a
reader see that the ① before a telephone number is a bullet and no part of the number.
"""

import html
import re
import unicodedata
from urllib.parse import unquote

KANJI = "〇一二三四五六七八九"
DIGIT = f"[0-9{KANJI}]"
FILL = "\x05"  # stands where the rest of a reading stood

_FORMAL = str.maketrans(
    "零○◯⭕壱壹弌弐貳貮弍参參弎肆伍陸柒漆捌玖", "〇〇〇〇一一一二二二二三三三四五六七七八九"
)
_TO_KANJI = str.maketrans("0123456789", KANJI)
_FROM_KANJI = str.maketrans(KANJI, "0123456789")
_TO_HIRAGANA = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ") + 1)}
_FILLERS = "\u115f\u1160\u3164\uffa0"
_VOICED_MARKS = "\u3099\u309a"
_ENTITY = re.compile(r"&#?\w{1,8};")
_PERCENTS = re.compile("(?:%[0-9A-Fa-f]{2}){4,}+")
_LOOKALIKE = re.compile(r"(?<![A-Za-zΑ-я])[OoΟοОоIl]++(?![A-Za-zΑ-я])")
_LOOKALIKE_DIGITS = str.maketrans("OoΟοОоIl", "〇〇〇〇〇〇一一")
_READINGS = {
    "〇": "ぜろ れい まる お zero",
    "一": "いち one",
    "二": "に two",
    "三": "さん three",
    "四": "よん し よ four",
    "五": "ご five",
    "六": "ろく six",
    "七": "なな しち seven",
    "八": "はち eight",
    "九": "きゅう きゅ きゆう く nine",
}
_SPOKEN = {word: digit for digit, words in _READINGS.items() for word in words.split()}
_LONGEST_FIRST = sorted(_SPOKEN, key=len, reverse=True)
_READING = re.compile(
    "|".join(
        rf"(?<![a-z]){w}(?![a-z])" if w.isascii() else w + f"(?:ー(?!{DIGIT}))?"
        for w in _LONGEST_FIRST
    )
)


def canonical(text: str) -> str:
    """One spelling for digits, kana (hiragana), letters (small), hyphens (-) and blanks.

    Characters that cannot be seen are dropped; everything else keeps its order.
    """
    text = _PERCENTS.sub(lambda found: unquote(found[0]), text)
    text = _ENTITY.sub(lambda found: html.unescape(found[0]), text)
    text = text.translate({ord(char): _written(char) for char in set(text)})
    text = unicodedata.normalize("NFKC", text).translate(_FORMAL)
    text = _LOOKALIKE.sub(lambda found: found[0].translate(_LOOKALIKE_DIGITS), text)
    text = text.translate({ord(char): _plain(char) for char in set(text)})
    return text.translate(_TO_HIRAGANA).lower()


def spoken(text: str) -> str:
    """Canonical text of the same length: readings (いち, に, さん) are kanji digits and FILL."""
    return _READING.sub(
        lambda found: _SPOKEN[found[0].removesuffix("ー")].ljust(len(found[0]), FILL), text
    )


def values(text: str) -> str:
    """The digits of a canonical text in ASCII, everything else dropped."""
    ascii_digits = text.translate(_FROM_KANJI)
    return "".join(char for char in ascii_digits if char in "0123456789")


def _written(char: str) -> str:
    """Before NFKC: enclosed, raised and other odd digits must not melt into plain ones."""
    kind = unicodedata.category(char)
    if kind == "No":
        folded = unicodedata.normalize("NFKC", char)
        digits = "".join(str(unicodedata.digit(c, "")) for c in folded)
        return digits.translate(_TO_KANJI) or char
    hidden = kind in ("Cf", "Mn", "Me") and char not in _VOICED_MARKS
    return "" if hidden or char in _FILLERS else char


def _plain(char: str) -> str:
    kind = unicodedata.category(char)
    if kind == "Nd":
        return str(unicodedata.decimal(char))
    if char in "〜~":
        return "~"
    if kind == "Pd" or char in "−─━":
        return "-"
    return " " if kind[0] == "Z" or (kind == "Cc" and char != "\n") else char
