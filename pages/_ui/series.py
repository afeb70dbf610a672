"""連続講座: how often, on which days, and each date as it will be saved."""

from collections.abc import Callable
from datetime import date, timedelta

import streamlit as st
from sqlmodel import Session

import clock
from database import reading
from japanese import dates
from models import District, Event, EventStatus, Venue
from pages._ui import events as drawing
from pages._ui.events import Link
from pages._ui.forms import choose, idem_name, save_button
from pages._ui.register import FAR
from pages._ui.register_form import TIMES
from pages._ui.screen import me
from refusal import Refusal
from services import series, series_plan
from services.calendar import Card
from services.changes import COMING
from services.drafts import Draft
from services.rhythm import FEWEST, MOST, Remedy, Rhythm, week_of_month
from services.series_plan import Plan, Wish

FORM, ADD = "series", "series-add"
FORGET, ADD_FORGET = [idem_name(FORM)], [idem_name(ADD)]
BY_COUNT, BY_DAY = "回数で決める", "終わりの日で決める"
USUAL = 3
Halls = dict[int, tuple[Venue, District]]


def choose_class(cards: list[Card]) -> Card | None:
    """The class to repeat: its format, hours, hall and everything else are taken over."""
    single = {
        card.event.public_id: card
        for card in cards
        if card.event.status in COMING and card.event.series_id is None
    }
    st.markdown(
        "はじめの1回を登録してから、ここでくり返します。内容も、会場も、定員も、同じになります。"
    )
    chosen = st.selectbox(
        "くり返す教室",
        list(single),
        format_func=lambda one: single[one].label,
        index=None,
        key="s_class",
        placeholder="教室を選びます",
    )
    return single.get(chosen)


def ask_how_often(card: Card) -> Wish:
    """The rhythm, how long, and what to do with closed days."""
    day = card.event.local_date
    nth = f"第{week_of_month(day)}{dates.WEEKDAYS[day.weekday()]}曜日"
    with st.container(border=True):
        st.subheader("くり返し方", anchor=False)
        left, right = st.columns(2)
        with left:
            rhythm = choose("間かく", Rhythm, key="s_rhythm")
        if rhythm is Rhythm.MONTHLY:
            st.markdown(f"毎月の **{nth}** です。")
        by_day = right.radio("いつまで", [BY_COUNT, BY_DAY], key="s_end", horizontal=True) == BY_DAY
        if by_day:
            last = day + timedelta(weeks=12)
            right.date_input(
                "この日まで", last, min_value=day, max_value=day + 3 * FAR, key="s_until"
            )
        else:
            right.number_input("全部で何回", FEWEST, MOST, USUAL, key="s_count")
        choose("祝日・年末年始・休館日に当たったら", Remedy, key="s_remedy")
    return typed_wish()


def typed_wish() -> Wish:
    """The rhythm as it stands in the form now."""
    typed = st.session_state
    by_day = typed["s_end"] == BY_DAY
    return Wish(
        rhythm=typed["s_rhythm"],
        remedy=typed["s_remedy"],
        count=None if by_day else typed["s_count"],
        until=typed["s_until"] if by_day else None,
    )


def planned(event_id: int, wish: Wish) -> Plan | None:
    """The dates; what cannot be planned is said instead."""
    try:
        with reading() as db:
            return series_plan.plan(db, event=db.get_one(Event, event_id), wish=wish, by=me())
    except Refusal as no:
        st.error(str(no))
        return None


def exceptions(told: list[str]) -> None:
    if told:
        st.warning("\n".join(f"- {sentence}" for sentence in told))


def ask_rows(card: Card, rows: list[Draft], halls: Halls) -> int:
    """Every date with what stands in its way, each to be changed or left out; how many are kept."""
    st.subheader("日にちを確かめる", anchor=False)
    st.markdown(f"**第1回　{card.day}** {card.hours}　{card.venue.name}（上の教室）")
    with reading() as db:
        now = typed_rows(db, rows)
        kept = [row for row in now if row]
        problems = iter(series_plan.problems(db, rows=kept, by=me()))
    number = 1
    for row, wished in zip(rows, now, strict=True):
        number += wished is not None
        _row(number, row, wished, next(problems) if wished else [], halls)
    return len(kept)


def _row(number: int, row: Draft, now: Draft | None, problems: list[str], halls: Halls) -> None:
    """One date: as it stands, what is wrong with it, and the boxes to change it."""
    with st.container(border=True, key=f"s-row-{row.day}"):
        if now:
            hours = dates.span(now.start, now.ends_at.time())
            st.markdown(f"**第{number}回　{dates.short(now.day)}** {hours}　{now.place}")
        else:
            st.markdown(f"{dates.short(row.day)}は、**とばします**")
        for problem in problems:
            st.warning(problem)
        with st.expander("この回を変える・とばす", key=f"s_open_{row.day}"):
            _row_boxes(row, halls)


def _row_boxes(row: Draft, halls: Halls) -> None:
    today = clock.today()
    st.checkbox("この回はとばす", key=f"s_skip_{row.day}")
    left, right = st.columns(2)
    left.date_input(
        "日にち", row.day, min_value=today, max_value=row.day + FAR, key=f"s_day_{row.day}"
    )
    right.selectbox(
        "はじまり",
        sorted({*TIMES, row.start}),
        index=sorted({*TIMES, row.start}).index(row.start),
        format_func=dates.clock_time,
        key=f"s_start_{row.day}",
    )
    st.selectbox(
        "会場",
        list(halls),
        index=list(halls).index(row.venue.id) if row.venue.id in halls else None,
        format_func=lambda one: f"{halls[one][0].name}（{halls[one][1].name}）",
        key=f"s_venue_{row.day}",
        placeholder="会場を選びます",
    )


def typed_rows(db: Session, rows: list[Draft]) -> list[Draft | None]:
    """The dates as they were changed; none where one is left out."""
    return [_typed_row(db, row) for row in rows]


def _typed_row(db: Session, row: Draft) -> Draft | None:
    typed = st.session_state
    if typed.get(f"s_skip_{row.day}"):
        return None
    changed = {
        "day": typed.get(f"s_day_{row.day}") or row.day,
        "start": typed.get(f"s_start_{row.day}") or row.start,
    }
    hall = typed.get(f"s_venue_{row.day}") or row.venue.id
    if hall != row.venue.id:
        changed |= {"venue": db.get_one(Venue, hall), "room": None}
    return row._replace(**changed)


def register(db: Session, event: Event, idem_key: str) -> str:
    """Save the series as the form shows it now; returns the sentence that says so."""
    plan = series_plan.plan(db, event=event, wish=typed_wish(), by=me())
    rows = [row for row in typed_rows(db, plan.rows) if row]
    now = bool(st.session_state.get("s_publish"))
    series.register(db, event=event, rows=rows, idem_key=idem_key, publish_now=now, by=me())
    waits = "" if now else "担当課が確かめて公開すると、申込の受付がはじまります。"
    return f"全{len(rows) + 1}回の連続講座にしました。{waits}"


def dates_links(rows: list[Event], here: Event) -> None:
    """All dates of the series, each leading to itself, and where each stands."""
    st.subheader(f"全{len(rows)}回の日にち", anchor=False)
    drawing.links(
        Link(
            f"/staff/series?event={row.public_id}",
            f"第{row.number}回　{dates.short(row.local_date)}　{row.status.label}",
            is_main=row.id == here.id,
        )
        for row in rows
    )


def ask_more(event: Event, add: Callable[..., None], drop: Callable[..., None]) -> None:
    """One more date like this one, or one less while it is only a plan."""
    with st.expander("日を加える・外す", key="s_more"):
        soon: date = max(event.local_date, clock.today()) + timedelta(days=7)
        st.date_input(
            "加える日", soon, min_value=clock.today(), max_value=soon + FAR, key="s_add_day"
        )
        save_button("この日を加える", ADD, add, event.id)
        if event.status is EventStatus.DRAFT:
            st.button("この回を外す", key="s_drop", on_click=drop, args=(event.id,))
