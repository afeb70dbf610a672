"""枚数: how many copies of a sheet were printed, and how often its QR code led somebody back.

Somebody says the number: the browser's print dialogue tells us nothing. Copies are sheets, openings
are 延べ.
"""

from datetime import date
from typing import NamedTuple

from sqlalchemy import func
from sqlmodel import Session, col, select

import clock
from models import Copies, Event, Handout, Scan, Staff
from refusal import Refusal
from services import once, shifts
from services.permissions import Permission, require

MOST = 3000  # one run of a flyer for the whole town; more is a slip of the finger


class Printed(NamedTuple):
    """One edition of a sheet: copies made of it, and openings of its page this month and ever."""

    handout: Handout
    copies: int
    scans_this_month: int
    scans: int

    @property
    def scans_per_copy(self) -> float | None:
        """None without copies."""
        return self.scans / self.copies if self.copies else None


def printed(db: Session, *, subject: str, number: int, idem_key: str, by: Staff) -> Copies:
    """Write down that so many copies were made of the newest edition of a sheet.

    subject: as `services.printing` names its row, such as "flyer:ABC"; drawn before, at least as a
    picture.
    """
    require(by, Permission.SHEET_PRINT)
    if not 1 <= number <= MOST:
        raise Refusal(f"枚数は、1から{MOST}までの数で入力してください。")
    sheet = db.exec(_editions(subject, by)).first()
    if sheet is None:
        raise Refusal("この紙は、まだ印刷していません。先に「印刷する」で開いてください。")
    row = Copies(
        handout_id=sheet.id,
        number=number,
        staff_id=by.id,
        printed_on=clock.today(),
        idem_key=idem_key,
    )
    same = select(Copies).where(Copies.idem_key == idem_key)
    return once.stored(db, row=row, find=lambda: db.exec(same).first())[0]


def take_back(db: Session, *, subject: str, by: Staff) -> None:
    """Strike the number this person wrote down last today for a sheet: it was mistyped."""
    require(by, Permission.SHEET_PRINT)
    own = (
        select(Copies)
        .join(Handout)
        .where(
            Handout.subject == subject,
            Copies.staff_id == by.id,
            Copies.printed_on == clock.today(),
        )
        .order_by(col(Copies.id).desc())
    )
    row = db.exec(own).first()
    if row is None:
        raise Refusal("取り消せるのは、ご自分がきょう記録した枚数だけです。")
    db.delete(row)
    db.flush()


def editions(db: Session, *, subject: str, by: Staff) -> list[Printed]:
    """All editions of a sheet, the newest first. A volunteer's: of the own classes."""
    require(by, Permission.SHEET_PRINT)
    return counted(db, sheets=list(db.exec(_editions(subject, by))))


def counted(db: Session, *, sheets: list[Handout]) -> list[Printed]:
    """These sheets with their counts, in the same order."""
    ids = [one.id for one in sheets]
    copies = _sums(db, Copies.handout_id, Copies.number, ids)
    scans = _sums(db, Scan.handout_id, Scan.times, ids)
    month = clock.today().replace(day=1)
    fresh = _sums(db, Scan.handout_id, Scan.times, ids, since=month)
    return [
        Printed(one, copies.get(one.id, 0), fresh.get(one.id, 0), scans.get(one.id, 0))
        for one in sheets
    ]


def _sums(db: Session, key, value, ids: list[int], since: date | None = None) -> dict[int, int]:
    query = select(key, func.sum(value)).where(col(key).in_(ids)).group_by(key)
    if since:
        query = query.where(Scan.day >= since)
    return {sheet: int(total) for sheet, total in db.exec(query)}


def _editions(subject: str, by: Staff):
    return (
        select(Handout)
        .outerjoin(Event, Handout.event_id == col(Event.id))
        .where(Handout.subject == subject, col(Handout.event_id).is_(None) | shifts.own(by))
        .order_by(col(Handout.id).desc())
    )
