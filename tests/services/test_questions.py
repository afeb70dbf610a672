from datetime import date

import pytest
from sqlmodel import select

from database import reading, writing
from models import (
    AuditLine,
    Course,
    Event,
    Handout,
    HandoutKind,
    QuestionCategory,
    QuestionChannel,
)
from refusal import Refusal
from services import questions
from services.question_form import Incomplete
from tests.classes import a_class, course, district
from tests.services.tickets import TYPED, act, ask, stored

NUMBER = "1234 5678 9018"  # synthetic


@pytest.fixture(autouse=True)
def _noon_in_the_town(town, stopped_clock):
    pass


def problems(**changes) -> list[str]:
    with pytest.raises(Incomplete) as no:
        ask(**changes)
    return list(no.value.problems)


def test_ask_is_due_in_three_office_days():
    """Tuesday noon: Wednesday, Thursday, Friday."""
    assert ask().due_on == date(2026, 11, 27)


def test_ask_about_money_is_urgent_and_due_the_same_day():
    question = ask(category_code="money_fraud")

    assert (question.is_urgent, question.due_on) == (True, date(2026, 11, 24))


def test_ask_from_a_sheet_remembers_the_sheet():
    with writing() as db:
        course = db.exec(select(Course).where(Course.code == "B07")).one()
        sheet = Handout(
            kind=HandoutKind.LESSON,
            subject="lesson:B07",
            edition=date(2026, 11, 1),
            course_id=course.id,
        )
        db.add(sheet)

    question = ask(handout=sheet)

    assert (question.channel, question.handout_id) == (QuestionChannel.HANDOUT, sheet.id)


def test_ask_about_a_class_belongs_to_its_district():
    event = a_class(district="wakaba")

    question = ask(event=event)

    assert (question.channel, question.event_id) == (QuestionChannel.WEB, event.id)
    assert question.district_id == district("wakaba").id


def test_ask_with_the_same_key_is_stored_once():
    first, again = ask(), ask(body="別の文章")

    assert (again.id, [one.body for one in stored()]) == (first.id, [TYPED["body"]])


def test_ask_keeps_name_and_digits_with_consent():
    question = ask(asker=" 架空 花子 ", asker_phone="0000-00-1234", consent=True)

    assert (question.asker, question.asker_phone) == ("架空 花子", "0000001234")


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"body": " 　"}, ["body"]),
        ({"body": "あ" * 1001}, ["body"]),
        ({"category_code": ""}, ["category"]),
        ({"asker": "架空 花子"}, ["consent"]),
        ({"asker_phone": "0000-00-1234"}, ["consent"]),
        ({"asker": "あ" * 41, "consent": True}, ["asker"]),
        ({"asker_phone": "12", "consent": True}, ["asker_phone"]),
        ({"body": f"番号は{NUMBER}です"}, ["body"]),
        ({"asker": NUMBER, "consent": True}, ["asker"]),
        ({"asker_phone": NUMBER, "consent": True}, ["asker_phone"]),
        ({"body": "", "category_code": "", "asker": "花"}, ["category", "body", "consent"]),
    ],
)
def test_ask_names_every_field_to_be_mended(changes, fields):
    assert (problems(**changes), stored()) == (fields, [])


def test_refusal_never_repeats_the_number():
    with pytest.raises(Incomplete) as no:
        ask(body=f"番号は{NUMBER}です")

    assert not set(NUMBER.split()) & set(str(no.value).split())
    assert "1234" not in str(no.value)


def test_asked_finds_the_question_by_its_key_only():
    question = ask()

    with reading() as db:
        found = [questions.asked(db, idem_key=key) for key in ("first", "", "firs")]
    assert [one and one.id for one in found] == [question.id, None, None]


def test_categories_leave_out_the_retired():
    with writing() as db:
        row = db.exec(select(QuestionCategory).where(QuestionCategory.code == "cashless")).one()
        row.is_active = False

    with reading() as db:
        codes = [one.code for one in questions.categories(db)]
    assert (codes[0], codes[-1], "cashless" in codes) == ("money_fraud", "other", False)


def test_recorded_question_belongs_to_whoever_noted_it(tanaka):
    event = a_class()
    with writing() as db:
        row = questions.record(
            db,
            category_code="basics",
            body="音が出ません。",
            idem_key="hall",
            event=db.get_one(Event, event.id),
            by=tanaka,
        )

    assert (row.owner_id, row.channel, row.event_id) == (
        tanaka.id,
        QuestionChannel.HALL,
        event.id,
    )


def test_question_is_about_the_lesson_of_the_class_or_of_the_sheet_or_as_said(tanaka):
    said, of_sheet, of_class = (course(code) for code in ("B01", "B02", "B07"))
    event = a_class(course_id=of_class.id)
    with writing() as db:
        columns = {"subject": "lesson:B02", "edition": date(2026, 11, 1), "course_id": of_sheet.id}
        sheet = Handout(kind=HandoutKind.LESSON, **columns)
        db.add(sheet)
    known = {"category_code": "basics", "body": "音が出ません。", "event": event, "by": tanaka}

    with writing() as db:
        rows = [
            questions.record(db, idem_key="1", **known),
            questions.record(db, idem_key="2", handout=sheet, **known),
            questions.record(db, idem_key="3", handout=sheet, course=said, **known),
        ]

    assert ask(event=event).course_id == of_class.id
    assert [row.course_id for row in rows] == [of_class.id, of_sheet.id, said.id]
    assert [row.handout_id for row in rows] == [None, sheet.id, sheet.id]


def test_telephone_number_is_kept_to_call_back():
    assert ask(idem_key="1").wants_call is False
    assert ask(idem_key="2", asker_phone="0000-00-1234", consent=True).wants_call is True


@pytest.mark.parametrize("number", ["", "0", "²", "x", "9" * 30])
def test_find_knows_no_such_number(db, sato, number):
    with pytest.raises(Refusal, match="見つかりません"):
        questions.find(db, number=number, by=sato)


def test_find_hides_another_district(tanaka):
    foreign = ask(event=a_class(district="kitahara"))

    with reading() as db, pytest.raises(Refusal, match="見つかりません"):
        questions.find(db, number=str(foreign.id), by=tanaka)


def test_looking_at_a_question_with_a_name_is_written_down(sato):
    named = ask(idem_key="1", asker="架空 花子", consent=True)
    nameless = ask(idem_key="2")
    with reading() as db:
        before = len(db.exec(select(AuditLine)).all())

    act(questions.look, named, by=sato)
    act(questions.look, nameless, by=sato)

    with reading() as db:
        lines = db.exec(select(AuditLine).order_by(AuditLine.id)).all()[before:]
    assert [(one.action, one.entity_id, one.actor_id) for one in lines] == [
        ("view", str(named.id), sato.id)
    ]
