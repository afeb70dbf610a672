from datetime import timedelta

import pytest
from icalendar import Calendar

from database import writing
from models import Event, EventStatus
from tests.classes import SOON, a_class
from tests.web.reading import text_of


def set_status(event: Event, status: EventStatus, notice: int = 0) -> None:
    with writing() as db:
        row = db.get_one(Event, event.id)
        row.status, row.notice = status, notice


def entries(answer) -> list[tuple[str, str]]:
    found = Calendar.from_ical(answer.content).events
    return [(str(one["summary"]), str(one["status"])) for one in found]


def test_feed_has_what_is_announced_and_what_was_called_off_and_no_more(client):
    a_class(title="公開")
    a_class(title="締切", status=EventStatus.CLOSED, starts_at=SOON + timedelta(days=1))
    a_class(title="雨", status=EventStatus.CANCELLED, starts_at=SOON + timedelta(days=2), notice=1)
    a_class(title="雪", status=EventStatus.POSTPONED, starts_at=SOON + timedelta(days=3), notice=1)
    a_class(title="取り下げた下書き", status=EventStatus.CANCELLED)
    a_class(title="下書き", status=EventStatus.DRAFT)
    a_class(title="きのう", starts_at=SOON - timedelta(days=11))

    answer = client.get("/calendar.ics")

    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert entries(answer) == [
        ("公開", "CONFIRMED"),
        ("締切", "CONFIRMED"),
        ("中止：雨", "CANCELLED"),
        ("延期：雪", "TENTATIVE"),
    ]


def test_feed_of_a_town_has_its_classes_alone(client):
    a_class(title="中央", district="chuo")
    a_class(title="若葉", district="wakaba")

    answer = client.get("/calendar.ics?town=wakaba")

    assert entries(answer) == [("若葉", "CONFIRMED")]
    assert "スマホ教室（若葉町）" in answer.text
    assert client.get("/calendar.ics?town=nowhere").status_code == 404


def test_calling_off_shows_at_once_and_counts_on(client):
    event = a_class(title="教室")
    before = client.get("/calendar.ics")
    set_status(event, EventStatus.CANCELLED, notice=1)
    after = client.get("/calendar.ics")

    assert (entries(before), entries(after)) == (
        [("教室", "CONFIRMED")],
        [("中止：教室", "CANCELLED")],
    )
    assert Calendar.from_ical(after.content).events[0]["sequence"] == 1


def test_calendar_that_has_the_feed_is_told_so(client):
    a_class()
    first = client.get("/calendar.ics")
    again = client.get("/calendar.ics", headers={"If-None-Match": first.headers["etag"]})

    assert first.headers["cache-control"] == "public, max-age=30"
    assert (again.status_code, again.content) == (304, b"")


def test_one_class_goes_into_a_calendar(client):
    event = a_class(title="地図を使う", note="鍵は9時")
    page = client.get(f"/events/{event.public_id}")
    address = f"/events/{event.public_id}.ics"

    assert f'<a class="button second" href="{address}">カレンダーに入れる</a>' in page.text
    (found,) = Calendar.from_ical(client.get(address).content).events
    assert (str(found["uid"]), str(found["summary"])) == (f"{event.public_id}@tonari", "地図を使う")
    assert str(found["url"]).endswith(f"/events/{event.public_id}")
    assert "鍵" not in str(found)


@pytest.mark.parametrize("status", [EventStatus.DRAFT, EventStatus.HELD, EventStatus.REPORTED])
def test_class_that_is_not_announced_is_not_given_out(client, status):
    event = a_class(status=status)

    assert client.get(f"/events/{event.public_id}.ics").status_code == 404


def test_called_off_class_offers_no_calendar_on_its_page(client):
    event = a_class(status=EventStatus.CANCELLED)

    assert ".ics" not in client.get(f"/events/{event.public_id}").text


def test_feeds_are_explained_and_linked_by_town(client):
    page = client.get("/calendar")

    assert '<a href="webcal://localhost:8501/calendar.ics?town=wakaba">若葉町</a>' in page.text
    assert "日にちが変わったり、中止になったり" in text_of(page.text)
