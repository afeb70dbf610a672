"""季節の山: when more people ask for help than usual, from masters/seasons.toml, read once."""

from datetime import date
from functools import lru_cache
from typing import NamedTuple

from services.master_files import read

MONTHS_AHEAD = 3
YEAR = 12


class Season(NamedTuple):
    """months: those of the peak; years: only in these, or none for every year. courses: codes."""

    name: str
    months: tuple[int, ...]
    years: tuple[int, ...]
    courses: tuple[str, ...]
    tell: str

    def covers(self, day: date) -> bool:
        return day.month in self.months and (not self.years or day.year in self.years)


@lru_cache(maxsize=1)
def every() -> tuple[Season, ...]:
    return tuple(
        Season(
            row["name"],
            tuple(row["months"]),
            tuple(row.get("years", ())),
            tuple(row["courses"]),
            row["tell"],
        )
        for row in read("seasons.toml")["seasons"]
    )


def on(day: date) -> list[Season]:
    """What is at its peak on a day."""
    return [one for one in every() if one.covers(day)]


def ahead(today: date) -> list[Season]:
    """Peaks of this month and the next ones: time enough to plan for them."""
    months = [divmod(today.month - 1 + number, YEAR) for number in range(MONTHS_AHEAD + 1)]
    days = [date(today.year + years, month + 1, 1) for years, month in months]
    return [one for one in every() if any(one.covers(day) for day in days)]
