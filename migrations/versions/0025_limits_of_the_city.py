"""From where on a district needs a look is the city's to say."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"

LIMITS = {  # what holds until somebody says otherwise, the least and the most
    "quiet_days": (90, 7, 730),
    "low_share": (50, 1, 100),
    "low_fill": (50, 0, 100),
    "high_no_show": (15, 0, 100),
    "low_satisfaction": (70, 0, 100),
    "few_sheets": (10, 1, 1000),
}


def upgrade() -> None:
    with op.batch_alter_table("municipality", schema=None) as batch_op:
        for name, (usual, low, high) in LIMITS.items():
            batch_op.add_column(
                sa.Column(name, sa.Integer(), nullable=False, server_default=str(usual))
            )
            batch_op.create_check_constraint(
                op.f(f"ck_municipality_{name}_in_range"), f"{name} BETWEEN {low} AND {high}"
            )
    with op.batch_alter_table("municipality", schema=None) as batch_op:
        for name in LIMITS:
            batch_op.alter_column(name, server_default=None)
