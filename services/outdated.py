"""Sheets that no longer say what is said now: since when, and why."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from sqlmodel import Session, col, select

import clock
from japanese import dates
from models import Course, District, Event, Faq, FaqStatus, Handout, HandoutKind, Staff, Venue
from services import lesson_faqs, lesson_texts, notice_text, printing
from services.notices import ANNOUNCED
from services.permissions import Permission, require

MOST = 3  # sheets told of: older ones are hardly in anybody's drawer
INVITATIONS = (HandoutKind.FLYER, HandoutKind.POSTER)


class Outdated(NamedTuple):
    """Since when a printed sheet is out of date, and why, in whole sentences."""

    since: date
    reasons: tuple[str, ...]


def reason(db: Session, *, handout: Handout, editions: Mapping[str, date]) -> Outdated | None:
    """Why this sheet is out of date, and since when; None while it says what is so.

    editions: of the lessons' texts, by the code of the course. A sheet whose class or month is over
    is not out of date any more.
    """
    if handout.kind is HandoutKind.LESSON:
        edition = editions.get(handout.subject.partition(":")[2])
        return lesson(db, handout=handout, edition=edition) if edition else None
    if handout.kind is HandoutKind.FAQ:
        return faq(db, handout=handout)
    if handout.kind in INVITATIONS:
        return _invitation(db, handout)
    return _month(db, handout) if handout.kind is HandoutKind.MONTH else None


def lesson(db: Session, *, handout: Handout, edition: date) -> Outdated | None:
    """What is different about a lesson sheet by now; None while it is current.

    edition: of the lesson's text as it is today.
    """
    course = db.get_one(Course, handout.course_id)
    now = lesson_faqs.carried(lesson_faqs.of_course(db, course=course))
    printed, *then = handout.contents.split(" ")
    reasons = _reasons(then, now)
    if printed != lesson_texts.mark(db, course=course, edition=edition):
        reasons.insert(0, "てびきの文章が新しくなりました。")
    if not reasons:
        return None
    return Outdated(handout.outdated_on or edition, tuple(reasons))


def _reasons(then: list[str], now: list[str]) -> list[str]:
    """What happened to the Faqs on a sheet, from marks such as Q0012.2."""
    before, after = (dict(one.split(".") for one in marks) for marks in (then, now))
    found = [
        f"よくある質問{code}が変わりました。"
        for code in before.keys() & after.keys()
        if before[code] != after[code]
    ]
    found += [f"よくある質問{code}が加わりました。" for code in after.keys() - before.keys()]
    found += [f"よくある質問{code}がなくなりました。" for code in before.keys() - after.keys()]
    if not found and then != now:
        return ["よくある質問の順番が変わりました。"]
    return sorted(found)


def lessons_before(
    db: Session, *, course: Course, edition: date, by: Staff
) -> list[tuple[Handout, Outdated]]:
    """The sheets of this lesson that may still lie somewhere and are out of date, newest first."""
    require(by, Permission.SHEET_PRINT)
    query = (
        select(Handout)
        .where(Handout.kind == HandoutKind.LESSON, Handout.course_id == course.id)
        .order_by(col(Handout.id).desc())
    )
    found = [(one, lesson(db, handout=one, edition=edition)) for one in db.exec(query)]
    return [(one, why) for one, why in found if why][:MOST]


def faq(db: Session, *, handout: Handout) -> Outdated | None:
    """The same of the sheet of one Faq."""
    row = db.get_one(Faq, handout.faq_id)
    if row.status is not FaqStatus.PUBLISHED:
        what = f"よくある質問{row.code}は、もう使っていません。"
    elif handout.contents != lesson_faqs.mark(row.code, row.version):
        what = f"よくある質問{row.code}が変わりました。"
    else:
        return None
    return Outdated(handout.outdated_on or handout.edition, (what,))


def _invitation(db: Session, handout: Handout) -> Outdated | None:
    """One class, or the dates of a series that were to come when the sheet was drawn."""
    first = db.get_one(Event, handout.event_id)
    wanted = Event.id == first.id
    if ":series:" in handout.subject and first.series_id:
        wanted = Event.series_id == first.series_id
    rows = select(Event).where(wanted, Event.starts_at > handout.created_at)
    on = list(db.exec(rows.order_by(Event.starts_at)))
    now = [event for event in on if event.status in ANNOUNCED]
    if _is_over(on) or printing.announced(now) == handout.contents:
        return None
    return _changes(handout, on) or Outdated(clock.today(), ("日にちが増えました。",))


def _month(db: Session, handout: Handout) -> Outdated | None:
    """A town's classes of a month that were changed, or announced, after the sheet was drawn."""
    _, town, month = handout.subject.split(":")
    first = date.fromisoformat(f"{month}-01")
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    rows = (
        select(Event)
        .join(Venue, Event.venue_id == col(Venue.id))
        .join(District, Venue.district_id == col(District.id))
        .where(col(Event.local_date).between(first, last), Event.ends_at > clock.now())
    )
    rows = rows.where(District.code == town) if town else rows
    on = list(db.exec(rows.order_by(Event.starts_at)))
    new = [one for one in on if one.created_at > handout.created_at and one.status in ANNOUNCED]
    more = tuple(f"{_named(event)}が加わりました。" for event in new)
    changed = _changes(handout, [event for event in on if event not in new])
    if not (more or changed):
        return None
    since = [clock.local(event.created_at).date() for event in new]
    since += [changed.since] if changed else []
    return Outdated(min(since), more + (changed.reasons if changed else ()))


def _changes(handout: Handout, events: list[Event]) -> Outdated | None:
    """What was told of these classes after the sheet was drawn."""
    day = clock.local(handout.created_at).date()
    told = [
        event
        for event in events
        if event.notice_on and (event.notice_on, event.updated_at) > (day, handout.created_at)
    ]
    if not told:
        return None
    reasons = tuple(
        f"{_named(event)}は、{notice_text.parts(event.notice_text).headline}。" for event in told
    )
    return Outdated(min(event.notice_on for event in told), reasons)


def _is_over(events: list[Event]) -> bool:
    return all(event.ends_at <= clock.now() for event in events)


def _named(event: Event) -> str:
    return f"{dates.short(event.local_date)}の「{event.title}」"
