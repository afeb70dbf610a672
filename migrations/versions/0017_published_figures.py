"""Published figures, frozen by triggers, and what a year counts together."""

import sqlalchemy as sa
from alembic import op

from migrations.rules import no_long_number

TABLES = ("publication", "published_row", "published_number")
FROZEN = {
    "sqlite": [
        f"""CREATE TRIGGER {table}_is_frozen BEFORE UPDATE ON {table}
        BEGIN SELECT RAISE(ABORT, 'published figures are frozen'); END"""
        for table in TABLES
    ],
    "postgresql": [
        """CREATE FUNCTION refuse_new_figures() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'published figures are frozen'; END $$""",
        *(
            f"""CREATE TRIGGER {table}_is_frozen BEFORE UPDATE ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION refuse_new_figures()"""
            for table in TABLES
        ),
    ],
}

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    op.create_table(
        "figure_merge",
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("members", sa.String(length=120), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.CheckConstraint("kind IN ('district', 'band')", name=op.f("ck_figure_merge_kind_known")),
        *no_long_number("figure_merge", "name"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_figure_merge")),
        sa.UniqueConstraint(
            "fiscal_year", "members", name=op.f("uq_figure_merge_fiscal_year_members")
        ),
    )
    op.create_table(
        "publication",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Integer(), nullable=False),
        sa.Column("until", sa.Integer(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("threshold", sa.Integer(), nullable=False),
        sa.Column("population_as_of", sa.Date(), nullable=True),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_by_id", sa.Integer(), nullable=True),
        sa.Column("idem_key", sa.String(length=64), nullable=False),
        sa.CheckConstraint(
            "edition = 1 OR reason <> ''", name=op.f("ck_publication_correction_says_why")
        ),
        sa.CheckConstraint("edition > 0", name=op.f("ck_publication_editions_are_counted")),
        sa.CheckConstraint("since <= until", name=op.f("ck_publication_months_are_in_order")),
        sa.CheckConstraint("threshold IN (5, 10)", name=op.f("ck_publication_threshold_known")),
        *no_long_number("publication", "reason"),
        sa.ForeignKeyConstraint(
            ["published_by_id"], ["staff.id"], name=op.f("fk_publication_published_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publication")),
        sa.UniqueConstraint("idem_key", name=op.f("uq_publication_idem_key")),
        sa.UniqueConstraint(
            "since", "until", "edition", name=op.f("uq_publication_since_until_edition")
        ),
    )
    op.create_table(
        "published_row",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("publication_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=120), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("seniors", sa.Integer(), nullable=True),
        *no_long_number("published_row", "name"),
        sa.ForeignKeyConstraint(
            ["publication_id"],
            ["publication.id"],
            name=op.f("fk_published_row_publication_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_published_row")),
        sa.UniqueConstraint(
            "publication_id", "code", name=op.f("uq_published_row_publication_id_code")
        ),
    )
    op.create_table(
        "published_number",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(length=24), nullable=False),
        sa.Column("column", sa.String(length=80), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("mark", sa.String(length=24), nullable=False),
        sa.Column("living", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "mark IN ('shown', 'small', 'kept')", name=op.f("ck_published_number_mark_known")
        ),
        sa.CheckConstraint(
            "what IN ('people', 'visits', 'new')", name=op.f("ck_published_number_what_known")
        ),
        sa.CheckConstraint("people >= 0", name=op.f("ck_published_number_people_are_not_negative")),
        sa.ForeignKeyConstraint(
            ["row_id"],
            ["published_row.id"],
            name=op.f("fk_published_number_row_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_published_number")),
    )
    op.create_index("ix_published_number_row_id", "published_number", ["row_id"])

    with op.batch_alter_table("municipality", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("threshold", sa.Integer(), nullable=False, server_default="10")
        )
        batch_op.create_check_constraint(
            op.f("ck_municipality_threshold_known"), "threshold IN (5, 10)"
        )
    with op.batch_alter_table("municipality", schema=None) as batch_op:
        batch_op.alter_column("threshold", server_default=None)
    for statement in FROZEN[op.get_bind().dialect.name]:
        op.execute(statement)
