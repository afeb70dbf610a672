"""窓口の記録: what the counter does with a consultation that was handed over, step by step."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint
from sqlmodel import Field

import clock
from models.base import Base, key, one_of, only, text


class CounterAct(StrEnum):
    """What the counter did with what was handed over."""

    ACCEPT = "accept"
    CALL = "call"
    COMPLETE = "complete"
    RETURN = "return"
    SEND_AGAIN = "send_again"

    @property
    def label(self) -> str:
        return {
            CounterAct.ACCEPT: "受け取りました",
            CounterAct.CALL: "電話しました",
            CounterAct.COMPLETE: "対応を終えました",
            CounterAct.RETURN: "差し戻しました",
            CounterAct.SEND_AGAIN: "もう一度引き継ぎました",
        }[self]


class CounterCall(StrEnum):
    """What came of a telephone call of the counter."""

    REACHED = "reached"
    LATER = "later"
    ABSENT = "absent"
    WRONG_NUMBER = "wrong_number"

    @property
    def label(self) -> str:
        return {
            CounterCall.REACHED: "お話しできた",
            CounterCall.LATER: "かけ直すお約束をした",
            CounterCall.ABSENT: "不在",
            CounterCall.WRONG_NUMBER: "番号がちがう",
        }[self]


class CounterStep(Base, table=True):
    """One step of the queue, and by whom. `call`: what came of it, for a telephone call."""

    __tablename__ = "counter_step"
    __table_args__ = (
        only("act", CounterAct),
        only("call", CounterCall),
        CheckConstraint("(act = 'call') = (call IS NOT NULL)", name="calls_have_an_outcome"),
    )

    id: int | None = key()
    consultation_id: int = Field(foreign_key="consultation.id", index=True, ondelete="CASCADE")
    act: CounterAct = one_of(CounterAct)
    call: CounterCall | None = one_of(CounterCall, default=None, nullable=True)
    note: str = text(100, personal=True)
    staff_id: int = Field(foreign_key="staff.id")
    at: datetime = Field(default_factory=clock.now)

    @property
    def words(self) -> str:
        """電話しました（不在）"""
        return f"{self.act.label}（{self.call.label}）" if self.call else self.act.label
