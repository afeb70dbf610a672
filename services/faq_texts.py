"""What must be right about a Faq before it is kept, and what of a question may go into one."""

import re
from typing import NamedTuple

from sqlmodel import Session, col, select

from japanese import furigana
from models import Answer, Course, Device, Faq, Question, QuestionCategory, Step, guard
from refusal import Refusal

LONGEST = {"question": 200, "answer": 1500, "words": 300}
NAMES = {"question": "質問", "answer": "答え", "words": "ほかの言い方"}
MASK = "〇〇"
_PHONE = re.compile(r"0\d{1,4}[-‐－ー(（ ]?\d{1,4}[-‐－ー)） ]?\d{3,4}")
SHORTEST_NAME = 2  # letters; 林 alone would be found in 林道


class Typed(NamedTuple):
    """A Faq as it stands in the form."""

    question: str
    answer: str
    category_id: int | None
    words: str = ""
    course_id: int | None = None
    device: Device = Device.UNKNOWN


class Proposal(NamedTuple):
    """A first wording. `blotted`: something personal stood there and was replaced by 〇〇."""

    question: str
    answer: str
    category_id: int
    course_id: int | None
    device: Device
    blotted: bool


def checked(db: Session, *, typed: Typed, of: list[Question]) -> Typed:
    """The texts without blanks around them, or a Refusal that names the place.

    of: the questions it answers; the name and the telephone number of who asked are refused.
    """
    texts = {name: getattr(typed, name).strip() for name in LONGEST}
    for name, text in texts.items():
        _check(NAMES[name], text, LONGEST[name])
    for name in ("question", "answer"):
        if not texts[name]:
            raise Refusal(f"{NAMES[name]}を書いてください。")
    if db.get(QuestionCategory, typed.category_id or 0) is None:
        raise Refusal("質問の種類を選んでください。")
    if typed.course_id and db.get(Course, typed.course_id) is None:
        raise Refusal("その講座は見つかりません。選び直してください。")
    _refuse_personal(" ".join(texts.values()), of)
    return typed._replace(**texts)


def _check(name: str, text: str, most: int) -> None:
    if fault := furigana.fault(text):
        raise Refusal(f"{name}の{fault}")
    guard.check(furigana.plain(text))  # a number could hide between two marks
    if len(text) > most:
        raise Refusal(f"{name}は{most}文字までにしてください。いま{len(text)}文字です。")


def _refuse_personal(text: str, questions: list[Question]) -> None:
    plain = furigana.plain(text)
    digits = re.sub(r"\D", "", plain)
    for one in questions:
        for name in _names(one.asker):
            if name in plain:
                raise Refusal(
                    f"「{name}」は、質問した方のお名前です。公開する文章からは消してください。"
                )
        if one.asker_phone and one.asker_phone in digits:
            raise Refusal("質問した方の電話番号が入っています。消してください。")


def _names(asker: str) -> list[str]:
    """The whole name and its parts, the longest first."""
    parts = {asker.strip(), *re.split(r"[\s　]+", asker)}
    return sorted((one for one in parts if len(one) >= SHORTEST_NAME), key=len, reverse=True)


def proposal(db: Session, *, question: Question) -> Proposal:
    """What was asked and answered, with names and telephone numbers blotted out."""
    query = (
        select(Answer)
        .where(Answer.question_id == question.id, Answer.step == Step.ANSWER)
        .order_by(col(Answer.id).desc())
    )
    last = db.exec(query).first()
    said = last.body if last else ""
    texts = [_impersonal(one, question) for one in (question.body, said)]
    return Proposal(
        question=texts[0][: LONGEST["question"]],
        answer=texts[1],
        category_id=question.category_id,
        course_id=question.course_id,
        device=question.device,
        blotted=texts != [question.body, said],
    )


def _impersonal(text: str, question: Question) -> str:
    for name in _names(question.asker):
        text = text.replace(name, MASK)
    return _PHONE.sub(MASK, text)


def of_faq(db: Session, *, faq: Faq) -> list[Question]:
    """The questions that this Faq answers."""
    return list(db.exec(select(Question).where(Question.faq_id == faq.id)))
