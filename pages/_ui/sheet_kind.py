"""What the print centre knows of a sheet: when it is needed, and what has to be chosen for it."""

from collections.abc import Callable
from enum import StrEnum
from typing import NamedTuple

from models import Event
from services.permissions import Permission


class When(StrEnum):
    BEFORE = "教室の前に"
    ON_THE_DAY = "当日"
    AFTER = "終わってから"
    ANY_TIME = "いつでも"


class About(StrEnum):
    """What has to be chosen before the sheet can be drawn."""

    CLASS = "event"
    COURSE = "course"
    TOWN = "town"
    FAQ = "faq"
    KINDS = "kinds"
    DAY = "day"
    NOTHING = "nothing"


class Each(StrEnum):
    """How many copies are proposed."""

    GUEST = "guest"  # one for everybody who comes
    ONE = "one"


def _always(_event: Event) -> bool:
    return True


class Sheet(NamedTuple):
    """One kind of sheet.

    what_for: a sentence or two for whoever prints it for the first time.
    address: below /staff/files and /staff/pictures, filled with what was chosen (`About`).
    subject: how its row is named (services/printing.py), filled likewise; "" without a 資料番号.
    fits: whether a class has such a sheet at all.
    has_names: names stand on it, so that each look is written down; never the first of its group.
    """

    label: str
    what_for: str
    when: When
    about: About
    address: str
    subject: str = ""
    each: Each = Each.ONE
    fits: Callable[[Event], bool] = _always
    has_names: bool = False
    permission: Permission = Permission.SHEET_PRINT
