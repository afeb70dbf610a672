"""終了と報告: what a class came to, what is still missing, and the report that locks it.

Every count is taken from the rows when it is shown. A class is 開催済み from the first time its end
is written down, 報告済み from the report on (docs/decisions/0011-closing.md).
"""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import func
from sqlmodel import Session, SQLModel, col, select

import clock
from models import (
    Booking,
    BookingStatus,
    Consultation,
    Correction,
    Course,
    DoorEntry,
    DoorOutcome,
    Event,
    EventCourse,
    EventStatus,
    Photos,
    Question,
    Shift,
    Staff,
    Survey,
)
from refusal import Refusal
from services import attendance, loans, shifts, who_came
from services.permissions import Permission, require
from services.who_came import Counts

PEOPLE_PER_HELPER = 4  # product.md 1
LONGEST = 600  # minutes
DEAREST = 9_999_999  # yen


class Missing(NamedTuple):
    """Something that is not as it should be after a class; what `blocks` must be settled first."""

    sentence: str
    blocks: bool


class State(NamedTuple):
    """A class after it took place. People unless said otherwise; `team`: with a published shift."""

    counts: Counts
    waiting: int
    team: int
    questions: int
    consultations: int
    surveys: int
    planned: frozenset[int]  # ids of courses
    taught: frozenset[int]
    missing: tuple[Missing, ...]

    @property
    def per_helper(self) -> float | None:
        """How many people came for each one who taught or helped; none when nobody did."""
        return self.counts.present / self.team if self.team else None


def state(db: Session, *, event: Event, by: Staff) -> State:
    """Everything the report says, counted now."""
    require(by, Permission.CHECK_IN)
    shifts.check_own(db, event=event, staff=by)
    courses = db.exec(select(EventCourse).where(EventCourse.event_id == event.id)).all()
    planned = {one.course_id for one in courses if one.is_planned}
    if event.course_id:
        planned.add(event.course_id)
    found = State(
        counts=who_came.counts(db, event=event),
        waiting=_count(db, Booking, event, Booking.status == BookingStatus.WAITING),
        team=_count(db, Shift, event, col(Shift.is_published)),
        questions=_count(db, Question, event),
        consultations=_count(db, Consultation, event),
        surveys=_count(db, Survey, event),
        planned=frozenset(planned),
        taught=frozenset(one.course_id for one in courses if one.was_taught),
        missing=(),
    )
    return found._replace(missing=tuple(_missing(db, event, found, by)))


def _count(db: Session, table: type[SQLModel], event: Event, *wanted: object) -> int:
    query = select(func.count()).select_from(table).where(table.event_id == event.id, *wanted)
    return db.exec(query).one()


def _missing(db: Session, event: Event, now: State, by: Staff) -> list[Missing]:
    doubts = _count(db, DoorEntry, event, DoorEntry.outcome == DoorOutcome.CONFLICT)
    lent = loans.unfinished(db, event=event, by=by)
    out = [item.label for item in lent if item.is_out]
    unready = [f"{item.label}（{loans.care(item.equipment)}）" for item in lent if item.is_unready]
    here = now.counts.present
    crowded = now.team > 0 and here > now.team * PEOPLE_PER_HELPER
    blocking = (
        (
            now.counts.awaited,
            f"来たかどうかわからない方が{now.counts.awaited}名います。"
            "「欠席（連絡あり）」か「無断欠席」にしてください。",
        ),
        (doubts, f"「確かめる受付」に、まだ決めていないものが{doubts}件あります。"),
        (out, f"返ってきていない機器があります：{'、'.join(out)}"),
        (now.planned and not now.taught, "教えた講座を、下の欄で確かめてください。"),
        (event.minutes_held is None, "実施した時間を、下の欄で確かめてください。"),
    )
    remarks = (
        (here == 0, "だれも受け付けていません。紙の名簿があるときは、先に入力してください。"),
        (now.team == 0, "担当がだれも決まっていません。担当課にご連絡ください。"),
        (crowded, f"担当1人で{PEOPLE_PER_HELPER}名より多く受け持ちました。次は補助を増やします。"),
        (unready, f"貸し出す前の手入れが済んでいない機器：{'、'.join(unready)}"),
        (here and not now.surveys, "アンケートが1枚も入力されていません。"),
    )
    return [Missing(words, True) for wrong, words in blocking if wrong] + [
        Missing(words, False) for wrong, words in remarks if wrong
    ]


def note(
    db: Session,
    *,
    event: Event,
    taught: Sequence[Course],
    minutes: int | None,
    incident: str,
    cost: int | None,
    photos: Photos,
    by: Staff,
) -> None:
    """Write down what was really taught, how long it took (minutes) and what happened. cost: yen,
    as far as somebody knows; neither it nor the photographs are ever asked for."""
    require(by, Permission.CHECK_IN)
    attendance.hold(db, event=event, staff=by)
    _check_begun(event)
    if minutes is not None and not 0 < minutes <= LONGEST:
        raise Refusal(f"実施した時間は、1分から{LONGEST}分までの数字で入力してください。")
    if cost is not None and not 0 <= cost <= DEAREST:
        raise Refusal(f"経費は、0円から{DEAREST:,}円までの数字で入力するか、空にしてください。")
    event.minutes_held, event.incident = minutes, incident.strip()
    event.cost, event.photos = cost, photos
    event.status = EventStatus.HELD
    wanted = {course.id for course in taught}
    rows = db.exec(select(EventCourse).where(EventCourse.event_id == event.id)).all()
    for row in rows:
        row.was_taught = row.course_id in wanted
        if not (row.was_taught or row.is_planned):
            db.delete(row)
    new = wanted - {row.course_id for row in rows}
    db.add_all(EventCourse(event_id=event.id, course_id=one, was_taught=True) for one in new)
    db.flush()


def report(db: Session, *, event: Event, by: Staff) -> None:
    """The class is reported, and locked. Twice is harmless."""
    require(by, Permission.CHECK_IN)
    db.refresh(event, with_for_update=True)
    shifts.check_own(db, event=event, staff=by)
    if event.status is EventStatus.REPORTED:
        return
    attendance.hold(db, event=event, staff=by)
    _check_begun(event)
    for one in state(db, event=event, by=by).missing:
        if one.blocks:
            raise Refusal(f"まだ報告できません。{one.sentence}")
    event.status = EventStatus.REPORTED
    event.reported_at, event.reported_by_id = clock.now(), by.id
    db.flush()


def _check_begun(event: Event) -> None:
    if clock.now() < event.starts_at:
        raise Refusal("教室が始まってから記録できます。日にちと教室を確かめてください。")


def reopen(db: Session, *, event: Event, reason: str, by: Staff) -> None:
    """訂正: a reported class may be changed again, until it is reported again."""
    require(by, Permission.EVENT_CORRECT)
    db.refresh(event, with_for_update=True)
    if event.status is not EventStatus.REPORTED:
        raise Refusal("この教室は、まだ報告されていません。このまま直せます。")
    if not reason.strip():
        raise Refusal("訂正の理由を入力してください（例: 紙の名簿の2名が抜けていた）。")
    db.add(Correction(event_id=event.id, reason=reason.strip(), staff_id=by.id, at=clock.now()))
    event.status, event.reported_at, event.reported_by_id = EventStatus.HELD, None, None
    db.flush()


def corrections(db: Session, *, event: Event, by: Staff) -> list[tuple[Correction, Staff]]:
    """Why it was opened again, and by whom, the first time first."""
    require(by, Permission.CHECK_IN)
    shifts.check_own(db, event=event, staff=by)
    rows = db.exec(
        select(Correction, Staff)
        .join(Staff, Correction.staff_id == col(Staff.id))
        .where(Correction.event_id == event.id)
        .order_by(Correction.id)
    )
    return list(rows.all())
