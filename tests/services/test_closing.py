from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import select

from database import reading, writing
from models import (
    Absence,
    AgeBand,
    Attendance,
    AuditLine,
    Booking,
    BookingStatus,
    Channel,
    Consultation,
    ConsultationStatus,
    Course,
    DoorAct,
    DoorEntry,
    DoorOutcome,
    DoorSource,
    Duty,
    Equipment,
    Event,
    EventCourse,
    EventStatus,
    Loan,
    Outcome,
    Person,
    Photos,
    Question,
    QuestionCategory,
    QuestionChannel,
    Shift,
    Survey,
)
from refusal import Refusal
from services import absences, attendance, bookings, closing, loans, who_came
from services.newcomers import Newcomer
from services.permissions import NotPermitted
from tests.classes import a_class, a_person, a_thing, at, course, crowd, works_at
from tests.conftest import examples


@pytest.fixture(autouse=True)
def _noon_in_the_town(town, stopped_clock):
    pass


@pytest.fixture
def event(sato, tanaka, stopped_clock) -> Event:
    """A class of 2 seats that 田中 held this afternoon: two booked, one waiting. It is over."""
    event = a_class(capacity=2, starts_at=at(14), course_id=course("B07").id)
    works_at(event, tanaka)
    people = crowd(3)
    with writing() as db:
        row = db.get_one(Event, event.id)
        for person in people:
            bookings.book(db, event=row, people=[person], idem_key=str(person.id), by=sato)
    stopped_clock(at(16))
    return event


def with_event(event: Event, verb, **typed):
    with writing() as db:
        return verb(db, event=db.get_one(Event, event.id), **typed)


def seats(event: Event) -> list[Booking]:
    with reading() as db:
        rows = select(Booking).where(Booking.event_id == event.id).order_by(Booking.seq)
        return [row for row in db.exec(rows) if row.status is BookingStatus.CONFIRMED]


def check_in(booking: Booking, *, by, **typed) -> None:
    with writing() as db:
        attendance.check_in(db, booking=db.get_one(Booking, booking.id), by=by, **typed)


def note(event: Event, *codes: str, by, **typed) -> None:
    said = {"minutes": 80, "incident": "", "cost": None, "photos": Photos.UNKNOWN, **typed}
    with_event(event, closing.note, taught=[course(code) for code in codes], **said, by=by)


def all_here(event: Event, *, by) -> None:
    for booking in seats(event):
        check_in(booking, by=by)


def report(event: Event, *, by) -> None:
    with_event(event, closing.report, by=by)


def reported(event: Event, *, by) -> Event:
    all_here(event, by=by)
    note(event, "B07", by=by)
    report(event, by=by)
    return now(event)


def now(event: Event) -> Event:
    with reading() as db:
        return db.get_one(Event, event.id)


def state(event: Event, *, by) -> closing.State:
    with reading() as db:
        return closing.state(db, event=db.get_one(Event, event.id), by=by)


def blocking(event: Event, *, by) -> list[str]:
    return [one.sentence for one in state(event, by=by).missing if one.blocks]


def remarks(event: Event, *, by) -> list[str]:
    return [one.sentence for one in state(event, by=by).missing if not one.blocks]


def taught(event: Event) -> dict[str, tuple[bool, bool]]:
    with reading() as db:
        rows = db.exec(
            select(Course.code, EventCourse)
            .join(EventCourse, EventCourse.course_id == Course.id)
            .where(EventCourse.event_id == event.id)
        )
        return {code: (row.is_planned, row.was_taught) for code, row in rows}


def test_state_counts_what_belongs_to_the_class(event, tanaka, suzuki, sato):
    first, second = seats(event)
    check_in(first, by=tanaka, late=True)
    with_event(
        event, attendance.walk_in, newcomer=Newcomer(None, AgeBand.A75), idem_key="k", by=tanaka
    )
    with writing() as db:
        absences.set_absent(
            db, booking=db.get_one(Booking, second.id), absence=Absence.NO_SHOW, by=tanaka
        )
        db.add(Shift(event_id=event.id, staff_id=suzuki.id, duty=Duty.HELPER, is_published=False))
    for one, number in ((event, "1"), (a_class(), "2")):
        records_of(one, number, by=sato)

    found = state(event, by=tanaka)
    assert found.counts == who_came.Counts(
        booked=2, came=1, walked_in=1, late=1, excused=0, no_show=1
    )
    assert (found.waiting, found.team, found.per_helper) == (1, 1, 2.0)
    assert (found.questions, found.consultations, found.surveys) == (1, 1, 1)


def records_of(event: Event, key: str, *, by) -> None:
    with writing() as db:
        category = db.exec(select(QuestionCategory.id)).first()
        here = {"idem_key": key, "event_id": event.id}
        hall = {"category_id": category, "channel": QuestionChannel.HALL}
        db.add(Question(**here, **hall, body="見本", due_on=event.local_date))
        db.add(
            Consultation(
                **here,
                local_date=event.local_date,
                fiscal_year=2026,
                age_band=AgeBand.A75,
                outcome=Outcome.SOLVED,
                status=ConsultationStatus.CLOSED,
                staff_id=by.id,
            )
        )
        db.add(Survey(**here, channel=Channel.COUNTER))


def test_what_is_missing_is_listed(event, tanaka):
    assert blocking(event, by=tanaka) == [
        "来たかどうかわからない方が2名います。「欠席（連絡あり）」か「無断欠席」にしてください。",
        "教えた講座を、下の欄で確かめてください。",
        "実施した時間を、下の欄で確かめてください。",
    ]
    assert remarks(event, by=tanaka) == [
        "だれも受け付けていません。紙の名簿があるときは、先に入力してください。"
    ]


def test_nothing_is_missing_when_all_is_done(event, tanaka, sato):
    all_here(event, by=tanaka)
    records_of(event, "1", by=sato)
    note(event, "B07", by=tanaka)

    assert state(event, by=tanaka).missing == ()


def test_class_without_a_course_need_not_say_what_was_taught(tanaka, stopped_clock):
    event = a_class(starts_at=at(10))
    works_at(event, tanaka)

    assert blocking(event, by=tanaka) == ["実施した時間を、下の欄で確かめてください。"]


def test_phone_that_is_out_blocks_and_one_to_be_reset_does_not(event, tanaka):
    all_here(event, by=tanaka)
    note(event, "B07", by=tanaka)
    for code in ("S01", "S02"):
        thing = a_thing(code)
        with writing() as db:
            row = db.get_one(Equipment, thing.id)
            here = db.get_one(Event, event.id)
            loan = loans.lend(db, equipment=row, event=here, by=tanaka)
            if code == "S02":
                loans.take_back(db, loan=db.get_one(Loan, loan.id), by=tanaka)

    assert blocking(event, by=tanaka) == ["返ってきていない機器があります：S01 らくらくスマホ"]
    assert remarks(event, by=tanaka)[0] == (
        "貸し出す前の手入れが済んでいない機器：S02 らくらくスマホ（初期化）"
    )


def test_doubtful_entry_of_the_door_blocks(event, tanaka):
    with writing() as db:
        db.add(
            DoorEntry(
                idem_key="k",
                event_id=event.id,
                source=DoorSource.PAPER,
                act=DoorAct.CHECK_IN,
                happened_at=at(14),
                outcome=DoorOutcome.CONFLICT,
            )
        )

    assert "「確かめる受付」に、まだ決めていないものが1件あります。" in blocking(event, by=tanaka)


def test_too_few_helpers_are_pointed_out(event, tanaka, suzuki):
    all_here(event, by=tanaka)
    for key in "abc":
        with_event(
            event, attendance.walk_in, newcomer=Newcomer(None, AgeBand.A75), idem_key=key, by=tanaka
        )
    crowded = "担当1人で4名より多く受け持ちました。次は補助を増やします。"

    assert crowded in remarks(event, by=tanaka)
    works_at(event, suzuki, Duty.HELPER)
    assert crowded not in remarks(event, by=tanaka)


def test_class_without_a_team_is_pointed_out(sato):
    event = a_class(starts_at=at(10))

    assert "担当がだれも決まっていません。担当課にご連絡ください。" in remarks(event, by=sato)


def test_note_keeps_what_was_taught_and_makes_it_held(event, tanaka):
    with writing() as db:
        db.add(EventCourse(event_id=event.id, course_id=course("B01").id, is_planned=True))
    note(event, "B07", "B02", incident="停電で10分止まりました。", by=tanaka)
    note(event, "B02", "B01", minutes=70, by=tanaka)

    row = now(event)
    assert taught(event) == {"B01": (True, True), "B02": (False, True)}
    assert (row.status, row.minutes_held, row.incident) == (EventStatus.HELD, 70, "")


def test_planned_course_that_was_not_taught_stays_planned(event, tanaka):
    with writing() as db:
        db.add(EventCourse(event_id=event.id, course_id=course("B01").id, is_planned=True))
    note(event, "B07", by=tanaka)

    assert taught(event) == {"B01": (True, False), "B07": (False, True)}
    assert state(event, by=tanaka).planned == {course("B01").id, course("B07").id}


@pytest.mark.parametrize("minutes", [0, -1, 601])
def test_note_refuses_impossible_minutes(minutes, event, tanaka):
    with pytest.raises(Refusal, match="1分から600分まで"):
        note(event, "B07", minutes=minutes, by=tanaka)


@pytest.mark.parametrize("cost", [-1, 10_000_000])
def test_note_refuses_an_impossible_cost(cost, event, tanaka):
    with pytest.raises(Refusal, match="経費は、0円から9,999,999円までの数字"):
        note(event, cost=cost, by=tanaka)


def test_incident_passes_the_number_guard(event, tanaka):
    with pytest.raises(Refusal):
        note(event, "B07", incident="番号は 1234 5678 9018 でした", by=tanaka)


def test_nothing_is_noted_before_the_class(event, tanaka, stopped_clock):
    stopped_clock(at(13, 59))

    with pytest.raises(Refusal, match="教室が始まってから"):
        note(event, "B07", by=tanaka)
    with pytest.raises(Refusal, match="教室が始まってから"):
        report(event, by=tanaka)


def test_report_waits_for_what_is_missing(event, tanaka):
    with pytest.raises(Refusal, match="まだ報告できません。来たかどうかわからない方が2名"):
        report(event, by=tanaka)

    assert now(event).status is EventStatus.PUBLISHED


def test_report_locks_the_class(event, tanaka):
    row = reported(event, by=tanaka)

    assert (row.status, row.reported_at, row.reported_by_id) == (
        EventStatus.REPORTED,
        at(16),
        tanaka.id,
    )


def test_report_twice_is_harmless(event, tanaka, sato, stopped_clock):
    reported(event, by=tanaka)
    stopped_clock(at(17))
    report(event, by=sato)

    assert (now(event).reported_at, now(event).reported_by_id) == (at(16), tanaka.id)


def test_class_to_which_nobody_came_is_reported_too(tanaka, stopped_clock):
    event = a_class(starts_at=at(10))
    works_at(event, tanaka)
    note(event, by=tanaka)
    report(event, by=tanaka)

    assert now(event).status is EventStatus.REPORTED


LOCKED = {
    "check in": lambda db, event, seat, by: attendance.check_in(db, booking=seat, by=by),
    "walk in": lambda db, event, seat, by: attendance.walk_in(
        db, event=event, newcomer=Newcomer(None, AgeBand.A75), idem_key="new", by=by
    ),
    "undo": lambda db, event, seat, by: attendance.undo(
        db, event=event, person=db.get_one(Person, seat.person_id), by=by
    ),
    "late": lambda db, event, seat, by: absences.set_late(
        db, event=event, person=db.get_one(Person, seat.person_id), late=True, by=by
    ),
    "absent": lambda db, event, seat, by: absences.set_absent(
        db, booking=seat, absence=Absence.EXCUSED, by=by
    ),
    "substitute": lambda db, event, seat, by: absences.substitute(
        db, booking=seat, person=db.exec(select(Person)).first(), by=by
    ),
    "note": lambda db, event, seat, by: closing.note(
        db, event=event, taught=[], minutes=1, incident="", cost=1, photos=Photos.NONE, by=by
    ),
    "book": lambda db, event, seat, by: bookings.book(
        db, event=event, people=[db.exec(select(Person)).first()], idem_key="new", by=by
    ),
    "cancel": lambda db, event, seat, by: bookings.cancel(db, booking=seat, by=by),
}


@pytest.mark.parametrize("change", LOCKED)
def test_reported_class_refuses(change, event, tanaka, sato):
    reported(event, by=tanaka)
    a_person()

    with pytest.raises(Refusal, match="報告が済んだ|終わ"), writing() as db:
        row = db.get_one(Event, event.id)
        LOCKED[change](db, row, db.get_one(Booking, seats(event)[0].id), sato)


def test_correction_opens_it_again_with_its_reason(event, tanaka, sato, stopped_clock):
    reported(event, by=tanaka)
    stopped_clock(at(9, days=1))
    with_event(event, closing.reopen, reason="  1名多く数えた ", by=sato)
    with_event(event, attendance.undo, person=person_of(seats(event)[0]), by=tanaka)

    row = now(event)
    with reading() as db:
        ((kept, who),) = closing.corrections(db, event=row, by=tanaka)
        line = db.exec(
            select(AuditLine)
            .where(AuditLine.entity == "event", AuditLine.entity_id == str(event.id))
            .order_by(AuditLine.id.desc())
        ).first()
    assert (row.status, row.reported_at) == (EventStatus.HELD, None)
    assert (kept.reason, kept.at, who.name) == ("1名多く数えた", at(9, days=1), "佐藤")
    assert (line.actor_id, line.changes["status"]) == (sato.id, ["reported", "held"])
    assert state(event, by=tanaka).counts.came == 1


def person_of(booking: Booking) -> Person:
    with reading() as db:
        return db.get_one(Person, booking.person_id)


def test_corrected_class_is_reported_again(event, tanaka, sato, stopped_clock):
    reported(event, by=tanaka)
    with_event(event, closing.reopen, reason="時間の間違い", by=sato)
    stopped_clock(at(17))
    note(event, "B07", minutes=75, by=sato)
    report(event, by=sato)

    row = now(event)
    assert (row.status, row.minutes_held, row.reported_at) == (EventStatus.REPORTED, 75, at(17))


@pytest.mark.parametrize("reason", ["", "　"])
def test_correction_needs_a_reason(reason, event, tanaka, sato):
    reported(event, by=tanaka)

    with pytest.raises(Refusal, match="訂正の理由"):
        with_event(event, closing.reopen, reason=reason, by=sato)
    assert now(event).status is EventStatus.REPORTED


def test_what_is_not_reported_needs_no_correction(event, sato):
    with pytest.raises(Refusal, match="まだ報告されていません"):
        with_event(event, closing.reopen, reason="まちがい", by=sato)


def test_volunteer_corrects_nothing(event, tanaka):
    reported(event, by=tanaka)

    with pytest.raises(NotPermitted):
        with_event(event, closing.reopen, reason="まちがい", by=tanaka)


def test_another_volunteer_sees_and_reports_nothing(event, tanaka, suzuki):
    with pytest.raises(NotPermitted, match="ほかの方の受け持ち"):
        state(event, by=suzuki)
    reported(event, by=tanaka)
    with pytest.raises(NotPermitted, match="ほかの方の受け持ち"):
        report(event, by=suzuki)


ACTS = st.lists(
    st.tuples(
        st.sampled_from(
            ["in", "late", "out", "excused", "no_show", "back", "walk_in", "undo_walk"]
        ),
        st.integers(0, 3),
    ),
    max_size=25,
)


@settings(
    max_examples=examples(25),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(acts=ACTS)
def test_counts_equal_the_rows_whatever_was_pressed(acts, tanaka, sato, stopped_clock):
    event = busy_class(tanaka, sato, stopped_clock)
    walked_in: list[int] = []
    for act, number in acts:
        try:
            with writing() as db:
                press(db, event, act, number, walked_in, by=tanaka)
        except Refusal:
            continue

    counts = state(event, by=tanaka).counts
    with reading() as db:
        visits = db.exec(select(Attendance).where(Attendance.event_id == event.id)).all()
    absent = Counter(row.absence for row in seats(event))
    seated = [row for row in visits if row.booking_id]
    assert counts == who_came.Counts(
        booked=len(seats(event)),
        came=len(seated),
        walked_in=len(visits) - len(seated),
        late=sum(row.is_late for row in visits),
        excused=absent[Absence.EXCUSED],
        no_show=absent[Absence.NO_SHOW],
    )
    here = {row.booking_id for row in seated}
    assert counts.awaited == sum(
        row.id not in here and row.absence is Absence.NONE for row in seats(event)
    )
    assert len({row.person_id for row in visits}) == len(visits)


def busy_class(tanaka, sato, stopped_clock) -> Event:
    """Four seats; it has just begun."""
    stopped_clock(at(9))
    event = a_class(capacity=4, starts_at=at(14))
    works_at(event, tanaka)
    people = crowd(4)
    with writing() as db:
        row = db.get_one(Event, event.id)
        bookings.book(db, event=row, people=people, idem_key=str(event.id), by=sato)
    stopped_clock(at(14))
    return event


def press(db, event: Event, act: str, number: int, walked_in: list[int], *, by) -> None:
    """One act at the door, on the seat or the walk-in of this number."""
    row = db.get_one(Event, event.id)
    seat = db.exec(select(Booking).where(Booking.event_id == event.id, Booking.seq == number + 1))
    booking = seat.one()
    person = db.get_one(Person, booking.person_id)
    marks = {"excused": Absence.EXCUSED, "no_show": Absence.NO_SHOW, "back": Absence.NONE}
    if act == "in":
        attendance.check_in(db, booking=booking, by=by)
    elif act == "late":
        absences.set_late(db, event=row, person=person, late=number % 2 == 0, by=by)
    elif act == "out":
        attendance.undo(db, event=row, person=person, by=by)
    elif act in marks:
        absences.set_absent(db, booking=booking, absence=marks[act], by=by)
    elif act == "walk_in":
        key = f"{event.id}-{len(walked_in)}"
        arrival = attendance.walk_in(
            db,
            event=row,
            newcomer=Newcomer(None, AgeBand.A75),
            idem_key=key,
            late=number == 0,
            by=by,
        )
        walked_in.append(arrival.person.id)
    elif walked_in:
        one = db.get(Person, walked_in[number % len(walked_in)])
        if one:
            attendance.undo(db, event=row, person=one, by=by)
