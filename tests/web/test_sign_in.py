import logging
from dataclasses import replace

import pytest
from sqlmodel import select

from database import reading, writing
from models import Role, SignIn, Staff
from services import accounts
from tests.web.conftest import PASSWORD
from tests.web.reading import field, text_of
from web import limits, sign_in

NEW = "another good password"


@pytest.fixture
def hanako(town) -> Staff:
    """An account with a password that works (tests/conftest.py's cast has none)."""
    with writing() as db:
        staff = Staff(
            login="hanako",
            name="見本",
            role=Role.COORDINATOR,
            password_hash=accounts.hash_of(PASSWORD),
        )
        db.add(staff)
    return staff


def enter(client, login="hanako", password=PASSWORD, **more):
    return client.post("/login", data={"login": login, "password": password, **more})


def sign_ins() -> int:
    with reading() as db:
        return len(db.exec(select(SignIn)).all())


def test_right_password_opens_the_staff_side(client, hanako):
    answer = enter(client)

    assert (answer.status_code, answer.headers["location"]) == (303, "/staff/")
    assert client.get("/staff/who").text != "nobody"


def test_next_person_at_the_same_browser_ends_the_sign_in_before(client, hanako):
    enter(client)
    before = client.cookies["tonari"]
    enter(client)

    assert sign_ins() == 1
    assert sign_in.recognise(before) is None
    assert sign_in.recognise(client.cookies["tonari"]) is not None


def test_cookie_is_out_of_reach_for_scripts_and_other_sites(client, hanako):
    parts = enter(client).headers["set-cookie"].split("; ")

    assert parts[0].startswith("tonari=")
    assert sorted(part.lower() for part in parts[1:]) == [
        "httponly",
        f"max-age={12 * 3600}",
        "path=/",
        "samesite=lax",
    ]


def test_cookie_over_tls_is_bound_to_this_host(client, hanako):
    client.base_url = "https://testserver"
    parts = enter(client).headers["set-cookie"].split("; ")

    assert parts[0].startswith("__Host-tonari=")
    assert {"Secure", "HttpOnly", "Path=/"} <= set(parts)
    assert not any(part.lower().startswith("domain") for part in parts)


@pytest.mark.parametrize(
    ("login", "password"), [("hanako", "wrong"), ("nobody", PASSWORD), ("", "")]
)
def test_wrong_password_and_unknown_login_get_the_same_sentence(client, hanako, login, password):
    answer = enter(client, login, password)

    assert (answer.status_code, sign_ins()) == (401, 0)
    assert "IDまたはパスワードが違います" in text_of(answer.text)
    assert field(answer.text, "login") == login
    assert 'type="password" autocomplete' in answer.text
    assert f'value="{password}"' not in answer.text or not password


def test_eleventh_try_has_to_wait_even_with_the_right_password(client, hanako):
    tries = [enter(client, password="wrong").status_code for _ in range(10)]

    answer = enter(client)

    assert (tries, answer.status_code, sign_ins()) == ([401] * 10, 429, 0)
    assert "5分ほど待ってから" in text_of(answer.text)


def test_one_address_may_not_try_account_after_account(client, hanako, monkeypatch):
    monkeypatch.setattr(limits, "SIGN_IN_ADDRESS", limits.Limit(2, 300))

    tries = [enter(client, login).status_code for login in ("a", "b", "hanako")]

    assert tries == [401, 401, 429]


def test_limits_can_be_switched_off_for_tests(monkeypatch):
    monkeypatch.setattr(limits, "SETTINGS", replace(limits.SETTINGS, rate_limit=False))

    assert {limits.allows(limits.SIGN_IN, "x") for _ in range(30)} == {True}


@pytest.mark.parametrize(
    ("wanted", "reached"),
    [
        ("/staff/questions", "/staff/questions"),
        ("/staff/check_in?event=ab12", "/staff/check_in?event=ab12"),
        ("/password", "/password"),
        ("", "/staff/"),
        ("https://evil.example/staff/", "/staff/"),
        ("//evil.example/staff/", "/staff/"),
        ("/\\evil.example", "/staff/"),
        ("/staff/\\evil.example", "/staff/"),
        ("javascript:alert(1)", "/staff/"),
        ("/logout", "/staff/"),
        ("/staffx", "/staff/"),
    ],
)
def test_next_never_leaves_the_staff_side(client, hanako, wanted, reached):
    form = client.get("/login", params={"next": wanted})

    assert field(form.text, "next") == reached
    assert enter(client, next=wanted).headers["location"] == reached


def test_sign_out_ends_the_sign_in_for_good(client, hanako):
    enter(client)
    token = client.cookies["tonari"]

    answer = client.post("/logout")

    client.cookies.set("tonari", token)  # a copy kept elsewhere
    assert answer.headers["location"] == "/login"
    assert 'tonari=""' in answer.headers["set-cookie"]
    assert client.get("/staff/who").status_code == 303


def test_sign_out_by_a_link_does_nothing(client, hanako):
    enter(client)

    assert (client.get("/logout").status_code, sign_ins()) == (405, 1)


def setup(client, **changes):
    typed = {"code": sign_in.FIRST_CODE, "login": "kanri", "name": "管理"}
    return client.post("/setup", data=typed | {"password": NEW, "again": NEW} | changes)


def test_first_admin_is_made_with_the_code_of_the_terminal(client):
    answer = setup(client)

    with reading() as db:
        cast = [(one.login, one.role) for one in db.exec(select(Staff))]
    assert (answer.status_code, answer.headers["location"]) == (303, "/staff/")
    assert cast == [("kanri", Role.ADMIN)]
    assert client.get("/staff/who").text != "nobody"


@pytest.mark.parametrize("code", ["", "00000000", "コード"])
def test_first_admin_needs_the_right_code(client, code):
    answer = setup(client, code=code)

    with reading() as db:
        assert db.exec(select(Staff)).all() == []
    assert answer.status_code == 400
    assert "コードが違います" in text_of(answer.text)
    assert field(answer.text, "login") == "kanri"


def test_code_cannot_be_guessed_by_trying(client):
    tries = [text_of(setup(client, code="0").text) for _ in range(11)]

    assert "5分ほど待ってから" in tries[-1]


def test_setup_is_closed_once_there_is_an_account(client, hanako):
    assert client.get("/setup").headers["location"] == "/login"
    assert setup(client).status_code == 400


def change(client, **changes):
    typed = {"old": PASSWORD, "new": NEW, "again": NEW}
    return client.post("/password", data=typed | changes)


def test_changed_password_signs_out_everywhere_else(client, hanako):
    enter(client)
    elsewhere = client.cookies["tonari"]
    enter(client)

    answer = change(client)

    assert answer.status_code == 200
    assert "パスワードを変更しました" in text_of(answer.text)
    assert client.get("/staff/who").status_code == 200
    assert sign_in.recognise(elsewhere) is None
    assert enter(client, password=NEW).status_code == 303


@pytest.mark.parametrize(
    "changes", [{"old": "wrong"}, {"again": "different"}, {"new": "short", "again": "short"}]
)
def test_password_stays_when_something_is_wrong(client, hanako, changes):
    enter(client)

    assert change(client, **changes).status_code == 400
    assert enter(client).status_code == 303


def test_secrets_are_never_logged(client, hanako, caplog):
    caplog.set_level(logging.DEBUG)
    enter(client)
    token = client.cookies["tonari"]
    client.get("/staff/who")
    change(client)
    enter(client, password="a wrong guess")

    told = [word for word in (PASSWORD, NEW, token, "a wrong guess") if word in caplog.text]
    assert told == []


def test_only_the_hash_of_a_token_is_stored(client, hanako):
    enter(client)

    with reading() as db:
        stored = db.exec(select(SignIn.token_hash)).one()
    assert stored == accounts.fingerprint(client.cookies["tonari"])
    assert stored != client.cookies["tonari"]


def test_number_typed_as_login_is_not_shown_again(client, hanako):
    number = "123456789018"  # synthetic

    assert number not in enter(client, number).text
