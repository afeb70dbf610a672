"""うつりかわり: who came in each month of a fiscal year."""

from collections.abc import Mapping
from typing import NamedTuple

from sqlmodel import Session

from models import Staff
from services import groups
from services.counts import Cut, Key, Reached
from services.periods import Period
from services.permissions import Permission, require


class Month(NamedTuple):
    """Residents of 65 and over: whoever came in two months is counted in both."""

    period: Period
    reached: Reached


def months(
    db: Session, *, year: Period, by: Staff, only: Mapping[Cut, Key] | None = None
) -> list[Month]:
    """The months of a year, those to come too. only: no others than these."""
    require(by, Permission.REACH_VIEW)
    return [Month(one, _reached(db, one, only)) for one in year.months]


def _reached(db: Session, month: Period, only: Mapping[Cut, Key] | None) -> Reached:
    if month.is_ahead:
        return Reached()
    (found,) = groups.found(db, period=month, cuts=[tuple(only or ())], seniors=True, only=only)
    return next(iter(found.values()), Reached())
