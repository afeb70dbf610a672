"""The lessons: one TOML file each in handouts/lessons/, read into values that do not change.

The same lesson is printed (lesson_sheet) and shown as a page behind the sheet's QR code. A city may
have its own copy of one: `of` and `found` are the way to the text that counts.
"""

import tomllib
from functools import lru_cache
from pathlib import Path

from handouts.pictograms import PICTURES
from models import Course, LessonCopy
from refusal import Refusal
from wording import Lesson, built, faults

FOLDER = Path(__file__).parent / "lessons"


def codes() -> list[str]:
    """The codes of all lessons that have a file, in order."""
    return sorted(path.stem for path in FOLDER.glob("*.toml"))


def of(course: Course, copy: LessonCopy | None) -> Lesson:
    """What a course's sheet and page say now: the published copy (services.lesson_texts), else the
    file; Refusal when there is neither."""
    return copy.lesson(code=course.code, course=course.title) if copy else load(course.code)


def found(course: Course | None, copy: LessonCopy | None) -> Lesson | None:
    """The same, or None."""
    return of(course, copy) if course and (copy or course.code in codes()) else None


@lru_cache(maxsize=128)
def load(code: str) -> Lesson:
    """The lesson as it is shipped; Refusal when there is none yet."""
    if code not in codes():
        raise Refusal(f"「{code}」のてびきは、まだありません。ほかの講座のてびきをお選びください。")
    return read(FOLDER / f"{code}.toml")


def read(path: Path) -> Lesson:
    """Read one file; ValueError names the file, the place and what is wrong."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        for fault in faults(table, PICTURES):
            raise ValueError(fault)
        if table["code"] != path.stem:
            raise ValueError(f"code「{table['code']}」がファイル名とちがいます。")
    except ValueError as error:
        raise ValueError(f"{path.name}: {error}") from error
    return built(table)
