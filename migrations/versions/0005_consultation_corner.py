"""The consultation corner: who waits for a table, calls about appointments, two visits."""

import sqlalchemy as sa
from alembic import op

from migrations.rules import forbid_long_number, know

revision = "0005"
down_revision = "0004"

TABLE_INDEX = "uq_appointment_event_id_table_no_starts_at"
TAKEN = "status NOT IN ('cancelled', 'absent')"
ABOUT_ONE = " + ".join(
    f"(CASE WHEN {column} IS NULL THEN 0 ELSE 1 END)"
    for column in ("booking_id", "appointment_id", "question_id")
)


def upgrade() -> None:
    op.drop_index(TABLE_INDEX, "appointment")
    with op.batch_alter_table("appointment", schema=None) as batch_op:
        batch_op.alter_column("table_no", existing_type=sa.Integer(), nullable=True)
        statuses = ("booked", "waiting", "came", "absent", "cancelled")
        know(batch_op, "appointment", "status", *statuses, anew=True)
        batch_op.create_check_constraint(
            op.f("ck_appointment_booked_at_a_table"), "status <> 'booked' OR table_no IS NOT NULL"
        )
    op.create_index(
        TABLE_INDEX,
        "appointment",
        ["event_id", "table_no", "starts_at"],
        unique=True,
        sqlite_where=sa.text(TAKEN),
        postgresql_where=sa.text(TAKEN),
    )

    with op.batch_alter_table("call", schema=None) as batch_op:
        batch_op.add_column(sa.Column("appointment_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            op.f("fk_call_appointment_id"), "appointment", ["appointment_id"], ["id"]
        )
        batch_op.create_index("ix_call_appointment_id", ["appointment_id"], unique=False)
        batch_op.drop_constraint(op.f("ck_call_about_one_thing"), type_="check")
        batch_op.create_check_constraint(op.f("ck_call_about_one_thing"), f"{ABOUT_ONE} = 1")

    with op.batch_alter_table("consultation_kind", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("second_visit", sa.String(length=200), nullable=False, server_default="")
        )
        forbid_long_number(batch_op, "consultation_kind", "second_visit")

    with op.batch_alter_table("event_template", schema=None) as batch_op:
        batch_op.add_column(sa.Column("tables", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(
            sa.Column("table_minutes", sa.Integer(), nullable=False, server_default="30")
        )
        batch_op.create_check_constraint(
            op.f("ck_event_template_tables_are_few"), "tables BETWEEN 0 AND 20"
        )
        batch_op.create_check_constraint(
            op.f("ck_event_template_table_minutes_are_plausible"),
            "table_minutes BETWEEN 5 AND 240",
        )
