"""Which headings of a table of past years mean what, remembered with its file."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    with op.batch_alter_table("file_import") as batch_op:
        batch_op.add_column(sa.Column("columns", sa.JSON(), nullable=False, server_default="{}"))
