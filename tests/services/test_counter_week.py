from datetime import date

import pytest
from sqlmodel import select

from database import reading, writing
from models import AuditLine, Consultation, Outcome
from services import consultation_queue as queue
from services import counter_week
from services.permissions import NotPermitted
from tests.classes import a_person
from tests.consulted import handed_over

SATURDAY, SUNDAY = date(2026, 11, 21), date(2026, 11, 22)
MONDAY, TODAY = date(2026, 11, 23), date(2026, 11, 24)


@pytest.fixture(autouse=True)
def _noon(stopped_clock):
    pass


def week(by, day=TODAY):
    with writing() as db:
        return counter_week.of(db, day=day, by=by)


def numbers(lines) -> list[int]:
    return [one.entry.consultation.id for one in lines]


def test_week_holds_its_own_and_what_is_open_from_before(tanaka, yamaguchi):
    monday, sunday = handed_over(tanaka, on=MONDAY), handed_over(tanaka, on=SUNDAY)
    done = handed_over(tanaka, on=SATURDAY)
    handed_over(tanaka, on=MONDAY, outcome=Outcome.TAKEN_HOME)
    with writing() as db:
        row = db.get_one(Consultation, done.id)
        queue.complete(db, consultation=row, seen=0, by=yamaguchi)

    this, before = week(yamaguchi), week(yamaguchi, SUNDAY)

    assert (this.first, this.last) == (MONDAY, date(2026, 11, 29))
    assert (numbers(this.new), numbers(this.older)) == ([monday.id], [sunday.id])
    assert (numbers(before.new), numbers(before.older)) == ([done.id, sunday.id], [])


def test_only_who_wishes_to_be_called_is_named_and_each_is_written_down(tanaka, yamaguchi):
    known, silent = a_person(phone="0000001234"), a_person("見本 次郎")
    handed_over(tanaka, person=known, contact_again=True)
    handed_over(tanaka, person=silent)

    lines = week(yamaguchi).new

    assert [one.contact and one.contact.phone for one in lines] == ["0000001234", None]
    with reading() as db:
        query = select(AuditLine).where(AuditLine.action == "view").order_by(AuditLine.id)
        seen = [(one.entity, one.entity_id, one.actor_id) for one in db.exec(query)][-2:]
    assert seen == [
        ("consultation", "week-2026-11-23", yamaguchi.id),
        ("person", str(known.id), yamaguchi.id),
    ]


def test_volunteer_gets_no_list(tanaka):
    with pytest.raises(NotPermitted):
        week(tanaka)
