"""同じ人が2回登録されているとき: who may be one person, both side by side, and making them one."""

from collections.abc import Callable, Sequence

import streamlit as st

from database import reading
from models import Person, Staff
from pages._ui import people as drawing
from pages._ui.person import counted, facts, way
from pages._ui.phone import searched
from pages._ui.tables import table
from services import merge_records, person_merges
from services.doubles import Double
from services.people import Found
from services.person_merges import Joining

SURE, QUERY = "r_sure", "r_query"
KEEP = "r_keep_"
WAY_BACK = (
    "まちがえたときは、1年のあいだ、残る記録の画面から元にもどせます。"
    "ただし、次の方へまわった席や、まとめたあとに変わったものは、もどりません。"
    "だれが何をまとめたかは、記録に残ります。"
)
MOST = 5


def listed(pairs: Sequence[Double]) -> None:
    """The likeliest pairs of the town."""
    st.subheader("2回登録されているかもしれない方", anchor=False)
    st.markdown(
        "お名前が同じで、電話番号か生まれた年、または町が同じ方です。"
        "別の方のこともあります。ご本人に確かめてから、まとめます。"
    )
    if not pairs:
        st.markdown("いまは、いらっしゃいません。")
    for one in pairs:
        _pair(one)


def candidates(person: Person, alike: Sequence[Double], staff: Staff) -> None:
    """Who may be the same as this person; anybody else can be looked for."""
    st.subheader("同じ方が2回登録されているとき", anchor=False)
    for one in alike:
        _pair(one, is_one_known=True)
    if not alike:
        st.markdown("お名前と、電話番号・町・生まれた年が同じ方は、ほかにいらっしゃいません。")
    query = st.text_input(
        "ほかの方と並べる（読みがな、電話番号、参加証の番号）",
        key=QUERY,
        type="search",
        placeholder="例: みほん はなこ",
    )
    with reading() as db:
        found = searched(db, query, staff)
    others = [one for one in found if one.person.id != person.id][:MOST]
    for one in others:
        drawing.found(one)
        way("並べて見る", person.id, one.person.id, kind="found")
    if query and not others:
        st.markdown("見つかりません。読みを短くして、もう一度お探しください。")


def _pair(one: Double, *, is_one_known: bool = False) -> None:
    with st.container(border=True):
        if not is_one_known:
            drawing.line(one.person, one.homes[0])
        drawing.line(one.other, one.homes[1])
        same, different = (one.agreeing(yes=yes) for yes in (True, False))
        words = f"同じ：{'・'.join(same)}"
        st.markdown(words + (f"　ちがう：**{'・'.join(different)}**" if different else ""))
        way("並べて見る", one.person.id, one.other.id)


def compare(one: Found, other: Found, joining: Joining, merge: Callable) -> None:
    """Both side by side, what would be done, and the button."""
    st.subheader("同じ方か、確かめます", anchor=False)
    left, right = facts(one), facts(other)
    with st.container(key="r_pair"):
        table(
            "2つの記録",
            ["", "残る記録", "まとめる記録"],
            [(name, left.get(name, "―"), right.get(name, "―")) for name in left | right],
            wide=["残る記録", "まとめる記録"],
        )
    if one.person.kana_key != other.person.kana_key:
        st.warning("お名前の読みがちがいます。別の方ではないか、よく確かめてください。")
    ids = one.person.id, other.person.id
    with st.container(horizontal=True):
        way("残る記録を入れかえる", *reversed(ids))
        way("まとめないで、もどる", ids[0])
    if joining.problem:
        st.error(joining.problem)
        return
    _choose(one.person, left, other.person, right)
    st.markdown(f"**移るもの**　{counted(joining.owned)}")
    for words in joining.told:
        st.warning(words)
    st.markdown(WAY_BACK)
    sure = st.checkbox("同じ方だと、ご本人などに確かめました", key=SURE)
    st.button(
        "1人にまとめる", key="r_merge", type="primary", disabled=not sure, on_click=merge, args=ids
    )


def _choose(one: Person, left: dict[str, str], other: Person, right: dict[str, str]) -> None:
    """Where both say something else, which of the two stays."""
    for field in person_merges.differing(one, other):
        name = merge_records.NAMES[field]
        words = [left[name], right[name]]
        st.radio(f"残す「{name}」", range(2), format_func=words.__getitem__, key=f"{KEEP}{field}")


def taken(one: Person, other: Person) -> list[str]:
    """The fields of which the other's words were chosen."""
    fields = person_merges.differing(one, other)
    return [field for field in fields if st.session_state.get(f"{KEEP}{field}") == 1]
