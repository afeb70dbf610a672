"""連続講座: classes planned together from one of them, and changed together.

What they share is copied: afterwards every class stands for itself, and can be booked, moved or
called off alone.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from enum import StrEnum

from sqlmodel import Session, select

import clock
from japanese import dates
from models import Event, EventStatus, Series, Staff
from refusal import Refusal
from services import changes, drafts, events, seats, series_plan, shifts
from services.changes import COMING, Told
from services.drafts import Draft
from services.moves import To
from services.permissions import Permission, require

ASIDE = 1_000  # numbers step aside while they are given anew: no two dates ever share one


class Scope(StrEnum):
    """How far a change of one date reaches."""

    THIS = "this"
    LATER = "later"
    ALL = "all"

    @property
    def label(self) -> str:
        return {
            Scope.THIS: "この回だけ",
            Scope.LATER: "この回と、あとの回",
            Scope.ALL: "まだ終わっていない、すべての回",
        }[self]


def register(
    db: Session,
    *,
    event: Event,
    rows: list[Draft],
    idem_key: str,
    by: Staff,
    publish_now: bool = False,
) -> Series:
    """Make the class the first of a series, all of it or nothing. Numbered by date.

    The same key again returns the first result.
    """
    require(by, Permission.EVENT_REGISTER)
    shifts.check_own(db, event=event, staff=by)
    before = db.exec(select(Series).where(Series.idem_key == idem_key)).first()
    if before:
        return before
    seats.lock(db, event=event)
    _check_first(event, rows)
    with db.begin_nested():
        series = Series(idem_key=idem_key, title=event.title, created_by_id=by.id)
        db.add(series)
        db.flush()
        made = [event, *_registered(db, rows, idem_key, by, publish_now)]
        for number, one in enumerate(sorted(made, key=lambda one: one.starts_at), start=1):
            one.series_id, one.number = series.id, number
        db.flush()
    return series


def _check_first(event: Event, rows: list[Draft]) -> None:
    if event.series_id:
        raise Refusal("この教室は、もう連続講座の1回です。「日を加える」で増やせます。")
    if event.status not in COMING:
        raise Refusal(f"この教室は「{event.status.label}」です。くり返す教室を選び直してください。")
    if not rows:
        raise Refusal("第2回がありません。とばす印を外すか、回数を増やしてください。")


def _registered(
    db: Session, rows: list[Draft], idem_key: str, by: Staff, publish_now: bool
) -> list[Event]:
    made = []
    for number, row in enumerate(rows, start=1):
        with _naming(row.day):
            key = f"{idem_key}:{number}"
            made.append(
                events.register(db, draft=row, idem_key=key, by=by, publish_now=publish_now)
            )
    return made


def dates_of(db: Session, *, event: Event) -> list[Event]:
    """All classes of the event's series, in their order, the event itself without one."""
    if event.series_id is None:
        return [event]
    return list(
        db.exec(
            select(Event)
            .where(Event.series_id == event.series_id)
            .order_by(Event.starts_at, Event.number)
        )
    )


def within(db: Session, *, event: Event, scope: Scope) -> list[Event]:
    """The classes a change reaches: this one, and of the others those still to come."""
    if scope is Scope.THIS:
        return [event]
    return [
        one
        for one in dates_of(db, event=event)
        if one.status in COMING
        and one.starts_at > clock.now()
        and (scope is Scope.ALL or one.starts_at >= event.starts_at)
    ]


def edit(
    db: Session, *, event: Event, scope: Scope, wishes: dict[str, object], by: Staff
) -> list[Event]:
    """Change what is planned (fields of `Draft` by name) in all classes of the scope, or in none.

    Returns the classes changed. Day, hour and place are moved instead (services/changes.py).
    """
    require(by, Permission.EVENT_REGISTER)
    reached = within(db, event=event, scope=scope)
    with db.begin_nested():
        for one in reached:
            with _naming(one.local_date):
                draft = drafts.of(db, event=one)._replace(**wishes)
                events.change(db, event=one, draft=draft, by=by)
    return reached


@contextmanager
def _naming(day: date) -> Iterator[None]:
    """A refusal says which of the dates it is about."""
    try:
        yield
    except Refusal as no:
        raise type(no)(f"{dates.short(day)}の回：{no}") from no


def move(db: Session, *, event: Event, scope: Scope, to: To, reason: str, by: Staff) -> list[Told]:
    """Move all classes of the scope by the same days, to the same hour or place, or none.

    Returns everybody who must be told.
    """
    require(by, Permission.EVENT_REGISTER)
    return changes.move(
        db, events=within(db, event=event, scope=scope), to=to, reason=reason, by=by
    )


def add(db: Session, *, event: Event, day: date, idem_key: str, by: Staff) -> Event:
    """One more date, like this one. Its number is the next: those on the flyers stay.

    It is announced when this one is, and when `by` may announce.
    """
    require(by, Permission.EVENT_REGISTER)
    if event.series_id is None:
        raise Refusal("この教室は連続講座ではありません。「くり返す」から作ってください。")
    db.refresh(db.get_one(Series, event.series_id), with_for_update=True)
    row = series_plan.on(drafts.of(db, event=event), day)
    announced = event.status is not EventStatus.DRAFT
    made = events.register(db, draft=row, idem_key=idem_key, by=by, publish_now=announced)
    if made.series_id is None:
        made.number = 1 + max(one.number for one in dates_of(db, event=event))
        made.series_id = event.series_id
        _number_plans(db, made)
    return made


def drop(db: Session, *, event: Event, by: Staff) -> None:
    """Take a date out that is only planned; what is announced is called off instead."""
    require(by, Permission.EVENT_REGISTER)
    seats.lock(db, event=event)
    changes.check_may_change(events=[event], staff=by)
    if event.series_id is None or event.status is not EventStatus.DRAFT:
        raise Refusal("公開した回は、「延期・中止」の画面で、理由を添えて中止にしてください。")
    others = [one for one in dates_of(db, event=event) if one is not event]
    event.series_id = event.number = None
    event.status = EventStatus.CANCELLED
    db.flush()
    if others:
        _number_plans(db, others[0])


def _number_plans(db: Session, event: Event) -> None:
    """Number a series by date, as long as nobody outside knows a number of it."""
    rows = dates_of(db, event=event)
    db.flush()
    if any(one.status is not EventStatus.DRAFT for one in rows):
        return
    for first in (ASIDE, 1):
        for number, one in enumerate(rows, start=first):
            one.number = number
        db.flush()
