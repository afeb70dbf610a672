import os
import subprocess
import sys

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

import migrations
from database import engine, migrate, writing
from models import Base, QuestionCategory
from settings import ROOT


def test_schema_is_what_the_models_say():
    with engine().connect() as connection:
        difference = compare_metadata(MigrationContext.configure(connection), Base.metadata)

    assert difference == []


def test_migrate_again_changes_nothing():
    with writing() as db:
        db.add(QuestionCategory(code="a", name="基本操作"))

    migrate()

    with engine().connect() as connection:
        assert connection.execute(sa.text("SELECT count(*) FROM question_category")).scalar() == 1


def test_migrate_by_four_processes_at_once(tmp_path, fresh_database):
    """The first one does the work, the others wait for it and find it done."""
    command = [sys.executable, "-c", "import database; database.migrate()"]
    environment = {
        **os.environ,
        "DATABASE_URL": fresh_database,
        "TONARI_DATA": str(tmp_path),
        "PYTHONPATH": str(ROOT),
    }
    processes = [subprocess.Popen(command, env=environment, cwd=ROOT) for _ in range(4)]

    assert [process.wait(300) for process in processes] == [0, 0, 0, 0]
    tables = sa.inspect(sa.create_engine(fresh_database)).get_table_names()
    assert set(tables) == {*Base.metadata.tables, "alembic_version"}


@pytest.mark.parametrize(
    "statement", ["UPDATE audit_line SET actor_id = 1", "DELETE FROM audit_line"]
)
def test_audit_trail_is_append_only(statement):
    with writing() as db:
        db.add(QuestionCategory(code="a", name="基本操作"))

    with pytest.raises(sa.exc.DBAPIError, match="append-only"), engine().begin() as connection:
        connection.execute(sa.text(statement))


@pytest.mark.parametrize("column", ["body", "asker"])
def test_database_itself_refuses_twelve_digits(column, db):
    """Behind the guard in the models there is a constraint, for whoever goes around them."""
    rule = f"ck_question_{column}_has_no_long_number"
    names = {check["name"] for check in sa.inspect(engine()).get_check_constraints("question")}

    assert rule in names


WAS = """
INSERT INTO municipality (id, code, name, kana, desk, phone, hours, area_code, is_fictional,
  created_at, updated_at) VALUES (1, '990001', 'となり市', '', '', '', '', '', true, '{t}', '{t}');
INSERT INTO district (id, code, name, kana, aliases, position, created_at, updated_at)
  VALUES (1, 'chuo', '中央町', '', '', 0, '{t}', '{t}');
INSERT INTO venue (id, district_id, name, kana, address, phone, capacity, step_free, wifi,
  is_active, created_at, updated_at)
  VALUES (1, 1, '中央公民館', '', '', '', 20, true, true, true, '{t}', '{t}');
INSERT INTO staff (id, login, name, role, password_hash, created_at, updated_at)
  VALUES (1, 'tanaka', '田中', 'volunteer', 'none', '{t}', '{t}');
INSERT INTO event (id, public_id, idem_key, format, venue_id, title, status, starts_at, ends_at,
  local_date, fiscal_year, capacity, helpers_needed, note, created_at, updated_at)
  VALUES (1, 'x', 'x', 'koza', 1, 'スマホ教室', 'published', '{t}', '2026-12-04 03:00:00+00:00',
  '2026-12-04', 2026, 12, 3, '', '{t}', '{t}');
INSERT INTO shift (id, event_id, staff_id, duty, created_at, updated_at)
  VALUES (1, 1, 1, 'lecturer', '{t}', '{t}');
INSERT INTO person (id, card_code, name, kana, kana_key, name_key, phone, age_band, sex,
  is_resident, support, created_at, updated_at)
  VALUES (1, 'ACDEFG', '', 'みほん', '', '', '', '75-79', 'f', true, '', '{t}', '{t}');
INSERT INTO booking (id, event_id, person_id, status, seq, party, idem_key, channel,
  cancel_reason, created_at, updated_at)
  VALUES (1, 1, 1, 'confirmed', 7, 'p', 'k', 'phone', '', '{t}', '{t}');
INSERT INTO question_category (id, code, name, is_urgent, advice, position, is_active,
  created_at, updated_at) VALUES (1, 'a', '基本操作', false, '', 0, true, '{t}', '{t}');
INSERT INTO question (id, idem_key, category_id, channel, device, body, asker, asker_phone, status,
  is_urgent, due_on, version, created_at, updated_at) VALUES (1, 'q', 1, 'hall', 'android', '文字',
  '', '0000000001', 'on_hold', false, '2026-12-04', 1, '{t}', '{t}');
INSERT INTO answer (id, question_id, staff_id, body, is_internal, created_at)
  VALUES (1, 1, 1, 'メモです', true, '{t}'), (2, 1, 1, '回答です', false, '{t}');
"""


def test_what_the_first_release_kept_is_still_there(fresh_database):
    """Rebuilding a table on SQLite must not lose rows, nor the rows that hang on them."""
    with sa.create_engine(fresh_database).connect() as connection:
        migrations.upgrade(connection, to="0001")
        for statement in WAS.format(t="2026-12-04 01:00:00+00:00").split(";\n"):
            connection.exec_driver_sql(statement) if statement.strip() else None
        migrations.upgrade(connection)

        def kept(query: str) -> list[tuple]:
            return [tuple(row) for row in connection.execute(sa.text(query))]

        assert kept("SELECT status, seq, rank, absence FROM booking") == [
            ("confirmed", 7, 7, "none")
        ]
        assert kept("SELECT duty, is_published FROM shift") == [("lecturer", True)]
        assert kept("SELECT admission, audience, fee, tables, notice FROM event") == [
            ("first_come", "everyone", 0, 0, 0)
        ]
        assert kept("SELECT offer_days FROM municipality") == [(1,)]
        assert kept("SELECT step, body FROM answer ORDER BY id") == [
            ("note", "メモです"),
            ("answer", "回答です"),
        ]
        assert kept("SELECT wants_call, hold_reason FROM question") == [
            (True, "（理由の記録なし）")
        ]
