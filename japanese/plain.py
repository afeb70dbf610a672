"""やさしい日本語: where a text could be said more simply. Advice for the writer, never a verdict.

The principles are those that 「在留支援のためのやさしい日本語ガイドライン」 names
(出入国在留管理庁・文化庁): short sentences, few kanji, plain words for 外来語, no double negatives,
light 敬語, no passive.
What helps people who learn Japanese helps those who learn the telephone.
"""

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from japanese import furigana
from japanese.plain_words import PLAINER
from japanese.words import words

LONGEST = 50  # letters of a sentence
MOST_KANJI = 0.4  # of the letters
ENOUGH = 20  # letters, before a share says anything
KANJI_IN_A_ROW = 6
_END = re.compile(r"(?<=[。！？!?])|\n")
_KANJI = re.compile(r"[一-鿿㐀-䶿々]")
_KATAKANA = re.compile(r"[ァ-ヴー]{2,}")
_TWICE_NOT = re.compile(
    r"な(?:い(?:こと(?:は|も)な|わけでは|とは言え|とはいえ|とも限ら|では?いられ|といけ)|"
    r"く(?:は(?:な|あり)|て(?:はな[いりら]|はいけ))|ければな[いりら])[ぁ-ん]*"
    r"|[ざず](?:るを得|るをえ|にはい)[ぁ-ん]*"
)
_POLITE = re.compile(
    r"させていただ[ぁ-ん]*|[おご][^\s、。「」]{1,6}(?:になり|になる|になっ|いただ|くださいますよう|申し上げ)[ぁ-ん]*"
    r"|いただけますで[ぁ-ん]*|ございま[ぁ-ん]*|申し上げ[ぁ-ん]*|いたしま[ぁ-ん]*|まいりま[ぁ-ん]*"
    r"|いらっしゃ[ぁ-ん]*|なさいま[ぁ-ん]*|存じ[ぁ-ん]*|賜[ぁ-ん]*|拝見[ぁ-ん]*"
)


class Point(StrEnum):
    """What was looked at."""

    LENGTH = "一文の長さ"
    KANJI = "漢字の多さ"
    ROW = "漢字のつながり"
    KATAKANA = "カタカナのことば"
    TWICE_NOT = "二重の打ち消し"
    POLITE = "ていねいすぎることば"
    PASSIVE = "受け身のことば"


class Advice(NamedTuple):
    """One place: what was found, what to do in one sentence, and an example."""

    point: Point
    found: str
    sentence: str
    example: str


def advise(text: str) -> list[Advice]:
    """Everything that could be plainer, in the order of `Point`; furigana marks do not count."""
    plain = furigana.plain(text)
    checks = (_long, _many_kanji, _kanji_in_a_row, _katakana, _twice_not, _polite, _passive)
    return [advice for check in checks for advice in check(plain)]


def sentences(text: str) -> list[str]:
    """Split behind 。！？ and at the end of a line."""
    return [one.strip() for one in _END.split(text) if one and one.strip()]


def _long(text: str) -> Iterator[Advice]:
    for one in sentences(text):
        if len(one) > LONGEST:
            yield Advice(
                Point.LENGTH,
                f"{one[:18]}…",
                f"この文は{len(one)}文字です。{LONGEST}文字までを目安に、2つに分けてみてください。",
                "「〜を開き、〜を押して、〜します。」→「〜を開きます。〜を押します。」",
            )


def _many_kanji(text: str) -> Iterator[Advice]:
    letters = re.sub(r"\s", "", text)
    kanji = len(_KANJI.findall(letters))
    if len(letters) >= ENOUGH and kanji / len(letters) > MOST_KANJI:
        yield Advice(
            Point.KANJI,
            f"漢字が{round(100 * kanji / len(letters))}％",
            "漢字が多く、かたく見えます。かなで書けることばは、かなにしてみてください。",
            "「使用方法を確認」→「使い方をたしかめる」",
        )


def _kanji_in_a_row(text: str) -> Iterator[Advice]:
    for one in dict.fromkeys(re.findall(rf"{_KANJI.pattern}{{{KANJI_IN_A_ROW},}}", text)):
        yield Advice(
            Point.ROW,
            one,
            f"漢字が{len(one)}つ続いています。「の」などで区切るか、説明をつけてください。",
            "「画面表示設定変更」→「画面の見え方の設定を変える」",
        )


def _katakana(text: str) -> Iterator[Advice]:
    for one in dict.fromkeys(_KATAKANA.findall(text)):
        plainer = PLAINER.get(one) or PLAINER.get(one.rstrip("ー"))
        if plainer:
            yield Advice(
                Point.KATAKANA,
                one,
                "知らない方もいることばです。ほかの言い方にするか、はじめに説明をつけてください。",
                f"「{one}」→「{plainer}」",
            )


def _twice_not(text: str) -> Iterator[Advice]:
    for found in _TWICE_NOT.finditer(text):
        yield Advice(
            Point.TWICE_NOT,
            found[0],
            "「ない」が重なると、する・しないがわかりにくくなります。まっすぐ言ってください。",
            "「入れなければなりません」→「入れてください」",
        )


def _polite(text: str) -> Iterator[Advice]:
    for one in dict.fromkeys(found[0] for found in _POLITE.finditer(text)):
        yield Advice(
            Point.POLITE,
            one,
            "「です・ます」で足ります。短くすると、読みやすくなります。",
            "「ご確認いただきますよう」→「見てください」",
        )


def _passive(text: str) -> Iterator[Advice]:
    """Only れる behind a verb that makes no 可能 of it: られる may as well mean that one can."""
    row = words(text)
    for verb, ending in zip(row, row[1:], strict=False):
        if (ending.kind, ending.base) == ("助動詞", "れる") and verb.kind in ("動詞", "接尾辞"):
            yield Advice(
                Point.PASSIVE,
                f"{verb.text}{ending.text}",
                "だれがするのかが見えにくい言い方です。「〜が〜します」と言いかえてみてください。",
                "「表示されます」→「出ます」、「送られます」→「市が送ります」",
            )
