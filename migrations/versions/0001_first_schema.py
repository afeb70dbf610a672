"""The first schema."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

ANY_DIGIT = "[0-9]"


def no_long_number(table: str, *columns: str) -> list[sa.CheckConstraint]:
    """The last line behind models/guard.py: twelve digits in a row cannot be stored."""
    rule = {
        "sqlite": "{} NOT GLOB '*" + ANY_DIGIT * 12 + "*'",
        "postgresql": "{} !~ '" + ANY_DIGIT + "{{12}}'",
    }[op.get_bind().dialect.name]
    return [
        sa.CheckConstraint(rule.format(name), name=op.f(f"ck_{table}_{name}_has_no_long_number"))
        for name in columns
    ]


APPEND_ONLY = {
    "sqlite": [
        f"""CREATE TRIGGER audit_line_no_{verb} BEFORE {verb} ON audit_line
        BEGIN SELECT RAISE(ABORT, 'audit_line is append-only'); END"""
        for verb in ("UPDATE", "DELETE")
    ],
    "postgresql": [
        """CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'audit_line is append-only'; END $$""",
        """CREATE TRIGGER audit_line_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_line
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change()""",
    ],
}


def upgrade() -> None:
    op.create_table(
        "audit_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("action", sa.String(length=16), nullable=False),
        sa.Column("entity", sa.String(length=40), nullable=False),
        sa.Column("entity_id", sa.String(length=40), nullable=False),
        sa.Column("changes", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_line")),
    )
    op.create_index("ix_audit_line_at", "audit_line", ["at"], unique=False)
    op.create_index(
        "ix_audit_line_entity_entity_id", "audit_line", ["entity", "entity_id", "id"], unique=False
    )

    op.create_table(
        "consultation_kind",
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=8), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("bring", sa.String(length=600), nullable=False),
        sa.Column("pins", sa.String(length=200), nullable=False),
        sa.Column("pin_note", sa.String(length=200), nullable=False),
        sa.Column("lane", sa.String(length=24), nullable=False),
        sa.Column("lane_detail", sa.String(length=400), nullable=False),
        sa.Column("escalate_to", sa.String(length=120), nullable=False),
        sa.Column("is_stop", sa.Boolean(), nullable=False),
        sa.Column("stop_when", sa.String(length=200), nullable=False),
        sa.Column("hands_off", sa.Boolean(), nullable=False),
        sa.Column("volunteer_may", sa.String(length=300), nullable=False),
        sa.Column("note", sa.String(length=600), nullable=False),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "lane IN ('V', 'S', 'C', 'X')", name=op.f("ck_consultation_kind_lane_known")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consultation_kind")),
        sa.UniqueConstraint(
            "code", "valid_from", name=op.f("uq_consultation_kind_code_valid_from")
        ),
        *no_long_number(
            "consultation_kind",
            "code",
            "name",
            "bring",
            "pins",
            "pin_note",
            "lane_detail",
            "escalate_to",
            "stop_when",
            "volunteer_may",
            "note",
            "source",
        ),
    )
    op.create_table(
        "course",
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("tier", sa.String(length=10), nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("outline", sa.String(length=400), nullable=False),
        sa.Column("os", sa.String(length=10), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.CheckConstraint("minutes > 0", name=op.f("ck_course_minutes_are_positive")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_course")),
        sa.UniqueConstraint("code", name=op.f("uq_course_code")),
        *no_long_number("course", "code", "os", "tier", "title", "outline"),
    )
    op.create_table(
        "district",
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("kana", sa.String(length=80), nullable=False),
        sa.Column("aliases", sa.String(length=2000), nullable=False),
        sa.Column("latitude", sa.Float(), nullable=True),
        sa.Column("longitude", sa.Float(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_district")),
        sa.UniqueConstraint("code", name=op.f("uq_district_code")),
        sa.UniqueConstraint("name", name=op.f("uq_district_name")),
        *no_long_number("district", "code", "name", "kana", "aliases"),
    )
    op.create_table(
        "municipality",
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=6), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("kana", sa.String(length=80), nullable=False),
        sa.Column("desk", sa.String(length=60), nullable=False),
        sa.Column("phone", sa.String(length=20), nullable=False),
        sa.Column("hours", sa.String(length=80), nullable=False),
        sa.Column("area_code", sa.String(length=5), nullable=False),
        sa.Column("is_fictional", sa.Boolean(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_municipality_only_one")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_municipality")),
        *no_long_number("municipality", "area_code", "name", "kana", "desk", "phone", "hours"),
    )
    op.create_table(
        "question_category",
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=24), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("is_urgent", sa.Boolean(), nullable=False),
        sa.Column("advice", sa.String(length=200), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question_category")),
        sa.UniqueConstraint("code", name=op.f("uq_question_category_code")),
        *no_long_number("question_category", "code", "name", "advice"),
    )
    op.create_table(
        "staff",
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("login", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("role", sa.String(length=24), nullable=False),
        sa.Column("password_hash", sa.String(length=255), nullable=False),
        sa.Column("disabled_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "role IN ('volunteer', 'coordinator', 'counter', 'admin')",
            name=op.f("ck_staff_role_known"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff")),
        sa.UniqueConstraint("login", name=op.f("uq_staff_login")),
        *no_long_number("staff", "login", "name"),
    )
    op.create_table(
        "person",
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("card_code", sa.String(length=8), nullable=False),
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
        sa.CheckConstraint(
            "age_band IN ('u60', '60-64', '65-69', '70-74', '75-79', '80-84', '85+', 'unknown')",
            name=op.f("ck_person_age_band_known"),
        ),
        sa.CheckConstraint("sex IN ('f', 'm', 'x')", name=op.f("ck_person_sex_known")),
        sa.CheckConstraint(
            "birth_year IS NULL OR birth_year BETWEEN 1890 AND 2100",
            name=op.f("ck_person_birth_year_is_plausible"),
        ),
        sa.CheckConstraint("length(phone) <= 11", name=op.f("ck_person_phone_is_short")),
        sa.ForeignKeyConstraint(
            ["district_id"], ["district.id"], name=op.f("fk_person_district_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("card_code", name=op.f("uq_person_card_code")),
        *no_long_number("person", "name", "kana", "kana_key", "name_key", "phone", "support"),
    )
    op.create_index("ix_person_district_id", "person", ["district_id"], unique=False)
    op.create_index("ix_person_kana_key", "person", ["kana_key"], unique=False)
    op.create_index("ix_person_phone", "person", ["phone"], unique=False)

    op.create_table(
        "population_version",
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("imported_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["imported_by_id"], ["staff.id"], name=op.f("fk_population_version_imported_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_population_version")),
        sa.UniqueConstraint("as_of", name=op.f("uq_population_version_as_of")),
        *no_long_number("population_version", "source"),
    )
    op.create_table(
        "sign_in",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_sign_in_staff_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_sign_in")),
    )
    op.create_index("ix_sign_in_staff_id", "sign_in", ["staff_id"], unique=False)

    op.create_table(
        "staff_district",
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("district_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["district_id"], ["district.id"], name=op.f("fk_staff_district_district_id")
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_staff_district_staff_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("staff_id", "district_id", name=op.f("pk_staff_district")),
    )
    op.create_table(
        "venue",
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("district_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("kana", sa.String(length=100), nullable=False),
        sa.Column("address", sa.String(length=120), nullable=False),
        sa.Column("phone", sa.String(length=20), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("step_free", sa.Boolean(), nullable=False),
        sa.Column("wifi", sa.Boolean(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.CheckConstraint("capacity > 0", name=op.f("ck_venue_capacity_is_positive")),
        sa.ForeignKeyConstraint(
            ["district_id"], ["district.id"], name=op.f("fk_venue_district_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_venue")),
        *no_long_number("venue", "name", "kana", "address", "phone"),
    )
    op.create_index("ix_venue_district_id", "venue", ["district_id"], unique=False)
    op.create_index(
        "uq_venue_district_id_name",
        "venue",
        ["district_id", "name"],
        unique=True,
        sqlite_where=sa.text("is_active"),
        postgresql_where=sa.text("is_active"),
    )

    op.create_table(
        "event",
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("idem_key", sa.String(length=64), nullable=False),
        sa.Column("format", sa.String(length=24), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=True),
        sa.Column("venue_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("status", sa.String(length=24), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("local_date", sa.Date(), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("helpers_needed", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(length=400), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "format IN ('koza', 'sodan', 'saron', 'demae', 'mobile', 'online', 'taiken')",
            name=op.f("ck_event_format_known"),
        ),
        sa.CheckConstraint(
            "status IN ('draft', 'published', 'closed', 'held', 'reported', 'cancelled', 'postponed')",
            name=op.f("ck_event_status_known"),
        ),
        sa.CheckConstraint("capacity > 0", name=op.f("ck_event_capacity_is_positive")),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_event_ends_after_it_starts")),
        sa.CheckConstraint("helpers_needed >= 1", name=op.f("ck_event_somebody_teaches")),
        sa.ForeignKeyConstraint(["course_id"], ["course.id"], name=op.f("fk_event_course_id")),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["staff.id"], name=op.f("fk_event_created_by_id")
        ),
        sa.ForeignKeyConstraint(["venue_id"], ["venue.id"], name=op.f("fk_event_venue_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
        sa.UniqueConstraint("idem_key", name=op.f("uq_event_idem_key")),
        sa.UniqueConstraint("public_id", name=op.f("uq_event_public_id")),
        *no_long_number("event", "title", "note"),
    )
    op.create_index("ix_event_local_date", "event", ["local_date"], unique=False)
    op.create_index("ix_event_venue_id_starts_at", "event", ["venue_id", "starts_at"], unique=False)

    op.create_table(
        "population",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("district_id", sa.Integer(), nullable=True),
        sa.Column("sex", sa.String(length=24), nullable=False),
        sa.Column("age_from", sa.Integer(), nullable=True),
        sa.Column("age_to", sa.Integer(), nullable=True),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.CheckConstraint("sex IN ('f', 'm', 'x')", name=op.f("ck_population_sex_known")),
        sa.CheckConstraint("people >= 0", name=op.f("ck_population_people_are_not_negative")),
        sa.ForeignKeyConstraint(
            ["district_id"], ["district.id"], name=op.f("fk_population_district_id")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["population_version.id"],
            name=op.f("fk_population_version_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_population")),
    )
    op.create_index(
        "ix_population_version_id_district_id",
        "population",
        ["version_id", "district_id"],
        unique=False,
    )

    op.create_table(
        "booking",
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=24), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("party", sa.String(length=32), nullable=False),
        sa.Column("idem_key", sa.String(length=80), nullable=False),
        sa.Column("channel", sa.String(length=24), nullable=False),
        sa.Column("seated_from_queue_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancel_reason", sa.String(length=100), nullable=False),
        sa.CheckConstraint(
            "(status = 'cancelled') = (cancelled_at IS NOT NULL)",
            name=op.f("ck_booking_cancelled_has_a_time"),
        ),
        sa.CheckConstraint(
            "channel IN ('phone', 'counter', 'web')", name=op.f("ck_booking_channel_known")
        ),
        sa.CheckConstraint(
            "status IN ('confirmed', 'waiting', 'cancelled')", name=op.f("ck_booking_status_known")
        ),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_booking_event_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_booking_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_booking")),
        sa.UniqueConstraint("event_id", "seq", name=op.f("uq_booking_event_id_seq")),
        sa.UniqueConstraint("idem_key", name=op.f("uq_booking_idem_key")),
        *no_long_number("booking", "cancel_reason"),
    )
    op.create_index(
        "ix_booking_event_id_status_seq", "booking", ["event_id", "status", "seq"], unique=False
    )
    op.create_index("ix_booking_person_id", "booking", ["person_id"], unique=False)
    op.create_index(
        "uq_booking_event_id_person_id",
        "booking",
        ["event_id", "person_id"],
        unique=True,
        sqlite_where=sa.text("status <> 'cancelled'"),
        postgresql_where=sa.text("status <> 'cancelled'"),
    )

    op.create_table(
        "consultation",
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("idem_key", sa.String(length=64), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("district_id", sa.Integer(), nullable=True),
        sa.Column("age_band", sa.String(length=24), nullable=False),
        sa.Column("local_date", sa.Date(), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(length=24), nullable=False),
        sa.Column("status", sa.String(length=24), nullable=False),
        sa.Column("slip_given", sa.Boolean(), nullable=False),
        sa.Column("expires", sa.Integer(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("closed_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "age_band IN ('u60', '60-64', '65-69', '70-74', '75-79', '80-84', '85+', 'unknown')",
            name=op.f("ck_consultation_age_band_known"),
        ),
        sa.CheckConstraint(
            "outcome IN ('solved', 'taken_home', 'to_counter', 'to_outside', 'stopped')",
            name=op.f("ck_consultation_outcome_known"),
        ),
        sa.CheckConstraint(
            "status IN ('closed', 'handed_over')", name=op.f("ck_consultation_status_known")
        ),
        sa.CheckConstraint(
            "expires IS NULL OR (expires BETWEEN 201601 AND 210012 AND expires % 100 BETWEEN 1 AND 12)",
            name=op.f("ck_consultation_expires_is_a_month"),
        ),
        sa.ForeignKeyConstraint(
            ["closed_by_id"], ["staff.id"], name=op.f("fk_consultation_closed_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["district_id"], ["district.id"], name=op.f("fk_consultation_district_id")
        ),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_consultation_event_id")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_consultation_person_id")
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_consultation_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consultation")),
        sa.UniqueConstraint("idem_key", name=op.f("uq_consultation_idem_key")),
        *no_long_number("consultation", "note"),
    )
    op.create_index("ix_consultation_event_id", "consultation", ["event_id"], unique=False)
    op.create_index("ix_consultation_person_id", "consultation", ["person_id"], unique=False)
    op.create_index(
        "ix_consultation_status_local_date", "consultation", ["status", "local_date"], unique=False
    )

    op.create_table(
        "handout",
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=8), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("subject", sa.String(length=40), nullable=False),
        sa.Column("edition", sa.Date(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=True),
        sa.Column("event_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("kind IN ('lesson', 'roster')", name=op.f("ck_handout_kind_known")),
        sa.ForeignKeyConstraint(["course_id"], ["course.id"], name=op.f("fk_handout_course_id")),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_handout_event_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handout")),
        sa.UniqueConstraint("code", name=op.f("uq_handout_code")),
        sa.UniqueConstraint("subject", "edition", name=op.f("uq_handout_subject_edition")),
    )
    op.create_index("ix_handout_course_id", "handout", ["course_id"], unique=False)
    op.create_index("ix_handout_event_id", "handout", ["event_id"], unique=False)

    op.create_table(
        "shift",
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("duty", sa.String(length=24), nullable=False),
        sa.CheckConstraint("duty IN ('lecturer', 'helper')", name=op.f("ck_shift_duty_known")),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_shift_event_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_shift_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shift")),
        sa.UniqueConstraint("event_id", "staff_id", name=op.f("uq_shift_event_id_staff_id")),
    )
    op.create_index("ix_shift_staff_id", "shift", ["staff_id"], unique=False)

    op.create_table(
        "attendance",
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
        sa.Column("checked_in_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "age_band IN ('u60', '60-64', '65-69', '70-74', '75-79', '80-84', '85+', 'unknown')",
            name=op.f("ck_attendance_age_band_known"),
        ),
        sa.CheckConstraint("sex IN ('f', 'm', 'x')", name=op.f("ck_attendance_sex_known")),
        sa.CheckConstraint(
            "month BETWEEN 200001 AND 210012", name=op.f("ck_attendance_month_is_plausible")
        ),
        sa.ForeignKeyConstraint(
            ["booking_id"], ["booking.id"], name=op.f("fk_attendance_booking_id")
        ),
        sa.ForeignKeyConstraint(
            ["checked_in_by_id"], ["staff.id"], name=op.f("fk_attendance_checked_in_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["district_id"], ["district.id"], name=op.f("fk_attendance_district_id")
        ),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_attendance_event_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_attendance_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendance")),
        sa.UniqueConstraint("idem_key", name=op.f("uq_attendance_idem_key")),
        sa.UniqueConstraint("event_id", "person_id", name=op.f("uq_attendance_event_id_person_id")),
    )
    op.create_index("ix_attendance_person_id", "attendance", ["person_id", "month"], unique=False)
    op.create_index(
        "ix_attendance_reach_month",
        "attendance",
        ["month", "district_id", "age_band", "person_id"],
        unique=False,
    )
    op.create_index(
        "ix_attendance_reach_year",
        "attendance",
        ["fiscal_year", "district_id", "age_band", "person_id", "is_resident", "sex"],
        unique=False,
    )

    op.create_table(
        "consultation_topic",
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column("kind_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultation.id"],
            name=op.f("fk_consultation_topic_consultation_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["kind_id"], ["consultation_kind.id"], name=op.f("fk_consultation_topic_kind_id")
        ),
        sa.PrimaryKeyConstraint("consultation_id", "kind_id", name=op.f("pk_consultation_topic")),
    )
    op.create_table(
        "question",
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("idem_key", sa.String(length=64), nullable=False),
        sa.Column("category_id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=True),
        sa.Column("handout_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("district_id", sa.Integer(), nullable=True),
        sa.Column("channel", sa.String(length=24), nullable=False),
        sa.Column("device", sa.String(length=24), nullable=False),
        sa.Column("body", sa.String(length=1000), nullable=False),
        sa.Column("asker", sa.String(length=40), nullable=False),
        sa.Column("asker_phone", sa.String(length=11), nullable=False),
        sa.Column("status", sa.String(length=24), nullable=False),
        sa.Column("is_urgent", sa.Boolean(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "channel IN ('hall', 'phone', 'handout', 'web')", name=op.f("ck_question_channel_known")
        ),
        sa.CheckConstraint(
            "device IN ('android', 'iphone', 'other', 'unknown')",
            name=op.f("ck_question_device_known"),
        ),
        sa.CheckConstraint(
            "status IN ('open', 'working', 'on_hold', 'answered', 'closed')",
            name=op.f("ck_question_status_known"),
        ),
        sa.ForeignKeyConstraint(
            ["category_id"], ["question_category.id"], name=op.f("fk_question_category_id")
        ),
        sa.ForeignKeyConstraint(
            ["district_id"], ["district.id"], name=op.f("fk_question_district_id")
        ),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_question_event_id")),
        sa.ForeignKeyConstraint(
            ["handout_id"], ["handout.id"], name=op.f("fk_question_handout_id")
        ),
        sa.ForeignKeyConstraint(["owner_id"], ["staff.id"], name=op.f("fk_question_owner_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_question_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question")),
        sa.UniqueConstraint("idem_key", name=op.f("uq_question_idem_key")),
        *no_long_number("question", "body", "asker", "asker_phone"),
    )
    op.create_index("ix_question_event_id", "question", ["event_id"], unique=False)
    op.create_index("ix_question_handout_id", "question", ["handout_id"], unique=False)
    op.create_index("ix_question_person_id", "question", ["person_id"], unique=False)
    op.create_index("ix_question_status_due_on", "question", ["status", "due_on"], unique=False)

    op.create_table(
        "answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("body", sa.String(length=1000), nullable=False),
        sa.Column("is_internal", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["question_id"], ["question.id"], name=op.f("fk_answer_question_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_answer_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer")),
        *no_long_number("answer", "body"),
    )
    op.create_index("ix_answer_question_id", "answer", ["question_id"], unique=False)
    for statement in APPEND_ONLY[op.get_bind().dialect.name]:
        op.execute(statement)
