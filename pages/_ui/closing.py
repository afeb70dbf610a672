"""The end of a class on the screen: figures, sentences, and the few things nobody can count."""

from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import Any

import streamlit as st

import clock
from japanese import dates
from models import Absence, Correction, Event, Photos, Staff
from pages._ui import people as drawing
from pages._ui.events import Link
from pages._ui.events import links as draw_links
from services.bookings import Entry
from services.closing import DEAREST, LONGEST, State


def counts(state: State) -> None:
    """Everything that is counted; nothing here is typed."""
    now, ratio = state.counts, state.per_helper
    rows = (
        ("main", "出席", f"{now.present}"),
        ("", "申込", f"{now.booked}"),
        ("", "うち来た", f"{now.came}"),
        ("", "当日参加", f"{now.walked_in}"),
        ("", "遅刻", f"{now.late}"),
        ("", "連絡あり", f"{now.excused}"),
        ("", "無断欠席", f"{now.no_show}"),
        ("", "待ち", f"{state.waiting}"),
        ("", "担当", f"{state.team}"),
        ("", "担当1人に", "―" if ratio is None else f"{ratio:.1f}"),
        ("", "質問・相談", f"{state.questions + state.consultations}"),
        ("", "アンケート", f"{state.surveys}"),
    )
    cells = "".join(
        f'<div class="{kind}"><dt>{words}</dt><dd>{number}</dd></div>'
        for kind, words, number in rows
    )
    st.html(f'<dl class="counts">{cells}</dl>')


def links(event: Event) -> None:
    """What may still have to be keyed in."""
    here = f"?event={event.public_id}"
    draw_links(
        [
            Link(f"/staff/questions{here}", "質問"),
            Link(f"/staff/consultations{here}", "カード相談"),
        ]
    )


def missing(state: State) -> None:
    """What blocks the report, then what is only said."""
    blocking = [one.sentence for one in state.missing if one.blocks]
    remarks = [one.sentence for one in state.missing if not one.blocks]
    if blocking:
        st.subheader(f"報告の前に（{len(blocking)}件）", anchor=False)
    for sentence in blocking:
        st.warning(sentence, icon=":material/priority_high:")
    for sentence in remarks:
        st.info(sentence, icon=":material/info:")
    if not state.missing:
        st.success("足りないものはありません。", icon=":material/task_alt:")


def awaited(entries: Sequence[Entry], mark: Callable) -> None:
    """Whose tick is missing: two buttons each."""
    for one in entries:
        with st.container(border=True, key=f"awaited-{one.booking.id}"):
            drawing.line(one.person, one.district)
            ways = st.container(horizontal=True)
            for absence in (Absence.EXCUSED, Absence.NO_SHOW):
                ways.button(
                    absence.label,
                    key=f"{absence}-{one.booking.id}",
                    on_click=mark,
                    args=(one.booking.id, absence),
                    width="stretch",
                )


def rest(event: Event, count: int, mark_rest: Callable) -> None:
    st.button(
        f"この{count}名を、みな無断欠席にする",
        key="k_rest",
        on_click=mark_rest,
        args=(event.id, Absence.NO_SHOW),
        width="stretch",
    )


def form(event: Event, state: State, courses: Mapping[int, str]) -> None:
    """What was really taught, for how long, and what happened."""
    st.multiselect(
        "教えた講座",
        list(courses),
        default=sorted(state.taught or state.planned),
        format_func=courses.get,
        key="k_taught",
        placeholder="選ぶか、文字を打って探します",
    )
    planned = (event.ends_at - event.starts_at).seconds // 60
    st.number_input(
        "実施した時間（分）",
        min_value=1,
        max_value=LONGEST,
        value=event.minutes_held or planned,
        step=5,
        key="k_minutes",
    )
    st.text_area(
        "できごと（けが・苦情・機器の故障など。なければ空のままで。名前や番号は書きません）",
        value=event.incident,
        max_chars=400,
        key="k_incident",
        placeholder="例: 停電で10分止まりました",
    )
    _optional(event)


def _optional(event: Event) -> None:
    """What a programme may ask for; who does not know it leaves it."""
    st.markdown("**わかるときだけ**（空のままでも、報告できます）")
    st.number_input(
        "この教室の経費（円）",
        min_value=0,
        max_value=DEAREST,
        value=event.cost,
        step=1,
        key="k_cost",
        placeholder="例: 1200",
    )
    st.radio(
        "写真（写った方の同意があるものだけ。写真そのものは、ここには入れません）",
        list(Photos),
        index=list(Photos).index(event.photos),
        format_func=lambda one: one.label,
        key="k_photos",
        horizontal=True,
    )


def optional() -> dict[str, Any]:
    """The same as `closing.note` takes it."""
    return {"cost": st.session_state["k_cost"], "photos": st.session_state["k_photos"]}


def reported(event: Event, name: str) -> None:
    """That it is locked, since when and by whom."""
    told = ""
    if event.reported_at:  # demo towns of older versions have none
        at = clock.local(event.reported_at)
        told = f"（{dates.short(at.date())} {dates.clock_time(at.time())}　{name}）"
    st.success(
        f"報告済みです{told}。受付、申込、貸出は変えられません。",
        icon=":material/lock:",
    )
    minutes = f"{event.minutes_held}分" if event.minutes_held else "未記入"
    cost = "未記入" if event.cost is None else f"{event.cost:,}円"
    st.markdown(f"実施した時間　{minutes}  \n経費　{cost}  \n写真　{event.photos.label}")
    if event.incident:
        st.html(f'<p class="asked">{escape(event.incident)}</p>')


def corrections(rows: Sequence[tuple[Correction, Staff]]) -> None:
    """Why it was opened again, the first time first."""
    if rows:
        st.subheader(f"訂正（{len(rows)}回）", anchor=False)
    for one, staff in rows:
        day = dates.short(clock.local(one.at).date())
        st.html(
            f'<p class="who-row"><b>{day}　{escape(staff.name)}</b><br>{escape(one.reason)}</p>'
        )


def correction() -> None:
    st.subheader("訂正する", anchor=False)
    st.text_input(
        "訂正の理由",
        key="k_reason",
        max_chars=200,
        placeholder="例: 紙の名簿の2名が抜けていた",
    )
