"""参加者の記録 on the screen: what is known of somebody, and forgetting them."""

from collections.abc import Callable, Mapping, Sequence
from html import escape

import streamlit as st

import clock
from japanese import dates
from models import Handset, Person, Sex
from pages._ui import people as drawing
from pages._ui.forms import choose
from pages._ui.screen import outcome
from services import erasure, people
from services.people import Found

TYPED, ERASURE = "r_typed", "erasure"
HANDSET, FACTS = "r_handset", "facts"
GONE = (
    "お名前と読み、電話番号、生まれた年、お持ちの電話、お手伝いできること、電話のメモ",
    "まとめる前の控え（2つの記録をまとめた方は、元にもどせなくなります）",
    "質問とカード相談に書いたお名前・電話番号・メモ、電話と受付の控え",
)
KEPT = (
    "来た回数（だれのものか、わからない数になります）。到達と、公表した数字は変わりません",
    "町・年代・性別（数えるためだけに残します）",
    "質問の文章（よくある質問のもとになるため、だれが聞いたかを消して残します）",
    "消したことの記録（いつ、だれが消したか。お名前は残りません）",
)


def turn_to(person_id: int, other_id: int | None = None) -> None:
    """Another record, or two side by side, in the same call: a link would begin a new one."""
    st.query_params.from_dict(
        {"person": str(person_id)} | ({"with": str(other_id)} if other_id else {})
    )


def way(words: str, *ids: int, kind: str = "to") -> None:
    """A button to these records; kind: where more than one of the screen leads there."""
    key = "-".join([f"r_{kind}", *map(str, ids)])
    st.button(words, key=key, on_click=turn_to, args=ids)


def facts(one: Found) -> dict[str, str]:
    """All that is known of somebody, and nothing that is not."""
    person = one.person
    born = f"{person.birth_year}年" if person.birth_year else ""
    every = {
        "お名前": person.name,
        "読み": person.kana,
        "電話": drawing.phone(person),
        "町": drawing.town(person, one.district),
        "生まれた年": born,
        "年代": person.age_band.label,
        "性別": "" if person.sex is Sex.UNKNOWN else person.sex.label,
        "お持ちの電話": "" if person.handset is Handset.UNKNOWN else person.handset.label,
        "お手伝い": person.support,
        "電話のメモ": person.call_note,
        "参加証": person.card_code,
        "教室": drawing.history(one.last_visit, one.visits),
        "登録した日": dates.with_era(clock.local(person.created_at).date()),
    }
    return {name: value for name, value in every.items() if value}


def record(one: Found, owned: Mapping[str, int]) -> None:
    """Who this is, and how much is written of them."""
    st.subheader(people.called(one.person), anchor=False)
    cells = "".join(
        f"<div><dt>{name}</dt><dd>{escape(value)}</dd></div>" for name, value in facts(one).items()
    )
    st.html(f'<dl class="facts">{cells}</dl>')
    st.markdown(f"この方の記録：{counted(owned)}")


def ask_handset(person: Person, store: Callable) -> None:
    """Which telephone somebody has; it changes, so it can be put right at any time."""
    outcome(FACTS)
    choose(
        "お持ちの電話（聞けたとき、買いかえたとき）",
        Handset,
        key=f"{HANDSET}{person.id}",
        index=list(Handset).index(person.handset),
    )
    st.button("お持ちの電話を保存する", key="r_keep_handset", on_click=store, args=(person.id,))


def counted(owned: Mapping[str, int]) -> str:
    return "、".join(f"{name} {count}件" for name, count in owned.items()) or "ありません"


def went_to(person_id: int) -> None:
    st.info("この記録は、同じ方のもう1つの記録にまとめてあります。")
    way("まとめた先の記録をひらく", person_id)


def ask_erasure(
    person: Person, owned: Mapping[str, int], warnings: Sequence[str], erase: Callable
) -> None:
    """Forgetting somebody at their own request: what goes, what stays, and who it is."""
    st.subheader("「記録を消してほしい」と言われたとき", anchor=False)
    outcome(ERASURE)
    with st.expander("消えるもの・残るものを確かめて、消す"):
        st.markdown("**消えるもの**\n" + bullets(GONE))
        st.markdown(f"**残るもの**（この方の記録：{counted(owned)}）\n" + bullets(KEPT))
        for one in warnings:
            st.warning(one)
        st.markdown("ご本人（または代理の方）だと確かめてから消します。**元にはもどせません。**")
        word = erasure.called(person)
        st.text_input(f"消す方の読み「{word}」を入力してください", key=TYPED, placeholder=word)
        st.button("この方の記録を消す", key="r_erase", on_click=erase, args=(person.id,))


def bullets(words: Sequence[str]) -> str:
    return "\n".join(f"- {one}" for one in words)
