"""What is counted beforehand is never shown when it is not right, whatever changed it."""

from datetime import date

import pytest
import sqlalchemy as sa
from sqlmodel import select

import clock
import count_again
from database import engine, reading, writing
from models import (
    AgeBand,
    Appointment,
    Attendance,
    Booking,
    Duty,
    Event,
    EventStatus,
    Offer,
    Person,
    ReachMark,
    ReachPeriod,
    Sex,
    Shift,
    Survey,
    Venue,
)
from services import attendance, done, upkeep
from services.counts import Cut, Reached, Scope
from services.deeds import Deeds
from services.periods import month, year
from tests.classes import a_class, a_person, at, district
from web import by_itself

THIS_YEAR = year(2026)
CITY = Scope()
TOWNS = Scope((Cut.DISTRICT,))


@pytest.fixture
def visit(town, stopped_clock):
    """One woman of 若葉町 came on 2026-11-14; everything is counted."""
    person = a_person(district_id=district("wakaba").id)
    event = a_class(starts_at=at(10, days=-10), status=EventStatus.HELD)
    row = came(event, person)
    by_itself.settle()
    return row


def came(event: Event, person, **changes) -> Attendance:
    day = event.local_date
    columns = {"district_id": person.district_id, "age_band": AgeBand.A75, "sex": Sex.FEMALE}
    with writing() as db:
        row = Attendance(
            event_id=event.id,
            person_id=person.id,
            local_date=day,
            month=day.year * 100 + day.month,
            fiscal_year=event.fiscal_year,
            **columns | changes,
        )
        db.add(row)
    return row


def shown(scope: Scope = CITY, period=THIS_YEAR) -> dict:
    with reading() as db:
        return upkeep.cells(db, period=period, scopes=[scope])[scope]


def is_fresh(period=THIS_YEAR) -> bool:
    with reading() as db:
        return upkeep.is_fresh(db, period=period)


def test_settled_figures_come_from_the_cells(visit, monkeypatch):
    monkeypatch.setattr(upkeep.counts, "count", None)

    assert shown() == {(): Reached(1, 1, 1)}
    assert shown(TOWNS, month(2026, 11)) == {(str(district("wakaba").id),): Reached(1, 1, 1)}


def test_every_period_around_a_visit_is_counted(visit):
    with reading() as db:
        kept = {(one.since, one.until) for one in db.exec(select(ReachPeriod))}

    same_a_year_ago = {(202511, 202511), (202510, 202511), (202504, 202511)}
    around = {(202611, 202611), (202610, 202612), (202604, 202703), (202304, 202703)}
    assert kept == around | same_a_year_ago


CHANGES = {  # whatever the way: no service is asked
    "moved": "UPDATE attendance SET district_id = NULL",
    "aged": "UPDATE attendance SET age_band = '80-84'",
    "undone": "DELETE FROM attendance",
    "another format": "UPDATE event SET format = 'saron'",
    "another hall": "UPDATE event SET venue_id = (SELECT max(id) FROM venue)",
    "a hall elsewhere": "UPDATE venue SET district_id = (SELECT max(id) FROM district)",
}


@pytest.mark.parametrize("statement", CHANGES.values(), ids=CHANGES)
def test_no_statement_changes_what_counts_without_a_mark(visit, statement):
    with engine().execution_options(writing=True).begin() as connection:
        connection.execute(sa.text(statement))

    assert not is_fresh()


DEEDS = {
    "closed": "UPDATE event SET status = 'reported'",
    "moved to another day": "UPDATE event SET local_date = '2026-11-15'",
    "more seats": "UPDATE event SET capacity = 20",
    "nobody came after all": "DELETE FROM attendance",
    "stayed away": "UPDATE booking SET absence = 'no_show'",
    "worked": "UPDATE shift SET is_published = true",
    "no seat": "UPDATE booking SET status = 'waiting'",
    "somebody else's booking": "UPDATE booking SET person_id = (SELECT max(id) FROM person)",
    "declined a seat": "UPDATE offer SET outcome = 'declined', closed_at = made_at",
    "lives elsewhere": "UPDATE person SET district_id = (SELECT max(id) FROM district)",
    "satisfied": "UPDATE survey SET satisfaction = 1",
    "came to a table": "UPDATE appointment SET status = 'came'",
    "booked by time": "UPDATE event SET tables = 2",
}


@pytest.mark.parametrize("statement", DEEDS.values(), ids=DEEDS)
def test_no_statement_changes_what_was_done_without_a_mark(visit, sato, statement):
    with writing() as db:
        db.add(Shift(event_id=visit.event_id, staff_id=sato.id, duty=Duty.HELPER))
        seat = {"seq": 1, "rank": 1, "party": "p", "idem_key": "k", "status": "confirmed"}
        db.add(Booking(event_id=visit.event_id, person_id=visit.person_id, **seat))
        times = {"made_at": clock.now(), "expires_at": at(18)}
        db.add(Offer(event_id=visit.event_id, party="p", seats=1, **times))
        db.add(Survey(event_id=visit.event_id, idem_key="s", channel="web"))
        table = {"table_no": 1, "starts_at": at(10, days=-10)}
        db.add(Appointment(event_id=visit.event_id, idem_key="a", **table))
        db.add(Person(name="見本"))
    by_itself.settle()
    with engine().execution_options(writing=True).begin() as connection:
        connection.execute(sa.text(statement))

    assert not is_fresh(month(2026, 11))


def test_what_was_done_adds_up_over_months(visit, sato):
    event = a_class(starts_at=at(10, days=-60), status=EventStatus.REPORTED, capacity=5)
    with writing() as db:
        db.add(Shift(event_id=event.id, staff_id=sato.id, duty=Duty.HELPER, is_published=True))
    a_class(starts_at=at(10, days=60))
    chuo = district("chuo").id
    right = Deeds(held=2, visited=1, seats=8, visits=1, staff=1, last=date(2026, 11, 14))

    with reading() as db:
        assert done.by_district(db, period=THIS_YEAR) == {chuo: right}
    by_itself.settle()
    with reading() as db:
        assert is_fresh(month(2026, 9))
        assert done.by_district(db, period=THIS_YEAR) == {chuo: right}
        assert done.last_days(db, until=202610) == {chuo: date(2026, 9, 25)}


def test_lately_is_what_was_counted_last_or_now(visit):
    came(a_class(starts_at=at(14, days=-10), status=EventStatus.HELD), a_person())
    with reading() as db:
        lately = upkeep.cells(db, period=THIS_YEAR, scopes=[CITY], lately=True)
        never = upkeep.cells(db, period=year(2020), scopes=[CITY], lately=True)

    assert (lately[CITY], never[CITY], shown()) == (
        {(): Reached(1, 1, 1)},
        {},
        {(): Reached(2, 2, 2)},
    )


def test_marks_of_what_was_undone_are_undone(visit):
    with engine().execution_options(writing=True).connect() as connection:
        connection.execute(sa.text("DELETE FROM attendance"))
        connection.rollback()

    assert is_fresh()


def test_what_does_not_count_leaves_no_mark(visit):
    with writing() as db:
        db.get_one(Attendance, visit.id).is_late = True
        db.get_one(Event, visit.event_id).title = "別の名前"

    assert is_fresh()


def test_back_dated_visit_takes_the_newness_of_a_later_year(visit):
    person = visit.person_id
    event = a_class(starts_at=at(10, days=-400), status=EventStatus.HELD)
    with writing() as db:
        row = db.get_one(Attendance, visit.id)
        seen = {"person_id": person, "age_band": row.age_band, "sex": row.sex, "month": 202510}
        fields = {"local_date": event.local_date, "fiscal_year": 2025, "event_id": event.id}
        db.add(Attendance(**seen, **fields))

    assert not is_fresh()
    assert shown() == {(): Reached(1, 1, 0)}
    by_itself.settle()
    assert (is_fresh(), shown()) == (True, {(): Reached(1, 1, 0)})


def test_count_that_was_overtaken_is_not_kept(visit):
    event = a_class(starts_at=at(14, days=-10), status=EventStatus.HELD)
    came(event, a_person())
    with writing() as db:
        upkeep.spread(db)
    with reading() as db:
        slow = upkeep.next_changed(db)
    came(a_class(starts_at=at(16, days=-10)), a_person())
    with writing() as db:
        upkeep.spread(db)
        upkeep.keep(db, counted=slow)

    assert not is_fresh(slow.period)


def test_second_count_of_the_same_changes_is_thrown_away(visit):
    came(a_class(starts_at=at(14, days=-10)), a_person())
    with writing() as db:
        upkeep.spread(db)
    with reading() as db:
        first, second = upkeep.next_changed(db), upkeep.next_changed(db)
    with writing() as db:
        upkeep.keep(db, counted=first)
        upkeep.keep(db, counted=second._replace(cells={CITY: {(): Reached(9, 9, 9)}}))

    assert shown(period=first.period) == {(): Reached(2, 2, 2)}


def test_settled_town_is_left_alone(visit):
    with reading() as db:
        assert upkeep.is_settled(db)
        assert db.exec(select(ReachMark)).all() == []


def test_undo_at_the_door_is_seen_at_once(visit, sato):
    person = a_person()
    with writing() as db:
        event = db.get_one(Event, visit.event_id)
        attendance.walk_in_again(db, event=event, person=person, by=sato)
    assert shown() == {(): Reached(2, 2, 2)}
    with writing() as db:
        event = db.get_one(Event, visit.event_id)
        attendance.undo(db, event=event, person=person, by=sato)

    assert shown() == {(): Reached(1, 1, 1)}


def test_differences_name_the_cell(visit, capsys):
    assert count_again.main() == 0
    with writing() as db:
        db.execute(sa.text("UPDATE reach_cell SET people = 7 WHERE cuts = 'format' AND seniors"))
        db.execute(sa.text("UPDATE reach_deed SET held = 9"))

    assert count_again.main() == 1

    *told, last = capsys.readouterr().out.splitlines()[1:]
    assert (len(told), last) == (5, "7の期間を数え直しました。違うもの: 5件")
    assert "令和8年11月: " in told[0] + told[1] + told[2] + told[3] + told[4]
    assert sum("people=7" in line for line in told) == 4
    assert sum("held=9" in line for line in told) == 1


def test_other_hall_of_another_district_counts_there(visit):
    with writing() as db:
        hall = db.exec(select(Venue).where(Venue.district_id == district("yamazato").id)).first()
        db.get_one(Event, visit.event_id).venue_id = hall.id

    assert shown(Scope((Cut.VENUE,))) == {(str(hall.district_id),): Reached(1, 1, 1)}
