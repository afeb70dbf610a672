"""質問: what people asked, and who looks after it."""

import streamlit as st

from database import reading, writing
from models import QuestionStatus
from pages._ui import questions as drawing
from pages._ui.about import about, show_about
from pages._ui.forms import idem_name
from pages._ui.screen import me, open_screen, telling
from services import question_list, questions
from services.permissions import Permission, allows

VIEWS = {
    "未対応": {"statuses": questions.UNFINISHED},
    "自分の受け持ち": {"statuses": questions.UNFINISHED, "mine": True},
    "回答済み・終了": {"statuses": (QuestionStatus.ANSWERED, QuestionStatus.CLOSED)},
}
NEW = ["q_body", "q_category", "q_device", "q_channel", "q_asker", "q_phone", "q_consent"]


def record(idem_key: str) -> None:
    typed = {key: st.session_state.get(key, "") for key in NEW}
    forget = [*NEW, idem_name("question")]
    with telling("質問を書きとめました。", place="new", forget=forget), writing() as db:
        staff = me()
        known = about(db, staff)
        questions.record(
            db,
            event=known.event,
            person=known.person,
            category_code=typed["q_category"] or "",
            body=typed["q_body"],
            device=typed["q_device"],
            channel=typed["q_channel"],
            asker=typed["q_asker"],
            asker_phone=typed["q_phone"],
            consent=typed["q_consent"],
            idem_key=idem_key,
            by=staff,
        )


staff = open_screen("questions")
may_answer = allows(staff, Permission.QUESTION_ANSWER)
known = show_about(staff)
view = st.segmented_control("どれを見ますか", list(VIEWS), default="未対応", key="q_view")
with reading() as db:
    tickets = question_list.inbox(db, by=staff, **VIEWS[view or "未対応"])
    categories = questions.categories(db)

if may_answer and known.card:
    drawing.form(categories, known, record)
if not tickets:
    st.markdown("ここに出す質問はありません。会場や電話で聞いた質問は、下の欄に書きとめます。")
for ticket in tickets:
    drawing.card(ticket)

if may_answer and not known.card:
    drawing.form(categories, known, record)
