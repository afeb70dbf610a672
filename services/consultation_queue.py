"""窓口の受け付け: what the counter does with a consultation that was handed over, step by step.

Only the counter or a coordinator takes it over and closes it. What the counter gives back goes to
whoever recorded it, who adds what was missing and hands it over again. Two at the counter who take
the same one: the row's lock decides, and the second reads what the first has done.
"""

from typing import NamedTuple

from sqlmodel import Session, col, select

import clock
from models import (
    Consultation,
    ConsultationStatus,
    CounterAct,
    CounterCall,
    CounterStep,
    Outcome,
    Person,
    Staff,
    audit,
)
from refusal import Refusal
from services.permissions import Permission, allows, require

CLOSED, HANDED_OVER, ACCEPTED, RETURNED = ConsultationStatus
OPEN = (HANDED_OVER, ACCEPTED, RETURNED)
NOT_FOUND = "この受付番号の相談は見つかりません。一覧から選び直してください。"
LOOK_AGAIN = "画面を新しくしましたので、お確かめください。"


class Contact(NamedTuple):
    """How to reach somebody who wishes to hear from us again; any of it may be empty."""

    name: str
    reading: str
    phone: str  # digits
    call_note: str
    how: str


def find(db: Session, *, number: int | str, by: Staff) -> Consultation:
    """What was handed over, by its 受付番号; a volunteer finds the own ones only.

    Refusal: there is none of this number, or it is not theirs to see. The two are not told apart.
    """
    require(by, Permission.CONSULTATION_HANDED_OVER)
    plain = str(number)
    row = db.get(Consultation, int(plain)) if plain.isdecimal() and len(plain) <= 9 else None
    if row is None or not _is_open_to(by, row):
        raise Refusal(NOT_FOUND)
    return row


def _is_open_to(by: Staff, row: Consultation) -> bool:
    """The counter sees what reached it; who recorded it sees it, too."""
    if row.outcome is not Outcome.TO_COUNTER:
        return False
    return allows(by, Permission.CONSULTATION_CLOSE) or row.staff_id == by.id


def accept(db: Session, *, consultation: Consultation, seen: int, by: Staff) -> None:
    """Take it over: from now on it is this counter's. `seen`: the last step on the screen, or 0."""
    require(by, Permission.CONSULTATION_CLOSE)
    if not _is_done(db, consultation, CounterAct.ACCEPT, seen, by):
        _check(consultation, HANDED_OVER)
        _step(db, consultation, CounterAct.ACCEPT, by, status=ACCEPTED)


def call(
    db: Session,
    *,
    consultation: Consultation,
    outcome: CounterCall,
    seen: int,
    by: Staff,
    note: str = "",
) -> None:
    """Note a telephone call. `note`: what was agreed, 100 characters; the guard reads it."""
    require(by, Permission.CONSULTATION_CLOSE)
    if not _is_done(db, consultation, CounterAct.CALL, seen, by):
        _check(consultation, ACCEPTED)
        _step(db, consultation, CounterAct.CALL, by, note=note, call=outcome)


def complete(
    db: Session, *, consultation: Consultation, seen: int, by: Staff, note: str = ""
) -> None:
    """Finish it. Only the counter or a coordinator may, never who only recorded it."""
    require(by, Permission.CONSULTATION_CLOSE)
    if not _is_done(db, consultation, CounterAct.COMPLETE, seen, by):
        _check(consultation, *OPEN)
        consultation.closed_by_id = by.id
        _step(db, consultation, CounterAct.COMPLETE, by, note=note, status=CLOSED)


def give_back(
    db: Session, *, consultation: Consultation, reason: str, seen: int, by: Staff
) -> None:
    """Back to whoever recorded it; the reason says what is missing."""
    require(by, Permission.CONSULTATION_CLOSE)
    if not reason.strip():
        raise Refusal("差し戻す理由を書いてください。何が足りないかを、記録した方が読みます。")
    if not _is_done(db, consultation, CounterAct.RETURN, seen, by):
        _check(consultation, HANDED_OVER, ACCEPTED)
        _step(db, consultation, CounterAct.RETURN, by, note=reason, status=RETURNED)


def send_again(
    db: Session, *, consultation: Consultation, addition: str, seen: int, by: Staff
) -> None:
    """Who recorded it, or a coordinator, hands it over once more with what the counter missed."""
    require(by, Permission.CONSULTATION_RECORD)
    if not _is_open_to(by, consultation):
        raise Refusal(NOT_FOUND)
    if not addition.strip():
        raise Refusal("書き足すことを入れてください。窓口の人が読みます。")
    if not _is_done(db, consultation, CounterAct.SEND_AGAIN, seen, by):
        _check(consultation, RETURNED)
        _step(db, consultation, CounterAct.SEND_AGAIN, by, note=addition, status=HANDED_OVER)


def _is_done(db: Session, row: Consultation, act: CounterAct, seen: int, by: Staff) -> bool:
    """Whether this is one's own second tap. Refuses when a colleague was faster.

    The lock comes first: the second of two waits here, and then reads what the first has written.
    """
    db.refresh(row, with_for_update=True)
    newer = db.exec(
        select(CounterStep, Staff)
        .join(Staff, CounterStep.staff_id == col(Staff.id))
        .where(CounterStep.consultation_id == row.id, CounterStep.id > seen)
        .order_by(col(CounterStep.id).desc())
    ).first()
    if newer is None:
        return False
    step, clerk = newer
    if clerk.id == by.id and step.act is act:
        return True
    at = clock.local(step.at)
    raise Refusal(
        f"{clerk.name}さんが、{at.hour}時{at.minute:02}分に「{step.words}」と記録しました。{LOOK_AGAIN}"
    )


def _check(row: Consultation, *expected: ConsultationStatus) -> None:
    if row.outcome is not Outcome.TO_COUNTER:
        raise Refusal(NOT_FOUND)
    if row.status not in expected:
        raise Refusal(f"この相談は、いま「{row.status.label}」です。{LOOK_AGAIN}")


def _step(
    db: Session,
    row: Consultation,
    act: CounterAct,
    by: Staff,
    *,
    note: str = "",
    call: CounterCall | None = None,
    status: ConsultationStatus | None = None,
) -> None:
    row.status = status or row.status
    db.add(
        CounterStep(
            consultation_id=row.id,
            act=act,
            call=call,
            note=note.strip(),
            staff_id=by.id,
            at=clock.now(),
        )
    )
    db.flush()


def look(db: Session, *, consultation: Consultation, by: Staff) -> None:
    """Write down that the name and the telephone were opened."""
    require(by, Permission.CONSULTATION_CLOSE)
    audit.looked_at(db, consultation)
    if consultation.contact_again and consultation.person_id:
        audit.looked_at(db, db.get_one(Person, consultation.person_id))


def contact(db: Session, *, consultation: Consultation, by: Staff) -> Contact | None:
    """Whom to call; None for somebody who does not wish to be called. `look` comes before it."""
    require(by, Permission.CONSULTATION_CLOSE)
    person = db.get(Person, consultation.person_id) if consultation.person_id else None
    return told(consultation, person) if consultation.contact_again else None


def told(row: Consultation, person: Person | None) -> Contact:
    """For those who have written down that they look (`look`, services/counter_week.py)."""
    if person is None:
        return Contact("", "", "", "", row.contact_how)
    name = person.name or person.kana
    return Contact(name, person.kana, person.phone, person.call_note, row.contact_how)
