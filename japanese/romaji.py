"""Readings in Latin letters, after the Hepburn system as road signs and passports of Japan use it,
with long vowels marked (修正ヘボン式)."""

import re

from japanese.kana import to_hiragana

_ROWS = {
    "": "あいうえお",
    "k": "かきくけこ",
    "s": "さしすせそ",
    "t": "たちつてと",
    "n": "なにぬねの",
    "h": "はひふへほ",
    "m": "まみむめも",
    "r": "らりるれろ",
    "g": "がぎぐげご",
    "z": "ざじずぜぞ",
    "d": "だぢづでど",
    "b": "ばびぶべぼ",
    "p": "ぱぴぷぺぽ",
}
_SOUNDS = {
    kana: consonant + vowel
    for consonant, row in _ROWS.items()
    for kana, vowel in zip(row, "aiueo", strict=True)
}
_SOUNDS |= {"や": "ya", "ゆ": "yu", "よ": "yo", "わ": "wa", "を": "o", "ん": "n"}
_SOUNDS |= {"し": "shi", "ち": "chi", "つ": "tsu", "ふ": "fu", "じ": "ji", "ぢ": "ji", "づ": "zu"}
_GLIDES = {"ゃ": "a", "ゅ": "u", "ょ": "o"}
_LONG = {"aa": "ā", "uu": "ū", "ee": "ē", "oo": "ō", "ou": "ō"}


def of(reading: str) -> str:
    """A reading in kana: とうきょう is Tōkyō; what is no kana stays as it is."""
    text = ""
    for char in to_hiragana(reading):
        if char in _GLIDES and text.endswith("i"):
            stem = text[:-1]
            text = stem + ("" if stem.endswith(("sh", "ch", "j")) else "y") + _GLIDES[char]
        else:
            text += _SOUNDS.get(char, char)
    text = re.sub("っ(.)", lambda found: ("t" if found[1] == "c" else found[1]) + found[1], text)
    text = re.sub("([aiueo])ー", lambda found: found[1] * 2, text)
    text = re.sub("aa|uu|ee|oo|ou", lambda found: _LONG[found[0]], text)
    return text[:1].upper() + text[1:]
