"""変更・延期・中止: what becomes of announced classes, one or many, and who has to be told.

Bookings are kept: whom to call follows from `Event.notice` (docs/decisions/0010-whom-to-call.md).
All or nothing: what one class refuses, none gets.
"""

from collections.abc import Iterable
from datetime import date, datetime

from sqlmodel import Session

import clock
from japanese import dates
from models import Event, EventStatus, Staff
from refusal import Refusal
from services import (
    bookings,
    calendar,
    conflicts,
    corners,
    draft_check,
    drafts,
    notice_text,
    offers,
    seats,
)
from services.bookings import Entry
from services.calendar import Card
from services.corners import Visit
from services.drafts import Draft
from services.moves import To
from services.permissions import NotPermitted, Permission, allows, require

REASONS = (
    "台風が近づいているため",
    "大雨・洪水のおそれがあるため",
    "大雪のため",
    "会場が避難所になるため",
    "インフルエンザが流行しているため",
    "会場の都合のため",
    "講師の都合のため",
)
LONGEST_REASON = 60
COMING = (EventStatus.DRAFT, EventStatus.PUBLISHED, EventStatus.CLOSED)
TELLABLE = (*COMING[1:], EventStatus.POSTPONED)
ASK_REASON = "理由を入力してください。お電話で聞かれたときに使います。"

Told = Entry | Visit  # who must be told: they have a seat, or a time at a table


def changeable(
    db: Session,
    *,
    since: date,
    until: date,
    by: Staff,
    district_code: str = "",
    venue_id: int | None = None,
) -> list[Card]:
    """The announced classes of these days that are not over: those of a typhoon, say."""
    require(by, Permission.EVENT_PUBLISH)
    cards = calendar.listed(db, by=by, since=since, until=until, district_code=district_code)
    return [
        card
        for card in cards
        if card.event.status in TELLABLE
        and card.event.ends_at > clock.now()
        and venue_id in (None, card.venue.id)
    ]


def call_off(db: Session, *, events: list[Event], reason: str, by: Staff) -> list[Told]:
    """中止. Returns everybody who has booked: they must be told."""
    require(by, Permission.EVENT_PUBLISH)
    reason = _given(reason)
    with db.begin_nested():
        for event in _locked(db, events):
            if event.status is not EventStatus.POSTPONED:
                _check_coming(event, until=event.ends_at)
            _tell(event, notice_text.called_off(drafts.of(db, event=event), reason))
            event.status = EventStatus.CANCELLED
    return _everybody(db, events, by)


def postpone(db: Session, *, events: list[Event], reason: str, by: Staff) -> list[Told]:
    """延期, the day being open; bookings are kept. Returns everybody who must be told."""
    require(by, Permission.EVENT_PUBLISH)
    reason = _given(reason)
    with db.begin_nested():
        for event in _locked(db, events):
            _check_coming(event, until=event.starts_at)
            if event.status is EventStatus.DRAFT:
                raise Refusal(
                    f"{_called(event)}は、まだ公開されていません。日にちを変えてください。"
                )
            _tell(event, notice_text.postponed(drafts.of(db, event=event), reason))
            event.status = EventStatus.POSTPONED
    return _everybody(db, events, by)


def resume(db: Session, *, event: Event, to: To, by: Staff) -> list[Told]:
    """A new day for a postponed class. Returns everybody who must be told."""
    require(by, Permission.EVENT_PUBLISH)
    with db.begin_nested():
        _locked(db, [event])
        if event.status is not EventStatus.POSTPONED:
            raise Refusal(f"{_called(event)}は、延期中ではありません（{event.status.label}）。")
        was = drafts.of(db, event=event)
        now = to.of(db, was)
        event.status = EventStatus.PUBLISHED
        _tell(event, notice_text.resumed(was, now))
        _put(db, [(event, was, now)], by)
    return _everybody(db, [event], by)


def move(db: Session, *, events: list[Event], to: To, reason: str, by: Staff) -> list[Told]:
    """Another day, time, venue or room, by the same shift for all. Returns who must be told.

    What is only planned may be moved by whoever planned it, and needs no reason.
    """
    require(by, Permission.EVENT_REGISTER)
    check_may_change(events=events, staff=by)
    if any(event.status is not EventStatus.DRAFT for event in events):
        reason = _given(reason)
    with db.begin_nested():
        moved = []
        for event in _locked(db, events):
            _check_coming(event, until=event.starts_at)
            was = drafts.of(db, event=event)
            now = to.of(db, was)
            text = notice_text.moved(was, now, reason)
            if not text:
                raise Refusal("何も変わっていません。日にち・時刻・会場のどれかを変えてください。")
            _tell(event, text)
            moved.append((event, was, now))
        _put(db, moved, by)
    return _everybody(db, events, by)


def check_may_change(*, events: Iterable[Event], staff: Staff) -> None:
    """Stop unless all are one's own plans, or one may change what is announced."""
    if allows(staff, Permission.EVENT_PUBLISH):
        return
    if any(one.status is not EventStatus.DRAFT or one.created_by_id != staff.id for one in events):
        raise NotPermitted(
            "公開した教室と、ほかの方の教室は、担当課が変更します。担当課にご連絡ください。"
        )


def _put(db: Session, moved: list[tuple[Event, Draft, Draft]], by: Staff) -> None:
    """Write where the classes are now, then check each: all of them being where they will be."""
    for event, _, now in moved:
        event.starts_at, event.ends_at, event.local_date = now.starts_at, now.ends_at, now.day
        event.fiscal_year = dates.fiscal_year(now.day)
        event.venue_id, event.room_id = now.venue.id, now.room and now.room.id
        event.opens_at, event.closes_on, event.press_on = now.opens_at, now.closes_on, now.press_on
    for event, was, now in moved:
        corners.follow(db, event=event, shift=now.starts_at - was.starts_at)
        conflicts.hold(db, draft=now, but=event)
        draft_check.check(now, before=was)
        known = allows(by, Permission.EVENT_PUBLISH)
        conflicts.check(db, draft=now, but=event, drafts=known)


def _tell(event: Event, text: str) -> None:
    """From now on everybody booked has to be told; nobody knows yet of what is only planned."""
    event.notice_text = text
    if event.status is not EventStatus.DRAFT:
        event.notice += 1
        event.notice_on = clock.today()


def _given(reason: str) -> str:
    reason = reason.strip().rstrip("。")
    if not reason:
        raise Refusal(ASK_REASON)
    if len(reason) > LONGEST_REASON:
        raise Refusal(f"理由は{LONGEST_REASON}文字までにしてください。お電話で伝える長さです。")
    return reason


def _check_coming(event: Event, *, until: datetime) -> None:
    if event.status not in COMING:
        raise Refusal(f"{_called(event)}は、もう「{event.status.label}」です。")
    if until <= clock.now():
        raise Refusal(f"{_called(event)}は、もう始まったか、終わっています。")


def _called(event: Event) -> str:
    return f"「{event.title}」（{dates.short(event.local_date)}）"


def _locked(db: Session, events: list[Event]) -> list[Event]:
    """The rows as they are now, in their order; no booking slips in meanwhile."""
    if not events:
        raise Refusal("教室を選んでください。")
    for event in sorted(events, key=lambda one: one.id):  # one order: two callers never deadlock
        seats.lock(db, event=event)
    return events


def _everybody(db: Session, events: list[Event], by: Staff) -> list[Told]:
    """Who has booked; seats that were held for somebody stand as the change leaves them."""
    db.flush()
    for event in events:
        offers.settle(db, event=event)
    booked = [entry for one in events for entry in bookings.of_event(db, event=one, by=by)]
    return booked + corners.booked(db, events=events)
