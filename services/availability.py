"""出られる日: the parts of days that volunteers offer themselves."""

from datetime import date, datetime, time, timedelta

from sqlmodel import Session, col, select

import clock
from models import Availability, Event, Shift, Slot, Staff
from refusal import Refusal
from services import shifts
from services.permissions import Permission, require

# Where one part of the day ends and the next begins.
NOON, DUSK = time(12), time(17)
FARTHEST = timedelta(days=366)

Offer = tuple[date, Slot]


def slots(*, starts_at: datetime, ends_at: datetime) -> set[Slot]:
    """The parts of its day that a class touches: 11:00 to 13:00 is morning and afternoon."""
    start, end = clock.local(starts_at), clock.local(ends_at)
    begins, ends = start.time(), end.time() if end.date() == start.date() else time.max
    touched = {
        Slot.MORNING: begins < NOON,
        Slot.AFTERNOON: begins < DUSK and ends > NOON,
        Slot.EVENING: ends > DUSK,
    }
    return {slot for slot, yes in touched.items() if yes}


def offered(db: Session, *, since: date, until: date, by: Staff) -> set[Offer]:
    """What one has offered oneself, both days included."""
    require(by, Permission.SHIFT_OWN)
    return by_staff(db, since=since, until=until).get(by.id, set())


def by_staff(db: Session, *, since: date, until: date) -> dict[int, set[Offer]]:
    """What everybody has offered, both days included."""
    found: dict[int, set[Offer]] = {}
    for row in db.exec(select(Availability).where(col(Availability.day).between(since, until))):
        found.setdefault(row.staff_id, set()).add((row.day, row.slot))
    return found


def offer(db: Session, *, since: date, until: date, slot: Slot, days: set[date], by: Staff) -> None:
    """Say on which days of a span one could come in this part of the day, instead of before.

    What the published plan has counted on stays: then a stand-in is looked for.
    """
    require(by, Permission.SHIFT_OWN)
    today = clock.today()
    shifts.hold(db, staff=by)  # two taps follow one another
    before = {day for day, one in offered(db, since=since, until=until, by=by) if one is slot}
    added, gone = days - before, before - days
    if any(not max(since, today) <= day <= min(until, today + FARTHEST) for day in added):
        raise Refusal("きょうから1年先までの日を選んでください。")
    _check_not_counted_on(db, gone, slot, by)
    for day in gone:
        db.delete(db.get_one(Availability, (by.id, day, slot)))
    db.add_all(Availability(staff_id=by.id, day=day, slot=slot) for day in sorted(added))
    db.flush()


def _check_not_counted_on(db: Session, days: set[date], slot: Slot, by: Staff) -> None:
    for post in _working(db, days, by):
        hours = {"starts_at": post.event.starts_at, "ends_at": post.event.ends_at}
        if slot in slots(**hours):
            raise Refusal(
                f"{post.day}の{slot.label}は、「{post.event.title}」の受け持ちが決まっています。"
                "出られなくなったときは、その受け持ちの「代わりを探す」を押してください。"
            )


def _working(db: Session, days: set[date], by: Staff) -> list[shifts.Post]:
    wanted = [
        Shift.staff_id == by.id,
        col(Shift.is_published),
        col(Event.local_date).in_(days),
        Event.ends_at > clock.now(),
        col(Event.status).not_in(shifts.OFF),
    ]
    return shifts.posts(db, wanted=wanted)


def every_week(
    db: Session, *, weekday: int, slot: Slot, since: date, until: date, by: Staff
) -> int:
    """毎週火曜の午前: offer this part of every such day (Monday is 0). Returns how many are new."""
    require(by, Permission.SHIFT_OWN)
    first = max(since, clock.today())
    span = {first + timedelta(days=at) for at in range((until - first).days + 1)}
    before = {day for day, one in offered(db, since=first, until=until, by=by) if one is slot}
    wanted = {day for day in span if day.weekday() == weekday}
    offer(db, since=first, until=until, slot=slot, days=before | wanted, by=by)
    return len(wanted - before)
