"""教室 on the staff's screens: one card in a list, its seats, and what can be done with it."""

from collections.abc import Iterable
from datetime import date
from html import escape
from typing import NamedTuple

import streamlit as st

import clock
from database import reading, writing
from japanese import dates
from models import Event, EventStatus
from pages._ui.screen import me
from services import bookings, office_days
from services.attendance import TAKES_PLACE
from services.bookings import Entry, Seats
from services.calendar import Card
from services.corner_times import Times

SUNDAY = 6
BOOKABLE = (EventStatus.DRAFT, EventStatus.PUBLISHED)
CHIPS = {
    EventStatus.DRAFT: "draft",
    EventStatus.PUBLISHED: "open",
    EventStatus.CANCELLED: "off",
    EventStatus.POSTPONED: "off",
}


class Link(NamedTuple):
    """Where to go next; `is_main`: what one most likely came for."""

    address: str
    words: str
    is_main: bool = False


def card(one: Card, *, links: Iterable[Link] = (), remark: str = "") -> None:
    """One event: a leaf of the daily calendar, what and where, its seats, and where to go next."""
    words = f"<p><b>{escape(remark)}</b></p>" if remark else ""
    st.html(
        f'<div class="event">{leaf(one.event.local_date)}<div class="what">'
        f'<p class="title">{_chip(one.event.status)}{escape(one.event.numbered_title)}</p>'
        f'{when(one)}<p class="place">{escape(place(one))}</p>'
        f"{_seats_bar(one)}{words}</div>{_links(links)}</div>"
    )


def row(event: Event, words: str, links: Iterable[Link] = ()) -> None:
    """A class with other words than its seats; `words` are markup."""
    begins, ends = clock.local(event.starts_at).time(), clock.local(event.ends_at).time()
    st.html(
        f'<div class="event">{leaf(event.local_date)}<div class="what">'
        f'<p class="title">{escape(event.title)}</p><p class="when">'
        f"<span>{dates.short(event.local_date)}</span> <span>{dates.span(begins, ends)}</span></p>"
        f"{words}</div>{_links(links)}</div>"
    )


def heading(one: Card) -> None:
    """Which class this is, in two lines."""
    st.html(f'<div class="event-head"><b>{escape(one.event.numbered_title)}</b>{when(one)}</div>')


def when(one: Card) -> str:
    return f'<p class="when"><span>{one.day}</span> <span>{one.hours}</span></p>'


def place(one: Card) -> str:
    return f"{one.hall}（{one.district.name}）"


def leaf(day: date) -> str:
    """A leaf of the daily calendar; the words beside it say the same."""
    rest = day.weekday() == SUNDAY or office_days.closed_for(day)
    return (
        f'<div class="leaf{" rest" if rest else ""}" aria-hidden="true">'
        f'<span class="m">{day.month}月</span><span class="d">{day.day}</span>'
        f"<span>{dates.WEEKDAYS[day.weekday()]}曜日</span></div>"
    )


def _chip(status: EventStatus) -> str:
    return f'<span class="chip {CHIPS.get(status, "over")}">{status.label}</span>'


def _seats_bar(one: Card) -> str:
    """The seats as a bar and in words; the words alone are enough. Of a corner, its times."""
    if one.event.is_by_time:
        return _times_bar(one.times)
    seats = one.seats
    share = min(100, round(100 * (seats.capacity - seats.left) / seats.capacity))
    full = "" if seats.left else " full"
    return (
        f'<div class="bar{full}" aria-hidden="true"><i style="width:{share}%"></i></div>'
        f"<p>定員{seats.capacity}名　申込{seats.confirmed}名　{_held(seats)}{_left(one)}</p>"
        + (_times_bar(one.times) if one.times else "")
    )


def _held(seats: Seats) -> str:
    """What is neither taken nor free: seats that wait for a 承諾, applications not yet decided."""
    parts = (("繰上げ案内中", seats.offered), ("決定待ち", seats.applied))
    return "".join(f"{words}{count}名　" for words, count in parts if count)


def _times_bar(times: Times) -> str:
    """The same of the times at the tables for card matters."""
    share = round(100 * (times.total - times.free) / times.total) if times.total else 100
    return (
        f'<div class="bar" aria-hidden="true"><i style="width:{share}%"></i></div>'
        f'<p>相談の時刻{times.total}回　<span class="whole">予約{times.booked}名</span>　'
        f'<b class="whole">{_free(times)}</b></p>'
    )


def _free(times: Times) -> str:
    return f"空き{times.free}回" if times.free else "空きなし"


def seats_left(one: Card) -> tuple[str, ...]:
    """残り3席, or 満席 and how many wait; 空き5回 where a time is booked instead of a seat."""
    if one.event.is_by_time:
        return (_free(one.times),)
    seats = one.seats
    left = f"残り{seats.left}席" if seats.left else "満席"
    return (left, f"（キャンセル待ち{seats.waiting}名）") if seats.waiting else (left,)


def _left(one: Card) -> str:
    """Nothing where no seat is to be had: decided later, over, or called off."""
    if one.event.collects or one.event.status not in BOOKABLE:
        return ""
    return "".join(f'<b class="whole">{part}</b>' for part in seats_left(one))


def links(links: Iterable[Link]) -> None:
    """Big links on a line of their own."""
    if drawn := _links(links):
        st.html(drawn)


def _links(links: Iterable[Link]) -> str:
    parts = [
        f'<a class="act{" first" if link.is_main else ""}" href="{escape(link.address)}"'
        f' target="_self">{escape(link.words)}</a>'
        for link in links
    ]
    return f'<div class="links">{"".join(parts)}</div>' if parts else ""


def links_to(one: Card) -> list[Link]:
    """What is usually done with a class, the likeliest first."""
    here = f"?event={one.event.public_id}"
    details, paper = Link(f"/staff/events{here}", "くわしく"), Link(f"/staff/sheets{here}", "印刷")
    if is_to_close(one.event):
        end = Link(f"/staff/closing{here}", "終了と報告")
        is_main = not one.event.is_by_time
        begun = [Link(f"/staff/check_in{here}", "受付をはじめる", is_main=is_main), end, details]
        begun = [*_corner(one, here), *begun]
        return begun if one.is_today else [end, details]
    if one.event.status is not EventStatus.PUBLISHED:
        return [details]
    is_main = not one.event.is_by_time
    door = Link(f"/staff/check_in{here}", "受付をはじめる", is_main=is_main)
    corner = _corner(one, here)
    return [*corner, door, paper, details] if one.is_today else [details, *corner, paper]


def _corner(one: Card, here: str) -> list[Link]:
    """The tables for card matters; on the day one comes for them first."""
    main = one.is_today and one.event.is_by_time
    return [Link(f"/staff/corner{here}", "相談コーナー", is_main=main)] if one.event.tables else []


def is_to_close(event: Event) -> bool:
    """Whether it has begun, and its report is still to come."""
    return event.status in TAKES_PLACE and event.starts_at <= clock.now()


def names(event_id: int) -> list[Entry]:
    """Everybody who has booked. The first look of a visit to the screen is written down."""
    if st.session_state.get("looked_at") != event_id:
        with writing() as db:
            bookings.look(db, event=db.get_one(Event, event_id), by=me())
        st.session_state["looked_at"] = event_id
    with reading() as db:
        return bookings.of_event(db, event=db.get_one(Event, event_id), by=me())
