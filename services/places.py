"""The city's places: what everybody may know of them."""

from sqlmodel import Session, select

from models import District, Venue


def districts(db: Session) -> list[District]:
    """The districts, in the city's own order."""
    return list(db.exec(select(District).order_by(District.position)))


def district(db: Session, *, code: str | None) -> District | None:
    return db.exec(select(District).where(District.code == code)).first()


def named(db: Session) -> list[District | Venue]:
    """Every place with a name and its reading, retired halls as well."""
    return [*districts(db), *db.exec(select(Venue))]
