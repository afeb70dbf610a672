from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlmodel import select

from database import reading, writing
from models import Equipment, EquipmentKind, Event, EventEquipment, EventStatus, Loan, Person, Staff
from refusal import Refusal
from services import loans
from services.permissions import NotPermitted
from tests.classes import a_class, a_person, a_thing, at, works_at


@pytest.fixture(autouse=True)
def _noon_in_the_town(town, stopped_clock):
    pass


@pytest.fixture
def here(tanaka) -> Event:
    """A class of 田中 this afternoon."""
    event = a_class(starts_at=at(14), title="LINE教室")
    works_at(event, tanaka)
    return event


@pytest.fixture
def there(suzuki) -> Event:
    """A class of 鈴木 at the same time."""
    event = a_class(starts_at=at(14), title="カメラ教室", district="umenoki")
    works_at(event, suzuki)
    return event


def lend(thing: Equipment, event: Event, *, by: Staff, person: Person | None = None) -> Loan:
    with writing() as db:
        return loans.lend(
            db,
            equipment=db.get_one(Equipment, thing.id),
            event=db.get_one(Event, event.id),
            person=db.get_one(Person, person.id) if person else None,
            by=by,
        )


def take_back(loan: Loan, *, by: Staff) -> None:
    with writing() as db:
        loans.take_back(db, loan=db.get_one(Loan, loan.id), by=by)


def make_ready(loan: Loan, *, by: Staff) -> None:
    with writing() as db:
        loans.make_ready(db, loan=db.get_one(Loan, loan.id), by=by)


def stored() -> list[Loan]:
    with reading() as db:
        return list(db.exec(select(Loan).order_by(Loan.id)))


def shelf(event: Event, *, by: Staff) -> list[loans.Item]:
    with reading() as db:
        return loans.shelf(db, event=event, by=by)


def unfinished(*, by: Staff, event: Event | None = None) -> list[str]:
    with reading() as db:
        return [item.label for item in loans.unfinished(db, event=event, by=by)]


def test_phone_is_lent_returned_and_reset(here, tanaka, stopped_clock):
    loan = lend(a_thing(), here, person=a_person(), by=tanaka)
    stopped_clock(at(15))
    take_back(loan, by=tanaka)
    stopped_clock(at(16))
    make_ready(loan, by=tanaka)

    (row,) = stored()
    assert (row.lent_at, row.returned_at, row.ready_at) == (at(12), at(15), at(16))
    assert (row.lent_by_id, row.ready_by_id) == (tanaka.id, tanaka.id)


def test_phone_is_not_lent_twice_and_the_sentence_says_where_it_is(here, there, tanaka, suzuki):
    thing = a_thing()
    lend(thing, here, by=tanaka)

    with pytest.raises(Refusal) as no:
        lend(thing, there, by=suzuki)
    assert str(no.value).startswith(
        "S01 らくらくスマホは、11月24日(火)「LINE教室」（中央公民館）で貸出中です。"
    )


@pytest.mark.parametrize(
    ("kind", "care"), [(EquipmentKind.PHONE, "初期化"), (EquipmentKind.WIFI, "点検")]
)
def test_what_is_back_is_not_lent_before_it_is_ready(kind, care, here, there, tanaka, suzuki):
    thing = a_thing(kind=kind)
    loan = lend(thing, here, by=tanaka)
    take_back(loan, by=tanaka)

    with pytest.raises(Refusal, match=f"まだ{care}が済んでいません"):
        lend(thing, there, by=suzuki)
    make_ready(loan, by=suzuki)
    lend(thing, there, by=suzuki)

    assert [row.event_id for row in stored()] == [here.id, there.id]


def test_two_classes_want_the_same_phone_at_once(here, there, tanaka, suzuki):
    thing = a_thing()

    def ask(one: tuple[Event, Staff]) -> str:
        try:
            lend(thing, one[0], by=one[1])
            return "lent"
        except Refusal as no:
            return "refused" if "貸出中です" in str(no) else str(no)

    with ThreadPoolExecutor(8) as desks:
        answers = list(desks.map(ask, [(here, tanaka), (there, suzuki)] * 4))

    assert (sorted(answers), len(stored())) == (["lent", *["refused"] * 7], 1)


def test_thing_out_of_use_is_not_lent(here, tanaka):
    with pytest.raises(Refusal, match="使わないことになっています"):
        lend(a_thing(is_active=False), here, by=tanaka)


@pytest.mark.parametrize("status", [EventStatus.CANCELLED, EventStatus.REPORTED])
def test_nothing_is_lent_at_a_class_that_is_not_held_or_reported(status, here, tanaka):
    with writing() as db:
        db.get_one(Event, here.id).status = status

    with pytest.raises(Refusal, match="「中止」なので|報告が済んだ"):
        lend(a_thing(), here, by=tanaka)


def test_nothing_is_taken_back_at_a_reported_class(here, tanaka):
    loan = lend(a_thing(), here, by=tanaka)
    with writing() as db:
        db.get_one(Event, here.id).status = EventStatus.REPORTED

    with pytest.raises(Refusal, match="報告が済んだ"):
        take_back(loan, by=tanaka)


def test_reset_is_ticked_after_the_report_too(here, tanaka):
    loan = lend(a_thing(), here, by=tanaka)
    take_back(loan, by=tanaka)
    with writing() as db:
        db.get_one(Event, here.id).status = EventStatus.REPORTED
    make_ready(loan, by=tanaka)

    assert [row.ready_by_id for row in stored()] == [tanaka.id]


def test_what_is_still_out_is_not_ready(here, tanaka):
    with pytest.raises(Refusal, match="まだ返ってきていません"):
        make_ready(lend(a_thing(), here, by=tanaka), by=tanaka)


def test_twice_is_harmless(here, tanaka, sato, stopped_clock):
    loan = lend(a_thing(), here, by=tanaka)
    for hour, staff in ((15, tanaka), (16, sato)):
        stopped_clock(at(hour))
        take_back(loan, by=staff)
        make_ready(loan, by=staff)

    (row,) = stored()
    assert (row.returned_at, row.ready_at, row.ready_by_id) == (at(15), at(15), tanaka.id)


def test_another_volunteer_lends_and_takes_back_nothing(here, tanaka, suzuki):
    with pytest.raises(NotPermitted, match="ほかの方の受け持ち"):
        lend(a_thing("S02"), here, by=suzuki)
    loan = lend(a_thing(), here, by=tanaka)
    with pytest.raises(NotPermitted, match="ほかの方の受け持ち"):
        take_back(loan, by=suzuki)


def test_shelf_shows_what_is_promised_first_and_where_the_rest_is(here, there, tanaka, suzuki):
    first, second, third = (a_thing(code) for code in ("S01", "S02", "S03"))
    a_thing("S04", is_active=False)
    with writing() as db:
        db.add(EventEquipment(event_id=here.id, equipment_id=third.id))
    lend(first, there, person=a_person(), by=suzuki)
    take_back(lend(second, here, person=a_person("木村 清"), by=tanaka), by=tanaka)

    rows = shelf(here, by=tanaka)
    assert [
        (item.equipment.code, item.is_promised, item.is_out, item.is_unready) for item in rows
    ] == [
        ("S03", True, False, False),
        ("S01", False, True, False),
        ("S02", False, False, True),
    ]
    assert [item.person and item.person.name for item in rows] == [None, None, "木村 清"]
    assert rows[1].place == "11月24日(火)「カメラ教室」（梅の木公民館）"


def test_unfinished_is_of_the_own_classes(here, there, tanaka, suzuki, sato):
    out, back, ready = (a_thing(code) for code in ("S01", "S02", "S03"))
    lend(out, here, by=tanaka)
    take_back(lend(back, there, by=suzuki), by=suzuki)
    done = lend(ready, here, by=tanaka)
    take_back(done, by=tanaka)
    make_ready(done, by=tanaka)

    assert unfinished(by=tanaka) == ["S01 らくらくスマホ"]
    assert unfinished(by=suzuki) == ["S02 らくらくスマホ"]
    assert unfinished(by=sato) == ["S01 らくらくスマホ", "S02 らくらくスマホ"]
    assert unfinished(by=sato, event=here) == ["S01 らくらくスマホ"]
