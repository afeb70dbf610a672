"""Furigana marks: {漢字|かんじ} may stand in every lesson text, on paper and on a page."""

import re

MARK = re.compile(r"\{([^{|}]+)\|([^{|}]+)\}")


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
