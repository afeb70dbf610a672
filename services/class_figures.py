"""公表する数字: the people and visits of a year by course and by format, residents of every age."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from sqlmodel import Session, select

from models import Course, Format, What
from services.counts import Cells, Cut, Reached, Scope
from services.figure_keys import ALL, CITY, COURSE, FORMAT, Key, Number

BY_COURSE, BY_FORMAT = Scope((Cut.COURSE,)), Scope((Cut.FORMAT,))
BY_BOTH = Scope((Cut.FORMAT, Cut.COURSE))
SCOPES = (Scope(), BY_COURSE, BY_FORMAT, BY_BOTH)
NO_COURSE = "講座の指定なし"


class Row(NamedTuple):
    """As in services/published_counts.py; nobody lives in a course."""

    code: str
    name: str
    seniors: None = None


def rows(db: Session, *, cells: Mapping[Scope, Cells]) -> list[Row]:
    """The courses that somebody came to, in the order of their codes; then the formats."""
    present = {key for (key,) in cells[BY_COURSE]}
    courses = [
        Row(f"{COURSE}{one.id}", f"{one.code} {one.title}")
        for one in db.exec(select(Course).order_by(Course.code))
        if str(one.id) in present
    ]
    without = [Row(COURSE, NO_COURSE)] * ("" in present)
    formats = [Row(f"{FORMAT}{one}", one.label) for one in Format if (one,) in cells[BY_FORMAT]]
    return [*courses, *without, *formats]


def numbers(cells: Mapping[Scope, Cells]) -> dict[Key, Number]:
    """People and visits of each row; the visits of each course in each format, where there are
    some; and all visits, which they add up to."""
    return dict(_numbers(cells))


def _numbers(cells: Mapping[Scope, Cells]) -> Iterator[tuple[Key, Number]]:
    yield Key(What.VISITS, CITY, ALL), Number(cells[Scope()].get((), Reached()).visits)
    for scope, start in ((BY_COURSE, COURSE), (BY_FORMAT, FORMAT)):
        for (key,), one in cells[scope].items():
            yield Key(What.PEOPLE, f"{start}{key}", ALL), Number(one.people)
            yield Key(What.VISITS, f"{start}{key}", ALL), Number(one.visits)
    for (kind, course), one in cells[BY_BOTH].items():
        yield Key(What.VISITS, f"{COURSE}{course}", f"{FORMAT}{kind}"), Number(one.visits)
