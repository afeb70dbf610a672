"""マイナンバーカード相談: what a kind needs, and the minimal record of a consultation."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sqlmodel import Session, col, select

import clock
from japanese.dates import fiscal_year
from models import (
    AgeBand,
    Appointment,
    Consultation,
    ConsultationKind,
    ConsultationStatus,
    ConsultationTopic,
    Device,
    District,
    Event,
    Lane,
    Outcome,
    Person,
    Role,
    Staff,
)
from refusal import Refusal
from services import corner_day, corners, lanes, once, staying
from services.permissions import Permission, require

FIRST_CARDS = 201601  # 2016-01, the first cards; no certificate can have ended earlier
LONGEST_VALIDITY = 11  # years: ten of a card, and the months a renewal may come early


class Talk(NamedTuple):
    """What was talked about and what came of it, as little as is needed (個人情報保護法 61条).

    district, age_band: of somebody who is not known. not_stopped: a volunteer says that what the
    kinds stop at has not happened. expires: year and month as 202809, never a day.
    contact_again: the person agreed to be called.
    """

    kinds: Sequence[ConsultationKind]
    outcome: Outcome
    district: District | None = None
    age_band: AgeBand = AgeBand.UNKNOWN
    device: Device = Device.UNKNOWN
    not_stopped: bool = False
    slip_given: bool = False
    referral: str = ""
    expires: int | None = None
    contact_again: bool = False
    contact_how: str = ""
    note: str = ""


def in_force(db: Session) -> list[ConsultationKind]:
    """The kinds as they are today, in the order of their codes; the newest rule of each.

    For anybody: what stands in them is printed and published.
    """
    today = clock.today()
    rows = db.exec(
        select(ConsultationKind)
        .where(
            ConsultationKind.valid_from <= today,
            col(ConsultationKind.valid_to).is_(None) | (ConsultationKind.valid_to >= today),
        )
        .order_by(ConsultationKind.code, ConsultationKind.valid_from)
    )
    return list({kind.code: kind for kind in rows}.values())


def kinds(db: Session, *, by: Staff) -> list[ConsultationKind]:
    """The kinds a consultation of today may be about."""
    require(by, Permission.CONSULTATION_VIEW)
    return in_force(db)


def on_slip(db: Session, *, codes: str, by: Staff) -> list[ConsultationKind]:
    """The kinds named as M05-M10; [] unless all of them are in force.

    The counter prints it, too. A city's own code may hold a hyphen itself, so the text is not
    simply cut at hyphens.
    """
    require(by, Permission.CONSULTATION_HANDED_OVER)
    found = [kind for kind in in_force(db) if f"-{kind.code}-" in f"-{codes}-"]
    named = "-".join(kind.code for kind in found)
    return found if sorted(named.split("-")) == sorted(codes.split("-")) else []


def record(
    db: Session,
    *,
    talk: Talk,
    idem_key: str,
    by: Staff,
    event: Event | None = None,
    person: Person | None = None,
    appointment: Appointment | None = None,
) -> Consultation:
    """Write down one consultation, once for the same key. appointment: says of whom and where."""
    require(by, Permission.CONSULTATION_RECORD)
    same_key = select(Consultation).where(Consultation.idem_key == idem_key)
    if before := db.exec(same_key).first():
        return before
    if appointment:
        event, person = corner_day.talk_of(db, appointment=appointment, by=by)
    if event:
        corners.check_own(db, event=event, staff=by)
    _check(talk, by)
    person = person and staying.now(db, person=person)
    row = _row(talk, person, idem_key=idem_key, event_id=event and event.id, staff_id=by.id)
    row, is_new = once.stored(db, row=row, find=lambda: db.exec(same_key).first())
    if is_new:
        db.add_all(ConsultationTopic(consultation_id=row.id, kind_id=one.id) for one in talk.kinds)
        db.flush()
        if appointment:
            corner_day.note_talk(db, appointment=appointment, consultation=row, by=by)
    return row


def _row(talk: Talk, person: Person | None, **columns: object) -> Consultation:
    handed_over = talk.outcome is Outcome.TO_COUNTER
    home = talk.district.id if talk.district else person and person.district_id
    return Consultation(
        **columns,
        person_id=person and person.id,
        district_id=home,
        age_band=person.age_band if person else talk.age_band,
        local_date=clock.today(),
        fiscal_year=fiscal_year(clock.today()),
        outcome=talk.outcome,
        status=ConsultationStatus.HANDED_OVER if handed_over else ConsultationStatus.CLOSED,
        device=talk.device,
        referral=talk.referral.strip() if talk.outcome in lanes.FURTHER else "",
        slip_given=talk.slip_given,
        expires=talk.expires,
        contact_again=talk.contact_again,
        contact_how=talk.contact_how.strip(),
        note=talk.note.strip(),
    )


def _check(talk: Talk, by: Staff) -> None:
    if not talk.kinds:
        raise Refusal("相談の種類を1つ以上選んでください。わからないときは「その他」を選びます。")
    if talk.outcome is Outcome.SOLVED and by.role is Role.VOLUNTEER:
        _check_may_finish(talk)
    _check_month(talk.expires)
    _check_contact(talk.contact_again, talk.contact_how.strip())


def _check_may_finish(talk: Talk) -> None:
    closed = next((kind for kind in talk.kinds if not lanes.may_finish(kind)), None)
    if closed:
        where = (
            f"{closed.lane.who}だけで" if closed.lane is Lane.COUNTER else closed.lane.who + "で"
        )
        raise Refusal(
            f"「{closed.name}」は{where}行います。"
            "結果は「窓口へ引き継ぎ」か「持ち帰り」を選んでください。"
        )
    if lanes.moments_to_stop(talk.kinds) and not talk.not_stopped:
        raise Refusal(
            "止める場面がなかったことを確かめて、印を付けてください。"
            "あったときは、結果を「窓口へ引き継ぎ」か「中止」にします。"
        )


def _check_month(expires: int | None) -> None:
    last = (clock.today().year + LONGEST_VALIDITY) * 100 + 12
    if expires is not None and not FIRST_CARDS <= expires <= last:
        raise Refusal("有効期限の年と月を確かめてください。カードに書いてあります。")


def _check_contact(agreed: bool, how: str) -> None:
    if how and not agreed:
        raise Refusal("再連絡は、ご本人の了解があるときだけ書きます。了解の印を付けてください。")
    if agreed and not how:
        raise Refusal("再連絡の方法と時間を書いてください（例: 電話、平日の夕方）。")


def topics(db: Session, *, consultation: Consultation, by: Staff) -> list[ConsultationKind]:
    """The kinds that came up in this consultation."""
    require(by, Permission.CONSULTATION_VIEW)
    return list(
        db.exec(
            select(ConsultationKind)
            .join(ConsultationTopic, col(ConsultationTopic.kind_id) == ConsultationKind.id)
            .where(ConsultationTopic.consultation_id == consultation.id)
            .order_by(ConsultationKind.code)
        )
    )


def recent(db: Session, *, by: Staff, limit: int = 30) -> list[Consultation]:
    """The latest records; a volunteer sees the own ones."""
    require(by, Permission.CONSULTATION_VIEW)
    query = select(Consultation)
    if by.role is Role.VOLUNTEER:
        query = query.where(Consultation.staff_id == by.id)
    return list(db.exec(query.order_by(col(Consultation.id).desc()).limit(limit)))


def expiry(year: int | None, month: int | None) -> int | None:
    """202809 from the two boxes of a form; both or none."""
    if year is None and month is None:
        return None
    if year is None or month is None:
        raise Refusal("有効期限は、年と月の両方を選んでください。")
    return date(year, month, 1).year * 100 + month
