"""The filters of the counter's queue, kept in the address: where it stands, town, kind."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from models import ConsultationKind, District
from pages._ui.event_filters import EVERY_TOWN
from services.counter_list import View

EVERY_KIND, UNKNOWN_TOWN = "すべての種類", "町は不明・市外"
ADDRESS = "query-params"


def _from_the_first_page() -> None:
    st.query_params.pop("page", None)


KEPT = {"bind": ADDRESS, "on_change": _from_the_first_page}


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
        **KEPT,
    )
    return View(chosen)


def filters(districts: Sequence[District], kinds: Sequence[ConsultationKind]) -> dict[str, Any]:
    """Town and kind, as `counter_list.listed` takes them."""
    towns = {one.name: one.id for one in districts} | {UNKNOWN_TOWN: 0}
    codes = {f"{one.code} {one.name}": one.code for one in kinds}
    left, right = st.columns(2)
    town = left.selectbox("町", [EVERY_TOWN, *towns], key="town", placeholder="選びます", **KEPT)
    kind = right.selectbox("種類", [EVERY_KIND, *codes], key="kind", placeholder="選びます", **KEPT)
    page = st.query_params.get("page", "1")
    return {
        "district_id": towns.get(town),
        "code": codes.get(kind, ""),
        "page": int(page) if page.isdecimal() and 0 < int(page) < 10_000 else 1,
    }
