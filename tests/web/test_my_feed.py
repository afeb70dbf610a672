from datetime import timedelta

import pytest
from icalendar import Calendar
from sqlmodel import select

from database import writing
from models import Duty, Event, EventStatus, Shift, Staff, Venue
from services import bookings, own_feed
from tests.classes import SOON, a_class, a_person, works_at
from tests.services.test_shifts import drafted


@pytest.fixture(autouse=True)
def _noon(stopped_clock):
    pass


@pytest.fixture
def path(tanaka):
    with writing() as db:
        return f"/calendar/mine/{own_feed.begin(db, by=tanaka)}.ics"


def entries(answer) -> list[tuple[str, str]]:
    found = Calendar.from_ical(answer.content).events
    return [(str(one["summary"]), str(one["status"])) for one in found]


def test_own_published_shifts_are_followed_without_a_sign_in(client, path, tanaka, suzuki):
    works_at(a_class(title="LINE教室"), tanaka, Duty.HELPER)
    off = {"status": EventStatus.CANCELLED, "starts_at": SOON + timedelta(days=1)}
    works_at(a_class(title="地図", **off), tanaka)
    works_at(a_class(title="ほかの教室"), suzuki)
    drafted(a_class(title="案の教室"), tanaka)

    answer = client.get(path)
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert answer.headers["cache-control"] == "private, no-store"
    assert entries(answer) == [
        ("LINE教室（補助）", "CONFIRMED"),
        ("中止：地図（講師）", "CANCELLED"),
    ]


def test_no_name_and_no_key_leaves_the_house(client, path, sato, tanaka, suzuki):
    event = a_class(capacity=3)
    guest = a_person("渡辺 和子", "わたなべ かずこ")
    with writing() as db:
        db.get_one(Venue, event.venue_id).access = "鍵はポストの中"
        row = db.get_one(Event, event.id)
        bookings.book(db, event=row, people=[guest], idem_key="k", by=sato)
    works_at(event, tanaka)
    works_at(event, suzuki, Duty.HELPER)

    text = client.get(path).text.replace("\r\n ", "")
    assert [one in text for one in ("渡辺", "鈴木", "鍵")] == [False] * 3


def test_shift_given_away_leaves_the_calendar(client, path, tanaka, suzuki):
    works_at(a_class(), tanaka)
    with writing() as db:
        db.exec(select(Shift)).one().staff_id = suzuki.id

    assert entries(client.get(path)) == []


def test_address_leads_nowhere_once_it_is_revoked(client, path, tanaka):
    with writing() as db:
        own_feed.end(db, by=tanaka)

    assert client.get(path).status_code == 404


def test_address_leads_nowhere_once_the_account_is_closed(client, path, tanaka):
    with writing() as db:
        db.get_one(Staff, tanaka.id).disabled_at = SOON

    assert client.get(path).status_code == 404


def test_strange_address_leads_nowhere(client, tanaka):
    assert client.get("/calendar/mine/none.ics").status_code == 404
