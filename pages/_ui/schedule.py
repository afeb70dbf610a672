"""暦, drawn: a month, a week, the halls side by side, and days one below the other."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from html import escape
from typing import Any, NamedTuple

import streamlit as st

import clock
from japanese import dates
from models import District, EventStatus, Venue
from pages._ui.events import seats_left
from pages._ui.schedule_style import STYLE
from services import office_days
from services.calendar import Card

SUNDAY_FIRST = "日月火水木金土"
SUNDAY, SATURDAY = 6, 5
IN_A_CELL = 4  # classes that a day of the month's table shows; the others are one press away
LOOKS = {
    EventStatus.DRAFT: "draft",
    EventStatus.PUBLISHED: "open",
    EventStatus.CANCELLED: "off",
    EventStatus.POSTPONED: "off",
}
Closed = dict[int | None, dict[date, str]]


class Book(NamedTuple):
    """What is drawn: the classes by day, and why halls are closed (`calendar.closed_days`).

    month: 1 to 12; days of another month are paler. hall_id: the only hall that is shown.
    """

    days: list[date]
    cards: dict[date, list[Card]]
    closed: Closed
    month: int
    hall_id: int | None
    may_register: bool


def book(days: list[date], cards: Iterable[Card], closed: Closed, **about: Any) -> Book:
    by_day: dict[date, list[Card]] = {}
    for card in cards:
        by_day.setdefault(card.event.local_date, []).append(card)
    return Book(days, by_day, closed, **about)


def month(title: str, book: Book) -> None:
    """A table of weeks. On a telephone a day shows how many classes there are; pressed, it leads
    to its list below, where the other days step aside (:target, no script)."""
    head = "".join(f'<th scope="col" class="{_color(n)}">{n}</th>' for n in SUNDAY_FIRST)
    weeks = [book.days[start : start + 7] for start in range(0, len(book.days), 7)]
    rows = "".join(f"<tr>{''.join(_cell(day, book) for day in week)}</tr>" for week in weeks)
    st.html(STYLE)
    st.html(
        f'<table class="month"><caption>{escape(title)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
        f'<div class="agenda" id="days">{"".join(_day(one, book) for one in book.days)}'
        '<p class="every"><a href="#days">ほかの日も見る</a></p></div>'
    )


def _cell(day: date, book: Book) -> str:
    cards = book.cards.get(day, [])
    look = "" if day.month == book.month else " other"
    more = len(cards) - IN_A_CELL
    rest = f'<a class="more" href="#{_id(day)}">ほか{more}件</a>' if more > 0 else ""
    jump = (
        f'<a class="jump" href="#{_id(day)}"><span class="away">{dates.short(day)} </span>'
        f"{len(cards)}件</a>"
    )
    return (
        f'<td class="{_kind(day)}{look}">{_number(day)}{_rest(day, book)}'
        f"{jump if cards else _add(day, book, '＋')}{_links(cards[:IN_A_CELL])}{rest}</td>"
    )


def _number(day: date) -> str:
    """The day of the month; today also in words."""
    now = "<span>きょう</span>" if day == clock.today() else ""
    return f'<p class="num"><b>{day.day}</b>{now}</p>'


def week(book: Book) -> None:
    """Seven days side by side; on a telephone, one below the other."""
    st.html(STYLE)
    days = "".join(_day(day, book, always_add=True) for day in book.days)
    st.html(f'<div class="week">{days}</div>')


def agenda(book: Book) -> None:
    """Only the days on which there is something."""
    days = [day for day in book.days if day in book.cards]
    st.html(STYLE)
    st.html(f'<div class="agenda whole-list">{"".join(_day(day, book) for day in days)}</div>')


def _day(day: date, book: Book, *, always_add: bool = False) -> str:
    """One day as a heading and a list."""
    cards = book.cards.get(day, [])
    add = _add(day, book, "＋ 登録する") if always_add or not cards else ""
    empty = "" if cards else " empty"
    words = "" if cards else '<p class="none">教室はありません</p>'
    return (
        f'<section class="day {_kind(day)}{empty}" id="{_id(day)}">'
        f"<h3>{dates.short(day)}{' きょう' if day == clock.today() else ''}</h3>"
        f"{_rest(day, book)}{_links(cards) or words}{add}</section>"
    )


def halls(title: str, book: Book, rooms: Sequence[tuple[Venue, District]]) -> None:
    """Halls down, days across: where something is held, and where there is room."""
    head = "".join(
        f'<th scope="col" class="{_kind(day)}">{dates.short(day)}{_rest(day, book)}</th>'
        for day in book.days
    )
    st.html(STYLE)
    st.html(
        f'<div class="halls" tabindex="0" role="region" aria-label="{escape(title)}"><table>'
        f'<caption>{escape(title)}</caption><thead><tr><th scope="col">会場</th>{head}</tr></thead>'
        f"<tbody>{''.join(_hall(hall, town, book) for hall, town in rooms)}</tbody></table></div>"
    )


def _hall(hall: Venue, town: District, book: Book) -> str:
    name = f"{escape(hall.name)}<small>{escape(town.name)}</small>"
    cells = "".join(_hall_day(hall, day, book) for day in book.days)
    return f'<tr><th scope="row">{name}</th>{cells}</tr>'


def _hall_day(hall: Venue, day: date, book: Book) -> str:
    cards = [card for card in book.cards.get(day, []) if card.venue.id == hall.id]
    reason = book.closed.get(hall.id, {}).get(day, "")
    shut = f'<p class="closed">{escape(reason)}</p>' if reason else ""
    add = "" if cards or reason else _add(day, book, "＋", hall)
    return f'<td class="{_kind(day)}">{shut}{_links(cards)}{add}</td>'


def _links(cards: Sequence[Card]) -> str:
    return f"<ul>{''.join(map(_link, cards))}</ul>" if cards else ""


def _link(card: Card) -> str:
    """A class: its standing is said in words, and its edge is drawn otherwise."""
    event = card.event
    is_open = event.status is EventStatus.PUBLISHED
    left = event.admission.label if event.collects else seats_left(card)[0]
    standing = left if is_open else event.status.label
    return (
        f'<li class="{LOOKS.get(event.status, "over")}">'
        f'<a href="/staff/events?event={event.public_id}" target="_self">'
        f'<span class="t">{dates.clock_time(card.starts.time())}</span> '
        f'<span class="title">{escape(event.title)}</span> '
        f'<span class="place">{escape(card.hall)}</span> '
        f'<span class="standing">{standing}</span></a></li>'
    )


def _rest(day: date, book: Book) -> str:
    """The holiday, and why everything, or the only hall that is shown, is closed."""
    halls = {None, book.hall_id}
    words = [office_days.closed_for(day), *(book.closed.get(one, {}).get(day) for one in halls)]
    return "".join(
        f'<p class="holiday"><span>{escape(one)}</span><span class="little">休み</span></p>'
        for one in words
        if one
    )


def _add(day: date, book: Book, words: str, hall: Venue | None = None) -> str:
    """The way to register on this day; not on one that is over."""
    if day < clock.today() or not book.may_register:
        return ""
    where = f"&amp;venue={hall.id}" if hall else ""
    place = f"、{escape(hall.name)}" if hall else ""
    return (
        f'<a class="add" href="/staff/register?day={day}{where}" target="_self"'
        f' aria-label="{dates.short(day)}{place}に教室を登録する">{words}</a>'
    )


def _id(day: date) -> str:
    return f"day-{day}"


def _color(weekday: str) -> str:
    return {"日": "sun", "土": "sat"}.get(weekday, "")


def _kind(day: date) -> str:
    """Sunday and holidays red, Saturday blue, as on the wall; today has a frame."""
    is_rest = day.weekday() == SUNDAY or office_days.closed_for(day)
    color = "sun" if is_rest else "sat" if day.weekday() == SATURDAY else ""
    return f"{color} now" if day == clock.today() else color


def heading(first: date, last: date, *, is_week: bool) -> str:
    """What is shown, in both calendars."""
    if is_week:
        until = f"{last.month}月{last.day}日"
        return f"{dates.wareki_year(first)}{first.month}月{first.day}日〜{until}"
    middle = first + timedelta(days=14)
    return f"{middle.year}年（{dates.wareki_year(middle)}）{middle.month}月"
