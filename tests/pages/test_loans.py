import pytest
from sqlmodel import select

from database import reading, writing
from models import Equipment, Event, EventEquipment, Loan, Person
from services import attendance, loans
from tests.classes import a_class, a_person, a_thing, at, works_at


@pytest.fixture(autouse=True)
def _noon_in_the_town(town, stopped_clock):
    pass


@pytest.fixture
def event(tanaka) -> Event:
    """A class of 田中 this afternoon; 渡辺 和子 is here."""
    event = a_class(starts_at=at(14), title="LINE教室")
    works_at(event, tanaka)
    person = a_person("渡辺 和子", "わたなべ かずこ")
    with writing() as db:
        row, one = db.get_one(Event, event.id), db.get_one(Person, person.id)
        attendance.walk_in_again(db, event=row, person=one, by=tanaka)
    return event


def loan() -> Loan:
    with reading() as db:
        return db.exec(select(Loan)).one()


def press(screen, thing: Equipment):
    return screen.button(key=f"arrive-loan-{thing.id}").click().run()


def rows(screen) -> list[str]:
    buttons = [one for one in screen.button if (one.key or "").startswith("arrive-loan-")]
    return [one.label.replace("  \n", " ") for one in buttons]


def said(screen) -> list[str]:
    return [one.value for one in (*screen.success, *screen.error)]


def test_phone_goes_out_comes_back_and_is_reset_in_three_taps(opened, event, tanaka):
    thing, screen = a_thing(os="Android"), opened("loans", tanaka, event=event.public_id)
    told = []
    for _ in range(3):
        press(screen, thing)
        told += said(screen)

    assert told == [
        "S01 らくらくスマホを貸し出しました。",
        "S01 らくらくスマホが返ってきました。次は初期化です。",
        "S01 らくらくスマホの初期化が済みました。また貸し出せます。",
    ]
    assert None not in (loan().returned_at, loan().ready_at)


def test_row_says_what_the_next_tap_does(opened, event, tanaka):
    thing, screen = a_thing(), opened("loans", tanaka, event=event.public_id)
    shown = [rows(screen)]
    for _ in range(2):
        press(screen, thing)
        shown.append(rows(screen))

    assert shown == [
        ["**S01 らくらくスマホ**　 押すと貸し出します"],
        ["**S01 らくらくスマホ**　 貸出中（お名前なし）　返ってきたら押してください"],
        ["**S01 らくらくスマホ**　 返却済み　初期化したら押してください"],
    ]


def test_phone_is_lent_to_somebody_who_is_here(opened, event, tanaka):
    thing, screen = a_thing(), opened("loans", tanaka, event=event.public_id)
    with reading() as db:
        guest = db.exec(select(Person)).one()
    screen.selectbox(key="l_who").set_value(str(guest.id)).run()
    press(screen, thing)

    assert (loan().person_id, screen.selectbox(key="l_who").value) == (guest.id, "")


def test_what_is_promised_comes_first(opened, event, tanaka):
    a_thing("S01")
    mine = a_thing("S02")
    with writing() as db:
        db.add(EventEquipment(event_id=event.id, equipment_id=mine.id))

    assert [row[2:5] for row in rows(opened("loans", tanaka, event=event.public_id))] == [
        "S02",
        "S01",
    ]


def test_what_is_out_elsewhere_says_where_and_not_to_whom(opened, event, tanaka, suzuki):
    there, thing = a_class(starts_at=at(14), title="カメラ教室"), a_thing()
    works_at(there, suzuki)
    guest = a_person("見本 太郎")
    with writing() as db:
        loans.lend(
            db,
            equipment=db.get_one(Equipment, thing.id),
            event=db.get_one(Event, there.id),
            person=db.get_one(Person, guest.id),
            by=suzuki,
        )
    screen = opened("loans", tanaka, event=event.public_id)
    shown = "".join(one.value for one in screen.get("html"))

    assert "貸出中　11月24日(火)「カメラ教室」（中央公民館）" in shown
    assert ("見本 太郎" in shown, rows(screen)) == (False, [])


def test_phone_taken_meanwhile_is_refused_with_its_place(opened, event, tanaka, suzuki):
    there, thing = a_class(starts_at=at(14), title="カメラ教室"), a_thing()
    works_at(there, suzuki)
    screen = opened("loans", tanaka, event=event.public_id)
    with writing() as db:
        row, here = db.get_one(Equipment, thing.id), db.get_one(Event, there.id)
        loans.lend(db, equipment=row, event=here, by=suzuki)
    press(screen, thing)

    assert [one.split("。")[0] for one in said(screen)] == [
        "S01 らくらくスマホは、11月24日(火)「カメラ教室」（中央公民館）で貸出中です"
    ]


def test_coordinator_sees_what_other_classes_have_not_brought_back(opened, event, tanaka, sato):
    thing = a_thing()
    with writing() as db:
        row, here = db.get_one(Equipment, thing.id), db.get_one(Event, event.id)
        loans.lend(db, equipment=row, event=here, by=tanaka)
    other = a_class(starts_at=at(10))
    screen = opened("loans", sato, event=other.public_id)

    assert "ほかの教室から戻っていないもの（1台）" in [one.value for one in screen.subheader]
