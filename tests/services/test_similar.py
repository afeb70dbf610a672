import pytest
from sqlmodel import select

from database import reading, writing
from models import Device, District, Question, QuestionStatus, Staff
from services import questions, similar

SILENT = "LINEの通知の音が鳴りません。"


def asked(body: str, *, district_id: int | None = None) -> Question:
    with writing() as db:
        row = questions.ask(
            db, category_code="line_sns", body=body, device=Device.UNKNOWN, idem_key=body
        )
        row.district_id = district_id
    return row


def found(question: Question, by: Staff) -> list[str]:
    with reading() as db:
        return [one.body for one in similar.questions(db, question=question, by=by)]


def test_questions_about_the_same_are_found_and_others_are_not(town, sato):
    question = asked(SILENT)
    asked("LINEの音が鳴らない。通知は入れています。")
    asked("写真がいっぱいです。")

    assert found(question, sato) == ["LINEの音が鳴らない。通知は入れています。"]


def test_another_districts_question_is_not_among_them(town, sato, tanaka, suzuki):
    with reading() as db:
        home = db.exec(select(District.id).order_by(District.position)).first()
    question = asked(SILENT)
    asked("LINEの通知の音が出ない。", district_id=home)

    assert (len(found(question, tanaka)), found(question, suzuki)) == (1, [])


def test_question_merged_into_another_one_is_not_offered_again(town, sato):
    question, other = asked(SILENT), asked("LINEの通知の音が出ない。")
    with writing() as db:
        row = db.get_one(Question, other.id)
        row.merged_into_id, row.merged_from = question.id, QuestionStatus.OPEN

    assert found(question, sato) == []


@pytest.mark.parametrize("body", ["？", "です。"])
def test_question_without_a_word_is_like_none(body, town, sato):
    asked(SILENT)

    assert found(asked(body), sato) == []
