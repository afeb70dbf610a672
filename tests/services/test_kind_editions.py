from datetime import date, timedelta

import pytest
from sqlmodel import select

from models import ConsultationKind, Outcome
from refusal import Refusal
from services import consultations, kind_editions, masters, worries
from services.consultations import Talk
from services.masters import EDITABLE
from tests.conftest import NOON

TODAY = NOON.date()
TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def kind(town, tanaka, sato, stopped_clock, db) -> ConsultationKind:
    return db.exec(select(ConsultationKind).where(ConsultationKind.code == "M10")).one()


def form(row: ConsultationKind, **changes) -> dict:
    """What stands in the form of the screen."""
    return {name: getattr(row, name) for name in EDITABLE[ConsultationKind]} | changes


def shown(db) -> str:
    (one,) = [one for one in consultations.in_force(db) if one.code == "M10"]
    assert worries.kind(db, code="M10").name == one.name
    return one.name


def test_new_edition_holds_from_its_day_on(db, kind, sato, stopped_clock):
    before = kind.name

    values = form(kind, name="新しい登録")
    kind_editions.renew(db, kind=kind, starts_on=TOMORROW, values=values, by=sato)

    today = shown(db)
    stopped_clock(NOON + timedelta(days=1))
    assert (today, shown(db)) == (before, "新しい登録")
    assert (kind.name, kind.valid_to) == (before, TODAY)


def test_edition_in_the_middle_ends_where_the_old_one_ended(db, kind, sato):
    kind.valid_to = TODAY + timedelta(days=30)
    last = kind.valid_to
    db.flush()

    new = kind_editions.renew(db, kind=kind, starts_on=TOMORROW, values=form(kind), by=sato)

    assert (new.valid_from, new.valid_to, kind.valid_to) == (TOMORROW, last, TODAY)


def test_edition_reads_what_was_typed_as_a_change_does(db, kind, sato):
    values = form(kind, name=" 新しい登録　", lane_detail="V　となりで見守る")

    new = kind_editions.renew(db, kind=kind, starts_on=TOMORROW, values=values, by=sato)

    assert (new.name, new.lane_detail) == ("新しい登録", "V となりで見守る")


@pytest.mark.parametrize("starts_on", [None, date(2016, 1, 1), date(2015, 12, 31)])
def test_edition_begins_after_the_one_before(starts_on, db, kind, sato):
    with pytest.raises(Refusal, match="新しい版"):
        kind_editions.renew(db, kind=kind, starts_on=starts_on, values=form(kind), by=sato)


def test_edition_after_the_end_of_the_old_one_is_refused(db, kind, sato):
    kind.valid_to = TODAY
    db.flush()

    with pytest.raises(Refusal, match="終わりの日まで"):
        kind_editions.renew(db, kind=kind, starts_on=TOMORROW, values=form(kind), by=sato)


def test_overlapping_edition_is_refused(db, kind, sato):
    with pytest.raises(Refusal, match="2016年1月1日|平成28年1月1日"):
        masters.add(
            db,
            kind=ConsultationKind,
            code="M10",
            values=form(kind, valid_from=TOMORROW),
            by=sato,
        )


def test_old_edition_cannot_be_stretched_over_the_new_one(db, kind, sato):
    kind_editions.renew(db, kind=kind, starts_on=TOMORROW, values=form(kind), by=sato)

    with pytest.raises(Refusal, match="期間が重なります"):
        masters.change(db, row=kind, values={"valid_to": None}, by=sato)


def test_edition_that_ends_before_it_begins_is_refused(db, kind, sato):
    with pytest.raises(Refusal, match="いつまで"):
        masters.change(db, row=kind, values={"valid_to": date(2015, 1, 1)}, by=sato)


def test_what_was_recorded_keeps_its_edition(db, kind, sato, tanaka):
    talk = Talk([kind], Outcome.SOLVED)
    row = consultations.record(db, talk=talk, idem_key="one", by=tanaka)
    values = form(kind, name="新しい登録")
    kind_editions.renew(db, kind=kind, starts_on=TOMORROW, values=values, by=sato)

    assert [one.name for one in consultations.topics(db, consultation=row, by=tanaka)] == [
        "健康保険証として使う登録"
    ]


def test_kind_not_checked_for_half_a_year_is_to_be_checked(db, kind, sato):
    kind.checked_on = TODAY - timedelta(days=184)
    found = [one.code for one in kind_editions.to_check(db, by=sato)]

    kind_editions.confirm(db, kind=kind, by=sato)

    assert found == ["M10"]
    assert kind.checked_on == TODAY
    assert kind_editions.to_check(db, by=sato) == []


def test_ended_kind_is_not_to_be_checked(db, kind, sato):
    kind.checked_on, kind.valid_to = date(2025, 1, 1), TODAY - timedelta(days=1)

    assert kind_editions.to_check(db, by=sato) == []
