"""Triggers that mark a month when something changes that counts in it: nothing goes around them.

Rebuilding a table on SQLite (batch_alter_table) drops its triggers. A later version that rebuilds
one of these tables calls `mark` again for it.
"""

from collections.abc import Callable, Iterator

from alembic import op

_OF_EVENT = "SELECT month FROM attendance WHERE event_id = {row}.id"
_OF_VENUE = """SELECT month FROM attendance JOIN event ON event.id = attendance.event_id
  WHERE event.venue_id = {row}.id"""
# Who comes back was new at the next visit, until an earlier one is entered: that month as well.
_OF_VISIT = """SELECT {row}.month UNION SELECT month FROM (SELECT month FROM attendance
  WHERE person_id = {row}.person_id AND month > {row}.month ORDER BY month LIMIT 1) AS later"""
_DAY = {
    "sqlite": "CAST(strftime('%Y%m', {day}) AS INTEGER)",
    "postgresql": "CAST(extract(year FROM {day}) * 100 + extract(month FROM {day}) AS INTEGER)",
}
# Per table: the columns that count, and the months in which a row of it does.
COUNTS = {
    "attendance": (
        "person_id, event_id, month, district_id, age_band, sex, is_resident",
        _OF_VISIT,
    ),
    "event": ("format, course_id, venue_id", _OF_EVENT),
    "venue": ("district_id", _OF_VENUE),
}
# The same for what was done; nobody has to be counted anew for it.
_IN_EVENT = "SELECT {month} AS month FROM event WHERE id = {row}.event_id"
DEEDS = {
    "event": (
        "status, local_date, venue_id, capacity, tables, format",
        "SELECT {month} AS month FROM (SELECT {row}.local_date AS local_date) AS event",
    ),
    "venue": ("district_id", "SELECT {month} AS month FROM event WHERE venue_id = {row}.id"),
    "booking": ("event_id, person_id, party, status, absence", _IN_EVENT),
    "shift": ("event_id, is_published", _IN_EVENT),
    "attendance": ("event_id", _IN_EVENT),
    "appointment": ("event_id, status", _IN_EVENT),
    "survey": ("event_id, satisfaction", _IN_EVENT),
    "offer": ("event_id, party, outcome", _IN_EVENT),
    "person": (
        "district_id",
        """SELECT {month} AS month FROM event JOIN booking ON booking.event_id = event.id
  WHERE booking.person_id = {row}.id""",
    ),
}


def mark(table: str) -> None:
    """Give the table the triggers for who came."""
    columns, months = COUNTS[table]
    _trigger(table, "counts", columns, "INSERT INTO reach_mark (month)", "month", months)


def mark_deeds(table: str) -> None:
    """Give the table the triggers for what was done, in the place of those it may have."""
    for statement in _REMOVED[op.get_bind().dialect.name](table, "deeds"):
        op.execute(statement)
    columns, months = DEEDS[table]
    months = months.replace("{month}", _DAY[op.get_bind().dialect.name].format(day="local_date"))
    begin = "INSERT INTO reach_mark (month, people)"
    _trigger(table, "deeds", columns, begin, "month, false", months)


def _trigger(table: str, kind: str, columns: str, begin: str, values: str, months: str) -> None:
    def insert(row: str) -> str:
        return f"{begin} SELECT DISTINCT {values} FROM ({months.format(row=row)}) AS touched"

    statements = {"sqlite": _sqlite, "postgresql": _postgresql}[op.get_bind().dialect.name]
    for statement in statements(table, kind, columns, insert):
        op.execute(statement)


def _sqlite(table: str, kind: str, columns: str, insert: Callable[[str], str]) -> Iterator[str]:
    acts = {"INSERT": ["NEW"], f"UPDATE OF {columns}": ["OLD", "NEW"], "DELETE": ["OLD"]}
    for act, rows in acts.items():
        name = f"{table}_{kind}_after_{act.split()[0].lower()}"
        body = " ".join(f"{insert(row)};" for row in rows)
        yield f"CREATE TRIGGER {name} AFTER {act} ON {table} BEGIN {body} END"


def _postgresql(table: str, kind: str, columns: str, insert: Callable[[str], str]) -> Iterator[str]:
    yield f"""CREATE FUNCTION {table}_{kind}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      IF TG_OP <> 'INSERT' THEN {insert("OLD")}; END IF;
      IF TG_OP <> 'DELETE' THEN {insert("NEW")}; END IF;
      RETURN NULL; END $$"""
    yield f"""CREATE TRIGGER {table}_{kind} AFTER INSERT OR DELETE OR UPDATE OF {columns}
      ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_{kind}()"""
    yield f"""CREATE FUNCTION {table}_{kind}_all() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      INSERT INTO reach_mark (month) SELECT DISTINCT since FROM reach_period; RETURN NULL; END $$"""
    yield f"""CREATE TRIGGER {table}_{kind}_all BEFORE TRUNCATE
      ON {table} FOR EACH STATEMENT EXECUTE FUNCTION {table}_{kind}_all()"""


def _without_sqlite(table: str, kind: str) -> Iterator[str]:
    for act in ("insert", "update", "delete"):
        yield f"DROP TRIGGER IF EXISTS {table}_{kind}_after_{act}"


def _without_postgresql(table: str, kind: str) -> Iterator[str]:
    for name in (f"{table}_{kind}", f"{table}_{kind}_all"):
        yield f"DROP FUNCTION IF EXISTS {name}() CASCADE"


_REMOVED = {"sqlite": _without_sqlite, "postgresql": _without_postgresql}
