"""申込のひかえ: one more kind of sheet."""

from alembic import op

from migrations.rules import know

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    kinds = ("lesson", "roster", "survey", "faq", "notice", "flyer", "poster", "month", "booking")
    with op.batch_alter_table("handout", schema=None) as batch_op:
        know(batch_op, "handout", "kind", *kinds, anew=True)
