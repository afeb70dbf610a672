"""到達: the people of a period by whatever they are asked by, and what the groups are called."""

from collections.abc import Collection, Mapping
from typing import NamedTuple

from sqlmodel import Session, select

from models import AgeBand, Course, Format, Sex
from models.age import SENIOR
from services import places, upkeep
from services.counts import Cut, Reached, Scope
from services.periods import Period

Key = int | AgeBand | Sex | Format | None  # of a district, a course …; none: not known
Groups = dict[tuple[Key, ...], Reached]


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

    only: no others than these. What is not kept beforehand is counted now. lately: as in
    services/upkeep.py.
    """
    only = only or {}
    scopes = [_scope({*one, *only}, seniors, residents) for one in cuts]
    counted = upkeep.cells(db, period=period, scopes=scopes, lately=lately)
    groups = []
    for asked, scope in zip(cuts, scopes, strict=True):
        group = {}
        for stored, reached in counted[scope].items():
            pairs = zip(scope.cuts, stored, strict=True)
            keys = {cut: cut.value_of(value) for cut, value in pairs}
            if _is_wanted(keys, only, seniors):
                group[tuple(keys[cut] for cut in asked)] = reached
        groups.append(group)
    return groups


def _scope(cuts: Collection[Cut], seniors: bool, residents: bool) -> Scope:
    """By age, seniors are some of the bands of everybody."""
    in_order = tuple(cut for cut in Cut if cut in cuts)
    return Scope(in_order, seniors and Cut.AGE not in cuts, residents)


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
