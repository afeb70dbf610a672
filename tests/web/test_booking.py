"""Booking on the page of a class, without a script: form, refusal, slip."""

import re
from datetime import timedelta

import pytest
from sqlmodel import select

from database import reading, writing
from models import Admission, Booking, BookingStatus, Event, EventStatus, Municipality, Person
from services import changes, slips
from tests.classes import SOON, a_class, at, crowd
from tests.services.test_bookings import book as by_telephone
from tests.web.reading import field, text_of

FORM = {"kana": "みほん はなこ", "town": "chuo", "told": "confirmed", "key": "0" * 32}


def address(event: Event) -> str:
    return f"/events/{event.public_id}/book"


def send(client, event: Event, **changes):
    return client.post(address(event), data=FORM | changes)


def rows() -> list[Booking]:
    with reading() as db:
        return list(db.exec(select(Booking).order_by(Booking.seq)))


def fill(event: Event, sato) -> None:
    by_telephone(event, *crowd(event.capacity), by=sato)


def test_class_page_leads_to_the_form(client):
    event = a_class()

    assert f'href="{address(event)}"' in client.get(f"/events/{event.public_id}").text


@pytest.mark.parametrize(
    "columns",
    [
        {"status": EventStatus.CLOSED},
        {"status": EventStatus.CANCELLED},
        {"starts_at": at(9)},
        {"opens_at": at(9, days=1)},
    ],
)
def test_class_that_takes_nobody_leads_back(client, columns):
    event = a_class(**columns)
    page = client.get(address(event))

    assert (page.status_code, page.headers["location"]) == (303, f"/events/{event.public_id}")
    assert address(event) not in client.get(f"/events/{event.public_id}").text
    assert text_of(send(client, event).text).startswith("本文へ進む")
    assert rows() == []


def test_city_without_booking_online_shows_the_telephone_alone(client):
    with writing() as db:
        db.get_one(Municipality, 1).web_booking = False
    event = a_class()

    assert address(event) not in client.get(f"/events/{event.public_id}").text
    assert client.get(address(event)).status_code == 303


def test_unknown_class_and_draft_look_the_same(client):
    draft = a_class(status=EventStatus.DRAFT)
    pages = [client.get(f"/events/{one}/book") for one in ("000000000000", draft.public_id)]

    assert [page.status_code for page in pages] == [404, 404]
    assert send(client, draft).headers["location"] == f"/events/{draft.public_id}"
    assert rows() == []


@pytest.mark.parametrize(
    ("columns", "booked", "told", "promise"),
    [
        ({}, 0, "confirmed", "先着順です。申し込むと、すぐに席が決まります。"),
        ({}, 2, "waiting", "いまは満席です。申し込むと、キャンセル待ちになります。"),
        (
            {"admission": Admission.LOTTERY, "closes_on": SOON.date() - timedelta(days=3)},
            0,
            "applied",
            "12月1日(火)まで、申し込みを集めます。 申込が定員より多いときは、抽選です。",
        ),
    ],
)
def test_form_says_before_what_one_gets(client, sato, columns, booked, told, promise):
    event = a_class(capacity=2, **columns)
    if booked:
        fill(event, sato)

    page = client.get(address(event)).text

    assert promise in text_of(page)
    assert field(page, "told") == told


def test_form_says_what_an_empty_telephone_means(client):
    page = text_of(client.get(address(a_class())).text)

    assert "書かなくても申し込めます。そのときは、申し込んだあとのページを見るか、" in page


def test_booking_leads_to_a_slip_that_reads_it_back(client):
    event = a_class(title="写真をとる")

    answer = send(client, event, with_kana="みほん たろう")
    slip = client.get(answer.headers["location"])

    assert answer.status_code == 303
    assert re.fullmatch("/b/[0-9a-f]{32}", answer.headers["location"])
    assert (
        "12月4日(金) 午前10時〜11時30分 中央公民館の「写真をとる」に、"
        "みほん はなこ様、みほん たろう様の席をお取りしました。" in text_of(slip.text)
    )
    assert "持ち物スマートフォン（充電しておきます）" in text_of(slip.text)
    assert f'href="/events/{event.public_id}.ics"' in slip.text
    assert [row.status for row in rows()] == [BookingStatus.CONFIRMED] * 2


def test_slip_is_for_its_holder_alone(client):
    slip = client.get(send(client, a_class()).headers["location"])

    assert slip.headers.get_list("referrer-policy") == ["origin"]
    assert slip.headers["cache-control"] == "no-store"
    assert slip.headers["x-robots-tag"] == "noindex, nofollow"
    assert "set-cookie" not in slip.headers
    assert "0000" not in slip.headers["content-security-policy"]


def test_second_press_and_reload_lead_to_the_same_slip(client):
    event = a_class()
    first, second = send(client, event), send(client, event)

    assert first.headers["location"] == second.headers["location"]
    assert len(rows()) == 1


def test_somebody_else_after_the_back_button_is_another_booking(client):
    event = a_class()
    first = send(client, event)
    second = send(client, event, kana="みほん たろう")

    assert first.headers["location"] != second.headers["location"]
    assert len(rows()) == 2


def test_refused_form_keeps_everything_and_names_the_fields(client):
    typed = {"kana": "花子", "with_kana": "みほん たろう", "phone": "12", "age": "75-79"}
    answer = send(client, a_class(), **typed, town="", support=["wheelchair"])

    assert answer.status_code == 400
    assert answer.headers["cache-control"] == "private, no-cache"  # or the back button asks
    assert [field(answer.text, name) for name in ("kana", "with_kana", "phone")] == [
        "花子",
        "みほん たろう",
        "12",
    ]
    assert 'value="75-79" selected' in answer.text
    assert 'value="wheelchair" checked' in answer.text
    assert field(answer.text, "key") == FORM["key"]
    assert re.findall(r'<a href="#(\w+)">', answer.text) == ["kana", "town", "phone"]
    assert answer.text.count('aria-invalid="true"') == 2
    assert rows() == []


def test_seat_that_went_meanwhile_is_asked_about_again(client, sato):
    event = a_class(capacity=1)
    fill(event, sato)

    answer = send(client, event)
    again = send(client, event, told=field(answer.text, "told"))

    assert (answer.status_code, field(answer.text, "told")) == (409, "waiting")
    assert "もう一度、下のボタンを押してください。" in text_of(answer.text)
    slip = text_of(client.get(again.headers["location"]).text)
    assert "キャンセル待ちです" in slip
    assert "いまは1番目です。" in slip


def test_couple_that_finds_one_seat_is_asked_for_two(client):
    event = a_class(capacity=3)
    send(client, event, with_kana="みほん たろう")
    couple = {"kana": "みほん いち", "with_kana": "みほん に"}

    answer = send(client, event, **couple)

    assert field(answer.text, "told") == "waiting"
    again = send(client, event, **couple, told="waiting")
    assert "キャンセル待ちです" in text_of(client.get(again.headers["location"]).text)


def test_machine_that_fills_the_hidden_box_books_nothing(client):
    event = a_class()
    answer = send(client, event, website="http://example.com")

    assert answer.headers["location"] == f"/events/{event.public_id}"
    assert rows() == []


def test_too_many_forms_from_one_address_wait(client, monkeypatch):
    event = a_class(capacity=50)
    answers = [send(client, event, kana=f"みほん {one}") for one in "あいうえおかきくけこ" * 2]
    late = send(client, event, kana="みほん おそい")

    assert {one.status_code for one in answers} == {303}
    assert late.status_code == 429
    assert field(late.text, "kana") == "みほん おそい"


@pytest.mark.parametrize("name", ["kana", "with_kana", "phone"])
def test_number_of_the_card_is_not_shown_again(client, name):
    answer = send(client, a_class(), **{name: "1234 5678 9018"})

    assert answer.status_code == 400
    assert "5678" not in answer.text
    with reading() as db:
        assert db.exec(select(Person)).all() == []


@pytest.fixture
def slip(client):
    """The address of a couple's slip for a class of the day after tomorrow."""
    event = a_class(starts_at=at(10, days=2), capacity=2)
    return send(client, event, with_kana="みほん たろう").headers["location"]


def test_coming_is_said_with_one_button(client, slip):
    assert f'action="{slip}/confirm"' in client.get(slip).text

    answer = client.post(f"{slip}/confirm")

    assert (answer.status_code, answer.headers["location"]) == (303, slip)
    page = client.get(slip).text
    assert "「行きます」のお返事をいただきました。" in text_of(page)
    assert f'action="{slip}/confirm"' not in page


def test_booking_is_given_back_and_stays_so(client, slip):
    answers = [client.post(f"{slip}/cancel") for _ in range(2)]

    assert [one.headers["location"] for one in answers] == [slip, slip]
    assert "申し込みを取り消しました" in text_of(client.get(slip).text)
    assert {row.status for row in rows()} == {BookingStatus.CANCELLED}


def test_one_of_two_is_given_back(client, slip):
    _, taro = rows()
    client.post(f"{slip}/cancel", data={"who": taro.id})

    page = text_of(client.get(slip).text)
    assert "みほん はなこ様の席をお取りしました。" in page
    assert "だけ取り消します" not in page


def test_slip_of_a_class_called_off_says_why_and_takes_no_answer(client, slip, sato):
    (event_id,) = {row.event_id for row in rows()}
    with writing() as db:
        row = db.get_one(Event, event_id)
        changes.call_off(db, events=[row], reason="大雨のため", by=sato)

    page = client.get(slip).text
    assert "この教室は、中止になりました" in text_of(page)
    assert "大雨のため" in text_of(page)
    assert "<form method" not in page
    assert client.post(f"{slip}/confirm").status_code == 400


def test_freed_seat_is_offered_and_taken_on_the_slip(client, sato):
    event = a_class(starts_at=at(10, days=2), capacity=1)
    first = send(client, event).headers["location"]
    second = send(client, event, kana="みほん たろう", told="waiting").headers["location"]

    client.post(f"{first}/cancel")

    page = client.get(second).text
    assert "席が空きました" in text_of(page)
    assert "11月25日(水) 午後5時15分までお取りしておきます。" in text_of(page)
    client.post(f"{second}/accept")
    assert "席をお取りしました" in text_of(client.get(second).text)


@pytest.mark.parametrize("verb", ["", "/confirm", "/cancel", "/accept"])
def test_unknown_slip_is_told_kindly(client, verb):
    where = f"/b/{slips.token_of('nobody')}{verb}"
    answer = client.post(where) if verb else client.get(where)

    assert answer.status_code == 404
    assert "申し込みが見つかりません" in text_of(answer.text)


@pytest.mark.parametrize(
    ("phone", "told"),
    [
        ("0000-12-3456", "いただいた番号にお電話します。"),
        ("", "教室の前の日に、もう一度見てください。"),
    ],
)
def test_slip_says_how_they_will_hear_of_a_change(client, phone, told):
    answer = send(client, a_class(), phone=phone)

    assert told in text_of(client.get(answer.headers["location"]).text)


def test_first_page_says_whether_one_can_book_there(client):
    assert "電話か、教室のページからどうぞ。" in text_of(client.get("/").text)
    with writing() as db:
        db.get_one(Municipality, 1).web_booking = False
    assert "お申し込みは電話でどうぞ。" in text_of(client.get("/").text)


def test_slip_offers_its_views_whatever_digits_its_token_holds(client):
    token = "9" * 15 + "a" + "1234567890" + "123456"  # as a hash may be, once in a while

    assert 'class="views"' in client.get(f"/b/{token}").text
