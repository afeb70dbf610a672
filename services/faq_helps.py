"""How often a published answer spared a question. Counted by day; nothing of the asker is kept."""

from datetime import timedelta

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, func, select

import clock
from models import Faq, FaqHelp, FaqStatus, Staff
from services.permissions import Permission, require

DAYS = 90


def count(db: Session, *, code: str) -> None:
    """Somebody was content with this answer today. An unknown or retired one is not counted."""
    published = select(Faq.id).where(Faq.code == code, Faq.status == FaqStatus.PUBLISHED)
    number = db.exec(published).first()
    if number is None or _one_more(db, number):
        return
    try:
        with db.begin_nested():
            db.add(FaqHelp(faq_id=number, day=clock.today()))
    except IntegrityError:  # somebody else was the first of the day meanwhile
        _one_more(db, number)


def _one_more(db: Session, number: int) -> bool:
    today = select(FaqHelp).where(FaqHelp.faq_id == number, FaqHelp.day == clock.today())
    row = db.exec(today.with_for_update()).first()
    if row:
        row.times += 1
        db.flush()
    return row is not None


def recent(db: Session, *, faq: Faq, by: Staff) -> int:
    """How often it spared a question in the last DAYS days (延べ)."""
    require(by, Permission.FAQ_WRITE)
    since = clock.today() - timedelta(days=DAYS)
    times = select(func.sum(FaqHelp.times)).where(
        FaqHelp.faq_id == faq.id, col(FaqHelp.day) > since
    )
    return db.exec(times).one() or 0
