"""Starting: empty and twice at once, again, without the demo, and with bad settings."""

import re
from contextlib import ExitStack

import pytest

from services.demo import PASSWORD
from settings import ROOT
from tests.conftest import NOON
from tests.e2e.server import (
    CLOCK,
    FLAGS,
    ON_A_DAY,
    PATIENCE,
    Server,
    start,
    stop,
    wait_until_ready,
)

CITY = "武雄市"


@pytest.fixture
def begin(tmp_path, fresh_database):
    """Start the app, as often as wanted, on one and the same database, all on one day."""
    (tmp_path / "clock").write_text(NOON.isoformat())
    settings = {CLOCK: str(tmp_path / "clock"), "DATABASE_URL": fresh_database}
    with ExitStack() as closing:

        def start_one(**environment: str) -> Server:
            log = tmp_path / f"log-{len(list(tmp_path.glob('log-*')))}.txt"
            server = start(tmp_path / "data", log, ON_A_DAY, **settings, **environment)
            closing.callback(stop, server)
            return server

        yield start_one


def classes(server: Server) -> list[str]:
    """The addresses of the coming classes, which no two demo towns have in common."""
    pages = [server.visitor().get(f"/?page={number}").text for number in (1, 2, 3)]
    return [one for page in pages for one in re.findall(r'href="(/events/\w+)"', page)]


def test_two_processes_starting_at_once_make_one_town_and_keep_it(begin):
    servers = [begin(), begin()]
    for server in servers:
        wait_until_ready(server)

    first, second = (classes(server) for server in servers)

    assert len(first) == len(set(first)) == 27  # two a district, five to see to, four corners
    assert first == second
    greets(servers[0])
    tells_nobody_who_looked_at_what(servers[0])
    answer = servers[0].visitor().post("/login", data={"login": "sato", "password": PASSWORD})
    for server in servers:
        stop(server)

    after = begin()
    wait_until_ready(after)

    assert classes(after) == first
    assert after.visitor(answer.cookies).get("/password").status_code == 200


def greets(server: Server) -> None:
    """The terminal says where to go and how to sign in."""
    assert f"職員・推進委員    {server.url}/staff/" in server.said()
    assert f"パスワードはどれも {PASSWORD}" in server.said()
    assert re.findall(r"^ {4}(\w+) .*（", server.said(), re.MULTILINE) == [
        "sato",
        "tanaka",
        "suzuki",
        "yamaguchi",
        "kanri",
    ]


def tells_nobody_who_looked_at_what(server: Server) -> None:
    """Access logs stay off: Streamlit would turn uvicorn's on again."""
    answer = server.visitor().get("/", params={"town": "chuo"})

    assert answer.status_code == 200
    assert "town=chuo" not in server.said()


def test_first_admin_signs_up_with_the_code_from_the_terminal(begin):
    server = begin(TONARI_DEMO="0")
    wait_until_ready(server)
    (code,) = re.findall(r"コード: (\w+)", server.said())
    form = {
        "name": "管理",
        "login": "kanri",
        "password": "a-long-password",
        "again": "a-long-password",
    }
    with server.visitor() as visitor:
        wrong = visitor.post("/setup", data=form | {"code": "00000000"})
        right = visitor.post("/setup", data=form | {"code": code})
        inside = visitor.get("/password")
        again = visitor.get("/setup")

    assert (wrong.status_code, right.status_code, inside.status_code) == (400, 303, 200)
    assert (again.status_code, again.headers["location"]) == (303, "/login")
    assert CITY in inside.text
    assert PASSWORD not in inside.text


def test_bad_setting_ends_with_one_sentence(tmp_path):
    """Which sentence each has is asked in tests/test_settings.py."""
    server = start(tmp_path / "data", tmp_path / "log.txt", TONARI_DEMO="yes")

    assert server.process.wait(PATIENCE) != 0
    assert server.said() == "TONARI_DEMO は 1 か 0 にしてください。\n"
    assert not server.data.exists()


def test_tests_start_the_app_as_make_run_does():
    recipe = (ROOT / "Makefile").read_text("utf-8").replace("\\\n\t\t", "")

    assert FLAGS in recipe
