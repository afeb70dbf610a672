"""No forbidden number in the address of a page: not opened, not led to, not logged."""

import logging
import re
from urllib.parse import parse_qsl, unquote_plus, urlsplit

from models import guard

HIDDEN = "/●"
# Keys and hashes of ours: digits stand in a row in them by chance.
_KEY = re.compile(r"(?=[\w-]*[A-Za-z])[\w-]{16,}", re.ASCII)


def holds_number(query: str) -> bool:
    """Whether a name or a value of the query is one that nobody may write down."""
    return any(is_forbidden(text) for pair in parse_qsl(query) for text in pair)


def without_number(address: str) -> str:
    """The address as it may be written down: without its query, or nothing of it."""
    parts = urlsplit(address)
    if is_forbidden(unquote_plus(parts.path)):
        return HIDDEN
    return parts.path if holds_number(parts.query) else address


def keep_out_of_the_access_log() -> None:
    """uvicorn's, where somebody has switched it on: docs/operations.md asks to leave it off."""
    logging.getLogger("uvicorn.access").addFilter(_blot)


def _blot(record: logging.LogRecord) -> bool:
    if isinstance(record.args, tuple):
        record.args = tuple(
            without_number(one) if isinstance(one, str) and one.startswith("/") else one
            for one in record.args
        )
    return True


def is_forbidden(text: str) -> bool:
    """Whether nobody may write this down. Keys and hashes of ours are no numbers."""
    return guard.find(_KEY.sub("", text)) is not None
