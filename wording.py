"""What residents read, as plain values: lessons and answers, and what must be right about them.

No table stands here, so that paper can be printed without knowing the data.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import MISSING, dataclass, fields
from datetime import date
from typing import Any, NamedTuple

from japanese.furigana import MARK

# How many of each a sheet has room for.
COUNTS = {"steps": (4, 8), "words": (2, 4), "trouble": (1, 3)}


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


PARTS = {"steps": Step, "words": Word, "trouble": Trouble}


def built(table: Mapping[str, Any]) -> Lesson:
    """The lesson of a table without faults."""
    parts = {name: tuple(kind(**one) for one in table[name]) for name, kind in PARTS.items()}
    return Lesson(**{**table, **parts})


def faults(table: Mapping[str, Any], pictures: Collection[str]) -> Iterator[str]:
    """Everything that is wrong, each with its place, such as «steps[2].tell に文章を…»."""
    for name, kind in PARTS.items():
        rows, (least, most) = table.get(name), COUNTS[name]
        if not isinstance(rows, list) or not least <= len(rows) <= most:
            yield f"[[{name}]] は {least}〜{most} 個にしてください。"
            continue
        for number, row in enumerate(rows, start=1):
            yield from _faults_of(kind, row, f"{name}[{number}].")
    if type(table.get("edition")) is not date:
        yield "edition は 2026-11-01 のような日付にしてください。"
    head = {name: value for name, value in table.items() if name not in (*PARTS, "edition")}
    yield from _faults_of(Lesson, head, "", without=(*PARTS, "edition"))
    steps = table.get("steps")
    for number, step in enumerate(steps if isinstance(steps, list) else (), start=1):
        if step.get("picture", "") not in pictures and step.get("picture"):
            yield f"steps[{number}].picture「{step['picture']}」という絵はありません。"


def _faults_of(
    kind: type, table: Mapping[str, Any], where: str, without: Collection[str] = ()
) -> Iterator[str]:
    """Unknown, missing, empty and wrongly marked texts."""
    known = {field.name: field for field in fields(kind) if field.name not in without}
    for name in table:
        if name not in known:
            yield f"{where}{name} という項目はありません。"
    for name, field in known.items():
        if name in table:
            yield from _faults_of_text(table[name], where + name)
        elif field.default is MISSING:
            yield f"{where}{name} がありません。"


def _faults_of_text(text: Any, where: str) -> Iterator[str]:
    if not isinstance(text, str) or not text.strip():
        yield f"{where} に文章を書いてください。"
    elif set("{|}") & set(MARK.sub("", text)):
        yield f"{where} のふりがなは {{漢字|かんじ}} の形にしてください。"


class AnswerStep(NamedTuple):
    """One line of an answer, and where the two kinds of phones differ."""

    text: str
    android: str = ""
    iphone: str = ""


_NUMBERED = re.compile(r"^\s*(?:\d{1,2}[.．)）、]|[①-⑳]|・|[-*])\s*")
_FOR_PHONE = re.compile(r"^\s*(android|iphone)\s*[:：]\s*", re.IGNORECASE)


def answer_steps(answer: str) -> list[AnswerStep]:
    """The lines of an answer. A line that begins with "Android:" or "iPhone:" belongs to the
    line above it; numbers typed by hand are dropped, since paper and pages count by themselves."""
    steps: list[AnswerStep] = []
    for line in filter(str.strip, answer.splitlines()):
        about = _FOR_PHONE.match(line)
        if about:
            steps = steps or [AnswerStep("")]
            steps[-1] = steps[-1]._replace(**{about[1].lower(): line[about.end() :].strip()})
        else:
            steps.append(AnswerStep(_NUMBERED.sub("", line).strip()))
    return steps
