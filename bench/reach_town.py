"""A city, a prefecture or a nation of visits in a SQLite file of its own; answers on stdin what it
is asked for, in seconds. Run by bench.reach."""

import resource
import sqlite3
import sys
from collections.abc import Callable
from datetime import date, timedelta
from time import perf_counter

import pandas as pd
import sqlalchemy as sa
from sqlmodel import select

from database import Db, engine, migrate, reading, writing
from models import AgeBand, ReachPeriod, Role, Staff
from models.age import SENIOR
from services import deeds, master_files, periods, reach, upkeep
from services.counts import Cut
from services.periods import Period

PER_CLASS = 12
SIZES = {  # people, visits
    "city": (50_000, 300_000),
    "prefecture": (1_000_000, 5_000_000),
    "nation": (5_000_000, 20_000_000),
}
YEARS = 4
LAST = 2025  # a fiscal year that is over
YEAR = periods.year(LAST)
BANDS = ", ".join(f"({number}, '{band}')" for number, band in enumerate(AgeBand))
EVENTS = """
WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < :classes),
days AS (SELECT i, date(:since, '+' || (i * :days / :classes) || ' days') AS day FROM n)
INSERT INTO event (id, public_id, idem_key, format, venue_id, title, status, starts_at, ends_at,
  local_date, fiscal_year, capacity, helpers_needed, helpers_reason, audience, admission, fee,
  funding, host, draw_seed, tables, table_minutes, note, notice, notice_text, incident, created_at,
  updated_at)
SELECT i + 1, 'b' || i, 'b' || i, CASE i % 4 WHEN 0 THEN 'sodan' ELSE 'koza' END,
  1 + i * 7 % :halls, '教室', 'reported', day || ' 01:00:00', day || ' 02:30:00', day,
  CAST(strftime('%Y', day, '-3 months') AS INTEGER), 12, 1, '', 'everyone', 'first_come', 0, '', '',
  '', 0, 30, '', 0, '', '', day || ' 00:00:00', day || ' 00:00:00' FROM days"""
VISITS = f"""
WITH RECURSIVE k(k) AS (SELECT 0 UNION ALL SELECT k + 1 FROM k WHERE k + 1 < {PER_CLASS}),
band(number, name) AS (VALUES {BANDS}),
came AS (SELECT e.id, e.local_date, e.fiscal_year, k,
  (e.id * 7919 + k * 104729) % :people + 1 AS person FROM event e CROSS JOIN k)
INSERT INTO attendance (event_id, person_id, idem_key, checked_in_at, local_date, month,
  fiscal_year, district_id, age_band, sex, is_resident, is_late, way)
SELECT id, person, id || '-' || k, local_date || ' 01:00:00', local_date,
  CAST(strftime('%Y%m', local_date) AS INTEGER), fiscal_year,
  CASE WHEN person % 50 THEN 1 + person % 9 END, name,
  CASE person % 7 WHEN 0 THEN 'm' WHEN 1 THEN 'x' ELSE 'f' END, person % 40 > 0, 0, 'name'
FROM came JOIN band ON number = person / 9 % 8"""


def main(size: str) -> None:
    people, visits = SIZES[size]
    migrate()
    with writing() as db:
        master_files.load(db, city="demo")
        db.add(Staff(login="sato", name="佐藤", role=Role.COORDINATOR, password_hash="none"))
    engine().dispose()  # so that the journal can be left away meanwhile
    filled = _timed(lambda: _fill(engine().url.database, people, visits // PER_CLASS))
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


def _fill(file: str, people: int, classes: int) -> None:
    """Without indexes and triggers, which are put back afterwards: minutes instead of hours."""
    begin = date(LAST - YEARS + 1, 4, 1)
    days = (date(LAST + 1, 4, 1) - begin) / timedelta(days=1)
    with sqlite3.connect(file) as raw:
        raw.execute("PRAGMA journal_mode = OFF")
        raw.execute("PRAGMA synchronous = OFF")
        kept = raw.execute(
            "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL AND tbl_name IN"
            " ('event', 'attendance') AND type IN ('index', 'trigger')"
        ).fetchall()
        for kind, name, _ in kept:
            raw.execute(f"DROP {kind} {name}")
        halls = raw.execute("SELECT count(*) FROM venue").fetchone()[0]
        numbers = {"since": begin.isoformat(), "days": int(days), "classes": classes}
        raw.execute(EVENTS, numbers | {"halls": halls})
        raw.execute(VISITS, {"people": people})
        for *_, statement in kept:
            raw.execute(statement)
        raw.execute("INSERT INTO reach_mark (month) SELECT DISTINCT month FROM attendance")
        raw.execute("ANALYZE")
        raw.commit()
        raw.execute("PRAGMA journal_mode = WAL")


def _count() -> None:
    """Who came in the year that is asked for, and what was done in every month."""
    with writing() as db:
        upkeep.spread(db)
    with reading() as db:
        rows = db.exec(select(ReachPeriod)).all()
    for row in rows:
        period = Period(row.since, row.until)
        if period == YEAR or row.since == row.until:
            with reading() as db:
                counted = upkeep.recount(db, row=row) if period == YEAR else _deeds(db, row)
            with writing() as db:
                upkeep.keep(db, counted=counted)


def _deeds(db: Db, row: ReachPeriod) -> upkeep.Counted:
    period = Period(row.since, row.until)
    done = {home: one for (_, home), one in deeds.count(db, period=period).items()}
    return upkeep.Counted(period, row.changed, {}, done)


def page() -> None:
    """What the reach page and its pictures read of a year."""
    with reading() as db:
        by = db.exec(select(Staff).where(Staff.login == "sato")).one()
        reach.figures(db, period=YEAR, by=by)
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
