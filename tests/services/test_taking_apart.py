"""A merge taken back: two people as they were, as far as nothing has changed since."""

from contextlib import suppress
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import col, select

import clock
from database import Db, reading, writing
from models import (
    Absence,
    Admission,
    AgeBand,
    Attendance,
    Base,
    Booking,
    BookingStatus,
    Consultation,
    Device,
    Event,
    EventStatus,
    Handset,
    Offer,
    Person,
    PersonMerge,
    Question,
    QuestionCategory,
    Sex,
)
from refusal import Refusal
from services import attendance, bookings, merge_records, people, person_merges, taking_apart
from services.counts import Reached, Scope
from services.seats import seats_of
from tests.classes import a_class, a_person, at, district
from tests.conftest import NOON, examples
from tests.services.test_person_merges import booked, merged, rows
from tests.services.test_upkeep import came, shown

CANCELLED, CONFIRMED, OFFERED = (
    BookingStatus.CANCELLED,
    BookingStatus.CONFIRMED,
    BookingStatus.OFFERED,
)
DERIVED = {"audit_line", "reach_mark", "reach_period", "reach_cell", "reach_deed"}


@pytest.fixture(autouse=True)
def _noon_in_the_town(town, stopped_clock):
    pass


def everything(db: Db) -> dict[str, set]:
    """Every row of every table that people write, without when it was changed."""
    db.flush()
    return {
        table.name: {
            tuple(str(row[one.name]) for one in table.columns if one.name != "updated_at")
            for row in db.execute(table.select()).mappings()
        }
        for table in Base.metadata.sorted_tables
        if table.name not in DERIVED
    }


def differing(one: dict[str, set], two: dict[str, set]) -> dict[str, set]:
    return {name: one[name] ^ two[name] for name in one if one[name] != two[name]}


def undone(by) -> list[str]:
    """Take the last merge back; what stays is told before as afterwards."""
    with reading() as db:
        merge = db.exec(select(PersonMerge).order_by(PersonMerge.id.desc())).first()
        before = taking_apart.before(db, merge=merge, by=by)
    with writing() as db:
        told = taking_apart.undo(db, merge=db.merge(merge), by=by)
    assert (before.told, before.problem) == (told, "")
    return told


def now() -> dict[str, set]:
    with reading() as db:
        return everything(db)


def asked_by(person: Person) -> None:
    with writing() as db:
        category = QuestionCategory(code="a", name="基本操作")
        db.add(category)
        db.flush()
        words = {"body": "音が小さい", "device": Device.ANDROID, "idem_key": "q"}
        db.add(
            Question(
                category_id=category.id,
                channel="phone",
                due_on=clock.today(),
                person_id=person.id,
                **words,
            )
        )


def test_all_of_it_comes_back_as_it_was(sato, stopped_clock):
    """Seats, a place in the line, two visits of one class, a question, and what was known."""
    one = a_person("見本 花", "みほん はな", phone="0000012345", age_band=AgeBand.UNKNOWN)
    two = a_person(phone="0000054321", birth_year=1945, sex=Sex.FEMALE, handset=Handset.EASY)
    past = a_class(starts_at=at(10, days=-9), status=EventStatus.REPORTED)
    running, coming = a_class(starts_at=at(12, 30), capacity=2), a_class(capacity=5)
    full = a_class(capacity=1, starts_at=at(14, days=9))
    for person in (two, one):
        booked(running, person, by=sato)
        booked(coming, person, by=sato)
    booked(full, a_person(), by=sato)
    booked(full, two, by=sato)
    booked(full, one, by=sato)
    stopped_clock(at(13))
    for number, seat in enumerate(rows(Booking, Booking.event_id == running.id)):
        came(running, (two, one)[number], booking_id=seat.id, is_late=bool(number))
    for person in (one, two):
        came(past, person)
    asked_by(two)
    was = now()

    merged(one, two, sato, "name", "kana")
    assert differing(was, now()).keys() > {"attendance", "booking", "person", "question"}

    assert (undone(sato), differing(was, now())) == ([], {})


def test_seat_without_a_visit_is_without_one_again(sato, stopped_clock):
    one, two = a_person(), a_person()
    event = a_class(starts_at=at(12, 30))
    booked(event, one, by=sato)
    stopped_clock(at(15))
    with writing() as db:
        db.exec(select(Booking)).one().absence = Absence.NO_SHOW
    came(event, two)
    was = now()

    merged(one, two, sato)
    undone(sato)

    assert differing(was, now()) == {}


def test_figures_and_the_audit_trail_follow(sato):
    one, two = a_person(), a_person()
    for person in (one, two):
        came(a_class(starts_at=at(10, days=-2), status=EventStatus.HELD), person)

    merged(one, two, sato)
    assert shown(Scope()) == {(): Reached(1, 2, 1)}
    undone(sato)

    assert shown(Scope()) == {(): Reached(2, 2, 2)}


def test_seat_that_was_given_on_stays_with_who_waited(sato):
    one, two, waiting = a_person(), a_person(), a_person("見本 次郎", "みほん じろう")
    event = a_class(capacity=2)
    for person in (one, two, waiting):
        booked(event, person, by=sato)

    merged(one, two, sato)
    told = undone(sato)

    assert told == [
        "12月4日(金)「スマホ教室」の申込は、席がもう空いていないため、取り消したままです。"
    ]
    assert [(row.person_id, row.status) for row in rows(Booking)] == [
        (one.id, CONFIRMED),
        (two.id, CANCELLED),
        (waiting.id, OFFERED),
    ]


def test_offer_of_a_seat_is_open_again(sato):
    one, two, first = a_person(), a_person(), a_person()
    event = a_class(capacity=1)
    for person in (first, two, one):
        booked(event, person, by=sato)
    with writing() as db:
        bookings.cancel(db, booking=db.exec(select(Booking).order_by(Booking.id)).first(), by=sato)
    with writing() as db:  # one more who waits before the other: nobody is asked in between
        db.get_one(Event, event.id).capacity = 2
    with writing() as db:
        bookings.hold(db, event=db.get_one(Event, event.id))
    was = now()

    merged(one, two, sato)
    assert len([row for row in rows(Booking) if row.status is OFFERED]) == 1

    assert (undone(sato), differing(was, now())) == ([], {})


def test_what_changed_since_stays_and_is_told(sato):
    one = a_person(phone="")
    two, wife = a_person(phone="0000012345"), a_person("見本 月", "みほん つき")
    past, coming, other = (
        a_class(starts_at=at(11)),
        a_class(),
        a_class(starts_at=at(10, days=12)),
    )
    for person in (one, two):
        came(past, person)
    booked(coming, two, by=sato)
    booked(other, two, by=sato)

    merged(one, two, sato)
    clock_at = rows(Booking)
    with writing() as db:
        given, gone = (db.get_one(Booking, row.id) for row in clock_at)
        bookings.substitute(db, booking=given, person=db.get_one(Person, wife.id), by=sato)
        bookings.cancel(db, booking=gone, by=sato)
        gone.cancelled_at = NOON + timedelta(minutes=5)
        db.get_one(Person, one.id).phone = "0000099999"
        attendance.undo(db, event=db.merge(past), person=db.get_one(Person, one.id), by=sato)
    booked(coming, one, by=sato)
    told = undone(sato)

    assert told == [
        "11月24日(火)「スマホ教室」の出席は、まとめたあとに変わったため、いまのままです。",
        "12月6日(日)「スマホ教室」の申込は、まとめたあとの取り消しのままです。",
        "申込 1件は、まとめたあとに変わったため、いまのままです。",
        "電話は、まとめたあとに直したため、いまのままです。",
        "まとめたあとに書いたもの（申込 1件）は、いまの記録に残ります。",
    ]
    assert [row.person_id for row in rows(Booking)] == [wife.id, two.id, one.id]
    assert rows(Attendance) == []
    assert [row.phone for row in rows(Person)[:2]] == ["0000099999", "0000012345"]


def test_class_booked_anew_since_is_not_booked_twice(sato):
    one, two = a_person(), a_person()
    event = a_class()
    for person in (two, one):
        booked(event, person, by=sato)

    merged(one, two, sato)
    with writing() as db:
        bookings.cancel(db, booking=db.exec(select(Booking).order_by(Booking.id)).first(), by=sato)
    with writing() as db:
        person = [db.get_one(Person, one.id)]
        bookings.book(db, event=db.merge(event), people=person, idem_key="anew", by=sato)
    told = undone(sato)

    assert "12月4日(金)「スマホ教室」の申込は、まとめたあとに申し込んだほうが残ります。" in told
    assert [(row.person_id, row.status) for row in rows(Booking)] == [
        (two.id, CANCELLED),
        (one.id, CANCELLED),
        (one.id, CONFIRMED),
    ]


def test_chain_is_taken_back_from_its_end(sato):
    one, two, three = (a_person(phone=f"000001234{number}") for number in range(3))
    came(a_class(starts_at=at(10, days=-2), status=EventStatus.HELD), three)
    was = now()
    merged(two, three, sato)
    merged(one, two, sato)

    with writing() as db:
        first = db.exec(select(PersonMerge).order_by(PersonMerge.id)).first()
        with pytest.raises(Refusal, match="あとのまとめから先に"):
            taking_apart.undo(db, merge=first, by=sato)
    undone(sato)
    undone(sato)

    assert differing(was, now()) == {}


def test_after_an_erasure_nothing_comes_back(sato):
    one, two = a_person(), a_person()
    merged(one, two, sato)
    with reading() as db:
        merge = db.exec(select(PersonMerge)).one()
    with writing() as db:
        merge_records.forget(db, person=db.get_one(Person, two.id))

    with pytest.raises(Refusal, match="もう元にもどしたか、消してあります"), writing() as db:
        taking_apart.find(db, number=merge.id, by=sato)


def test_after_a_year_it_is_too_late_and_forgotten(sato, stopped_clock):
    merged(a_person(), a_person(), sato)
    with reading() as db:
        merge = db.exec(select(PersonMerge)).one()
        (made,) = taking_apart.of(db, person=db.get_one(Person, merge.person_id), by=sato)
    assert (made.name, made.who, made.until) == ("見本 花子さん", sato.name, at(9, days=365).date())
    stopped_clock(NOON + merge_records.WITHIN + timedelta(seconds=1))

    with writing() as db:
        found = taking_apart.before(db, merge=db.merge(merge), by=sato)
        assert found.problem.startswith("まとめてから1年を過ぎた")
        merge_records.forget_old(db)
    assert rows(PersonMerge) == []


def test_who_was_merged_is_found_again_by_card_and_name(sato):
    one, two = a_person(), a_person(district_id=district("wakaba").id)
    merged(one, two, sato)
    undone(sato)

    with reading() as db:
        card = people.with_card(db, code=two.card_code, by=sato)
        found = people.search(db, query="若葉町", by=sato)
    assert (card.id, [row.person.id for row in found]) == (two.id, [two.id])


CLASSES = 5
who, where, lucky = st.integers(0, 4), st.integers(0, CLASSES - 1), st.booleans()
acts = st.one_of(
    st.tuples(st.just("book"), who, where),
    st.tuples(st.just("book"), who, where),
    st.tuples(st.just("book_two"), who, where),
    st.tuples(st.just("come"), who, where),
    st.tuples(st.just("come"), who, where),
    st.tuples(st.just("cancel"), who, where),
    st.tuples(st.just("know"), who, where),
    st.tuples(st.just("talk"), who, where),
    st.tuples(st.just("merge"), who, who),
)


class Undo(Exception):
    """What an example did is not kept."""


class World:
    """What staff may do, by numbers; what is refused is not done."""

    def __init__(self, db: Db, by):
        self.db, self.by, self.keys = db, by, iter(range(10_000))
        self.rows = db.exec(select(Person).order_by(Person.id)).all()
        self.classes = db.exec(select(Event).order_by(Event.id)).all()

    def act(self, acts) -> None:
        for name, *values in acts:
            with suppress(Refusal):
                getattr(self, name)(*values)
        self.db.flush()

    def one(self, number) -> Person:
        """Who was merged is met as whom they became."""
        person = self.rows[number]
        while person.merged_into_id:
            person = self.db.get_one(Person, person.merged_into_id)
        return person

    def others(self, *pair: Person) -> list:
        """How all the others stand in the classes."""
        columns = (Booking.id, Booking.person_id, Booking.status, Booking.rank)
        ours = col(Booking.person_id).in_([one.id for one in pair])
        return self.db.exec(select(*columns).where(~ours).order_by(Booking.id)).all()

    def offers(self) -> list:
        return self.db.exec(select(Offer.id).order_by(Offer.id)).all()

    def book(self, person, event) -> None:
        self.party(event, self.one(person))

    def book_two(self, person, event) -> None:
        self.party(event, self.one(person), self.one(person - 1))

    def party(self, event, *party) -> None:
        words = {"idem_key": f"w{next(self.keys)}", "by": self.by}
        bookings.book(self.db, event=self.classes[event], people=list(party), **words)

    def come(self, person, event) -> None:
        words = {"event": self.classes[event], "person": self.one(person), "by": self.by}
        attendance.walk_in_again(self.db, **words)

    def cancel(self, person, event) -> None:
        rows = select(Booking).where(
            Booking.person_id == self.one(person).id,
            Booking.event_id == self.classes[event].id,
        )
        for row in self.db.exec(rows).all():
            bookings.cancel(self.db, booking=row, by=self.by)

    def know(self, person, what) -> None:
        one = self.one(person)
        known = {
            "phone": f"000001234{person}",
            "birth_year": 1940 + person,
            "name": f"架空{person}",
        }
        known |= {"support": "大きな声で", "sex": Sex.FEMALE}
        name = list(known)[what]
        setattr(one, name, known[name])

    def talk(self, person, event) -> None:
        self.db.add(
            Consultation(
                idem_key=f"t{next(self.keys)}",
                event_id=self.classes[event].id,
                person_id=self.one(person).id,
                local_date=clock.today(),
                fiscal_year=2026,
                outcome="solved",
                status="closed",
                staff_id=self.by.id,
            )
        )

    def merge(self, person, other) -> None:
        pair = {"person": self.one(person), "other": self.one(other)}
        person_merges.merge(self.db, **pair, by=self.by)


@pytest.fixture
def streets(sato, stopped_clock):
    """Five people; classes long gone, running, coming with few seats, and with a decision."""
    for number in range(5):
        a_person(f"架空 {number}", age_band=AgeBand.UNKNOWN)
    a_class(starts_at=at(10, days=-2), status=EventStatus.HELD)
    a_class(starts_at=at(12, 30), capacity=2)
    a_class(capacity=2, starts_at=at(15))
    a_class(capacity=1, starts_at=at(17))
    a_class(
        capacity=2,
        starts_at=at(18, days=9),
        admission=Admission.LOTTERY,
        closes_on=at(9, days=5).date(),
    )
    return sato


@settings(
    max_examples=examples(25),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    done=st.lists(acts, min_size=8, max_size=30),
    pair=st.lists(who, min_size=2, max_size=2, unique=True),
    taken=st.sets(st.sampled_from(list(merge_records.FIELDS))),
    since=st.lists(acts.filter(lambda act: act[0] != "merge"), max_size=4),
    over=lucky,
)
def test_whatever_happened_two_are_as_before(
    streets, stopped_clock, done, pair, taken, since, over
):
    """With nothing since and nobody who waited: every row. In any case: nobody else is touched,
    no class has a person twice or more people than seats."""
    stopped_clock(NOON)
    with pytest.raises(Undo), writing() as db:
        world = World(db, streets)
        world.act(done)
        stopped_clock(at(16) if over else at(13))
        for event in world.classes:
            bookings.hold(db, event=event)
        pair = [world.one(number) for number in pair]
        was, offers, stood = everything(db), world.offers(), world.others(*pair)
        try:
            words = dict(zip(("person", "other"), pair, strict=True))
            person_merges.merge(db, **words, taken=taken, by=streets)
        except Refusal:
            raise Undo from None
        merge = db.exec(select(PersonMerge).where(PersonMerge.other_id == pair[1].id)).one()
        world.act(since)
        between = world.others(*pair)
        told = taking_apart.undo(db, merge=merge, by=streets)
        assert world.others(*pair) == between
        for event in world.classes:
            seats = seats_of(db, events=[event])[event.id]
            assert seats.confirmed + seats.offered <= event.capacity
        if not (since or told) and (offers, stood) == (world.offers(), between):
            assert differing(was, everything(db)) == {}
        raise Undo
