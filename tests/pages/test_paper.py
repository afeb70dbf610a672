import pytest
from sqlmodel import select

from database import reading, writing
from models import Attendance, Booking, BookingStatus, Event, Person
from services import bookings, rosters
from tests.classes import a_class, a_person, at, works_at
from tests.pages.buttons import save, saving

NAMES = ("あい", "いと", "うた", "えつ")


@pytest.fixture(autouse=True)
def _noon_in_the_town(town, stopped_clock):
    pass


@pytest.fixture
def event(sato, tanaka, stopped_clock) -> Event:
    """A class of 田中 with four printed rows; it is over."""
    event = a_class(capacity=4, starts_at=at(14))
    works_at(event, tanaka)
    people = [a_person(name, name) for name in NAMES]
    with writing() as db:
        row = db.get_one(Event, event.id)
        for person in people:
            one = db.get_one(Person, person.id)
            bookings.book(db, event=row, people=[one], idem_key=one.name, by=sato)
    with writing() as db:
        rosters.numbered(db, event=db.get_one(Event, event.id), by=tanaka)
    stopped_clock(at(16))
    return event


@pytest.fixture
def screen(opened, event, tanaka):
    return opened("paper", tanaka, event=event.public_id)


def key_in(screen, **boxes: str):
    for box, text in boxes.items():
        screen.text_input(key=f"p_{box}").input(text)
    return screen.run()


def said(screen) -> list[str]:
    return [one.value for one in (*screen.success, *screen.error)]


def came() -> list[tuple[str, bool]]:
    with reading() as db:
        rows = db.exec(
            select(Person.name, Attendance.is_late)
            .join(Attendance, Attendance.person_id == Person.id)
            .order_by(Attendance.id)
        )
        return list(rows.all())


def cancel(row: int) -> None:
    with writing() as db:
        one = db.exec(select(Booking).where(Booking.roster_row == row)).one()
        one.status, one.cancelled_at = BookingStatus.CANCELLED, at(12)


def sheet(screen) -> str:
    return next(one.value for one in screen.get("html") if 'aria-label="名簿"' in one.value)


def test_whole_sheet_is_stored_from_four_boxes(screen):
    save(key_in(screen, rows="1-3", late="3", instead="4=15", new="24 07"), "paper")

    assert said(screen) == ["3名を出席に、1名を代わりの方として、2名を当日参加にしました。"]
    assert [one for one in came() if one[0]] == [("あい", False), ("いと", False), ("うた", True)]
    assert (len(came()), [box.value for box in screen.text_input]) == (6, [""] * 4)


def test_every_row_is_said_back_before_it_is_stored(screen):
    key_in(screen, rows="1 2", late="2", instead="4=15", new="24")
    rows = [row.split("</tr>")[0] for row in sheet(screen).split("<tr>")[2:]]

    assert [("○ 遅刻" in row, ">○<" in row, "代わり" in row) for row in rows[:4]] == [
        (False, True, False),
        (True, False, False),
        (False, False, False),
        (False, False, True),
    ]
    assert ("当日参加" in rows[4], "梅の木町　70〜74歳" in rows[4], came()) == (True, True, [])


def test_what_cannot_be_read_is_named_and_nothing_is_lost(screen):
    key_in(screen, rows="1-x", new="15")

    assert said(screen) == ["「1-x」が読めません。番号は「1-8 10 12」のように入力してください。"]
    assert (screen.text_input(key="p_rows").value, saving(screen, "paper").disabled) == (
        "1-x",
        True,
    )


def test_doubtful_row_is_decided_first(screen):
    cancel(2)
    save(key_in(screen, rows="1 2"), "paper")
    refused = said(screen), came()
    screen.radio(key="p_decide_2").set_value("出席にする").run()
    save(screen, "paper")

    assert refused == (
        ["2番（いと）は、申込は取り消されています。「出席にする」か「数えない」を選んでください。"],
        [],
    )
    assert (said(screen), len(came())) == (["2名を出席にしました。"], 2)


def test_row_that_does_not_count_is_left_out(screen):
    cancel(2)
    key_in(screen, rows="1 2")
    screen.radio(key="p_decide_2").set_value("数えない").run()
    save(screen, "paper")

    assert came() == [("あい", False)]


def test_sheet_keyed_twice_says_so(screen):
    for _ in range(2):
        save(key_in(screen, rows="1-4"), "paper")

    assert said(screen) == ["新しい方は0名にしました（4名は受付済みでした）。"]
    assert len(came()) == 4


def test_class_whose_roster_was_never_printed_says_how_to_go_on(opened, tanaka):
    event = a_class(starts_at=at(10))
    works_at(event, tanaka)
    screen = opened("paper", tanaka, event=event.public_id)

    assert [one.value.split("。")[0] for one in screen.markdown][:1] == [
        "この教室の名簿は、まだ印刷されていません"
    ]
