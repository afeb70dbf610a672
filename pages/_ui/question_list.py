"""The list of questions: a card each, how long it has waited in words and in shape, and paging."""

from collections.abc import Callable
from html import escape

import streamlit as st

import clock
from japanese.dates import short
from pages._ui import events as drawing
from pages._ui import kept
from pages._ui.events import Link
from pages._ui.question import address
from services.permissions import Permission, allows
from services.question_filters import View, Wanted
from services.question_list import AT_ONCE, COUNTED, Ticket
from services.questions import UNFINISHED

LONGEST = 90  # letters of a question on its card
PICK = "pick-"
HERE = "/staff/questions"
EMPTY = {
    View.TO_DO: "返事を待っている質問はありません。",
    View.MINE: "いま受け持っている質問はありません。「受け持ちなし」もご覧ください。",
    View.UNOWNED: "受け持つ人のいない質問はありません。",
    View.LATE: "期限をすぎた質問はありません。",
    View.HELD: "保留にしている質問はありません。",
}


def late(count: int, wanted: Wanted) -> None:
    """Large, as long as somebody waits longer than we said."""
    if count:
        there = escape(f"{HERE}?{wanted.address(view=View.LATE)}")
        parts = ("返事の期限を", "すぎています。")
        words = "".join(f'<span class="whole">{one}</span>' for one in parts)
        link = f'<a href="{there}" target="_self">期限すぎを見る</a>'
        st.html(f'<p class="overdue"><b>{count}</b><span>件が、{words}{link}</span></p>')


def keys(tickets: list[Ticket], take: Callable) -> None:
    """Open the first one, take the first that is nobody's: also without the mouse."""
    with st.container(horizontal=True, key="q_keys"):
        if tickets and st.button("いちばん上をひらく", key="q_open", shortcut="Alt+J"):
            st.switch_page("question.py", query_params={"id": str(tickets[0].question.id)})
        rows = (one.question for one in tickets)
        free = [one for one in rows if one.owner_id is None and one.status in UNFINISHED]
        if free:
            st.button(
                f"質問{free[0].id}を受け持つ",
                key="q_take",
                shortcut="Alt+U",
                on_click=take,
                args=(free[0].id, free[0].version),
            )


def cards(tickets: list[Ticket], *, pick: bool) -> None:
    for one in tickets:
        _card(one)
        row = one.question
        if pick and row.status in UNFINISHED:
            st.checkbox(f"質問{row.id}を選ぶ", key=f"{PICK}{row.id}-{row.version}")


def _card(one: Ticket) -> None:
    row = one.question
    body = row.body if len(row.body) <= LONGEST else f"{row.body[:LONGEST]}…"
    asked = clock.local(row.created_at).date()
    where = "　".join(filter(None, [row.channel.label, one.district and one.district.name]))
    owner = one.owner.name if one.owner else "なし"
    chips = '<span class="chip off">当日中</span>' if row.is_urgent else ""
    calls = '　<span class="chip draft">電話で返事</span>' if row.wants_call else ""
    st.html(
        f'<div class="event" id="q{row.id}">{_leaf(one)}<div class="what">'
        f'<p class="title">{chips}{escape(one.category.name)}{calls}</p>'
        f'<p class="words">{escape(body)}</p>'
        f'<p class="wait-words">{escape(waiting(one))}</p>'
        f'<p class="place">質問{row.id}　{short(asked)}　{escape(where)}</p>'
        f'<p class="place">受け持ち: {escape(owner)}　{row.status.label}</p></div>'
        f'<div class="links"><a class="act" href="{address(row.id)}" target="_self">'
        f'ひらく<span class="unseen">（質問{row.id}）</span></a></div></div>'
    )


def _leaf(one: Ticket) -> str:
    """How it stands, in shape: filled, thick, thin, dashed; `waiting` says the same in words."""
    kind, large, small = _shape(one)
    return f'<div class="wait {kind}" aria-hidden="true"><b>{large}</b><span>{small}</span></div>'


def _shape(one: Ticket) -> tuple[str, str, str]:
    left = one.age.left
    if one.question.status not in UNFINISHED:
        return "done", "✓", one.question.status.label
    if left is None:
        return "still", "‖", "返事待ち"
    if one.age.is_late:
        return "late", f"{-left}日" if left else "!", "すぎ"
    return ("today", "きょう", "まで") if left == 0 else ("soon", f"{left}日", "あと")


def waiting(one: Ticket) -> str:
    """How long it has waited and may wait still; Saturdays, Sundays and holidays do not count."""
    row, age = one.question, one.age
    if row.status not in UNFINISHED:
        return ""
    if age.left is None:
        return f"質問した方の返事待ち　{short(row.waits_since)}から期限を止めています"
    until = f"　期限 {short(row.due_on)}"
    if age.is_late:
        return f"{f'{-age.left}日' if age.left else '期限を'}すぎています{until}"
    return f"{'きょう中に返事をします' if age.left == 0 else f'あと{age.left}日'}{until}"


def picked() -> dict[int, int]:
    """The questions that are ticked, each with the version its card showed."""
    found = {}
    for key, value in st.session_state.items():
        if str(key).startswith(PICK) and value is True:
            number, version = str(key).removeprefix(PICK).split("-")
            found[int(number)] = int(version)
    return found


def bulk(tickets: list[Ticket], names: dict[int, str], give: Callable, take: Callable) -> None:
    """What can be done with all that are ticked."""
    count = len(picked())
    with st.container(border=True, key="q_many"):
        st.button("この画面のすべてに印を付ける", key="pick_all", on_click=_pick, args=(tickets,))
        left, right = st.columns(2, vertical_alignment="bottom")
        to = left.selectbox(
            "受け持つ人",
            list(names),
            format_func=names.get,
            index=None,
            key="q_to",
            placeholder="選びます",
        )
        right.button(
            f"{count}件をこの人に割り当てる",
            type="primary",
            key="give",
            on_click=give,
            disabled=not (count and to),
            width="stretch",
        )
        st.button(f"{count}件を自分が受け持つ", key="take_many", on_click=take, disabled=not count)


def _pick(tickets: list[Ticket]) -> None:
    for row in (one.question for one in tickets):
        if row.status in UNFINISHED:
            st.session_state[f"{PICK}{row.id}-{row.version}"] = True


def turning(total: int, wanted: Wanted) -> None:
    kept.turning(total, AT_ONCE, lambda page: f"{HERE}?{wanted.address(page=page)}")


def told(total: int) -> str:
    return f"{COUNTED:,}件より多くあります" if total > COUNTED else f"{total:,}件あります"


def empty(wanted: Wanted) -> None:
    """Nothing here: why, and what to do next."""
    if wanted != Wanted(view=wanted.view):
        st.markdown(
            "この条件に合う質問はありません。言葉を短くするか、しぼりこみをやめてください。"
        )
    else:
        st.markdown(EMPTY.get(View(wanted.view), "まだ質問はありません。"))


def files(staff, wanted: Wanted, total: int) -> None:
    """The same list as a file, for those who may take it out."""
    if total and allows(staff, Permission.QUESTION_EXPORT):
        with st.expander("この一覧をファイルに書き出す", key="q_files"):
            st.markdown(
                "お名前と電話番号は入りません。質問の中の長い数字は「●」に変わります。"
                "書き出したことは、記録に残ります。"
            )
            query = wanted.address()
            drawing.links(
                [
                    Link(f"/staff/files/questions.xlsx?{query}", "Excelで書き出す"),
                    Link(f"/staff/files/questions.csv?{query}", "CSVで書き出す"),
                ]
            )
