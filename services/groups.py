"""到達: the people of a period by whatever they are asked by, and what the groups are called."""

from collections.abc import Collection, Mapping
from typing import NamedTuple

from sqlmodel import Session, select

from models import AgeBand, Course, Format, Sex
from models.age import SENIOR
from services import places, upkeep
from services.counts import Cells, Cut, Key, Reached, Scope
from services.periods import Period

Groups = dict[tuple[Key, ...], Reached]


class Asked(NamedTuple):
    """By which cuts, of whom."""

    cuts: tuple[Cut, ...] = ()
    seniors: bool = False
    residents: bool = True


class Heading(NamedTuple):
    """A row or a column of a table. `key` none: not known."""

    key: Key
    name: str


def found(
    db: Session,
    *,
    period: Period,
    cuts: Collection[tuple[Cut, ...]],
    seniors: bool = False,
    residents: bool = True,
    only: Mapping[Cut, Key] | None = None,
    lately: bool = False,
) -> list[Groups]:
    """For each of `cuts` the groups by its keys, in its order; a missing group is nobody.

    only, lately: as `at_once`.
    """
    asked = [Asked(one, seniors, residents) for one in cuts]
    return at_once(db, period=period, asked=asked, only=only, lately=lately)


def at_once(
    db: Session,
    *,
    period: Period,
    asked: Collection[Asked],
    only: Mapping[Cut, Key] | None = None,
    lately: bool = False,
) -> list[Groups]:
    """The same of different people, read once.

    only: no others than these. What is not kept beforehand is counted now. lately: as in
    services/upkeep.py.
    """
    only = only or {}
    scopes = [_scope(one, only) for one in asked]
    counted = upkeep.cells(db, period=period, scopes=scopes, only=only, lately=lately)
    return [
        _group(one, counted[scope], scope, only) for one, scope in zip(asked, scopes, strict=True)
    ]


def _group(asked: Asked, counted: Cells, scope: Scope, only: Mapping[Cut, Key]) -> Groups:
    group = {}
    for stored, reached in counted.items():
        pairs = zip(scope.cuts, stored, strict=True)
        keys = {cut: cut.value_of(value) for cut, value in pairs}
        if _is_wanted(keys, only, asked.seniors):
            group[tuple(keys[cut] for cut in asked.cuts)] = reached
    return group


def _scope(asked: Asked, only: Collection[Cut]) -> Scope:
    """By age, seniors are some of the bands of everybody."""
    in_order = tuple(cut for cut in Cut if cut in {*asked.cuts, *only})
    return Scope(in_order, asked.seniors and Cut.AGE not in in_order, asked.residents)


def _is_wanted(keys: Mapping[Cut, Key], only: Mapping[Cut, Key], seniors: bool) -> bool:
    too_young = seniors and Cut.AGE in keys and keys[Cut.AGE] not in SENIOR
    return not too_young and all(keys[cut] == key for cut, key in only.items())


def headings(db: Session, *, cut: Cut, groups: Groups, seniors: bool) -> list[Heading]:
    """Every district, band and sex; the formats and courses that occur; who is not known only when
    there is somebody."""
    keys = {key for (key,) in groups}
    if cut in (Cut.DISTRICT, Cut.VENUE):
        named = [Heading(one.id, one.name) for one in places.districts(db)]
        return named + [Heading(None, "町がわからない")] * (None in keys)
    if cut is Cut.COURSE:
        courses = db.exec(select(Course).order_by(Course.code))
        named = [Heading(one.id, one.title) for one in courses if one.id in keys]
        return named + [Heading(None, "講座の指定なし")] * (None in keys)
    kinds = {Cut.AGE: SENIOR if seniors else AgeBand, Cut.SEX: Sex}
    return [
        Heading(one, one.label) for one in kinds.get(cut, [one for one in Format if one in keys])
    ]
