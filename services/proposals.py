"""次の教室の案: propose classes, say why these and why not others, and make drafts of them."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlmodel import Session, col, select

import clock
from japanese import dates
from models import (
    Course,
    District,
    Duty,
    Event,
    Format,
    Proposal,
    ProposedClass,
    Room,
    Staff,
    Venue,
)
from refusal import Refusal
from services import (
    course_choice,
    events,
    feasible,
    greedy,
    optimum,
    places,
    shifts,
    surveying,
    wishes,
)
from services.course_choice import Taught
from services.drafts import Draft, with_dates
from services.free_halls import Place
from services.options import Choice, Option, Plan, ranked
from services.permissions import Permission, require
from services.prospects import Prospect
from services.wishes import Wish

RECENT = 5
NOTHING = (
    "その条件で開ける教室が、1つも見つかりませんでした。"
    "出られる日を入れてもらうか、条件をゆるめて、もう一度押してください。"
)


class Shown(NamedTuple):
    """One class of a proposal with everything it names."""

    row: ProposedClass
    venue: Venue
    district: District
    room: Room | None
    course: Course | None
    event: Event | None
    team: list[Staff]


def propose(db: Session, *, wish: Wish, idem_key: str, by: Staff) -> Proposal:
    """Choose the next classes and keep the proposal. Nothing is planned by it yet.

    The same key again returns the first result.
    """
    require(by, Permission.EVENT_PUBLISH)
    before = db.exec(select(Proposal).where(Proposal.idem_key == idem_key)).first()
    if before:
        return before
    wishes.check(wish)
    prospect = surveying.survey(db, wish=wish, by=by)
    plan = optimum.choose(prospect.problem)
    if not plan.choices:
        raise Refusal(NOTHING)
    if faults := feasible.faults(prospect.problem, plan):
        raise RuntimeError("; ".join(faults))  # ours to mend: such a plan is never shown
    towns = [one.id for one in places.districts(db) if one.id not in wish.without]
    proposal = Proposal(
        idem_key=idem_key,
        made_by_id=by.id,
        since=wish.since,
        until=wish.until,
        wish=wishes.stored(wish),
        people=_people(prospect, plan),
        equal_people=_people(prospect, greedy.equal_share(prospect.problem, towns)),
        points=plan.points,
        bound=plan.bound,
    )
    db.add(proposal)
    db.flush()
    db.add_all(_rows(db, proposal, prospect, plan))
    db.flush()
    return proposal


def _people(prospect: Prospect, plan: Plan) -> float:
    return sum(people for _, _, people in _counted(prospect, plan))


def _counted(prospect: Prospect, plan: Plan) -> list[tuple[Option, float, float]]:
    """Each class with its factor in its town, and the people it adds."""
    found = []
    for option, rank in ranked(one.option for one in plan.choices):
        factor = prospect.problem.factor(option.town_id, rank)
        found.append((option, factor, option.people * factor))
    return found


def _rows(db: Session, proposal: Proposal, prospect: Prospect, plan: Plan) -> list[ProposedClass]:
    counted = {option: (factor, people) for option, factor, people in _counted(prospect, plan)}
    taught = course_choice.choose(db, prospect=prospect, choices=plan.choices)
    return [
        _row(proposal, prospect, choice, one, *counted[choice.option])
        for choice, one in zip(plan.choices, taught, strict=True)
    ]


def _row(
    proposal: Proposal,
    prospect: Prospect,
    choice: Choice,
    taught: Taught | None,
    factor: float,
    people: float,
) -> ProposedClass:
    option = choice.option
    slot, place = prospect.slots[option.slot], place_of(prospect, option)
    return ProposedClass(
        proposal_id=proposal.id,
        venue_id=option.hall_id,
        room_id=place.room.id if place.room else None,
        course_id=taught.course.id if taught else None,
        format=option.format,
        starts_at=slot.starts_at,
        ends_at=slot.ends_at,
        capacity=place.seats,
        people=people,
        team=list(choice.team),
        reckoning=reckoning(prospect, option, factor, taught),
    )


def place_of(prospect: Prospect, option: Option) -> Place:
    return prospect.halls[option.hall_id].place(prospect.slots[option.slot], prospect.wish.seats)


def reckoning(
    prospect: Prospect, option: Option, factor: float, taught: Taught | None = None
) -> dict[str, Any]:
    """The figures behind one class as they are kept with it."""
    venue, slot = prospect.halls[option.hall_id].venue, prospect.slots[option.slot]
    seats = place_of(prospect, option).seats
    sum_ = prospect.reckon(venue, slot, seats, Format(option.format))
    names = {one.id: one.name for one in prospect.towns.values()}
    return {
        **sum_._asdict(),
        "near": [one._asdict() | {"name": names[one.town_id]} for one in sum_.near],
        **{name: getattr(sum_, name)._asdict() for name in ("weekday", "part", "format")},
        "mean": prospect.worked.mean,
        "before": prospect.towns[option.town_id].before,
        "factor": factor,
        "because": taught.because.value if taught else "",
        "course_mean": taught.mean if taught else None,
    }


def recent(db: Session, *, by: Staff) -> list[Proposal]:
    """The last proposals, the newest first."""
    require(by, Permission.EVENT_PUBLISH)
    return list(db.exec(select(Proposal).order_by(col(Proposal.id).desc()).limit(RECENT)))


def classes(db: Session, *, proposal: Proposal, by: Staff) -> list[Shown]:
    """The classes of a proposal by date, with what has become of them."""
    require(by, Permission.EVENT_PUBLISH)
    people = {one.id: one for one in db.exec(select(Staff))}
    rows = db.exec(
        select(ProposedClass, Venue, District, Room, Course, Event)
        .join(Venue, ProposedClass.venue_id == col(Venue.id))
        .join(District, Venue.district_id == col(District.id))
        .join(Room, col(Room.id) == ProposedClass.room_id, isouter=True)
        .join(Course, col(Course.id) == ProposedClass.course_id, isouter=True)
        .join(Event, col(Event.id) == ProposedClass.event_id, isouter=True)
        .where(ProposedClass.proposal_id == proposal.id)
        .order_by(ProposedClass.starts_at, ProposedClass.id)
    )
    return [Shown(*row, [people[one] for one in row[0].team]) for row in rows]


def keep(db: Session, *, rows: Sequence[ProposedClass], by: Staff) -> list[Event]:
    """Make drafts of these classes, all or nothing; who works there is drafted too."""
    require(by, Permission.EVENT_PUBLISH)
    if not rows:
        raise Refusal("下書きにする教室に、印を付けてください。")
    with db.begin_nested():
        return [_kept(db, row, by) for row in rows]


def _kept(db: Session, row: ProposedClass, by: Staff) -> Event:
    db.refresh(row, with_for_update=True)
    if row.event_id:
        return db.get_one(Event, row.event_id)
    venue, starts = db.get_one(Venue, row.venue_id), clock.local(row.starts_at)
    draft = Draft(
        venue=venue,
        day=starts.date(),
        start=starts.time(),
        minutes=round((row.ends_at - row.starts_at).total_seconds() / 60),
        capacity=row.capacity,
        course=db.get(Course, row.course_id) if row.course_id else None,
        format=row.format,
        room=db.get(Room, row.room_id) if row.room_id else None,
    )
    try:
        event = events.register(db, draft=with_dates(draft), idem_key=f"proposed-{row.id}", by=by)
        for number, staff_id in enumerate(row.team):
            duty = Duty.HELPER if number else Duty.LECTURER
            shifts.assign(db, event=event, staff=db.get_one(Staff, staff_id), duty=duty, by=by)
    except Refusal as no:
        raise Refusal(
            f"{dates.short(starts.date())} {venue.name}は、下書きにできませんでした。{no}"
            "この教室の印を外すと、ほかの教室は下書きにできます。"
        ) from no
    row.event_id = event.id
    db.flush()
    return event
