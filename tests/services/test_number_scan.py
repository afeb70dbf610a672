import subprocess
import sys

import sqlalchemy as sa

from database import engine, reading, writing
from models import Phrase
from models.guard import Finding
from services import number_scan
from services.number_scan import Place
from settings import ROOT

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
    put("折り返し", "お電話します。")

    with reading() as db:
        assert number_scan.scan(db).texts == 2  # its name and its body


def test_command_tells_the_place_and_never_the_text():
    put("番号", SPELLED)
    command = [sys.executable, "scan.py"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)

    assert (done.returncode, "phrase の" in done.stdout, "さん よん" in done.stdout) == (
        1,
        True,
        False,
    )


def test_command_ends_well_when_there_is_nothing():
    command = [sys.executable, "scan.py"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)

    assert (done.returncode, "見つかったもの: 0件" in done.stdout) == (0, True)
