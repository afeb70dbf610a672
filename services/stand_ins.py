"""代わり: somebody cannot come, and another one takes the shift or changes with them."""

from datetime import timedelta
from typing import NamedTuple

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

import clock
from models import Event, Shift, Staff, StandIn, StandInStatus
from refusal import Refusal
from services import shifts
from services.permissions import NotPermitted, Permission, allows, require
from services.shifts import Post

SOON = timedelta(days=3)  # a class nearer than this is for the desk to look after
OPEN = StandIn.status == StandInStatus.OPEN
NOT_YOURS = "ほかの方の受け持ちです。担当課にご連絡ください。"
MOST = 30  # shifts to choose from for an exchange
LOOKED_AT = 5 * MOST  # the nearest ones of everybody; in some of them one is busy
GONE = "この受け持ちは、もう変えられません。担当課にお電話ください。"


class Asked(NamedTuple):
    """One search for a stand-in; `in_return`: the shift that would be taken in exchange."""

    stand_in: StandIn
    post: Post
    asker: Staff
    in_return: Post | None
    taker: Staff | None

    @property
    def is_urgent(self) -> bool:
        return self.post.event.starts_at - clock.now() < SOON


def ask(
    db: Session, *, shift: Shift, note: str, in_return: Shift | None = None, by: Staff
) -> StandIn:
    """Look for somebody to come instead; `in_return`: a colleague's shift one would take for it."""
    require(by, Permission.SHIFT_OWN)
    db.refresh(shift, with_for_update=True)  # a double click asks once
    if shift.staff_id != by.id:
        raise NotPermitted(NOT_YOURS)
    before = db.exec(select(StandIn).where(StandIn.shift_id == shift.id, OPEN)).first()
    if before:
        return before
    if not note.strip():
        raise Refusal("理由を、ひとことで入力してください。くわしく書かなくて大丈夫です。")
    _check_coming(db, shift)
    if in_return:
        _check_in_return(db, shift, in_return, by)
    row = StandIn(
        shift_id=shift.id,
        asked_by_id=by.id,
        in_return_id=in_return.id if in_return else None,
        note=note.strip(),
    )
    db.add(row)
    db.flush()
    return row


def _check_coming(db: Session, shift: Shift) -> Event:
    event = db.get_one(Event, shift.event_id)
    off = event.status in (*shifts.OFF, *shifts.OVER)
    if off or not shift.is_published or event.starts_at <= clock.now():
        raise Refusal(GONE)
    return event


def _check_in_return(db: Session, shift: Shift, in_return: Shift, by: Staff) -> None:
    if in_return.staff_id == by.id:
        raise Refusal("交換には、ほかの方の受け持ちを選んでください。")
    _check_coming(db, in_return)
    _check_fits(db, in_return, by, leaving=shift)


def _check_fits(db: Session, shift: Shift, staff: Staff, *, leaving: Shift | None = None) -> None:
    """Stop when this person is on the team already, or busy even after leaving a shift.

    A draft for the same class has been overtaken, and goes.
    """
    event = db.get_one(Event, shift.event_id)
    own = select(Shift).where(Shift.event_id == event.id, Shift.staff_id == staff.id)
    there = db.exec(own).first()
    if there and there.is_published:
        raise Refusal(f"{staff.name}さんは、この教室にもう入っています。")
    if there:
        db.delete(there)
        db.flush()
    but = db.get_one(Event, leaving.event_id) if leaving else None
    shifts.check_free(db, event=event, staff=staff, but=but)


def exchangeable(db: Session, *, posts: list[Post], by: Staff) -> dict[int, list[Post]]:
    """For each of these own shifts, by its id: colleagues' shifts one could take in exchange, the
    nearest first."""
    require(by, Permission.SHIFT_OWN)
    coming = [
        Shift.staff_id != by.id,
        col(Shift.is_published),
        Event.starts_at > clock.now(),
        col(Event.status).not_in((*shifts.OFF, *shifts.OVER)),
    ]
    theirs = shifts.posts(db, wanted=coming, limit=LOOKED_AT)
    mine = shifts.published(db, staff=by, since=clock.today())
    on = [post for post in mine if post.event.status not in shifts.OFF]
    return {one.shift.id: _fitting(theirs, one, on) for one in posts}


def _fitting(theirs: list[Post], leaving: Post, mine: list[Post]) -> list[Post]:
    hours = [post.event for post in mine if post.shift.id != leaving.shift.id]
    other_classes = (post for post in theirs if post.event.id != leaving.event.id)
    return [post for post in other_classes if _is_free(hours, post.event)][:MOST]


def _other_hours(db: Session, staff: Staff, *, leaving: int | None) -> list[Event]:
    """Where this person works besides the shift they would leave."""
    posts = shifts.published(db, staff=staff, since=clock.today())
    on = [post for post in posts if post.event.status not in shifts.OFF]
    return [post.event for post in on if post.shift.id != leaving]


def _is_free(events: list[Event], wanted: Event) -> bool:
    return not any(
        one.starts_at < wanted.ends_at and one.ends_at > wanted.starts_at for one in events
    )


def take(db: Session, *, stand_in: StandIn, by: Staff) -> None:
    """Come instead. Whose shift was offered in exchange gives it to who asked, at once.

    Two who tap at the same moment: the first one comes, the second one is told so.
    """
    require(by, Permission.SHIFT_OWN)
    _hand_over(db, stand_in, by)


def decide(db: Session, *, stand_in: StandIn, staff: Staff, by: Staff) -> None:
    """The desk has found somebody, by telephone for instance."""
    require(by, Permission.EVENT_PUBLISH)
    _hand_over(db, stand_in, staff)


def _hand_over(db: Session, stand_in: StandIn, taker: Staff) -> None:
    db.refresh(stand_in, with_for_update=True)
    if stand_in.status is StandInStatus.TAKEN and stand_in.taken_by_id == taker.id:
        return  # the same tap twice
    _check_open(db, stand_in)
    shift = db.get_one(Shift, stand_in.shift_id)
    back = db.get(Shift, stand_in.in_return_id) if stand_in.in_return_id else None
    swapped = back if back and back.staff_id == taker.id else None
    asker = db.get_one(Staff, stand_in.asked_by_id)
    for one in sorted((asker, taker), key=lambda one: one.id):
        shifts.hold(db, staff=one)  # always in one order: no two wait for each other
    _check_coming(db, shift)
    _check_fits(db, shift, taker, leaving=swapped)
    if swapped:
        _check_in_return(db, shift, swapped, asker)
        swapped.staff_id = asker.id
    shift.staff_id = taker.id
    stand_in.status, stand_in.taken_by_id = StandInStatus.TAKEN, taker.id
    stand_in.answered_at = clock.now()
    db.flush()


def _check_open(db: Session, stand_in: StandIn) -> None:
    if stand_in.status is StandInStatus.TAKEN:
        taker = db.get_one(Staff, stand_in.taken_by_id)
        raise Refusal(f"ひと足先に、{taker.name}さんが引き受けました。ありがとうございます。")
    if stand_in.status is StandInStatus.WITHDRAWN:
        raise Refusal("この相談は取り下げられました。代わりは、もう探していません。")


def withdraw(db: Session, *, stand_in: StandIn, by: Staff) -> None:
    """One can come after all; twice is harmless."""
    require(by, Permission.SHIFT_OWN)
    db.refresh(stand_in, with_for_update=True)
    if stand_in.asked_by_id != by.id and not allows(by, Permission.EVENT_PUBLISH):
        raise NotPermitted(NOT_YOURS)
    if stand_in.status is StandInStatus.WITHDRAWN:
        return
    _check_open(db, stand_in)
    stand_in.status, stand_in.answered_at = StandInStatus.WITHDRAWN, clock.now()
    db.flush()


def mine(db: Session, *, by: Staff) -> list[Asked]:
    """What one has asked for and not withdrawn, as long as the class is to come."""
    require(by, Permission.SHIFT_OWN)
    return _asked(db, StandIn.asked_by_id == by.id, StandIn.status != StandInStatus.WITHDRAWN)


def for_me(db: Session, *, by: Staff) -> list[Asked]:
    """What colleagues look for and this person could take."""
    require(by, Permission.SHIFT_OWN)
    return [
        one
        for one in _asked(db, OPEN, StandIn.asked_by_id != by.id)
        if _is_free(_other_hours(db, by, leaving=one.stand_in.in_return_id), one.post.event)
    ]


def open_ones(db: Session, *, by: Staff) -> list[Asked]:
    """All that is still looked for, the nearest first: for the desk."""
    require(by, Permission.EVENT_PUBLISH)
    return _asked(db, OPEN)


def _asked(db: Session, *wanted: ColumnElement[bool] | bool) -> list[Asked]:
    rows = db.exec(select(StandIn).where(*wanted)).all()
    ids = {one.shift_id for one in rows} | {one.in_return_id for one in rows}
    found = shifts.posts(db, wanted=[col(Shift.id).in_(ids - {None})])
    posts = {post.shift.id: post for post in found}
    people = {one.id: one for one in db.exec(select(Staff))} if rows else {}
    asked = [
        Asked(
            one,
            posts[one.shift_id],
            people[one.asked_by_id],
            posts.get(one.in_return_id),
            people.get(one.taken_by_id),
        )
        for one in rows
    ]
    now = clock.now()
    coming = [one for one in asked if one.post.event.starts_at > now]
    return sorted(coming, key=lambda one: one.post.event.starts_at)
