"""What files brought in, past years, where venues lie, and the form of the published list."""

import sqlalchemy as sa
from alembic import op

from migrations.rules import know, no_long_number

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    op.create_table(
        "file_import",
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("made", sa.JSON(), nullable=False),
        sa.Column("changed", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_by_id", sa.Integer(), nullable=True),
        *no_long_number("file_import", "source"),
        sa.CheckConstraint(
            "kind IN ('events', 'facilities', 'past')", name=op.f("ck_file_import_kind_known")
        ),
        sa.CheckConstraint(
            "(undone_at IS NULL) = (undone_by_id IS NULL)",
            name=op.f("ck_file_import_undone_by_somebody"),
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_file_import_staff_id")),
        sa.ForeignKeyConstraint(
            ["undone_by_id"], ["staff.id"], name=op.f("fk_file_import_undone_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_file_import")),
    )
    op.create_index("ix_file_import_kind", "file_import", ["kind"])

    op.create_table(
        "past_class",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("local_date", sa.Date(), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("format", sa.String(length=24), nullable=True),
        sa.Column("course_id", sa.Integer(), nullable=True),
        sa.Column("district_id", sa.Integer(), nullable=True),
        sa.Column("venue_id", sa.Integer(), nullable=True),
        sa.Column("place", sa.String(length=80), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=True),
        sa.Column("visits", sa.Integer(), nullable=False),
        *no_long_number("past_class", "title", "place"),
        sa.CheckConstraint(
            "format IN ('koza', 'sodan', 'saron', 'demae', 'mobile', 'online', 'taiken')",
            name=op.f("ck_past_class_format_known"),
        ),
        sa.CheckConstraint("seats > 0", name=op.f("ck_past_class_seats_are_positive")),
        sa.CheckConstraint("visits >= 0", name=op.f("ck_past_class_visits_are_not_negative")),
        sa.ForeignKeyConstraint(["course_id"], ["course.id"], name=op.f("fk_past_class_course_id")),
        sa.ForeignKeyConstraint(
            ["district_id"], ["district.id"], name=op.f("fk_past_class_district_id")
        ),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["file_import.id"],
            name=op.f("fk_past_class_import_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["venue_id"], ["venue.id"], name=op.f("fk_past_class_venue_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_past_class")),
    )
    op.create_index("ix_past_class_fiscal_year", "past_class", ["fiscal_year"])
    op.create_index("ix_past_class_import_id", "past_class", ["import_id"])

    op.create_table(
        "past_count",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("past_class_id", sa.Integer(), nullable=False),
        sa.Column("sex", sa.String(length=24), nullable=False),
        sa.Column("age_from", sa.Integer(), nullable=True),
        sa.Column("age_to", sa.Integer(), nullable=True),
        sa.Column("visits", sa.Integer(), nullable=False),
        sa.CheckConstraint("sex IN ('f', 'm', 'x')", name=op.f("ck_past_count_sex_known")),
        sa.CheckConstraint("visits >= 0", name=op.f("ck_past_count_visits_are_not_negative")),
        sa.ForeignKeyConstraint(
            ["past_class_id"],
            ["past_class.id"],
            name=op.f("fk_past_count_past_class_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_past_count")),
    )
    op.create_index("ix_past_count_past_class_id", "past_count", ["past_class_id"])

    with op.batch_alter_table("municipality") as batch_op:
        batch_op.add_column(
            sa.Column(
                "event_list", sa.String(length=24), nullable=False, server_default="recommended"
            )
        )
        know(batch_op, "municipality", "event_list", "recommended", "standard")

    with op.batch_alter_table("venue") as batch_op:
        batch_op.add_column(sa.Column("latitude", sa.Float(), nullable=True))
        batch_op.add_column(sa.Column("longitude", sa.Float(), nullable=True))
