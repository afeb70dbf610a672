from datetime import date, timedelta

import pytest
from sqlmodel import select

from database import reading, writing
from models import AuditLine, Course, Event, Handout, HandoutKind, Staff, short_code
from services import printing
from services.permissions import NotPermitted
from tests.classes import a_class, works_at

EDITION = date(2026, 11, 1)


@pytest.fixture(autouse=True)
def _noon_in_the_town(town, stopped_clock):
    pass


def lesson(by: Staff, *, edition: date = EDITION, code: str = "B07") -> Handout:
    with writing() as db:
        course = db.exec(select(Course).where(Course.code == code)).one()
        return printing.lesson_sheet(db, course=course, edition=edition, by=by)


def roster(event: Event, by: Staff) -> Handout:
    with writing() as db:
        return printing.roster(db, event=db.get_one(Event, event.id), by=by)


def views() -> list[tuple[str, str, int]]:
    with reading() as db:
        lines = db.exec(select(AuditLine).where(AuditLine.action == "view").order_by(AuditLine.id))
        return [(one.entity, one.entity_id, one.actor_id) for one in lines]


def test_lesson_sheet_keeps_its_number_until_the_next_edition(sato, tanaka):
    first, again = lesson(sato), lesson(tanaka)
    newer = lesson(sato, edition=EDITION + timedelta(days=30))

    assert (first.id, first.code) == (again.id, again.code)
    assert (first.kind, newer.code == first.code) == (HandoutKind.LESSON, False)


def test_number_known_before_the_first_printing_is_none(sato):
    def known() -> Handout | None:
        with reading() as db:
            course = db.exec(select(Course).where(Course.code == "B07")).one()
            return printing.numbered(db, course=course, edition=EDITION, by=sato)

    before = known()
    printed = lesson(sato)

    assert (before, known().code) == (None, printed.code)


def test_handout_is_found_by_its_code(sato):
    sheet = lesson(sato)

    with reading() as db:
        found = [printing.handout(db, code=code) for code in (sheet.code, "")]
    assert [one and one.id for one in found] == [sheet.id, None]


def test_code_that_is_taken_is_thrown_again(sato, monkeypatch):
    taken = lesson(sato)
    codes = iter([taken.code, taken.code, "ACDE"])
    monkeypatch.setattr(Handout.model_fields["code"], "default_factory", lambda: next(codes))

    assert lesson(sato, code="B01").code == "ACDE"


def test_each_printing_of_a_roster_is_written_down(sato):
    event, before = a_class(), len(views())

    first, again = roster(event, sato), roster(event, sato)

    assert first.code == again.code
    assert views()[before:] == [("handout", str(first.id), sato.id)] * 2


def test_volunteer_prints_the_rosters_of_own_classes_only(tanaka, suzuki):
    event = a_class()
    works_at(event, tanaka)

    assert roster(event, tanaka).event_id == event.id
    with pytest.raises(NotPermitted):
        roster(event, suzuki)


def test_counter_prints_nothing(yamaguchi):
    with pytest.raises(NotPermitted):
        lesson(yamaguchi)


def test_codes_are_read_back_as_they_were_made(sato):
    sheet = lesson(sato)

    assert short_code.read(sheet.code.lower()) == sheet.code
