import os
import subprocess
import sys

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

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

    assert [process.wait(60) for process in processes] == [0, 0, 0, 0]
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
