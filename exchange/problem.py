"""What is wrong or unsure about a row or a file, said to the person who chose the file."""

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple


class Level(StrEnum):
    """Gravest first. An error stops the import; a doubt asks the person to look at it first."""

    ERROR = "error"
    DOUBT = "doubt"

    @property
    def label(self) -> str:
        return {Level.ERROR: "取り込めません", Level.DOUBT: "確認してください"}[self]


class Problem(NamedTuple):
    """`text` is a polite Japanese sentence: what was found, and what to do or what was assumed."""

    level: Level
    text: str


def error(text: str) -> Problem:
    return Problem(Level.ERROR, text)


def doubt(text: str) -> Problem:
    return Problem(Level.DOUBT, text)


def worst(problems: Iterable[Problem]) -> Level | None:
    """The gravest level among them; none when all is well."""
    levels = {problem.level for problem in problems}
    return next((level for level in Level if level in levels), None)


def quoted(text: str) -> str:
    """What was written, short enough to stand inside a sentence."""
    line = " ".join(text.split())
    return f"「{line}」" if len(line) <= 40 else f"「{line[:40]}…」"
