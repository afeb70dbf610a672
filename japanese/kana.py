"""Kana: how names are searched and sorted when callers mumble and clerks type as they like."""

import re
import unicodedata

_TO_HIRAGANA = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ") + 1)}
_TO_KATAKANA = {hiragana: katakana for katakana, hiragana in _TO_HIRAGANA.items()}
_VOICED_MARKS = "\u3099\u309a"
_SAME_SOUND = (("ゔぁ", "ば"), ("ゔぃ", "び"), ("ゔぇ", "べ"), ("ゔぉ", "ぼ"), ("ゔ", "ぶ"))
_SINGLE_SOUND = str.maketrans("ぢづゐゑを", "じずいえお")
_SMALL = str.maketrans("ぁぃぅぇぉっゃゅょゎゕゖ", "あいうえおつやゆよわかけ")
_LONG = (
    ("あ", "あかさたなはまやらわ"),
    ("い", "いきしちにひみり"),
    ("う", "うくすつぬふむゆる"),
    ("えい", "えけせてねへめれ"),
    ("おう", "おこそとのほもよろ"),
)
_LENGTHENS = {kana: vowels for vowels, row in _LONG for kana in row}
_BREAK = re.compile(r"[\s・･=＝,，、.．]+")
_KANA = re.compile(r"[ぁ-ゖァ-ヺー]+(?:[\s・][ぁ-ゖァ-ヺー]+)*")
_VARIANTS = str.maketrans(
    "髙﨑𠮷濵濱邉邊澤齋齊斉嶋嶌櫻廣國德曻桒栁瀨瀧龍眞惠淸圓榮實條增藏學禮檜埜冨舘",
    "高崎吉浜浜辺辺沢斎斎斎島島桜広国徳昇桑柳瀬滝竜真恵清円栄実条増蔵学礼桧野富館",
)


def to_hiragana(text: str) -> str:
    """Katakana of any width as hiragana; everything else in its plain width (NFKC)."""
    return unicodedata.normalize("NFKC", text).translate(_TO_HIRAGANA)


def to_katakana(text: str) -> str:
    """Hiragana as katakana; everything else in its plain width (NFKC)."""
    return unicodedata.normalize("NFKC", text).translate(_TO_KATAKANA)


def is_kana(text: str) -> bool:
    """Whether a reading is written in kana only; blanks and ・ may stand between its parts."""
    return bool(_KANA.fullmatch(unicodedata.normalize("NFKC", text).strip()))


def fold(text: str) -> str:
    """The key by which readings are searched: たなへ finds たなべ, おーの finds おおの.

    Blind to voiced marks, small kana, width, hiragana or katakana, blanks and ・. ヴ is ブ,
    ヰ is イ, ヱ is エ, ヲ is オ, ぢ is じ, づ is ず. A long vowel is dropped however it is written
    (ー, ああ, いい, うう, ええ, えい, おお, おう), inside one part of a name: うめ stays whole
    behind さとう.
    は and わ stay apart: はだ and わだ are two families.
    """
    return "".join(_shortened(part) for part in _BREAK.split(to_hiragana(text)))


def sort_key(text: str) -> tuple[str, str]:
    """Order of the fifty sounds: first without marks and small kana, then with them."""
    reading = "".join(_BREAK.split(to_hiragana(text)))
    spoken = ""
    for char in reading:
        spoken += _vowel(spoken[-1:]) if char == "ー" else _unmarked(char)
    return spoken, reading


def fold_name(text: str) -> str:
    """The key by which names in kanji are searched: 髙﨑 finds 高崎. Never shown to anybody."""
    plain = unicodedata.normalize("NFKC", text).translate(_VARIANTS)
    plain = re.sub("(.)々", r"\1\1", plain).replace("ヶ", "ケ")
    return re.sub(r"[\s・\ufe00-\ufe0f\U000e0100-\U000e01ef]+", "", plain)


def _shortened(part: str) -> str:
    for spelling, sound in _SAME_SOUND:
        part = part.replace(spelling, sound)
    kept = ""
    for char in _unmarked(part.translate(_SINGLE_SOUND)).replace("ー", ""):
        if char not in _LENGTHENS.get(kept[-1:], ""):
            kept += char
    return kept.lower()


def _unmarked(text: str) -> str:
    """Without the marks of が and ぱ, small kana large."""
    apart = unicodedata.normalize("NFD", text)
    return "".join(char for char in apart if char not in _VOICED_MARKS).translate(_SMALL)


def _vowel(kana: str) -> str:
    """The vowel a kana ends with, as ー repeats it."""
    return _LENGTHENS.get(kana, " ")[0].strip()
