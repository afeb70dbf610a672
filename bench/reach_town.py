"""A town of bench.reach in a database of its own: answers in seconds what it is asked on stdin."""

import resource
import sys
from collections.abc import Callable
from time import perf_counter

import pandas as pd
import sqlalchemy as sa
from sqlmodel import select

from bench.reach_fill import LAST, fill
from database import engine, migrate, reading, writing
from models import Role, Staff
from models.age import SENIOR
from services import (
    master_files,
    measures,
    over_time,
    periods,
    plan_years,
    reach,
    targets,
    upkeep,
)
from services.counts import Cut

YEAR = periods.year(LAST)


def main(size: str) -> None:
    migrate()
    with writing() as db:
        master_files.load(db, city="demo")
        db.add(Staff(login="sato", name="佐藤", role=Role.COORDINATOR, password_hash="none"))
    engine().dispose()  # so that the journal of SQLite can be left away meanwhile
    filled = _timed(lambda: fill(size))
    counted = _timed(_count)
    ways = {"page": page, "pandas": by_pandas, "duckdb": by_duckdb}
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{filled} {counted} {memory}", flush=True)
    for line in sys.stdin:
        print(_timed(ways[line.strip()]), flush=True)


def _timed(act: Callable[[], None]) -> float:
    begin = perf_counter()
    act()
    return perf_counter() - begin


def _count() -> None:
    """Every period, as the settler does it after an import."""
    with writing() as db:
        upkeep.spread(db)
    while counted := _next():
        with writing() as db:
            upkeep.keep(db, counted=counted)


def _next() -> upkeep.Counted | None:
    with reading() as db:
        return upkeep.next_changed(db)


def page() -> None:
    """What all views of 到達 read of a year."""
    with reading() as db:
        by = db.exec(select(Staff).where(Staff.login == "sato")).one()
        figures = reach.figures(db, period=YEAR, by=by)
        reach.ages(db, figures=figures, by=by)
        targets.beside(db, figures=figures, by=by)
        measures.of(db, figures=figures, by=by)
        plan_years.before(db, figures=figures, by=by)
        plan_years.years(db, by=by)
        over_time.months(db, year=YEAR, by=by)
        for rows, columns in ((Cut.AGE, Cut.SEX), (Cut.DISTRICT, Cut.VENUE)):
            reach.table(db, period=YEAR, rows=rows, columns=columns, by=by)


RAW = f"""SELECT a.person_id, a.district_id, a.age_band, a.sex, a.is_resident,
  v.district_id AS venue
FROM attendance a JOIN event e ON e.id = a.event_id JOIN venue v ON v.id = e.venue_id
WHERE a.month BETWEEN {YEAR.since} AND {YEAR.until}"""
GROUPS = ([], ["district_id"], ["age_band"], ["district_id", "age_band"], ["age_band", "sex"])
GROUPS += (["sex"], ["venue"], ["district_id", "venue"])


def by_pandas() -> None:
    """The same people and visits from the raw rows; newcomers left out, in favour of pandas."""
    rows = _raw()
    here = rows[rows.is_resident == 1]
    for chosen in (here, here[here.age_band.isin(SENIOR)]):
        for keys in GROUPS:
            groups = chosen.groupby(keys or [lambda _: 0], dropna=False)
            groups.person_id.agg(["nunique", "size"])


def by_duckdb() -> None:
    import duckdb  # of requirements-bench.txt

    rows = _raw()  # its reader of SQLite files is fetched from the network at first use
    old = ", ".join(f"'{band}'" for band in SENIOR)
    for chosen in ("is_resident = 1", f"is_resident = 1 AND age_band IN ({old})"):
        for keys in GROUPS:
            by = f"GROUP BY {', '.join(keys)}" if keys else ""
            duckdb.sql(
                f"SELECT {', '.join([*keys, 'count(DISTINCT person_id)', 'count(*)'])}"
                f" FROM rows WHERE {chosen} {by}"
            ).fetchall()
    del rows


def _raw() -> pd.DataFrame:
    with engine().connect() as connection:
        return pd.read_sql(sa.text(RAW), connection)


if __name__ == "__main__":
    main(sys.argv[1])
