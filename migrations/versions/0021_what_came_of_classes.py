"""Of each month also: talks at the corner, the アンケート, and who found no seat."""

import sqlalchemy as sa
from alembic import op

from migrations.marks import DEEDS, mark_deeds

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    op.drop_table("reach_deed")  # all of it can be counted again
    counts = ("held", "visited", "seats", "taken", "no_shows", "excused", "visits", "staff")
    more = ("talks", "rated", "satisfied", "unmet")
    op.create_table(
        "reach_deed",
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("district_id", sa.Integer(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=True),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in (*counts, *more)),
        sa.PrimaryKeyConstraint("month", "district_id", name=op.f("pk_reach_deed")),
    )
    for table in DEEDS:
        mark_deeds(table)
    op.execute("UPDATE event SET status = status")  # every month with a class is to be counted
