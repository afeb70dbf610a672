from collections.abc import Iterable
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import delete, select

from database import engine, reading, writing
from models import (
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
    Sex,
    Way,
)
from refusal import Refusal
from services import attendance, bookings, door, noted
from services.noted import Noted
from services.permissions import NotPermitted
from tests.classes import SOON, a_class, a_person, crowd, district, works_at
from tests.conftest import examples

CHECK_IN, WALK_IN, UNDO = DoorAct
DONE, REPEATED, CONFLICT, ACCEPTED, DISMISSED = DoorOutcome
MORNING = SOON + timedelta(minutes=20)
THEN = SOON + timedelta(minutes=2)


@pytest.fixture(autouse=True)
def _noon_in_the_town(town, stopped_clock):
    pass


@pytest.fixture
def hall(sato, tanaka, stopped_clock):
    """A class of 2 seats that 田中 holds now: 見本 1 and 見本 2 seated, 見本 3 waiting."""
    event = a_class(capacity=2)
    works_at(event, tanaka)
    for person in crowd(3):
        with writing() as db:
            row, one = db.get_one(Event, event.id), db.get_one(Person, person.id)
            bookings.book(db, event=row, people=[one], idem_key=str(one.id), by=sato)
    stopped_clock(MORNING)
    return event


def booked(event: Event) -> list[Booking]:
    with reading() as db:
        return list(
            db.exec(select(Booking).where(Booking.event_id == event.id).order_by(Booking.seq))
        )


def note(key: str, act: DoorAct = CHECK_IN, at: datetime = THEN, **columns) -> Noted:
    return Noted(key, act, at, **columns)


def send(event: Event, *entries: Noted, by, source=DoorSource.OFFLINE) -> list[DoorEntry]:
    with writing() as db:
        row = db.get_one(Event, event.id)
        return door.take_in(db, event=row, entries=entries, source=source, by=by)


def decide(entry: DoorEntry, accept: bool, *, by) -> DoorEntry:
    with writing() as db:
        return door.decide(db, entry=db.get_one(DoorEntry, entry.id), accept=accept, by=by)


def set_status(event: Event, status: EventStatus) -> None:
    with writing() as db:
        db.get_one(Event, event.id).status = status


def cancel(booking: Booking) -> None:
    with writing() as db:
        row = db.get_one(Booking, booking.id)
        row.status, row.cancelled_at = BookingStatus.CANCELLED, SOON


def here(event: Event) -> list[Attendance]:
    with reading() as db:
        rows = select(Attendance).where(Attendance.event_id == event.id)
        return list(db.exec(rows.order_by(Attendance.id)))


def kept() -> list[DoorEntry]:
    with reading() as db:
        return list(db.exec(select(DoorEntry).order_by(DoorEntry.id)))


def test_entry_becomes_a_visit_at_the_moment_it_was_made(hall, tanaka):
    first, *_ = booked(hall)

    (entry,) = send(hall, note("a", booking_id=first.id, late=True), by=tanaka)

    (row,) = here(hall)
    assert (row.person_id, row.booking_id, row.way) == (first.person_id, first.id, Way.OFFLINE)
    assert (row.checked_in_at, row.is_late, row.checked_in_by_id) == (THEN, True, tanaka.id)
    assert (entry.outcome, entry.sentence) == (DONE, "見本 1さんを受け付けました。")


def test_paper_is_keyed_by_the_number_of_the_row(hall, tanaka):
    first, *_ = booked(hall)
    with writing() as db:
        db.get_one(Booking, first.id).roster_row = 7

    send(hall, note("a", roster_row=7), by=tanaka, source=DoorSource.PAPER)

    assert [(row.booking_id, row.way) for row in here(hall)] == [(first.id, Way.PAPER)]


def test_entry_sent_again_is_taken_once_and_answered_as_before(hall, tanaka):
    first, *_ = booked(hall)
    walk_in = note("b", WALK_IN, district="wakaba", age_band=AgeBand.A80, sex=Sex.FEMALE)

    before = send(hall, note("a", booking_id=first.id), walk_in, by=tanaka)
    after = send(hall, walk_in, note("a", booking_id=first.id), walk_in, by=tanaka)

    assert [row.id for row in after] == [before[1].id, before[0].id, before[1].id]
    assert [(row.district_id, row.age_band) for row in here(hall)] == [
        (None, AgeBand.UNKNOWN),
        (district("wakaba").id, AgeBand.A80),
    ]


def test_who_is_here_already_is_a_repetition(hall, tanaka):
    first, *_ = booked(hall)
    with writing() as db:
        attendance.check_in(db, booking=db.get_one(Booking, first.id), by=tanaka)

    (entry,) = send(hall, note("a", booking_id=first.id), by=tanaka)

    assert (entry.outcome, len(here(hall))) == (REPEATED, 1)
    assert entry.sentence == "見本 1さんは、もう受付済みです（10時20分）。"


@pytest.mark.parametrize(
    "happened", [datetime.fromisoformat("1970-01-01T00:00Z"), MORNING + timedelta(days=400)]
)
def test_clock_of_the_phone_is_kept_but_not_believed(happened, hall, tanaka):
    first, *_ = booked(hall)

    (entry,) = send(hall, note("a", booking_id=first.id, at=happened), by=tanaka)

    assert (entry.happened_at, here(hall)[0].checked_in_at) == (happened, MORNING)


def test_card_brings_somebody_in_however_it_is_typed(hall, tanaka):
    guest = a_person()

    send(hall, note("a", WALK_IN, card=f" {guest.card_code.lower()} "), by=tanaka)

    assert [(row.person_id, row.booking_id) for row in here(hall)] == [(guest.id, None)]


def test_who_waits_may_be_brought_in_as_a_walk_in(hall, tanaka):
    *_, waiting = booked(hall)

    (entry,) = send(hall, note("a", WALK_IN, booking_id=waiting.id), by=tanaka)

    assert (entry.outcome, [row.person_id for row in here(hall)]) == (DONE, [waiting.person_id])


def test_cancelled_meanwhile_waits_for_a_person_to_decide(hall, tanaka):
    first, *_ = booked(hall)
    cancel(first)

    (entry,) = send(hall, note("a", booking_id=first.id), by=tanaka)

    assert (entry.outcome, here(hall)) == (CONFLICT, [])
    assert entry.sentence.startswith("見本 1さんの申込は「取り消し」になっています。")
    with reading() as db:
        (doubt,) = door.conflicts(db, event=hall, by=tanaka)
    assert (doubt.entry.id, doubt.person.name) == (entry.id, "見本 1")


@pytest.mark.parametrize(("accept", "people"), [(True, 1), (False, 0)])
def test_decision_counts_the_person_or_not_and_twice_is_harmless(accept, people, hall, tanaka):
    first, *_ = booked(hall)
    cancel(first)
    (entry,) = send(hall, note("a", booking_id=first.id), by=tanaka)

    for _ in range(2):
        decided = decide(entry, accept, by=tanaka)

    assert (decided.outcome, len(here(hall))) == (ACCEPTED if accept else DISMISSED, people)
    assert (decided.decided_at, decided.decided_by_id) == (MORNING, tanaka.id)
    with reading() as db:
        assert door.conflicts(db, event=hall, by=tanaka) == []


def test_second_person_who_decides_otherwise_is_told(hall, tanaka, sato):
    first, *_ = booked(hall)
    cancel(first)
    (entry,) = send(hall, note("a", booking_id=first.id), by=tanaka)
    decide(entry, False, by=tanaka)

    with pytest.raises(Refusal, match="もう決めています（数えないことにしました）"):
        decide(entry, True, by=sato)


def test_somebody_else_on_the_seat_is_a_doubt(hall, tanaka):
    """The phone still shows whom the substitute came for."""
    first, *_ = booked(hall)
    other = a_person()
    with writing() as db:
        card = db.get_one(Person, first.person_id).card_code
        db.get_one(Booking, first.id).person_id = other.id

    (entry,) = send(hall, note("a", booking_id=first.id, card=card), by=tanaka)
    assert entry.sentence.startswith("見本 1さんの席には、代わりの方が入っています。")
    decide(entry, True, by=tanaka)

    assert [(row.person_id, row.booking_id) for row in here(hall)] == [(first.person_id, None)]


def test_still_waiting_is_a_doubt(hall, tanaka):
    *_, waiting = booked(hall)

    (entry,) = send(hall, note("a", booking_id=waiting.id), by=tanaka)

    assert entry.sentence.startswith("見本 3さんの申込は「キャンセル待ち」になっています。")


@pytest.mark.parametrize(
    ("named", "subject"),
    [
        ({"roster_row": 99}, "名簿の99番"),
        ({"booking_id": 99_999}, "見つからない申込"),
        ({"card": "ACDEFG"}, "参加証ACDEFG"),
        ({"card": "1234 5678 9018"}, "読めない参加証"),
    ],
)
def test_unknown_name_is_a_doubt_that_can_be_counted(named, subject, hall, tanaka):
    (entry,) = send(hall, note("a", **named), by=tanaka)
    assert (entry.outcome, entry.subject, here(hall)) == (CONFLICT, subject, [])

    decide(entry, True, by=tanaka)

    assert [(row.district_id, row.age_band) for row in here(hall)] == [(None, AgeBand.UNKNOWN)]


@pytest.mark.parametrize(
    ("status", "sentence"),
    [(EventStatus.REPORTED, "報告が済んだ"), (EventStatus.CANCELLED, "「中止」なので")],
)
def test_entries_for_a_class_that_is_over_are_kept(status, sentence, hall, tanaka):
    first, *_ = booked(hall)
    set_status(hall, status)

    (entry,) = send(hall, note("a", booking_id=first.id), by=tanaka)

    assert (entry.outcome, here(hall)) == (CONFLICT, [])
    assert sentence in entry.sentence
    with pytest.raises(Refusal, match=sentence):
        decide(entry, True, by=tanaka)
    assert decide(entry, False, by=tanaka).outcome is DISMISSED


def undo_at_a_screen(event: Event, person_id: int, *, by) -> None:
    with writing() as db:
        row, person = db.get_one(Event, event.id), db.get_one(Person, person_id)
        attendance.undo(db, event=row, person=person, by=by)


def test_undone_at_a_screen_meanwhile_is_a_doubt(hall, tanaka, sato):
    """One phone saw them, the screen did not, and the second phone could not know."""
    first, *_ = booked(hall)
    send(hall, note("a", booking_id=first.id), by=tanaka)
    undo_at_a_screen(hall, first.person_id, by=sato)

    (entry,) = send(hall, note("b", booking_id=first.id), by=tanaka)

    assert (entry.outcome, here(hall)) == (CONFLICT, [])
    assert entry.sentence.startswith("見本 1さんの受付は、ほかの人が取り消しています。")


def test_who_knows_of_the_undo_checks_in_again_without_a_doubt(hall, tanaka, sato):
    first, *_ = booked(hall)
    send(hall, note("a", booking_id=first.id), by=tanaka)
    undo_at_a_screen(hall, first.person_id, by=sato)
    with reading() as db:
        tags = noted.tags(db, event=hall)[first.person_id]

    undone, entry = send(
        hall, note("b", UNDO, undoes="a"), note("c", booking_id=first.id), by=tanaka
    )

    assert (tags, undone.outcome, entry.outcome) == (["a"], REPEATED, DONE)
    assert len(here(hall)) == 1


def test_undo_takes_back_what_a_screen_has_done(hall, tanaka):
    first, *_ = booked(hall)
    with writing() as db:
        attendance.check_in(db, booking=db.get_one(Booking, first.id), by=tanaka)
    with reading() as db:
        ((tag,),) = noted.tags(db, event=hall).values()

    (entry,) = send(hall, note("a", UNDO, undoes=tag), by=tanaka)

    assert (entry.outcome, here(hall)) == (DONE, [])


def test_undo_of_one_phone_leaves_what_another_has_seen(hall, tanaka):
    first, *_ = booked(hall)
    send(hall, note("a", booking_id=first.id), by=tanaka)
    send(hall, note("b", booking_id=first.id), by=tanaka)

    (entry,) = send(hall, note("c", UNDO, undoes="a"), by=tanaka)

    assert (entry.sentence, len(here(hall))) == (
        "見本 1さんは、ほかでも受け付けています。出席のままです。",
        1,
    )
    with reading() as db:
        assert noted.tags(db, event=hall) == {first.person_id: ["b"]}
    send(hall, note("d", UNDO, undoes="b"), by=tanaka)
    assert here(hall) == []


@pytest.mark.parametrize("keys", [("a", "b"), ("b", "a")])
def test_walk_in_taken_back_is_not_counted_whichever_comes_first(keys, hall, tanaka):
    both = {"a": note("a", WALK_IN, age_band=AgeBand.A70), "b": note("b", UNDO, undoes="a")}

    for key in keys:
        send(hall, both[key], by=tanaka)

    assert (here(hall), [row.outcome for row in kept()]) == ([], [DONE, DONE])


def test_undo_of_a_doubt_settles_it(hall, tanaka):
    (entry,) = send(hall, note("a", roster_row=99), by=tanaka)

    send(hall, note("b", UNDO, undoes="a"), by=tanaka)

    assert [row.outcome for row in kept()] == [DISMISSED, DONE]
    assert here(hall) == []


def test_undo_after_the_report_waits_until_the_class_is_opened_again(hall, tanaka):
    first, *_ = booked(hall)
    send(hall, note("a", booking_id=first.id), by=tanaka)
    set_status(hall, EventStatus.REPORTED)
    (entry,) = send(hall, note("b", UNDO, undoes="a"), by=tanaka)
    assert (entry.outcome, len(here(hall))) == (CONFLICT, 1)

    set_status(hall, EventStatus.HELD)
    decide(entry, True, by=tanaka)

    assert here(hall) == []


def test_key_of_another_class_is_refused(hall, tanaka):
    other = a_class()
    works_at(other, tanaka)
    send(hall, note("a", WALK_IN), by=tanaka)

    with pytest.raises(Refusal, match="ほかの教室の控え"):
        send(other, note("a", WALK_IN), by=tanaka)


def test_booking_of_another_class_is_unknown_here(hall, sato, tanaka):
    first, *_ = booked(hall)
    other = a_class()
    works_at(other, tanaka)

    (entry,) = send(other, note("a", booking_id=first.id), by=tanaka)

    assert (entry.outcome, entry.booking_id, entry.person_id) == (CONFLICT, None, None)


@pytest.mark.parametrize("act", ["send", "look", "decide"])
def test_another_volunteer_is_turned_away(act, hall, tanaka, suzuki):
    (entry,) = send(hall, note("a", roster_row=99), by=tanaka)

    with pytest.raises(NotPermitted, match="ほかの方の受け持ち"), writing() as db:
        event = db.get_one(Event, hall.id)
        if act == "send":
            door.take_in(db, event=event, entries=[], source=DoorSource.PAPER, by=suzuki)
        elif act == "look":
            door.conflicts(db, event=event, by=suzuki)
        else:
            door.decide(db, entry=db.get_one(DoorEntry, entry.id), accept=True, by=suzuki)


class Phone:
    """One phone without network: what it queues, and so what it will have said in the end."""

    def __init__(self, name: str):
        self.name, self.queue, self.saw = name, [], {}

    def tap(self, who: int | None, booking_id: int | None) -> None:
        """Bring somebody in, or take back what this phone itself has said of them."""
        key = f"{self.name}{len(self.queue)}"
        before = self.saw.pop(who, None) if who is not None else None
        if before:
            self.queue.append(note(key, UNDO, undoes=before))
        elif who is None:
            self.queue.append(note(key, WALK_IN, age_band=AgeBand.A70))
        else:
            self.queue.append(note(key, booking_id=booking_id))
            self.saw[who] = key


def expected(phones: Iterable[Phone]) -> tuple[set[int], int]:
    """Who is there in the end, and how many new people are."""
    seen = {who for phone in phones for who in phone.saw}
    new = sum(one.act is WALK_IN for phone in phones for one in phone.queue)
    return seen, new


TAPS = st.lists(st.tuples(st.integers(0, 1), st.sampled_from([0, 1, None])), max_size=8)


@settings(
    max_examples=examples(30),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(taps=TAPS, data=st.data())
def test_any_order_of_deliveries_gives_the_same_attendance(taps, data, hall, tanaka):
    """Two phones; each entry delivered once or more, alone or with others, in any order."""
    rows, phones = booked(hall), [Phone("a"), Phone("b")]
    for phone, who in taps:
        phones[phone].tap(who, None if who is None else rows[who].id)
    every = [one for phone in phones for one in phone.queue]
    again = data.draw(st.lists(st.sampled_from(every), max_size=4)) if every else []
    delivered = data.draw(st.permutations(every + again))
    size = data.draw(st.integers(1, 4))

    for start in range(0, len(delivered), size):
        send(hall, *delivered[start : start + size], by=tanaka)

    seen, new = expected(phones)
    bookings_here = {row.booking_id for row in here(hall) if row.booking_id}
    walk_ins = [row for row in here(hall) if row.booking_id is None]
    assert (bookings_here, len(walk_ins)) == ({rows[who].id for who in seen}, new)
    assert sorted(row.idem_key for row in kept()) == sorted(one.key for one in every)
    _forget()


def _forget() -> None:
    """The next example begins with nobody there; the audit trail stays."""
    with engine().execution_options(writing=True).begin() as connection:
        for table in (DoorEntry, Attendance):
            connection.execute(delete(table))
