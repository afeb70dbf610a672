"""How a picture of the reach figures is shown, and what pressing a district in it does."""

from functools import partial

import streamlit as st
from altair import LayerChart

from charts.style import PRESSED
from database import reading
from pages._ui.kept import EVERY_TOWN
from services import places

TOWN = "district"  # the selectbox of the district, and its name in the address
TURN = "r_turn"  # goes up with each visit to a district: the picture forgets what was pressed


def show(chart: LayerChart, key: str) -> None:
    """The chart brings its own fonts, colours and description."""
    st.altair_chart(chart, width="stretch", theme=None, key=key)


def show_towns(chart: LayerChart, key: str, *, width: str = "stretch") -> None:
    """The same of a chart in which a district can be pressed; the selectbox above does the same."""
    key = f"{key}_{st.session_state.get(TURN, 0)}"
    st.altair_chart(
        chart,
        width=width,
        theme=None,
        key=key,
        on_select=partial(_press, key),
        selection_mode=PRESSED,
    )


def _press(key: str) -> None:
    pressed = st.session_state[key]["selection"].get(PRESSED, [])
    with reading() as db:
        towns = {one.name for one in places.districts(db)}
    name = next((one.get("name") for one in pressed), None)
    if name in towns:  # and not the row of those whose town is unknown
        st.session_state[TOWN] = name
        st.session_state[TURN] = st.session_state.get(TURN, 0) + 1


def back() -> None:
    """To all districts."""
    st.session_state[TOWN] = EVERY_TOWN
