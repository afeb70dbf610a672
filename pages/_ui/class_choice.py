"""Which class a screen of the day is about: named by the address, or chosen from this week's."""

from collections.abc import Collection

import streamlit as st

from database import reading
from models import EventStatus, Staff
from pages._ui import events as drawing
from pages._ui.events import Link
from services import calendar
from services.calendar import Card


def choose_class(staff: Staff, *, key: str, statuses: Collection[EventStatus]) -> Card:
    """The chosen class; ends the drawing, with a way on, when there is none.

    A class of the address is offered whatever its date and status.
    """
    asked = st.query_params.get("event", "")
    with reading() as db:
        around = calendar.around_today(db, by=staff)
        cards = {one.event.public_id: one for one in around if one.event.status in statuses}
        if asked and (card := calendar.find(db, public_id=asked, by=staff)):
            cards.setdefault(asked, card)
    if asked and asked not in cards:
        st.error("その教室は見つかりません。名簿と日にちを確かめて、下から選び直してください。")
    if not cards:
        st.markdown("この1週間に、受け持ちの教室はありません。")
        drawing.links([Link("/staff/events", "教室の一覧を見る")])
        st.stop()
    chosen = st.selectbox(
        "教室",
        list(cards),
        format_func=lambda one: cards[one].label,
        index=list(cards).index(asked) if asked in cards else None if asked else 0,
        key=key,
        placeholder="選びます",
    )
    if chosen is None:
        st.stop()
    return cards[chosen]
