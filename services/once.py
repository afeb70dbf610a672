"""Storing once, also when two requests with the same key come at the same moment."""

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, SQLModel

Row = TypeVar("Row", bound=SQLModel)


def stored(db: Session, *, row: Row, find: Callable[[], Row | None]) -> tuple[Row, bool]:
    """The row and True, or what `find` knows of the same key and False.

    A unique constraint decides between two at once; the savepoint keeps the rest of the
    transaction.
    """
    before = find()
    if before:
        return before, False
    try:
        with db.begin_nested():
            db.add(row)
    except IntegrityError:
        before = find()
        if before is None:
            raise
        return before, False
    return row, True
