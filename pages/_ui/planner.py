"""次の教室を考える: the wish as it is asked for, and what is assumed, in plain words."""

from collections.abc import Sequence
from datetime import date, time

import streamlit as st

import clock
from japanese import dates
from models import Course, District, Format, Proposal
from pages._ui.forms import idem_name, save_button
from pages._ui.register_form import LENGTHS, TIMES
from services import wishes
from services.wishes import MOST_CLASSES, Assumptions, Wish

FORM = "planner"
FORGET = [idem_name(FORM)]
SEATS = (4, 8, 12, 16, 20, 24, 30)
# What is assumed: its name on the screen, what it means, and as a share of a hundred or not.
ASSUMED = {
    "uptake": ("1回の教室に来る人（まだの人100人のうち）", "実績が少ないうちに使う数です", True),
    "fade": ("同じ町で続けて開いたときの残り（％）", "2回目は、1回目の何％が新しい人か", True),
    "urgent": ("届いていない町を何倍に数えるか", "1なら、どの町も同じに数えます", False),
    "near_km": ("近さの目安（km）", "これだけ離れると、来る人が約3分の1になります", False),
    "far_km": ("これより遠い町からは来ない（km）", "町の中心どうしの直線です", False),
    "stairs": ("段差のある会場に来られる人（％）", "100なら、段差を気にしません", True),
    "no_bus": ("バス停の案内がない会場に来られる人（％）", "100なら、気にしません", True),
    "travel_km": ("担当が行ける距離（km）", "担当の地区からの直線です", False),
    "again": ("席がなかった申込のうち、次に来る人（％）", "最近180日の申込を足します", True),
    "steady": (
        "実績をどれだけ信じるか（回）",
        "これより少ない回数の実績は、市全体に寄せます",
        False,
    ),
}


def ask(
    towns: Sequence[District], courses: Sequence[Course], last: Proposal | None, volunteers: int
) -> None:
    """What is wished for; the essentials first. A district of the address (?town=) has to be."""
    usual = wishes.usual()
    with st.container(border=True):
        st.subheader("条件", anchor=False)
        left, middle, right = st.columns(3)
        left.number_input("教室の数（回）", 1, MOST_CLASSES, usual.classes, key="n_classes")
        tomorrow = clock.today() + (date.resolution)
        middle.date_input("この日から", usual.since, min_value=tomorrow, key="n_since")
        right.date_input("この日まで", usual.until, min_value=tomorrow, key="n_until")
        names = {one.id: one.name for one in towns}
        left, right = st.columns(2)
        asked = [one.id for one in towns if one.name == st.query_params.get("town")]
        for column, key, words, first in (
            (left, "n_must", "必ず開く町", asked),
            (right, "n_without", "今回は開かない町", []),
        ):
            column.multiselect(
                words, list(names), first, format_func=names.get, key=key, placeholder="ありません"
            )
    with st.expander("条件を細かく決める"):
        _classes(usual, volunteers)
        _days(usual)
        _what(courses)
    with st.expander("計算のもとになる数（見込みは、この数で変わります）"):
        _assumptions(wishes.read(last.wish).assumed if last else Assumptions())


def _classes(usual: Wish, volunteers: int) -> None:
    left, middle, right = st.columns(3)
    left.selectbox("1回の定員（名）", SEATS, SEATS.index(usual.seats), key="n_seats")
    middle.selectbox("長さ（分）", LENGTHS, LENGTHS.index(usual.minutes), key="n_minutes")
    right.number_input(
        "先に決める担当（名）",
        0,
        10,
        min(usual.helpers, max(min(1, volunteers), volunteers // 3)),
        key="n_team",
        help="講師を入れた人数です。ここで決めない補助は、「担当の割り当て」で決めます。",
    )
    left, middle, right = st.columns(3)
    left.number_input("1つの町で多くても（回）", 1, 20, usual.per_town, key="n_per_town")
    middle.number_input("1週間に多くても（回）", 1, 20, usual.per_week, key="n_per_week")
    right.number_input("1人の担当が多くても（回）", 1, 20, usual.per_worker, key="n_per_worker")
    st.markdown("同じ町では、1週間に1回までにします。")
    st.checkbox("「出られる」と答えた日だけで組む", usual.only_offered, key="n_only_offered")
    st.checkbox("段差のない会場だけ", key="n_step_free")
    st.checkbox("Wi-Fiのある会場だけ", key="n_wifi")


def _days(usual: Wish) -> None:
    st.multiselect(
        "曜日",
        range(7),
        list(usual.weekdays),
        format_func=dates.WEEKDAYS.__getitem__,
        key="n_weekdays",
        placeholder="選びます",
    )
    st.multiselect(
        "始まりの時刻",
        TIMES,
        list(usual.starts),
        format_func=dates.clock_time,
        key="n_starts",
        placeholder="選びます",
    )
    first, last = (st.session_state.get(key) for key in ("n_since", "n_until"))
    span = dates.days(first, last) if first and last and first <= last else []
    st.multiselect(
        "開かない日（行事や会議の日）",
        span,
        format_func=dates.short,
        key="n_closed",
        placeholder="ありません",
    )
    st.checkbox("祝日にも開く", key="n_holidays")


def _what(courses: Sequence[Course]) -> None:
    st.multiselect(
        "形式",
        list(Format),
        [Format.COURSE],
        format_func=lambda one: one.label,
        key="n_formats",
        placeholder="選びます",
    )
    names = {one.id: f"{one.code} {one.title}" for one in courses}
    st.multiselect(
        "講座（選ばないときは「基本」の講座から選びます）",
        list(names),
        format_func=names.get,
        key="n_courses",
        placeholder="おまかせ",
    )


def _assumptions(now: Assumptions) -> None:
    st.markdown(
        "だれにもわからない数です。町の実績があるときは、回数が多いほど実績のほうを使います。"
        "ここを変えて案を作り直し、結果がどれだけ変わるかを見てください。"
    )
    columns = st.columns(2)
    for number, (name, (label, meaning, is_share)) in enumerate(ASSUMED.items()):
        value = getattr(now, name)
        columns[number % 2].number_input(
            label,
            0.0 if name != "near_km" else 0.1,
            100.0,
            round(value * 100, 2) if is_share else value,
            step=0.1 if name in ("uptake", "urgent") else 1.0,
            format="%.1f",
            key=f"n_a_{name}",
            help=meaning,
        )


def typed() -> Wish:
    """The wish as it stands in the form now."""
    state = st.session_state
    plain = ("since", "until", "classes", "seats", "minutes", "team", "per_town", "per_week")
    flags = ("per_worker", "holidays", "step_free", "wifi", "only_offered")
    lists = ("must", "without", "weekdays", "closed", "courses")
    return Wish(
        **{name: state[f"n_{name}"] for name in (*plain, *flags)},
        **{name: tuple(state[f"n_{name}"]) for name in lists},
        starts=tuple(_times(state["n_starts"])),
        formats=tuple(Format(one) for one in state["n_formats"]),
        assumed=Assumptions(
            **{
                name: state[f"n_a_{name}"] / (100 if is_share else 1)
                for name, (_, _, is_share) in ASSUMED.items()
            }
        ),
    )


def _times(chosen: Sequence[time]) -> list[time]:
    return sorted(chosen)


def propose_button(propose) -> None:
    save_button("案を作る", FORM, propose, width="stretch")
