"""まとめを元にもどす on the screen: with whom somebody was made one, and what would come back."""

from collections.abc import Callable, Sequence

import streamlit as st

from japanese import dates
from pages._ui.person import bullets, counted
from pages._ui.screen import outcome
from services.taking_apart import Made, Return

APART = "apart"
SURE = "r_apart_sure_"
FIGURES = "到達の数字は、2人として数え直します。公表した数字は、変わりません。"


def made(merges: Sequence[tuple[Made, Return]], undo: Callable) -> None:
    """Each merge this record came out of, the last one first."""
    if merges:
        st.subheader("この記録にまとめた方", anchor=False)
    with st.container():  # when it has been read, what is open below stays open
        outcome(APART)
    for one, found in merges:
        day, until = dates.with_era(one.day), dates.with_era(one.until)
        st.markdown(f"**{one.name}** とまとめました（{day}、{one.who}）")
        with st.expander("別の方だったとき：元にもどす"):
            if found.problem:
                st.error(found.problem)
            else:
                _ask(one, found, until, undo)


def _ask(one: Made, found: Return, until: str, undo: Callable) -> None:
    words = [f"{one.name}の記録（お名前・電話番号など、まとめる前のとおり）"]
    words += [f"この方へ移るもの：{counted(found.owned)}"] if found.owned else []
    st.markdown("**もどるもの**\n" + bullets([*words, *found.back]))
    if found.told:
        st.markdown("**もどらないもの**\n" + bullets(found.told))
    st.markdown(f"{FIGURES}元にもどせるのは、{until}までです。")
    sure = st.checkbox("別の方だと、ご本人などに確かめました", key=f"{SURE}{one.id}")
    key = f"r_apart_{one.id}"
    st.button("元にもどす", key=key, disabled=not sure, on_click=undo, args=(one.id,))


def done(told: Sequence[str]) -> str:
    """What is said afterwards; what stays as it is now is said once more."""
    words = "元にもどしました。2人の記録になりました。"
    return words + (f"  \nもどらなかったもの：{''.join(told)}" if told else "")
