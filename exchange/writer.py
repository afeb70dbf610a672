"""Tables out, as CSV that a spreadsheet opens without harm."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

# A spreadsheet takes a cell that begins so for a formula (OWASP: CSV injection), also full-width.
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """UTF-8 with BOM and CRLF, so that Excel reads the Japanese.

    Texts that would run as a formula get an apostrophe in front; numbers and dates stay what they
    are, None is an empty cell.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerows([harmless(cell) for cell in row] for row in [header, *rows])
    return text.getvalue().encode("utf-8-sig")


def would_run(text: str) -> bool:
    """Whether a spreadsheet would take this text for a formula."""
    return text.lstrip(" ").startswith(_FORMULA)


def harmless(cell: Any) -> Any:
    return f"'{cell}" if isinstance(cell, str) and would_run(cell) else cell
