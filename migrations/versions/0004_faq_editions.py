"""よくある質問: who handed it in, what came back, what took its place; and what a sheet was made of."""

import sqlalchemy as sa
from alembic import op

from migrations.rules import forbid_long_number

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    with op.batch_alter_table("faq", schema=None) as batch_op:
        batch_op.add_column(sa.Column("idem_key", sa.String(length=64), nullable=True))
        batch_op.add_column(sa.Column("handed_in_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("handed_in_by_id", sa.Integer(), nullable=True))
        batch_op.add_column(
            sa.Column("remark", sa.String(length=200), nullable=False, server_default="")
        )
        batch_op.add_column(sa.Column("successor_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("revision", sa.Integer(), nullable=False, server_default="1"))
        batch_op.create_unique_constraint(op.f("uq_faq_idem_key"), ["idem_key"])
        batch_op.create_foreign_key(op.f("fk_faq_successor_id"), "faq", ["successor_id"], ["id"])
        batch_op.create_foreign_key(
            op.f("fk_faq_handed_in_by_id"), "staff", ["handed_in_by_id"], ["id"]
        )
        batch_op.create_check_constraint(op.f("ck_faq_not_its_own_successor"), "successor_id <> id")
        forbid_long_number(batch_op, "faq", "remark")

    with op.batch_alter_table("handout", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("contents", sa.String(length=120), nullable=False, server_default="")
        )
        batch_op.add_column(sa.Column("outdated_on", sa.Date(), nullable=True))
        batch_op.drop_constraint(op.f("uq_handout_subject_edition"), type_="unique")
        batch_op.create_unique_constraint(
            op.f("uq_handout_subject_edition_contents"), ["subject", "edition", "contents"]
        )
    op.execute("UPDATE handout SET contents = CAST(edition AS VARCHAR(10)) WHERE kind = 'lesson'")

    with op.batch_alter_table("lesson_faq", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("attached_on", sa.Date(), nullable=False, server_default="2026-11-01")
        )
