"""Of whom and of which class a note is, when one comes from the door: both stand in the address."""

from html import escape
from typing import NamedTuple

import streamlit as st

from database import Db, reading
from models import Event, Person, Staff
from pages._ui.events import Link, links
from refusal import Refusal
from services import attendance, calendar, people
from services.calendar import Card
from services.permissions import Permission, allows


class About(NamedTuple):
    """Nobody and no class, when one comes from the menu."""

    card: Card | None = None
    person: Person | None = None

    @property
    def event(self) -> Event | None:
        return self.card.event if self.card else None


def about(db: Db, staff: Staff) -> About:
    """What the address names, as far as this member of staff may know of it."""
    if not allows(staff, Permission.CHECK_IN):
        return About()
    card = calendar.find(db, public_id=st.query_params.get("event", ""), by=staff)
    number = st.query_params.get("person", "")
    if card is None or not number:
        return About(card)
    return About(card, attendance.guest(db, event=card.event, number=number, by=staff))


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
        back = f"/staff/check_in?event={found.card.event.public_id}"
        links([Link(back, "当日の受付へもどる")])
    return found
