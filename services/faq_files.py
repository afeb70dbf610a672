"""The よくある質問 of the first start: masters/faqs.toml, read once, published and found."""

from datetime import date

from sqlmodel import Session, select

import clock
from models import Course, Faq, FaqEdition, FaqStatus, QuestionCategory, Staff
from services import search
from services.master_files import read


def load(db: Session, *, owner: Staff) -> None:
    """Publish what the file holds, looked after by `owner`; nothing when there are Faqs already.

    What belongs to a category the city has not got is left out.
    """
    if db.exec(select(Faq.id).limit(1)).first():
        return
    data = read("faqs.toml")
    categories = dict(db.exec(select(QuestionCategory.code, QuestionCategory.id)).all())
    courses = dict(db.exec(select(Course.code, Course.id)).all())
    for row in data["faqs"]:
        if row["category"] in categories:
            category, course = categories[row["category"]], courses.get(row.get("course"))
            faq = _faq(row, owner, data["review_by"], category_id=category, course_id=course)
            _publish(db, faq)


def _faq(row: dict[str, str], owner: Staff, review_by: date, **columns: int | None) -> Faq:
    return Faq(
        code=row["code"],
        status=FaqStatus.PUBLISHED,
        question=row["question"],
        answer=row["answer"].strip(),
        words=row["words"],
        version=1,
        owner_id=owner.id,
        review_by=review_by,
        **columns,
    )


def _publish(db: Session, faq: Faq) -> None:
    db.add(faq)
    db.flush()
    edition = FaqEdition(
        faq_id=faq.id,
        version=faq.version,
        question=faq.question,
        answer=faq.answer,
        published_at=clock.now(),
        published_by_id=faq.owner_id,
    )
    db.add(edition)
    search.index(db, faq=faq)
