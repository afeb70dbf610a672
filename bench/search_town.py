"""The data and the questions of bench.search: the Faqs of the first start over and over, varied."""

import random
from pathlib import Path

from sqlalchemy import insert
from sqlmodel import select
from starlette.applications import Starlette
from starlette.testclient import TestClient

import clock
import start
from database import Db, migrate, reading, writing
from models import Faq, FaqEdition, FaqStatus, Question, QuestionCategory, Staff, term
from services import search
from services import similar as alike
from web.routes import ROUTES

ASKED = Path(__file__).parent.parent / "tests" / "services" / "asked.tsv"
TEXTS = [
    line.split("\t")[2] for line in ASKED.read_text("utf-8").splitlines() if line.startswith("dev")
]
ENDS = ("", "急いでいます。", "娘に聞いてもわかりません。", "教室で教わったのですが。")


def fill(*, questions: int, faqs: int) -> None:
    """The demo town, and as many questions and published Faqs beside its own as make the sum."""
    migrate()
    start.fill()
    chance = random.Random(2026)
    with writing() as db:
        _fill_faqs(db, faqs, chance)
    with writing() as db:
        _fill_questions(db, questions, chance)


def _fill_faqs(db: Db, many: int, chance: random.Random) -> None:
    own = db.exec(select(Faq).where(Faq.status == FaqStatus.PUBLISHED)).all()
    for number in range(len(own), many):
        one, other = chance.sample(own, 2)
        faq = Faq(
            code=f"Q{number + 1_000}",
            status=FaqStatus.PUBLISHED,
            question=f"{one.question}{chance.choice(ENDS)}",
            answer=f"{one.answer}\n{other.answer}"[:1_500],
            words=other.words,
            category_id=one.category_id,
            version=1,
            owner_id=one.owner_id,
        )
        db.add(faq)
        db.flush()
        edition = {"faq_id": faq.id, "version": 1, "question": faq.question, "answer": faq.answer}
        db.add(FaqEdition(**edition, published_at=clock.now(), published_by_id=faq.owner_id))
        search.index(db, faq=faq)


def _fill_questions(db: Db, many: int, chance: random.Random) -> None:
    category = db.exec(select(QuestionCategory.id)).first()
    now, table = clock.now(), Question.__table__
    texts = ["".join(chance.sample(TEXTS, 2)) + chance.choice(ENDS) for _ in range(many)]
    common = {"category_id": category, "due_on": clock.today(), "channel": "hall"}
    common |= {"created_at": now, "updated_at": now}
    rows = [{"idem_key": f"b{n}", "body": text} | common for n, text in enumerate(texts)]
    db.execute(insert(table), rows)
    made = select(Question.id, Question.body).where(Question.idem_key.like("b%"))
    term.put_questions(db, db.exec(made).all())


def client() -> TestClient:
    return TestClient(Starlette(routes=list(ROUTES)), follow_redirects=False)


def texts(body: str) -> dict[str, str]:
    return {"key": "0" * 32, "body": body, "category": "basics", "device": "unknown"}


def similar(number: int) -> None:
    with reading() as db:
        by = db.exec(select(Staff).where(Staff.login == "tanaka")).one()
        alike.questions(db, question=db.get_one(Question, number), by=by)
