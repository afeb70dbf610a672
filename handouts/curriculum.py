"""The lessons: one TOML file each in handouts/lessons/, read into values that do not change.

The same lesson is printed (lesson_sheet) and shown as a page behind the sheet's QR code.
"""

import tomllib
from dataclasses import MISSING, dataclass, fields
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from handouts.pictograms import PICTURES
from japanese.furigana import MARK
from refusal import Refusal

FOLDER = Path(__file__).parent / "lessons"
# How many of each a sheet has room for.
COUNTS = {"steps": (4, 8), "words": (2, 4), "trouble": (1, 3)}
Record = TypeVar("Record")


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do: a bold action, one sentence about it, and where the two phones differ."""

    do: str
    tell: str
    picture: str
    android: str = ""
    iphone: str = ""


@dataclass(frozen=True, slots=True)
class Word:
    word: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Trouble:
    when: str
    then: str


@dataclass(frozen=True, slots=True)
class Lesson:
    """Every text may carry furigana marks; japanese.furigana splits them."""

    code: str
    title: str
    course: str
    goal: str
    edition: date
    steps: tuple[Step, ...]
    words: tuple[Word, ...]
    trouble: tuple[Trouble, ...]


def codes() -> list[str]:
    """The codes of all lessons that have a file, in order."""
    return sorted(path.stem for path in FOLDER.glob("*.toml"))


@lru_cache(maxsize=128)
def load(code: str) -> Lesson:
    """The lesson of that code; Refusal when there is none yet."""
    if code not in codes():
        raise Refusal(f"「{code}」のてびきは、まだありません。ほかの講座のてびきをお選びください。")
    return read(FOLDER / f"{code}.toml")


def read(path: Path) -> Lesson:
    """Read one file; ValueError names the file, the place and what is wrong."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        lesson = _lesson(table)
        if lesson.code != path.stem:
            raise ValueError(f"code「{lesson.code}」がファイル名とちがいます。")
    except ValueError as error:
        raise ValueError(f"{path.name}: {error}") from error
    return lesson


def _lesson(table: dict[str, Any]) -> Lesson:
    kinds = {"steps": Step, "words": Word, "trouble": Trouble}
    parts = {name: _records(kind, name, table.pop(name, None)) for name, kind in kinds.items()}
    edition = table.pop("edition", None)
    if type(edition) is not date:
        raise ValueError("edition は 2026-11-01 のような日付にしてください。")
    lesson = _record(Lesson, table | parts | {"edition": edition}, "")
    for number, step in enumerate(lesson.steps, start=1):
        if step.picture not in PICTURES:
            raise ValueError(f"steps[{number}].picture「{step.picture}」という絵はありません。")
    return lesson


def _records(kind: type[Record], name: str, tables: Any) -> tuple[Record, ...]:
    least, most = COUNTS[name]
    if not isinstance(tables, list) or not least <= len(tables) <= most:
        raise ValueError(f"[[{name}]] は {least}〜{most} 個にしてください。")
    return tuple(_record(kind, t, f"{name}[{n}].") for n, t in enumerate(tables, start=1))


def _record(kind: type[Record], table: dict[str, Any], where: str) -> Record:
    """Build one record; unknown, missing, empty and wrongly marked texts are named."""
    known = {field.name: field for field in fields(kind)}
    for name in table:
        if name not in known:
            raise ValueError(f"{where}{name} という項目はありません。")
    for name, field in known.items():
        if name not in table and field.default is MISSING:
            raise ValueError(f"{where}{name} がありません。")
        if field.type is str and name in table:
            _check_text(table[name], where + name)
    return kind(**table)


def _check_text(text: Any, where: str) -> None:
    if not isinstance(text, str) or not text.strip():
        raise ValueError(f"{where} に文章を書いてください。")
    if set("{|}") & set(MARK.sub("", text)):
        raise ValueError(f"{where} のふりがなは {{漢字|かんじ}} の形にしてください。")
