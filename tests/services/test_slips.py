"""The page of one's own booking: found by its token alone, and it answers for the party."""

from datetime import timedelta

import pytest
from sqlmodel import select

from database import reading, writing
from models import (
    AuditLine,
    Booking,
    BookingStatus,
    Event,
    EventStatus,
    Offer,
    OfferOutcome,
    Slip,
)
from refusal import Refusal
from services import bookings, calls, changes, online, slips
from services.moves import To
from services.online import Wanted
from tests.classes import a_class, at, crowd
from tests.conftest import NOON
from tests.services.test_bookings import book

APPLIED, CONFIRMED, OFFERED, WAITING, CANCELLED = BookingStatus
TOKEN = slips.token_of("secret")


@pytest.fixture(autouse=True)
def _noon_in_the_town(town, stopped_clock):
    pass


@pytest.fixture
def tomorrow():
    return a_class(starts_at=at(10, days=1), capacity=2)


def booked(event: Event, *, couple: bool = False, told=CONFIRMED, token: str = TOKEN) -> None:
    wanted = Wanted("みほん はなこ", "chuo", "みほん たろう" if couple else "", "0000-12-3456")
    with writing() as db:
        row = db.get_one(Event, event.id)
        rows = online.book(db, event=row, wanted=wanted, told=told, idem_key="k")
        for one in rows:
            one.created_at = NOON  # the column's own default looks at the real clock
        slips.open_for(db, booking=rows[0], token=token)


def seen(token: str = TOKEN) -> slips.Held | None:
    with reading() as db:
        return slips.find(db, token=token)


def act(verb, **more) -> None:
    with writing() as db:
        verb(db, token=TOKEN, **more)


def called(by) -> list[str]:
    with reading() as db:
        return [one.phone for one in calls.of_day(db, day=NOON.date(), by=by)]


def test_slip_tells_the_party_and_the_class(tomorrow):
    booked(tomorrow, couple=True)

    held = seen()
    assert [one.kana for one in held.coming] == ["みほん はなこ", "みほん たろう"]
    assert (held.notice.event.id, held.offer) == (tomorrow.id, None)


@pytest.mark.parametrize("token", ["", "nobody", TOKEN.upper(), "x" * 10_000])
def test_other_tokens_lead_nowhere(tomorrow, token):
    booked(tomorrow)

    assert seen(token) is None


def test_token_itself_is_kept_nowhere(short_trail, tomorrow):
    booked(tomorrow)

    with reading() as db:
        (slip,) = db.exec(select(Slip)).all()
        lines = db.exec(select(AuditLine)).all()
    assert slip.token_hash == slips.fingerprint(TOKEN)
    assert TOKEN not in str([line.model_dump() for line in lines])


def test_paper_slip_gets_a_token_of_its_own(tomorrow, sato):
    (row,) = book(tomorrow, *crowd(1), by=sato)
    with writing() as db:
        token = slips.issue(db, booking=row, by=sato)

    assert [one.id for one in seen(token).bookings] == [row.id]


def test_coming_takes_the_reminder_off_the_call_list(tomorrow, sato):
    booked(tomorrow)
    assert called(sato) == ["0000123456"]

    act(slips.confirm)
    act(slips.confirm)

    assert called(sato) == []
    assert seen().has_confirmed


def test_change_after_that_is_told_again(tomorrow, sato):
    booked(tomorrow)
    act(slips.confirm)
    with writing() as db:
        row = db.get_one(Event, tomorrow.id)
        changes.move(db, events=[row], to=To(days=1), reason="講師の都合", by=sato)

    assert called(sato) == ["0000123456"]
    assert not seen().has_confirmed


def test_coming_is_not_asked_long_before():
    booked(a_class(starts_at=at(10, days=8)))

    with pytest.raises(Refusal, match="1週間前から"):
        act(slips.confirm)


def test_party_gives_its_places_back_and_the_next_is_offered_them(tomorrow, sato):
    booked(tomorrow, couple=True)
    (waiting,) = book(tomorrow, *crowd(1), by=sato)

    act(slips.cancel)
    act(slips.cancel)

    held = seen()
    assert (held.live, held.can_change, held.can_confirm) == ([], False, False)
    assert {row.cancel_reason for row in held.bookings} == {slips.CANCELLED_ONLINE}
    with reading() as db:
        assert db.get_one(Booking, waiting.id).status is OFFERED


def test_one_of_a_couple_stays_at_home(tomorrow):
    booked(tomorrow, couple=True)
    _, taro = seen().bookings

    act(slips.cancel, people={taro.id})

    assert [one.kana for one in seen().coming] == ["みほん はなこ"]


def test_booking_of_somebody_else_is_not_touched(tomorrow, sato):
    (other,) = book(tomorrow, *crowd(1), by=sato)
    booked(tomorrow)

    act(slips.cancel, people={other.id})

    with reading() as db:
        assert db.get_one(Booking, other.id).status is CONFIRMED


def test_freed_seat_is_taken_on_the_slip(tomorrow, sato):
    first, _ = book(tomorrow, *crowd(2), by=sato)
    booked(tomorrow, told=WAITING)
    with writing() as db:
        bookings.cancel(db, booking=db.get_one(Booking, first.id), by=sato)
    assert seen().offer.outcome is OfferOutcome.OPEN

    act(slips.accept)
    act(slips.accept)

    assert [one.status for one in seen().live] == [CONFIRMED]
    with reading() as db:
        (offer,) = db.exec(select(Offer)).all()
    assert (offer.outcome, offer.closed_by_id) == (OfferOutcome.ACCEPTED, None)


def test_freed_seat_given_back_on_the_slip_goes_on(tomorrow, sato):
    first, _ = book(tomorrow, *crowd(2), by=sato)
    booked(tomorrow, told=WAITING)
    with writing() as db:
        bookings.cancel(db, booking=db.get_one(Booking, first.id), by=sato)

    act(slips.cancel)

    with reading() as db:
        (offer,) = db.exec(select(Offer)).all()
    assert (offer.outcome, offer.closed_by_id) == (OfferOutcome.DECLINED, None)


def test_seat_nobody_answered_for_in_time_is_gone(tomorrow, sato, stopped_clock):
    first, _ = book(tomorrow, *crowd(2), by=sato)
    booked(tomorrow, told=WAITING)
    (other,) = book(tomorrow, *crowd(1), by=sato)
    with writing() as db:
        bookings.cancel(db, booking=db.get_one(Booking, first.id), by=sato)
    stopped_clock(seen().offer.expires_at + timedelta(seconds=1))

    with pytest.raises(Refusal, match="時間が過ぎました"):
        act(slips.accept)


def test_slip_follows_the_party_into_another_class(tomorrow, sato):
    other = a_class(title="地図を使う", starts_at=at(10, days=2))
    booked(tomorrow, couple=True)
    act(slips.confirm)
    with writing() as db:
        row = db.get_one(Booking, seen().bookings[0].id)
        event = db.get_one(Event, other.id)
        bookings.change_class(db, booking=row, event=event, idem_key="c", by=sato)

    held = seen()
    assert (held.notice.event.id, len(held.live), held.has_confirmed) == (other.id, 2, False)


def test_slip_of_a_class_that_was_called_off_asks_for_nothing(tomorrow, sato):
    booked(tomorrow)
    with writing() as db:
        row = db.get_one(Event, tomorrow.id)
        changes.call_off(db, events=[row], reason="大雨のため", by=sato)

    held = seen()
    assert held.notice.event.status is EventStatus.CANCELLED
    assert not held.can_confirm


def test_gone_booking_cannot_be_confirmed(tomorrow):
    booked(tomorrow)
    act(slips.cancel)

    with pytest.raises(Refusal, match="もう取り消されています"):
        act(slips.confirm)
