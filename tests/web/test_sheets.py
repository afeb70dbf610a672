import pytest

from database import reading, writing
from models import Booking, BookingStatus, Handout, HandoutKind
from services import bookings, notices
from tests.classes import a_class, a_person
from tests.conftest import NOON
from web import sheets

APPLIED, CONFIRMED, OFFERED, WAITING, _ = BookingStatus


@pytest.fixture(autouse=True)
def _noon_in_the_town(town, stopped_clock):
    pass


def drawn(sato, *rows: tuple[str, str, BookingStatus]):
    """The roster of a class with (name, party, status) for each booking."""
    event = a_class()
    for seq, (name, party, status) in enumerate(rows, start=1):
        person = a_person(name, "みほん", phone="0000001234", support="車いす")
        booking = Booking(
            event_id=event.id,
            person_id=person.id,
            status=status,
            seq=seq,
            rank=seq,
            party=party,
            idem_key=str(seq),
            roster_row=seq,
            seated_from_queue_at=NOON if name == "繰上" else None,
        )
        with writing() as db:
            db.add(booking)
    handout = Handout(kind=HandoutKind.ROSTER, code="A7K3Y", subject="x", edition=NOON.date())
    with reading() as db:
        notice = notices.about(db, event=event)
        entries = bookings.of_event(db, event=event, by=sato)
        people = {one.person.name: one.person.card_code for one in entries}
    return sheets.roster(notice, handout, entries, [], []), people


def test_who_came_together_carries_the_same_letter(sato):
    roster, _ = drawn(
        sato,
        ("一人", "p1", CONFIRMED),
        ("夫", "p2", CONFIRMED),
        ("妻", "p2", CONFIRMED),
        ("姉", "p3", WAITING),
        ("妹", "p3", WAITING),
    )

    letters = [(guest.name, guest.party) for guest in (*roster.guests, *roster.waiting)]
    assert letters == [("一人", ""), ("夫", "A"), ("妻", "A"), ("姉", "B"), ("妹", "B")]


def test_guest_is_told_as_the_roster_prints_it(sato):
    roster, codes = drawn(sato, ("見本", "p1", CONFIRMED), ("繰上", "p2", CONFIRMED))

    guest, moved_up = roster.guests
    assert (guest.code, guest.kana, guest.needs) == (codes["見本"], "みほん", "車いす")
    assert guest.phone.replace("-", "") == "0000001234"
    assert [guest.status, moved_up.status] == ["申込", "繰上げ"]


def test_who_waits_is_told_the_place_in_the_line_beside_the_number(sato):
    roster, _ = drawn(
        sato,
        ("申込", "p1", CONFIRMED),
        ("先", "p2", WAITING),
        ("後", "p3", WAITING),
        ("案内中", "p4", OFFERED),
        ("決定前", "p5", APPLIED),
    )

    assert [(one.number, one.status) for one in roster.guests] == [(1, "申込")]
    assert [(one.name, one.number, one.status) for one in roster.waiting] == [
        ("案内中", 4, "待ち1"),
        ("先", 2, "待ち2"),
        ("後", 3, "待ち3"),
        ("決定前", 5, "待ち4"),
    ]


def test_when_is_told_with_the_era(sato):
    roster, _ = drawn(sato)

    assert roster.when == "令和8年12月4日(金) 午前10時〜11時30分"


def test_letters_run_out_without_harm(sato):
    parties = [(f"{n}-{who}", str(n), CONFIRMED) for n in range(28) for who in "ab"]
    roster, _ = drawn(sato, *parties)

    assert [guest.party for guest in roster.guests[-4:]] == [""] * 4
