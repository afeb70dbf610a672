"""まとめ方: districts and ages that a year's publications count as one, so that less is kept back.

A merge is chosen once a year, before the first publication of that year: figures of two months that
are cut differently cannot be compared, and their difference would tell of single people.
"""

from collections.abc import Collection, Sequence
from math import cos, hypot, radians
from typing import NamedTuple

from sqlmodel import Session, col, select

from models import AgeBand, District, FigureMerge, MergeKind, Municipality, Publication, Staff
from refusal import Refusal
from services import counts, places
from services.counts import Cut, Scope
from services.figure_keys import JOIN
from services.periods import year
from services.permissions import Permission, require

_KM = 111  # a degree of latitude
_AGES = ((AgeBand.U60, AgeBand.A60), (AgeBand.A80, AgeBand.A85))


class Proposal(NamedTuple):
    """One merge that would help, and why."""

    kind: MergeKind
    members: str
    name: str
    reason: str


def of_year(db: Session, *, fiscal_year: int) -> list[FigureMerge]:
    """What is counted together in this year."""
    rows = select(FigureMerge).where(FigureMerge.fiscal_year == fiscal_year)
    return list(db.exec(rows.order_by(FigureMerge.kind, FigureMerge.id)))


def is_open(db: Session, *, fiscal_year: int) -> bool:
    """Whether nothing of this year is published yet."""
    span = year(fiscal_year)
    rows = select(Publication.id).where(col(Publication.until).between(span.since, span.until))
    return db.exec(rows).first() is None


def proposals(db: Session, *, fiscal_year: int, by: Staff) -> list[Proposal]:
    """Ages and districts with few visitors, each district with its nearest neighbour.

    By the figures of that year, or by those of the year before while it is running.
    """
    require(by, Permission.FIGURES_PUBLISH)
    threshold = db.get_one(Municipality, 1).threshold
    scopes = [Scope((Cut.DISTRICT,), seniors=True), Scope((Cut.AGE,))]
    span = year(fiscal_year)
    cells = counts.count(db, period=span.a_year_before if span.is_running else span, scopes=scopes)
    towns, ages = ({key: one.people for (key,), one in cells[s].items()} for s in scopes)
    return [*_ages(ages, threshold), *_districts(places.districts(db), towns, threshold)]


def fix(db: Session, *, fiscal_year: int, chosen: Collection[str], by: Staff) -> None:
    """Count these together in all publications of the year; `chosen` as members (3|7).

    What was chosen before is replaced.
    """
    require(by, Permission.FIGURES_PUBLISH)
    if not is_open(db, fiscal_year=fiscal_year):
        raise Refusal(
            "この年度の数字は、もう公表しています。まとめ方は、次の年度から変えられます。"
        )
    named = {str(one.id): one.name for one in places.districts(db)}
    members = [member for one in chosen for member in one.split(JOIN)]
    if len(members) != len(set(members)):
        raise Refusal("同じ町が2つのまとめに入っています。どちらか1つにしてください。")
    if not set(members) <= {*named, *AgeBand} or any(JOIN not in one for one in chosen):
        raise Refusal("まとめるときは、町を2つ以上選んでください。")
    for old in of_year(db, fiscal_year=fiscal_year):
        db.delete(old)
    db.flush()
    db.add_all(_merge(fiscal_year, one, named) for one in chosen)
    db.flush()


def band_name(bands: Sequence[AgeBand]) -> str:
    """80歳以上; 64歳以下; 65〜74歳; of one band its own name."""
    first, last = bands[0], bands[-1]
    if len(bands) == 1:
        return first.label
    if last is AgeBand.A85:
        return f"{first.value.partition('-')[0]}歳以上"
    if first is AgeBand.U60:
        return f"{last.value.partition('-')[2]}歳以下"
    return f"{first.value.partition('-')[0]}〜{last.value.partition('-')[2]}歳"


def _merge(fiscal_year: int, members: str, named: dict[str, str]) -> FigureMerge:
    parts = members.split(JOIN)
    is_age = parts[0] in set(AgeBand)
    name = band_name(list(map(AgeBand, parts))) if is_age else "・".join(named[p] for p in parts)
    kind = MergeKind.BAND if is_age else MergeKind.DISTRICT
    return FigureMerge(fiscal_year=fiscal_year, kind=kind, members=members, name=name)


def _ages(people: dict[str, int], threshold: int) -> list[Proposal]:
    """The youngest and the oldest, when one of them is few."""
    found = []
    for bands in _AGES:
        if any(people.get(band, 0) < 10 * threshold for band in bands):
            told = "、".join(f"{band.label}{people.get(band, 0):,}人" for band in bands)
            found.append(
                Proposal(
                    MergeKind.BAND,
                    JOIN.join(bands),
                    band_name(bands),
                    f"市全体で{told}です。町ごとに分けると、ほとんど出せません。",
                )
            )
    return found


def _districts(
    districts: Sequence[District], people: dict[str, int], threshold: int
) -> list[Proposal]:
    """Each district with some, but few visitors of 65 and over. Nobody at all is told as 0."""
    free = [one for one in districts if one.latitude is not None]
    found = []
    for few in sorted(free, key=lambda one: (people.get(str(one.id), 0), one.position)):
        count = people.get(str(few.id), 0)
        others = [one for one in free if one is not few]
        if few not in free or not 0 < count < threshold or not others:
            continue
        near = min(others, key=lambda one: (_distance(few, one), one.position))
        pair = sorted((few, near), key=lambda one: one.position)
        free = [one for one in free if one not in pair]
        found.append(
            Proposal(
                MergeKind.DISTRICT,
                JOIN.join(str(one.id) for one in pair),
                "・".join(one.name for one in pair),
                f"{few.name}に来た65歳以上の人は{count:,}人です。"
                f"いちばん近い{near.name}（直線 約{_distance(few, near):.0f} km）とまとめます。",
            )
        )
    return found


def _distance(one: District, other: District) -> float:
    """Straight, in km; near enough between neighbours."""
    north = one.latitude - other.latitude
    east = (one.longitude - other.longitude) * cos(radians(one.latitude))
    return _KM * hypot(north, east)
