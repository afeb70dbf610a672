"""まとめ方 on the screen: what is proposed, what is chosen, and what is fixed for the year."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import streamlit as st

from database import Db
from japanese.dates import fiscal_year_name
from models import FigureMerge, Staff
from services import figure_merges, places
from services.figure_keys import JOIN
from services.figure_merges import Proposal


class Merges(NamedTuple):
    """What the section is drawn from; `towns` by district id, as it is stored."""

    fiscal_year: int
    is_open: bool
    fixed: list[FigureMerge]
    proposals: list[Proposal]
    towns: dict[str, str]


def read(db: Db, fiscal_year: int, staff: Staff) -> Merges:
    is_open = figure_merges.is_open(db, fiscal_year=fiscal_year)
    return Merges(
        fiscal_year=fiscal_year,
        is_open=is_open,
        fixed=figure_merges.of_year(db, fiscal_year=fiscal_year),
        proposals=figure_merges.proposals(db, fiscal_year=fiscal_year, by=staff) if is_open else [],
        towns={str(one.id): one.name for one in places.districts(db)},
    )


def chosen(fiscal_year: int, offered: Sequence[str]) -> list[str]:
    """What is ticked, and the towns put together by hand, in the city's own order."""
    ticked = [one for one in offered if st.session_state[_key(fiscal_year, one)]]
    by_hand = st.session_state[_key(fiscal_year, "towns")]
    return [*ticked, JOIN.join(by_hand)] if by_hand else ticked


def draw(merges: Merges, fix: Callable[[int, list[str]], None]) -> None:
    year = fiscal_year_name(merges.fiscal_year)
    names = "、".join(f"「{one.name}」" for one in merges.fixed)
    st.subheader(f"{year}のまとめ方", anchor=False)
    if not merges.is_open:
        told = (
            f"{names}は、まとめて1つに数えます。" if names else "まとめて数えるものはありません。"
        )
        st.markdown(f"{told}この年度の数字をもう公表したので、年度の間は変えられません。")
        return
    told = f"今は、{names}をまとめて数えます。" if names else "今は、何もまとめていません。"
    st.markdown(
        f"{told}人数の少ない町や年代をまとめると、出せない数が減ります。"
        f"年度の最初の公表で決まり、{year}の間は変えられません。"
    )
    _choices(merges, fix)


def _choices(merges: Merges, fix: Callable[[int, list[str]], None]) -> None:
    fixed = [one.members for one in merges.fixed]
    offered = {one.members: one for one in merges.proposals}
    own = [one for one in fixed if one not in offered]
    by_hand = own[0].split(JOIN) if own and own[0].split(JOIN)[0] in merges.towns else []
    with st.form(f"merges-{merges.fiscal_year}"):
        for members, one in offered.items():
            st.checkbox(
                f"**{one.name}**にまとめる　{one.reason}",
                members in fixed,
                key=_key(merges.fiscal_year, members),
            )
        st.multiselect(
            "ほかにまとめる町（2つ以上）",
            list(merges.towns),
            by_hand,
            format_func=merges.towns.get,
            key=_key(merges.fiscal_year, "towns"),
            placeholder="ありません",
        )
        st.form_submit_button(
            "このまとめ方にする", on_click=fix, args=(merges.fiscal_year, list(offered))
        )


def _key(fiscal_year: int, what: str) -> str:
    return f"merge-{fiscal_year}-{what}"
