"""Loaner phones on the screen: one big row each, with the one thing that can be done next."""

from collections.abc import Callable, Iterable
from html import escape

import streamlit as st

from models import Event
from pages._ui.tables import table
from services import loans, people
from services.loans import Item
from services.who_came import Guest

SYSTEMS = {"android": "Android", "iphone": "iPhone"}


def counts(shelf: Iterable[Item], event: Event) -> None:
    """The numbers that matter, always in sight."""
    rows = list(shelf)
    out = [one for one in rows if one.is_out]
    cells = (
        ("main", "貸出中", sum(one.event.id == event.id for one in out)),
        ("", "貸せます", sum(one.loan is None for one in rows)),
        ("", "初期化前", sum(one.is_unready for one in rows)),
        ("", "ほかで", sum(one.event.id != event.id for one in out)),
    )
    words = "".join(
        f'<div class="{kind}"><dt>{name}</dt><dd>{number}</dd></div>'
        for kind, name, number in cells
    )
    st.html(f'<dl class="counts">{words}</dl>')


def who(guests: list[Guest]) -> None:
    """To whom the next thing goes; nobody, when it is only used in the class.

    Numbers as texts: only these fall back to nobody once it was lent.
    """
    names = {str(one.person.id): people.called(one.person) for one in guests}
    st.selectbox(
        "どなたに貸しますか（受付が済んだ方から選びます）",
        ["", *names],
        format_func=lambda one: names.get(one, "（お名前は残さない）"),
        key="l_who",
    )


def shelf(
    rows: list[Item], event: Event, lend: Callable, take_back: Callable, make_ready: Callable
) -> None:
    """What is promised to this class first."""
    for one in rows:
        if one.loan is None:
            mark = "この教室の分　" if one.is_promised else ""
            _row(one, f"{mark}押すと貸し出します", "smartphone", lend, event.id, one.equipment.id)
        elif one.is_unready:
            care = loans.care(one.equipment)
            words = f"返却済み　{care}したら押してください"
            _row(one, words, "restart_alt", make_ready, one.loan.id)
        elif one.event.id == event.id:
            name = people.called(one.person) if one.person else "お名前なし"
            words = f"貸出中（{name}）　返ってきたら押してください"
            _row(one, words, "assignment_return", take_back, one.loan.id)
        else:
            words = f"<b>{escape(one.label)}</b><br>貸出中　{escape(one.place)}"
            st.html(f'<p class="who-row">{words}</p>')


def _row(one: Item, words: str, icon: str, act: Callable, *args: int) -> None:
    system = SYSTEMS.get(one.equipment.os, one.equipment.os)
    st.button(
        f"**{one.label}**　{system}  \n{words}",
        key=f"arrive-loan-{one.equipment.id}",
        wrap=True,
        on_click=act,
        args=args,
        width="stretch",
        icon=f":material/{icon}:",
    )


def elsewhere(rows: list[Item]) -> None:
    """What is still out, or not ready, from other classes."""
    if rows:
        st.subheader(f"ほかの教室から戻っていないもの（{len(rows)}台）", anchor=False)
        cells = [
            (one.label, "貸出中" if one.is_out else f"{loans.care(one.equipment)}待ち", one.place)
            for one in rows
        ]
        table("ほかの教室の貸出機器", ("機器", "様子", "貸した教室"), cells, wide=("貸した教室",))
