"""人口: people by district, age and sex at a reference date, as the city publishes them."""

from datetime import date

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from models.age import Sex
from models.base import Base, Stamped, key, one_of, only, text


class PopulationVersion(Base, Stamped, table=True):
    """One imported reference date. Importing the same date again replaces it."""

    __tablename__ = "population_version"
    __table_args__ = (UniqueConstraint("as_of"),)

    id: int | None = key()
    as_of: date
    source: str = text(200)
    imported_by_id: int | None = Field(default=None, foreign_key="staff.id")


class Population(Base, table=True):
    """People of one district (none: the whole city), one sex and one published age span.

    `age_from` none: age unknown. `age_to` none: and over. The five-year spans are kept as they
    were published; `models.age.band_of(age_from)` puts them into our bands.
    """

    __tablename__ = "population"
    __table_args__ = (
        only("sex", Sex),
        CheckConstraint("people >= 0", name="people_are_not_negative"),
        Index("ix_population_version_id_district_id", "version_id", "district_id"),
    )

    id: int | None = key()
    version_id: int = Field(foreign_key="population_version.id", ondelete="CASCADE")
    district_id: int | None = Field(default=None, foreign_key="district.id")
    sex: Sex = one_of(Sex)
    age_from: int | None = None
    age_to: int | None = None
    people: int
