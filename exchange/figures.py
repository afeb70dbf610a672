"""Numbers of people as they are printed in statistical tables."""

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence

from exchange.problem import Problem, doubt, error, quoted

# 統計表の記号: - is none; X, * and … stand for figures kept back or not known.
_NONE = re.compile("[-‐‑–—―−ー]+")
_NOT_TOLD = re.compile(r"[Xx]?|\*+|\.+")
_ORNAMENT = re.compile(r"[\s,]|(?:人|世帯|\.0+)$")


def read(
    cells: Mapping[str, str], names: Sequence[str], *, may_be_blank: Collection[str] = ()
) -> tuple[dict[str, int | None], list[Problem]]:
    """The numbers under these headings, none where nothing can be told, and what is wrong."""
    numbers: dict[str, int | None] = {}
    wrong, silent = [], []
    for name in names:
        try:
            numbers[name] = number(cells[name])
        except ValueError:
            numbers[name] = None
            wrong.append(name + quoted(cells[name]))
        else:
            if numbers[name] is None and name not in may_be_blank:
                silent.append(name)
    return numbers, _problems(wrong, silent)


def number(text: str) -> int | None:
    """None when blank or kept back. Raises ValueError when it is no number of people."""
    plain = _ORNAMENT.sub("", unicodedata.normalize("NFKC", text))
    if _NOT_TOLD.fullmatch(plain):
        return None
    if _NONE.fullmatch(plain):
        return 0
    if re.fullmatch("[0-9]{1,9}", plain):
        return int(plain)
    raise ValueError("not a number of people")


def _problems(wrong: list[str], silent: list[str]) -> list[Problem]:
    problems = []
    if wrong:
        problems.append(error(f"人数として読めない値があります: {_listed(wrong)}。"))
    if silent:
        problems.append(doubt(f"人数が書かれていません: {_listed(silent)}。不明として扱います。"))
    return problems


def _listed(names: list[str]) -> str:
    more = f" ほか{len(names) - 3}列" if len(names) > 3 else ""
    return "、".join(names[:3]) + more
