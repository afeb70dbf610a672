from datetime import timedelta

import pytest
from sqlmodel import select

from database import reading, writing
from models import District, Role, SignIn, Staff
from refusal import Refusal
from services import accounts
from tests.conftest import NOON, RECOMMENDED

PASSWORD = "asagiri-no-hashi"


@pytest.fixture
def founder():
    """The first admin, signed in once; gives the token."""
    with writing() as db:
        return accounts.found(db, login="kanri", name="管理", password=PASSWORD, again=PASSWORD)


def who(token: str) -> Staff | None:
    with reading() as db:
        return accounts.signed_in(db, token_hash=accounts.fingerprint(token))


def test_found_makes_the_first_admin_and_signs_in(founder):
    assert (who(founder).login, who(founder).role) == ("kanri", Role.ADMIN)


def test_found_refuses_when_somebody_is_there(founder, db):
    with pytest.raises(Refusal, match="もう登録されています"):
        accounts.found(db, login="b", name="b", password=PASSWORD, again=PASSWORD)


@pytest.mark.parametrize(
    ("password", "again", "sentence"),
    [
        ("short", "short", "10文字以上"),
        ("x" * 129, "x" * 129, "128文字まで"),
        (PASSWORD, "something-else", "2回とも同じ"),
    ],
)
def test_found_refuses_a_poor_password(db, password, again, sentence):
    with pytest.raises(Refusal, match=sentence):
        accounts.found(db, login="kanri", name="管理", password=password, again=again)


def test_password_is_kept_as_slowly_as_rfc_9106_recommends():
    """64 MiB, three times over. The other tests have a quick hasher instead."""
    assert RECOMMENDED.hash("asagiri").startswith("$argon2id$v=19$m=65536,t=3,p=4$")


def test_recognise_gives_the_person_for_the_password(founder, db):
    assert accounts.recognise(db, login=" kanri ", password=PASSWORD).name == "管理"


@pytest.mark.parametrize(("login", "password"), [("kanri", "wrong"), ("nobody", PASSWORD)])
def test_recognise_says_the_same_for_wrong_login_and_wrong_password(founder, db, login, password):
    with pytest.raises(Refusal, match="IDまたはパスワードが違います"):
        accounts.recognise(db, login=login, password=password)


def test_recognise_refuses_a_disabled_account(founder, kanri_row, db):
    db.get_one(Staff, kanri_row).disabled_at = NOON
    db.flush()

    with pytest.raises(Refusal, match="違います"):
        accounts.recognise(db, login="kanri", password=PASSWORD)


@pytest.fixture
def kanri_row(founder) -> int:
    return who(founder).id


def test_token_itself_is_not_kept(founder, db):
    row = db.exec(select(SignIn)).one()

    assert row.token_hash == accounts.fingerprint(founder) != founder


def test_sign_in_ends_when_idle_too_long(founder, stopped_clock):
    with writing() as db:
        db.exec(select(SignIn)).one().seen_at = NOON

    stopped_clock(NOON + accounts.IDLE - timedelta(seconds=1))
    before = who(founder)
    stopped_clock(NOON + accounts.IDLE)

    assert (before.login, who(founder)) == ("kanri", None)


def test_seen_keeps_a_sign_in_alive(founder, stopped_clock):
    token_hash = accounts.fingerprint(founder)
    with writing() as db:
        db.exec(select(SignIn)).one().seen_at = NOON
    stopped_clock(NOON + accounts.SEEN_EVERY + timedelta(seconds=1))

    with writing() as db:
        due = accounts.is_due_to_be_seen(db, token_hash=token_hash)
        accounts.seen(db, token_hash=token_hash)
        again = accounts.is_due_to_be_seen(db, token_hash=token_hash)

    assert (due, again) == (True, False)


def test_sign_out_ends_this_browser_only(founder):
    with writing() as db:
        other = accounts.sign_in(db, staff=who(founder))
        accounts.sign_out(db, token_hash=accounts.fingerprint(founder))

    assert (who(founder), who(other).login) == (None, "kanri")


def test_change_password_signs_out_the_other_browsers(founder):
    with writing() as db:
        other = accounts.sign_in(db, staff=who(founder))
        accounts.change_password(
            db,
            old=PASSWORD,
            new="mado-no-akari",
            again="mado-no-akari",
            token_hash=accounts.fingerprint(founder),
            by=who(founder),
        )

    with reading() as db:
        known = accounts.recognise(db, login="kanri", password="mado-no-akari")
    assert (known.login, who(founder).login, who(other)) == ("kanri", "kanri", None)


def test_change_password_refuses_a_wrong_old_one(founder, db):
    with pytest.raises(Refusal, match="今のパスワードが違います"):
        accounts.change_password(
            db, old="no", new="x" * 12, again="x" * 12, token_hash="", by=who(founder)
        )


def test_create_volunteer_with_districts(kanri, town, db):
    own = list(db.exec(select(District).order_by(District.position).limit(2)))

    staff = accounts.create(
        db,
        login="tanaka",
        name="田中",
        role=Role.VOLUNTEER,
        password=PASSWORD,
        districts=own,
        by=kanri,
    )

    assert accounts.districts_by_staff(db) == {staff.id: own}


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"login": "たなか"}, "半角の英数字"),
        ({"login": "kanri"}, "もう使われています"),
        ({"name": " "}, "お名前"),
        ({"role": Role.VOLUNTEER}, "地区を1つ以上"),
    ],
)
def test_create_refuses(kanri, db, changes, sentence):
    values = {"login": "new", "name": "見本", "role": Role.COUNTER, "password": PASSWORD}

    with pytest.raises(Refusal, match=sentence):
        accounts.create(db, **values | changes, districts=[], by=kanri)


def test_disable_signs_out_at_once(founder, sato, kanri_row):
    with writing() as db:
        token = accounts.sign_in(db, staff=sato)
        accounts.disable(db, staff=db.get_one(Staff, sato.id), by=db.get_one(Staff, kanri_row))

    assert who(token) is None


def test_disable_refuses_oneself(kanri, db):
    with pytest.raises(Refusal, match="自分のアカウント"):
        accounts.disable(db, staff=kanri, by=kanri)
