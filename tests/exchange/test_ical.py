from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from exchange import ical
from exchange.ical import Sitting
from models import EventStatus

JST = ZoneInfo("Asia/Tokyo")
SITTING = Sitting(
    public_id="A7K3YA7K3Y",
    title="はじめてのLINE；写真を送る, スタンプを押す、そのほかいろいろなことを試してみる教室",
    starts_at=datetime(2026, 12, 4, 1, 0, tzinfo=UTC),
    ends_at=datetime(2026, 12, 4, 2, 30, tzinfo=UTC),
    status=EventStatus.PUBLISHED,
    place="中央公民館 2階; 中央町1-2",
    note="雨のため日にちが変わりました。\nお電話 0000-00-0000（見本係）",
    url="https://tonari.example/events/A7K3YA7K3Y",
    sequence=0,
    changed_at=datetime(2026, 11, 24, 3, 0, tzinfo=UTC),
)


def entry(sitting: Sitting):
    (found,) = Calendar.from_ical(ical.calendar([sitting], "見本")).events
    return found


def test_class_comes_back_as_it_was_written():
    found = entry(SITTING)

    texts = [str(found[name]) for name in ("uid", "summary", "location", "description", "url")]
    assert texts == [
        "A7K3YA7K3Y@tonari",
        SITTING.title,
        SITTING.place,
        SITTING.note,
        SITTING.url,
    ]
    assert found.start == datetime(2026, 12, 4, 10, 0, tzinfo=JST)
    assert found.end - found.start == timedelta(minutes=90)
    assert found["dtstart"].params["TZID"] == "Asia/Tokyo"
    assert found.decoded("last-modified") == SITTING.changed_at


@pytest.mark.parametrize(
    ("status", "standing", "summary"),
    [
        (EventStatus.PUBLISHED, "CONFIRMED", "教室"),
        (EventStatus.CLOSED, "CONFIRMED", "教室"),
        (EventStatus.CANCELLED, "CANCELLED", "中止：教室"),
        (EventStatus.POSTPONED, "TENTATIVE", "延期：教室"),
        (EventStatus.DRAFT, "TENTATIVE", "承認待ち：教室"),
    ],
)
def test_standing_is_told_to_machines_and_to_people(status, standing, summary):
    found = entry(SITTING._replace(title="教室", status=status))

    assert (found["status"], found["summary"]) == (standing, summary)


def test_moved_class_keeps_its_identity_and_counts_on():
    moved = SITTING._replace(starts_at=SITTING.starts_at + timedelta(days=7), sequence=1)
    before, after = entry(SITTING), entry(moved)

    assert before["uid"] == after["uid"]
    assert (before["sequence"], after["sequence"]) == (0, 1)


def test_every_line_is_short_and_ends_as_the_standard_wants():
    """RFC 5545, 3.1: at most 75 octets without the CRLF; no character cut in two."""
    content = ical.calendar([SITTING], "となり市 スマホ教室")
    lines = content.split(b"\r\n")

    assert max(map(len, lines)) <= 75
    assert lines[-1] == b""
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert all(line.decode() is not None for line in lines)
    assert (lines[0], lines[-2]) == (b"BEGIN:VCALENDAR", b"END:VCALENDAR")


def test_calendar_knows_japans_time():
    (zone,) = Calendar.from_ical(ical.calendar([], "見本")).timezones

    assert zone["tzid"] == "Asia/Tokyo"
    (standard,) = zone.standard
    offsets = {standard["tzoffsetfrom"].td, standard["tzoffsetto"].td}
    assert offsets == {timedelta(hours=9)}


def test_same_classes_give_the_same_bytes():
    assert ical.calendar([SITTING], "見本") == ical.calendar([SITTING], "見本")
