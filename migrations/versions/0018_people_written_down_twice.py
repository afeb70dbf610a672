"""People who were written down twice."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    with op.batch_alter_table("person") as batch_op:
        batch_op.add_column(sa.Column("merged_into_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            op.f("fk_person_merged_into_id"), "person", ["merged_into_id"], ["id"]
        )
        batch_op.create_index("ix_person_merged_into_id", ["merged_into_id"])
        batch_op.create_check_constraint(
            op.f("ck_person_not_merged_into_itself"), "merged_into_id <> id"
        )
