from urllib.parse import unquote

import pytest
from sqlmodel import select

from database import reading, writing
from models import AgeBand, AuditLine, Booking, BookingStatus, Event, Handout, HandoutKind, Series
from services import attendance
from services.newcomers import Newcomer
from settings import SETTINGS
from tests.classes import a_class, a_person, at, works_at
from tests.web.reading import text_of
from tests.web.test_files import book, codes, of_course, words


def path(kind: str, event: Event, number: int | str = "") -> str:
    return f"/staff/files/{kind}/{event.public_id}{f'/{number}' if number else ''}.pdf"


def views() -> list[tuple[str, int]]:
    with reading() as db:
        lines = db.exec(select(AuditLine).where(AuditLine.action == "view").order_by(AuditLine.id))
        return [(one.entity, one.actor_id) for one in lines]


def a_couple_booked(event: Event) -> int:
    """Their booking's number."""
    couple = a_person("見本 太郎", "みほん たろう"), a_person("見本 花子", "みほん はなこ")
    book(event, *couple, seq=100 * event.id)
    with reading() as db:
        return db.exec(select(Booking.id).where(Booking.event_id == event.id)).first()


def test_slips_of_a_class_are_one_for_each_party_with_a_seat(client, signed_in, sato):
    signed_in(sato)
    event = a_class(title="写真を送る")
    a_couple_booked(event)
    book(event, a_person("待人 来子", "まちびと きこ"), status=BookingStatus.WAITING, seq=3)
    book(event, a_person("明石 一", "あかし はじめ"), seq=4)

    answer = client.get(path("booking", event))

    said = words(answer.content)
    assert (said.count("申込のひかえ"), "待人" in said) == (2, False)
    assert said.index("明石 一さん") < said.index("見本 太郎さん、見本 花子さん")
    name = answer.headers["content-disposition"].rpartition("UTF-8''")[2]
    assert unquote(name) == "申込のひかえ 12月4日(金) 中央公民館.pdf"


def test_slip_leads_to_the_page_of_the_class_and_to_nobodys_booking(client, signed_in, sato):
    signed_in(sato)
    event = a_class()
    number = a_couple_booked(event)

    answer = client.get(path("booking", event, number))

    with reading() as db:
        handout = db.exec(select(Handout)).one()
    assert handout.kind is HandoutKind.BOOKING
    assert codes(answer.content) == {f"{SETTINGS.base_url}/h/{handout.code}"}
    page = client.get(f"/h/{handout.code}")
    assert page.headers["location"] == f"/events/{event.public_id}"
    assert views()[-1:] == [("handout", sato.id)]


@pytest.mark.parametrize(
    ("phone", "told"), [("0000001234", "お電話します。"), ("", "前の日までにお電話ください。")]
)
def test_who_waits_is_promised_a_call_only_with_a_number(client, signed_in, sato, phone, told):
    signed_in(sato)
    event = a_class()
    book(event, a_person(phone=phone), status=BookingStatus.WAITING)
    with reading() as db:
        number = db.exec(select(Booking.id)).one()

    said = "".join(words(client.get(path("booking", event, number)).content).split())

    assert "キャンセル待ちの1番目です。席があいたら、" in said
    assert told in said


def test_slips_of_a_class_nobody_booked_are_refused(client, signed_in, sato):
    signed_in(sato)

    answer = client.get(path("booking", a_class()))

    assert answer.status_code == 400
    assert "申し込みがあってから印刷してください" in text_of(answer.text)


def test_slip_of_another_class_is_not_found(client, signed_in, sato):
    signed_in(sato)
    number, other = a_couple_booked(a_class()), a_class()
    a_couple_booked(other)

    for guessed in (number, "0", "x"):
        assert client.get(path("booking", other, guessed)).status_code == 404


@pytest.mark.parametrize("kind", ["card", "badge"])
def test_cards_and_badges_are_for_who_booked_and_who_came(client, signed_in, sato, kind):
    signed_in(sato)
    event = a_class(starts_at=at(10))
    a_couple_booked(event)
    book(event, a_person("待人 来子", "まちびと きこ"), status=BookingStatus.WAITING, seq=9)
    with writing() as db:
        guest = attendance.walk_in(
            db,
            event=db.get_one(Event, event.id),
            newcomer=Newcomer(None, AgeBand.A70, name="飛入 参"),
            idem_key="walk-in",
            by=sato,
        ).person

    answer = client.get(path(kind, event))

    said = "".join(words(answer.content).split())  # on a badge the family name has its own line
    named = [name in said for name in ("見本太郎", "見本花子", "飛入参", "待人")]
    assert named == [True, True, True, False]
    assert guest.card_code in codes(answer.content)
    assert views()[-1:] == [("event", sato.id)]


def test_badges_name_the_team_with_what_it_does(client, signed_in, sato, tanaka):
    signed_in(sato)
    event = a_class()
    works_at(event, tanaka)

    said = words(client.get(path("badge", event)).content)

    assert "田中" in said
    assert "講師" in said


def test_blank_cards_carry_nobodys_number(client, signed_in, tanaka, yamaguchi):
    address = "/staff/files/card/blank.pdf"
    signed_in(tanaka)
    pdf = client.get(address).content
    signed_in(yamaguchi)

    assert (words(pdf).count("お名前"), codes(pdf)) == (10, set())
    assert client.get(address).status_code == 403


@pytest.mark.parametrize("kind", ["booking", "card", "badge", "sign-in", "pack"])
def test_volunteer_gets_the_names_of_own_classes_only(client, signed_in, tanaka, kind):
    signed_in(tanaka)
    own, foreign = a_class(), a_class()
    works_at(own, tanaka)
    for event in (own, foreign):
        a_couple_booked(event)

    answers = [client.get(path(kind, one)) for one in (own, foreign)]

    assert [answer.status_code for answer in answers] == [200, 403]
    assert "ほかの方の受け持ちです" in text_of(answers[1].text)


def test_list_for_the_table_has_the_numbers_of_the_roster(client, signed_in, sato):
    signed_in(sato)
    event = a_class()
    a_couple_booked(event)
    book(event, a_person("待人 来子", phone="0000001234"), status=BookingStatus.WAITING, seq=9)

    said = words(client.get(path("sign-in", event)).content)

    assert [name in said for name in ("見本 太郎", "待人", "0000")] == [True, False, False]
    with reading() as db:
        assert sorted(db.exec(select(Booking.roster_row))) == [1, 2, 3]
    assert views()[-1:] == [("event", sato.id)]


@pytest.mark.parametrize("which", ["blank", "corner"])
def test_form_of_a_consultation_is_for_who_records_one(client, signed_in, tanaka, yamaguchi, which):
    address = path("consultation", a_class(tables=2))
    if which == "blank":
        address = "/staff/files/consultation/blank.pdf"
    signed_in(tanaka)
    answer = client.get(address)
    signed_in(yamaguchi)

    assert answer.status_code == 200
    said = words(answer.content)
    assert ("M05" in said, "中央公民館" in said) == (True, which == "corner")
    assert client.get(address).status_code == 403


def test_certificate_names_the_course_and_its_dates(client, signed_in, sato):
    signed_in(sato)
    with writing() as db:
        series = Series(title="はじめてのスマホ")
        db.add(series)
    event = a_class(series_id=series.id, number=1, title="はじめてのスマホ")
    a_couple_booked(event)

    answer = client.get(path("certificate", event))

    said = "".join(words(answer.content).split())
    for word in ("修了証", "見本太郎様", "「はじめてのスマホ」", "全1回", "令和8年12月4日"):
        assert word in said
    assert views()[-1:] == [("event", sato.id)]


def test_certificate_of_a_class_alone_is_refused(client, signed_in, sato):
    signed_in(sato)

    assert client.get(path("certificate", a_class())).status_code == 400


def test_pack_holds_the_sheets_of_the_day(client, signed_in, sato):
    signed_in(sato)
    event = of_course("B07", tables=2)
    a_couple_booked(event)

    answer = client.get(path("pack", event))

    said = words(answer.content)
    for word in (
        "教室一式",
        "出席名簿",
        "受付票",
        "スマホ教室",
        "教室のアンケート",
        "相談票",
        "見本 太郎",
    ):
        assert word in said
    with reading() as db:
        kinds = set(db.exec(select(Handout.kind)))
    assert kinds == {HandoutKind.ROSTER, HandoutKind.LESSON, HandoutKind.SURVEY}
    assert ("event", sato.id) in views()
