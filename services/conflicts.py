"""重なり: what stands in the way of a plan, each in one sentence, with what is nearest to it.

Some of it blocks: a hall, a person or a thing cannot be in two classes at once, and a closed hall
stays closed. The rest only warns, since halls differ.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from sqlmodel import Session, col, select

import clock
from japanese import dates
from models import Equipment, Event, EventEquipment, Loan, Venue
from refusal import Refusal
from services import free_times, office_days, shifts, venues
from services.drafts import Draft
from services.free_times import at_once


class Conflict(NamedTuple):
    """What is in the way, and the way out. Without `blocks` it may be saved all the same."""

    sentence: str
    advice: str = ""
    blocks: bool = True

    @property
    def words(self) -> str:
        return self.sentence + self.advice


def hold(db: Session, *, draft: Draft, but: Event | None = None) -> None:
    """Lock what the plan takes, always in this order: of two who want the same, the second sees
    what the first has taken."""
    db.refresh(draft.venue, with_for_update=True)
    for one in free_times.people(db, draft=draft, but=but):
        shifts.hold(db, staff=one)
    things = select(Equipment.id).where(col(Equipment.id).in_(draft.equipment))
    db.exec(things.order_by(Equipment.id).with_for_update()).all()


def check(
    db: Session,
    *,
    draft: Draft,
    but: Event | None = None,
    before: Draft | None = None,
    drafts: bool = False,
) -> None:
    """Refuse a plan that something blocks. The caller holds what it takes (`hold`).

    before: the plan as it stood; what was in its way already is not the change's fault.
    """
    known = of(db, draft=before, but=but, drafts=drafts) if before else []
    found = of(db, draft=draft, but=but, drafts=drafts)
    if blocking := [one.words for one in found if one.blocks and one not in known]:
        raise Refusal("\n\n".join(blocking))


def of(
    db: Session, *, draft: Draft, but: Event | None = None, drafts: bool = False
) -> list[Conflict]:
    """Everything in the way of the plan.

    but: the class itself, when it is being changed. drafts: count shifts that are not published
    too; a volunteer must never be told of one.
    """
    found = [
        *_hall(db, draft, but),
        *_closed(db, draft),
        *_elsewhere(db, draft, but, drafts),
        *_promised(db, draft, but),
    ]
    if not all(one.advice for one in found):
        free = _free(db, draft, but)
        found = [one if one.advice else one._replace(advice=free) for one in found]
    return [*found, *_warnings(db, draft)]


def _hall(db: Session, draft: Draft, but: Event | None) -> Iterator[Conflict]:
    taken = select(Event).where(*at_once(draft, but), free_times.in_the_hall(draft))
    other = db.exec(taken.order_by(Event.starts_at)).first()
    if other is None:
        return
    room = free_times.other_room(db, draft=draft, but=but)
    yield Conflict(
        f"{draft.place}は、その時間に別の教室「{other.title}」（{_hours(other)}）があります。",
        f"同じ時間に「{room.name}」（{room.capacity}名まで）が空いています。" if room else "",
    )


def _closed(db: Session, draft: Draft) -> Iterator[Conflict]:
    house = venues.opening(db, venue=draft.venue, first=draft.day, last=draft.day)
    reason = house.shut(draft.day) or house.outside(draft.start, draft.ends_at.time())
    if reason:
        yield Conflict(reason)


def _elsewhere(db: Session, draft: Draft, but: Event | None, drafts: bool) -> Iterator[Conflict]:
    hours = {"starts_at": draft.starts_at, "ends_at": draft.ends_at}
    for one in free_times.people(db, draft=draft, but=but):
        other = shifts.clash(db, staff=one, **hours, but=but, drafts=drafts)
        if other:
            place = db.get_one(Venue, other.venue_id).name
            yield Conflict(
                f"{one.name}さんは、その時間に{place}の「{other.title}」（{_hours(other)}）の担当です。"
            )


def _promised(db: Session, draft: Draft, but: Event | None) -> Iterator[Conflict]:
    rows = db.exec(
        select(Event, Equipment)
        .join(EventEquipment, EventEquipment.event_id == col(Event.id))
        .join(Equipment, EventEquipment.equipment_id == col(Equipment.id))
        .where(*at_once(draft, but), col(Equipment.id).in_(draft.equipment))
        .order_by(Event.starts_at, Event.id, Equipment.code)
    )
    taken: dict[tuple[int, str], list[Equipment]] = defaultdict(list)
    for event, thing in rows:
        taken[event.id, event.title].append(thing)
    for (_, title), things in taken.items():
        yield Conflict(
            f"機器 {_codes(things)} は、その時間に「{title}」で使います。",
            _instead(db, draft, but, things),
        )


def _instead(db: Session, draft: Draft, but: Event | None, things: list[Equipment]) -> str:
    """As many other things of the same kinds, free at that hour; empty when there are not."""
    busy = select(EventEquipment.equipment_id).join(Event).where(*at_once(draft, but))
    used = db.exec(busy).all()
    spare = db.exec(
        select(Equipment)
        .where(col(Equipment.is_active), col(Equipment.id).not_in({*used, *draft.equipment}))
        .order_by(Equipment.code)
    ).all()
    found: list[Equipment] = []
    for thing in things:
        fitting = (one for one in spare if one.kind is thing.kind and one not in found)
        found.extend([next(fitting, None)])
    return f"代わりに {_codes(found)} が空いています。" if all(found) else ""


def _codes(things: list[Equipment]) -> str:
    return "・".join(one.code for one in things)


def _warnings(db: Session, draft: Draft) -> Iterator[Conflict]:
    if reason := office_days.closed_for(draft.day):
        yield Conflict(
            f"この日は「{reason}」です。", "会場が開いているか、確かめてください。", blocks=False
        )
    if draft.venue.is_shelter:
        yield Conflict(
            f"{draft.venue.name}は指定避難所です。",
            "避難所が開くと、中止になります。",
            blocks=False,
        )
    unwiped = (
        select(Equipment)
        .join(Loan, Loan.equipment_id == col(Equipment.id))
        .where(col(Loan.ready_at).is_(None), col(Equipment.id).in_(draft.equipment))
    )
    if things := db.exec(unwiped.order_by(Equipment.code)).all():
        yield Conflict(
            f"機器 {_codes(things)} は、貸出のあとの返却か初期化が、まだ済んでいません。",
            "教室の日までに済ませてください。",
            blocks=False,
        )


def _hours(event: Event) -> str:
    return dates.span(clock.local(event.starts_at).time(), clock.local(event.ends_at).time())


def _free(db: Session, draft: Draft, but: Event | None) -> str:
    free = free_times.nearest(db, draft=draft, but=but)
    if free is None:
        return "別の日か、別の会場を選んでください。"
    day, hour = dates.short(free.date()), dates.clock_time(free.time())
    return f"いちばん近い空きは、{day} {hour}からです。"
