"""Furigana marks: {漢字|かんじ} may stand in every lesson text, on paper and on a page."""

import re

MARK = re.compile(r"\{([^{|}]+)\|([^{|}]+)\}")
_READING = re.compile(r"[ぁ-ゖァ-ヺー]+")
_AROUND = 8  # letters shown on either side of a fault


def pairs(text: str) -> list[tuple[str, str]]:
    """Split marked text into (text, reading); the reading is "" where no mark stands."""
    found = []
    end = 0
    for mark in MARK.finditer(text):
        if mark.start() > end:
            found.append((text[end : mark.start()], ""))
        found.append((mark[1], mark[2]))
        end = mark.end()
    if end < len(text):
        found.append((text[end:], ""))
    return found


def plain(text: str) -> str:
    """The text without its readings."""
    return MARK.sub(r"\1", text)


def marked(*texts: str) -> dict[str, tuple[str, ...]]:
    """Every marked word with its readings, in the order of the texts."""
    found: dict[str, dict[str, None]] = {}
    for word, reading in (mark.groups() for text in texts for mark in MARK.finditer(text)):
        found.setdefault(word, {})[reading] = None
    return {word: tuple(readings) for word, readings in found.items()}


def reread(text: str, word: str, reading: str) -> str:
    """The text with this reading at every mark of the word."""
    return MARK.sub(lambda mark: f"{{{word}|{reading}}}" if mark[1] == word else mark[0], text)


def fault(text: str) -> str:
    """What is wrong with the first broken mark and where it stands, or ""."""
    for number, line in enumerate(text.splitlines(), start=1):
        bare = MARK.sub(lambda mark: "　" * len(mark[0]), line)
        broken = re.search(r"[{|}]", bare)
        if broken:
            at = broken.start()
            near = line[max(0, at - _AROUND) : at + _AROUND].strip()
            return (
                f"{number}行目の「{near}」のところで、ふりがなの印がくずれています。"
                "{漢字|かんじ} の形に直してください。"
            )
        for mark in MARK.finditer(line):
            if not _READING.fullmatch(mark[2]):
                return (
                    f"{number}行目の「{mark[1]}」のふりがな「{mark[2]}」は、"
                    "ひらがなで書いてください。"
                )
    return ""
