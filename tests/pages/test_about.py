"""Questions and consultations that begin at the door, with class and person in the address."""

import pytest
from sqlmodel import select

from database import reading, writing
from models import AgeBand, Consultation, Event, Person, Question
from services import bookings
from tests.classes import a_class, a_person, at, district, works_at
from tests.pages.buttons import save
from tests.pages.test_consultations import kind_id


@pytest.fixture(autouse=True)
def _noon_in_the_town(town, stopped_clock):
    pass


@pytest.fixture
def guest(sato, tanaka) -> tuple[Event, Person]:
    """Somebody with a seat in a class of 田中 this afternoon."""
    event = a_class(starts_at=at(14), title="LINE教室")
    works_at(event, tanaka)
    person = a_person(
        "渡辺 和子", "わたなべ かずこ", phone="0000001234", district_id=district("wakaba").id
    )
    with writing() as db:
        row, one = db.get_one(Event, event.id), db.get_one(Person, person.id)
        bookings.book(db, event=row, people=[one], idem_key="k", by=sato)
    return event, person


def ask(screen, *, consent: bool) -> None:
    screen.pills(key="q_category").set_value("basics")
    screen.text_area(key="q_body").input("音が出ません。")
    screen.checkbox(key="q_consent").set_value(consent)
    save(screen, "question")


@pytest.mark.parametrize(
    ("consent", "kept"), [(True, ("渡辺 和子", "0000001234")), (False, ("", ""))]
)
def test_question_of_somebody_known_needs_no_typing(consent, kept, opened, guest, tanaka):
    event, person = guest
    screen = opened("questions", tanaka, event=event.public_id, person=str(person.id))
    ask(screen, consent=consent)

    with reading() as db:
        row = db.exec(select(Question)).one()
    assert (row.event_id, row.person_id, row.district_id) == (
        event.id,
        person.id,
        district("wakaba").id,
    )
    assert (row.asker, row.asker_phone) == kept
    assert [one.key for one in screen.text_input] == ["q_sheet"]


def test_question_of_a_class_names_nobody(opened, guest, tanaka):
    event, _ = guest
    ask(opened("questions", tanaka, event=event.public_id), consent=False)

    with reading() as db:
        row = db.exec(select(Question)).one()
    assert (row.event_id, row.person_id, row.district_id) == (
        event.id,
        None,
        district("chuo").id,
    )


def test_consultation_of_somebody_known_asks_neither_town_nor_age(opened, guest, tanaka):
    event, person = guest
    screen = opened("consultations", tanaka, event=event.public_id, person=str(person.id))
    screen.multiselect(key="c_kinds").set_value([kind_id("M10")]).run()
    boxes = {one.key for one in screen.selectbox}
    save(screen, "consultation")

    with reading() as db:
        row = db.exec(select(Consultation)).one()
    assert (row.event_id, row.person_id, row.district_id, row.age_band) == (
        event.id,
        person.id,
        district("wakaba").id,
        AgeBand.A75,
    )
    assert boxes & {"c_district", "c_age"} == set()


@pytest.mark.parametrize("page", ["questions", "consultations"])
def test_who_is_meant_is_said(page, opened, guest, tanaka):
    event, person = guest
    screen = opened(page, tanaka, event=event.public_id, person=str(person.id))

    said = [one.value for one in screen.get("html") if 'class="say"' in one.value]
    assert said == [
        '<p class="say"><b>渡辺 和子さん　</b>11月24日(火) 午後2時　中央公民館　LINE教室</p>'
    ]


@pytest.mark.parametrize("page", ["questions", "consultations"])
@pytest.mark.parametrize("number", ["0", "x", "²", "1" * 11])
def test_somebody_who_is_not_in_the_class_is_not_shown(page, number, opened, guest, tanaka):
    stranger = a_person("見本 太郎") if number == "0" else None
    number = str(stranger.id) if stranger else number
    screen = opened(page, tanaka, event=guest[0].public_id, person=number)

    assert [one.value for one in screen.error] == [
        "その方は、この教室に見つかりません。「当日の受付」から選び直してください。"
    ]
    assert list(screen.exception) == []


@pytest.mark.parametrize("page", ["questions", "consultations"])
def test_class_of_another_volunteer_is_not_named(page, opened, guest, suzuki):
    event, person = guest
    screen = opened(page, suzuki, event=event.public_id, person=str(person.id))

    assert not [one for one in screen.get("html") if "渡辺" in one.value or "LINE" in one.value]


def test_counter_is_shown_nobody(opened, guest, yamaguchi):
    event, person = guest
    screen = opened("consultations", yamaguchi, event=event.public_id, person=str(person.id))

    assert not [one for one in screen.get("html") if "渡辺" in one.value]
