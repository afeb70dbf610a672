"""The demo's weekly corner for My Number Card matters: times booked, one who just came (架空)."""

from datetime import date, datetime, time, timedelta

from sqlmodel import select

import clock
from japanese import dates
from models import (
    Appointment,
    AppointmentStatus,
    AppointmentTopic,
    CardClosure,
    ConsultationKind,
    Duty,
    Event,
    EventStatus,
    Format,
    Series,
    Shift,
)
from services import corners
from services.demo_town import Town, weekday

TITLE, HALL, WEEKS, TABLES = "マイナンバーカード相談コーナー", "umenoki", 4, 2
BOOKED = AppointmentStatus.BOOKED
# Which time and table, about what; the others stay free.
PLANS = (
    ((0, 1, "M10"), (0, 2, "M05"), (1, 1, "M01"), (3, 2, "M14"), (4, 1, "M08")),
    ((0, 1, "M05"), (1, 1, "M10"), (2, 2, "M15")),
    ((1, 1, "M13"),),
    (),
)


def seed(town: Town) -> None:
    """The next four weeks of the corner, the first one well booked, and a 停止日."""
    series = Series(idem_key="demo-corner", title=TITLE)
    town.db.add(series)
    town.db.flush()
    first = weekday(clock.today())
    for number, plan in enumerate(PLANS, start=1):
        event = _event(town, series, number, first + timedelta(weeks=number - 1))
        _book(town, event, plan, number)
    off = first + timedelta(days=23)
    town.db.add(CardClosure(first_day=off, last_day=off, reason="全国のシステム点検（見本）"))
    town.db.flush()


def _event(town: Town, series: Series, number: int, day: date) -> Event:
    starts = datetime.combine(day, time(13), clock.JST)
    event = Event(
        format=Format.CONSULTATION,
        title=TITLE,
        status=EventStatus.PUBLISHED,
        venue_id=town.venues[town.districts[HALL].id].id,
        series_id=series.id,
        number=number,
        starts_at=starts,
        ends_at=starts + timedelta(hours=3),
        local_date=day,
        fiscal_year=dates.fiscal_year(day),
        capacity=12,
        helpers_needed=3,
        tables=TABLES,
    )
    town.db.add(event)
    town.db.flush()
    lecturer = {"staff_id": town.staff["tanaka"].id, "duty": Duty.LECTURER, "is_published": True}
    town.db.add(Shift(event_id=event.id, **lecturer))
    return event


def _book(town: Town, event: Event, plan: tuple[tuple[int, int, str], ...], number: int) -> None:
    kinds = {kind.code: kind for kind in town.db.exec(select(ConsultationKind))}
    times, people = corners.times(event), town.people[HALL][10 * number :]
    for (turn, table, code), person in zip(plan, people, strict=False):
        row = Appointment(
            idem_key=f"demo-corner-{event.id}-{turn}-{table}",
            event_id=event.id,
            table_no=table,
            starts_at=times[turn],
            person_id=person.id,
            status=BOOKED,
            told_to_bring=turn != 1,
        )
        town.db.add(row)
        town.db.flush()
        town.db.add(AppointmentTopic(appointment_id=row.id, kind_id=kinds[code].id))
