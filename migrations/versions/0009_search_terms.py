"""What Faqs, lessons and questions are found by; how often a Faq spared a question."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.create_table(
        "search_mark",
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("made_with", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("kind", name=op.f("pk_search_mark")),
    )
    _terms("lesson_term", "course", _weight())
    _terms("faq_term", "faq", _weight())
    _terms("question_term", "question")
    op.create_table(
        "faq_help",
        sa.Column("faq_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.CheckConstraint("times > 0", name=op.f("ck_faq_help_helped_at_all")),
        sa.ForeignKeyConstraint(
            ["faq_id"], ["faq.id"], name=op.f("fk_faq_help_faq_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("faq_id", "day", name=op.f("pk_faq_help")),
    )


def _weight() -> sa.Column:
    return sa.Column("weight", sa.Integer(), nullable=False)


def _terms(table: str, of: str, *columns: sa.Column) -> None:
    number = f"{of}_id"
    op.create_table(
        table,
        sa.Column("term", sa.String(length=12), nullable=False),
        sa.Column(number, sa.Integer(), nullable=False),
        *columns,
        sa.ForeignKeyConstraint(
            [number], [f"{of}.id"], name=op.f(f"fk_{table}_{number}"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("term", number, name=op.f(f"pk_{table}")),
        sqlite_with_rowid=False,
    )
    op.create_index(f"ix_{table}_{number}", table, [number], unique=False)
