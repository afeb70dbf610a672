"""What the telephone desk reads aloud: why it asks, what was booked, whom a seat went to."""

from collections.abc import Callable, Sequence
from html import escape
from typing import NamedTuple

import streamlit as st

from japanese import dates
from models import Admission, Booking, BookingStatus, Event, Format, Person
from pages._ui import people as drawing
from services import people
from services.bookings import Entry
from services.calendar import Card

PURPOSE = (
    "「お名前とお電話番号は、教室のご連絡と、参加された方の人数を数えるためだけに使います。"
    "ほかの目的には使いません。よろしいですか。」"
)
BRING = (
    "持ち物は、スマートフォンと充電器、筆記用具、お使いの方は老眼鏡です。"
    "スマートフォンは、充電しておいてください。"
)
BRING_CARD = "カードの相談をされる方は、マイナンバーカードもお持ちください。"
FREED, DECIDED = "席が空きましたら", "結果は、決まりましたら"
NO_CALL_BACK = "お電話番号を伺っていませんので、前の日までに、もう一度お電話ください。"


def purpose() -> None:
    """To be read aloud before a name is taken down (個人情報保護法 62条: 利用目的の明示)."""
    st.html(f'<p class="say">読み上げます　{PURPOSE}</p>')


class Booked(NamedTuple):
    """What the party got at one class; `line`: how many parties are served up to and with it."""

    card: Card
    bookings: Sequence[Booking]
    line: int


def read_back(party: Sequence[Person], booked: Sequence[Booked]) -> str:
    """What the caller hears at the end: day, hour, place, how many, who, and what to bring."""
    said = "".join(_told(one, party) for one in booked)
    if all(one.bookings[0].status is BookingStatus.WAITING for one in booked):
        return said + _call(party)
    names = "、".join(people.called(person) for person in party)
    formats = {one.card.event.format for one in booked}
    card_too = BRING_CARD if Format.CONSULTATION in formats else ""
    return f"{said}{names}です。{BRING}{card_too}"


def _told(one: Booked, party: Sequence[Person]) -> str:
    event, status, count = one.card.event, one.bookings[0].status, len(one.bookings)
    what = f"{dates.spoken(event.starts_at)}、{one.card.hall}、「{event.title}」"
    if status is BookingStatus.WAITING:
        return (
            f"{what}は、ただいま満席です。"
            f"{count}名様で、キャンセル待ちの{one.line}番目にお入れしました。"
        )
    if status is BookingStatus.APPLIED:
        return f"{what}に、{count}名様で応募されました。{how_decided(event)}{_call(party, DECIDED)}"
    return f"{what}を、{count}名様でお取りしました。"


def how_decided(event: Event) -> str:
    """How seats are given where applications are collected."""
    how = {
        Admission.LOTTERY: "抽選で決まります",
        Admission.FIRST_TIMERS_FIRST: "はじめての方を優先して決まります",
        Admission.OWN_DISTRICT_FIRST: "町内の方を優先して決まります",
    }[event.admission]
    until = f"応募の締切は、{dates.short(event.closes_on)}です。" if event.closes_on else ""
    return f"席は、応募された方の中から、{how}。{until}"


def _call(party: Sequence[Person], why: str = FREED) -> str:
    """A call is promised only to who left a number."""
    return f"{why}、お電話します。" if any(person.phone for person in party) else NO_CALL_BACK


def done(words: str, booked: Sequence[Booked], go_on: Callable) -> None:
    """The read-back, large, a sentence a line; then the next call, or more for these people."""
    lines = "<br>".join(escape(line) + "。" for line in words.removesuffix("。").split("。"))
    st.html(f'<div class="say" data-see><p>復唱します</p><p class="read">{lines}</p></div>')
    st.button(
        "次の電話へ",
        type="primary",
        key="p_next",
        on_click=go_on,
        kwargs={"same_people": False},
        shortcut="Alt+0",
    )
    st.button(
        "同じ方で、ほかの教室も申し込む", key="p_more", on_click=go_on, kwargs={"same_people": True}
    )
    for one in booked:
        event, number = one.card.event, one.bookings[0].id
        st.link_button(
            f"申込のひかえを印刷する（{one.card.day}）",
            f"/staff/files/booking/{event.public_id}/{number}.pdf",
            key=f"p_slip-{number}",
        )


def offered_sentence(done: str, entries: Sequence[Entry]) -> str:
    """Whom a freed seat is held for: they do not know it yet."""
    if not entries:
        return done
    names = "、".join(
        f"{people.called(one.person)}（{drawing.phone(one.person)}）" for one in entries
    )
    return (
        f"{done}空いた席を、待っている {names} のために取っておきます。"
        "お電話して、承諾か辞退かを伺ってください。"
    )
