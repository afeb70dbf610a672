"""だれが行けるか: the volunteers as the planner sees them."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlmodel import Session, col, select

from models import Event, Role, Shift, Staff, StaffDistrict
from services import availability, load, shifts, skills
from services.options import Slot, Worker
from services.wishes import Wish


def of(
    db: Session, *, wish: Wish, slots: Sequence[Slot], km: Mapping[tuple[int, int], float | None]
) -> list[Worker]:
    """Everybody who could work in these slots, and where they go: to their own districts, and as
    far as staff go from there. Who has no district goes everywhere."""
    people = db.exec(
        select(Staff)
        .where(Staff.role == Role.VOLUNTEER, col(Staff.disabled_at).is_(None))
        .order_by(Staff.id)
    )
    homes: dict[int, set[int]] = {}
    for staff_id, town_id in db.exec(select(StaffDistrict.staff_id, StaffDistrict.district_id)):
        homes.setdefault(staff_id, set()).add(town_id)
    towns = {one for one, _ in km}
    free, can, loads = _free(db, wish, slots), skills.by_staff(db), load.around_today(db)
    return [
        Worker(
            one.id,
            frozenset(free(one.id)),
            frozenset(_goes_to(homes.get(one.id, set()), towns, km, wish.assumed.travel_km)),
            frozenset(skill.value for skill in can.get(one.id, set())),
            loads.get(one.id, load.Load()).minutes,
        )
        for one in people
    ]


def _goes_to(
    home: set[int], towns: set[int], km: Mapping[tuple[int, int], float | None], limit: float
) -> set[int]:
    near = {
        two for one in home for two in towns if (far := km[one, two]) is not None and far <= limit
    }
    return near | home if home else towns


def _free(db: Session, wish: Wish, slots: Sequence[Slot]):
    """Numbers of the slots in which somebody has time, by staff id."""
    offered = availability.by_staff(db, since=wish.since, until=wish.until)
    parts = [{(one.day, part) for part in availability.slots(**one._asdict())} for one in slots]
    busy = _busy(db, wish.since, wish.until)

    def of_one(staff_id: int) -> list[int]:
        hers, taken = offered.get(staff_id, set()), busy.get(staff_id, [])
        return [
            number
            for number, (slot, asked) in enumerate(zip(slots, parts, strict=True))
            if (asked <= hers or not wish.only_offered)
            and not any(slot.meets(other) for other in taken)
        ]

    return of_one


def _busy(db: Session, since: date, until: date) -> dict[int, list[Slot]]:
    """Drafts count: whoever is planned for is not asked twice."""
    rows = db.exec(
        select(Shift.staff_id, Event.starts_at, Event.ends_at)
        .join(Event, Shift.event_id == col(Event.id))
        .where(col(Event.local_date).between(since, until), col(Event.status).not_in(shifts.OFF))
    )
    found: dict[int, list[Slot]] = {}
    for staff_id, starts_at, ends_at in rows:
        found.setdefault(staff_id, []).append(Slot(starts_at, ends_at))
    return found
