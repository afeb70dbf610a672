"""確かめる受付 on the screen: what was noted, why it is doubted, and two buttons."""

from collections.abc import Callable, Iterable

import streamlit as st

import clock
from japanese import dates
from models import DoorAct, DoorEntry, DoorOutcome, Event
from pages._ui import events
from pages._ui import people as drawing
from pages._ui.events import Link
from services.door import Doubt

ACTS = {DoorAct.CHECK_IN: "受付", DoorAct.WALK_IN: "当日参加", DoorAct.UNDO: "受付の取り消し"}


def doubt(one: Doubt, decide: Callable) -> None:
    """One entry. What it would do is the first button; the other one lets it be."""
    entry = one.entry
    takes_back = entry.act is DoorAct.UNDO
    at = clock.local(entry.happened_at)
    when = f"{dates.short(at.date())} {at.hour}時{at.minute:02}分ごろ"
    with st.container(border=True, key=f"doubt-{entry.id}"):
        if one.person:
            drawing.line(one.person, one.district)
        st.markdown(f"**{entry.sentence}**")
        st.markdown(f"{entry.source.label}で、{when}に{ACTS[entry.act]}の控え")
        with st.container(horizontal=True):
            st.button(
                "取り消す" if takes_back else "出席にする",
                key=f"accept-{entry.id}",
                on_click=decide,
                args=(entry.id, True),
                type="primary",
            )
            st.button(
                "出席のままにする" if takes_back else "数えない",
                key=f"dismiss-{entry.id}",
                on_click=decide,
                args=(entry.id, False),
            )


def decided(entry: DoorEntry) -> str:
    """What was decided, as a sentence."""
    if entry.act is not DoorAct.UNDO:
        return f"{entry.outcome.label}。"
    accepted = entry.outcome is DoorOutcome.ACCEPTED
    return "受付を取り消しました。" if accepted else "出席のままにしました。"


def others(waiting: Iterable[tuple[Event, int]]) -> None:
    """Other own events that wait for a decision."""
    rows = [
        Link(
            f"/staff/conflicts?event={event.public_id}",
            f"{dates.short(event.local_date)}　{event.title}（{count}件）",
        )
        for event, count in waiting
    ]
    if rows:
        st.subheader("確かめる受付がある教室", anchor=False)
        events.links(rows)
