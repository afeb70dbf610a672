"""Questions for tests of the support desk."""

from sqlmodel import select

from database import reading, writing
from models import Device, Question
from services import questions

TYPED = {
    "category_code": "basics",
    "body": "文字を大きくしたいです。",
    "device": Device.ANDROID,
    "idem_key": "first",
}
CALLED = {"asker": "見本", "asker_phone": "000-001-2345", "consent": True}


def ask(**changes) -> Question:
    with writing() as db:
        return questions.ask(db, **TYPED | changes)


def act(verb, question: Question, **arguments) -> Question:
    with writing() as db:
        row = db.get_one(Question, question.id)
        verb(db, question=row, **arguments)
    return row


def stored() -> list[Question]:
    with reading() as db:
        return list(db.exec(select(Question).order_by(Question.id)))
