"""The counter's queue: what came of a call; what the outlook counts is found by an index."""

import sqlalchemy as sa
from alembic import op

from migrations.rules import know

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    with op.batch_alter_table("counter_step", schema=None) as batch_op:
        batch_op.add_column(sa.Column("call", sa.String(length=24), nullable=True))
    # Steps of before 0007 were written by no screen; a call without an outcome was "reached" then.
    op.execute("UPDATE counter_step SET call = 'reached' WHERE act = 'call'")
    with op.batch_alter_table("counter_step", schema=None) as batch_op:
        know(batch_op, "counter_step", "call", "reached", "later", "absent", "wrong_number")
        batch_op.create_check_constraint(
            op.f("ck_counter_step_calls_have_an_outcome"), "(act = 'call') = (call IS NOT NULL)"
        )
    op.create_index(
        "ix_consultation_fiscal_year",
        "consultation",
        ["fiscal_year", "local_date", "district_id", "outcome"],
    )
    op.create_index(
        "ix_consultation_expires",
        "consultation",
        ["expires", "person_id"],
        sqlite_where=sa.text("expires IS NOT NULL"),
        postgresql_where=sa.text("expires IS NOT NULL"),
    )
