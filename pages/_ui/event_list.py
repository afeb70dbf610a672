"""The list of classes: a page at a time, plans ticked to be published together."""

from collections.abc import Callable
from urllib.parse import urlencode

import streamlit as st

from japanese import dates
from models import EventStatus
from pages._ui import events as drawing
from pages._ui import kept
from refusal import Refusal
from services.calendar import Card
from services.events import Verdict

AT_ONCE = 30
PICK = "pick-"


def picked() -> list[int]:
    """Ids of the plans that are ticked."""
    return [
        int(str(key).removeprefix(PICK))
        for key, value in st.session_state.items()
        if str(key).startswith(PICK) and value is True
    ]


def published(verdicts: list[Verdict]) -> str:
    """What came of it, class by class where it did not work."""
    fine = sum(not one.obstacle for one in verdicts)
    left = [
        f"「{one.event.title}」（{dates.short(one.event.local_date)}）: {one.obstacle}"
        for one in verdicts
        if one.obstacle
    ]
    if not fine:
        raise Refusal("\n\n".join(["公開できた教室はありません。", *left]))
    done = f"{fine}件を公開しました。申込の受付がはじまりました。"
    return "\n\n".join([done, *(["次の教室は、まだ公開していません。", *left] if left else [])])


def publishing(cards: list[Card], publish: Callable[[], None]) -> None:
    """One button for all that are ticked; and all can be ticked at once."""
    plans = [card.event.id for card in cards if card.event.status is EventStatus.DRAFT]
    if not plans:
        return
    st.markdown(f"承認を待つ教室が**{len(plans)}件**あります。印を付けて、まとめて公開できます。")
    left, right = st.columns(2)
    left.button("待っている教室すべてに印を付ける", key="pick_all", on_click=_pick, args=(plans,))
    count = len(picked())
    right.button(
        f"{count}件を公開する" if count else "印を付けた教室を公開する",
        type="primary",
        key="publish_many",
        on_click=publish,
        disabled=not count,
    )


def _pick(plans: list[int]) -> None:
    for one in plans:
        st.session_state[f"{PICK}{one}"] = True


def cards(found: list[Card], *, may_publish: bool) -> None:
    for one in found:
        drawing.card(one, links=drawing.links_to(one))
        if may_publish and one.event.status is EventStatus.DRAFT:
            st.checkbox(f"{one.day} {one.event.title}を公開に加える", key=f"{PICK}{one.event.id}")


def turning(total: int) -> None:
    kept.turning(total, AT_ONCE, _page)


def _page(number: int) -> str:
    return f"/staff/events?{urlencode({**st.query_params, 'page': number})}"
