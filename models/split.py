"""A number that was split over two boxes of one form.

Each half passes the guard alone. So before a row is written, the end of each of its texts is read
together with the beginning of each other one.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import permutations

from sqlalchemy import event, inspect
from sqlmodel import Session, SQLModel

from japanese import digits
from japanese.numbers import paint
from models import guard
from models.base import Guarded

_GAP = r"[^\w]{0,8}"
_ENDS = re.compile(rf"(?:{digits.DIGIT}{_GAP}){{1,24}}$")
_BEGINS = re.compile(rf"^{_GAP}(?:{digits.DIGIT}{_GAP}){{1,24}}")
# Written by us (a telephone number in digits, a folded reading), so no half of anything.
_MADE = {"phone", "asker_phone", "kana_key", "name_key"}


def check(texts: Iterable[str]) -> None:
    """Refuse texts of which two together hold a forbidden number, the end of one first.

    Digits that are plainly something else (a telephone number, a date, a price) are no half of it.
    """
    plain = [paint(digits.canonical(one)) for one in texts if one]
    for first, second in permutations(plain, 2):
        end, beginning = _ENDS.search(first), _BEGINS.search(second)
        if end and beginning:
            guard.check(end[0] + beginning[0])


def follow(sessions: type[Session]) -> None:
    """Check every row that this session class is about to write."""
    event.listen(sessions, "before_flush", _before_flush)


def _before_flush(db: Session, _context, _instances) -> None:
    for row in (*db.new, *filter(db.is_modified, db.dirty)):
        check(_texts(row))


def _texts(row: SQLModel) -> Iterator[str]:
    for attribute in inspect(row).mapper.column_attrs:
        if isinstance(attribute.columns[0].type, Guarded) and attribute.key not in _MADE:
            yield getattr(row, attribute.key) or ""
