"""電話受付: what is kept of one call while it lasts. Numbers of rows only."""

from collections.abc import Sequence

import streamlit as st
from sqlmodel import Session

from models import Booking, BookingStatus, Event, Person, Series, Staff
from pages._ui import phone as drawing
from pages._ui.phone_booked import CHANGE, SUBSTITUTE
from pages._ui.screen import me
from pages._ui.spoken import Booked
from refusal import Refusal
from services import bookings, openings, people, seats

PARTY, CHOSEN, BOOKED = "p_party", "p_class", "p_booked"
TASK = "p_task"  # (what, number of the booking) while a booking is being changed
QUERY, WORDS = "p_query", "p_words"
SEARCH = [QUERY, drawing.OPEN, *drawing.NEW]
EMPTY = {PARTY: [], CHOSEN: None, BOOKED: [], TASK: None}


def begin() -> None:
    for key, empty in EMPTY.items():
        st.session_state.setdefault(key, empty)


def party(db: Session) -> list[int]:
    """Who is in this call; whose record became another's meanwhile, is there as that one."""
    rows = filter(None, (db.get(Person, number) for number in st.session_state[PARTY]))
    found = (people.became(db, person=one).id for one in rows)
    st.session_state[PARTY] = list(dict.fromkeys(found))
    return st.session_state[PARTY]


def own(db: Session, booking_id: int) -> Booking:
    """A booking of somebody in this call. Another desk may have given it to somebody else since it
    was drawn, or taken a merge back: whose seat it is then, has not called."""
    row = db.get_one(Booking, booking_id)
    seats.lock(db, event=db.get_one(Event, row.event_id))
    db.refresh(row)
    if row.person_id not in party(db):
        raise Refusal("この申込は、ほかの画面でほかの方のものになりました。何も変えていません。")
    return row


def leave(person_id: int) -> None:
    st.session_state[PARTY] = [one for one in st.session_state[PARTY] if one != person_id]


def take_up(task: str, booking_id: int) -> None:
    st.session_state[TASK], st.session_state[CHOSEN] = (task, booking_id), None


def drop() -> None:
    st.session_state[TASK] = st.session_state[CHOSEN] = None


def choose(event_id: int) -> None:
    st.session_state[CHOSEN] = event_id


def take(db: Session, person: Person) -> str:
    """Somebody joins the party, or stands in for who has booked. Says what was done."""
    what, booking_id = st.session_state[TASK] or ("", 0)
    if what != SUBSTITUTE:
        st.session_state[PARTY] = [*st.session_state[PARTY], person.id]
        return "参加する方に加えました。"
    row = db.get_one(Booking, booking_id)
    gone = row.person_id
    bookings.substitute(db, booking=row, person=person, by=me())
    party = [one for one in st.session_state[PARTY] if one not in (gone, person.id)]
    st.session_state[PARTY], st.session_state[TASK] = [*party, person.id], None
    return f"{people.called(person)}に代わりました。"


def moves() -> bool:
    """Whether a class is being chosen to change to."""
    return bool(st.session_state[TASK]) and st.session_state[TASK][0] == CHANGE


def book(db: Session, event: Event, idem_key: str) -> tuple[str, list[Booking]]:
    """The party's booking, for one date or all of its series; or the change of one."""
    if moves():
        row = db.get_one(Booking, st.session_state[TASK][1])
        rows = bookings.change_class(db, booking=row, event=event, idem_key=idem_key, by=me())
        return "教室を変えました。前の席は、空きました。", rows
    party = [db.get_one(Person, one) for one in st.session_state[PARTY]]
    whole = event.series_id and st.session_state.get(drawing.DATES, drawing.ONE) != drawing.ONE
    words = {"people": party, "idem_key": idem_key, "by": me()}
    if whole:
        series = db.get_one(Series, event.series_id)
        rows = bookings.book_series(db, series=series, **words)
    else:
        rows = bookings.book(db, event=event, **words)
    return "申込を受け付けました。", rows


def read_back_next(rows: Sequence[Booking]) -> None:
    """The call ends by reading these back."""
    st.session_state[BOOKED], st.session_state[TASK] = [row.id for row in rows], None


def done(db: Session, staff: Staff) -> tuple[list[Person], list[Booked]] | None:
    """Who, and what they got, date by date; nothing while the call goes on."""
    rows = [row for one in st.session_state[BOOKED] if (row := db.get(Booking, one))]
    rows = [row for row in rows if row.status is not BookingStatus.CANCELLED]
    if not rows:
        return None
    ids = list(dict.fromkeys(row.person_id for row in rows))
    party = [one.person for one in people.of_call(db, ids=ids, by=staff)]
    return party, [
        Booked(card, own, bookings.place_in_line(db, booking=own[0]))
        for card in openings.of(db, ids=[row.event_id for row in rows])
        if (own := [row for row in rows if row.event_id == card.event.id])
    ]
