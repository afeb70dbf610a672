"""変更・延期・中止: what becomes of announced classes, one or many, and who has to be told.

Bookings are kept: whom to call follows from `Event.notice` (docs/decisions/0010-whom-to-call.md).
All or nothing: what one class refuses, none gets.
"""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from sqlmodel import Session

import clock
from japanese import dates
from models import Event, EventStatus, Room, Staff, Venue
from refusal import Refusal
from services import bookings, calendar, conflicts, drafts, offers, seats
from services.bookings import Entry
from services.calendar import Card
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
BECAUSE = "（理由："
ASK_REASON = "理由を入力してください。お電話で聞かれたときに使います。"


class To(NamedTuple):
    """What becomes different; none: stays. A venue comes with its room, none being all of it."""

    days: int = 0
    start: time | None = None
    minutes: int | None = None
    venue: Venue | None = None
    room: Room | None = None


class Place(NamedTuple):
    """When and where a class is."""

    starts_at: datetime
    ends_at: datetime
    venue: Venue
    room: Room | None

    @property
    def when(self) -> str:
        """12月4日(金) 午前10時〜11時30分"""
        start, end = clock.local(self.starts_at), clock.local(self.ends_at)
        return f"{dates.short(start.date())} {dates.span(start.time(), end.time())}"

    @property
    def where(self) -> str:
        return " ".join(filter(None, [self.venue.name, self.room and self.room.name]))

    def moved(self, to: To) -> "Place":
        start = clock.local(self.starts_at) + timedelta(days=to.days)
        if to.start:
            start = datetime.combine(start.date(), to.start, clock.JST)
        length = timedelta(minutes=to.minutes) if to.minutes else self.ends_at - self.starts_at
        hall = (to.venue, to.room) if to.venue else (self.venue, self.room)
        return Place(start, start + length, *hall)


class Told(NamedTuple):
    """The parts of a notice: 中止になりました / what was and what is / why."""

    headline: str
    sentence: str
    reason: str


def parts(*, text: str) -> Told:
    """`Event.notice_text` taken apart again, for a sheet that sets each part in its own size."""
    headline, _, rest = text.partition("。")
    sentence, _, reason = rest.partition(BECAUSE)
    return Told(headline, sentence.rstrip("。") + "。", reason.removesuffix("）。"))


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


def call_off(db: Session, *, events: list[Event], reason: str, by: Staff) -> list[Entry]:
    """中止. Returns everybody who has booked: they must be told."""
    require(by, Permission.EVENT_PUBLISH)
    reason = _given(reason)
    with db.begin_nested():
        for event in _locked(db, events):
            if event.status is not EventStatus.POSTPONED:
                _check_coming(event, until=event.ends_at)
            was = _place(db, event).when
            _tell(event, f"中止になりました。{was}の教室は、行いません{BECAUSE}{reason}）。")
            event.status = EventStatus.CANCELLED
    return _everybody(db, events, by)


def postpone(db: Session, *, events: list[Event], reason: str, by: Staff) -> list[Entry]:
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
            was = _place(db, event).when
            _tell(
                event,
                f"延期になりました。{was}には行いません。"
                f"新しい日は、決まりしだいお知らせします{BECAUSE}{reason}）。",
            )
            event.status = EventStatus.POSTPONED
    return _everybody(db, events, by)


def resume(db: Session, *, event: Event, to: To, by: Staff) -> list[Entry]:
    """A new day for a postponed class. Returns everybody who must be told."""
    require(by, Permission.EVENT_PUBLISH)
    with db.begin_nested():
        _lock_halls(db, [event], to)
        _locked(db, [event])
        if event.status is not EventStatus.POSTPONED:
            raise Refusal(f"{_called(event)}は、延期中ではありません（{event.status.label}）。")
        was, now = _settle_at(db, event, to)
        event.status = EventStatus.PUBLISHED
        _tell(
            event,
            f"新しい日が決まりました。{dates.short(clock.local(was.starts_at).date())}から延期した"
            f"教室は、{now.when}、{now.where}で行います。",
        )
        db.flush()
        _check_free(db, event, by)
    return _everybody(db, [event], by)


def move(db: Session, *, events: list[Event], to: To, reason: str, by: Staff) -> list[Entry]:
    """Another day, time, venue or room, by the same shift for all. Returns who must be told.

    What is only planned may be moved by whoever planned it, and needs no reason.
    """
    require(by, Permission.EVENT_REGISTER)
    check_may_change(events=events, staff=by)
    if any(event.status is not EventStatus.DRAFT for event in events):
        reason = _given(reason)
    with db.begin_nested():
        _lock_halls(db, events, to)
        for event in _locked(db, events):
            _moved(db, event, to, reason)
        db.flush()
        for event in events:
            _check_free(db, event, by)
    return _everybody(db, events, by)


def check_may_change(*, events: Iterable[Event], staff: Staff) -> None:
    """Stop unless all are one's own plans, or one may change what is announced."""
    if allows(staff, Permission.EVENT_PUBLISH):
        return
    if any(one.status is not EventStatus.DRAFT or one.created_by_id != staff.id for one in events):
        raise NotPermitted(
            "公開した教室と、ほかの方の教室は、担当課が変更します。担当課にご連絡ください。"
        )


def _moved(db: Session, event: Event, to: To, reason: str) -> None:
    _check_coming(event, until=event.starts_at)
    was, now = _settle_at(db, event, to)
    changed = _changed(was, now)
    if not changed:
        raise Refusal("何も変わっていません。日にち・時刻・会場のどれかを変えてください。")
    old, new = was.when, f"{now.when}に"
    if was.where != now.where:
        old, new = f"{was.when} {was.where}", f"{now.when}に、{now.where}で"
    because = f"{BECAUSE}{reason}）" if reason else ""
    _tell(event, f"{changed}が変わりました。{old}の教室は、{new}行います{because}。")


def _changed(was: Place, now: Place) -> str:
    """日にちと会場: what is different, in words."""
    starts = clock.local(was.starts_at), clock.local(now.starts_at)
    ends = clock.local(was.ends_at), clock.local(now.ends_at)
    same_hours = len({start.time() for start in starts}) == len({end.time() for end in ends}) == 1
    words = {
        "日にち": len({start.date() for start in starts}) > 1,
        "時間": not same_hours,
        "会場": was.venue.id != now.venue.id,
        "部屋": was.venue.id == now.venue.id and was.where != now.where,
    }
    return "と".join(word for word, differs in words.items() if differs)


def _settle_at(db: Session, event: Event, to: To) -> tuple[Place, Place]:
    """Write the new place into the row; returns the old and the new one.

    The dates of 申込 move along as long as they are still to come.
    """
    was = _place(db, event)
    now = was.moved(to)
    if now.starts_at <= clock.now():
        raise Refusal("もう過ぎた日時です。これからの日と時刻を選んでください。")
    day, room = clock.local(now.starts_at).date(), now.room or now.venue
    if event.capacity > room.capacity:
        raise Refusal(
            f"{now.where}に入れるのは{room.capacity}名までです。"
            f"{_called(event)}の定員は{event.capacity}名です。広い会場を選んでください。"
        )
    shift = day - event.local_date
    if event.opens_at and event.opens_at > clock.now():
        event.opens_at += shift
    if event.closes_on and event.closes_on >= clock.today():
        event.closes_on = max(event.closes_on + shift, clock.today())
    event.starts_at, event.ends_at = now.starts_at, now.ends_at
    event.local_date, event.fiscal_year = day, dates.fiscal_year(day)
    event.venue_id, event.room_id = now.venue.id, now.room and now.room.id
    return was, now


def _place(db: Session, event: Event) -> Place:
    room = db.get_one(Room, event.room_id) if event.room_id else None
    return Place(event.starts_at, event.ends_at, db.get_one(Venue, event.venue_id), room)


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


def _lock_halls(db: Session, events: list[Event], to: To) -> None:
    """A hall takes one class at a time, before any event is locked, as when one is registered."""
    wanted = {event.venue_id for event in events} | ({to.venue.id} if to.venue else set())
    for one in sorted(wanted):
        db.refresh(db.get_one(Venue, one), with_for_update=True)


def _check_free(db: Session, event: Event, by: Staff) -> None:
    """Hall, team and things, all of the classes moved being where they will be."""
    draft = drafts.of(db, event=event)
    conflicts.hold(db, draft=draft, but=event)
    conflicts.check(db, draft=draft, but=event, drafts=allows(by, Permission.EVENT_PUBLISH))


def _everybody(db: Session, events: list[Event], by: Staff) -> list[Entry]:
    """Who has booked; seats that were held for somebody stand as the change leaves them."""
    db.flush()
    for event in events:
        offers.settle(db, event=event)
    return [entry for one in events for entry in bookings.of_event(db, event=one, by=by)]
