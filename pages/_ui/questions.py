"""A question on the staff's screens: as a card in the list, and opened."""

from collections.abc import Callable
from html import escape

import streamlit as st

import clock
from database import reading, writing
from japanese import phones
from japanese.dates import short
from models import Device, Question, QuestionCategory, QuestionChannel, QuestionStatus, Staff
from pages._ui.about import About
from pages._ui.forms import choose, save_button
from pages._ui.screen import outcome
from refusal import Refusal
from services import answering, questions
from services.question_list import Ticket
from services.questions import UNFINISHED


def card(ticket: Ticket) -> None:
    """One line of the support desk: what, until when, whose."""
    row = ticket.question
    with st.container(border=True, key=f"ticket-{row.id}"):
        mark = "【当日中】" if row.is_urgent else ""
        st.markdown(f"**{mark}{ticket.category.name}**　{row.status.label}　{_due(row)}")
        st.text(row.body if len(row.body) <= 80 else f"{row.body[:80]}…")
        owner = ticket.owner.name if ticket.owner else "まだ決まっていません"
        st.markdown(f"受け持ち: {owner}")
        st.button("質問をひらく", key=f"open-{row.id}", on_click=show, args=(row.id,))


def show(question_id: int | None) -> None:
    """Open one question, or go back to the list; the address says which one is open."""
    if question_id is None:
        st.query_params.pop("question", None)
    else:
        st.query_params["question"] = str(question_id)


def _due(row: Question) -> str:
    if row.status not in UNFINISHED:
        return ""
    late = (clock.today() - row.due_on).days
    if late > 0:
        return f"**返事の期限を{late}日すぎています**"
    return "返事の期限: きょう" if late == 0 else f"返事の期限: {short(row.due_on)}"


def found(number: str, staff: Staff) -> Question | None:
    """The question of the address, or why not. The first look of a visit is written down."""
    try:
        with reading() as db:
            row = questions.find(db, number=number, by=staff)
        if st.session_state.get("looked_at_question") != row.id:
            with writing() as db:
                questions.look(db, question=db.get_one(Question, row.id), by=staff)
            st.session_state["looked_at_question"] = row.id
    except Refusal as no:
        st.error(str(no))
        return None
    return row


def advice(categories: list[QuestionCategory], code: str | None) -> None:
    """What to say at once, for instance the police's consultation number."""
    found = next((one for one in categories if one.code == code), None)
    if found and found.advice:
        st.warning(found.advice, icon=":material/priority_high:")


def form(categories: list[QuestionCategory], known: About, record: Callable) -> None:
    """What was asked; name and telephone of somebody known need no typing, only consent."""
    st.subheader("質問を書きとめる", anchor=False)
    with st.container(border=True):
        names = {one.code: one.name for one in categories}
        st.selectbox(
            "質問の種類",
            list(names),
            format_func=names.get,
            index=None,
            key="q_category",
            placeholder="選びます",
        )
        advice(categories, st.session_state["q_category"])
        st.text_area(
            "質問（番号や暗証番号は書きません）",
            key="q_body",
            max_chars=1000,
            placeholder="例: 文字を大きくする方法を知りたい",
        )
        left, right = st.columns(2)
        with left:
            choose("どこで聞きましたか", QuestionChannel, key="q_channel")
        with right:
            choose("スマホの種類", Device, key="q_device", index=len(Device) - 1)
        if known.person is None:
            left.text_input("お名前（返事がいるときだけ）", key="q_asker", placeholder=" ")
            right.text_input("電話番号（返事がいるときだけ）", key="q_phone", placeholder=" ")
        st.checkbox("返事のために名前と電話番号を使うことに、同意をもらった", key="q_consent")
        outcome("new")
        save_button("書きとめる", "question", record)


def opened(row: Question, categories: list[QuestionCategory], staff: Staff) -> None:
    """The whole question with everything that was said to it."""
    category = next((one for one in categories if one.id == row.category_id), None)
    with reading() as db:
        entries = answering.read(db, question=row, by=staff)
    asked = short(clock.local(row.created_at).date())
    st.subheader(f"質問 {row.id}（{category.name if category else ''}）", anchor=False)
    st.html(f'<p class="asked">{escape(row.body)}</p>')
    st.markdown(f"{asked}　{row.channel.label}　{row.device.label}　{row.status.label}")
    if category:
        advice([category], category.code)
    if row.asker or row.asker_phone:
        number = phones.display(row.asker_phone) if row.asker_phone else "電話番号なし"
        st.html(
            f'<p class="asked">{escape(row.asker)} さん'
            f' <a href="tel:{row.asker_phone}">{escape(number)}</a></p>'
        )
    for entry in entries:
        with st.container(border=True):
            st.markdown(f"**{entry.answer.step.label}**　{entry.staff.name}")
            st.text(entry.answer.body)


def actions(row: Question, staff: Staff, *, act: Callable, write: Callable) -> None:
    """What can be done with it now."""
    seen = row.version
    if row.status in UNFINISHED:
        st.text_area(
            "回答か、仲間へのメモ",
            key=f"q_text_{row.id}",
            max_chars=1000,
            placeholder="ここに書きます",
        )
        answer, note, take, _ = st.columns(4)
        answer.button(
            "回答した",
            type="primary",
            key=f"answer-{row.id}",
            on_click=write,
            args=(answering.answer, "回答を残しました。", row.id, seen),
        )
        note.button(
            "メモを残す",
            key=f"note-{row.id}",
            on_click=write,
            args=(answering.note, "メモを残しました。", row.id, seen),
        )
        if row.owner_id != staff.id:
            take.button(
                "自分が受け持つ",
                key=f"take-{row.id}",
                on_click=act,
                args=(answering.take, "受け持ちにしました。", row.id, seen),
            )
        return
    back, close, *_ = st.columns(4)
    back.button(
        "もう一度対応する",
        key=f"reopen-{row.id}",
        on_click=act,
        args=(answering.reopen, "未対応にもどしました。", row.id, seen),
    )
    if row.status is QuestionStatus.ANSWERED:
        close.button(
            "終了にする",
            key=f"close-{row.id}",
            on_click=act,
            args=(answering.close, "終了にしました。", row.id, seen),
        )
