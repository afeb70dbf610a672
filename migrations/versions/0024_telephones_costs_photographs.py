"""What telephone somebody has; what a class cost, and whether photographs were taken."""

import sqlalchemy as sa
from alembic import op

from migrations.marks import mark, mark_deeds
from migrations.rules import know

revision = "0024"
down_revision = "0023"

HANDSETS = ("android", "iphone", "easy", "smartphone", "feature", "none", "unknown")


def upgrade() -> None:
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    if is_sqlite:  # where triggers of other tables name these, while they are made anew
        op.execute("PRAGMA legacy_alter_table = ON")
    for table in ("person", "person_before"):
        with op.batch_alter_table(table) as batch_op:
            batch_op.add_column(_unknown("handset"))
            know(batch_op, table, "handset", *HANDSETS)
    with op.batch_alter_table("event") as batch_op:
        batch_op.add_column(sa.Column("cost", sa.Integer(), nullable=True))
        batch_op.add_column(_unknown("photos"))
        batch_op.create_check_constraint(op.f("ck_event_cost_is_not_negative"), "cost >= 0")
        know(batch_op, "event", "photos", "taken", "none", "unknown")
    if is_sqlite:
        op.execute("PRAGMA legacy_alter_table = OFF")
        mark("event")
        mark_deeds("event")
        mark_deeds("person")


def _unknown(name: str) -> sa.Column:
    return sa.Column(name, sa.String(length=24), nullable=False, server_default="unknown")
