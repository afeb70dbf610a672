"""アンケート: one A4 side of circles (domain: survey questions), keyed in or answered by QR."""

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from models.age import AgeBand, Sex
from models.base import Base, Stamped, key, one_of, only, text
from models.booking import Channel

SCALES = {  # column: the highest number that can be circled; none is a valid answer
    "times": 3,
    "satisfaction": 5,
    "understanding": 5,
    "pace": 3,
    "alone": 3,
    "recommend": 4,
}


class Survey(Base, Stamped, table=True):
    """One filled-in sheet, nobody's by name. Numbers count from the best or first answer."""

    __tablename__ = "survey"
    __table_args__ = (
        UniqueConstraint("idem_key"),
        only("age_band", AgeBand),
        only("sex", Sex),
        only("channel", Channel),
        *(
            CheckConstraint(f"{name} IS NULL OR {name} BETWEEN 1 AND {most}", name=f"{name}_known")
            for name, most in SCALES.items()
        ),
        Index("ix_survey_event_id", "event_id"),
    )

    id: int | None = key()
    idem_key: str = Field(max_length=64)
    event_id: int = Field(foreign_key="event.id")
    channel: Channel = one_of(Channel)
    times: int | None = None  # 参加回数: 1 はじめて, 2 2〜3回, 3 4回以上
    heard: str = text(40)  # きっかけ, numbers with commas
    satisfaction: int | None = None  # 満足度: 1 とても満足 … 5 不満
    understanding: int | None = None  # 理解度: 1 よくわかった … 5 わからなかった
    pace: int | None = None  # 速さ: 1 速い, 2 ちょうどよい, 3 遅い
    alone: int | None = None  # 自分でできそうか: 1 できる, 2 家族の助けがあれば, 3 難しい
    wishes: str = text(60)  # やってみたいこと, numbers with commas
    next_time: str = text(100)  # 次回参加したい会場・曜日・時間帯
    recommend: int | None = None  # 人に勧めたいか: 1 ぜひ … 4 勧めない
    trouble: str = text(400, personal=True)
    district_id: int | None = Field(default=None, foreign_key="district.id")
    age_band: AgeBand = one_of(AgeBand, default=AgeBand.UNKNOWN)
    sex: Sex = one_of(Sex, default=Sex.UNKNOWN)
    entered_by_id: int | None = Field(default=None, foreign_key="staff.id")
