"""お持ちの電話: which telephone somebody has, and the people of a period by it, as known now.

Nothing of it is kept with a visit: it is asked once, often after the first class, and put right
when somebody buys another one.
"""

from typing import NamedTuple

from sqlalchemy import exists, func
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from models import Attendance, Handset, Person, Staff
from models.handset import SMART
from refusal import Refusal
from services.counts import Reached
from services.periods import Period
from services.permissions import Permission, require


class Group(NamedTuple):
    """Some telephones that are told as one."""

    name: str
    members: tuple[Handset, ...]


OWNING = (
    Group("有", SMART),
    Group("ガラケー", (Handset.FEATURE,)),
    Group("無", (Handset.NONE,)),
    Group("不明（聞いていない）", (Handset.UNKNOWN,)),
)
SYSTEMS = (
    Group("Android", (Handset.ANDROID,)),
    Group("iPhone", (Handset.IPHONE,)),
    Group("らくらく系", (Handset.EASY,)),
    Group("不明", (Handset.SMARTPHONE,)),
)


def put_down(db: Session, *, person: Person, handset: Handset, by: Staff) -> None:
    """Somebody has told which telephone they have, or has another one by now."""
    require(by, Permission.BOOKING_CHANGE)
    db.refresh(person, with_for_update=True)
    if person.merged_into_id:
        raise Refusal("この記録は、同じ方のもう1つの記録にまとめてあります。")
    person.handset = handset
    db.flush()


def count(db: Session, *, period: Period) -> dict[Handset, Reached]:
    """Residents of every age; each is in one group, so that the groups add up."""
    earlier = aliased(Attendance)
    once = (
        select(Attendance.person_id, func.count().label("visits"))
        .where(
            col(Attendance.month).between(period.since, period.until), col(Attendance.is_resident)
        )
        .group_by(col(Attendance.person_id))
        .subquery()
    )
    before = exists().where(
        col(earlier.person_id) == once.c.person_id, col(earlier.month) < period.since
    )
    rows = (
        select(Person.handset, func.count(), func.sum(once.c.visits), func.count().filter(~before))
        .join(once, once.c.person_id == Person.id)
        .group_by(Person.handset)
    )
    found = {one: Reached(*map(int, counts)) for one, *counts in db.exec(rows)}
    return {one: found.get(one, Reached()) for one in Handset}


def of(counted: dict[Handset, Reached], group: Group) -> Reached:
    """The telephones of a group together."""
    parts = zip(*(counted[one] for one in group.members), strict=True)
    return Reached(*map(sum, parts))
