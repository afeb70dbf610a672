"""People by sex, format and course at once are counted beforehand: every period anew."""

from alembic import op

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    op.execute("UPDATE reach_period SET changed = changed + 1")  # read from the rows until then
