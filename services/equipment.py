"""貸出機器: what there is. Who has it, is in services/loans.py."""

from sqlmodel import Session, select

from models import Equipment


def everything(db: Session) -> list[Equipment]:
    """All things by their label, retired ones included."""
    return list(db.exec(select(Equipment).order_by(Equipment.code)))
