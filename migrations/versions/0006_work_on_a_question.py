"""The work on a question: more steps, questions from the survey, what a merged one was before."""

import sqlalchemy as sa
from alembic import op

from migrations.rules import know

revision = "0006"
down_revision = "0005"

STATUSES = ("open", "working", "on_hold", "answered", "closed")
CHANNELS = ("hall", "phone", "handout", "web", "survey")
STEPS = ("answer", "note", "call", "assign", "hold", "resume", "hand_over", "merge") + (
    "contact",
    "close",
    "reopen",
)


def upgrade() -> None:
    with op.batch_alter_table("answer", schema=None) as batch_op:
        know(batch_op, "answer", "step", *STEPS, anew=True)

    with op.batch_alter_table("question", schema=None) as batch_op:
        batch_op.add_column(sa.Column("merged_from", sa.String(length=24), nullable=True))
        know(batch_op, "question", "channel", *CHANNELS, anew=True)
        know(batch_op, "question", "merged_from", *STATUSES)
        batch_op.drop_constraint(op.f("ck_question_held_for_a_reason"), type_="check")
        batch_op.create_check_constraint(
            op.f("ck_question_held_for_a_reason"),
            "(coalesce(merged_from, status) = 'on_hold') = (hold_reason <> '')",
        )
        batch_op.create_check_constraint(
            op.f("ck_question_merged_from_something"),
            "(merged_into_id IS NULL) = (merged_from IS NULL)",
        )
    op.execute(
        "UPDATE question SET answered_at = updated_at"
        " WHERE status IN ('answered', 'closed') AND answered_at IS NULL"
    )
    op.execute(
        "UPDATE question SET closed_at = updated_at WHERE status = 'closed' AND closed_at IS NULL"
    )
