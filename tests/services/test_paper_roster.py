import pytest
from sqlmodel import select

from database import reading, writing
from models import (
    Absence,
    AgeBand,
    Attendance,
    Booking,
    BookingStatus,
    DoorAct,
    DoorEntry,
    DoorOutcome,
    DoorSource,
    Event,
    EventStatus,
    Person,
    PersonMerge,
    Way,
)
from refusal import Refusal
from services import (
    absences,
    attendance,
    bookings,
    door,
    paper_roster,
    person_merges,
    rosters,
    taking_apart,
)
from services.noted import Noted
from services.paper_roster import Keyed, Standing, Stored
from services.permissions import NotPermitted
from services.ticks import Stranger
from tests.classes import a_class, a_person, at, district, works_at

NAMES = ("あい", "いと", "うた", "えつ", "おと")


@pytest.fixture(autouse=True)
def _noon_in_the_town(town, stopped_clock):
    pass


@pytest.fixture
def event(sato, tanaka, stopped_clock) -> Event:
    """A class of 4 seats with rows 1 to 5 printed, 5 waiting. It is over; the paper is here."""
    event = a_class(capacity=4, starts_at=at(14))
    works_at(event, tanaka)
    for name in NAMES:
        book(event, name, by=sato)
    with writing() as db:
        rosters.numbered(db, event=db.get_one(Event, event.id), by=tanaka)
    stopped_clock(at(16))
    return event


def book(event: Event, name: str, *, by) -> None:
    person = a_person(name, name)
    with writing() as db:
        row, one = db.get_one(Event, event.id), db.get_one(Person, person.id)
        bookings.book(db, event=row, people=[one], idem_key=f"{event.id}-{name}", by=by)


def booking(row: int) -> Booking:
    with reading() as db:
        return db.exec(select(Booking).where(Booking.roster_row == row)).one()


def standings(event: Event, *numbers: int, by) -> list[tuple[int, str, Standing]]:
    with reading() as db:
        lines = paper_roster.printed(db, event=event, by=by)
    found = paper_roster.picked(lines, numbers) if numbers else lines
    return [(one.row, one.name, one.standing) for one in found]


def store(event: Event, *, by, key: str = "k", **keyed) -> Stored:
    with writing() as db:
        row = db.get_one(Event, event.id)
        return paper_roster.store(db, event=row, keyed=Keyed(**keyed), idem_key=key, by=by)


def visits() -> list[tuple[str, bool, bool]]:
    """Name, whether on a seat, whether late."""
    with reading() as db:
        rows = db.exec(
            select(Person.name, Attendance)
            .join(Attendance, Attendance.person_id == Person.id)
            .order_by(Attendance.id)
        )
        return [(name, row.booking_id is not None, row.is_late) for name, row in rows]


def cancel(row: int) -> None:
    """The office took it off before the class, and the paper did not know."""
    with writing() as db:
        one = db.get_one(Booking, booking(row).id)
        one.status, one.cancelled_at = BookingStatus.CANCELLED, at(12)


def test_ticked_rows_were_there_when_the_class_began(event, tanaka):
    stored = store(event, rows=[1, 3], late=[3], by=tanaka)

    with reading() as db:
        kept = db.exec(select(Attendance).order_by(Attendance.id)).all()
    assert stored == Stored(counted=2, before=0, instead=0, walked_in=0)
    assert visits() == [("あい", True, False), ("うた", True, True)]
    assert {(row.way, row.checked_in_at) for row in kept} == {(Way.PAPER, at(14))}


def test_who_came_late_need_not_be_keyed_twice(event, tanaka):
    store(event, rows=[1], late=[2], by=tanaka)

    assert visits() == [("あい", True, False), ("いと", True, True)]


def test_walk_ins_of_the_last_lines_are_counted(event, tanaka):
    guests = [Stranger("wakaba", AgeBand.A80), Stranger("", AgeBand.A65, is_resident=False)]
    stored = store(event, walk_ins=guests, by=tanaka)

    with reading() as db:
        rows = db.exec(select(Attendance).order_by(Attendance.id)).all()
    assert stored == Stored(counted=0, before=0, instead=0, walked_in=2)
    assert [(row.district_id, row.age_band, row.is_resident, row.booking_id) for row in rows] == [
        (district("wakaba").id, AgeBand.A80, True, None),
        (None, AgeBand.A65, False, None),
    ]


def test_substitute_of_the_paper_takes_the_seat(event, tanaka):
    stored = store(event, rows=[1, 2], instead={2: Stranger("chuo", AgeBand.A70)}, by=tanaka)

    assert stored == Stored(counted=1, before=0, instead=1, walked_in=0)
    assert sorted(visits()) == [("", True, False), ("あい", True, False)]


@pytest.mark.parametrize("times", [1, 2])
def test_same_sheet_is_stored_once(times, event, tanaka):
    sheet = {
        "rows": [1, 5, 9],
        "walk_ins": [Stranger("chuo", AgeBand.A70)],
        "instead": {2: Stranger("chuo", AgeBand.A70)},
        "decisions": {5: True, 9: True},
    }
    for _ in range(times):
        store(event, by=tanaka, **sheet)

    assert len(visits()) == 5


def test_what_is_known_of_each_row_is_said(event, sato, tanaka):
    with writing() as db:
        attendance.check_in(db, booking=db.get_one(Booking, booking(1).id), by=tanaka)
        row = db.get_one(Booking, booking(3).id)
        absences.set_absent(db, booking=row, absence=Absence.EXCUSED, by=tanaka)
    cancel(2)
    guest = a_person("代理", "だいり")
    with writing() as db:
        db.get_one(Booking, booking(4).id).person_id = guest.id

    assert standings(event, by=tanaka) == [
        (1, "あい", Standing.HERE),
        (2, "いと", Standing.CANCELLED),
        (3, "うた", Standing.ABSENT),
        (4, "代理", Standing.REPLACED),
        (5, "おと", Standing.WAITING),
    ]
    assert standings(event, 9, by=tanaka) == [(9, "どなたかわかりません", Standing.UNKNOWN)]


def test_checked_in_before_is_not_counted_twice(event, tanaka):
    with writing() as db:
        attendance.check_in(db, booking=db.get_one(Booking, booking(1).id), by=tanaka)
    stored = store(event, rows=[1, 2], by=tanaka)

    assert (stored.counted, stored.before, len(visits())) == (1, 1, 2)


@pytest.mark.parametrize("row", [2, 5, 9])
def test_doubtful_row_waits_for_a_decision_and_nothing_is_stored(row, event, tanaka):
    cancel(2)

    with pytest.raises(Refusal, match=f"^{row}番.*「出席にする」か「数えない」"):
        store(event, rows=[1, row], walk_ins=[Stranger("", AgeBand.A70)], by=tanaka)
    assert visits() == []


@pytest.mark.parametrize(("accept", "came"), [(True, [("いと", False, False)]), (False, [])])
def test_cancelled_row_counts_as_decided(accept, came, event, tanaka):
    cancel(2)
    store(event, rows=[2], decisions={2: accept}, by=tanaka)

    assert visits() == came


@pytest.mark.parametrize("accept", [True, False])
def test_waiting_row_counts_as_decided(accept, event, tanaka):
    store(event, rows=[5], decisions={5: accept}, by=tanaka)

    assert visits() == [("おと", False, False)] * accept


@pytest.mark.parametrize("accept", [True, False])
def test_absent_row_counts_as_decided(accept, event, tanaka):
    with writing() as db:
        row = db.get_one(Booking, booking(3).id)
        absences.set_absent(db, booking=row, absence=Absence.NO_SHOW, by=tanaka)
    store(event, rows=[3], decisions={3: accept}, by=tanaka)

    assert (visits(), booking(3).absence) == (
        [("うた", True, False)] * accept,
        Absence.NONE if accept else Absence.NO_SHOW,
    )


@pytest.mark.parametrize("accept", [True, False])
def test_row_nobody_knows_counts_as_decided(accept, event, tanaka):
    store(event, rows=[9], decisions={9: accept}, by=tanaka)

    assert visits() == [("", False, False)] * accept


def test_row_of_who_was_merged_is_theirs_then_and_when_they_are_two_again(event, sato, tanaka):
    other = a_person("いと", "いと")
    with writing() as db:
        row = booking(2)
        pair = {"person": db.get_one(Person, other.id), "other": db.get_one(Person, row.person_id)}
        person_merges.merge(db, **pair, by=sato)
    assert standings(event, 2, by=tanaka) == [(2, "いと", Standing.NEW)]
    with writing() as db:
        taking_apart.undo(db, merge=db.exec(select(PersonMerge)).one(), by=sato)
    assert standings(event, 2, by=tanaka) == [(2, "いと", Standing.NEW)]

    store(event, rows=[2], by=tanaka)

    with reading() as db:
        visit = db.exec(select(Attendance)).one()
    assert (visit.person_id, visit.booking_id) == (row.person_id, row.id)


def test_seat_of_an_unknown_row_has_no_substitute(event, tanaka):
    with pytest.raises(Refusal, match="代わりの方の9番は、名簿にありません"):
        store(event, instead={9: Stranger("", AgeBand.A70)}, by=tanaka)


def test_substitute_for_somebody_who_is_there_is_refused_and_nothing_is_stored(event, tanaka):
    with writing() as db:
        attendance.check_in(db, booking=db.get_one(Booking, booking(1).id), by=tanaka)

    with pytest.raises(Refusal, match="^1番（あい）は受付済みです"):
        store(event, rows=[2], instead={1: Stranger("", AgeBand.A70)}, by=tanaka)
    assert visits() == [("あい", True, False)]


def test_what_a_phone_said_and_a_desk_took_back_waits_as_a_conflict(event, tanaka, sato):
    phone = Noted("p", DoorAct.CHECK_IN, at(14), booking_id=booking(1).id)
    with writing() as db:
        row = db.get_one(Event, event.id)
        door.take_in(db, event=row, entries=[phone], source=DoorSource.OFFLINE, by=tanaka)
    with writing() as db:
        row, one = db.get_one(Event, event.id), db.get_one(Person, booking(1).person_id)
        attendance.undo(db, event=row, person=one, by=sato)
    stored = store(event, rows=[1], by=tanaka)

    with reading() as db:
        outcomes = [row.outcome for row in db.exec(select(DoorEntry).order_by(DoorEntry.id))]
    assert (stored.counted, outcomes, visits()) == (
        0,
        [DoorOutcome.DONE, DoorOutcome.CONFLICT],
        [],
    )


def test_reported_class_takes_no_paper(event, tanaka):
    with writing() as db:
        db.get_one(Event, event.id).status = EventStatus.REPORTED

    with pytest.raises(Refusal, match="報告が済んだ"):
        store(event, rows=[1], by=tanaka)


def test_another_volunteer_keys_nothing_in(event, suzuki):
    with pytest.raises(NotPermitted, match="ほかの方の受け持ち"):
        store(event, rows=[1], by=suzuki)
    with pytest.raises(NotPermitted, match="ほかの方の受け持ち"):
        standings(event, by=suzuki)
