"""版: a change of the rules is a new row of the kind from a day on; the one before ends the day
before. So what was recorded under the old rule still says what it said."""

from datetime import date, timedelta
from typing import Any

from sqlmodel import Session, col, select

import clock
from models import ConsultationKind, Staff
from refusal import Refusal
from services import masters
from services.permissions import Permission, require

CHECK_AFTER = 183  # days, half a year: procedures and names of apps change every few months


def renew(
    db: Session,
    *,
    kind: ConsultationKind,
    starts_on: date | None,
    values: dict[str, Any],
    by: Staff,
) -> ConsultationKind:
    """The kind as it will be from `starts_on` on; until the day before it stays as it is.

    values: as `masters.change` takes them; the days in them are not used. Refusal: the day does not
    lie within the edition that is to be followed.
    """
    require(by, Permission.MASTER_EDIT)
    if starts_on is None:
        raise Refusal("新しい版が始まる日を選んでください。")
    db.refresh(kind, with_for_update=True)
    ends_on = kind.valid_to
    if not kind.valid_from < starts_on <= (ends_on or date.max):
        raise Refusal(
            "新しい版の初めの日は、今の版の初めの日より後で、終わりの日までの日にしてください。"
        )
    kind.valid_to = starts_on - timedelta(days=1)
    db.flush()
    period = {"valid_from": starts_on, "valid_to": ends_on}
    return masters.add(db, kind=ConsultationKind, code=kind.code, values=values | period, by=by)


def to_check(db: Session, *, by: Staff) -> list[ConsultationKind]:
    """Those in force or to come that nobody has compared with the source for half a year."""
    require(by, Permission.MASTER_EDIT)
    today = clock.today()
    return list(
        db.exec(
            select(ConsultationKind)
            .where(
                ConsultationKind.checked_on < today - timedelta(days=CHECK_AFTER),
                col(ConsultationKind.valid_to).is_(None) | (ConsultationKind.valid_to >= today),
            )
            .order_by(ConsultationKind.checked_on, ConsultationKind.code)
        )
    )


def confirm(db: Session, *, kind: ConsultationKind, by: Staff) -> None:
    """It was compared with the source today, and nothing has changed."""
    require(by, Permission.MASTER_EDIT)
    kind.checked_on = clock.today()
    db.flush()
