"""よくある質問の検索: the published answers nearest to what somebody asks in their own words."""

from typing import NamedTuple

from sqlmodel import Session, select

from japanese.kana import to_hiragana
from models import Faq, FaqEdition, FaqStatus


class Hit(NamedTuple):
    """A published Faq as the public sees it; the nearer, the higher its score."""

    faq_id: int
    code: str
    question: str
    answer: str
    course_id: int | None
    score: float


def nearest(db: Session, *, text: str, limit: int = 3) -> list[Hit]:
    """The published Faqs nearest to the text, the best one first; none when nothing fits."""
    wanted = _pairs(text)
    published = (
        select(Faq, FaqEdition)
        .join(FaqEdition, (FaqEdition.faq_id == Faq.id) & (FaqEdition.version == Faq.version))
        .where(Faq.status == FaqStatus.PUBLISHED)
        .order_by(Faq.id)
    )
    hits = [_hit(faq, edition, wanted) for faq, edition in db.exec(published)]
    return sorted((hit for hit in hits if hit.score), key=lambda hit: -hit.score)[:limit]


def index(db: Session, *, faq: Faq) -> None:
    """Have the Faq found by its present edition; to be called whenever one is published."""
    db.flush()


def _hit(faq: Faq, edition: FaqEdition, wanted: set[str]) -> Hit:
    found = wanted & _pairs(f"{edition.question} {faq.words}")
    score = len(found) / (len(wanted) or 1)
    return Hit(faq.id, faq.code, edition.question, edition.answer, faq.course_id, score)


def _pairs(text: str) -> set[str]:
    """Every two letters that stand side by side; width and kind of kana make no difference."""
    plain = to_hiragana(text).casefold()
    return {plain[at : at + 2] for at in range(len(plain) - 1)}
