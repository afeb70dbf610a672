"""Somebody asks to be forgotten: what was counted stays, and nobody can be known by it."""

import pytest
from sqlmodel import select

from database import reading, writing
from models import (
    AgeBand,
    AuditLine,
    Call,
    CallKind,
    CallOutcome,
    Consultation,
    CounterAct,
    CounterStep,
    Device,
    EventStatus,
    Handset,
    Person,
    PersonBefore,
    PersonMerge,
    Question,
    QuestionCategory,
)
from refusal import Refusal
from services import bookings, erasure, person_merges, questions
from services.counts import Reached, Scope
from tests.classes import SOON, a_class, a_person, at
from tests.consulted import handed_over
from tests.services.test_upkeep import came, shown


@pytest.fixture(autouse=True)
def _noon_in_the_town(town, stopped_clock):
    pass


def asked_by(person: Person) -> None:
    with writing() as db:
        db.add(QuestionCategory(code="a", name="基本操作"))
    with writing() as db:
        question = questions.ask(
            db,
            category_code="a",
            body="音が小さいです。",
            device=Device.ANDROID,
            idem_key="q",
            asker="見本 花子",
            asker_phone="000-001-2345",
            consent=True,
        )
        question.person_id = person.id


def erased(person: Person, by, typed: str = "みほん　はなこ") -> None:
    with writing() as db:
        erasure.erase(db, person=db.get_one(Person, person.id), typed=typed, by=by)


def rows(table) -> list:
    with reading() as db:
        return list(db.exec(select(table).order_by(table.id)))


def test_erased_person_is_nobody_and_still_counts(sato):
    person = a_person(phone="0000012345", birth_year=1945, handset=Handset.IPHONE)
    came(a_class(starts_at=at(10, days=-2), status=EventStatus.HELD), person)
    asked_by(person)

    erased(person, sato)

    (row,), (question,) = rows(Person), rows(Question)
    assert {getattr(row, column) for column in person_merges.FILLED} == {"", None}
    assert row.handset is Handset.UNKNOWN
    assert (row.age_band, question.asker, question.asker_phone) == (AgeBand.A80, "", "")
    assert (question.person_id, question.wants_call) == (None, False)
    assert shown(Scope()) == {(): Reached(1, 1, 1)}


def test_what_a_merge_kept_of_them_goes_too(sato):
    one, two, three = (a_person(phone=f"000001234{number}") for number in range(3))
    for person, other in ((two, three), (one, two)):
        with writing() as db:
            pair = (db.get_one(Person, row.id) for row in (person, other))
            person_merges.merge(db, **dict(zip(("person", "other"), pair, strict=True)), by=sato)
    assert len(rows(PersonMerge)) == 2

    erased(one, sato)

    with reading() as db:
        assert db.exec(select(PersonBefore)).all() == []
    assert rows(PersonMerge) == []


def test_nobody_with_a_coming_class_is_erased(sato):
    person, event = a_person(), a_class()
    with writing() as db:
        booked = {"event": db.merge(event), "people": [db.get_one(Person, person.id)]}
        bookings.book(db, **booked, idem_key="k", by=sato)

    with pytest.raises(Refusal, match="これからの申込か予約があります"):
        erased(person, sato)
    with reading() as db:
        (words,) = erasure.warnings(db, person=db.get_one(Person, person.id), by=sato)
    assert words.startswith("これからの申込か予約があります")


def test_notes_of_calls_and_of_the_counter_go_with_them(sato):
    """They often name who was on the telephone."""
    person = a_person(phone="0000012345")
    talk = handed_over(sato, person=person, contact_again=True, contact_how="娘さんの家へ")
    asked_by(person)
    (question,) = rows(Question)
    with writing() as db:
        told = {"outcome": CallOutcome.ABSENT, "at": SOON, "local_date": SOON.date()}
        note = {"note": "花子さんは留守", "staff_id": sato.id}
        db.add(Call(kind=CallKind.QUESTION, question_id=question.id, **told, **note))
        db.add(CounterStep(consultation_id=talk.id, act=CounterAct.ACCEPT, **note))

    with reading() as db:
        warned = erasure.warnings(db, person=db.get_one(Person, person.id), by=sato)
    erased(person, sato)

    (consultation,) = rows(Consultation)
    assert warned == [erasure.WAITING]
    assert {one.note for one in (*rows(Call), *rows(CounterStep), consultation)} == {""}
    assert (consultation.contact_how, consultation.contact_again) == ("", False)


def test_somebody_else_is_not_erased_by_mistake(sato):
    person = a_person()

    with pytest.raises(Refusal, match="「みほん はなこ」と入力"):
        erased(person, sato, typed="みほん はな")

    assert rows(Person)[0].kana == "みほん はなこ"


def test_erasure_is_written_down_without_the_name(sato):
    person = a_person(phone="0000012345")

    erased(person, sato)

    with reading() as db:
        lines = select(AuditLine).where(AuditLine.entity == "person")
        line = db.exec(lines.order_by(AuditLine.id.desc())).first()
    assert (line.actor_id, line.action, line.entity_id) == (sato.id, "update", str(person.id))
    assert set(map(tuple, line.changes.values())) == {("***", "***")}
