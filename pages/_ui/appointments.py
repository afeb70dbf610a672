"""カード相談の予約: free times as large buttons, the slip to read aloud, and the read-back."""

from collections.abc import Callable, Sequence
from datetime import datetime
from html import escape

import streamlit as st

import clock
from japanese import dates
from models import ConsultationKind, Event
from pages._ui import events as event_drawing
from pages._ui.events import Link
from services import cautions
from services.calendar import Card
from services.corners import Place, Visit
from services.people import Found, called

MOST_KEYS = 9
REASONS = ("ご都合", "体調", "ご家族の用事", "そのほか")
ROW = 3  # times beside each other: each stays large enough for a finger


def times(corners: Sequence[tuple[Card, list[Place]]], choose: Callable) -> None:
    """Every free time once, however many tables are free; the digit keys choose the first ones."""
    keys = iter(range(1, MOST_KEYS + 1))
    for card, places in corners:
        st.markdown(f"**{card.day}　{card.hall}**（{card.district.name}）　{card.event.title}")
        free = dict.fromkeys(place.starts_at for place in places)
        for row in _rows(list(free)):
            for column, at in zip(st.columns(ROW), row, strict=False):
                _time(column, card, at, sum(one.starts_at == at for one in places), keys, choose)
    if not corners:
        st.markdown(
            "空いている相談コーナーが、いまありません。市民課の窓口か、次の相談会をご案内します。"
        )


def _rows(times: list[datetime]) -> list[list[datetime]]:
    return [times[at : at + ROW] for at in range(0, len(times), ROW)]


def _time(column, card: Card, at: datetime, tables: int, keys, choose: Callable) -> None:
    key = next(keys, None)
    column.button(
        f"**{dates.clock_time(at.time())}**　{tables}席",
        key=f"arrive-time-{card.event.id}-{at:%H%M}",
        on_click=choose,
        args=(card.event.id, at.isoformat()),
        shortcut=f"Alt+{key}" if key else None,
        width="stretch",
    )


def booked(rows: Sequence[tuple[Visit, Event]], move: Callable, cancel: Callable) -> None:
    """What this person has booked already."""
    for visit, event in rows:
        number = visit.appointment.id
        with st.container(border=True, key=f"booked-{number}"):
            st.markdown(
                f"**予約**　{dates.short(event.local_date)} **{visit.when}**　{event.title}"
            )
            st.markdown(visit.about)
            left, right = st.columns(2)
            left.button(
                "ほかの時刻に変える",
                key=f"move-{number}",
                on_click=move,
                args=(number,),
                width="stretch",
            )
            with right.popover("取り消す", width="stretch"):
                st.radio("取り消す理由", REASONS, key=f"reason-{number}")
                st.button(
                    "取り消しを確定する",
                    key=f"cancel-{number}",
                    type="primary",
                    on_click=cancel,
                    args=(number,),
                )


def chosen(card: Card, at: str, back: Callable) -> None:
    """The chosen time, large."""
    parts = dates.spoken(datetime.fromisoformat(at)).rsplit("、", 1) + [card.hall]
    spans = " ".join(f"<span>{escape(part)}</span>" for part in parts)
    st.html(f'<p class="read">{spans}</p><p>{escape(card.event.title)}</p>')
    st.button("ほかの時刻を選ぶ", key="a_back", on_click=back)


def choose_kinds(kinds: dict[int, ConsultationKind]) -> list[ConsultationKind]:
    chosen = st.multiselect(
        "どんなご相談ですか（いくつでも）",
        list(kinds),
        format_func=lambda one: f"{kinds[one].code} {kinds[one].name}",
        key="a_kinds",
        filter_mode="contains",
        placeholder="文字を打って探します（例: 更新、保険証）",
    )
    return [kinds[one] for one in chosen]


def warn(found: Sequence[str]) -> None:
    """What has to be said before it is booked."""
    for sentence in found:
        st.warning(sentence, icon=":material/priority_high:")


def aloud(kinds: list[ConsultationKind]) -> None:
    """The slip, large, in the order in which it is read out."""
    lines = "<br>".join(map(escape, cautions.to_say(kinds)))
    st.html(f'<div class="say"><p>読み上げます</p><p class="read">{lines}</p></div>')
    st.checkbox("持ち物を読み上げた", True, key="a_told")


def done(one: Found, visit: Visit, card: Card, go_on: Callable) -> None:
    """The read-back, a sentence a line; then the next call, or the slip."""
    at = dates.spoken(clock.local(visit.appointment.starts_at))
    lines = [
        f"{at}、{card.hall}の「{card.event.title}」で、カードのご相談をお取りしました。",
        f"{called(one.person)}です。",
        *cautions.to_say(list(visit.kinds)),
    ]
    said = "<br>".join(map(escape, lines))
    st.html(f'<div class="say" data-see><p>復唱します</p><p class="read">{said}</p></div>')
    st.button("次の電話へ", type="primary", key="a_next", on_click=go_on, shortcut="Alt+0")
    codes = "-".join(kind.code for kind in visit.kinds)
    slip = f"/staff/files/slip/{codes}.pdf?appointment={visit.appointment.id}"
    event_drawing.links(
        [
            Link(slip, "持ち物の紙（PDF）"),
            Link(f"/staff/corner?event={card.event.public_id}", "この相談コーナーを見る"),
        ]
    )
