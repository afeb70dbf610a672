"""計画と実績 on the screen: plan, held, reached, what was seen, and what is next."""

from collections.abc import Callable, Iterator, Sequence
from html import escape

import streamlit as st

import clock
from japanese import dates
from pages._ui.tables import table
from services.targets import MOST_CLASSES, MOST_PEOPLE, Board, Goal, Row

CITY = "市全体"
SEEN = "平日の午前は満席でした。午後は半分でした。"
NEXT = "回覧に間に合うよう、6週間前に日を決める。"
PLANNED, TURN = ("kind", "people", "rate", "classes"), "t_turn"
NOTHING, PEOPLE, RATE = "決めない", "人数", "割合"


def choose_year(years: Sequence[int]) -> int:
    """The fiscal year of the address (?year=令和8年度), or the present one."""
    names = {dates.fiscal_year_name(one): one for one in years}
    this = dates.fiscal_year(clock.today())
    chosen = st.selectbox(
        "年度", list(names), list(names.values()).index(this), key="year", bind="query-params"
    )
    return names.get(chosen, this)


def sentences(board: Board, copy: Callable | None) -> None:
    """How far the year is, and who is behind; copy: takes over the targets of the year before."""
    name = dates.fiscal_year_name(board.year)
    if not board.planned and not board.city.goal.is_wished:
        st.info(
            f"{name}の目標は、まだありません。下で、町ごとの目標を入れると、実績と並べて出します。"
        )
        if copy and board.earlier:
            before = dates.fiscal_year_name(board.year - 1)
            st.button(f"{before}の目標を写す", key="t_copy", on_click=copy, args=(board.year,))
        return
    st.markdown("".join(_said(board)))
    behind = [one for one in board.planned if (one.done or 0) < board.passed and not one.is_met]
    if behind and board.passed > 0:
        names = "・".join(f"{one.place.name}（{one.done:.0%}）" for one in behind)
        st.markdown(f"過ぎた月日より遅れているのは、{names}です。")


def _said(board: Board) -> Iterator[str]:
    if not board.passed:
        yield f"{dates.fiscal_year_name(board.year)}は、まだ始まっていません。"
    elif board.planned:
        met = [one for one in board.planned if one.is_met]
        yield (
            f"目標を決めた **{len(board.planned)}町** のうち **{len(met)}町** が、"
            f"目標の人数に届いています（年度の{board.passed:.0%}が過ぎました）。"
        )
    city = board.city
    if city.people:
        yield f"市全体では、目標{city.people:,}人のうち **{city.place.seniors.people:,}人** です。"
    if city.goal.classes is not None:
        yield f"教室は、目標{city.goal.classes:,}回のうち **{city.place.held:,}回** 開きました。"


def table_of(board: Board) -> None:
    """Every district's plan beside what came of it; the city last."""
    numbers = ["達成", "届いた人", "目標", "開いた", "目標の回数"]
    table(
        f"{dates.fiscal_year_name(board.year)}の計画と実績",
        ["町", *numbers],
        [_cells(one) for one in [*board.rows, board.city]],
        numbers=numbers,
        totals=[board.city.place.name],
    )
    st.markdown(
        "「届いた人」は、その年度に1回でも来た65歳以上の市民（実人数、住んでいる町）です。"
        "「開いた」は、その町の会場で終わった教室の数です。割合の目標は、いまの人口で人数にしています。"
    )


def _cells(one: Row) -> tuple[str, ...]:
    goal = one.goal
    share = f"（{goal.rate:.1%}）" if goal.rate is not None else ""
    return (
        one.place.name,
        f"{one.done:.0%}" if one.done is not None else "―",
        f"{one.place.seniors.people:,}人",
        f"{one.people:,}人{share}" if one.people is not None else share or "―",
        f"{one.place.held:,}回",
        f"{goal.classes:,}回" if goal.classes is not None else "―",
    )


def notes(board: Board) -> None:
    """What was seen and what is next, of every district somebody has written about."""
    rows = [one for one in [board.city, *board.rows] if one.before or one.goal[-2:] != ("", "")]
    if not rows:
        return
    st.subheader("見たことと、次にすること", anchor=False)
    for one in rows:
        said = (
            ("前の年度に決めたこと", one.before),
            ("見たこと", one.goal.note),
            ("次にすること", one.goal.next_step),
        )
        lines = "".join(f"<li>{what}：{escape(words)}</li>" for what, words in said if words)
        st.html(f"<p><b>{escape(one.place.name)}</b></p><ul>{lines}</ul>")


def ask_goal(board: Board, save: Callable) -> None:
    """One district's target and notes; the boxes hold what is stored."""
    rows = {one.district_id or 0: one for one in [*board.rows, board.city]}
    with st.expander("目標と、見たこと・次にすることを書く"):
        chosen = st.selectbox(
            "町",
            list(rows),
            format_func=lambda one: rows[one].place.name if one else CITY,
            key="t_town",
        )
        _boxes(board.year, rows[chosen])
        st.button(
            "書きとめる",
            key="t_save",
            type="primary",
            on_click=save,
            args=(board.year, chosen or None),
        )


def _key(name: str, year: int, district_id: int | None) -> str:
    turn = st.session_state.get(TURN, 0) if name in PLANNED else 0
    return f"t_{name}_{year}_{district_id or 0}" + (f"_{turn}" if turn else "")


def begin_anew() -> None:
    """The boxes for the plan hold what is stored by now; words typed beside them stay."""
    st.session_state[TURN] = st.session_state.get(TURN, 0) + 1


def _boxes(year: int, row: Row) -> None:
    at = year, row.district_id
    left, right = st.columns(2)
    with left:
        _people_boxes(row.goal, at)
    right.number_input(
        "教室を何回開くか",
        0,
        MOST_CLASSES,
        row.goal.classes,
        key=_key("classes", *at),
        placeholder="決めない",
    )
    if row.before:
        st.html(f"<p>前の年度に決めたこと：<b>{escape(row.before)}</b></p>")
    for label, words, name, example in (
        ("見たこと（どうだったか）", row.goal.note, "note", SEEN),
        ("次にすること", row.goal.next_step, "next", NEXT),
    ):
        st.text_area(label, words, key=_key(name, *at), max_chars=400, placeholder=f"例: {example}")


def _people_boxes(goal: Goal, at: tuple[int, int | None]) -> None:
    kinds = [NOTHING, PEOPLE, RATE]
    now = PEOPLE if goal.people is not None else RATE if goal.rate is not None else NOTHING
    kind = st.radio(
        "65歳以上の目標", kinds, kinds.index(now), key=_key("kind", *at), horizontal=True
    )
    if kind == PEOPLE:
        st.number_input(
            "何人に届くか（実人数）", 0, MOST_PEOPLE, goal.people or 0, key=_key("people", *at)
        )
    elif kind == RATE:
        st.number_input(
            "65歳以上の何％に届くか",
            0.0,
            100.0,
            round((goal.rate or 0) * 100, 1),
            step=0.5,
            format="%.1f",
            key=_key("rate", *at),
        )


def typed(year: int, district_id: int | None) -> Goal:
    """The goal as it stands in the boxes now."""
    state, at = st.session_state, (year, district_id)
    kind = state[_key("kind", *at)]
    return Goal(
        people=state[_key("people", *at)] if kind == PEOPLE else None,
        rate=state[_key("rate", *at)] / 100 if kind == RATE else None,
        classes=state[_key("classes", *at)],
        note=state[_key("note", *at)],
        next_step=state[_key("next", *at)],
    )
