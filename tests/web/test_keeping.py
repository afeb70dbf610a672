import asyncio
import threading

import httpx
import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from database import writing
from models import Municipality, audit
from web import errors, keeping, limits


class Board:
    """A page that counts how often it is drawn."""

    def __init__(self):
        self.drawn = 0
        self.meanwhile = lambda: None

    def draw(self, request):
        self.drawn += 1
        self.meanwhile()
        if request.path_params["what"] == "missing":
            return PlainTextResponse("no", 404)
        return f"<p>{self.drawn}</p>" + "教室" * 400


@pytest.fixture
def board():
    return Board()


@pytest.fixture
def client(board, town):
    handlers = errors.HANDLERS
    route = Route("/{what}", keeping.kept(lambda request: board.draw(request)))
    return TestClient(Starlette(routes=[route], exception_handlers=handlers))


def rename() -> None:
    with writing() as db:
        db.get_one(Municipality, 1).kana = "となりし"


def test_page_is_drawn_once_as_long_as_nobody_writes(client, board):
    first, second = client.get("/a"), client.get("/a")

    assert (first.text, board.drawn) == (second.text, 1)


def test_each_address_is_its_own_page(client, board):
    [client.get(address) for address in ("/a", "/b", "/a?town=chuo", "/a")]

    assert board.drawn == 3


def test_page_is_drawn_anew_after_a_commit(client, board):
    client.get("/a")
    rename()
    client.get("/a")

    assert board.drawn == 2


def test_look_at_a_person_leaves_the_pages_as_they_are(client, board):
    client.get("/a")
    with writing() as db:
        audit.opened(db, entity="person", entity_id="1")
    client.get("/a")

    assert board.drawn == 1


def asked_at_once(client, board, *, between):
    """Two visitors open a page; the second one comes while it is drawn for the first one."""
    drawing, go_on = threading.Event(), threading.Event()

    def meanwhile():
        drawing.set()
        go_on.wait(5)

    board.meanwhile = meanwhile

    async def second(visitor):
        await asyncio.to_thread(drawing.wait, 5)
        await asyncio.to_thread(between)
        answer = asyncio.create_task(visitor.get("/a"))
        await asyncio.sleep(0.05)
        go_on.set()
        return await answer

    async def both():
        transport = httpx.ASGITransport(client.app)
        async with httpx.AsyncClient(transport=transport, base_url="http://testserver") as visitor:
            return await asyncio.gather(visitor.get("/a"), second(visitor))

    return [answer.text for answer in asyncio.run(both())]


def test_page_is_drawn_once_for_all_who_ask_meanwhile(client, board):
    first, second = asked_at_once(client, board, between=lambda: None)

    assert (first, board.drawn) == (second, 1)


def test_page_begun_before_a_commit_is_nothing_for_who_asks_after_it(client, board):
    asked_at_once(client, board, between=rename)

    assert board.drawn == 2


def test_page_overtaken_by_a_commit_is_not_kept(client, board):
    board.meanwhile = rename
    client.get("/a")
    board.meanwhile = lambda: None
    client.get("/a")

    assert board.drawn == 2


def test_page_grows_old(client, board, monkeypatch):
    now = [0.0]
    monkeypatch.setattr(keeping, "monotonic", lambda: now[0])
    client.get("/a")
    now[0] = keeping.KEPT - 0.1
    client.get("/a")
    assert board.drawn == 1

    now[0] = keeping.KEPT
    client.get("/a")
    assert board.drawn == 2


def test_no_page_is_seen_longer_than_a_minute():
    assert keeping.KEPT + keeping.BROWSER_KEEPS == 60


def test_error_is_not_kept(client, board):
    answers = [client.get("/missing").status_code for _ in range(2)]

    assert (answers, board.drawn) == ([404, 404], 2)


def test_strange_addresses_do_not_fill_the_memory(client, monkeypatch):
    monkeypatch.setattr(keeping, "MOST", 3)
    [client.get(f"/a?{number}") for number in range(10)]

    assert len(keeping._entries) <= 3


def test_page_travels_packed_to_those_who_can_unpack_it(client):
    packed = client.get("/a", headers={"Accept-Encoding": "gzip"})
    plain = client.get("/a", headers={"Accept-Encoding": "identity"})

    assert packed.text == plain.text
    assert (packed.headers["content-encoding"], packed.headers["vary"]) == (
        "gzip",
        "Accept-Encoding",
    )
    assert int(packed.headers["content-length"]) < int(plain.headers["content-length"])


def test_unchanged_page_is_not_sent_again(client):
    mark = client.get("/a").headers["etag"]
    again = client.get("/a", headers={"If-None-Match": mark})

    assert (again.status_code, again.content) == (304, b"")


def test_headers_say_how_long_a_browser_may_keep_it(client):
    assert client.get("/a").headers["cache-control"] == "public, max-age=30"


def test_drawing_is_limited_per_address_but_kept_pages_are_not(client, monkeypatch):
    monkeypatch.setattr(limits, "PAGE", limits.Limit(2, 60))

    answers = [client.get(f"/{page}").status_code for page in ("a", "b", "c", "a")]

    assert answers == [200, 200, 429, 200]
