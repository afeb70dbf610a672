from datetime import timedelta
from urllib.parse import unquote

import pytest
from sqlmodel import select

from database import reading, writing
from models import Course, District, Event, EventStatus, Handout, HandoutKind, Municipality, Series
from settings import SETTINGS
from tests.classes import a_class, at
from tests.web.test_files import codes, words

MONTH = "2026-12"


def url(handout: Handout) -> str:
    return f"{SETTINGS.base_url}/h/{handout.code}"


def newest() -> Handout:
    with reading() as db:
        return db.exec(select(Handout).order_by(Handout.id.desc())).first()


def town_of(event: Event) -> District:
    with reading() as db:
        return db.exec(select(District).order_by(District.id)).first()


def a_series(count: int = 3, **changes) -> list[Event]:
    with writing() as db:
        series = Series(title="はじめてのスマホ")
        db.add(series)
    first = a_class(series_id=series.id, number=1, title="はじめてのスマホ", **changes)
    later = [
        a_class(
            series_id=series.id,
            number=number,
            title="はじめてのスマホ",
            starts_at=first.starts_at + timedelta(weeks=number - 1),
            **changes,
        )
        for number in range(2, count + 1)
    ]
    return [first, *later]


@pytest.mark.parametrize(
    ("takes", "said"), [(True, "スマホでも、申し込めます"), (False, "こちらから")]
)
def test_code_of_a_flyer_says_whether_one_can_book_there(client, signed_in, sato, takes, said):
    signed_in(sato)
    with writing() as db:
        db.get_one(Municipality, 1).web_booking = takes
    event = a_class()

    answer = client.get(f"/staff/files/flyer/{event.public_id}.pdf")

    assert said in words(answer.content)


@pytest.mark.parametrize(("kind", "size"), [("flyer", 595), ("poster", 842)])
def test_sheet_that_invites_carries_what_one_must_know(client, signed_in, sato, kind, size):
    signed_in(sato)
    with reading() as db:
        course = db.exec(select(Course).where(Course.code == "B07")).one()
    event = a_class(course_id=course.id, title="LINEを使う", capacity=12)

    answer = client.get(f"/staff/files/{kind}/{event.public_id}.pdf")

    said, handout = words(answer.content).replace("\r\n", ""), newest()
    assert (answer.status_code, handout.kind) == (200, HandoutKind(kind))
    for word in ("LINEを使う", "12月4日(金)", "午前10時", "12名（先着順）", "無料", handout.code):
        assert word in said
    assert codes(answer.content) == {url(handout)}


def test_flyer_of_a_series_lists_the_dates_to_come(client, signed_in, sato):
    signed_in(sato)
    dates = a_series()

    answer = client.get(f"/staff/files/flyer/series/{dates[0].public_id}.pdf")

    said = words(answer.content)
    assert "はじめてのスマホ（全3回）" in said.replace("\r\n", "")
    assert [day in said for day in ("12月4日(金)", "12月11日(金)", "12月18日(金)")] == [True] * 3
    assert said.count("午前10時") == 1  # 毎回 午前10時〜


def test_flyer_of_a_series_that_has_begun_counts_what_is_left(client, signed_in, sato):
    signed_in(sato)
    dates = a_series()
    with writing() as db:
        db.get_one(Event, dates[0].id).status = EventStatus.HELD

    said = words(client.get(f"/staff/files/flyer/series/{dates[1].public_id}.pdf").content)

    assert "はじめてのスマホ（あと2回）" in said.replace("\r\n", "")
    assert "第2回" in said


def test_code_of_a_series_leads_to_its_next_date(client, signed_in, sato):
    signed_in(sato)
    dates = a_series()
    client.get(f"/staff/files/flyer/series/{dates[0].public_id}.pdf")
    handout = newest()
    with writing() as db:
        db.get_one(Event, dates[0].id).status = EventStatus.HELD

    answer = client.get(f"/h/{handout.code}", follow_redirects=False)

    assert (answer.status_code, answer.headers["location"]) == (
        303,
        f"/events/{dates[1].public_id}",
    )


@pytest.mark.parametrize("kind", ["flyer", "poster"])
def test_code_of_one_class_leads_to_its_page(client, signed_in, sato, kind):
    signed_in(sato)
    event = a_class()
    client.get(f"/staff/files/{kind}/{event.public_id}.pdf")

    answer = client.get(f"/h/{newest().code}", follow_redirects=False)

    assert answer.headers["location"] == f"/events/{event.public_id}"


def test_same_flyer_keeps_its_number_until_the_class_is_changed(client, signed_in, sato):
    signed_in(sato)
    event = a_class()

    def printed() -> str:
        client.get(f"/staff/files/flyer/{event.public_id}.pdf")
        return newest().code

    first, again = printed(), printed()
    with writing() as db:
        row = db.get_one(Event, event.id)
        row.notice, row.notice_on = 1, event.local_date - timedelta(days=3)
        row.notice_text = "時間が変わりました。"

    assert (first == again, printed() == first) == (True, False)


@pytest.mark.parametrize("kind", ["flyer", "poster", "flyer/series", "poster/series"])
@pytest.mark.parametrize("status", [EventStatus.DRAFT, EventStatus.CANCELLED])
def test_what_is_not_announced_is_not_printed(client, signed_in, sato, kind, status):
    signed_in(sato)
    event = a_class(status=status)

    answer = client.get(f"/staff/files/{kind}/{event.public_id}.pdf")

    assert answer.status_code == 400
    assert "先に公開してください" in answer.text


def test_month_of_a_town_lists_its_classes_and_those_near(client, signed_in, sato):
    signed_in(sato)
    own = a_class(title="町の教室")
    town = town_of(own)

    answer = client.get(f"/staff/files/month/{town.code}/{MONTH}.pdf")

    assert answer.status_code == 200
    said = words(answer.content)
    for word in (town.name, "令和8年12月", "町の教室", "12月4日(金)"):
        assert word in said
    assert codes(answer.content) == {url(newest())}
    name = answer.headers["content-disposition"].rpartition("UTF-8''")[2]
    assert unquote(name) == f"予定表 {town.name} 令和8年12月.pdf"
    found = client.get(f"/h/{newest().code}", follow_redirects=False)
    assert found.headers["location"] == f"/?town={town.code}"


def test_month_of_a_town_asks_to_no_class_that_is_over(client, signed_in, sato):
    signed_in(sato)
    for day in range(1, 7):
        a_class(title=f"{day}番目の教室", starts_at=at(14, days=day - 4))

    with reading() as db:
        other = db.exec(select(District.code).where(District.code != "chuo")).first()
    said = words(client.get(f"/staff/files/month/{other}/2026-11.pdf").content)

    assert [f"{day}番目の教室" in said for day in range(1, 7)] == [False] * 3 + [True] * 3


def test_month_of_all_towns_leads_to_all_classes(client, signed_in, sato):
    signed_in(sato)
    town = town_of(a_class(title="町の教室"))

    answer = client.get(f"/staff/files/month/all/{MONTH}.pdf")

    assert "全地区" in words(answer.content)
    assert f"（{town.name}）" in words(answer.content)
    assert client.get(f"/h/{newest().code}", follow_redirects=False).headers["location"] == "/"


def test_month_changes_its_number_with_its_classes(client, signed_in, sato):
    signed_in(sato)
    a_class()

    def printed() -> str:
        client.get(f"/staff/files/month/all/{MONTH}.pdf")
        return newest().code

    first, again = printed(), printed()
    a_class(starts_at=a_class().starts_at + timedelta(days=1))

    assert (first == again, printed() == first) == (True, False)


@pytest.mark.parametrize(
    "address", ["nowhere/2026-12", "all/2026-13", "all/2019-01", "all/december"]
)
def test_month_that_cannot_be_is_not_found(client, signed_in, sato, address):
    signed_in(sato)

    assert client.get(f"/staff/files/month/{address}.pdf").status_code == 404


@pytest.mark.parametrize("kind", ["flyer", "poster", "flyer/series", "poster/series"])
def test_counter_gets_none_of_them(client, signed_in, yamaguchi, kind):
    signed_in(yamaguchi)

    assert client.get(f"/staff/files/{kind}/{a_class().public_id}.pdf").status_code == 403
    assert client.get(f"/staff/files/month/all/{MONTH}.pdf").status_code == 403
