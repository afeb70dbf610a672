"""Reach counted beforehand, and marks for what has to be counted anew."""

import sqlalchemy as sa
from alembic import op

from migrations.marks import mark

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    _cells()
    op.create_table(
        "reach_mark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("month", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reach_mark")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_reach_mark_month", "reach_mark", ["month"], unique=False)
    op.create_table(
        "reach_period",
        sa.Column("since", sa.Integer(), nullable=False),
        sa.Column("until", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("counted", sa.Integer(), nullable=False),
        sa.CheckConstraint("since <= until", name=op.f("ck_reach_period_months_are_in_order")),
        sa.PrimaryKeyConstraint("since", "until", name=op.f("pk_reach_period")),
    )
    _index()
    for table in ("attendance", "event", "venue"):
        mark(table)
    op.execute("INSERT INTO reach_mark (month) SELECT DISTINCT month FROM attendance")


def _cells() -> None:
    by = ("cuts", 24), ("first", 12), ("second", 12), ("third", 12)
    keys = [
        sa.Column("since", sa.Integer(), nullable=False),
        sa.Column("until", sa.Integer(), nullable=False),
        sa.Column("residents", sa.Boolean(), nullable=False),
        sa.Column("seniors", sa.Boolean(), nullable=False),
        *(sa.Column(name, sa.String(length=long), nullable=False) for name, long in by),
    ]
    counts = ("people", "visits", "newcomers")
    op.create_table(
        "reach_cell",
        *keys,
        *(sa.Column(name, sa.Integer(), nullable=False) for name in counts),
        sa.PrimaryKeyConstraint(*(one.name for one in keys), name=op.f("pk_reach_cell")),
        sqlite_with_rowid=False,
    )


def _index() -> None:
    """One that covers the count of any span of months, instead of one for months and one for
    years."""
    op.drop_index("ix_attendance_reach_month", table_name="attendance")
    op.drop_index("ix_attendance_reach_year", table_name="attendance")
    columns = ("person_id", "event_id", "district_id", "age_band", "sex", "is_resident")
    op.create_index("ix_attendance_reach", "attendance", ["month", *columns], unique=False)
