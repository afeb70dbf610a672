"""アンケート: one A4 side of circles (domain: survey questions), keyed in or answered by QR."""

from typing import NamedTuple

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from models.age import AgeBand, Sex
from models.base import Base, Stamped, key, one_of, only, text
from models.booking import Channel

AGE_BANDS = tuple(band for band in AgeBand if band is not AgeBand.UNKNOWN)


class Asked(NamedTuple):
    """One question of the sheet. Its choices count from 1, the best or first one; 0: no answer.

    short: its name where there is little room.
    """

    column: str
    short: str
    title: str
    choices: tuple[str, ...]
    many: bool = False

    @property
    def width(self) -> int:
        """How many digits its numbers have: where there are ten or more, the sheet prints 01."""
        return len(str(len(self.choices)))

    def number(self, at: int) -> str:
        """The number as it is printed and keyed in; 0 for no answer."""
        return f"{at:0{self.width}}"


RATED = (
    Asked("times", "回数", "何回目ですか", ("はじめて", "2〜3回目", "4回目以上")),
    Asked(
        "satisfaction",
        "満足度",
        "満足しましたか",
        ("とても満足", "満足", "ふつう", "やや不満", "不満"),
    ),
    Asked(
        "understanding",
        "理解度",
        "わかりましたか",
        ("よくわかった", "わかった", "ふつう", "むずかしい", "わからない"),
    ),
    Asked("pace", "速さ", "説明の速さ", ("速い", "ちょうどよい", "遅い")),
    Asked(
        "alone",
        "自分で",
        "自分でできますか",
        ("できる", "家族の助けがあれば", "むずかしい"),
    ),
    Asked(
        "recommend",
        "勧めたいか",
        "人に勧めますか",
        ("ぜひ勧めたい", "勧めたい", "あまり", "勧めない"),
    ),
)
AGE = Asked("age_band", "年代", "おいくつですか", tuple(band.label for band in AGE_BANDS))
SEX = Asked("sex", "性別", "性別", tuple(sex.label for sex in Sex))
HEARD = Asked(
    "heard",
    "きっかけ",
    "知ったきっかけ（いくつでも）",
    ("市報", "回覧板", "公民館", "知人・家族", "LINE", "ホームページ", "電話"),
    many=True,
)
WISHES = Asked(
    "wishes",
    "やってみたいこと",
    "やってみたいこと（いくつでも）",
    (
        *("LINE・メール", "写真・動画", "地図・乗換", "買い物・支払い", "健康管理"),
        *("防災", "市の手続", "生成AI", "詐欺の対策"),
    ),
    many=True,
)
SATISFIED = (1, 2)  # とても満足, 満足
SCALES = {one.column: len(one.choices) for one in RATED}  # the highest number; none is an answer


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
