"""教室を登録しました: what was saved, and where to go from there."""

import streamlit as st

from database import writing
from models import Event, EventStatus
from pages._ui import events as drawing
from pages._ui import register as state
from pages._ui.events import Link
from pages._ui.screen import me, outcome, telling
from services import events
from services.calendar import Card


def _publish(event_id: int) -> None:
    with telling("公開しました。申込の受付がはじまりました。", place="form"), writing() as db:
        events.publish(db, event=db.get_one(Event, event_id), by=me())


def panel(card: Card, *, may_publish: bool) -> None:
    """The class as it stands now; publish it, print it, or register the next one."""
    event, here = card.event, f"?event={card.event.public_id}"
    outcome("form")
    drawing.card(card)
    if may_publish and event.status is EventStatus.DRAFT:
        st.button("公開する", type="primary", key="publish", on_click=_publish, args=(event.id,))
    ways = [Link(f"/staff/events{here}", "くわしく"), Link(f"/staff/sheets{here}", "印刷")]
    if event.status is EventStatus.PUBLISHED:
        ways.append(Link(f"/events/{event.public_id}", "住民のページ"))
    ways.append(Link(f"/staff/series{here}", "連続講座にする（くり返す）"))
    drawing.links(ways)
    st.button(
        "同じ内容で、もう1つ登録する", key="another", on_click=state.another, args=(event.id,)
    )
    st.button("新しく登録する", key="afresh", on_click=state.afresh)
