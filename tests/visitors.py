"""Visitors of the demo town, by the dozen: what the publications count."""

from datetime import date, datetime, time

from sqlmodel import select

import clock
from database import writing
from models import AgeBand, Attendance, District, EventStatus, Format, Person, Sex
from tests.classes import a_class


def came(
    on: date, *, course_id: int | None = None, format: Format = Format.COURSE, **counts: int
) -> list[Attendance]:
    """So many new people of 75 to 79 from each district (by its code), to one class."""
    event = a_class(
        starts_at=datetime.combine(on, time(10), clock.JST),
        status=EventStatus.HELD,
        course_id=course_id,
        format=format,
    )
    with writing() as db:
        homes = {one.code: one.id for one in db.exec(select(District))}
        rows = [home for code, count in counts.items() for home in [homes[code]] * count]
        people = [Person(name="架空", kana="かくう", kana_key="かくう") for _ in rows]
        db.add_all(people)
        db.flush()
        made = [
            Attendance(
                event_id=event.id,
                person_id=person.id,
                local_date=on,
                month=on.year * 100 + on.month,
                fiscal_year=event.fiscal_year,
                district_id=home,
                age_band=AgeBand.A75,
                sex=Sex.FEMALE,
            )
            for home, person in zip(rows, people, strict=True)
        ]
        db.add_all(made)
    return made
