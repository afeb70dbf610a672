"""参加者: someone reached; may be nameless behind a participation card."""

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from models import short_code
from models.age import AgeBand, Sex
from models.base import Base, Stamped, key, one_of, only, text
from models.handset import Handset


class Person(Base, Stamped, table=True):
    """The least that is needed to book, call back and count; never a diagnosis, never a number.

    The telephone desk searches by `kana_key`, `name_key` and `phone`; a phone may be shared.
    `merged_into_id`: the same person stands there; this row is empty, but for its card.
    """

    __tablename__ = "person"
    __table_args__ = (
        UniqueConstraint("card_code"),
        only("age_band", AgeBand),
        only("sex", Sex),
        only("handset", Handset),
        CheckConstraint("merged_into_id <> id", name="not_merged_into_itself"),
        CheckConstraint("length(phone) <= 11", name="phone_is_short"),
        CheckConstraint(
            "birth_year IS NULL OR birth_year BETWEEN 1890 AND 2100", name="birth_year_is_plausible"
        ),
        Index("ix_person_kana_key", "kana_key"),
        Index("ix_person_phone", "phone"),
    )

    id: int | None = key()
    card_code: str = Field(max_length=8, default_factory=lambda: short_code.new(length=5))
    name: str = text(40, personal=True)
    kana: str = text(60, personal=True)
    kana_key: str = text(60, personal=True)
    name_key: str = text(40, personal=True)  # the name with common kanji: 髙 is found as 高
    phone: str = text(11, personal=True)  # digits only; empty: no telephone
    district_id: int | None = Field(default=None, foreign_key="district.id", index=True)
    birth_year: int | None = Field(default=None, sa_column_kwargs={"info": {"personal": True}})
    age_band: AgeBand = one_of(AgeBand, default=AgeBand.UNKNOWN)
    sex: Sex = one_of(Sex, default=Sex.UNKNOWN)
    is_resident: bool = True
    handset: Handset = one_of(Handset, default=Handset.UNKNOWN)
    support: str = text(100, personal=True)  # what helps: a loud voice, a wheelchair seat
    call_note: str = text(60, personal=True)  # when to call, whether to leave a message
    merged_into_id: int | None = Field(default=None, foreign_key="person.id", index=True)
