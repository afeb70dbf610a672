"""相談コーナー: the tables of one day, who sits where and when, and who waits."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from html import escape

import streamlit as st

import clock
from japanese import dates
from models import Appointment, AppointmentStatus, Event
from pages._ui import events as event_drawing
from pages._ui.events import Link
from services import corners
from services.corners import Visit
from services.people import called

BOOKED, WAITING, CAME, ABSENT, _CANCELLED = AppointmentStatus
MARKS = {BOOKED: "draft", WAITING: "draft", CAME: "open", ABSENT: "over"}
CAME_NOW, BACK, GONE = ("came", "来ました"), ("undo", "もどす"), ("absent", "帰られた")
WAYS = {BOOKED: (CAME_NOW, ("absent", "来ません")), CAME: (BACK,), ABSENT: (CAME_NOW, BACK)}
WAYS_WITHOUT = {
    WAITING: (("came", "席へ案内した"), GONE),
    CAME: (GONE,),
    ABSENT: (CAME_NOW,),
}  # of who came without an appointment
Tap = Callable[[int], None]


def grid(event: Event, visits: Sequence[Visit], taps: dict[str, Tap], *, open_now: bool) -> None:
    """A row for each time, a column for each table; on a telephone one list by time."""
    places = _places(visits)
    for at in corners.times(event):
        now = " ← いま" if _is_now(event, at) else ""
        st.html(f'<p class="corner-time">{dates.clock_time(at.time())}{now}</p>')
        columns = st.columns(event.tables)
        for table, column in enumerate(columns, start=1):
            with column:
                _place(table, places.get((at, table)), taps, open_now=open_now)


def _places(visits: Sequence[Visit]) -> dict[tuple[datetime, int | None], Visit]:
    """Who is drawn at a time and table: who sits there, not who has left the place to them."""
    rows = sorted(visits, key=lambda one: one.appointment.status in corners.SITTING)
    return {
        (clock.local(one.appointment.starts_at), one.appointment.table_no): one
        for one in rows
        if one.appointment.table_no
    }


def _is_now(event: Event, at: datetime) -> bool:
    return at <= clock.now() < at + timedelta(minutes=event.table_minutes)


def _place(table: int, visit: Visit | None, taps: dict[str, Tap], *, open_now: bool) -> None:
    with st.container(border=True):
        if visit is None:
            st.html(f'<p class="who-row">{table}番　空き</p>')
            return
        _who(f"{table}番", visit)
        if open_now:
            buttons(visit, taps)


def _who(where: str, visit: Visit) -> None:
    row, person = visit.appointment, visit.person
    name = called(person) if person else "お名前なし"
    chip = f'<span class="chip {MARKS.get(row.status, "over")}">{_status(row)}</span>'
    told = "持ち物は伝えました" if row.told_to_bring else ""
    support = person.support if person else ""
    more = "　".join(filter(None, (told, support)))
    st.html(
        f'<p class="who-row">{where}　{chip}<br><b>{escape(name)}</b><br>'
        f"{escape(visit.about)}{'<br>' + escape(more) if more else ''}</p>"
    )


def _status(row: Appointment) -> str:
    if row.consultation_id:
        return "記録しました"
    if row.status is ABSENT and row.is_walk_in:
        return "お帰りになりました"
    walked_in = "（予約なし）" if row.is_walk_in and row.status is CAME else ""
    return f"{row.status.label}{walked_in}"


def buttons(visit: Visit, taps: dict[str, Tap]) -> None:
    """What can be said of this appointment now, in one tap each."""
    row = visit.appointment
    if row.consultation_id:
        return
    if row.status is CAME:
        address = f"/staff/consultations?appointment={row.id}"
        event_drawing.links([Link(address, "相談を記録する", is_main=True)])
    ways = (WAYS_WITHOUT if row.is_walk_in else WAYS)[row.status]
    with st.container(horizontal=True):
        for name, words in ways:
            st.button(
                words,
                key=f"{name}-{row.id}-{row.status}",
                type="primary" if name == "came" and row.status is not ABSENT else "secondary",
                on_click=taps[name],
                args=(row.id,),
            )


def line(visits: Sequence[Visit], taps: dict[str, Tap]) -> None:
    """Who waits, in the order of arrival, and who was taken between."""
    drawn = {one.appointment.id for one in _places(visits).values()}
    rows = sorted(visits, key=lambda one: one.appointment.id)
    waiting = [one for one in rows if one.appointment.status is WAITING]
    others = [one for one in rows if one not in waiting and one.appointment.id not in drawn]
    if waiting:
        st.subheader(f"席を待っている方（{len(waiting)}名）", anchor=False)
        st.markdown("席が空くと、上の方から順に入ります。")
    for number, one in enumerate(waiting, start=1):
        with st.container(border=True, key=f"waits-{one.appointment.id}"):
            _who(f"{number}番目　{one.when}から", one)
            if taps:
                buttons(one, taps)
    if others:
        st.subheader("席の時刻がない方", anchor=False)
    for one in others:
        with st.container(border=True, key=f"between-{one.appointment.id}"):
            _who(one.when, one)
            if taps:
                buttons(one, taps)


def seated(rows: Sequence[Appointment]) -> str:
    """Who may sit down now, when a place came free."""
    return "".join(
        f"待っていた方が、{row.table_no}番の席に入ります"
        f"（{dates.clock_time(clock.local(row.starts_at).time())}）。"
        for row in rows
    )


def arrived(row: Appointment) -> str:
    """Where somebody who just came goes to."""
    if not row.is_walk_in:
        at = dates.clock_time(clock.local(row.starts_at).time())
        return f"{at}に予約の方です。「来ました」にしました。"
    if row.status is WAITING:
        return "いまは、どの席も空いていません。順番にご案内します。"
    at = dates.clock_time(clock.local(row.starts_at).time())
    if row.starts_at <= clock.now():
        return f"{row.table_no}番の席へ、すぐにご案内できます。"
    return f"{row.table_no}番の席で、{at}からです。それまで、お待ちいただきます。"
