"""Questions that belong together: merged ones, linked ones, and those that look alike."""

from html import escape

import streamlit as st

from models import Question
from pages._ui import question as drawing
from pages._ui.events import Link, links
from pages._ui.question_steps import Act, press
from services import merges, question_links, questions
from services.one_question import Whole
from services.questions import UNFINISHED

NUMBER = "q_other"
MERGED = "1つにまとめました。お返事の期限が早いほうで続けます。"


def went_to(whole: Whole, act: Act) -> None:
    """Where a merged question is worked on now, and the way back."""
    to = whole.goes_on.id
    st.info(f"この質問は、質問{to}にまとめてあります。お返事は、そちらで続けます。")
    links([Link(drawing.address(to), f"質問{to}をひらく", is_main=True)])
    done = "まとめるのをやめて、元にもどしました。"
    press("まとめるのをやめる", whole, act, merges.unmerge, done, key="unmerge")


def merged_here(whole: Whole) -> None:
    """The questions that are answered together with it, and who asked them."""
    for row in whole.merged:
        st.html(
            f'<p class="about"><b>いっしょに答える質問{row.id}</b></p>'
            f'<p class="asked">{escape(row.body)}</p>'
        )
        drawing.asker(row)
        links([Link(drawing.address(row.id), f"質問{row.id}をひらく（分けるとき）")])


def together(whole: Whole, act: Act) -> None:
    """Link, unlink, merge."""
    count = len(whole.linked) + len(whole.alike)
    with st.expander(f"似た質問（{count}件）" if count else "似た質問"):
        for row in whole.linked:
            _other(row, "つないであります")
            _press("つなぐのをやめる", whole, row, act, unlink, "つなぐのをやめました。")
        for row in whole.alike:
            _other(row, "")
            with st.container(horizontal=True):
                _press("似た質問としてつなぐ", whole, row, act, link, "つなぎました。")
                if whole.is_unfinished and row.status in UNFINISHED:
                    _press("同じ質問なので、1つにまとめる", whole, row, act, merge, MERGED)
        if not count:
            st.markdown("似た質問は見つかりません。")
        st.text_input("ほかの質問の番号", key=NUMBER, placeholder="例: 12")
        typed, words = {"number": NUMBER}, "この番号の質問とつなぐ"
        press(words, whole, act, link, "つなぎました。", key="by-number", typed=typed)


def _other(row: Question, words: str) -> None:
    st.html(
        f'<p class="about"><b>質問{row.id}</b>　{row.status.label}　{words}</p>'
        f'<p class="words">{escape(row.body)}</p>'
    )
    links([Link(drawing.address(row.id), f"質問{row.id}をひらく")])


def _press(words: str, whole: Whole, row: Question, act: Act, verb, done: str) -> None:
    given = {"number": str(row.id)} | ({"other_version": row.version} if verb is merge else {})
    press(words, whole, act, verb, done, key=f"{verb.__name__}-{row.id}", given=given)


def link(db, *, question: Question, number: str, seen_version: int, by) -> None:  # noqa: ARG001
    other = questions.find(db, number=number.strip(), by=by)
    question_links.link(db, question=question, other=other, by=by)


def unlink(db, *, question: Question, number: str, seen_version: int, by) -> None:  # noqa: ARG001
    other = questions.find(db, number=number, by=by)
    question_links.unlink(db, question=question, other=other, by=by)


def merge(db, *, number: str, by, **arguments) -> None:
    other = questions.find(db, number=number, by=by)
    merges.merge(db, other=other, by=by, **arguments)
