"""No figure of ours has more than ten digits: what is longer is a number that somebody typed.

A box for a count would take a My Number as well as a box for words. The check sits where values
leave for the database, so bulk statements and imports pass it too.
"""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Engine, event

from models.guard import ForbiddenNumber

LARGEST = 2**31 - 1  # what PostgreSQL's integer holds
TOO_LARGE = "数が大きすぎます。マイナンバーなどの番号ではないか確かめて、入れ直してください。"


def follow(engine: Engine) -> None:
    """Check every statement of this engine before the driver gets it."""
    event.listen(engine, "before_cursor_execute", _before)


def is_too_large(value: Any) -> bool:
    return isinstance(value, int | float) and not -LARGEST <= value <= LARGEST


def _before(_connection, _cursor, _statement, parameters, _context, _executemany) -> None:
    if any(map(is_too_large, _values(parameters))):
        raise ForbiddenNumber(TOO_LARGE)


def _values(parameters: Any) -> Iterable[Any]:
    """Of one row or of many, by name or by place, as each driver wants them."""
    for one in parameters.values() if isinstance(parameters, dict) else parameters or ():
        if isinstance(one, dict | list | tuple):
            yield from _values(one)
        else:
            yield one
