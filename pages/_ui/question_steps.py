"""What is done next with a question: one likely step first, in large words."""

from collections.abc import Callable
from html import escape
from typing import Any

import streamlit as st

from database import reading
from models import QuestionStatus, Staff
from pages._ui import suggestions
from pages._ui.events import Link, links
from services import answering, phrases, waiting
from services.one_question import Whole
from services.permissions import Permission, allows

Act = Callable[..., None]
SHOWN = 4  # phrases beside the box; the others fold away
LONGEST = 1000


def text_key(whole: Whole) -> str:
    return f"q_text_{whole.question.id}"


def next_step(whole: Whole, staff: Staff, act: Act) -> None:
    """Take it, go on with it, answer it; or end it once it is answered."""
    row = whole.question
    st.subheader("つぎにすること", anchor=False)
    if not whole.is_unfinished:
        return _after(whole, staff, act)
    if row.status is QuestionStatus.ON_HOLD:
        reason = escape(row.hold_reason)
        st.html(f"<p>いまは保留です（{reason}）。続きができるようになったら、再開します。</p>")
        press("再開する", whole, act, waiting.resume, "再開しました。", key="resume", first=True)
    elif row.owner_id is None:
        st.markdown("受け持つ人が、まだ決まっていません。")
        press(
            "自分が受け持つ",
            whole,
            act,
            answering.take,
            "あなたの受け持ちにしました。",
            key="take",
            first=True,
            shortcut="Alt+1",
        )
    _answer(whole, act, is_first=row.owner_id == staff.id)
    return None


def _answer(whole: Whole, act: Act, *, is_first: bool) -> None:
    """The box for an answer or a note, with the phrases and the answers to similar questions.

    No shortcuts here: what was typed reaches the server when the box is left.
    """
    row, key = whole.question, text_key(whole)
    suggestions.show(row.body, row.device, row.course_id)
    _phrases(key)
    st.text_area(
        "回答か、仲間へのメモ（番号や暗証番号は書きません）",
        key=key,
        max_chars=LONGEST,
        height=150,
        placeholder="ここに書きます。書いたら、下のどれかを押します。",
    )
    with st.container(horizontal=True):
        _buttons(whole, act, {"body": key}, is_first=is_first)


def _buttons(whole: Whole, act: Act, typed: dict[str, str], *, is_first: bool) -> None:
    promised = whole.question.wants_call
    words = "お伝えした（回答済にする）" if promised else "回答した"
    press(
        words,
        whole,
        act,
        answering.answer,
        "回答を残しました。回答済です。",
        key="answer",
        first=is_first,
        typed=typed,
    )
    if promised:
        press(
            "電話リストで伝える",
            whole,
            act,
            later,
            "回答を残しました。電話リストで読み上げて、お伝えします。",
            key="later",
            typed=typed,
        )
    said = "メモを残しました。"
    press("メモを残す", whole, act, answering.note, said, key="note", typed=typed)


def later(db, **arguments) -> None:
    """An answer that is read out from the day's call list."""
    answering.answer(db, is_told=False, **arguments)


def _phrases(key: str) -> None:
    with reading() as db:
        ready = [(one.id, one.name, one.body) for one in phrases.in_use(db)]
    if not ready:
        return
    st.markdown("よく使う文（押すと、下の欄に入ります）")
    with st.container(horizontal=True):
        for one in ready[:SHOWN]:
            _phrase(key, *one)
    if ready[SHOWN:]:
        with st.expander("ほかの文"), st.container(horizontal=True):
            for one in ready[SHOWN:]:
                _phrase(key, *one)


def _phrase(key: str, number: int, name: str, body: str) -> None:
    st.button(name, key=f"phrase-{number}", help=body, on_click=_insert, args=(key, body))


def _insert(key: str, words: str) -> None:
    """Behind what is written already."""
    written = st.session_state.get(key, "").rstrip()
    st.session_state[key] = f"{written}\n{words}".strip()[:LONGEST]


def _after(whole: Whole, staff: Staff, act: Act) -> None:
    """The question is answered, or over."""
    with st.container(horizontal=True):
        if whole.question.status is QuestionStatus.ANSWERED:
            press(
                "終了にする",
                whole,
                act,
                answering.close,
                "終了にしました。",
                key="close",
                first=True,
            )
        press(
            "もう一度対応する",
            whole,
            act,
            answering.reopen,
            "もう一度、未対応の一覧に出します。",
            key="reopen",
        )
    if allows(staff, Permission.FAQ_WRITE):
        links([Link(f"/staff/faqs?from={whole.question.id}", "よくある質問にする")])


def press(
    words: str,
    whole: Whole,
    act: Act,
    verb: Callable,
    done: str,
    *,
    key: str,
    first: bool = False,
    typed: dict[str, str] | None = None,
    given: dict[str, Any] | None = None,
    shortcut: str | None = None,
) -> None:
    """A button of this version of the question: a late click never meets a newer one.

    typed: the widgets that fill the verb's arguments, by their names. given: the other arguments.
    """
    row = whole.question
    st.button(
        words,
        key=f"{key}-{row.id}-{row.version}",
        type="primary" if first else "secondary",
        on_click=act,
        args=(verb, done, row.id, row.version, typed or {}, given or {}),
        shortcut=shortcut,
    )
