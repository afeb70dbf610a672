"""The support desk: steps, Faqs, other desks; the consultation corner and the counter."""

import sqlalchemy as sa
from alembic import op

from migrations.rules import forbid_long_number, know, no_long_number

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "card_closure",
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(length=80), nullable=False),
        sa.CheckConstraint("first_day <= last_day", name=op.f("ck_card_closure_days_are_in_order")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_card_closure")),
        sa.UniqueConstraint("first_day", name=op.f("uq_card_closure_first_day")),
        *no_long_number("card_closure", "reason"),
    )
    op.create_table(
        "desk",
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=24), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("phone", sa.String(length=20), nullable=False),
        sa.Column("hours", sa.String(length=80), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_desk")),
        sa.UniqueConstraint("code", name=op.f("uq_desk_code")),
        *no_long_number("desk", "code", "name", "phone", "hours", "note"),
    )
    op.create_table(
        "phrase",
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("body", sa.String(length=500), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_phrase")),
        sa.UniqueConstraint("name", name=op.f("uq_phrase_name")),
        *no_long_number("phrase", "name", "body"),
    )
    op.create_table(
        "faq",
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=8), nullable=False),
        sa.Column("status", sa.String(length=24), nullable=False),
        sa.Column("question", sa.String(length=200), nullable=False),
        sa.Column("answer", sa.String(length=1500), nullable=False),
        sa.Column("words", sa.String(length=300), nullable=False),
        sa.Column("category_id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=True),
        sa.Column("device", sa.String(length=24), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("reviewed_by_id", sa.Integer(), nullable=True),
        sa.Column("review_by", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "device IN ('android', 'iphone', 'other', 'unknown')", name=op.f("ck_faq_device_known")
        ),
        sa.CheckConstraint(
            "status <> 'published' OR version > 0", name=op.f("ck_faq_published_in_an_edition")
        ),
        sa.CheckConstraint(
            "status IN ('draft', 'review', 'published', 'retired')",
            name=op.f("ck_faq_status_known"),
        ),
        sa.CheckConstraint("version >= 0", name=op.f("ck_faq_version_counts")),
        sa.ForeignKeyConstraint(
            ["category_id"], ["question_category.id"], name=op.f("fk_faq_category_id")
        ),
        sa.ForeignKeyConstraint(["course_id"], ["course.id"], name=op.f("fk_faq_course_id")),
        sa.ForeignKeyConstraint(["owner_id"], ["staff.id"], name=op.f("fk_faq_owner_id")),
        sa.ForeignKeyConstraint(
            ["reviewed_by_id"], ["staff.id"], name=op.f("fk_faq_reviewed_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_faq")),
        sa.UniqueConstraint("code", name=op.f("uq_faq_code")),
        *no_long_number("faq", "question", "answer", "words"),
    )
    op.create_index("ix_faq_status", "faq", ["status"], unique=False)

    op.create_table(
        "faq_edition",
        sa.Column("faq_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("question", sa.String(length=200), nullable=False),
        sa.Column("answer", sa.String(length=1500), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["faq_id"], ["faq.id"], name=op.f("fk_faq_edition_faq_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["published_by_id"], ["staff.id"], name=op.f("fk_faq_edition_published_by_id")
        ),
        sa.PrimaryKeyConstraint("faq_id", "version", name=op.f("pk_faq_edition")),
        *no_long_number("faq_edition", "question", "answer"),
    )
    op.create_table(
        "lesson_faq",
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("faq_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["course_id"], ["course.id"], name=op.f("fk_lesson_faq_course_id")),
        sa.ForeignKeyConstraint(
            ["faq_id"], ["faq.id"], name=op.f("fk_lesson_faq_faq_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("course_id", "faq_id", name=op.f("pk_lesson_faq")),
    )
    op.create_index("ix_lesson_faq_faq_id", "lesson_faq", ["faq_id"], unique=False)

    op.create_table(
        "appointment",
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("idem_key", sa.String(length=64), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("table_no", sa.Integer(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("status", sa.String(length=24), nullable=False),
        sa.Column("is_walk_in", sa.Boolean(), nullable=False),
        sa.Column("told_to_bring", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(length=100), nullable=False),
        sa.Column("consultation_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "status IN ('booked', 'came', 'absent', 'cancelled')",
            name=op.f("ck_appointment_status_known"),
        ),
        sa.CheckConstraint("table_no > 0", name=op.f("ck_appointment_tables_count_from_one")),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultation.id"], name=op.f("fk_appointment_consultation_id")
        ),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_appointment_event_id")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_appointment_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appointment")),
        sa.UniqueConstraint("idem_key", name=op.f("uq_appointment_idem_key")),
        *no_long_number("appointment", "note"),
    )
    op.create_index(
        "ix_appointment_consultation_id", "appointment", ["consultation_id"], unique=False
    )
    op.create_index("ix_appointment_person_id", "appointment", ["person_id"], unique=False)
    op.create_index(
        "uq_appointment_event_id_person_id",
        "appointment",
        ["event_id", "person_id"],
        unique=True,
        sqlite_where=sa.text("status <> 'cancelled'"),
        postgresql_where=sa.text("status <> 'cancelled'"),
    )
    op.create_index(
        "uq_appointment_event_id_table_no_starts_at",
        "appointment",
        ["event_id", "table_no", "starts_at"],
        unique=True,
        sqlite_where=sa.text("status <> 'cancelled'"),
        postgresql_where=sa.text("status <> 'cancelled'"),
    )

    op.create_table(
        "counter_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column("act", sa.String(length=24), nullable=False),
        sa.Column("note", sa.String(length=100), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "act IN ('accept', 'call', 'complete', 'return', 'send_again')",
            name=op.f("ck_counter_step_act_known"),
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultation.id"],
            name=op.f("fk_counter_step_consultation_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_counter_step_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_counter_step")),
        *no_long_number("counter_step", "note"),
    )
    op.create_index(
        "ix_counter_step_consultation_id", "counter_step", ["consultation_id"], unique=False
    )

    op.create_table(
        "appointment_topic",
        sa.Column("appointment_id", sa.Integer(), nullable=False),
        sa.Column("kind_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["appointment_id"],
            ["appointment.id"],
            name=op.f("fk_appointment_topic_appointment_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["kind_id"], ["consultation_kind.id"], name=op.f("fk_appointment_topic_kind_id")
        ),
        sa.PrimaryKeyConstraint("appointment_id", "kind_id", name=op.f("pk_appointment_topic")),
    )
    op.create_table(
        "question_link",
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("question_id < other_id", name=op.f("ck_question_link_in_order")),
        sa.ForeignKeyConstraint(
            ["other_id"],
            ["question.id"],
            name=op.f("fk_question_link_other_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["question_id"],
            ["question.id"],
            name=op.f("fk_question_link_question_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("question_id", "other_id", name=op.f("pk_question_link")),
    )
    op.create_index("ix_question_link_other_id", "question_link", ["other_id"], unique=False)

    with op.batch_alter_table("answer", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("step", sa.String(length=24), nullable=False, server_default="answer")
        )
        batch_op.add_column(sa.Column("desk_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(op.f("fk_answer_desk_id"), "desk", ["desk_id"], ["id"])
        know(batch_op, "answer", "step", "answer", "note", "call", "hold", "hand_over", "merge")
        batch_op.create_check_constraint(
            op.f("ck_answer_handed_to_a_desk"), "(step = 'hand_over') = (desk_id IS NOT NULL)"
        )
    op.execute("UPDATE answer SET step = 'note' WHERE is_internal")
    with op.batch_alter_table("answer", schema=None) as batch_op:
        batch_op.drop_column("is_internal")

    with op.batch_alter_table("consultation", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("device", sa.String(length=24), nullable=False, server_default="unknown")
        )
        batch_op.add_column(
            sa.Column("referral", sa.String(length=60), nullable=False, server_default="")
        )
        batch_op.add_column(
            sa.Column("contact_again", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        batch_op.add_column(
            sa.Column("contact_how", sa.String(length=60), nullable=False, server_default="")
        )
        forbid_long_number(batch_op, "consultation", "referral", "contact_how")
        know(
            batch_op,
            "consultation",
            "status",
            "closed",
            "handed_over",
            "accepted",
            "returned",
            anew=True,
        )
        know(batch_op, "consultation", "device", "android", "iphone", "other", "unknown")

    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.add_column(sa.Column("tables", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(
            sa.Column("table_minutes", sa.Integer(), nullable=False, server_default="30")
        )
        batch_op.create_check_constraint(op.f("ck_event_tables_are_few"), "tables BETWEEN 0 AND 20")
        batch_op.create_check_constraint(
            op.f("ck_event_table_minutes_are_plausible"), "table_minutes BETWEEN 5 AND 240"
        )

    with op.batch_alter_table("handout", schema=None) as batch_op:
        batch_op.add_column(sa.Column("faq_id", sa.Integer(), nullable=True))
        batch_op.create_index(op.f("ix_handout_faq_id"), ["faq_id"], unique=False)
        batch_op.create_foreign_key(op.f("fk_handout_faq_id"), "faq", ["faq_id"], ["id"])
        kinds = ("lesson", "roster", "survey", "notice", "faq")
        know(batch_op, "handout", "kind", *kinds, anew=True)

    with op.batch_alter_table("question", schema=None) as batch_op:
        batch_op.add_column(sa.Column("course_id", sa.Integer(), nullable=True))
        batch_op.add_column(
            sa.Column("wants_call", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        batch_op.add_column(
            sa.Column("hold_reason", sa.String(length=100), nullable=False, server_default="")
        )
        batch_op.add_column(sa.Column("waits_since", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("merged_into_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("faq_id", sa.Integer(), nullable=True))
        batch_op.create_index(op.f("ix_question_course_id"), ["course_id"], unique=False)
        batch_op.create_index("ix_question_created_at", ["created_at"], unique=False)
        batch_op.create_index(op.f("ix_question_faq_id"), ["faq_id"], unique=False)
        batch_op.create_index(op.f("ix_question_merged_into_id"), ["merged_into_id"], unique=False)
        batch_op.create_foreign_key(op.f("fk_question_faq_id"), "faq", ["faq_id"], ["id"])
        batch_op.create_foreign_key(
            op.f("fk_question_merged_into_id"), "question", ["merged_into_id"], ["id"]
        )
        batch_op.create_foreign_key(op.f("fk_question_course_id"), "course", ["course_id"], ["id"])
        forbid_long_number(batch_op, "question", "hold_reason")
    op.execute("UPDATE question SET wants_call = (asker_phone <> '')")
    op.execute("UPDATE question SET hold_reason = '（理由の記録なし）' WHERE status = 'on_hold'")
    with op.batch_alter_table("question", schema=None) as batch_op:
        batch_op.create_check_constraint(
            op.f("ck_question_held_for_a_reason"), "(status = 'on_hold') = (hold_reason <> '')"
        )
        batch_op.create_check_constraint(
            op.f("ck_question_not_merged_into_itself"), "merged_into_id <> id"
        )
