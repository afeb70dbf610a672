"""A season as a machine: every step is something a desk, a door or the clock may do.

To add a step, add a rule, and keep `told` in step with what the step was told. What must hold
afterwards stands in season_faults.py.
"""

from datetime import timedelta

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlmodel import Session, col, select

from database import engine, reading, writing
from models import (
    Absence,
    Admission,
    AgeBand,
    Attendance,
    Base,
    Booking,
    BookingStatus,
    DoorAct,
    DoorOutcome,
    DoorSource,
    Event,
    EventStatus,
    Offer,
    OfferOutcome,
    Person,
    Photos,
    Staff,
    Venue,
)
from refusal import Refusal
from services import absences, attendance, bookings, changes, closing, door, draws, events, offers
from services.newcomers import Newcomer
from services.noted import Noted
from tests.classes import at, crowd
from tests.conftest import NOON
from tests.services.season_faults import Told, faults, rows_of

OF_A_SEASON = {"attendance", "door_entry", "offer", "booking", "correction", "event", "person"}
PEOPLE, MOST_CLASSES = 12, 4
SIZE = st.sampled_from((1, 2))
PICK = st.sampled_from(range(24))  # one of what there is, modulo its number
PARTY = st.lists(st.sampled_from(range(PEOPLE)), min_size=1, max_size=2)
CANCELLED, CONFIRMED = BookingStatus.CANCELLED, BookingStatus.CONFIRMED


class Season(RuleBasedStateMachine):
    """`by` does everything; `stop` stops the clock."""

    def __init__(self, by: Staff, stop):
        super().__init__()
        self.by, self.stop, self.now = by, stop, NOON
        self.ids: list[int] = []
        self.told = Told(set(), set(), {}, {})
        self.keys = self.turn = 0

    def teardown(self):
        """The halls are free again for the next season."""
        with engine().execution_options(writing=True).begin() as connection:
            for table in reversed(Base.metadata.sorted_tables):
                if table.name in OF_A_SEASON:
                    connection.execute(table.delete())

    @initialize(
        capacity=st.sampled_from((1, 2, 3)),
        parties=st.lists(SIZE, min_size=2, max_size=5),
        admission=st.sampled_from(list(Admission)[1:]),
    )
    def begin(self, capacity, parties, admission):
        """A town full of people, a class with some of them in it and in its line, and two more."""
        self.stop(NOON)
        self.people = [one.id for one in crowd(PEOPLE)]
        self.register(capacity, Admission.FIRST_COME, 3)
        self.register(2, admission, 4)
        self.register(2, Admission.FIRST_COME, 5)
        people = iter(range(PEOPLE))
        for size in parties:
            self.book(0, [next(people) for _ in range(size)])

    # ---- small means -------------------------------------------------------------------------

    def key(self) -> str:
        self.keys += 1
        return f"{id(self)}-{self.keys}"

    def event(self, db: Session, pick: int) -> Event:
        return db.get_one(Event, self.ids[pick % len(self.ids)])

    def person(self, db: Session, pick: int) -> Person:
        return db.get_one(Person, self.people[pick % len(self.people)])

    def one(self, db: Session, table, pick: int, *wanted):
        """One of this season's rows, or none."""
        mine = select(table).where(col(table.event_id).in_(self.ids), *wanted).order_by(table.id)
        rows = db.exec(mine).all()
        return rows[pick % len(rows)] if rows else None

    def live(self, db: Session, pick: int) -> Booking | None:
        return self.one(db, Booking, pick, Booking.status != CANCELLED)

    def note(self, rows: list[Booking]) -> None:
        self.told.places.update((row.event_id, row.person_id) for row in rows)

    def forget(self, rows: list[Booking]) -> None:
        self.told.places.difference_update((row.event_id, row.person_id) for row in rows)

    # ---- the desk ----------------------------------------------------------------------------

    @precondition(lambda self: len(self.ids) < MOST_CLASSES)
    @rule(
        capacity=st.sampled_from((1, 2, 3)),
        admission=st.sampled_from(Admission),
        days=st.sampled_from((2, 3, 6)),
    )
    def register(self, capacity, admission, days):
        day = self.now.date() + timedelta(days=days)
        with writing() as db:
            venue = db.exec(select(Venue).order_by(Venue.id)).all()[len(self.ids)]
            draft = events.Draft(venue, day, at(10).time(), 90, capacity, title="スマホ教室")
            event = events.register(db, draft=draft, idem_key=self.key(), by=self.by)
            event.status = EventStatus.PUBLISHED
            event.admission = admission
            if admission is not Admission.FIRST_COME:
                event.closes_on = self.now.date()
        self.ids.append(event.id)

    @rule(pick=PICK, party=PARTY)
    def book(self, pick, party):
        key = self.key()
        try:
            for _ in range(2):  # a double click
                with writing() as db:
                    people = [self.person(db, one) for one in party]
                    event = self.event(db, pick)
                    rows = bookings.book(db, event=event, people=people, idem_key=key, by=self.by)
                self.note(rows)
        except Refusal:
            pass

    @rule(pick=PICK)
    def cancel(self, pick):
        try:
            with writing() as db:
                if row := self.live(db, pick):
                    bookings.cancel(db, booking=row, by=self.by)
        except Refusal:
            return
        self.forget([row] if row else [])

    @rule(pick=PICK, other=PICK)
    def substitute(self, pick, other):
        try:
            with writing() as db:
                if (row := self.live(db, pick)) is None:
                    return
                before = (row.event_id, row.person_id)
                person = self.person(db, other)
                bookings.substitute(db, booking=row, person=person, by=self.by)
        except Refusal:
            return
        self.told.places.remove(before)
        self.note([row])

    @rule(pick=PICK, to=PICK)
    def change_class(self, pick, to):
        try:
            with writing() as db:
                if (row := self.live(db, pick)) is None:
                    return
                party = db.exec(
                    select(Booking).where(Booking.party == row.party, Booking.status != CANCELLED)
                ).all()
                others = [one for one in self.ids if one != row.event_id]
                event, key = db.get_one(Event, others[to % len(others)]), self.key()
                rows = bookings.change_class(db, booking=row, event=event, idem_key=key, by=self.by)
        except Refusal:
            return
        self.forget(party)
        self.note(rows)

    @rule(
        pick=PICK,
        outcome=st.sampled_from(
            (OfferOutcome.ACCEPTED, OfferOutcome.DECLINED, OfferOutcome.PASSED)
        ),
        late=st.booleans(),
    )
    def answer(self, pick, outcome, late):
        """An open offer, or one that may be closed already."""
        try:
            with writing() as db:
                wanted = () if late else (Offer.outcome == OfferOutcome.OPEN,)
                if (offer := self.one(db, Offer, pick, *wanted)) is None:
                    return
                is_new = offer.outcome is not outcome  # somebody may have booked anew since
                offers.answer(db, offer=offer, outcome=outcome, reason="理由", by=self.by)
                party = db.exec(select(Booking).where(Booking.party == offer.party)).all()
        except Refusal:
            return
        self.forget([row for row in party if is_new and row.status is CANCELLED])

    @rule(pick=PICK, seed=st.sampled_from("123"))
    def draw(self, pick, seed):
        """Whatever is undecided; the day after the last one has come at the latest."""
        try:
            with writing() as db:
                mine = select(Event).where(col(Event.id).in_(self.ids))
                events = [one for one in db.exec(mine.order_by(Event.id)) if one.collects]
                if events:
                    event = events[pick % len(events)]
                    draws.decide(db, event=event, seed=seed, by=self.by)
        except Refusal:
            self.pass_time(timedelta(hours=24))

    @rule(pick=PICK, verb=st.sampled_from((changes.call_off, changes.postpone)))
    def call_off(self, pick, verb):
        if pick >= len(self.ids):  # seldom
            return
        try:
            with writing() as db:
                verb(db, events=[self.event(db, pick)], reason="台風のため", by=self.by)
        except Refusal:
            pass
        self.pass_time(timedelta())

    # ---- the clock ---------------------------------------------------------------------------

    @rule(hours=st.sampled_from((1, 6, 24)))
    def wait(self, hours):
        self.pass_time(timedelta(hours=hours))

    @rule(pick=PICK)
    def wait_for_a_deadline(self, pick):
        with reading() as db:
            offer = self.one(db, Offer, pick, Offer.outcome == OfferOutcome.OPEN)
        if offer:
            self.pass_time(offer.expires_at - self.now)

    @rule(pick=PICK)
    def wait_for_a_class(self, pick):
        with reading() as db:
            event = self.event(db, pick)
        self.pass_time(max(event.starts_at - timedelta(minutes=30) - self.now, timedelta()))

    def pass_time(self, time: timedelta) -> None:
        """The server sweeps once a minute."""
        self.now += time
        self.stop(self.now)
        with writing() as db:
            offers.sweep(db)

    # ---- the door ----------------------------------------------------------------------------

    @rule(pick=PICK)
    def check_in(self, pick):
        try:
            with writing() as db:
                if (row := self.live(db, pick)) is None:
                    return
                visit = attendance.check_in(db, booking=row, by=self.by).attendance
        except Refusal:
            return
        self.told.visits.add((visit.event_id, visit.person_id))

    @rule(pick=PICK, known=st.booleans(), other=PICK)
    def walk_in(self, pick, known, other):
        try:
            with writing() as db:
                event, person, key = self.event(db, pick), self.person(db, other), self.key()
                if known:
                    came = attendance.walk_in_again(db, event=event, person=person, by=self.by)
                else:
                    came = attendance.walk_in(
                        db,
                        event=event,
                        newcomer=Newcomer(None, AgeBand.A80),
                        idem_key=key,
                        by=self.by,
                    )
        except Refusal:
            return
        self.told.visits.add((came.attendance.event_id, came.attendance.person_id))

    @rule(pick=PICK)
    def undo(self, pick):
        try:
            with writing() as db:
                if (row := self.one(db, Attendance, pick)) is None:
                    return
                if row.way.value in ("offline", "paper"):
                    return  # undone by an entry of its own, below
                event, person = db.get_one(Event, row.event_id), db.get_one(Person, row.person_id)
                attendance.undo(db, event=event, person=person, by=self.by)
        except Refusal:
            return
        self.told.visits.discard((row.event_id, row.person_id))

    @rule(pick=PICK, source=st.sampled_from(DoorSource), repeat=st.booleans())
    def take_in(self, pick, source, repeat):
        """A check-in that was noted on a phone without network, or on paper; sent twice."""
        with reading() as db:
            row = self.one(db, Booking, pick)  # perhaps cancelled meanwhile
        if row:
            noted = Noted(self.key(), DoorAct.CHECK_IN, self.now, booking_id=row.id)
            for _ in range(1 + repeat):
                self.deliver(row.event_id, noted, source)

    def deliver(self, event_id: int, noted: Noted, source: DoorSource) -> None:
        with writing() as db:
            event = db.get_one(Event, event_id)
            (entry,) = door.take_in(db, event=event, entries=[noted], source=source, by=self.by)
        before = self.told.notes.setdefault(entry.idem_key, entry.outcome)
        assert before is entry.outcome, "the same entry was answered otherwise"
        if entry.outcome in (DoorOutcome.DONE, DoorOutcome.REPEATED):
            self.told.visits.add((entry.event_id, entry.person_id))

    # ---- the report --------------------------------------------------------------------------

    @rule()
    def report(self):
        """The next class is over: doubts are settled, who did not come is absent, it is locked."""
        with reading() as db:
            mine = select(Event).where(col(Event.id).in_(self.ids)).order_by(Event.ends_at)
            done = [one for one in db.exec(mine) if one.status in attendance.TAKES_PLACE]
        if not done:
            return
        self.pass_time(max(done[0].ends_at - self.now, timedelta()))
        with writing() as db:
            event = db.get_one(Event, done[0].id)
            for doubt in door.conflicts(db, event=event, by=self.by):
                door.decide(db, entry=doubt.entry, accept=False, by=self.by)
            absences.set_rest_absent(db, event=event, absence=Absence.NO_SHOW, by=self.by)
            said = {"minutes": 90, "incident": "", "cost": None, "photos": Photos.UNKNOWN}
            closing.note(db, event=event, taught=(), **said, by=self.by)
            closing.report(db, event=event, by=self.by)
        with reading() as db:
            (reported,) = rows_of(db, [event.id])
        self.told.reported[event.id] = reported.plain()

    @precondition(lambda self: self.told.reported)
    @rule(pick=PICK)
    def knock(self, pick):
        """Whoever still wants in, or out, is told why not; `faults` sees whether anything moved."""
        with reading() as db:
            event = self.locked(db, pick)
            mine = select(Booking).where(Booking.event_id == event.id, Booking.status == CONFIRMED)
            seated = db.exec(mine).first()
            person = self.person(db, pick)
        self.refused(bookings.book, event=event, people=[person], idem_key=self.key())
        self.refused(attendance.walk_in_again, event=event, person=person)
        self.refused(attendance.undo, event=event, person=person)
        if seated:
            self.refused(attendance.check_in, booking=seated)
            self.refused(bookings.cancel, booking=seated)

    def refused(self, act, **given) -> None:
        with pytest.raises(Refusal, match="。$"), writing() as db:
            ours = {name: db.merge(one) for name, one in given.items() if isinstance(one, Base)}
            act(db, **given | ours, by=self.by)

    def locked(self, db: Session, pick: int) -> Event:
        ids = list(self.told.reported)
        return db.get_one(Event, ids[pick % len(ids)])

    @precondition(lambda self: self.told.reported)
    @rule(pick=PICK, other=PICK)
    def correct(self, pick, other):
        """Somebody was forgotten: the class is opened again, and they are let in."""
        with writing() as db:
            event, person = self.locked(db, pick), self.person(db, other)
            closing.reopen(db, event=event, reason="紙の名簿の1名が抜けていた", by=self.by)
            attendance.walk_in_again(db, event=event, person=person, by=self.by)
        del self.told.reported[event.id]
        self.told.visits.add((event.id, person.id))

    # ---- what must hold ----------------------------------------------------------------------

    @invariant()
    def nothing_is_wrong(self):
        with reading() as db:
            self.turn += 1
            assert faults(db, self.ids, self.told, turn=self.turn) == []
