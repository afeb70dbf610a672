"""質問: what people asked, who looks after it, and what was answered."""

import streamlit as st

from database import reading, writing
from models import Device, Question, QuestionChannel, QuestionStatus
from pages._ui import questions as drawing
from pages._ui.forms import choose, idem_name, save_button
from pages._ui.screen import me, open_screen, outcome, telling
from services import questions
from services.permissions import Permission, allows

VIEWS = {
    "未対応": {"statuses": questions.UNFINISHED},
    "自分の受け持ち": {"statuses": questions.UNFINISHED, "mine": True},
    "回答済み・終了": {"statuses": (QuestionStatus.ANSWERED, QuestionStatus.CLOSED)},
}
NEW = ["q_body", "q_category", "q_device", "q_channel", "q_asker", "q_phone", "q_consent"]


def record(idem_key: str) -> None:
    typed = {key: st.session_state[key] for key in NEW}
    forget = [*NEW, idem_name("question")]
    with telling("質問を書きとめました。", place="new", forget=forget), writing() as db:
        questions.record(
            db,
            category_code=typed["q_category"] or "",
            body=typed["q_body"],
            device=typed["q_device"],
            channel=typed["q_channel"],
            asker=typed["q_asker"],
            asker_phone=typed["q_phone"],
            consent=typed["q_consent"],
            idem_key=idem_key,
            by=me(),
        )


def act(verb, done: str, question_id: int, seen: int) -> None:
    with telling(done, place="one"), writing() as db:
        verb(db, question=db.get_one(Question, question_id), seen_version=seen, by=me())


def write(verb, done: str, question_id: int, seen: int) -> None:
    key = f"q_text_{question_id}"
    with telling(done, place="one", forget=[key]), writing() as db:
        row = db.get_one(Question, question_id)
        verb(db, question=row, body=st.session_state[key], seen_version=seen, by=me())


staff = open_screen("questions")
may_answer = allows(staff, Permission.QUESTION_ANSWER)
view = st.segmented_control("どれを見ますか", list(VIEWS), default="未対応", key="q_view")
with reading() as db:
    tickets = questions.inbox(db, by=staff, **VIEWS[view or "未対応"])
    categories = questions.categories(db)

if chosen := st.query_params.get("question"):
    outcome("one")
    row = drawing.found(chosen, staff)
    if row:
        drawing.opened(row, categories, staff)
    if row and may_answer:
        drawing.actions(row, staff, act=act, write=write)
    st.button("一覧へもどる", key="q_back", on_click=drawing.show, args=(None,))
    st.divider()

if not tickets:
    st.markdown("ここに出す質問はありません。会場や電話で聞いた質問は、下の欄に書きとめます。")
for ticket in tickets:
    drawing.card(ticket)

if may_answer:
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
        drawing.advice(categories, st.session_state["q_category"])
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
        left.text_input("お名前（返事がいるときだけ）", key="q_asker", placeholder=" ")
        right.text_input("電話番号（返事がいるときだけ）", key="q_phone", placeholder=" ")
        st.checkbox("返事のために名前と電話番号を使うことに、同意をもらった", key="q_consent")
        outcome("new")
        save_button("書きとめる", "question", record)
