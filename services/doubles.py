"""二重登録かもしれない方: who may have been written down twice. A hint; a human decides.

The same name, and a telephone or a year of birth that agrees, or a town while nothing speaks
against it. A number alone says nothing: couples share theirs.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from sqlalchemy import ColumnElement, Subquery, case, union
from sqlalchemy.orm import aliased
from sqlmodel import Session, and_, col, or_, select

from models import AgeBand, District, Person, Sex, Staff
from services.permissions import Permission, require

MOST = 20  # pairs on one screen: the likeliest; the next ones follow when these are settled
NAMES = {
    "kana_key": "読み",
    "name_key": "漢字",
    "phone": "電話番号",
    "district_id": "町",
    "birth_year": "生まれた年",
}
OTHER = aliased(Person)


class Double(NamedTuple):
    """Two rows that may be one person, and where each of them lives."""

    person: Person
    other: Person
    homes: tuple[District | None, District | None]

    def agreeing(self, *, yes: bool) -> list[str]:
        """What both say in the same way, or (no) each in another."""
        said = [
            (name, getattr(self.person, c), getattr(self.other, c)) for c, name in NAMES.items()
        ]
        return [name for name, one, two in said if one and two and (one == two) is yes]


def of(db: Session, *, person: Person, by: Staff) -> list[Double]:
    """Who may be the same as this person, the likeliest first."""
    require(by, Permission.BOOKING_CHANGE)
    return _found(db, Person.id == person.id, OTHER.id != person.id)


def listed(db: Session, *, by: Staff) -> list[Double]:
    """The likeliest pairs of the whole town; the one that was written down first comes first."""
    require(by, Permission.BOOKING_CHANGE)
    return _found(db, col(Person.id) < OTHER.id)


def _found(db: Session, *wanted: ColumnElement[bool]) -> list[Double]:
    home, other_home = aliased(District), aliased(District)
    phone, year = _same("phone", but=""), _same("birth_year")
    named = _of_one_name(phone, wanted)
    rows = db.exec(
        select(Person, OTHER, home, other_home)
        .join(named, named.c.one == Person.id)
        .join(OTHER, OTHER.id == named.c.other)
        .outerjoin(home, home.id == Person.district_id)
        .outerjoin(other_home, other_home.id == OTHER.district_id)
        .where(or_(phone, year, and_(_same("district_id"), *_not_against())))
        .order_by(case((phone, 0), (year, 1), else_=2), col(Person.id), OTHER.id)
        .limit(MOST)
    )
    return [Double(one, other, tuple(homes)) for one, other, *homes in rows]


def _of_one_name(phone: ColumnElement[bool], wanted: Sequence[ColumnElement[bool]]) -> Subquery:
    """Pairs of one reading, and of one written name with one telephone: apart, so that each finds
    its index. Who was merged has no name left."""
    pair = select(col(Person.id).label("one"), OTHER.id.label("other"))
    read, written = _same("kana_key", but=""), and_(phone, _same("name_key", but=""))
    return union(*(pair.join(OTHER, how).where(*wanted) for how in (read, written))).subquery()


def _not_against() -> list[ColumnElement[bool]]:
    """Neither says another telephone, year, sex or (but for the next one: years go by) age band."""
    bands = [one for one in AgeBand if one is not AgeBand.UNKNOWN]
    near = [
        and_(col(Person.age_band).in_(pair), OTHER.age_band.in_(pair)) for pair in pairwise(bands)
    ]
    blanks = {"phone": "", "birth_year": None, "sex": Sex.UNKNOWN, "age_band": AgeBand.UNKNOWN}
    unsaid = {
        name: or_(*(getattr(one, name).is_not_distinct_from(blank) for one in (Person, OTHER)))
        for name, blank in blanks.items()
    }
    same = {"phone": [], "birth_year": [], "sex": [_same("sex")], "age_band": near}
    return [or_(unsaid[name], *same[name]) for name in blanks]


def _same(column: str, *, but: str | None = None) -> ColumnElement[bool]:
    """Both say the same, and say something."""
    one, other = getattr(Person, column), getattr(OTHER, column)
    return one == other if but is None else and_(one == other, one != but)
