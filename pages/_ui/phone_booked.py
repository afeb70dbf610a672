"""電話受付: what somebody has booked already, and what can be done with it in the same call."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import streamlit as st

import clock
from japanese import dates
from pages._ui import people as drawing
from services.bookings import Plan
from services.people import Found, called

REASONS = ("ご都合", "体調", "ご家族の用事", "教室の変更", "そのほか")
CHANGE, SUBSTITUTE = "change", "substitute"
TASKS = {
    CHANGE: "右の「教室」から、変更先を選んでください。いまの席は、決まるまで残ります。",
    SUBSTITUTE: "代わりに来られる方を、上の「どなたですか」で選んでください。",
}


class Acts(NamedTuple):
    """What the buttons do."""

    leave: Callable
    cancel: Callable
    answer: Callable
    begin: Callable


def nobody() -> bool:
    """Before anybody is chosen. Whether the pairs of the whole town are asked for."""
    st.markdown("お名前を押すと、ここに入ります。ご夫婦などは続けて加えます。")
    return st.button("2回登録されているかもしれない方", key="p_twice")


def member(one: Found, plans: Sequence[Plan], acts: Acts) -> bool:
    """Somebody of this call: the last visits, what helps, and what is booked. Whether their record
    is asked for."""
    with st.container(border=True, key=f"member-{one.person.id}"):
        words, button = st.columns([4, 1], vertical_alignment="center")
        with words:
            drawing.found(one)
            drawing.recent(one.recent)
        button.button(
            "外す",
            key=f"leave-{one.person.id}",
            on_click=acts.leave,
            args=(one.person.id,),
            width="stretch",
        )
        for plan in plans:
            _booked(plan, acts)
        words = "この方の記録（2回の登録・消去）"
        return st.button(words, key=f"record-{one.person.id}", width="stretch")


def _booked(plan: Plan, acts: Acts) -> None:
    booking, starts = plan.booking, clock.local(plan.event.starts_at)
    words, button = st.columns([3, 2], vertical_alignment="center")
    words.markdown(
        f"**{booking.status.label}**　{dates.short(starts.date())}"
        f" {dates.clock_time(starts.time())}　{plan.venue.name}"
    )
    with button.popover("変更など", key=f"off-{booking.id}", width="stretch"):
        _changes(plan, acts)
    if plan.offer:
        _offered(plan, acts)


def card_matters(members: Sequence[Found], told: dict[int, list[str]]) -> int | None:
    """For whom a talk about the card is to be booked, when the button is pressed; `told`: what is
    booked already, by person."""
    asked = None
    for number, one in enumerate(members):
        for words in told[one.person.id]:
            st.markdown(f"**カードの相談**　{words}")
        who = f"{called(one.person)}の" if len(members) > 1 else ""
        if st.button(
            f"{who}カードの相談を予約する",
            key=f"p_card-{one.person.id}",
            icon=":material/badge:",
            shortcut=None if number else "Alt+9",
            width="stretch",
        ):
            asked = one.person.id
    return asked


def _offered(plan: Plan, acts: Acts) -> None:
    """The caller is whom we wanted to call: the answer is taken here."""
    until = dates.spoken(plan.offer.expires_at)
    st.markdown(
        f"席が空き、{plan.offer.seats}名様分を取ってあります。**{until}まで**にお返事が要ります。"
    )
    yes, no = st.columns(2)
    for column, words, accepts in ((yes, "承諾する", True), (no, "辞退する", False)):
        column.button(
            words,
            key=f"{'yes' if accepts else 'no'}-{plan.booking.id}",
            type="primary" if accepts else "secondary",
            on_click=acts.answer,
            args=(plan.offer.id, accepts),
            width="stretch",
        )


def _changes(plan: Plan, acts: Acts) -> None:
    booking = plan.booking
    st.markdown(plan.event.title)
    for task, words in ((CHANGE, "ほかの教室に変える"), (SUBSTITUTE, "代わりの方が来る")):
        st.button(
            words,
            key=f"{task}-{booking.id}",
            on_click=acts.begin,
            args=(task, booking.id),
            width="stretch",
        )
    st.radio("取り消す理由", REASONS, key=f"reason-{booking.id}")
    st.button(
        "取り消しを確定する",
        key=f"cancel-{booking.id}",
        type="primary",
        on_click=acts.cancel,
        args=(booking.id,),
        width="stretch",
    )


def task(name: str, stop: Callable) -> None:
    """What is being done with a booking, and the way back."""
    st.info(TASKS[name])
    st.button("やめる", key="p_stop", on_click=stop)
