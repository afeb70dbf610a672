from sqlmodel import select

import clock
from database import reading, writing
from models import Faq, FaqEdition, FaqStatus, QuestionCategory, Staff
from services import search


def a_faq(by: Staff, question: str, *, code="Q0001", answer="", words="", **columns) -> Faq:
    """A published Faq, as the workflow leaves it."""
    columns = {"status": FaqStatus.PUBLISHED, "version": 1} | columns
    with writing() as db:
        category = db.exec(select(QuestionCategory.id)).first()
        faq = Faq(
            code=code,
            question=question,
            answer=answer,
            words=words,
            category_id=category,
            owner_id=by.id,
            **columns,
        )
        db.add(faq)
        db.flush()
        if faq.version:
            db.add(
                FaqEdition(
                    faq_id=faq.id,
                    version=faq.version,
                    question=question,
                    answer=answer,
                    published_at=clock.now(),
                    published_by_id=by.id,
                )
            )
        search.index(db, faq=faq)
    return faq


def found(text: str) -> list[str]:
    with reading() as db:
        return [hit.code for hit in search.nearest(db, text=text)]


def test_nearest_answer_comes_first(town, sato):
    a_faq(sato, "写真がいっぱいです。", code="Q0001")
    a_faq(sato, "電話の音が小さいです。", code="Q0002")

    assert found("電話の音が聞こえません") == ["Q0002"]


def test_draft_and_retired_answers_are_not_found(town, sato):
    a_faq(sato, "写真がいっぱいです。", code="Q0001", status=FaqStatus.DRAFT, version=0)
    a_faq(sato, "写真がいっぱいです。", code="Q0002", status=FaqStatus.RETIRED)

    assert found("写真がいっぱいです。") == []


def test_nothing_typed_finds_nothing(town, sato):
    a_faq(sato, "写真がいっぱいです。")

    assert found(" ") == []
