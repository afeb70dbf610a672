"""電話の結果: what came of a call, in one tap; it takes effect at once, slips can be undone."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

import clock
from models import (
    Appointment,
    AppointmentStatus,
    Booking,
    Call,
    CallKind,
    CallOutcome,
    Event,
    Offer,
    OfferOutcome,
    Question,
    Staff,
)
from refusal import Refusal
from services import appointments, bookings, call_backs, offers
from services.call_things import CALLED_OFF, TOLD, Topic
from services.permissions import Permission, require
from services.seats import CANCELLED, Entry

DECLINED = "電話で辞退"
SEATED = (
    "もう申込に反映しました。元にはもどせません。"
    "直すときは「電話受付」で、この方の申込を選んでください。"
)


def note(
    db: Session, *, topics: Iterable[Topic], outcome: CallOutcome, by: Staff, note: str = ""
) -> list[Entry]:
    """What came of one call, for everything that was told in it. Returns who got an offer by it.

    承諾 and 辞退 of a seat take effect at once; a question is answered, with `note` as the answer,
    and its log tells of the call.
    Refused when a colleague has noted something about it meanwhile; one's own second tap is
    harmless.
    """
    require(by, Permission.BOOKING_CHANGE)
    now, offered = clock.now(), []
    for topic in sorted(topics, key=lambda one: (one.event_id, one.booking_ids)):  # no deadlocks
        _lock(db, topic)
        if _is_repeated(db, topic, outcome, by):
            continue
        _check(db, topic, outcome)
        _store(db, topic, outcome, by, note.strip(), now)
        if topic.question_id:
            row = db.get_one(Question, topic.question_id)
            said = note.strip()
            call_backs.noted(db, question=row, outcome=outcome, said=said, at=now, by=by)
        elif outcome in TOLD:
            offered += _take_effect(db, topic, outcome, by, note.strip())
    return offered


def _lock(db: Session, topic: Topic) -> None:
    """Two clerks with the same row: the second waits here, and then reads what the first wrote."""
    if topic.event_id:
        db.refresh(db.get_one(Event, topic.event_id), with_for_update=True)
    else:
        db.refresh(db.get_one(Question, topic.question_id), with_for_update=True)


def _is_repeated(db: Session, topic: Topic, outcome: CallOutcome, by: Staff) -> bool:
    newer = db.exec(
        select(Call, Staff)
        .join(Staff, Call.staff_id == col(Staff.id))
        .where(_about(topic), Call.kind == topic.kind, Call.id > topic.seen)
        .order_by(col(Call.id).desc())
    ).first()
    if newer is None:
        return False
    call, clerk = newer
    if clerk.id == by.id and call.outcome is outcome:
        return True
    at = clock.local(call.at)
    raise Refusal(
        f"{clerk.name}さんが、{at.hour}時{at.minute:02}分に「{call.outcome.label}」と記録しました。"
        "画面を新しくしましたので、お確かめください。"
    )


def _about(topic: Topic) -> ColumnElement[bool]:
    if topic.question_id:
        return Call.question_id == topic.question_id
    if topic.appointment_id:
        return Call.appointment_id == topic.appointment_id
    return col(Call.booking_id).in_(topic.booking_ids)


def _check(db: Session, topic: Topic, outcome: CallOutcome) -> None:
    if topic.question_id:
        question = db.get_one(Question, topic.question_id)
        call_backs.check(question=question, outcome=outcome)
        return
    event = db.get_one(Event, topic.event_id)
    if event.notice != topic.notice:
        raise Refusal("この教室は、いま変更がありました。新しい文を読み上げてください。")
    if topic.appointment_id:
        row = db.get_one(Appointment, topic.appointment_id, populate_existing=True)
        if row.status is not AppointmentStatus.BOOKED:
            raise Refusal("この予約は、もう変わっています。画面を新しくしました。")
    for row in _rows(db, topic):
        if row.status is CANCELLED:
            raise Refusal("この申込は、もう取り消されています。画面を新しくしました。")


def _rows(db: Session, topic: Topic) -> list[Booking]:
    rows = [db.get_one(Booking, one) for one in topic.booking_ids]
    for row in rows:
        db.refresh(row)
    return rows


def _store(
    db: Session, topic: Topic, outcome: CallOutcome, by: Staff, note: str, now: datetime
) -> None:
    """One row for each booking, or for the question."""
    db.add_all(
        Call(
            kind=topic.kind,
            booking_id=one,
            offer_id=topic.offer_id,
            appointment_id=topic.appointment_id,
            question_id=topic.question_id,
            notice=topic.notice,
            outcome=outcome,
            note=note,
            at=now,
            local_date=now.date(),
            staff_id=by.id,
        )
        for one in topic.booking_ids or (None,)
    )
    db.flush()


def _take_effect(
    db: Session, topic: Topic, outcome: CallOutcome, by: Staff, note: str
) -> list[Entry]:
    if topic.offer_id:
        answer = OfferOutcome.ACCEPTED if outcome is CallOutcome.REACHED else OfferOutcome.DECLINED
        offer = db.get_one(Offer, topic.offer_id)
        return offers.answer(db, offer=offer, outcome=answer, by=by, reason=note)
    if outcome is CallOutcome.DECLINED and _takes_place(db, topic):
        if topic.appointment_id:
            row = db.get_one(Appointment, topic.appointment_id)
            appointments.cancel(db, appointment=row, reason=note or DECLINED, by=by)
        return [
            entry
            for row in _rows(db, topic)
            for entry in bookings.cancel(db, booking=row, by=by, reason=note or DECLINED)
        ]
    return []


def _takes_place(db: Session, topic: Topic) -> bool:
    return db.get_one(Event, topic.event_id).status not in CALLED_OFF


def undo(db: Session, *, calls: Sequence[Call], by: Staff) -> None:
    """A slip of the finger: the calls of one tap are taken back, and the audit trail keeps them.

    Refused for what has changed a seat, and when somebody has noted more since.
    """
    require(by, Permission.BOOKING_CHANGE)
    for call in sorted(calls, key=lambda one: one.id):
        topic = _topic_of(db, call)
        _lock(db, topic)
        if db.exec(select(Call.id).where(_about(topic), Call.id > call.id)).first():
            raise Refusal("このあとに、別の電話が記録されています。新しい記録から直してください。")
        if call.outcome in TOLD and _has_changed_a_seat(db, call):
            raise Refusal(SEATED)
        if call.question_id:
            question = db.get_one(Question, call.question_id)
            call_backs.taken_back(db, question=question, at=call.at, by=by)
        db.delete(call)
    db.flush()


def _topic_of(db: Session, call: Call) -> Topic:
    if call.question_id:
        return Topic(call.kind, question_id=call.question_id)
    if call.appointment_id:
        row = db.get_one(Appointment, call.appointment_id)
        return Topic(call.kind, event_id=row.event_id, appointment_id=row.id)
    booking = db.get_one(Booking, call.booking_id)
    return Topic(call.kind, event_id=booking.event_id, booking_ids=(booking.id,))


def _has_changed_a_seat(db: Session, call: Call) -> bool:
    if call.appointment_id:
        row = db.get_one(Appointment, call.appointment_id)
        return row.status is AppointmentStatus.CANCELLED
    if call.booking_id is None:
        return False
    booking = db.get_one(Booking, call.booking_id)
    return call.kind is CallKind.OFFER or booking.status is CANCELLED
