"""受付 at the hall's door: big rows for one thumb, and the form for who has not booked."""

from collections.abc import Callable

import streamlit as st

import clock
from japanese import kana
from models import AgeBand, BookingStatus, Event, Sex
from pages._ui import people as drawing
from pages._ui.forms import save_button
from services.attendance import Counts, Guest
from services.bookings import Entry

OUTSIDE, UNKNOWN = "市外", "わからない"
WALK_IN = ["w_town", "w_band", "w_sex", "w_name"]
BANDS = [band for band in AgeBand if band is not AgeBand.UNKNOWN] + [AgeBand.UNKNOWN]


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


def expected(entries: list[Entry], come: set[int], arrive: Callable) -> None:
    """Who has a seat and is not here yet, in the order of the fifty sounds. One tap checks in."""
    rows = [one for one in entries if one.person.id not in come]
    seated = [one for one in rows if one.booking.status is BookingStatus.CONFIRMED]
    if seated:
        st.markdown("来た方のお名前を押してください。")
    elif not entries:
        st.markdown("お申し込みの方はいません。「当日参加」から受け付けてください。")
    else:
        st.markdown("お申し込みの方は、みなさんお見えです。")
    for one in sorted(seated, key=lambda one: kana.sort_key(one.person.kana)):
        st.button(
            drawing.on_button(one.person, one.district),
            key=f"arrive-{one.booking.id}",
            wrap=True,
            on_click=arrive,
            args=(one.booking.id,),
            width="stretch",
            icon=":material/radio_button_unchecked:",
        )


def queue(entries: list[Entry], come: set[int], event: Event, sit_down: Callable) -> None:
    """Who waits for a seat and may take one that stays empty."""
    rows = [
        one
        for one in entries
        if one.booking.status is BookingStatus.WAITING and one.person.id not in come
    ]
    if rows:
        st.subheader(f"キャンセル待ちの方（{len(rows)}名）", anchor=False)
        st.markdown("席が空いていれば、順番に当日参加として受け付けます。")
    for number, one in enumerate(rows, start=1):
        st.button(
            f"{number}番　{drawing.on_button(one.person, one.district)}",
            key=f"arrive-queue-{one.booking.id}",
            wrap=True,
            on_click=sit_down,
            args=(event.id, one.person.id),
            width="stretch",
            icon=":material/hourglass_empty:",
        )


def walk_in(towns: dict[str, str], here: str, event: Event, take: Callable) -> None:
    """Town and age band are enough: two taps and the button."""
    choices = [*towns, OUTSIDE, UNKNOWN]
    st.pills(
        "お住まいの町",
        choices,
        default=here,
        format_func=lambda one: towns.get(one, one),
        key="w_town",
        required=True,
    )
    st.pills("年代", BANDS, format_func=lambda one: one.label, key="w_band")
    with st.expander("性別・お名前（聞けたときだけ）", key="w_more"):
        st.pills("性別", list(Sex), format_func=lambda one: one.label, key="w_sex")
        st.text_input("お名前", key="w_name", max_chars=40, placeholder="例: 見本 花子")
    band = st.session_state["w_band"]
    save_button(
        "当日参加で受け付ける" if band else "年代を押してください",
        "walk_in",
        take,
        event.id,
        disabled=band is None,
        width="stretch",
    )


def card_code(event: Event, take: Callable) -> None:
    """Who brings the participation card of an earlier visit."""
    with st.expander("参加証をお持ちの方", key="w_card_box"):
        st.text_input("参加証の番号", key="w_code", max_chars=12, placeholder="例: ACDEFG")
        st.button("参加証で受け付ける", key="w_code_save", on_click=take, args=(event.id,))


def present(guests: list[Guest], event: Event, undo: Callable) -> None:
    """Who is here, the latest first, each with a way back."""
    if not guests:
        st.markdown("まだだれも受け付けていません。")
    for one in reversed(guests):
        at = clock.local(one.attendance.checked_in_at)
        kind = "" if one.attendance.booking_id else "　当日参加"
        with st.container(border=True, key=f"here-{one.person.id}"):
            words, button = st.columns([3, 1], vertical_alignment="center")
            with words:
                drawing.arrived(one, f"{at.hour}時{at.minute:02}分に受付{kind}")
            button.button(
                "取り消す",
                key=f"undo-{one.person.id}",
                on_click=undo,
                args=(event.id, one.person.id),
                width="stretch",
            )
