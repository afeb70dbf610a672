"""A city, a prefecture or a nation of visits, made in the database by itself."""

import sqlite3
from collections.abc import Callable
from datetime import date, timedelta

from sqlalchemy import Connection, text

from database import engine
from models import AgeBand

PER_CLASS = 12
SIZES = {  # people, visits
    "city": (50_000, 300_000),
    "prefecture": (1_000_000, 5_000_000),
    "nation": (5_000_000, 20_000_000),
}
YEARS = 4
LAST = 2025  # a fiscal year that is over
BANDS = ", ".join(f"({number}, '{band}')" for number, band in enumerate(AgeBand))
WORDS = {  # what the two databases call differently
    "sqlite": {
        "day": "date(:since, '+' || (i * :days / :classes) || ' days')",
        "time": "{day} || ' {hour}:00'",
        "fiscal_year": "CAST(strftime('%Y', day, '-3 months') AS INTEGER)",
        "month": "CAST(strftime('%Y%m', local_date) AS INTEGER)",
    },
    "postgresql": {
        "day": "CAST(:since AS DATE) + CAST(CAST(i AS BIGINT) * :days / :classes AS INTEGER)",
        "time": "{day} + TIME '{hour}'",
        "fiscal_year": "CAST(to_char(day - INTERVAL '3 months', 'YYYY') AS INTEGER)",
        "month": "CAST(to_char(local_date, 'YYYYMM') AS INTEGER)",
    },
}
EVENTS = """
WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < :classes),
days AS (SELECT i, {day} AS day FROM n)
INSERT INTO event (id, public_id, idem_key, format, venue_id, title, status, starts_at, ends_at,
  local_date, fiscal_year, capacity, helpers_needed, helpers_reason, audience, admission, fee,
  funding, host, draw_seed, tables, table_minutes, note, notice, notice_text, incident, created_at,
  updated_at)
SELECT i + 1, 'b' || i, 'b' || i, CASE i % 4 WHEN 0 THEN 'sodan' ELSE 'koza' END,
  1 + i * 7 % :halls, '教室', 'reported', {begin}, {end}, day, {fiscal_year}, 12, 1, '', 'everyone',
  'first_come', 0, '', '', '', 0, 30, '', 0, '', '', {midnight}, {midnight} FROM days"""
VISITS = """
WITH RECURSIVE k(k) AS (SELECT 0 UNION ALL SELECT k + 1 FROM k WHERE k + 1 < {per_class}),
band(number, name) AS (VALUES {bands}),
came AS (SELECT e.id, e.local_date, e.fiscal_year, k,
  (CAST(e.id AS BIGINT) * 7919 + k * 104729) % :people + 1 AS person FROM event e CROSS JOIN k)
INSERT INTO attendance (event_id, person_id, idem_key, checked_in_at, local_date, month,
  fiscal_year, district_id, age_band, sex, is_resident, is_late, way)
SELECT id, person, id || '-' || k, {came_at}, local_date, {month}, fiscal_year,
  CASE WHEN person % 50 > 0 THEN 1 + person % 9 END, name,
  CASE person % 7 WHEN 0 THEN 'm' WHEN 1 THEN 'x' ELSE 'f' END, person % 40 > 0, FALSE, 'name'
FROM came JOIN band ON number = person / 9 % 8"""
Run = Callable[[str, dict], object]


def fill(size: str) -> None:
    """Without indexes and triggers, which are put back afterwards: minutes instead of hours."""
    if engine().dialect.name == "sqlite":
        with sqlite3.connect(engine().url.database) as raw:
            _into_sqlite(raw, size)
    else:
        with engine().begin() as connection:
            _into_postgresql(connection, size)


def _into_sqlite(raw: sqlite3.Connection, size: str) -> None:
    raw.execute("PRAGMA journal_mode = OFF")
    raw.execute("PRAGMA synchronous = OFF")
    kept = raw.execute(
        "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL AND tbl_name IN"
        " ('event', 'attendance') AND type IN ('index', 'trigger')"
    ).fetchall()
    for kind, name, _ in kept:
        raw.execute(f"DROP {kind} {name}")
    halls = raw.execute("SELECT count(*) FROM venue").fetchone()[0]
    _insert(raw.execute, "sqlite", size, halls)
    for *_, statement in kept:
        raw.execute(statement)
    raw.execute("ANALYZE")
    raw.commit()
    raw.execute("PRAGMA journal_mode = WAL")


def _into_postgresql(connection: Connection, size: str) -> None:
    connection.execute(text("SET LOCAL session_replication_role = replica"))  # no trigger fires
    connection.execute(text("SET LOCAL statement_timeout = 0"))
    kept = connection.execute(
        text(
            "SELECT indexname, indexdef FROM pg_indexes WHERE tablename IN ('event', 'attendance')"
            " AND indexname NOT IN (SELECT conname FROM pg_constraint)"
        )
    ).all()
    for name, _ in kept:
        connection.execute(text(f'DROP INDEX "{name}"'))
    halls = connection.execute(text("SELECT count(*) FROM venue")).scalar_one()
    _insert(lambda sql, values: connection.execute(text(sql), values), "postgresql", size, halls)
    for _, statement in kept:
        connection.exec_driver_sql(statement)
    connection.execute(text("ANALYZE"))


def _insert(run: Run, dialect: str, size: str, halls: int) -> None:
    people, visits = SIZES[size]
    words = WORDS[dialect]
    begin = date(LAST - YEARS + 1, 4, 1)
    days = (date(LAST + 1, 4, 1) - begin) // timedelta(days=1)
    classes = visits // PER_CLASS
    hours = {"begin": "01:00", "end": "02:30", "midnight": "00:00"}
    times = {name: words["time"].format(day="day", hour=hour) for name, hour in hours.items()}
    came_at = words["time"].format(day="local_date", hour="01:00")
    since = begin if dialect == "postgresql" else begin.isoformat()
    numbers = {"since": since, "days": days, "classes": classes, "halls": halls}
    run(EVENTS.format(**words, **times), numbers)
    blanks = {"per_class": PER_CLASS, "bands": BANDS, "came_at": came_at}
    run(VISITS.format(**words, **blanks), {"people": people})
    run("INSERT INTO reach_mark (month) SELECT DISTINCT month FROM attendance", {})
