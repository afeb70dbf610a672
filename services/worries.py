"""どこへ行けばいい？: the kinds of consultation as residents look for them, by everyday worry."""

import tomllib
from functools import cache
from typing import NamedTuple

from sqlmodel import Session

from models import ConsultationKind
from services.consultations import in_force
from services.master_files import FOLDER


class Worry(NamedTuple):
    """Something that troubles people, and the kinds of consultation that deal with it."""

    name: str
    kinds: list[ConsultationKind]


def today(db: Session) -> list[Worry]:
    """The worries of masters/worries.toml with the kinds in force; none without a kind.

    The last one takes every kind that no worry names, such as one that a city has added.
    """
    kinds = {kind.code: kind for kind in in_force(db)}
    groups = _groups()
    *_, last = groups
    named = {code for codes in groups.values() for code in codes}
    added = [code for code in kinds if code not in named]
    return [
        Worry(name, found)
        for name, codes in (groups | {last: groups[last] + added}).items()
        if (found := [kinds[code] for code in codes if code in kinds])
    ]


def kind(db: Session, *, code: str) -> ConsultationKind | None:
    """The kind as it is today, under whichever rule is the newest; None when it is not in force."""
    return next((one for one in in_force(db) if one.code == code), None)


@cache
def _groups() -> dict[str, list[str]]:
    rows = tomllib.loads((FOLDER / "worries.toml").read_text("utf-8"))["worries"]
    return {row["name"]: row["kinds"] for row in rows}
