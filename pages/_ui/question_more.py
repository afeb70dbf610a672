"""What is done with a question more rarely: folded away, each with what it means beside it."""

from html import escape

import streamlit as st

from database import reading
from models import Desk, Staff
from pages._ui.question_steps import Act, press
from pages._ui.question_together import together
from refusal import Refusal
from services import answering, contacts, hand_overs, waiting
from services.one_question import Whole
from services.permissions import Permission, allows

OTHER = "そのほか（下に書きます）"
HOLD, DESK, OWNER, ASKER, REASON = "q_hold", "q_desk", "q_owner", "q_asker", "q_end"


def folded(whole: Whole, staff: Staff, act: Act) -> None:
    """Everything that can be done now beside the next step."""
    st.subheader("そのほかにできること", anchor=False)
    if whole.is_unfinished:
        if not whole.question.hold_reason:
            _hold(whole, act)
        _owner(whole, staff, act)
        _desk(whole, act)
    if whole.question.merged_into_id is None:
        together(whole, act)
    _contact(whole, act)
    if whole.is_unfinished:
        _end(whole, act)


def _hold(whole: Whole, act: Act) -> None:
    with st.expander("保留にする"):
        st.markdown(f"「{waiting.ASKER}」のあいだは、期限が進みません。ほかの理由では進みます。")
        reasons = [*waiting.REASONS, OTHER]
        st.radio("理由", reasons, key=HOLD, label_visibility="collapsed")
        st.text_input(
            "理由（そのほかのとき）",
            key=f"{HOLD}_other",
            max_chars=waiting.LONGEST,
            placeholder="例: 部品が届くのを待つ",
        )
        typed = {"chosen": HOLD, "other": f"{HOLD}_other"}
        press("保留にする", whole, act, hold, "保留にしました。", key="hold", typed=typed)


def hold(db, *, chosen: str, other: str, **arguments) -> None:
    """The reason that was chosen, or the one that was written."""
    reason = other if chosen == OTHER else chosen
    waiting.hold(db, reason=reason, for_asker=chosen == waiting.ASKER, **arguments)


def _owner(whole: Whole, staff: Staff, act: Act) -> None:
    row = whole.question
    if allows(staff, Permission.QUESTION_ASSIGN):
        with st.expander("受け持つ人を決める"):
            with reading() as db:
                people = {one.id: one.name for one in answering.may_own(db, question=row, by=staff)}
            st.selectbox(
                "この質問を見られる人",
                list(people),
                format_func=people.get,
                index=None,
                key=OWNER,
                placeholder="選びます",
            )
            typed = {"number": OWNER}
            press(
                "この人に決める",
                whole,
                act,
                give,
                "受け持つ人を決めました。",
                key="give",
                typed=typed,
            )
    elif row.owner_id not in (None, staff.id):
        with st.expander("受け持ちを代わる"):
            st.markdown("いま受け持っている人に声をかけてから、押してください。")
            done = "あなたの受け持ちにしました。"
            press("自分が受け持つ", whole, act, answering.take, done, key="take")


def give(db, *, number: int | None, **arguments) -> None:
    answering.assign(db, owner=chosen(db, Staff, number, "受け持つ人"), **arguments)


def _desk(whole: Whole, act: Act) -> None:
    with reading() as db:
        desks = {one.id: one for one in hand_overs.desks(db)}
    if not desks:
        return
    with st.expander("ほかの窓口に引き継ぐ"):
        names = {number: f"{one.name}　{one.phone}".strip() for number, one in desks.items()}
        number = st.selectbox(
            "どこへ",
            list(names),
            format_func=names.get,
            index=None,
            key=DESK,
            placeholder="窓口を選びます",
        )
        if number:
            _said(desks[number])
        st.text_area(
            "引き継いだこと（番号や暗証番号は書きません）",
            key=f"{DESK}_body",
            max_chars=1000,
            placeholder="例: 料金の明細の見方。きょうの午後、ご本人が電話する",
        )
        st.checkbox("窓口の名前と電話番号を、質問した方にお伝えした", key=f"{DESK}_told")
        promised = "電話リストに残します" if whole.question.wants_call else "未対応の一覧に残します"
        st.markdown(f"まだお伝えしていないときは、お伝えするまで{promised}。")
        typed = {"number": DESK, "body": f"{DESK}_body", "is_told": f"{DESK}_told"}
        press("引き継ぐ", whole, act, hand_over, "引き継ぎました。", key="hand", typed=typed)


def _said(desk: Desk) -> None:
    words = hand_overs.sentence(desk)
    missing = "" if desk.phone else "（電話番号は、調べてからお伝えします）"
    note = f"<p>{escape(desk.note)}</p>" if desk.note else ""
    st.html(f'<p class="say">お伝えすること　「{escape(words)}」{missing}</p>{note}')


def hand_over(db, *, number: int | None, **arguments) -> None:
    hand_overs.hand_over(db, desk=chosen(db, Desk, number, "引き継ぐ窓口"), **arguments)


def chosen(db, kind: type, number: int | None, what: str):
    """The row that was picked; a Refusal that says what is missing."""
    if number is None:
        raise Refusal(f"{what}を選んでください。")
    return db.get_one(kind, number)


def _contact(whole: Whole, act: Act) -> None:
    row = whole.question
    with st.expander("連絡先を直す"):
        names = {"asker": f"{ASKER}_{row.id}", "asker_phone": f"{ASKER}_phone_{row.id}"}
        names |= {"wants_call": f"{ASKER}_call_{row.id}", "consent": f"{ASKER}_consent_{row.id}"}
        st.text_input("お名前", row.asker, key=names["asker"], max_chars=40, placeholder=" ")
        st.text_input("電話番号", row.asker_phone, key=names["asker_phone"], placeholder=" ")
        st.checkbox("電話でお返事する", row.wants_call, key=names["wants_call"])
        st.checkbox(
            "返事のために名前と電話番号を使うことに、同意をもらった",
            bool(row.asker or row.asker_phone),
            key=names["consent"],
        )
        done = "連絡先を直しました。"
        press("直した内容を残す", whole, act, contacts.correct, done, key="contact", typed=names)


def _end(whole: Whole, act: Act) -> None:
    with st.expander("回答しないで終わりにする"):
        st.text_input("わけ", key=REASON, max_chars=200, placeholder="例: いたずらの書きこみだった")
        typed = {"body": REASON}
        press(
            "終わりにする", whole, act, answering.close, "終了にしました。", key="end", typed=typed
        )
