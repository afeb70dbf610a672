"""受付の控え: check-ins that were noted elsewhere (a phone without network, a paper roster)."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

import clock
from models.age import AgeBand, Sex
from models.base import Base, key, one_of, only, text


class DoorSource(StrEnum):
    OFFLINE = "offline"
    PAPER = "paper"

    @property
    def label(self) -> str:
        return {"offline": "電波のない会場", "paper": "紙の名簿"}[self.value]


class DoorAct(StrEnum):
    CHECK_IN = "check_in"
    WALK_IN = "walk_in"
    UNDO = "undo"


class DoorOutcome(StrEnum):
    """DONE and REPEATED need nobody; a CONFLICT waits for a person to decide."""

    DONE = "done"
    REPEATED = "repeated"
    CONFLICT = "conflict"
    ACCEPTED = "accepted"
    DISMISSED = "dismissed"

    @property
    def label(self) -> str:
        return {
            DoorOutcome.DONE: "受け付けました",
            DoorOutcome.REPEATED: "受付済みでした",
            DoorOutcome.CONFLICT: "確かめてください",
            DoorOutcome.ACCEPTED: "出席にしました",
            DoorOutcome.DISMISSED: "数えないことにしました",
        }[self]


class DoorEntry(Base, table=True):
    """One entry as it was made, and what came of it. The same `idem_key` is taken once.

    `subject`: what the entry named when it is not known here (a row of the roster, a card's code).
    `undoes`: the key of the entry or the attendance that an UNDO takes back.
    """

    __tablename__ = "door_entry"
    __table_args__ = (
        UniqueConstraint("idem_key"),
        only("source", DoorSource),
        only("act", DoorAct),
        only("outcome", DoorOutcome),
        only("age_band", AgeBand),
        only("sex", Sex),
        Index("ix_door_entry_event_id_outcome", "event_id", "outcome"),
    )

    id: int | None = key()
    idem_key: str = Field(max_length=64)
    event_id: int = Field(foreign_key="event.id")
    source: DoorSource = one_of(DoorSource)
    act: DoorAct = one_of(DoorAct)
    undoes: str = Field(default="", max_length=64)
    booking_id: int | None = Field(default=None, foreign_key="booking.id")
    person_id: int | None = Field(default=None, foreign_key="person.id")
    subject: str = text(40)
    district_id: int | None = Field(default=None, foreign_key="district.id")
    is_resident: bool = True
    age_band: AgeBand = one_of(AgeBand, default=AgeBand.UNKNOWN)
    sex: Sex = one_of(Sex, default=Sex.UNKNOWN)
    is_late: bool = False
    happened_at: datetime  # by the phone's own clock, which may be wrong
    received_at: datetime = Field(default_factory=clock.now)
    received_by_id: int | None = Field(default=None, foreign_key="staff.id")
    outcome: DoorOutcome = one_of(DoorOutcome)
    sentence: str = text(200, personal=True)
    decided_at: datetime | None = None
    decided_by_id: int | None = Field(default=None, foreign_key="staff.id")
