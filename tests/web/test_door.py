import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlmodel import func, select

from database import reading, writing
from models import Attendance, AuditLine, Booking, DoorEntry, Event, EventStatus, Person, Way
from services import bookings
from tests.classes import SOON, a_class, a_person, district, works_at
from tests.web.reading import weight
from web import door

KEY = "0123456789abcdef0123456789abcd{:02x}"
SAME_SITE = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def hall(town, sato, tanaka, stopped_clock):
    """A class 田中 holds now; 見本 花子 has a seat."""
    event = a_class()
    works_at(event, tanaka)
    facts = {"phone": "0901234567", "birth_year": 1946, "support": "大きな声で"}
    guest = a_person(district_id=district("wakaba").id, **facts)
    with writing() as db:
        row, person = db.get_one(Event, event.id), db.get_one(Person, guest.id)
        bookings.book(db, event=row, people=[person], idem_key="k", by=sato)
    stopped_clock(SOON)
    return event


def address(event: Event, rest: str = "") -> str:
    return f"/staff/door/{event.public_id}{rest}"


def note(number: int = 1, act: str = "walk_in", **columns) -> dict:
    at = "2026-12-04T01:02:03.456Z"
    return {"key": KEY.format(number), "act": act, "at": at, "band": "70-74", **columns}


def send(client, event: Event, *entries: dict, **headers):
    return client.post(
        address(event, "/sync"), json={"entries": entries}, headers=SAME_SITE | headers
    )


def attendances() -> list[Attendance]:
    with reading() as db:
        return list(db.exec(select(Attendance).order_by(Attendance.id)))


def looks(event: Event) -> int:
    """How often it is written down that these names were opened."""
    with reading() as db:
        lines = select(func.count()).where(
            AuditLine.action == "view",
            AuditLine.entity == "event",
            AuditLine.entity_id == str(event.id),
        )
        return db.exec(lines).one()


@pytest.mark.parametrize(
    ("rest", "method", "status"),
    [
        ("", "GET", 303),
        ("/list.json", "GET", 401),
        ("/sync", "POST", 401),
        ("/scan", "POST", 401),
    ],
)
def test_stranger_is_turned_away_and_the_script_told_in_json(rest, method, status, client, hall):
    answer = client.request(method, address(hall, rest), headers=SAME_SITE)

    assert answer.status_code == status
    assert status == 303 or answer.json() == {"sentence": "サインインが必要です。"}


@pytest.mark.parametrize("name", ["/staff/door/worker.js", "/staff/door/assets/door.js"])
def test_files_are_behind_the_gate(name, client):
    assert client.get(name).status_code == 303


@pytest.mark.parametrize(
    ("rest", "method"), [("", "GET"), ("/list.json", "GET"), ("/sync", "POST"), ("/scan", "POST")]
)
def test_door_opens_for_own_classes_only(rest, method, client, hall, signed_in, suzuki):
    signed_in(suzuki)

    answer = client.request(method, address(hall, rest), json={"entries": []}, headers=SAME_SITE)

    assert answer.status_code == 403


def test_page_holds_no_name_and_a_strict_policy(client, hall, signed_in, tanaka):
    signed_in(tanaka)

    answer = client.get(address(hall))

    assert answer.status_code == 200
    assert "見本" not in answer.text.replace("架空の見本", "").replace("例: みほん", "")
    assert answer.headers["content-security-policy"] == door.POLICY
    assert "unsafe" not in door.POLICY
    assert "<style" not in answer.text
    assert "<script>" not in answer.text


def test_list_says_the_least_that_is_needed(client, hall, signed_in, tanaka):
    signed_in(tanaka)

    answer = client.get(address(hall, "/list.json"))

    (row,) = answer.json()["rows"]
    with reading() as db:
        person = db.exec(select(Person)).one()
    assert row == {
        "id": row["id"],
        "number": None,
        "card": person.card_code,
        "name": "見本 花子",
        "kana": "みほん はなこ",
        "town": "若葉町",
        "waits": False,
        "at": "",
        "late": False,
        "tags": [],
    }
    for kept_back in ("0901234567", "1946", "大きな声"):
        assert kept_back not in answer.text
    assert answer.headers["cache-control"] == "no-store"


def test_list_is_sent_again_only_when_it_has_changed(client, hall, signed_in, tanaka):
    signed_in(tanaka)
    mark = {"If-None-Match": client.get(address(hall, "/list.json")).headers["etag"]}

    assert client.get(address(hall, "/list.json"), headers=mark).status_code == 304
    send(client, hall, note())
    changed = client.get(address(hall, "/list.json"), headers=mark)

    assert (changed.status_code, changed.json()["walk_ins"]) == (200, [[KEY.format(1)]])


def test_look_at_the_names_is_written_down_once(client, signed_in, tanaka, stopped_clock):
    alone = SOON + timedelta(days=60)  # the trail outlives a test: a day of its own
    event = a_class(starts_at=alone)
    works_at(event, tanaka)
    stopped_clock(alone)
    signed_in(tanaka)
    before = looks(event)

    for _ in range(3):
        client.get(address(event, "/list.json"))

    assert looks(event) == before + 1


def test_sync_takes_each_entry_once(client, hall, signed_in, tanaka):
    signed_in(tanaka)

    first, again = send(client, hall, note()), send(client, hall, note(), note(2))

    assert first.json()["entries"][0] == again.json()["entries"][0]
    assert [one["outcome"] for one in again.json()["entries"]] == ["done", "done"]
    assert [row.way for row in attendances()] == [Way.OFFLINE, Way.OFFLINE]


def test_two_tabs_that_send_at_the_same_moment_bring_each_person_once(
    client, hall, signed_in, tanaka
):
    signed_in(tanaka)
    with reading() as db:
        booking = db.exec(select(Booking)).one()
    every = [note(number) for number in range(8)]
    every.append(note(9, "check_in", booking=booking.id))

    with ThreadPoolExecutor(4) as threads:
        answers = list(threads.map(lambda _: send(client, hall, *every), range(8)))

    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.text for answer in answers}) == 1
    assert len(attendances()) == 9
    with reading() as db:
        assert db.exec(select(func.count()).select_from(DoorEntry)).one() == 9


def test_somebody_who_is_booked_is_checked_in_by_the_booking(client, hall, signed_in, tanaka):
    signed_in(tanaka)
    (row,) = client.get(address(hall, "/list.json")).json()["rows"]

    send(
        client,
        hall,
        note(1, "check_in", booking=row["id"], card=row["card"], late=True),
        note(2, "check_in", booking=row["id"]),
    )

    (here,) = client.get(address(hall, "/list.json")).json()["rows"]
    assert (here["late"], here["tags"]) == (True, [KEY.format(1), KEY.format(2)])


@pytest.mark.parametrize("status", [EventStatus.REPORTED, EventStatus.CANCELLED])
def test_phone_is_told_to_forget_a_class_that_is_over(client, hall, status, signed_in, tanaka):
    signed_in(tanaka)
    with writing() as db:
        db.get_one(Event, hall.id).status = status

    listed, sent = client.get(address(hall, "/list.json")), send(client, hall, note())

    assert (listed.status_code, listed.json()) == (410, {"over": True})
    assert (sent.status_code, sent.json()["over"]) == (410, True)
    assert [one["outcome"] for one in sent.json()["entries"]] == ["conflict"]


def test_phone_forgets_a_class_after_36_hours(client, hall, signed_in, tanaka, stopped_clock):
    end = SOON + timedelta(minutes=90)
    states = []
    for later in (timedelta(hours=36), timedelta(hours=36, seconds=1)):
        stopped_clock(end + later)
        signed_in(tanaka)
        states.append(client.get(address(hall, "/list.json")).status_code)

    assert states == [200, 410]


@pytest.mark.parametrize(
    "entry",
    [
        {"key": "short"},
        {"act": "dance"},
        {"at": "yesterday"},
        {"at": "2026-12-04T01:02:03"},
        {"at": "0001-01-01T00:00:00+23:59"},
        {"booking": 2**40},
        {"booking": True},
        {"booking": "1"},
        {"card": "123456789018"},
        {"card": "A\0B"},
        {"card": 5},
        {"band": "old"},
        {"town": "chuo; --"},
        {"act": "undo"},
        {"act": "undo", "undoes": "x" * 65},
        {"act": []},
    ],
)
def test_what_our_page_would_not_send_is_refused_as_a_whole(entry, client, hall, signed_in, tanaka):
    signed_in(tanaka)

    answer = send(client, hall, note(1), note(2) | entry)

    assert (answer.status_code, answer.json()) == (
        400,
        {"sentence": "控えを読み取れませんでした。画面を開き直して、もう一度送ってください。"},
    )
    assert attendances() == []


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b'{"entries": 1}', b'{"entries": [1]}', b"[" * 9_000, b"\xff"]
)
def test_body_that_is_no_delivery_is_refused(body, client, hall, signed_in, tanaka):
    signed_in(tanaka)

    answer = client.post(address(hall, "/sync"), content=body, headers=SAME_SITE)

    assert answer.status_code == 400


def test_too_much_at_once_is_refused(client, hall, signed_in, tanaka):
    signed_in(tanaka)
    large = json.dumps({"entries": [], "more": "x" * 70_000})

    assert send(client, hall, *[note(number) for number in range(51)]).status_code == 400
    answer = client.post(address(hall, "/sync"), content=large, headers=SAME_SITE)
    assert answer.status_code == 413


def test_another_site_cannot_send(client, hall, signed_in, tanaka):
    signed_in(tanaka)

    answer = send(client, hall, note(), **{"Sec-Fetch-Site": "cross-site"})

    assert (answer.status_code, attendances()) == (403, [])


def test_unknown_class_has_no_door(client, signed_in, tanaka):
    signed_in(tanaka)

    for rest in ("", "/list.json"):
        assert client.get(f"/staff/door/000000000000{rest}").status_code == 404


def test_worker_keeps_every_file_and_changes_with_them(client, signed_in, tanaka, monkeypatch):
    signed_in(tanaka)
    script = client.get("/staff/door/worker.js")
    for name in door.FILES:
        assert f'"/staff/door/assets/{name}"' in script.text
    assert script.headers["content-type"] == "text/javascript; charset=utf-8"

    monkeypatch.setitem(door.assets(), "door.js", (b"changed", "text/javascript"))

    assert client.get("/staff/door/worker.js").text != script.text


def test_door_can_be_installed(client, signed_in, tanaka):
    signed_in(tanaka)
    manifest = client.get("/staff/door/assets/manifest.json").json()

    icons = [client.get(icon["src"]) for icon in manifest["icons"]]

    assert (manifest["short_name"], manifest["scope"]) == ("受付", "/staff/door/")
    assert client.get(manifest["start_url"]).status_code == 200
    assert {icon["purpose"] for icon in manifest["icons"]} == {"any", "maskable"}
    assert [answer.content[:4] for answer in icons] == [b"\x89PNG"] * 3
    assert client.get("/staff/door/assets/nothing.js").status_code == 404


def test_scripts_are_light_on_the_wire(client, signed_in, tanaka):
    signed_in(tanaka)
    names = [name for name in door.FILES if name.endswith(".js")]

    assert sum(weight(client, f"/staff/door/assets/{name}") for name in names) < 16 * 1024


def test_files_are_sent_again_only_when_they_have_changed(client, signed_in, tanaka):
    signed_in(tanaka)
    mark = client.get("/staff/door/assets/door.js").headers["etag"]

    answer = client.get("/staff/door/assets/door.js", headers={"If-None-Match": mark})

    assert (answer.status_code, answer.content) == (304, b"")
