"""受付 at the hall's door: big rows for one thumb, and what a tap on a name means."""

import unicodedata
from collections.abc import Callable
from typing import NamedTuple

import streamlit as st

from japanese import kana
from models import Absence, BookingStatus, Event
from pages._ui import people as drawing
from pages._ui.events import Link, links
from services.bookings import Entry
from services.who_came import Counts

SHORTEST_CODE = 5  # letters; fewer are a name or a number of the roster


class Act(NamedTuple):
    """What a tap on a name does, told above the names."""

    sentence: str
    icon: str


ACTS = {
    "受付": Act("来た方のお名前を押してください。", "radio_button_unchecked"),
    "遅刻": Act("遅れて来た方のお名前を押してください。", "schedule"),
    "欠席": Act(
        "欠席の連絡があった方のお名前を押してください。もう一度押すと戻ります。", "event_busy"
    ),
    "代わり": Act("代わりの方が来た席の、元のお名前を押してください。", "swap_horiz"),
}
RECEIVE = "受付"
BOOKED, NEW, HERE = "申込", "当日参加", "来た方"


def by_time(event: Event) -> None:
    """Who has a time is not in the list of this door, and is looked for in vain."""
    if event.is_by_time:
        st.markdown("時刻を予約した方は、「相談コーナー」で受け付けます。")
        address = f"/staff/corner?event={event.public_id}"
        links([Link(address, "相談コーナー", is_main=True)])


def counts(now: Counts, waiting: int) -> None:
    """The numbers that matter, always in sight."""
    rows = (
        ("main", "出席", now.present),
        ("", "申込", now.booked),
        ("", "当日参加", now.walked_in),
        ("", "待ち", waiting),
    )
    cells = "".join(
        f'<div class="{kind}"><dt>{words}</dt><dd>{number}</dd></div>'
        for kind, words, number in rows
    )
    st.html(f'<dl class="counts">{cells}</dl>')


def view(now: Counts) -> str:
    """Which of the three lists is on the screen."""
    titles = {
        BOOKED: f"{BOOKED} あと{now.awaited}",
        NEW: NEW,
        HERE: f"{HERE} {now.present}",
    }
    return st.segmented_control(
        "だれを受け付けますか",
        list(titles),
        format_func=titles.get,
        default=BOOKED,
        required=True,
        key="d_view",
        width="stretch",
        label_visibility="collapsed",
    )


def find_box(scan: Callable, event_id: int) -> str:
    """One box for a name, a number of the roster, or a scanner that types codes and Enter."""
    return st.text_input(
        "お名前・名簿の番号でさがす／参加証を読み取る",
        key="d_find",
        on_change=scan,
        args=(event_id,),
        max_chars=60,
        placeholder="例: わたなべ、12、参加証の番号",
    )


def code_in(typed: str) -> str:
    """The code of a card, if that is what was typed or scanned; else nothing."""
    plain = unicodedata.normalize("NFKC", typed).strip().rsplit("/")[-1]
    letters = "".join(plain.replace("-", "").split())
    is_code = letters.isascii() and letters.isalnum() and not letters.isdecimal()
    return letters if is_code and len(letters) >= SHORTEST_CODE else ""


def matching(entries: list[Entry], typed: str) -> list[Entry]:
    """Those whose name, reading or number on the roster was typed; all when nothing was."""
    plain = unicodedata.normalize("NFKC", typed).strip()
    if plain.isdecimal():
        return [one for one in entries if one.booking.roster_row == int(plain)]
    return [
        one
        for one in entries
        if kana.fold(plain) in one.person.kana_key
        or kana.fold_name(plain) in kana.fold_name(one.person.name)
    ]


def expected(entries: list[Entry], come: set[int], tap: dict[str, Callable]) -> None:
    """Who has a seat and is not here yet, in the order of the fifty sounds."""
    act = st.segmented_control(
        "押したときにすること",
        list(ACTS),
        default=RECEIVE,
        required=True,
        key="d_act",
        width="stretch",
        label_visibility="collapsed",
    )
    rows = [
        one
        for one in sorted(entries, key=lambda one: kana.sort_key(one.person.kana))
        if one.booking.status is BookingStatus.CONFIRMED and one.person.id not in come
    ]
    awaited = [one for one in rows if one.booking.absence is Absence.NONE]
    absent = [one for one in rows if one not in awaited]
    st.markdown(ACTS[act].sentence if rows else "ここに出す方はいません。")
    for one in awaited:
        _row(one, tap[act], ACTS[act].icon)
    if absent:
        st.subheader(f"欠席の方（{len(absent)}名）", anchor=False)
    for one in absent:
        _row(one, tap[act], ACTS[act].icon, more=one.booking.absence.label)


def _row(one: Entry, tap: Callable, icon: str, more: str = "") -> None:
    number = f"{one.booking.roster_row}番　" if one.booking.roster_row else ""
    st.button(
        number + drawing.on_button(one.person, one.district, more=more),
        key=f"arrive-{one.booking.id}",
        wrap=True,
        on_click=tap,
        args=(one.booking.id,),
        width="stretch",
        icon=f":material/{icon}:",
    )


def queue(entries: list[Entry], come: set[int], event_id: int, sit_down: Callable) -> None:
    """Who waits for a seat and may take one that stays empty."""
    rows = [
        one
        for one in entries
        if one.booking.status is not BookingStatus.CONFIRMED and one.person.id not in come
    ]
    if rows:
        st.subheader(f"席を待っている方（{len(rows)}名）", anchor=False)
        st.markdown("席が空いていれば、順番に当日参加として受け付けます。")
    for number, one in enumerate(sorted(rows, key=lambda one: one.booking.rank), start=1):
        st.button(
            f"待ち{number}　{drawing.on_button(one.person, one.district)}",
            key=f"arrive-queue-{one.booking.id}",
            wrap=True,
            on_click=sit_down,
            args=(event_id, one.person.id),
            width="stretch",
            icon=":material/hourglass_empty:",
        )
