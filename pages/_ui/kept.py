"""What is chosen stands in the address: a view can be kept as a bookmark or sent to a colleague."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import streamlit as st

from pages._ui.events import Link, links

ADDRESS = "query-params"
EVERY_TOWN, EVERY_HALL, EVERY_FORMAT = "すべての町", "すべての会場", "すべての形式"
EVERY_KIND, EVERY_COURSE = "すべての種類", "すべての講座"
T = TypeVar("T")


def pick(place: Any, label: str, every: str, choices: Mapping[str, T], key: str) -> T | None:
    """One filter, a column's or `st`'s; what an old bookmark names and is gone counts as not said.

    every: the words for no filter.
    """
    said = place.selectbox(
        label,
        [every, *choices],
        key=key,
        bind=ADDRESS,
        placeholder="選びます",
        on_change=to_the_first_page,
    )
    return choices.get(said)


def to_the_first_page() -> None:
    """What is now on the page one stood on is something else."""
    st.query_params.pop("page", None)


def page() -> int:
    """The page of a long list one stands on, from 1."""
    said = st.query_params.get("page", "")
    return max(int(said), 1) if said.isdecimal() and len(said) < 5 else 1


def skipped(at_once: int) -> int:
    """How many stand on the pages before this one."""
    return (page() - 1) * at_once


def turning(total: int, at_once: int, there: Callable[[int], str]) -> None:
    """To the pages before and after; `there`: the address of a page."""
    here, ways = page(), []
    if here > 1:
        ways.append(Link(there(here - 1), f"前の{at_once}件"))
    if (rest := total - here * at_once) > 0:
        ways.append(Link(there(here + 1), f"次の{min(rest, at_once)}件"))
    links(ways)
