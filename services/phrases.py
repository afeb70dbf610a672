"""定型文: what is said again and again, ready to be put into an answer."""

from sqlmodel import Session, col, select

from models import Phrase


def in_use(db: Session) -> list[Phrase]:
    """In their order."""
    wanted = select(Phrase).where(col(Phrase.is_active)).order_by(Phrase.position, Phrase.id)
    return list(db.exec(wanted))
