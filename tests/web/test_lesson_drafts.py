from database import reading, writing
from handouts import curriculum
from handouts.pictograms import PICTURES
from models import Handout, Staff
from services import lesson_writing, printing
from tests.services.test_lesson_writing import course, table
from tests.web.test_files import of_course, only_handout, words

DRAFT = "/staff/files/lesson/draft/L08.pdf"


def write(by: Staff) -> str:
    with writing() as db:
        return lesson_writing.save(
            db,
            course=course(db),
            table=table(title="架空の題名"),
            shipped=curriculum.load("L08"),
            pictures=PICTURES,
            seen="",
            by=by,
        ).seen


def publish(by: Staff, seen: str) -> None:
    with writing() as db:
        lesson_writing.publish(db, course=course(db), seen=seen, by=by)


def test_draft_is_drawn_without_a_number_of_its_own(client, signed_in, sato):
    write(sato)
    signed_in(sato)

    answer = client.get(DRAFT)

    assert "架空の題名" in words(answer.content)
    assert "下書き" in words(answer.content)
    with reading() as db:
        assert printing.handout(db, code="AAAAA") is None


def test_course_without_a_copy_has_no_draft(client, signed_in, sato):
    signed_in(sato)

    assert client.get(DRAFT).status_code == 404


def test_draft_is_not_for_a_volunteer(client, signed_in, sato, tanaka):
    write(sato)
    signed_in(tanaka)

    assert client.get(DRAFT).status_code != 200


def test_sheet_and_page_say_what_is_published(client, signed_in, sato):
    signed_in(sato)
    client.get("/staff/files/lesson/course/L08.pdf")
    old: Handout = only_handout()
    publish(sato, write(sato))

    sheet = client.get("/staff/files/lesson/course/L08.pdf")
    page = client.get(f"/h/{old.code}").text

    assert "架空の題名" in words(sheet.content)
    assert "架空の題名" in page
    assert "てびきの文章が新しくなりました。" in page


def test_pack_of_a_class_says_what_is_published(client, signed_in, sato):
    signed_in(sato)
    event = of_course("L08")
    publish(sato, write(sato))

    pack = client.get(f"/staff/files/pack/{event.public_id}.pdf")

    assert "架空の題名" in words(pack.content)
