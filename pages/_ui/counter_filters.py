"""The filters of the counter's queue, kept in the address: where it stands, town, kind."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from models import ConsultationKind, District
from pages._ui.kept import ADDRESS, EVERY_KIND, EVERY_TOWN, page, pick, to_the_first_page
from services.counter_list import View

UNKNOWN_TOWN = "町は不明・市外"


def view(counts: Mapping[View, int]) -> View:
    """Which standing is wanted; how many are in each stands above it."""
    cells = "".join(
        f'<div class="{"main" if one is View.WAITING else ""}"><dt>{one}</dt><dd>{count}</dd></div>'
        for one, count in counts.items()
    )
    st.html(f'<dl class="counts">{cells}</dl>')
    chosen = st.segmented_control(
        "どれを見ますか（お待ちの長い順）",
        [str(one) for one in View],
        default=str(View.WAITING),
        required=True,
        key="view",
        bind=ADDRESS,
        on_change=to_the_first_page,
    )
    return View(chosen)


def filters(districts: Sequence[District], kinds: Sequence[ConsultationKind]) -> dict[str, Any]:
    """Town and kind, as `counter_list.listed` takes them."""
    towns = {one.name: one.id for one in districts} | {UNKNOWN_TOWN: 0}
    codes = {f"{one.code} {one.name}": one.code for one in kinds}
    left, right = st.columns(2)
    return {
        "district_id": pick(left, "町", EVERY_TOWN, towns, "town"),
        "code": pick(right, "種類", EVERY_KIND, codes, "kind") or "",
        "page": page(),
    }
