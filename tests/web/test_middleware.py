import pytest
from starlette.websockets import WebSocketDisconnect

from database import writing
from models import Staff
from services import accounts
from tests.conftest import NOON
from tests.web.reading import text_of
from web.middleware import IDENTITY_HEADER
from web.sign_in import SECURE_COOKIE

FORGED = {IDENTITY_HEADER.decode(): "f" * 64}


@pytest.mark.parametrize(
    ("address", "status", "location"),
    [
        ("/staff/", 303, "/login?next=/staff/"),
        ("/staff/questions", 303, "/login?next=/staff/questions"),
        ("/staff/check_in?event=ab12", 303, "/login?next=/staff/check_in%3Fevent%3Dab12"),
        ("/staff", 303, "/login?next=/staff"),
        ("/password", 303, "/login?next=/password"),
        (
            "/staff/files/roster/ACDEFGHJK.pdf",
            303,
            "/login?next=/staff/files/roster/ACDEFGHJK.pdf",
        ),
        ("/staff/_stcore/health", 401, None),
        ("/staff/media/picture.png", 401, None),
        ("/staff/nowhere", 303, "/login?next=/staff/nowhere"),
        ("/staffx", 404, None),
        ("/passwordx", 404, None),
        ("/", 200, None),
        ("/login", 303, "/setup"),
    ],
)
def test_gate_turns_strangers_away(client, address, status, location):
    answer = client.get(address)

    assert (answer.status_code, answer.headers.get("location")) == (status, location)


def test_gate_lets_staff_in_and_says_who_it_is(client, signed_in, tanaka):
    fingerprint = signed_in(tanaka)

    assert client.get("/staff/who").text == fingerprint


def test_identity_sent_by_the_browser_is_dropped(client, signed_in, tanaka):
    assert client.get("/staff/who", headers=FORGED).status_code == 303
    assert client.get("/who", headers=FORGED).text == "nobody"

    fingerprint = signed_in(tanaka)
    assert client.get("/staff/who", headers=FORGED).text == fingerprint


def test_unknown_token_is_a_stranger(client):
    client.cookies.set("tonari", "0" * 43)

    assert client.get("/staff/who").status_code == 303


def test_hash_of_a_token_is_no_token(client, signed_in, tanaka):
    client.cookies.set("tonari", signed_in(tanaka))

    assert client.get("/staff/who").status_code == 303


def test_over_tls_a_cookie_that_plain_http_could_have_planted_is_ignored(client, tanaka):
    with writing() as db:
        token = accounts.sign_in(db, staff=tanaka)
    client.base_url = "https://testserver"

    plain = client.get("/staff/who", headers={"Cookie": f"tonari={token}"})
    secure = client.get("/staff/who", headers={"Cookie": f"{SECURE_COOKIE}={token}"})

    assert (plain.status_code, secure.status_code) == (303, 200)


def test_revoked_sign_in_is_turned_away_at_the_next_click(client, signed_in, tanaka, kanri):
    signed_in(tanaka)
    before = client.get("/staff/who").status_code

    with writing() as db:
        accounts.sign_out_everywhere(db, staff=db.get_one(Staff, tanaka.id), by=kanri)

    assert (before, client.get("/staff/who").status_code) == (200, 303)


def test_disabled_account_is_turned_away_at_the_next_click(client, signed_in, tanaka, kanri):
    signed_in(tanaka)
    with writing() as db:
        accounts.disable(db, staff=db.get_one(Staff, tanaka.id), by=kanri)

    assert client.get("/staff/who").status_code == 303


def test_sign_in_ends_when_idle_and_lives_as_long_as_it_is_used(
    client, signed_in, tanaka, stopped_clock
):
    signed_in(tanaka)
    for hours in (0.9, 1.8):  # of the idle time: used twice, so still alive
        stopped_clock(NOON + accounts.IDLE * hours)
        assert client.get("/staff/who").status_code == 200
    stopped_clock(NOON + accounts.IDLE * 2.81)

    assert client.get("/staff/who").status_code == 303


def closed_with(client, address: str, **headers: str) -> int:
    with (
        pytest.raises(WebSocketDisconnect) as gone,
        client.websocket_connect(address, headers=headers) as socket,
    ):
        socket.receive_text()
    return gone.value.code


def test_websocket_of_a_stranger_is_closed(client):
    assert closed_with(client, "/staff/_stcore/stream", **FORGED) == 4401


@pytest.mark.parametrize("address", ["/staff/_stcore/stream", "/stream"])
def test_websocket_from_another_site_is_closed(client, signed_in, tanaka, address):
    signed_in(tanaka)

    assert closed_with(client, address, origin="https://evil.example") == 4403
    assert closed_with(client, address, origin="null") == 4403


def test_websocket_of_staff_is_open_and_knows_who_it_is(client, signed_in, tanaka):
    fingerprint = signed_in(tanaka)

    with client.websocket_connect(
        "/staff/_stcore/stream", headers={"origin": "http://testserver", **FORGED}
    ) as socket:
        assert socket.receive_text() == fingerprint


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://testserver"}, 200),
        ({"Sec-Fetch-Site": "same-origin"}, 200),
        ({"Sec-Fetch-Site": "none"}, 200),
        ({}, 200),
    ],
)
def test_forms_of_other_sites_cannot_act(client, headers, status):
    assert client.post("/who", headers=headers).status_code == status


def test_links_from_other_sites_are_welcome(client):
    assert client.get("/", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 200


def test_refused_form_of_another_site_is_told_in_japanese(client):
    answer = client.post("/ask", headers={"Origin": "https://evil.example"})

    assert "ほかのサイトからの操作は受け付けません" in text_of(answer.text)


def chunks(count: int):
    for _ in range(count):
        yield b"a" * 1_000


@pytest.mark.parametrize("content", [b"a" * 70_000, chunks(70)], ids=["announced", "unannounced"])
def test_body_beyond_the_limit_is_refused(client, content):
    answer = client.post(
        "/ask",
        content=content,
        headers={"Content-Type": "application/x-www-form-urlencoded"},
    )

    assert answer.status_code == 413
    assert "文章が長すぎます" in text_of(answer.text)
