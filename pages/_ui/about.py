"""Of whom and of which class a note is, when one comes from the door: both stand in the address."""

from html import escape
from typing import NamedTuple

import streamlit as st

from database import Db, reading
from models import Event, Person, Staff
from pages._ui.events import Link, links
from refusal import Refusal
from services import calendar, corners, people, who_came
from services.calendar import Card
from services.corners import Visit
from services.permissions import Permission, allows


class About(NamedTuple):
    """Nobody and no class, when one comes from the menu; an appointment names both."""

    card: Card | None = None
    person: Person | None = None
    visit: Visit | None = None

    @property
    def event(self) -> Event | None:
        return self.card.event if self.card else None


def about(db: Db, staff: Staff) -> About:
    """What the address names, as far as this member of staff may know of it."""
    if not allows(staff, Permission.CHECK_IN):
        return About()
    if "appointment" in st.query_params:
        return _of_appointment(db, staff)
    card = calendar.find(db, public_id=st.query_params.get("event", ""), by=staff)
    number = st.query_params.get("person", "")
    if card is None or not number:
        return About(card)
    return About(card, who_came.guest(db, event=card.event, number=number, by=staff))


def _of_appointment(db: Db, staff: Staff) -> About:
    visit = corners.find(db, number=st.query_params["appointment"], by=staff)
    if visit is None:
        raise Refusal("その予約は見つかりません。「相談コーナー」の画面から選び直してください。")
    event = db.get_one(Event, visit.appointment.event_id)
    return About(calendar.find(db, public_id=event.public_id, by=staff), visit.person, visit)


def show_about(staff: Staff) -> About:
    """The same, told on the screen, with the way back; why not, when somebody is not found."""
    try:
        with reading() as db:
            found = about(db, staff)
    except Refusal as no:
        st.error(str(no))
        return About()
    if found.card:
        who = f"{people.called(found.person)}　" if found.person else ""
        st.html(f'<p class="say"><b>{escape(who)}</b>{escape(found.card.label)}</p>')
        slug, words = ("corner", "相談コーナー") if found.visit else ("check_in", "当日の受付")
        links([Link(f"/staff/{slug}?event={found.card.event.public_id}", f"{words}へもどる")])
    return found
