"""What the アンケート of a class say: counted, in words, and what was written by hand."""

from typing import NamedTuple

from sqlmodel import Session, select

from models import (
    Event,
    Sex,
    Staff,
    Survey,
)
from models.survey import AGE_BANDS, HEARD, SATISFIED, SCALES, WISHES
from services import places, shifts, surveys
from services.permissions import Permission, require
from services.survey_keys import Answers


class Tally(NamedTuple):
    """The answers of one class. `counts`: people by number, by column; at 0 those without one."""

    n: int
    counts: dict[str, list[int]]

    @property
    def valid(self) -> int:
        """Sheets on which 満足度 was answered."""
        return sum(self.counts["satisfaction"][1:])

    @property
    def satisfied(self) -> int:
        return sum(self.counts["satisfaction"][one] for one in SATISFIED)

    @property
    def satisfaction(self) -> float | None:
        """満足度: (とても満足 + 満足) ÷ 有効回答, 0 to 1; none without a valid answer."""
        return self.satisfied / self.valid if self.valid else None


def tally(db: Session, *, event: Event, by: Staff) -> Tally:
    """The answers of a class, counted."""
    require(by, Permission.EVENT_VIEW)
    shifts.check_own(db, event=event, staff=by)
    rows = db.exec(select(Survey).where(Survey.event_id == event.id)).all()
    counts = {one.column: [0] * (len(one.choices) + 1) for one in surveys.asked(db)}
    towns = [one.id for one in places.districts(db)]
    for row in rows:
        for column, numbers in _numbers(row, towns).items():
            for number in numbers or (0,):
                counts[column][number] += 1
    return Tally(len(rows), counts)


def texts(db: Session, *, event: Event, by: Staff) -> list[Survey]:
    """The sheets on which something was written."""
    require(by, Permission.EVENT_VIEW)
    shifts.check_own(db, event=event, staff=by)
    written = (Survey.next_time != "") | (Survey.trouble != "")
    return list(
        db.exec(select(Survey).where(Survey.event_id == event.id, written).order_by(Survey.id))
    )


def said(db: Session, *, survey: Survey) -> list[tuple[str, str]]:
    """A stored sheet in words: (満足度, とても満足), only what was answered."""
    numbers = _numbers(survey, [one.id for one in places.districts(db)])
    return [
        (one.short, "・".join(one.choices[number - 1] for number in numbers[one.column]))
        for one in surveys.asked(db)
        if numbers[one.column]
    ]


def _numbers(survey: Survey, towns: list[int]) -> Answers:
    """The rings of a stored sheet, as the sheet numbers them."""
    lists = {"age_band": list(AGE_BANDS), "sex": list(Sex), "district_id": towns}
    found: Answers = {}
    for column in SCALES:
        value = getattr(survey, column)
        found[column] = (value,) if value else ()
    for column, values in lists.items():
        value = getattr(survey, column)
        found[column] = (values.index(value) + 1,) if value in values else ()
    for one in (HEARD, WISHES):
        found[one.column] = tuple(map(int, filter(None, getattr(survey, one.column).split(","))))
    return found
