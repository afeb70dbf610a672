"""二度手間を防ぐ: what somebody has to hear before an appointment is made or a talk begins."""

from datetime import date, timedelta
from typing import NamedTuple

from sqlmodel import Session, col, select

import clock
from japanese import dates
from models import (
    Consultation,
    ConsultationKind,
    ConsultationTopic,
    Event,
    Lane,
    Person,
    Staff,
)
from services import card_closures
from services.permissions import Permission, require

REMEMBERED = timedelta(days=180)


class Before(NamedTuple):
    """That somebody was here about a kind: no more than the day and the kind."""

    day: date
    kind: ConsultationKind

    @property
    def words(self) -> str:
        return f"前回は、{dates.short(self.day)}に「{self.kind.name}」のご相談でした。"


def of(db: Session, *, kinds: list[ConsultationKind], event: Event | None = None) -> list[str]:
    """What cannot be done at a corner, when two visits are needed, and the 停止日 near its day."""
    day = event.local_date if event else None
    closed = card_closures.told(card_closures.near(db, day=day))
    return [
        *elsewhere(kinds),
        *map(_twice, _twos(kinds)),
        *closed,
    ]


def to_bring(kinds: list[ConsultationKind]) -> str:
    """What to bring to the corner, to be read aloud; what is for the counter is said in `of`."""
    here = [kind for kind in kinds if kind.lane is Lane.VOLUNTEER]
    things = dict.fromkeys(thing for kind in here for thing in kind.things_to_bring)
    if not things:
        return "マイナンバーカードと、届いている書類があれば、お持ちください。"
    return f"お持ちいただくものは、{'、'.join(things)}です。"


def to_say(kinds: list[ConsultationKind]) -> list[str]:
    """The slip as it is read aloud on the telephone, a sentence a line."""
    here = [kind for kind in kinds if kind.lane is Lane.VOLUNTEER]
    pins = dict.fromkeys(name for kind in here for name in kind.pin_names)
    used = f"ご本人が入力する暗証番号は、{'、'.join(pins)}です。" if pins else ""
    hush = "番号は、わたしにも、当日の係にも、言わないでください。" if used else ""
    return [to_bring(kinds), *filter(None, (used, hush))]


def elsewhere(kinds: list[ConsultationKind]) -> list[str]:
    """What cannot be done at a corner, with where it is done and what to bring there."""
    return [_elsewhere(kind) for kind in kinds if kind.lane is not Lane.VOLUNTEER]


def _elsewhere(kind: ConsultationKind) -> str:
    bring = "、".join(kind.things_to_bring)
    bring = f"お持ちいただくものは、{bring}です。" if bring else ""
    where = f"{kind.escalate_to}で手続きします。{bring}"
    return f"「{kind.name}」は、相談コーナーではできません。{where}"


def _twos(kinds: list[ConsultationKind]) -> list[ConsultationKind]:
    return [kind for kind in kinds if kind.second_visit]


def _twice(kind: ConsultationKind) -> str:
    return f"「{kind.name}」：{kind.second_visit}"


def before(
    db: Session, *, person: Person, kinds: list[ConsultationKind], by: Staff
) -> list[Before]:
    """When this person was here about the same within the last half year, the latest first.

    Only day and kind, so that nobody is sent home a second time for the same paper.
    """
    require(by, Permission.CONSULTATION_RECORD)
    rows = db.exec(
        select(Consultation.local_date, ConsultationKind)
        .join(ConsultationTopic, ConsultationTopic.consultation_id == col(Consultation.id))
        .join(ConsultationKind, ConsultationTopic.kind_id == col(ConsultationKind.id))
        .where(
            Consultation.person_id == person.id,
            Consultation.local_date >= clock.today() - REMEMBERED,
            col(ConsultationKind.code).in_([kind.code for kind in kinds]),
        )
        .order_by(col(Consultation.local_date).desc(), ConsultationKind.code)
    )
    return [Before(*row) for row in rows]
