"""Lessons in the city's own words."""

import sqlalchemy as sa
from alembic import op

from migrations.rules import no_long_number

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    op.create_table(
        "lesson_copy",
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=24), nullable=False),
        sa.Column("body", sa.String(length=6000), nullable=False),
        sa.Column("edition", sa.Date(), nullable=True),
        sa.Column("shipped_on", sa.Date(), nullable=True),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "status IN ('draft', 'published', 'former')",
            name=op.f("ck_lesson_copy_status_known"),
        ),
        sa.CheckConstraint(
            "status <> 'published' OR edition IS NOT NULL",
            name=op.f("ck_lesson_copy_published_on_a_day"),
        ),
        *no_long_number("lesson_copy", "body"),
        sa.ForeignKeyConstraint(
            ["course_id"], ["course.id"], name=op.f("fk_lesson_copy_course_id")
        ),
        sa.ForeignKeyConstraint(["author_id"], ["staff.id"], name=op.f("fk_lesson_copy_author_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lesson_copy")),
        sa.UniqueConstraint("course_id", "version", name=op.f("uq_lesson_copy_course_id_version")),
    )
