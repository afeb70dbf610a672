"""Seasons and series, offers by telephone, calls, the door without a network, surveys, loans."""

import sqlalchemy as sa
from alembic import op

from migrations.rules import forbid_long_number, know, no_long_number

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "equipment",
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=8), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("os", sa.String(length=10), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('phone', 'tablet', 'wifi', 'projector', 'other')",
            name=op.f("ck_equipment_kind_known"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_equipment")),
        sa.UniqueConstraint("code", name=op.f("uq_equipment_code")),
        *no_long_number("equipment", "code", "name", "os", "note"),
    )
    op.create_table(
        "availability",
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("slot", sa.String(length=24), nullable=False),
        sa.CheckConstraint(
            "slot IN ('morning', 'afternoon', 'evening')", name=op.f("ck_availability_slot_known")
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_availability_staff_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("staff_id", "day", "slot", name=op.f("pk_availability")),
    )
    op.create_index("ix_availability_day", "availability", ["day"], unique=False)

    op.create_table(
        "event_template",
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("format", sa.String(length=24), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("audience", sa.String(length=24), nullable=False),
        sa.Column("admission", sa.String(length=24), nullable=False),
        sa.Column("fee", sa.Integer(), nullable=False),
        sa.Column("funding", sa.String(length=40), nullable=False),
        sa.Column("host", sa.String(length=60), nullable=False),
        sa.Column("note", sa.String(length=400), nullable=False),
        sa.CheckConstraint(
            "admission IN ('first_come', 'first_timers_first', 'own_district_first', 'lottery')",
            name=op.f("ck_event_template_admission_known"),
        ),
        sa.CheckConstraint(
            "audience IN ('everyone', 'first_timers', 'own_district')",
            name=op.f("ck_event_template_audience_known"),
        ),
        sa.CheckConstraint(
            "format IN ('koza', 'sodan', 'saron', 'demae', 'mobile', 'online', 'taiken')",
            name=op.f("ck_event_template_format_known"),
        ),
        sa.CheckConstraint("capacity > 0", name=op.f("ck_event_template_capacity_is_positive")),
        sa.CheckConstraint("fee >= 0", name=op.f("ck_event_template_fee_is_not_negative")),
        sa.CheckConstraint("minutes > 0", name=op.f("ck_event_template_minutes_are_positive")),
        sa.ForeignKeyConstraint(
            ["course_id"], ["course.id"], name=op.f("fk_event_template_course_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_template")),
        sa.UniqueConstraint("name", name=op.f("uq_event_template_name")),
        *no_long_number("event_template", "name", "title", "funding", "host", "note"),
    )
    op.create_table(
        "series",
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("idem_key", sa.String(length=64), nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["staff.id"], name=op.f("fk_series_created_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_series")),
        sa.UniqueConstraint("idem_key", name=op.f("uq_series_idem_key")),
        *no_long_number("series", "title"),
    )
    op.create_table(
        "staff_skill",
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("skill", sa.String(length=24), nullable=False),
        sa.CheckConstraint(
            "skill IN ('android', 'iphone', 'my_number')", name=op.f("ck_staff_skill_skill_known")
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_staff_skill_staff_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("staff_id", "skill", name=op.f("pk_staff_skill")),
    )
    op.create_table(
        "room",
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("venue_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.CheckConstraint("capacity > 0", name=op.f("ck_room_capacity_is_positive")),
        sa.ForeignKeyConstraint(["venue_id"], ["venue.id"], name=op.f("fk_room_venue_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_room")),
        sa.UniqueConstraint("venue_id", "name", name=op.f("uq_room_venue_id_name")),
        *no_long_number("room", "name"),
    )
    op.create_index("ix_room_venue_id", "room", ["venue_id"], unique=False)

    op.create_table(
        "venue_closure",
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("venue_id", sa.Integer(), nullable=True),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(length=80), nullable=False),
        sa.CheckConstraint(
            "first_day <= last_day", name=op.f("ck_venue_closure_days_are_in_order")
        ),
        sa.ForeignKeyConstraint(["venue_id"], ["venue.id"], name=op.f("fk_venue_closure_venue_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_venue_closure")),
        *no_long_number("venue_closure", "reason"),
    )
    op.create_index("ix_venue_closure_first_day", "venue_closure", ["first_day"], unique=False)
    op.create_index("ix_venue_closure_venue_id", "venue_closure", ["venue_id"], unique=False)

    op.create_table(
        "correction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_correction_event_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_correction_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_correction")),
        *no_long_number("correction", "reason"),
    )
    op.create_index("ix_correction_event_id", "correction", ["event_id"], unique=False)

    op.create_table(
        "event_course",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("is_planned", sa.Boolean(), nullable=False),
        sa.Column("was_taught", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["course_id"], ["course.id"], name=op.f("fk_event_course_course_id")
        ),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_event_course_event_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("event_id", "course_id", name=op.f("pk_event_course")),
    )
    op.create_table(
        "event_equipment",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("equipment_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["equipment_id"], ["equipment.id"], name=op.f("fk_event_equipment_equipment_id")
        ),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_event_equipment_event_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("event_id", "equipment_id", name=op.f("pk_event_equipment")),
    )
    op.create_index(
        "ix_event_equipment_equipment_id", "event_equipment", ["equipment_id"], unique=False
    )

    op.create_table(
        "loan",
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("equipment_id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("lent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("returned_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ready_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lent_by_id", sa.Integer(), nullable=False),
        sa.Column("ready_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "ready_at IS NULL OR returned_at IS NOT NULL", name=op.f("ck_loan_back_before_ready")
        ),
        sa.ForeignKeyConstraint(
            ["equipment_id"], ["equipment.id"], name=op.f("fk_loan_equipment_id")
        ),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_loan_event_id")),
        sa.ForeignKeyConstraint(["lent_by_id"], ["staff.id"], name=op.f("fk_loan_lent_by_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_loan_person_id")),
        sa.ForeignKeyConstraint(["ready_by_id"], ["staff.id"], name=op.f("fk_loan_ready_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_loan")),
    )
    op.create_index("ix_loan_event_id", "loan", ["event_id"], unique=False)
    op.create_index("ix_loan_person_id", "loan", ["person_id"], unique=False)
    op.create_index(
        "uq_loan_equipment_id",
        "loan",
        ["equipment_id"],
        unique=True,
        sqlite_where=sa.text("ready_at IS NULL"),
        postgresql_where=sa.text("ready_at IS NULL"),
    )

    op.create_table(
        "offer",
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("party", sa.String(length=32), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outcome", sa.String(length=24), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.String(length=100), nullable=False),
        sa.Column("closed_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(outcome = 'open') = (closed_at IS NULL)", name=op.f("ck_offer_closed_has_a_time")
        ),
        sa.CheckConstraint(
            "outcome IN ('open', 'accepted', 'declined', 'expired', 'passed', 'withdrawn')",
            name=op.f("ck_offer_outcome_known"),
        ),
        sa.CheckConstraint("seats > 0", name=op.f("ck_offer_seats_are_positive")),
        sa.ForeignKeyConstraint(["closed_by_id"], ["staff.id"], name=op.f("fk_offer_closed_by_id")),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_offer_event_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offer")),
        *no_long_number("offer", "reason"),
    )
    op.create_index("ix_offer_event_id", "offer", ["event_id"], unique=False)
    op.create_index("ix_offer_outcome_expires_at", "offer", ["outcome", "expires_at"], unique=False)
    op.create_index(
        "uq_offer_event_id_party",
        "offer",
        ["event_id", "party"],
        unique=True,
        sqlite_where=sa.text("outcome = 'open'"),
        postgresql_where=sa.text("outcome = 'open'"),
    )

    op.create_table(
        "survey",
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("idem_key", sa.String(length=64), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(length=24), nullable=False),
        sa.Column("times", sa.Integer(), nullable=True),
        sa.Column("heard", sa.String(length=40), nullable=False),
        sa.Column("satisfaction", sa.Integer(), nullable=True),
        sa.Column("understanding", sa.Integer(), nullable=True),
        sa.Column("pace", sa.Integer(), nullable=True),
        sa.Column("alone", sa.Integer(), nullable=True),
        sa.Column("wishes", sa.String(length=60), nullable=False),
        sa.Column("next_time", sa.String(length=100), nullable=False),
        sa.Column("recommend", sa.Integer(), nullable=True),
        sa.Column("trouble", sa.String(length=400), nullable=False),
        sa.Column("district_id", sa.Integer(), nullable=True),
        sa.Column("age_band", sa.String(length=24), nullable=False),
        sa.Column("sex", sa.String(length=24), nullable=False),
        sa.Column("entered_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "age_band IN ('u60', '60-64', '65-69', '70-74', '75-79', '80-84', '85+', 'unknown')",
            name=op.f("ck_survey_age_band_known"),
        ),
        sa.CheckConstraint(
            "channel IN ('phone', 'counter', 'web')", name=op.f("ck_survey_channel_known")
        ),
        sa.CheckConstraint("sex IN ('f', 'm', 'x')", name=op.f("ck_survey_sex_known")),
        sa.CheckConstraint(
            "alone IS NULL OR alone BETWEEN 1 AND 3", name=op.f("ck_survey_alone_known")
        ),
        sa.CheckConstraint(
            "pace IS NULL OR pace BETWEEN 1 AND 3", name=op.f("ck_survey_pace_known")
        ),
        sa.CheckConstraint(
            "recommend IS NULL OR recommend BETWEEN 1 AND 4", name=op.f("ck_survey_recommend_known")
        ),
        sa.CheckConstraint(
            "satisfaction IS NULL OR satisfaction BETWEEN 1 AND 5",
            name=op.f("ck_survey_satisfaction_known"),
        ),
        sa.CheckConstraint(
            "times IS NULL OR times BETWEEN 1 AND 3", name=op.f("ck_survey_times_known")
        ),
        sa.CheckConstraint(
            "understanding IS NULL OR understanding BETWEEN 1 AND 5",
            name=op.f("ck_survey_understanding_known"),
        ),
        sa.ForeignKeyConstraint(
            ["district_id"], ["district.id"], name=op.f("fk_survey_district_id")
        ),
        sa.ForeignKeyConstraint(
            ["entered_by_id"], ["staff.id"], name=op.f("fk_survey_entered_by_id")
        ),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_survey_event_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey")),
        sa.UniqueConstraint("idem_key", name=op.f("uq_survey_idem_key")),
        *no_long_number("survey", "heard", "wishes", "next_time", "trouble"),
    )
    op.create_index("ix_survey_event_id", "survey", ["event_id"], unique=False)

    op.create_table(
        "door_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("idem_key", sa.String(length=64), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=24), nullable=False),
        sa.Column("act", sa.String(length=24), nullable=False),
        sa.Column("undoes", sa.String(length=64), nullable=False),
        sa.Column("booking_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("subject", sa.String(length=40), nullable=False),
        sa.Column("district_id", sa.Integer(), nullable=True),
        sa.Column("is_resident", sa.Boolean(), nullable=False),
        sa.Column("age_band", sa.String(length=24), nullable=False),
        sa.Column("sex", sa.String(length=24), nullable=False),
        sa.Column("is_late", sa.Boolean(), nullable=False),
        sa.Column("happened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_by_id", sa.Integer(), nullable=True),
        sa.Column("outcome", sa.String(length=24), nullable=False),
        sa.Column("sentence", sa.String(length=200), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "act IN ('check_in', 'walk_in', 'undo')", name=op.f("ck_door_entry_act_known")
        ),
        sa.CheckConstraint(
            "age_band IN ('u60', '60-64', '65-69', '70-74', '75-79', '80-84', '85+', 'unknown')",
            name=op.f("ck_door_entry_age_band_known"),
        ),
        sa.CheckConstraint(
            "outcome IN ('done', 'repeated', 'conflict', 'accepted', 'dismissed')",
            name=op.f("ck_door_entry_outcome_known"),
        ),
        sa.CheckConstraint("sex IN ('f', 'm', 'x')", name=op.f("ck_door_entry_sex_known")),
        sa.CheckConstraint(
            "source IN ('offline', 'paper')", name=op.f("ck_door_entry_source_known")
        ),
        sa.ForeignKeyConstraint(
            ["booking_id"], ["booking.id"], name=op.f("fk_door_entry_booking_id")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["staff.id"], name=op.f("fk_door_entry_decided_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["district_id"], ["district.id"], name=op.f("fk_door_entry_district_id")
        ),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_door_entry_event_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_door_entry_person_id")),
        sa.ForeignKeyConstraint(
            ["received_by_id"], ["staff.id"], name=op.f("fk_door_entry_received_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_door_entry")),
        sa.UniqueConstraint("idem_key", name=op.f("uq_door_entry_idem_key")),
        *no_long_number("door_entry", "subject", "sentence"),
    )
    op.create_index(
        "ix_door_entry_event_id_outcome", "door_entry", ["event_id", "outcome"], unique=False
    )

    op.create_table(
        "stand_in",
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("shift_id", sa.Integer(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("in_return_id", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(length=100), nullable=False),
        sa.Column("status", sa.String(length=24), nullable=False),
        sa.Column("taken_by_id", sa.Integer(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "status IN ('open', 'taken', 'withdrawn')", name=op.f("ck_stand_in_status_known")
        ),
        sa.CheckConstraint("shift_id <> in_return_id", name=op.f("ck_stand_in_not_for_itself")),
        sa.ForeignKeyConstraint(
            ["asked_by_id"], ["staff.id"], name=op.f("fk_stand_in_asked_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["in_return_id"],
            ["shift.id"],
            name=op.f("fk_stand_in_in_return_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["shift_id"], ["shift.id"], name=op.f("fk_stand_in_shift_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["taken_by_id"], ["staff.id"], name=op.f("fk_stand_in_taken_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stand_in")),
        *no_long_number("stand_in", "note"),
    )
    op.create_index(
        "uq_stand_in_shift_id",
        "stand_in",
        ["shift_id"],
        unique=True,
        sqlite_where=sa.text("status = 'open'"),
        postgresql_where=sa.text("status = 'open'"),
    )

    op.create_table(
        "call",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("booking_id", sa.Integer(), nullable=True),
        sa.Column("offer_id", sa.Integer(), nullable=True),
        sa.Column("question_id", sa.Integer(), nullable=True),
        sa.Column("notice", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(length=24), nullable=False),
        sa.Column("note", sa.String(length=100), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("local_date", sa.Date(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('reminder', 'offer', 'change', 'result', 'question')",
            name=op.f("ck_call_kind_known"),
        ),
        sa.CheckConstraint(
            "outcome IN ('reached', 'declined', 'absent', 'wrong_number')",
            name=op.f("ck_call_outcome_known"),
        ),
        sa.CheckConstraint(
            "(booking_id IS NULL) <> (question_id IS NULL)", name=op.f("ck_call_about_one_thing")
        ),
        sa.ForeignKeyConstraint(["booking_id"], ["booking.id"], name=op.f("fk_call_booking_id")),
        sa.ForeignKeyConstraint(["offer_id"], ["offer.id"], name=op.f("fk_call_offer_id")),
        sa.ForeignKeyConstraint(
            ["question_id"], ["question.id"], name=op.f("fk_call_question_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_call_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call")),
        *no_long_number("call", "note"),
    )
    op.create_index("ix_call_booking_id_kind", "call", ["booking_id", "kind"], unique=False)
    op.create_index("ix_call_local_date", "call", ["local_date"], unique=False)
    op.create_index("ix_call_question_id", "call", ["question_id"], unique=False)

    with op.batch_alter_table("attendance", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("is_late", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        batch_op.add_column(
            sa.Column("way", sa.String(length=24), nullable=False, server_default="name")
        )
        know(batch_op, "attendance", "way", "name", "card", "walk_in", "offline", "paper")

    with op.batch_alter_table("booking", schema=None) as batch_op:
        batch_op.add_column(sa.Column("rank", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(
            sa.Column("absence", sa.String(length=24), nullable=False, server_default="none")
        )
        batch_op.add_column(sa.Column("roster_row", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("draw_place", sa.Integer(), nullable=True))
        for name in ("draw_favoured", "draw_seated"):
            batch_op.add_column(
                sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false())
            )
        batch_op.drop_index(op.f("ix_booking_event_id_status_seq"))
        batch_op.create_index(
            "ix_booking_event_id_status_rank", ["event_id", "status", "rank"], unique=False
        )
        batch_op.create_unique_constraint(
            op.f("uq_booking_event_id_roster_row"), ["event_id", "roster_row"]
        )
        know(batch_op, "booking", "absence", "none", "excused", "no_show")
        know(
            batch_op,
            "booking",
            "status",
            "applied",
            "confirmed",
            "offered",
            "waiting",
            "cancelled",
            anew=True,
        )
    op.execute("UPDATE booking SET rank = seq")

    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.add_column(sa.Column("room_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("series_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("number", sa.Integer(), nullable=True))
        batch_op.add_column(
            sa.Column("helpers_reason", sa.String(length=100), nullable=False, server_default="")
        )
        batch_op.add_column(
            sa.Column("audience", sa.String(length=24), nullable=False, server_default="everyone")
        )
        batch_op.add_column(
            sa.Column(
                "admission", sa.String(length=24), nullable=False, server_default="first_come"
            )
        )
        batch_op.add_column(sa.Column("opens_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("closes_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("press_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("fee", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(
            sa.Column("funding", sa.String(length=40), nullable=False, server_default="")
        )
        batch_op.add_column(
            sa.Column("host", sa.String(length=60), nullable=False, server_default="")
        )
        batch_op.add_column(sa.Column("drawn_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(
            sa.Column("draw_seed", sa.String(length=40), nullable=False, server_default="")
        )
        batch_op.add_column(sa.Column("notice", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("notice_on", sa.Date(), nullable=True))
        batch_op.add_column(
            sa.Column("notice_text", sa.String(length=200), nullable=False, server_default="")
        )
        batch_op.add_column(sa.Column("minutes_held", sa.Integer(), nullable=True))
        batch_op.add_column(
            sa.Column("incident", sa.String(length=400), nullable=False, server_default="")
        )
        batch_op.add_column(sa.Column("reported_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("reported_by_id", sa.Integer(), nullable=True))
        batch_op.create_index("ix_event_notice_on", ["notice_on"], unique=False)
        batch_op.create_index("ix_event_status_starts_at", ["status", "starts_at"], unique=False)
        batch_op.create_unique_constraint(
            op.f("uq_event_series_id_number"), ["series_id", "number"]
        )
        batch_op.create_foreign_key(op.f("fk_event_room_id"), "room", ["room_id"], ["id"])
        batch_op.create_foreign_key(op.f("fk_event_series_id"), "series", ["series_id"], ["id"])
        batch_op.create_foreign_key(
            op.f("fk_event_reported_by_id"), "staff", ["reported_by_id"], ["id"]
        )
        forbid_long_number(
            batch_op,
            "event",
            "helpers_reason",
            "funding",
            "host",
            "draw_seed",
            "notice_text",
            "incident",
        )
        know(batch_op, "event", "audience", "everyone", "first_timers", "own_district")
        know(
            batch_op,
            "event",
            "admission",
            "first_come",
            "first_timers_first",
            "own_district_first",
            "lottery",
        )
        batch_op.create_check_constraint(op.f("ck_event_fee_is_not_negative"), "fee >= 0")
        batch_op.create_check_constraint(
            op.f("ck_event_numbered_in_its_series"), "(series_id IS NULL) = (number IS NULL)"
        )
        batch_op.create_check_constraint(
            op.f("ck_event_drawn_with_a_seed"), "(drawn_at IS NULL) = (draw_seed = '')"
        )

    with op.batch_alter_table("municipality", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("opens", sa.Time(), nullable=False, server_default="08:30:00")
        )
        batch_op.add_column(
            sa.Column("closes", sa.Time(), nullable=False, server_default="17:15:00")
        )
        batch_op.add_column(
            sa.Column("offer_days", sa.Integer(), nullable=False, server_default="1")
        )
        batch_op.create_check_constraint(
            op.f("ck_municipality_opens_before_it_closes"), "opens < closes"
        )
        batch_op.create_check_constraint(
            op.f("ck_municipality_offer_days_are_few"), "offer_days BETWEEN 1 AND 10"
        )

    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("call_note", sa.String(length=60), nullable=False, server_default="")
        )
        forbid_long_number(batch_op, "person", "call_note")

    with op.batch_alter_table("shift", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("is_published", sa.Boolean(), nullable=False, server_default=sa.true())
        )

    with op.batch_alter_table("staff", schema=None) as batch_op:
        batch_op.add_column(sa.Column("feed_hash", sa.String(length=64), nullable=True))
        batch_op.create_unique_constraint(op.f("uq_staff_feed_hash"), ["feed_hash"])

    with op.batch_alter_table("venue", schema=None) as batch_op:
        batch_op.add_column(sa.Column("opens", sa.Time(), nullable=True))
        batch_op.add_column(sa.Column("closes", sa.Time(), nullable=True))
        batch_op.add_column(
            sa.Column("closed_weekdays", sa.String(length=7), nullable=False, server_default="")
        )
        batch_op.add_column(
            sa.Column("is_shelter", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        batch_op.add_column(
            sa.Column("access", sa.String(length=200), nullable=False, server_default="")
        )
        forbid_long_number(batch_op, "venue", "closed_weekdays", "access")
        batch_op.create_check_constraint(op.f("ck_venue_opens_before_it_closes"), "opens < closes")

    with op.batch_alter_table("handout") as batch_op:
        know(batch_op, "handout", "kind", "lesson", "roster", "survey", "notice", anew=True)
