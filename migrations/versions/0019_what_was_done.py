"""What was done in a month, counted beforehand."""

import sqlalchemy as sa
from alembic import op

from migrations.marks import DEEDS, mark_deeds

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    op.add_column(
        "reach_mark", sa.Column("people", sa.Boolean(), nullable=False, server_default=sa.true())
    )
    counts = ("held", "visited", "seats", "taken", "no_shows", "excused", "visits", "staff")
    op.create_table(
        "reach_deed",
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("district_id", sa.Integer(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in counts),
        sa.PrimaryKeyConstraint("month", "district_id", name=op.f("pk_reach_deed")),
    )
    for table in DEEDS:
        mark_deeds(table)
    op.execute("UPDATE event SET status = status")  # every month with a class is to be counted
