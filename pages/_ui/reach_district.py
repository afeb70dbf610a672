"""One district: how far it was reached, where its people go, what was held, what to do next."""

from collections.abc import Sequence
from urllib.parse import urlencode

import streamlit as st

from charts import outlook
from japanese import dates
from models import District
from pages._ui.events import Link, links
from pages._ui.focus import focus
from pages._ui.reach import FLAGS, of_place
from pages._ui.reach_picture import TURN, back
from pages._ui.tables import table
from services.counts import Reached
from services.held_classes import Held
from services.limits import told
from services.reach import Figures, Flag, Place, Table
from services.targets import Board

HERE = FLAGS | {Flag.NOBODY_CAME: "この町の会場で開いた教室には、まだだれも来ていません。"}
SHOWN = 12  # classes; the list of classes has all of them


def heading(figures: Figures, board: Board | None, town: District) -> Place:
    """What the figures say of it, its flags, and its target."""
    place = next(one for one in figures.places if one.district_id == town.id)
    st.subheader(f"{town.name}の到達", anchor=False)
    st.button("すべての町にもどる", on_click=back, key="r_back")
    if turn := st.session_state.get(TURN):  # pressed in a picture further down
        focus("r_back", turn=turn)
    st.markdown(of_place(figures, place, f"{town.name}の65歳以上の市民"))
    words = told(HERE, figures.limits)
    for flag in place.flags:
        st.markdown(f"- {words[flag]}")
    goal = next((one for one in board.rows if one.district_id == town.id), None) if board else None
    if goal and goal.people:
        left = goal.people - place.seniors.people
        rest = f"あと{left:,}人です" if left > 0 else "届いています"
        st.markdown(f"年度の目標は**{goal.people:,}人**で、{rest}（{goal.done:.0%}）。")
    return place


def next_steps(town: District, place: Place, *, may_plan: bool) -> None:
    """次に何をするか: ready to press, the first one by what is wrong here."""
    st.subheader("次に何をするか", anchor=False)
    st.markdown(_advice(place))
    asked = urlencode({"town": town.name})
    planner = Link(f"/staff/planner?{asked}", f"{town.name}の教室を考える", is_main=True)
    links(
        [
            *([planner] if may_plan else []),
            Link(f"/staff/events?{asked}", "これからの教室を見る"),
            Link("/staff/targets", "目標と、次にすることを書く"),
        ]
    )


def _advice(place: Place) -> str:
    if Flag.NEVER_HELD in place.flags:
        return "まず1回、この町の会場で開く日を決めます。"
    if Flag.NOBODY_CAME in place.flags:
        return "開いても来ていません。知らせ方（回覧板・公民館だより）と、曜日や時間を変えます。"
    if Flag.QUIET in place.flags:
        return "しばらく開いていません。次の教室の日を決めます。"
    if Flag.UNREACHED in place.flags:
        return "来た人が少ない町です。この町の会場か、出張の形式で、回数を増やします。"
    return "届いている町です。まだ来ていない年代に、合った講座を考えます。"


def halls(found: Table, town: District) -> None:
    """To the halls of which districts its people go."""
    st.subheader("この町の人が来ている会場", anchor=False)
    counts = _counts(found, town)
    if not counts:
        st.info("この期間に来た人は、まだいません。")
        return
    whole = found.row_totals[town.id].people
    here = next((many for name, many in counts if name == town.name), 0)
    st.markdown(f"来た{whole:,}人のうち、自分の町の会場に来た人は**{here:,}人**です。")
    _bars(counts, f"{town.name}の人が来ている会場の町", "r_halls")


def kinds(formats: Table, courses: Table, town: District) -> None:
    """Which formats and courses they chose."""
    if not _counts(formats, town):
        return
    st.subheader("どんな教室に来ているか", anchor=False)
    most = _counts(formats, town)[0]
    st.markdown(f"いちばん多い形式は**{most[0]}**（実{most[1]:,}人）です。")
    _bars(_counts(formats, town), f"{town.name}の人が来た形式", "r_formats")
    title = f"{town.name}の人が来た講座（実人数）"
    with st.expander("講座ごとに見る"):
        told = [[name, f"{people:,}"] for name, people in _counts(courses, town)]
        table(title, ["講座", "実人数"], told, numbers=["実人数"])


def _counts(found: Table, town: District) -> list[tuple[str, int]]:
    """Names and people, the most first."""
    people = [
        (one.name, found.cells.get((town.id, one.key), Reached()).people) for one in found.columns
    ]
    return sorted((one for one in people if one[1]), key=lambda one: -one[1])


def _bars(counts: Sequence[tuple[str, int]], what: str, key: str) -> None:
    bars = [outlook.Bar(name, people) for name, people in counts]
    chart = outlook.counts(bars, unit="人", what=what)
    st.altair_chart(chart, width="stretch", theme=None, key=key)


def classes(held: Sequence[Held], town: District) -> None:
    """What was held there, the newest first."""
    st.subheader("この町で開いた教室", anchor=False)
    if not held:
        st.info(f"この期間に、{town.name}で終わった教室はありません。")
        return
    empty = sum(not one.came for one in held)
    nobody = f"このうち{empty:,}回は、だれも来ませんでした。" if empty else ""
    st.markdown(
        f"**{len(held):,}回**開き、延べ{sum(one.came for one in held):,}人が来ました。{nobody}"
    )
    table(
        f"{town.name}で開いた教室",
        ["日", "教室", "会場", "来た人（延べ）"],
        [
            [dates.short(one.event.local_date), one.event.title, one.hall, f"{one.came:,}"]
            for one in held[:SHOWN]
        ],
        numbers=["来た人（延べ）"],
        wide=["教室"],
    )
    if len(held) > SHOWN:
        st.markdown(f"新しい{SHOWN}回を出しています。")
