"""マイナンバーカード相談: the kinds, and the minimal record of one consultation."""

import re
from datetime import date
from enum import StrEnum

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy import text as sql
from sqlmodel import Field

from models.age import AgeBand
from models.base import Base, Stamped, key, one_of, only, text
from models.question import Device

# The four PINs of a card by the marks the cities number them with; the names are public, never the
# PIN (地方公共団体情報システム機構「マイナンバーカードの暗証番号」).
PINS = {
    "①": "署名用（6文字以上）",
    "②": "利用者証明用（4けた）",
    "③": "住民基本台帳用（4けた）",
    "④": "券面事項入力補助用（4けた）",
}
_LANE = re.compile(r"^([VSCX])[ 　]+")


class Lane(StrEnum):
    """Who may handle it (domain: three lanes of handling)."""

    VOLUNTEER = "V"
    STAFF = "S"
    COUNTER = "C"
    OUTSIDE = "X"

    @property
    def label(self) -> str:
        return {
            Lane.VOLUNTEER: "デジタル推進委員がお手伝いできます",
            Lane.STAFF: "市の職員が行います",
            Lane.COUNTER: "市民課の窓口だけで行います",
            Lane.OUTSIDE: "市の外の窓口へご案内します",
        }[self]

    @property
    def who(self) -> str:
        return {
            Lane.VOLUNTEER: "推進委員",
            Lane.STAFF: "市の職員",
            Lane.COUNTER: "市民課の窓口",
            Lane.OUTSIDE: "市の外",
        }[self]


class ConsultationKind(Base, Stamped, table=True):
    """相談の種類 M01…M99. A change of the rules is a new row with its own valid_from."""

    __tablename__ = "consultation_kind"
    __table_args__ = (UniqueConstraint("code", "valid_from"), only("lane", Lane))

    id: int | None = key()
    code: str = text(8)
    name: str = text(60)
    bring: str = text(600)  # one thing a line
    pins: str = text(200)  # which PINs the person will need, one a line; never the PIN
    pin_note: str = text(200)
    lane: Lane = one_of(Lane)
    lane_detail: str = text(400)  # who does which part, one lane a line: "V 申請をとなりで見守る"
    escalate_to: str = text(120)
    is_stop: bool = False
    stop_when: str = text(200)
    hands_off: bool = False
    volunteer_may: str = text(300)
    second_visit: str = text(200)  # when people have to come twice, such as for a 照会書
    note: str = text(600)
    source: str = text(300)
    checked_on: date
    valid_from: date
    valid_to: date | None = None

    @property
    def things_to_bring(self) -> list[str]:
        return self.bring.splitlines()

    @property
    def pin_names(self) -> list[str]:
        """As people know them: ②利用者証明用（4けた）; what is no mark stands as it is."""
        return [f"{line}{PINS.get(line, '')}" for line in self.pins.splitlines()]

    @property
    def pins_mentioned(self) -> list[str]:
        """The names of those that only the note on PINs speaks of, by their mark."""
        marks = [mark for mark in PINS if mark in self.pin_note and mark not in self.pins]
        return [f"{mark}{PINS[mark]}" for mark in marks]

    @property
    def shares(self) -> list[str]:
        """Who does which part: 市の外：金融機関が答える. A line without a lane stands as it is."""
        return [
            _LANE.sub(lambda found: f"{Lane(found[1]).who}：", line)
            for line in self.lane_detail.splitlines()
        ]

    @property
    def volunteer_share(self) -> list[str]:
        """The parts of it that are a volunteer's, without the name of the lane."""
        lanes = [(_LANE.match(line), line) for line in self.lane_detail.splitlines()]
        return [
            line[found.end() :]
            for found, line in lanes
            if found and Lane(found[1]) is Lane.VOLUNTEER
        ]

    @property
    def where_to_go(self) -> str:
        """To the next class with what a volunteer may help with, otherwise straight there."""
        if self.lane is Lane.VOLUNTEER:
            return f"お近くの教室・相談会か、{self.escalate_to}"
        return self.escalate_to

    @property
    def when_to_call(self) -> str:
        """When to telephone our desk: never a delay for those who must call somebody else."""
        return "まよったら" if self.lane is Lane.OUTSIDE else "行く前に"


class Outcome(StrEnum):
    SOLVED = "solved"
    TAKEN_HOME = "taken_home"
    TO_COUNTER = "to_counter"
    TO_OUTSIDE = "to_outside"
    STOPPED = "stopped"

    @property
    def label(self) -> str:
        return {
            Outcome.SOLVED: "その場で解決",
            Outcome.TAKEN_HOME: "持ち帰り",
            Outcome.TO_COUNTER: "窓口へ引き継ぎ",
            Outcome.TO_OUTSIDE: "市の外の窓口を案内",
            Outcome.STOPPED: "中止",
        }[self]


class ConsultationStatus(StrEnum):
    """HANDED_OVER waits for the counter, ACCEPTED is with it, RETURNED is back with a reason."""

    CLOSED = "closed"
    HANDED_OVER = "handed_over"
    ACCEPTED = "accepted"
    RETURNED = "returned"

    @property
    def label(self) -> str:
        return {
            ConsultationStatus.CLOSED: "終了",
            ConsultationStatus.HANDED_OVER: "窓口の対応待ち",
            ConsultationStatus.ACCEPTED: "窓口で対応中",
            ConsultationStatus.RETURNED: "差し戻し",
        }[self]


class Consultation(Base, Stamped, table=True):
    """One consultation, as little as is needed. The expiry is a year and month, never a day."""

    __tablename__ = "consultation"
    __table_args__ = (
        UniqueConstraint("idem_key"),
        only("outcome", Outcome),
        only("status", ConsultationStatus),
        only("age_band", AgeBand),
        only("device", Device),
        CheckConstraint(
            "expires IS NULL OR (expires BETWEEN 201601 AND 210012"
            " AND expires % 100 BETWEEN 1 AND 12)",
            name="expires_is_a_month",
        ),
        Index("ix_consultation_status_local_date", "status", "local_date"),
        Index("ix_consultation_fiscal_year", "fiscal_year", "local_date", "district_id", "outcome"),
        Index(
            "ix_consultation_expires",
            "expires",
            "person_id",
            sqlite_where=sql("expires IS NOT NULL"),
            postgresql_where=sql("expires IS NOT NULL"),
        ),
    )

    id: int | None = key()
    idem_key: str = Field(max_length=64)
    event_id: int | None = Field(default=None, foreign_key="event.id", index=True)
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    district_id: int | None = Field(default=None, foreign_key="district.id")
    age_band: AgeBand = one_of(AgeBand, default=AgeBand.UNKNOWN)
    local_date: date
    fiscal_year: int
    outcome: Outcome = one_of(Outcome)
    status: ConsultationStatus = one_of(ConsultationStatus)
    device: Device = one_of(Device, default=Device.UNKNOWN)
    referral: str = text(60)  # 案内先
    slip_given: bool = False
    expires: int | None = None  # 202809
    minutes: int | None = None
    contact_again: bool = False
    contact_how: str = text(60, personal=True)  # by which way, at what time
    note: str = text(200, personal=True)
    staff_id: int = Field(foreign_key="staff.id")
    closed_by_id: int | None = Field(default=None, foreign_key="staff.id")


class ConsultationTopic(Base, table=True):
    """One of the kinds that came up in a consultation; often there are several."""

    __tablename__ = "consultation_topic"

    consultation_id: int = Field(
        foreign_key="consultation.id", primary_key=True, ondelete="CASCADE"
    )
    kind_id: int = Field(foreign_key="consultation_kind.id", primary_key=True)
