"""計画と実績, and what the planner proposed."""

import sqlalchemy as sa
from alembic import op

from migrations.rules import no_long_number

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    op.create_table(
        "promise",
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("idem_key", sa.String(length=64), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("district_id", sa.Integer(), nullable=True),
        sa.Column("words", sa.String(length=200), nullable=False),
        sa.Column("outcome", sa.String(length=24), nullable=False),
        sa.Column("result", sa.String(length=400), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.Column("promised_by_id", sa.Integer(), nullable=False),
        sa.Column("checked_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(outcome = 'open') = (checked_on IS NULL)", name=op.f("ck_promise_checked_on_a_day")
        ),
        sa.CheckConstraint(
            "outcome IN ('open', 'kept', 'partly', 'not_kept')",
            name=op.f("ck_promise_outcome_known"),
        ),
        sa.CheckConstraint(
            "fiscal_year BETWEEN 2000 AND 2100", name=op.f("ck_promise_fiscal_year_is_plausible")
        ),
        *no_long_number("promise", "words", "result"),
        sa.ForeignKeyConstraint(
            ["checked_by_id"], ["staff.id"], name=op.f("fk_promise_checked_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["district_id"], ["district.id"], name=op.f("fk_promise_district_id")
        ),
        sa.ForeignKeyConstraint(
            ["promised_by_id"], ["staff.id"], name=op.f("fk_promise_promised_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_promise")),
        sa.UniqueConstraint("idem_key", name=op.f("uq_promise_idem_key")),
    )
    op.create_index("ix_promise_fiscal_year", "promise", ["fiscal_year"])

    op.create_table(
        "proposal",
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("idem_key", sa.String(length=64), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("wish", sa.JSON(), nullable=False),
        sa.Column("people", sa.Float(), nullable=False),
        sa.Column("equal_people", sa.Float(), nullable=False),
        sa.Column("points", sa.Float(), nullable=False),
        sa.Column("bound", sa.Float(), nullable=True),
        sa.CheckConstraint("since <= until", name=op.f("ck_proposal_days_are_in_order")),
        sa.ForeignKeyConstraint(["made_by_id"], ["staff.id"], name=op.f("fk_proposal_made_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal")),
        sa.UniqueConstraint("idem_key", name=op.f("uq_proposal_idem_key")),
    )
    op.create_index("ix_proposal_created_at", "proposal", ["created_at"])

    op.create_table(
        "target",
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("district_id", sa.Integer(), nullable=True),
        sa.Column("people", sa.Integer(), nullable=True),
        sa.Column("rate", sa.Float(), nullable=True),
        sa.Column("classes", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(length=400), nullable=False),
        sa.Column("next_step", sa.String(length=400), nullable=False),
        sa.CheckConstraint("classes >= 0", name=op.f("ck_target_classes_are_not_negative")),
        sa.CheckConstraint(
            "fiscal_year BETWEEN 2000 AND 2100", name=op.f("ck_target_fiscal_year_is_plausible")
        ),
        sa.CheckConstraint("people >= 0", name=op.f("ck_target_people_are_not_negative")),
        sa.CheckConstraint("people IS NULL OR rate IS NULL", name=op.f("ck_target_people_or_rate")),
        sa.CheckConstraint("rate BETWEEN 0 AND 1", name=op.f("ck_target_rate_is_a_share")),
        *no_long_number("target", "note", "next_step"),
        sa.ForeignKeyConstraint(
            ["district_id"], ["district.id"], name=op.f("fk_target_district_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_target")),
        sa.UniqueConstraint(
            "fiscal_year", "district_id", name=op.f("uq_target_fiscal_year_district_id")
        ),
    )
    op.create_index(
        "uq_target_fiscal_year",
        "target",
        ["fiscal_year"],
        unique=True,
        sqlite_where=sa.text("district_id IS NULL"),
        postgresql_where=sa.text("district_id IS NULL"),
    )

    op.create_table(
        "proposed_class",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("venue_id", sa.Integer(), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=True),
        sa.Column("course_id", sa.Integer(), nullable=True),
        sa.Column("format", sa.String(length=24), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("people", sa.Float(), nullable=False),
        sa.Column("team", sa.JSON(), nullable=False),
        sa.Column("reckoning", sa.JSON(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "format IN ('koza', 'sodan', 'saron', 'demae', 'mobile', 'online', 'taiken')",
            name=op.f("ck_proposed_class_format_known"),
        ),
        sa.CheckConstraint("capacity > 0", name=op.f("ck_proposed_class_capacity_is_positive")),
        sa.CheckConstraint(
            "ends_at > starts_at", name=op.f("ck_proposed_class_ends_after_it_starts")
        ),
        sa.ForeignKeyConstraint(
            ["course_id"], ["course.id"], name=op.f("fk_proposed_class_course_id")
        ),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_proposed_class_event_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["proposal_id"],
            ["proposal.id"],
            name=op.f("fk_proposed_class_proposal_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["room_id"], ["room.id"], name=op.f("fk_proposed_class_room_id")),
        sa.ForeignKeyConstraint(
            ["venue_id"], ["venue.id"], name=op.f("fk_proposed_class_venue_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposed_class")),
    )
    op.create_index("ix_proposed_class_event_id", "proposed_class", ["event_id"])
    op.create_index("ix_proposed_class_proposal_id", "proposed_class", ["proposal_id"])
