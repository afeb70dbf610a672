"""はじめて来た方: a row for somebody met at the door, with or without a name."""

from typing import NamedTuple

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, select

from japanese import kana
from models import AgeBand, District, Person, Sex, Staff, short_code
from services.permissions import Permission, require


class Newcomer(NamedTuple):
    """What the table at the door asks: town and age band are enough.

    district: none for people from elsewhere (is_resident false) or who do not say.
    """

    district: District | None
    age_band: AgeBand
    sex: Sex = Sex.UNKNOWN
    name: str = ""
    is_resident: bool = True


def welcome(db: Session, *, newcomer: Newcomer, by: Staff) -> Person:
    """Somebody met at the door; the card's code is the identity of who leaves no name."""
    require(by, Permission.CHECK_IN)
    person = Person(
        name=newcomer.name.strip(),
        name_key=kana.fold_name(newcomer.name),
        district_id=newcomer.district.id if newcomer.district else None,
        age_band=newcomer.age_band,
        sex=newcomer.sex,
        is_resident=newcomer.is_resident,
    )
    return enter(db, person=person)


def enter(db: Session, *, person: Person) -> Person:
    """Keep somebody new, with a card number that nobody else has.

    Of ten thousand people, one in a thousand further ones would draw a number that is given away.
    """
    while db.exec(select(Person.id).where(Person.card_code == person.card_code)).first():
        person.card_code = short_code.new(short_code.CARD_LENGTH - 1)
    db.add(person)
    db.flush()
    return person


def forget(db: Session, *, person: Person) -> None:
    """Remove somebody who left nothing to be known by, unless a visit or record refers to them."""
    if person.name or person.kana or person.phone:
        return
    try:
        with db.begin_nested():
            db.delete(person)
    except IntegrityError:
        return
