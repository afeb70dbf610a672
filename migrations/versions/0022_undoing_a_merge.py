"""What a merge of two records did, so that it can be taken back."""

import sqlalchemy as sa
from alembic import op

from migrations.rules import no_long_number

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    op.create_table(
        "person_merge",
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("taken", sa.JSON(), nullable=False),
        sa.Column("own", sa.JSON(), nullable=False),
        sa.Column("changed", sa.JSON(), nullable=False),
        sa.CheckConstraint("other_id <> person_id", name=op.f("ck_person_merge_of_two_people")),
        sa.ForeignKeyConstraint(["other_id"], ["person.id"], name=op.f("fk_person_merge_other_id")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_person_merge_person_id")
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_person_merge_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_merge")),
        sa.UniqueConstraint("other_id", name=op.f("uq_person_merge_other_id")),
    )
    op.create_index("ix_person_merge_person_id", "person_merge", ["person_id"])

    op.create_table(
        "person_before",
        sa.Column("merge_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("kana", sa.String(length=60), nullable=False),
        sa.Column("kana_key", sa.String(length=60), nullable=False),
        sa.Column("name_key", sa.String(length=40), nullable=False),
        sa.Column("phone", sa.String(length=11), nullable=False),
        sa.Column("district_id", sa.Integer(), nullable=True),
        sa.Column("birth_year", sa.Integer(), nullable=True),
        sa.Column("age_band", sa.String(length=24), nullable=False),
        sa.Column("sex", sa.String(length=24), nullable=False),
        sa.Column("is_resident", sa.Boolean(), nullable=False),
        sa.Column("support", sa.String(length=100), nullable=False),
        sa.Column("call_note", sa.String(length=60), nullable=False),
        sa.CheckConstraint(
            "age_band IN ('u60', '60-64', '65-69', '70-74', '75-79', '80-84', '85+', 'unknown')",
            name=op.f("ck_person_before_age_band_known"),
        ),
        sa.CheckConstraint("sex IN ('f', 'm', 'x')", name=op.f("ck_person_before_sex_known")),
        *no_long_number(
            "person_before", "name", "kana", "kana_key", "name_key", "phone", "support", "call_note"
        ),
        sa.CheckConstraint("length(phone) <= 11", name=op.f("ck_person_before_phone_is_short")),
        sa.ForeignKeyConstraint(
            ["district_id"], ["district.id"], name=op.f("fk_person_before_district_id")
        ),
        sa.ForeignKeyConstraint(
            ["merge_id"],
            ["person_merge.id"],
            name=op.f("fk_person_before_merge_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_person_before_person_id")
        ),
        sa.PrimaryKeyConstraint("merge_id", "person_id", name=op.f("pk_person_before")),
    )
    op.create_table(
        "visit_before",
        sa.Column("merge_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("booking_id", sa.Integer(), nullable=True),
        sa.Column("idem_key", sa.String(length=64), nullable=False),
        sa.Column("checked_in_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("local_date", sa.Date(), nullable=False),
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("district_id", sa.Integer(), nullable=True),
        sa.Column("age_band", sa.String(length=24), nullable=False),
        sa.Column("sex", sa.String(length=24), nullable=False),
        sa.Column("is_resident", sa.Boolean(), nullable=False),
        sa.Column("is_late", sa.Boolean(), nullable=False),
        sa.Column("way", sa.String(length=24), nullable=False),
        sa.Column("checked_in_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "age_band IN ('u60', '60-64', '65-69', '70-74', '75-79', '80-84', '85+', 'unknown')",
            name=op.f("ck_visit_before_age_band_known"),
        ),
        sa.CheckConstraint("sex IN ('f', 'm', 'x')", name=op.f("ck_visit_before_sex_known")),
        sa.CheckConstraint(
            "way IN ('name', 'card', 'walk_in', 'offline', 'paper')",
            name=op.f("ck_visit_before_way_known"),
        ),
        sa.ForeignKeyConstraint(
            ["booking_id"], ["booking.id"], name=op.f("fk_visit_before_booking_id")
        ),
        sa.ForeignKeyConstraint(
            ["checked_in_by_id"], ["staff.id"], name=op.f("fk_visit_before_checked_in_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["district_id"], ["district.id"], name=op.f("fk_visit_before_district_id")
        ),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_visit_before_event_id")),
        sa.ForeignKeyConstraint(
            ["merge_id"],
            ["person_merge.id"],
            name=op.f("fk_visit_before_merge_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_visit_before_person_id")
        ),
        sa.PrimaryKeyConstraint("merge_id", "id", name=op.f("pk_visit_before")),
    )
