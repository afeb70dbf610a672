"""ちらし・ポスター・予定表: further kinds of sheets."""

from alembic import op

from migrations.rules import know

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    kinds = ("lesson", "roster", "survey", "faq", "notice", "flyer", "poster", "month")
    with op.batch_alter_table("handout", schema=None) as batch_op:
        know(batch_op, "handout", "kind", *kinds, anew=True)
