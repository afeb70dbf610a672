from datetime import timedelta

import pytest
from sqlmodel import select

import clock
from models import AuditLine, Copies, Event
from refusal import Refusal
from services import copies, printing, scans
from tests.classes import a_class, works_at


@pytest.fixture(autouse=True)
def _noon_in_the_town(town, stopped_clock):
    pass


@pytest.fixture
def flyer(db, sato):
    return printing.flyer(db, event=a_class(), by=sato)


def say(db, subject: str, number: int, by, key: str = "a") -> Copies:
    return copies.printed(db, subject=subject, number=number, idem_key=key, by=by)


def counts(db, subject: str, by) -> list[tuple[int, int, int]]:
    found = copies.editions(db, subject=subject, by=by)
    return [(one.copies, one.scans_this_month, one.scans) for one in found]


def test_copies_add_up_and_are_kept_with_who_and_when(db, sato, flyer):
    say(db, flyer.subject, 20, sato)
    row = say(db, flyer.subject, 4, sato, "b")

    assert counts(db, flyer.subject, sato) == [(24, 0, 0)]
    assert (row.staff_id, row.printed_on) == (sato.id, clock.today())
    lines = db.exec(
        select(AuditLine).where(AuditLine.entity == "copies").order_by(AuditLine.id)
    ).all()
    assert {line.actor_id for line in lines[-2:]} == {sato.id}


def test_same_key_counts_once(db, sato, flyer):
    say(db, flyer.subject, 20, sato)
    say(db, flyer.subject, 20, sato)

    assert counts(db, flyer.subject, sato) == [(20, 0, 0)]


@pytest.mark.parametrize("number", [0, -1, copies.MOST + 1])
def test_number_nobody_prints_is_refused(db, sato, flyer, number):
    with pytest.raises(Refusal, match="1から3000まで"):
        say(db, flyer.subject, number, sato)


def test_sheet_never_drawn_has_no_copies(db, sato):
    with pytest.raises(Refusal, match="まだ印刷していません"):
        say(db, "flyer:none", 1, sato)


def test_copies_belong_to_the_edition_drawn_last(db, sato, flyer):
    say(db, flyer.subject, 20, sato)
    event = db.get_one(Event, flyer.event_id)
    event.notice, event.notice_on = 1, clock.today()
    moved = printing.flyer(db, event=event, by=sato)
    say(db, flyer.subject, 3, sato, "b")

    found = copies.editions(db, subject=flyer.subject, by=sato)
    assert [(one.handout.id, one.copies) for one in found] == [(moved.id, 3), (flyer.id, 20)]


def test_scans_stand_beside_the_copies(db, sato, flyer):
    today = clock.today()
    before = today.replace(day=1) - timedelta(days=1)
    scans.add(db, counted={(flyer.code, today): 4, (flyer.code, before): 2})
    say(db, flyer.subject, 12, sato)

    (one,) = copies.editions(db, subject=flyer.subject, by=sato)

    assert (one.scans_this_month, one.scans, one.scans_per_copy) == (4, 6, 0.5)


def test_no_copies_no_ratio(db, sato, flyer):
    (one,) = copies.editions(db, subject=flyer.subject, by=sato)

    assert one.scans_per_copy is None


def test_last_own_number_of_today_can_be_taken_back(db, sato, flyer):
    say(db, flyer.subject, 20, sato)
    say(db, flyer.subject, 200, sato, "b")

    copies.take_back(db, subject=flyer.subject, by=sato)

    assert counts(db, flyer.subject, sato) == [(20, 0, 0)]


def test_number_of_somebody_else_or_of_yesterday_stays(db, sato, kanri, flyer):
    say(db, flyer.subject, 20, kanri)
    old = say(db, flyer.subject, 5, sato, "b")
    old.printed_on -= timedelta(days=1)
    db.flush()

    with pytest.raises(Refusal, match="ご自分がきょう記録した"):
        copies.take_back(db, subject=flyer.subject, by=sato)
    assert counts(db, flyer.subject, sato) == [(25, 0, 0)]


def test_volunteer_counts_the_sheets_of_own_classes_only(db, sato, tanaka):
    own, foreign = a_class(), a_class()
    works_at(own, tanaka)
    sheets = [printing.flyer(db, event=one, by=sato) for one in (own, foreign)]

    say(db, sheets[0].subject, 1, tanaka)
    with pytest.raises(Refusal, match="まだ印刷していません"):
        say(db, sheets[1].subject, 1, tanaka, "b")
    assert [counts(db, one.subject, tanaka) for one in sheets] == [[(1, 0, 0)], []]
