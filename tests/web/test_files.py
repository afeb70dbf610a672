from datetime import datetime, timedelta
from urllib.parse import unquote

import pypdfium2
import pytest
import zxingcpp
from sqlmodel import select

import clock
from database import reading, writing
from models import (
    Admission,
    AuditLine,
    Booking,
    BookingStatus,
    ConsultationKind,
    Course,
    Event,
    Faq,
    Handout,
    HandoutKind,
)
from services import changes, draws, lesson_faqs
from services.moves import To
from settings import SETTINGS
from tests.classes import a_class, a_person, works_at
from tests.consulted import handed_over
from tests.services.test_faqs import drafted, published
from tests.web.reading import text_of


def words(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return "".join(page.get_textpage().get_text_range() for page in document)


def codes(pdf: bytes) -> set[str]:
    document = pypdfium2.PdfDocument(pdf)
    pictures = [page.render(scale=200 / 72).to_pil() for page in document]
    return {code.text for picture in pictures for code in zxingcpp.read_barcodes(picture)}


def only_handout() -> Handout:
    with reading() as db:
        return db.exec(select(Handout)).one()


def of_course(code: str, **changes) -> Event:
    with reading() as db:
        course = db.exec(select(Course).where(Course.code == code)).one()
    return a_class(course_id=course.id, title=course.title, **changes)


def book(event: Event, *people, status=BookingStatus.CONFIRMED, seq=1, rank=1) -> None:
    with writing() as db:
        for number, person in enumerate(people, start=seq):
            db.add(
                Booking(
                    event_id=event.id,
                    person_id=person.id,
                    status=status,
                    seq=number,
                    rank=number,
                    party=str(seq),
                    idem_key=str(number),
                )
            )


def test_lesson_sheet_of_a_course_carries_its_number_and_address(client, signed_in, sato):
    signed_in(sato)

    answer = client.get("/staff/files/lesson/course/B07.pdf")

    handout = only_handout()
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf")
    assert handout.kind is HandoutKind.LESSON
    assert handout.code in words(answer.content)
    assert f"{SETTINGS.base_url}/h/{handout.code}" in codes(answer.content)


def test_lesson_sheet_of_a_class_names_the_next_ones(client, signed_in, sato):
    signed_in(sato)
    event = of_course("B07")
    later = a_class(starts_at=event.starts_at.replace(day=11), title="地図を使う")

    answer = client.get(f"/staff/files/lesson/{event.public_id}.pdf")

    assert answer.status_code == 200
    assert "12月11日(金)" in words(answer.content)
    assert later.title in words(answer.content)


def test_class_without_a_course_has_no_lesson_sheet(client, signed_in, sato):
    signed_in(sato)

    answer = client.get(f"/staff/files/lesson/{a_class().public_id}.pdf")

    assert answer.status_code == 400
    assert "講座のてびきがありません" in text_of(answer.text)


def test_roster_names_everybody_and_is_written_down(client, signed_in, sato):
    signed_in(sato)
    event = a_class()
    couple = a_person("見本 太郎", "みほん たろう", phone="0000001234"), a_person()
    book(event, *couple)
    book(event, a_person("待人 来子", "まちびと きこ"), status=BookingStatus.WAITING, seq=3, rank=3)

    answer = client.get(f"/staff/files/roster/{event.public_id}.pdf")

    printed = words(answer.content)
    for word in ("見本 太郎", "見本 花子", "待人 来子", "みほん たろう", only_handout().code):
        assert word in printed
    with reading() as db:
        lines = db.exec(
            select(AuditLine).where(AuditLine.action == "view").order_by(AuditLine.id)
        ).all()
    assert [(lines[-1].entity, lines[-1].actor_id) for _ in lines[-1:]] == [("handout", sato.id)]


def test_pdf_is_shown_under_a_japanese_name_and_kept_nowhere(client, signed_in, sato):
    signed_in(sato)

    headers = client.get(f"/staff/files/roster/{a_class().public_id}.pdf").headers

    shown, _, name = headers["content-disposition"].rpartition("filename*=UTF-8''")
    assert shown.startswith("inline;")
    assert unquote(name) == "出席名簿 12月4日(金) 中央公民館.pdf"
    assert headers["cache-control"] == "private, no-store"


def test_volunteer_gets_the_rosters_of_own_classes_only(client, signed_in, tanaka):
    signed_in(tanaka)
    own, foreign = a_class(), a_class()
    works_at(own, tanaka)

    answers = [client.get(f"/staff/files/roster/{one.public_id}.pdf") for one in (own, foreign)]

    assert [answer.status_code for answer in answers] == [200, 403]
    assert "ほかの方の受け持ちです" in text_of(answers[1].text)


def test_counter_gets_no_sheet(client, signed_in, yamaguchi):
    signed_in(yamaguchi)

    assert client.get("/staff/files/lesson/course/B07.pdf").status_code == 403


@pytest.mark.parametrize(
    "address",
    [
        *("lesson/course/X99.pdf", "lesson/000000000000.pdf", "roster/000000000000.pdf"),
        *("slip/M77.pdf", "slip/M05-M77.pdf"),
    ],
)
def test_unknown_sheet_is_not_found(client, signed_in, sato, address):
    signed_in(sato)

    assert client.get(f"/staff/files/{address}").status_code == 404


def test_slip_of_a_kind_leads_to_its_public_page(client, signed_in, tanaka):
    signed_in(tanaka)

    answer = client.get("/staff/files/slip/M05.pdf")

    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf")
    assert "有効期限通知書" in words(answer.content)
    assert codes(answer.content) == {f"{SETTINGS.base_url}/where/M05"}
    name = answer.headers["content-disposition"].rpartition("UTF-8''")[2]
    assert unquote(name) == "持ち物メモ M05.pdf"


def test_slip_of_two_kinds_lists_the_things_of_both(client, signed_in, tanaka):
    signed_in(tanaka)

    printed = words(client.get("/staff/files/slip/M05-M10.pdf").content)

    assert [printed.count(thing) for thing in ("有効期限通知書", "スマホ\r\n")] == [1, 1]
    assert "M05・M10" in printed


@pytest.mark.parametrize(
    ("named", "told"),
    [("M05-M10", "行く前に、お電話ください"), ("M05-M20", "まよったら、お電話ください")],
)
def test_slip_sends_nobody_to_our_desk_first_who_must_call_elsewhere(
    client, signed_in, sato, named, told
):
    signed_in(sato)

    assert told in words(client.get(f"/staff/files/slip/{named}.pdf").content)


def test_slip_of_every_kind_fits_its_page(client, signed_in, sato):
    signed_in(sato)
    with reading() as db:
        kinds = db.exec(select(ConsultationKind.code)).all()

    answers = {code: client.get(f"/staff/files/slip/{code}.pdf").status_code for code in kinds}

    assert answers == dict.fromkeys(kinds, 200)


def test_counter_gets_the_slip_too(client, signed_in, yamaguchi):
    signed_in(yamaguchi)

    assert client.get("/staff/files/slip/M07.pdf").status_code == 200


def test_slip_of_four_kinds_is_refused_with_the_way_out(client, signed_in, sato):
    signed_in(sato)

    answer = client.get("/staff/files/slip/M05-M06-M07-M10.pdf")

    assert answer.status_code == 400
    assert "3種類までです。相談の種類を分けて印刷してください。" in text_of(answer.text)


def test_notice_tells_what_became_of_a_class(client, signed_in, sato):
    signed_in(sato)
    event = a_class(title="写真をとる")
    with writing() as db:
        row = db.get_one(Event, event.id)
        changes.move(db, events=[row], to=To(days=7), reason="講師の都合のため", by=sato)

    answer = client.get(f"/staff/files/notice/{event.public_id}.pdf")

    printed, handout = "".join(words(answer.content).split()), only_handout()
    for told in (
        "変更のお知らせ",
        "日にちが変わりました",
        "12月4日(金)",
        "12月11日(金)",
        "講師の都合",
    ):
        assert told in printed
    assert codes(answer.content) == {f"{SETTINGS.base_url}/h/{handout.code}"}
    page = client.get(f"/h/{handout.code}")
    assert (page.status_code, page.headers["location"]) == (303, f"/events/{event.public_id}")


def test_class_that_goes_on_as_planned_has_no_notice(client, signed_in, sato):
    signed_in(sato)

    answer = client.get(f"/staff/files/notice/{a_class().public_id}.pdf")

    assert answer.status_code == 400
    assert "変更も中止もありません" in text_of(answer.text)


def test_calls_of_the_day_are_printed_and_written_down(client, signed_in, sato):
    signed_in(sato)
    tomorrow = a_class(starts_at=clock.now() + timedelta(hours=24))
    book(tomorrow, a_person("見本 太郎", "みほん たろう", phone="0000001234"))

    answer = client.get(f"/staff/files/calls/{clock.today()}.pdf")

    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf")
    assert "見本 太郎さん" in words(answer.content)
    with reading() as db:
        last = db.exec(
            select(AuditLine).where(AuditLine.action == "view").order_by(AuditLine.id)
        ).all()[-1]
    assert (last.entity, last.entity_id, last.actor_id) == (
        "call",
        clock.today().isoformat(),
        sato.id,
    )


def test_calls_are_for_the_desk_only(client, signed_in, tanaka):
    signed_in(tanaka)

    assert client.get(f"/staff/files/calls/{clock.today()}.pdf").status_code == 403


@pytest.mark.parametrize("day", ["2026-13-01", "today", "9999-12-31"])
def test_calls_of_no_day_are_not_found(client, signed_in, sato, day):
    signed_in(sato)

    assert client.get(f"/staff/files/calls/{day}.pdf").status_code == 404


def test_record_of_a_draw_is_for_the_desk_and_only_once_decided(client, signed_in, sato, tanaka):
    event = a_class(admission=Admission.LOTTERY)
    works_at(event, tanaka)
    address = f"/staff/files/draw/{event.public_id}.pdf"
    signed_in(tanaka)
    assert client.get(address).status_code == 403

    signed_in(sato)
    assert client.get(address).status_code == 400
    with writing() as db:
        draws.decide(db, event=db.get_one(Event, event.id), seed="482", by=sato)
    answer = client.get(address)

    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf")
    assert "抽選の種「482」" in words(answer.content)


def test_week_of_the_counter_names_whom_to_call_only(client, signed_in, tanaka, yamaguchi):
    known, silent = (
        a_person("見本 太郎", "みほん たろう", phone="0000001234"),
        a_person("待人 来子"),
    )
    handed_over(
        tanaka, person=known, contact_again=True, contact_how="夕方に", note="長い文。" * 40
    )
    handed_over(tanaka, person=silent)
    signed_in(yamaguchi)

    answer = client.get("/staff/files/counter/2026-11-24.pdf")

    printed = words(answer.content)
    for word in ("見本 太郎さん", "000-000-1234", "夕方に", "続きは画面で"):
        assert word in printed
    assert "待人" not in printed


@pytest.mark.parametrize("day", ["2026-13-01", "2020-01-01", "x"])
def test_week_of_the_counter_is_a_week_about_now(day, client, signed_in, yamaguchi):
    signed_in(yamaguchi)

    assert client.get(f"/staff/files/counter/{day}.pdf").status_code == 404


def test_volunteer_gets_no_week_of_the_counter(client, signed_in, tanaka):
    signed_in(tanaka)

    assert client.get("/staff/files/counter/2026-11-24.pdf").status_code == 403


def test_sheet_of_a_faq_carries_its_answer_number_and_address(client, signed_in, tanaka, sato):
    signed_in(tanaka)
    faq = published(tanaka, sato)

    answer = client.get(f"/staff/files/faq/{faq.code}.pdf")

    sheet = only_handout()
    assert sheet.kind is HandoutKind.FAQ
    assert codes(answer.content) == {f"{SETTINGS.base_url}/h/{sheet.code}"}
    assert "文字を大きくするには" in words(answer.content)


def test_next_lesson_sheet_carries_an_attached_faq(client, stopped_clock, signed_in, tanaka, sato):
    stopped_clock(datetime(2031, 11, 24, 12, 0, tzinfo=clock.JST))  # after the lesson's own day
    signed_in(sato)
    faq = published(tanaka, sato, answer="緑の絵を押します。")
    with writing() as db:
        course = db.exec(select(Course).where(Course.code == "B07")).one()
        lesson_faqs.attach(db, faq=db.get_one(Faq, faq.id), course=course, by=sato)

    sheet = words(client.get("/staff/files/lesson/course/B07.pdf").content)

    assert ("Q0001" in sheet, "緑の絵を押します" in sheet) == (True, True)
    assert "令和13年11月24日版" in sheet


def test_sheet_of_a_draft_is_refused(client, signed_in, tanaka):
    signed_in(tanaka)
    drafted(tanaka)

    answer = client.get("/staff/files/faq/Q0001.pdf")

    assert (answer.status_code, "先に公開してください" in answer.text) == (400, True)
