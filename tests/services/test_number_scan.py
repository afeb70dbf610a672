import subprocess
import sys

import pytest
import sqlalchemy as sa

import clock
from database import Db, engine, reading, writing
from models import AuditLine, Base, Phrase
from models.base import Guarded
from models.guard import Finding
from scan import TABLES
from services import number_scan
from services.number_scan import Place
from settings import ROOT

pytestmark = pytest.mark.usefixtures("short_trail")
SPELLED = "いち に さん よん ご ろく なな はち きゅう ぜろ いち はち"  # synthetic


def put(name: str, body: str) -> int:
    """Write a text as another program would, past the guard of the models."""
    with writing() as db:
        row = Phrase(name=name, body="ふつうの文")
        db.add(row)
    with engine().execution_options(writing=True).begin() as connection:
        change = sa.text("UPDATE phrase SET body = :body WHERE id = :id")
        connection.execute(change, {"body": body, "id": row.id})
    return row.id


def scan() -> list[Place]:
    with reading() as db:
        return number_scan.scan(db).places


def test_scan_of_ordinary_texts_finds_nothing(town):
    put("折り返し", "0000-00-1234 へ折り返しお電話します。")

    assert scan() == []


def test_scan_finds_what_another_program_wrote():
    put("ふつう", "ふつうの文")
    number, secret = put("番号", SPELLED), put("暗証", "暗証番号は4821とのこと")

    assert scan() == [
        Place("phrase", "body", str(number), Finding.MY_NUMBER),
        Place("phrase", "body", str(secret), Finding.SECRET),
    ]


def test_scan_counts_what_it_has_read():
    with reading() as db:
        before = number_scan.scan(db).texts
    put("折り返し", "お電話します。")

    with reading() as db:
        assert number_scan.scan(db).texts - before == 3  # name, body, and the line of the 足あと


def test_command_tells_the_place_and_never_the_text():
    put("番号", SPELLED)
    command = [sys.executable, "scan.py"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)

    told = "「決まり文句」の" in done.stdout and "（phrase.body）" in done.stdout
    assert (done.returncode, told, "さん よん" in done.stdout + done.stderr) == (1, True, False)


def test_scan_reads_the_audit_trail():
    """What was written there before the guard knew it, as a value before or after."""
    line = {"changes": {"note": ["ふつう", SPELLED], "size": [1, 2]}, "entity_id": "7"}
    rest = {"at": clock.now(), "action": "update", "entity": "event"}
    with engine().execution_options(writing=True).connect() as connection:
        made = connection.execute(AuditLine.__table__.insert(), line | rest)
        with Db(bind=connection) as db:
            places = number_scan.scan(db).places
        connection.rollback()  # nobody can erase it again

    row = str(made.inserted_primary_key[0])
    assert places == [Place("audit_line", "changes", row, Finding.MY_NUMBER)]


def test_keys_in_the_audit_trail_are_no_numbers():
    """Older releases wrote them there as they are; a column of such keys is not read, either."""
    key = "07c5c05508796f72ff33271989140507"  # of a form, drawn by lot
    line = {"changes": {"idem_key": [None, key]}, "entity_id": "7", "at": clock.now()}
    with engine().execution_options(writing=True).connect() as connection:
        connection.execute(
            AuditLine.__table__.insert(), line | {"action": "create", "entity": "event"}
        )
        with Db(bind=connection) as db:
            places = number_scan.scan(db).places
        connection.rollback()  # nobody can erase it again

    assert places == []


def test_every_table_with_texts_has_a_name_on_the_report():
    free = {
        table.name
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, Guarded | sa.JSON)
    }

    assert free == set(TABLES)


def test_command_ends_well_when_there_is_nothing():
    command = [sys.executable, "scan.py"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)

    assert (done.returncode, "見つかったもの: 0件" in done.stdout) == (0, True)
