"""What changed between two wordings, phrase by phrase, so that it can be read and not only seen."""

from difflib import SequenceMatcher
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

import budoux


class Kind(StrEnum):
    SAME = "same"
    GONE = "gone"
    NEW = "new"


class Piece(NamedTuple):
    kind: Kind
    text: str


@lru_cache(maxsize=1)
def _parser() -> budoux.Parser:
    return budoux.load_default_japanese_parser()


def between(old: str, new: str) -> list[Piece]:
    """The pieces in reading order; where words were exchanged, the old ones come first."""
    before, after = _phrases(old), _phrases(new)
    found = []
    for _, start, end, first, last in SequenceMatcher(
        None, before, after, autojunk=False
    ).get_opcodes():
        gone, fresh = "".join(before[start:end]), "".join(after[first:last])
        if gone == fresh:
            found.append(Piece(Kind.SAME, gone))
            continue
        found += [
            Piece(kind, text) for kind, text in ((Kind.GONE, gone), (Kind.NEW, fresh)) if text
        ]
    return found


def _phrases(text: str) -> list[str]:
    parts = []
    for line in text.splitlines(keepends=True):
        words, end = line.rstrip("\n"), line[len(line.rstrip("\n")) :]
        parts += [*_parser().parse(words), *([end] if end else [])]
    return parts
