"""Every measure of 町ごとのようす against pandas from the raw rows, after whatever may happen."""

from collections.abc import Iterable
from datetime import datetime, time

import numpy as np
import pandas as pd
import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import select

import clock
from database import Db, writing
from models import (
    Absence,
    Appointment,
    AppointmentStatus,
    Booking,
    BookingStatus,
    Consultation,
    ConsultationStatus,
    Duty,
    Event,
    EventStatus,
    Offer,
    OfferOutcome,
    Outcome,
    Question,
    QuestionChannel,
    ReachPeriod,
    Shift,
    Survey,
)
from models.age import SENIOR
from services import measures, periods, reach, upkeep
from services.counts import Cut
from services.measures import SURE, Board, Measures
from tests.conftest import examples
from tests.services import test_reach_right as right
from tests.services.test_reach import populate
from tests.services.test_reach_right import Undo, World, bands, classes, homes, people, sexes

CLOSED = ("held", "reported")
KEPT = ((), (Cut.DISTRICT,))
statuses = st.sampled_from([*EventStatus])
booked = st.tuples(
    st.just("book"),
    *(people, classes, st.sampled_from(BookingStatus), st.sampled_from(Absence)),
    st.booleans(),
)
spans = st.sampled_from([periods.year(2026), periods.year(2025), periods.cumulative(2026)])
told = st.one_of(
    st.tuples(st.just("come"), people, classes, homes, bands, sexes, st.booleans()),
    st.tuples(st.just("undo"), people, classes),
    st.tuples(st.just("turn"), classes, statuses, st.booleans()),
    *[booked] * 4,
    st.tuples(st.just("answer"), classes, st.sampled_from([None, 1, 2, 3, 5])),
    st.tuples(st.just("talk"), people, classes, st.sampled_from(AppointmentStatus)),
    st.tuples(st.just("work"), classes, st.booleans()),
    st.tuples(st.just("ask"), classes, homes, st.sampled_from([time(0), time(8, 59), time(23)])),
    st.tuples(st.just("consult"), classes, homes),
    st.tuples(st.just("move"), people, homes),
    st.tuples(st.just("merge"), people, people),
    st.tuples(st.just("erase"), people),
    st.tuples(st.just("settle")),
)


@pytest.fixture
def cast(town, sato, stopped_clock, monkeypatch):
    """With a population of some hundred women in each of the halls' three districts. Only what is
    asked for here is kept: the whole town, and its districts."""
    monkeypatch.setattr(upkeep, "KEPT", [one for one in upkeep.KEPT if one.cuts in KEPT])
    right.lay_classes()
    with writing() as db:
        homes = [one.venue_id for one in db.exec(select(Event).order_by(Event.id)).all()[:3]]
        halls = db.execute(sa.text("SELECT id, district_id FROM venue")).all()
        places = [district for hall, district in halls if hall in homes]
        populate(db, {home: 100 + 37 * number for number, home in enumerate(places)})
    return sato


@settings(
    max_examples=examples(12),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(done=st.lists(told, min_size=10, max_size=30), period=spans)
def test_measures_are_those_of_the_rows_whatever_happened(cast, done, period):
    with pytest.raises(Undo), writing() as db:
        act = _Desk(db, cast, period)
        for name, *values in done:
            getattr(act, name)(*values)
        wanted = by_pandas(db, period)
        assert shown(act.board(), wanted) == wanted
        act.settle()
        assert shown(act.board(), wanted) == wanted
        raise Undo


class _Desk(World):
    """What else staff may do."""

    def turn(self, event, status, by_time) -> None:
        event = self.classes[event]
        event.status, event.tables = status, 2 * by_time
        event.format = "sodan" if by_time else "koza"
        self.db.flush()

    def book(self, person, event, status, absence, declined) -> None:
        """A party of one, again and again when the last one was cancelled."""
        event, person = self.classes[event], self._who(person)
        held = select(Booking).where(Booking.event_id == event.id)
        number = len(self.db.exec(held).all()) + 1
        mine = held.where(Booking.person_id == person.id)
        row = self.db.exec(mine.where(Booking.status != BookingStatus.CANCELLED)).first()
        if row is None:
            row = Booking(event_id=event.id, person_id=person.id, seq=number, rank=number)
            row.party = row.idem_key = f"{event.id}-{number}"
        row.status, row.absence = status, absence
        row.cancelled_at = clock.now() if status is BookingStatus.CANCELLED else None
        self.db.add(row)
        if declined:
            answer = {"outcome": OfferOutcome.DECLINED, "closed_at": clock.now(), "seats": 1}
            times = {"made_at": clock.now(), "expires_at": clock.now()}
            self.db.add(Offer(event_id=event.id, party=row.party, **answer, **times))
        self.db.flush()

    def answer(self, event, satisfaction) -> None:
        self._add(Survey(event_id=self.classes[event].id, channel="web", satisfaction=satisfaction))

    def talk(self, person, event, status) -> None:
        event, person = self.classes[event], self._who(person)
        mine = select(Appointment).where(Appointment.event_id == event.id)
        if self.db.exec(mine.where(Appointment.person_id == person.id)).first() is None:
            number = len(self.db.exec(mine).all()) + 1
            table = {"starts_at": event.starts_at, "table_no": number}
            self._add(Appointment(event_id=event.id, person_id=person.id, status=status, **table))

    def work(self, event, published) -> None:
        event = self.classes[event]
        if self.db.exec(select(Shift).where(Shift.event_id == event.id)).first() is None:
            shift = {"staff_id": self.by.id, "duty": Duty.HELPER, "is_published": published}
            self.db.add(Shift(event_id=event.id, **shift))
            self.db.flush()

    def ask(self, event, home, at) -> None:
        """On the day of a class; of a second one at the same hour the first one is the answer."""
        asked = datetime.combine(self.classes[event].local_date, at, clock.JST)
        category = self.db.execute(sa.text("SELECT min(id) FROM question_category")).scalar_one()
        same = self.db.exec(select(Question).where(Question.created_at == asked)).first()
        merged = (
            {"merged_into_id": same.id, "merged_from": "open", "status": "closed"} if same else {}
        )
        row = Question(category_id=category, channel=QuestionChannel.PHONE, body="文字", **merged)
        row.created_at, row.due_on, row.district_id = asked, asked.date(), self.homes[home]
        self._add(row)

    def consult(self, event, home) -> None:
        event = self.classes[event]
        row = Consultation(outcome=Outcome.SOLVED, status=ConsultationStatus.CLOSED)
        row.local_date, row.fiscal_year = event.local_date, event.fiscal_year
        row.district_id, row.staff_id = self.homes[home], self.by.id
        self._add(row)

    def move(self, person, home) -> None:
        self._who(person).district_id = self.homes[home]
        self.db.flush()

    def settle(self) -> None:
        """The period and each of its months."""
        upkeep.spread(self.db)
        inside = (ReachPeriod.since >= self.period.since, ReachPeriod.until <= self.period.until)
        changed = ReachPeriod.changed != ReachPeriod.counted
        for row in self.db.exec(select(ReachPeriod).where(*inside, changed)).all():
            if row.since == row.until or (row.since, row.until) == self.period:
                upkeep.keep(self.db, counted=upkeep.recount(self.db, row=row))

    def board(self) -> Board:
        figures = reach.figures(self.db, period=self.period, by=self.by)
        return measures.of(self.db, figures=figures, by=self.by)

    def _add(self, row) -> None:
        kind = type(row)
        row.idem_key = str(len(self.db.exec(select(kind.id)).all()))
        self.db.add(row)
        self.db.flush()


def shown(board: Board, wanted: Iterable) -> dict:
    """By district (0: unknown, none: the city), of those that are wanted."""
    rows = {one.place.district_id: one for one in board.rows}
    every = rows | {0: board.unknown, None: board.city}
    return {key: numbers(every[key]) for key in wanted}


def numbers(one: Measures) -> dict:
    of_people = ("density", "mean_visits", "newcomer_share")
    of_classes = ("fill_rate", "no_show_rate", "people_per_staff", "satisfaction")
    shares = {name: getattr(one, name) for name in of_people}
    shares |= {name: getattr(one.deeds, name) for name in of_classes}
    exact = {name: None if value is None else round(value, 9) for name, value in shares.items()}
    counts = {"questions": one.questions, "consultations": one.consultations}
    counts |= {name: getattr(one.deeds, name) for name in ("talks", "unmet", "rated")}
    ends = one.interval and tuple(round(end, 9) for end in one.interval)
    return exact | counts | {"held": one.place.held, "interval": ends}


class _Raw:
    """The rows of a period as pandas reads them; district 0: not known."""

    def __init__(self, db: Db, period: periods.Period):
        read = lambda query: pd.read_sql(sa.text(query), db.connection())  # noqa: E731
        self.visits = read("SELECT * FROM attendance")
        self.living = (
            read("SELECT * FROM population WHERE age_from >= 65").groupby("district_id").people
        )
        events = read(
            "SELECT e.*, v.district_id AS home FROM event e JOIN venue v ON v.id = venue_id"
        )
        events["month"] = months(events.local_date)
        came = events.id.isin(self.visits.event_id)
        held = events[(events.status.isin(CLOSED) | came) & events.month.between(*period)]
        self.held = held[["id", "home", "capacity", "tables", "format"]]
        self.seats, self.talks, self.sheets, self.work = (
            read(f"SELECT * FROM {table}").merge(self.held, left_on="event_id", right_on="id")
            for table in ("booking", "appointment", "survey", "shift")
        )
        self.came = self.visits.merge(self.held, left_on="event_id", right_on="id")
        lives = read("SELECT id AS person_id, district_id AS lives FROM person")
        self.seats = self.seats.merge(lives, on="person_id")
        self.seats["lives"] = self.seats.lives.fillna(0)
        declined = read("SELECT event_id, party FROM offer WHERE outcome = 'declined'")
        pairs = set(declined.itertuples(index=False, name=None))
        self.seats["declined"] = [
            one in pairs for one in zip(self.seats.event_id, self.seats.party, strict=True)
        ]
        asked = read("SELECT district_id, created_at FROM question WHERE merged_into_id IS NULL")
        local = pd.to_datetime(asked.created_at, utc=True).dt.tz_convert("Asia/Tokyo")
        self.asked = asked.district_id.fillna(0)[
            (local.dt.year * 100 + local.dt.month).between(*period)
        ]
        talked = read("SELECT district_id, local_date FROM consultation")
        self.talked = talked.district_id.fillna(0)[months(talked.local_date).between(*period)]
        old = self.visits[self.visits.age_band.isin(SENIOR) & self.visits.is_resident.astype(bool)]
        earlier = self.visits.person_id[self.visits.month < period.since]
        self.old = old[old.month.between(*period)].assign(home=old.district_id.fillna(0))
        self.old = self.old.assign(new=~self.old.person_id.isin(earlier))


def months(days: pd.Series) -> pd.Series:
    local = pd.to_datetime(days)
    return local.dt.year * 100 + local.dt.month


def by_pandas(db: Db, period: periods.Period) -> dict:
    raw = _Raw(db, period)
    return {key: _measured(raw, key) for key in [*_districts(db), 0, None]}


def _districts(db: Db) -> list[int]:
    """Those of the three halls, and one where nothing happens."""
    return db.execute(sa.text("SELECT id FROM district ORDER BY id LIMIT 4")).scalars().all()


def _measured(raw: _Raw, key: int | None) -> dict:
    def here(rows, column="home"):
        return rows if key is None else rows[rows[column] == key]

    old, held, seats = here(raw.old), here(raw.held), here(raw.seats)
    people, living = old.person_id.nunique(), raw.living.sum()
    living = int(living.sum() if key is None else living.get(key, 0))
    by_seat = held[~((held.tables > 0) & (held.format == "sodan"))]
    taken = seats[seats.status == "confirmed"]
    without = here(raw.seats, "lives")
    gone = (without.status == "cancelled") & without.declined
    rated = here(raw.sheets).satisfaction.dropna()
    staff = here(raw.work).is_published.astype(bool).sum()
    return {
        "density": _share(len(held) * 1000, living),
        "mean_visits": _share(len(old), people),
        "newcomer_share": _share(old[old.new].person_id.nunique(), people),
        "fill_rate": _share(len(taken), by_seat.capacity.sum()),
        "no_show_rate": _share((taken.absence == "no_show").sum(), len(taken)),
        "people_per_staff": _share(len(here(raw.came)), staff),
        "satisfaction": _share((rated <= 2).sum(), len(rated)),
        "questions": int(len(raw.asked) if key is None else (raw.asked == key).sum()),
        "consultations": int(len(raw.talked) if key is None else (raw.talked == key).sum()),
        "talks": int((here(raw.talks).status == "came").sum()),
        "unmet": int(((without.status == "waiting") | gone).sum()),
        "rated": len(rated),
        "held": len(held),
        "interval": _interval(people, living),
    }


def _share(part, whole) -> float | None:
    return round(float(part) / float(whole), 9) if whole else None


def _interval(part: int, whole: int) -> tuple[float, float] | None:
    """The shares from which what was seen is just so far away: (p̂ - p)² = z² p (1 - p) / n."""
    if not whole:
        return None
    share, square = part / whole, SURE**2 / whole
    ends = np.roots([1 + square, -(2 * share + square), share**2])
    return tuple(round(abs(float(end)), 9) for end in sorted(ends.real))


def test_interval_of_the_worked_example():
    assert [round(end, 3) for end in measures.wilson(4, 830)] == [0.002, 0.012]
    assert [round(end, 3) for end in measures.wilson(9, 8)] == [0.676, 1.0]
