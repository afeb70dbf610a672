"""A number that was split over two boxes of one form, or a PIN in the box beside its word.

Each half passes the guard alone. So before a row is written, the end of each of its texts is read
together with the beginning of each other one: of the same row, and of the rows of other tables in
the same transaction, since one form may write a person and a booking.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import permutations, product

from sqlalchemy import event, inspect
from sqlmodel import Session, SQLModel

from japanese import digits
from japanese.numbers import paint
from models import guard, secret_words
from models.base import Guarded

_GAP = r"[^\w]{0,8}"
_ENDS = re.compile(rf"(?:{digits.DIGIT}{_GAP}){{1,24}}$")
_BEGINS = re.compile(rf"^{_GAP}(?:{digits.DIGIT}{_GAP}){{1,24}}")
# Written by us (a telephone number in digits, a folded reading), so no half of anything.
_MADE = {"phone", "asker_phone", "kana_key", "name_key"}
_MOST = 30  # rows: what writes more in one transaction is an import, not a form


def check(texts: Iterable[str]) -> None:
    """Refuse texts of which two together hold a forbidden number, the end of one first.

    Digits that are plainly something else (a telephone number, a date, a price) are no half of it.
    """
    for first, second in permutations(_plain(texts), 2):
        _check_pair(first, second)


def _plain(texts: Iterable[str]) -> list[str]:
    return [paint(digits.canonical(one)) for one in texts if one]


def _check_pair(first: str, second: str) -> None:
    end, beginning = _ENDS.search(first), _BEGINS.search(second)
    if end and beginning:
        guard.check(end[0] + beginning[0])
    if secret_words.ENDS.search(first) and secret_words.ALONE.match(second):
        raise guard.ForbiddenNumber(guard.SENTENCE[guard.Finding.SECRET])


def follow(sessions: type[Session]) -> None:
    """Check every row that this session class is about to write."""
    event.listen(sessions, "before_flush", _before_flush)
    event.listen(sessions, "after_transaction_end", _forget)


def _before_flush(db: Session, _context, _instances) -> None:
    before = db.info.setdefault("said", [])
    for row in (*db.new, *filter(db.is_modified, db.dirty)):
        own = _plain(_texts(row))
        for first, second in permutations(own, 2):
            _check_pair(first, second)
        if len(before) < _MOST:
            others = [
                text for table, texts in before if table != row.__tablename__ for text in texts
            ]
            for mine, other in product(own, others):
                _check_pair(mine, other)
                _check_pair(other, mine)
            before.append((row.__tablename__, own))


def _forget(db: Session, transaction) -> None:
    """The next transaction is another form."""
    if transaction.parent is None:
        db.info.pop("said", None)


def _texts(row: SQLModel) -> Iterator[str]:
    for attribute in inspect(row).mapper.column_attrs:
        if isinstance(attribute.columns[0].type, Guarded) and attribute.key not in _MADE:
            yield getattr(row, attribute.key) or ""
