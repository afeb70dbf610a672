import multiprocessing

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from database import engine, migrate, writing
from models import Base, QuestionCategory


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


def _start(url: str, folder: str, done) -> None:
    import os

    os.environ.update(DATABASE_URL=url, TONARI_DATA=folder)
    import database

    database.migrate()
    done.put(True)


def test_migrate_by_four_processes_at_once(tmp_path, fresh_database):
    """The first one does the work, the others wait for it and find it done."""
    fork = multiprocessing.get_context("spawn")
    done = fork.Queue()
    processes = [
        fork.Process(target=_start, args=(fresh_database, str(tmp_path), done)) for _ in range(4)
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join(60)

    assert [process.exitcode for process in processes] == [0, 0, 0, 0]
    tables = sa.inspect(sa.create_engine(fresh_database)).get_table_names()
    assert set(tables) == {*Base.metadata.tables, "alembic_version"}


@pytest.mark.parametrize("statement", ["UPDATE audit_line SET action = 'x'", "DELETE FROM audit_line"])
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
