"""貸出機器: handed out at a class, brought back, and 初期化済 before the next person gets it."""

from typing import NamedTuple

from sqlalchemy import true
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

import clock
from japanese import dates
from models import Equipment, Event, EventEquipment, Loan, Person, Staff, Venue
from refusal import Refusal
from services import attendance, shifts, staying
from services.permissions import Permission, require


class Item(NamedTuple):
    """A thing with a label, and where it is; without a loan it may be lent.

    `person` is known to those who work at the class of the loan only.
    """

    equipment: Equipment
    is_promised: bool
    loan: Loan | None = None
    event: Event | None = None
    venue: Venue | None = None
    person: Person | None = None

    @property
    def is_out(self) -> bool:
        return self.loan is not None and self.loan.returned_at is None

    @property
    def is_unready(self) -> bool:
        """Back, but not reset or looked over yet."""
        return self.loan is not None and self.loan.returned_at is not None

    @property
    def label(self) -> str:
        """S01 貸出スマホ"""
        return called(self.equipment)

    @property
    def place(self) -> str:
        """12月4日(金)「LINE教室」（中央公民館）: where it was lent."""
        day = dates.short(self.event.local_date)
        return f"{day}「{self.event.title}」（{self.venue.name}）"


def called(equipment: Equipment) -> str:
    return f"{equipment.code} {equipment.name or equipment.kind.label}"


def care(equipment: Equipment) -> str:
    """What has to be done before it is lent again."""
    return "初期化" if equipment.is_wiped_between else "点検"


def lend(
    db: Session, *, equipment: Equipment, event: Event, by: Staff, person: Person | None = None
) -> Loan:
    """Hand a thing out at an own class; person: none when it is only used there."""
    require(by, Permission.CHECK_IN)
    attendance.hold(db, event=event, staff=by)
    if not equipment.is_active:
        raise Refusal(
            f"{called(equipment)}は、使わないことになっています。ほかの機器をお使いください。"
        )
    person = person and staying.now(db, person=person)
    row = Loan(
        equipment_id=equipment.id,
        event_id=event.id,
        person_id=person.id if person else None,
        lent_at=clock.now(),
        lent_by_id=by.id,
    )
    try:
        with db.begin_nested():
            db.add(row)
    except IntegrityError as race:  # one open loan for each thing: the database decides
        held = _items(db, Loan.equipment_id == equipment.id)
        if not held:
            raise
        raise Refusal(_why_not(held[0])) from race
    return row


def _why_not(item: Item) -> str:
    if item.is_out:
        return (
            f"{item.label}は、{item.place}で貸出中です。"
            "返ってきたら「返ってきた」を押してください。いまは、ほかの機器をお使いください。"
        )
    what = care(item.equipment)
    return (
        f"{item.label}は、{item.place}で使ったあと、まだ{what}が済んでいません。"
        f"{what}をしてから「{what}した」を押すと、貸し出せます。"
    )


def take_back(db: Session, *, loan: Loan, by: Staff) -> None:
    """It was brought back; twice is harmless."""
    require(by, Permission.CHECK_IN)
    attendance.hold(db, event=db.get_one(Event, loan.event_id), staff=by)
    db.refresh(loan)
    loan.returned_at = loan.returned_at or clock.now()
    db.flush()


def make_ready(db: Session, *, loan: Loan, by: Staff) -> None:
    """初期化済, ticked by whoever has the thing in hand, also after the class was reported: it says
    nothing of the class. Twice is harmless."""
    require(by, Permission.CHECK_IN)
    db.refresh(loan, with_for_update=True)
    if loan.returned_at is None:
        raise Refusal("まだ返ってきていません。先に「返ってきた」を押してください。")
    if loan.ready_at is None:
        loan.ready_at, loan.ready_by_id = clock.now(), by.id
    db.flush()


def shelf(db: Session, *, event: Event, by: Staff) -> list[Item]:
    """Everything that can be lent at a class: what is promised to it first, then by its label."""
    require(by, Permission.CHECK_IN)
    shifts.check_own(db, event=event, staff=by)
    things = db.exec(select(Equipment).where(col(Equipment.is_active)).order_by(Equipment.code))
    promised = set(
        db.exec(select(EventEquipment.equipment_id).where(EventEquipment.event_id == event.id))
    )
    lent = {item.equipment.id: item for item in _items(db)}
    rows = []
    for thing in things:
        item = lent.get(thing.id, Item(thing, is_promised=False))
        person = item.person if item.event and item.event.id == event.id else None
        rows.append(item._replace(is_promised=thing.id in promised, person=person))
    return sorted(rows, key=lambda item: not item.is_promised)


def unfinished(db: Session, *, by: Staff, event: Event | None = None) -> list[Item]:
    """What is not back, or not ready for the next class: of one event, or of all the own ones."""
    require(by, Permission.CHECK_IN)
    return _items(db, shifts.own(by), Event.id == event.id if event else true())


def _items(db: Session, *wanted: object) -> list[Item]:
    """Open loans, by the label of the thing."""
    rows = db.exec(
        select(Equipment, Loan, Event, Venue, Person)
        .join(Loan, Loan.equipment_id == col(Equipment.id))
        .join(Event, Loan.event_id == col(Event.id))
        .join(Venue, Event.venue_id == col(Venue.id))
        .outerjoin(Person, Loan.person_id == col(Person.id))
        .where(col(Loan.ready_at).is_(None), *wanted)
        .order_by(Equipment.code)
    )
    return [Item(thing, False, *where) for thing, *where in rows]
