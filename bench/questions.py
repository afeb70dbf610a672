"""The list of questions with 20,000 of them, beside the screen of one of them, read by its key.

Both are run as Streamlit runs them, script, queries and drawing, without the browser, in turn in
one process. Seconds are those of the processor, SQLite's among them.
"""

import logging
import os
import random
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time

from sqlalchemy import Connection, insert
from sqlmodel import select
from streamlit.testing.v1 import AppTest

import clock
import start
from bench import say
from database import engine, gate, migrate, writing
from models import Device, District, Question, QuestionCategory, QuestionChannel, Staff
from models import QuestionStatus as Status
from services import accounts
from settings import ROOT, SETTINGS

QUESTIONS, DAYS, UNFINISHED = 20_000, 1_400, 60  # one in so many still waits
WARM_UP, TIMES = 1, 7
LISTS = {
    "to_do": {},
    "all": {"view": "すべて"},
    "last_page": {"view": "すべて", "page": "600"},
    "words": {"view": "すべて", "words": "通知 音"},
}


def main() -> None:
    """Measure in a process and on a data folder of its own."""
    with TemporaryDirectory(prefix="bench-") as folder:
        environment = os.environ | {"TONARI_DEMO": "1", "TONARI_DATA": str(Path(folder, "data"))}
        environment.pop("DATABASE_URL", None)
        command = [sys.executable, "-m", "bench.questions", "here"]
        subprocess.run(command, cwd=ROOT, env=environment, check=True, stderr=subprocess.DEVNULL)


def here() -> None:
    logging.disable(logging.WARNING)
    SETTINGS.data.mkdir(parents=True, exist_ok=True)
    migrate()
    start.fill()
    with gate(), engine().execution_options(writing=True).begin() as connection:
        connection.execute(insert(Question.__table__), list(rows(connection)))
    for login in ("sato", "tanaka"):
        token = sign_in(login)
        for name, query in LISTS.items():
            pairs = [
                (seconds("question", token, id="1"), seconds("questions", token, **query))
                for _ in range(WARM_UP + TIMES)
            ][WARM_UP:]
            one, many = (median(times) for times in zip(*pairs, strict=True))
            compares = f"list of {QUESTIONS:,} questions / screen of one, medians"
            figures = {"list_ms": round(many * 1000, 1), "one_ms": round(one * 1000, 1)}
            say(f"questions_{name}_{login}", many / one, compares, **figures)
    engine().dispose()


def rows(connection: Connection) -> Iterator[dict]:
    """Four years of a large town's questions (架空)."""
    chance, now = random.Random(20261126), clock.now()
    kinds, towns, staff = (
        connection.execute(select(one.id)).scalars().all()
        for one in (QuestionCategory, District, Staff)
    )
    for number in range(QUESTIONS):
        asked = now - timedelta(days=chance.randrange(DAYS))
        yield {
            "idem_key": f"bench-{number}",
            "category_id": chance.choice(kinds),
            "district_id": chance.choice(towns),
            "channel": QuestionChannel.HALL,
            "device": Device.UNKNOWN,
            "body": f"LINEの通知の音が鳴りません。{number}回ためしました。" * 2,
            "asker": "",
            "asker_phone": "",
            "status": Status.CLOSED if number % UNFINISHED else Status.OPEN,
            "is_urgent": number % 97 == 0,
            "owner_id": chance.choice([None, *staff]),
            "due_on": (asked + timedelta(days=3)).date(),
            "wants_call": False,
            "hold_reason": "",
            "version": 1,
            "created_at": asked,
            "updated_at": asked,
        }


def sign_in(login: str) -> str:
    with writing() as db:
        staff = db.exec(select(Staff).where(Staff.login == login)).one()
        return accounts.sign_in(db, staff=staff)


def seconds(name: str, token: str, **query: str) -> float:
    screen = AppTest.from_file(str(ROOT / "pages" / f"{name}.py"), default_timeout=60)
    screen.user = {"sign_in": accounts.fingerprint(token)}
    for key, value in query.items():
        screen.query_params[key] = value
    begun = process_time()
    screen.run()
    if screen.exception:
        raise RuntimeError(f"{name} fell over: {screen.exception[0].value}")
    return process_time() - begun


if __name__ == "__main__":
    here() if sys.argv[1:] else main()
