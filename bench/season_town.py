"""One town behind a pipe: each line read names a screen, each line printed says what it took.

`python -m bench.season_town demo` or `large`, on the data folder of the environment. The screen is
run as Streamlit runs it, script, queries and drawing, without the browser. Seconds are those of
the processor, SQLite's among them, so that what else the machine does is not counted.
"""

import logging
import sys
from collections.abc import Callable
from time import process_time

from sqlmodel import col, select
from streamlit.testing.v1 import AppTest

import clock
import start
from bench import season_rows
from database import engine, migrate, reading, writing
from models import Event, EventStatus, Staff
from pages._ui.menu import MENU
from services import accounts
from services.permissions import allows
from settings import ROOT, SETTINGS

CLERKS = ("sato", "kanri")  # the first one who may open a screen opens it
VOLUNTEER = ("my_shifts",)
OF_A_CLASS = ("events", "check_in", "sheets", "close", "closing", "paper")


def main(size: str) -> None:
    logging.disable(logging.WARNING)
    SETTINGS.data.mkdir(parents=True, exist_ok=True)
    migrate()
    start.fill()
    if size == "large":
        season_rows.write()
    acts = _acts()
    print(*acts, flush=True)
    for line in sys.stdin:
        begun = process_time()
        acts[line.strip()]()
        print(process_time() - begun, flush=True)
    engine().dispose()


def _acts() -> dict[str, Callable[[], None]]:
    """Every screen of the menu as it opens, with a class, and the telephone's two hard moments."""
    event = _next_class()
    tokens = _sign_in()
    acts = {name: _opening(name, tokens) for name in MENU}
    for name in OF_A_CLASS:
        if name in MENU:
            acts[f"{name}?event"] = _opening(name, tokens, event=event)
    acts["phone:search"] = _searching(tokens)
    acts["phone:choose"] = _choosing(tokens)
    return acts


def _next_class() -> str:
    wanted = select(Event).where(Event.status == EventStatus.PUBLISHED)
    with reading() as db:
        soon = wanted.where(col(Event.local_date) > clock.today())
        return db.exec(soon.order_by(Event.starts_at)).first().public_id


def _sign_in() -> dict[str, tuple[Staff, str]]:
    with writing() as db:
        cast = {one.login: one for one in db.exec(select(Staff))}
        return {
            login: (one, accounts.fingerprint(accounts.sign_in(db, staff=one)))
            for login, one in cast.items()
        }


def _screen(name: str, tokens: dict[str, tuple[Staff, str]]) -> AppTest:
    who = ("tanaka",) if name in VOLUNTEER else CLERKS
    token = next(tokens[one][1] for one in who if allows(tokens[one][0], MENU[name].permission))
    screen = AppTest.from_file(str(ROOT / "pages" / f"{name}.py"), default_timeout=120)
    screen.user = {"sign_in": token}
    return screen


def _opening(name: str, tokens: dict, **query: str) -> Callable[[], None]:
    def act() -> None:
        screen = _screen(name, tokens)
        for key, value in query.items():
            screen.query_params[key] = value
        _sound(screen.run())

    return act


def _searching(tokens: dict) -> Callable[[], AppTest]:
    def act() -> AppTest:
        screen = _screen("phone", tokens).run()
        return _sound(screen.text_input(key="p_query").input("まつお").run())

    return act


def _choosing(tokens: dict) -> Callable[[], None]:
    def act() -> None:
        screen = _searching(tokens)()
        found = next(one for one in screen.button if (one.key or "").startswith("arrive-add-"))
        _sound(found.click().run())

    return act


def _sound(screen: AppTest) -> AppTest:
    if screen.exception:
        raise RuntimeError(screen.exception[0].message)
    return screen


if __name__ == "__main__":
    main(*sys.argv[1:])
