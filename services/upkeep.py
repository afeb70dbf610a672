"""到達: keep the figures that are counted beforehand, and never show one that is not right.

Triggers mark the months in which something changed (migrations/marks.py). `spread` turns marks into
periods that have changed; such a period is counted anew as a whole, in two steps: the count looks
at the data without holding anybody up, and is kept only if nothing has changed since. Who reads
meanwhile counts for themselves.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from sqlalchemy import and_, delete, exists, insert
from sqlmodel import Session, col, select

import clock
from japanese import dates
from models import ReachCell, ReachMark, ReachPeriod
from services import counts, deeds, done, periods
from services.counts import Cells, Cut, Key, Reached, Scope
from services.deeds import Deeds
from services.periods import Period

_CUTS = (
    (),
    (Cut.DISTRICT,),
    (Cut.AGE,),
    (Cut.SEX,),
    (Cut.DISTRICT, Cut.AGE),
    (Cut.DISTRICT, Cut.SEX),
    (Cut.AGE, Cut.SEX),
    (Cut.DISTRICT, Cut.AGE, Cut.SEX),
    (Cut.FORMAT,),
    (Cut.DISTRICT, Cut.FORMAT),
    (Cut.AGE, Cut.FORMAT),
    (Cut.COURSE,),
    (Cut.DISTRICT, Cut.COURSE),
    (Cut.AGE, Cut.COURSE),
    (Cut.VENUE,),
    (Cut.DISTRICT, Cut.VENUE),
)
_BOTH = ((Cut.SEX, Cut.FORMAT), (Cut.SEX, Cut.COURSE), (Cut.FORMAT, Cut.COURSE))
# A page of people of one sex in one format, and so on: of residents.
_CHOSEN = (
    *((Cut.DISTRICT, Cut.AGE, one) for one in (Cut.FORMAT, Cut.COURSE)),
    *((*one, *pair) for pair in _BOTH for one in ((), (Cut.DISTRICT,), (Cut.AGE,))),
)


def _kept() -> Iterator[Scope]:
    """Seniors by age are those ages of everybody."""
    for residents, some in ((True, (*_CUTS, *_CHOSEN)), (False, (*_CUTS, *_BOTH))):
        for cuts in some:
            for seniors in (False,) if Cut.AGE in cuts else (False, True):
                yield Scope(cuts, seniors, residents)


KEPT = list(_kept())


class Counted(NamedTuple):
    """A period counted from the raw rows, as it was at this count of changes; of a single month
    also what was done in it, by district."""

    period: Period
    changed: int
    cells: dict[Scope, Cells]
    deeds: dict[int, Deeds]


class Difference(NamedTuple):
    """A figure that is not what it should be; none: nobody, nothing."""

    what: str
    kept: Reached | Deeds | None
    right: Reached | Deeds | None

    @property
    def sentence(self) -> str:
        return f"{self.what} は {self.kept} ですが、数えると {self.right} です。"


def cells(
    db: Session,
    *,
    period: Period,
    scopes: Collection[Scope],
    only: Mapping[Cut, Key] = {},
    lately: bool = False,
) -> dict[Scope, Cells]:
    """Right at this moment: what was counted beforehand, or counted now. lately: as it was counted
    last, some minutes ago at most, for what is looked at all day and need not be newer.

    only: who asks for no other keys of these cuts. Others may be among the cells or not.
    """
    if set(scopes) <= set(KEPT) and is_fresh(db, period=period, lately=lately):
        return _stored(db, period, scopes)
    return counts.count(db, period=period, scopes=scopes, only=only)


def is_fresh(db: Session, *, period: Period, lately: bool = False) -> bool:
    """Whether the cells of a period are those of the rows; or (lately) were so some minutes ago."""
    if lately:
        counted = select(ReachPeriod).where(_is(ReachPeriod, period), ReachPeriod.counted > 0)
        return db.exec(counted).first() is not None
    marked = exists().where(
        col(ReachMark.month).between(*period), ReachMark.people | (period.since == period.until)
    )
    query = select(ReachPeriod).where(
        _is(ReachPeriod, period), ReachPeriod.changed == ReachPeriod.counted, ~marked
    )
    return db.exec(query).first() is not None


def is_settled(db: Session) -> bool:
    """Whether nothing has to be counted."""
    changed = select(ReachPeriod).where(ReachPeriod.changed != ReachPeriod.counted)
    present = select(ReachPeriod).where(_is(ReachPeriod, periods.around(_this_month())[0]))
    some = [db.exec(one).first() is not None for one in (select(ReachMark), changed, present)]
    return some == [False, False, True]


def spread(db: Session) -> None:
    """Take the marks away and say which periods have changed; new months bring new periods."""
    marks = ReachMark.__table__
    gone = set(db.execute(delete(marks).returning(marks.c.month, marks.c.people)))
    months, of_people = {month for month, _ in gone}, {month for month, people in gone if people}
    known = {Period(one.since, one.until): one for one in db.exec(select(ReachPeriod))}
    for period, row in known.items():
        touching = months if period.since == period.until else of_people
        row.changed += any(period.since <= month <= period.until for month in touching)
    wanted = {one for month in {*of_people, _this_month()} for one in _around(month)}
    wanted |= {Period(month, month) for month in months}
    wanted |= {one.same_a_year_ago for one in periods.around(_this_month())}
    db.add_all(ReachPeriod(since=one.since, until=one.until) for one in wanted - set(known))
    db.flush()


def next_changed(db: Session) -> Counted | None:
    """Count one of the periods that have changed, the shortest first; none: there is none."""
    query = select(ReachPeriod).where(ReachPeriod.changed != ReachPeriod.counted)
    shortest = query.order_by(ReachPeriod.until - ReachPeriod.since, col(ReachPeriod.until).desc())
    row = db.exec(shortest).first()
    return recount(db, row=row) if row else None


def recount(db: Session, *, row: ReachPeriod) -> Counted:
    """All the kept groupings of a period. Changes that come meanwhile are marked as changes."""
    changed, period = row.changed, Period(row.since, row.until)
    found = counts.count(db, period=period, scopes=KEPT)
    is_month = period.since == period.until
    of_month = deeds.count(db, period=period) if is_month else {}
    return Counted(period, changed, found, {home: one for (_, home), one in of_month.items()})


def keep(db: Session, *, counted: Counted) -> None:
    """Put the cells in the place of those that were there, unless somebody was faster."""
    row = db.get_one(ReachPeriod, counted.period, with_for_update=True)
    if row.changed != counted.changed or row.counted == counted.changed:
        return
    db.execute(delete(ReachCell.__table__).where(_is(ReachCell, counted.period)))
    rows = list(_rows(counted))
    if rows:
        db.execute(insert(ReachCell.__table__), rows)
    if row.since == row.until:
        done.keep(db, month=row.since, found=counted.deeds)
    row.counted = counted.changed
    db.flush()


def differences(db: Session, *, period: Period) -> list[Difference]:
    """Where the kept figures are not those of the rows. Only of a period that claims to be right:
    any other is counted when it is shown."""
    if not is_fresh(db, period=period):
        return []
    kept, right = _stored(db, period, KEPT), counts.count(db, period=period, scopes=KEPT)
    found = [
        Difference(f"{scope} {key}", kept[scope].get(key), right[scope].get(key))
        for scope in KEPT
        for key in sorted({*kept[scope], *right[scope]})
        if kept[scope].get(key) != right[scope].get(key)
    ]
    if period.since == period.until:
        was, now = done.kept(db, period=period), deeds.count(db, period=period)
        keys = [key for key in sorted({*was, *now}) if was.get(key) != now.get(key)]
        found += [Difference(f"deeds {key}", was.get(key), now.get(key)) for key in keys]
    return found


def _stored(db: Session, period: Period, scopes: Collection[Scope]) -> dict[Scope, Cells]:
    named = {(_name(one.cuts), one.seniors, one.residents): one for one in scopes}
    table = ReachCell.__table__.c
    rows = db.execute(
        select(*table[2:]).where(
            _is(ReachCell, period),
            table.residents.in_({residents for *_, residents in named}),
            table.seniors.in_({seniors for _, seniors, _ in named}),
            table.cuts.in_({cuts for cuts, *_ in named}),
        )
    )
    found: dict[Scope, Cells] = {one: {} for one in scopes}
    for residents, seniors, cuts, *keys, people, visits, newcomers in rows:
        scope = named.get((cuts, seniors, residents))
        if scope:
            found[scope][tuple(keys[: len(scope.cuts)])] = Reached(people, visits, newcomers)
    return found


def _rows(counted: Counted) -> Iterable[dict]:
    for scope, found in counted.cells.items():
        for key, reached in found.items():
            first, second, third = (*key, "", "", "")[:3]
            yield {
                **counted.period._asdict(),
                "residents": scope.residents,
                "seniors": scope.seniors,
                "cuts": _name(scope.cuts),
                "first": first,
                "second": second,
                "third": third,
                **reached._asdict(),
            }


def _name(cuts: Iterable[Cut]) -> str:
    return " ".join(cuts)


def _is(table: type, period: Period):
    return and_(table.since == period.since, table.until == period.until)


def _this_month() -> int:
    today = clock.today()
    return today.year * 100 + today.month


def _around(month: int) -> list[Period]:
    """The periods that are counted beforehand and hold this month; 累計 up to this year at most."""
    last = max(dates.fiscal_year(clock.today()), periods.fiscal_year(month))
    years = range(periods.fiscal_year(month), last + 1)
    return [*periods.around(month), *map(periods.cumulative, years)]
