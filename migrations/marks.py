"""Triggers that mark a month when something changes that counts in it: nothing goes around them.

Rebuilding a table on SQLite (batch_alter_table) drops its triggers. A later version that rebuilds
one of these tables calls `mark` again for it.
"""

from collections.abc import Iterator

from alembic import op

_OF_EVENT = "SELECT month FROM attendance WHERE event_id = {row}.id"
_OF_VENUE = """SELECT month FROM attendance JOIN event ON event.id = attendance.event_id
  WHERE event.venue_id = {row}.id"""
# Who comes back was new at the next visit, until an earlier one is entered: that month as well.
_OF_VISIT = """SELECT {row}.month UNION SELECT month FROM (SELECT month FROM attendance
  WHERE person_id = {row}.person_id AND month > {row}.month ORDER BY month LIMIT 1) AS later"""
# Per table: the columns that count, and the months in which a row of it does.
COUNTS = {
    "attendance": (
        "person_id, event_id, month, district_id, age_band, sex, is_resident",
        _OF_VISIT,
    ),
    "event": ("format, course_id, venue_id", _OF_EVENT),
    "venue": ("district_id", _OF_VENUE),
}


def mark(table: str) -> None:
    """Give the table its triggers."""
    statements = {"sqlite": _sqlite, "postgresql": _postgresql}[op.get_bind().dialect.name]
    for statement in statements(table):
        op.execute(statement)


def _sqlite(table: str) -> Iterator[str]:
    columns, _ = COUNTS[table]
    acts = {"INSERT": ["NEW"], f"UPDATE OF {columns}": ["OLD", "NEW"], "DELETE": ["OLD"]}
    for act, rows in acts.items():
        name = f"{table}_counts_after_{act.split()[0].lower()}"
        body = " ".join(f"{_insert(table, row)};" for row in rows)
        yield f"CREATE TRIGGER {name} AFTER {act} ON {table} BEGIN {body} END"


def _postgresql(table: str) -> Iterator[str]:
    columns, _ = COUNTS[table]
    yield f"""CREATE FUNCTION {table}_counts() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      IF TG_OP <> 'INSERT' THEN {_insert(table, "OLD")}; END IF;
      IF TG_OP <> 'DELETE' THEN {_insert(table, "NEW")}; END IF;
      RETURN NULL; END $$"""
    yield f"""CREATE TRIGGER {table}_counts AFTER INSERT OR DELETE OR UPDATE OF {columns}
      ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_counts()"""
    yield f"""CREATE FUNCTION {table}_counted() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      INSERT INTO reach_mark (month) SELECT DISTINCT month FROM attendance; RETURN NULL; END $$"""
    yield f"""CREATE TRIGGER {table}_counted BEFORE TRUNCATE
      ON {table} FOR EACH STATEMENT EXECUTE FUNCTION {table}_counted()"""


def _insert(table: str, row: str) -> str:
    months = COUNTS[table][1].format(row=row)
    return f"INSERT INTO reach_mark (month) SELECT DISTINCT month FROM ({months}) AS touched"
