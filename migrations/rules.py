"""Rules that several versions give to columns: no long number, only known values."""

import sqlalchemy as sa
from alembic import op

ANY_DIGIT = "[0-9]"


def _rules(table: str, *columns: str) -> dict[str, str]:
    """The last line behind models/guard.py: twelve digits in a row cannot be stored."""
    rule = {
        "sqlite": "{} NOT GLOB '*" + ANY_DIGIT * 12 + "*'",
        "postgresql": "{} !~ '" + ANY_DIGIT + "{{12}}'",
    }[op.get_bind().dialect.name]
    return {f"ck_{table}_{name}_has_no_long_number": rule.format(name) for name in columns}


def no_long_number(table: str, *columns: str) -> list[sa.CheckConstraint]:
    """For a new table."""
    return [
        sa.CheckConstraint(rule, name=op.f(name)) for name, rule in _rules(table, *columns).items()
    ]


def forbid_long_number(batch_op, table: str, *columns: str) -> None:
    """For new columns of a table that is there."""
    for name, rule in _rules(table, *columns).items():
        batch_op.create_check_constraint(op.f(name), rule)


def know(batch_op, table: str, column: str, *values: str, anew: bool = False) -> None:
    """The values an enum column may hold; `anew`: instead of those it could hold before."""
    name = op.f(f"ck_{table}_{column}_known")
    if anew:
        batch_op.drop_constraint(name, type_="check")
    listed = ", ".join(f"'{value}'" for value in values)
    batch_op.create_check_constraint(name, f"{column} IN ({listed})")
