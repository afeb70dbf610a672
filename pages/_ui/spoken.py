"""What the telephone desk reads aloud: why it asks, what was booked, whom a seat went to."""

from collections.abc import Callable, Sequence
from html import escape

import streamlit as st

from japanese import dates
from models import Booking, BookingStatus, Format, Person
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
NO_CALL_BACK = "お電話番号を伺っていませんので、前の日までに、もう一度お電話ください。"


def purpose() -> None:
    """To be read aloud before a name is taken down (個人情報保護法 62条: 利用目的の明示)."""
    st.html(f'<p class="say">読み上げます　{PURPOSE}</p>')


def read_back(card: Card, party: Sequence[Person], bookings: Sequence[Booking], line: int) -> str:
    """What the caller hears at the end: day, hour, place, how many, who, and what to bring."""
    when = f"{dates.spoken(card.event.starts_at)}、{card.venue.name}"
    count, title = len(party), card.event.title
    if bookings[0].status is BookingStatus.WAITING:
        calls = "席が空きましたら、お電話します。" if any(p.phone for p in party) else NO_CALL_BACK
        return (
            f"{when}、「{title}」は、ただいま満席です。"
            f"{count}名様で、キャンセル待ちの{line}番目にお入れしました。{calls}"
        )
    names = "、".join(people.called(person) for person in party)
    card_too = BRING_CARD if card.event.format is Format.CONSULTATION else ""
    return f"{when}、「{title}」を、{count}名様でお取りしました。{names}です。{BRING}{card_too}"


def done(words: str, go_on: Callable) -> None:
    """The read-back, large, a sentence a line; then the next call, or more for these people."""
    lines = "<br>".join(escape(line) + "。" for line in words.removesuffix("。").split("。"))
    st.html(f'<div class="say"><p>復唱します</p><p class="read">{lines}</p></div>')
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
