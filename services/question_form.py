"""What must be right about a question before it is kept: every fault is told at once."""

from typing import NamedTuple

from sqlmodel import Session, select

from japanese import phones
from models import QuestionCategory, guard, split
from refusal import Refusal

LONGEST = {"body": 1000, "asker": 40}
NAMES = {"body": "質問", "asker": "お名前"}
NO_CATEGORY = "質問の種類を選んでください。"
NO_BODY = "質問を書いてください。ひとことでもかまいません。"
NO_CONSENT = "お名前や電話番号を残すときは、「同意する」に印をつけてください。"


class Incomplete(Refusal):
    """Something is missing or must not be written; `problems` says at which field."""

    def __init__(self, problems: dict[str, str]):
        super().__init__("".join(problems.values()))
        self.problems = problems


class Typed(NamedTuple):
    """What may be kept; the telephone number in digits only."""

    category: QuestionCategory
    body: str
    asker: str
    asker_phone: str


def checked(
    db: Session, *, category_code: str, body: str, asker: str, asker_phone: str, consent: bool
) -> Typed:
    """What was typed, ready to be kept, or Incomplete."""
    body, asker, asker_phone = body.strip(), asker.strip(), asker_phone.strip()
    chosen = select(QuestionCategory).where(QuestionCategory.code == category_code)
    category = db.exec(chosen).first()
    problems = {} if category else {"category": NO_CATEGORY}
    if not body:
        problems["body"] = NO_BODY
    problems |= _faults({"body": body, "asker": asker, "asker_phone": asker_phone})
    if (asker or asker_phone) and not consent:
        problems["consent"] = NO_CONSENT
    if problems:
        raise Incomplete(problems)
    return Typed(category, body, asker, phones.digits(asker_phone) if asker_phone else "")


def _faults(texts: dict[str, str]) -> dict[str, str]:
    found = {}
    for field, text in texts.items():
        finding = guard.find(text)
        if finding:
            found[field] = guard.SENTENCE[finding]
        elif len(text) > LONGEST.get(field, len(text)):
            found[field] = f"{NAMES[field]}は{LONGEST[field]}文字までにしてください。"
        elif field == "asker_phone" and text:
            found |= _phone_fault(text)
    return found or _split(texts)


def _split(texts: dict[str, str]) -> dict[str, str]:
    """A number of which the end was written into the box for the name."""
    try:
        split.check((texts["body"], texts["asker"]))
    except Refusal as no:
        return {"asker": str(no)}
    return {}


def _phone_fault(text: str) -> dict[str, str]:
    try:
        phones.digits(text)
    except Refusal as no:
        return {"asker_phone": str(no)}
    return {}
