"""What can be done with a Faq now: hand in, publish, send back, look again, end, attach."""

from collections.abc import Callable
from datetime import timedelta

import streamlit as st

import clock
from database import Db, reading
from japanese import furigana
from models import FaqStatus, Staff
from pages._ui import faq_lessons, faq_preview
from pages._ui.screen import me, outcome
from services import faq_helps, faq_list, faqs
from services.faq_list import Item
from services.permissions import Permission, allows

Act = Callable[..., None]  # what the page does with a service's verb
REMARK, OWNER, REVIEW_BY = "fq_remark", "fq_owner", "fq_review_by"
SUCCESSOR = "fq_successor"
TYPED = (REMARK, SUCCESSOR)  # emptied once it is stored
CHECKS = (
    "お名前・電話番号・その方だけの事情が、残っていない",
    "書いてあるとおりにできると、たしかめた",
    "ふりがなと読みやすさを、見本で見た",
)


def draw(one: Item, staff: Staff, act: Act, place: Act) -> None:
    """The next step first; what is seldom needed is folded away."""
    with st.container():  # what is said comes and goes; what stands below must not move for it
        outcome("steps")
    faq, publishes = one.faq, allows(staff, Permission.FAQ_PUBLISH)
    if faq.status is FaqStatus.RETIRED:
        st.markdown("これは終了しています。")
        return
    if faq.handed_in_at:
        _review(one, act) if publishes else st.info("いま、担当課の確認を待っています。")
    elif one.is_ahead:
        _button("確認を頼む", act, one, faqs.hand_in, "確認を頼みました。", primary=True)
        st.markdown("担当課の人が見て、公開します。公開中の文章は、それまで変わりません。")
    if publishes and faq.status is FaqStatus.PUBLISHED:
        faq_lessons.draw(one, place)
        with reading() as db:
            writers = faq_list.writers(db, by=staff)
        _care(one, act, writers)
        _end(one, act)
    elif not faq.version:
        with st.expander("この下書きを捨てる", key="fq_discarding"):
            _button("捨てる", act, one, faqs.discard, "下書きを捨てました。")


def _nothing(_db: Db) -> dict:
    return {}


def _button(
    label: str,
    act: Act,
    one: Item,
    verb: Callable[..., object],
    done: str,
    typed: Callable[[Db], dict] = _nothing,
    *,
    primary: bool = False,
) -> None:
    """typed: what the verb takes beside the Faq, read when the button is pressed."""
    st.button(
        label,
        key=f"fq_{verb.__name__}",
        type="primary" if primary else "secondary",
        on_click=act,
        args=(verb, done, one.faq.code, one.faq.revision, typed),
    )


def _review(one: Item, act: Act) -> None:
    """The list of checks, and the two ways it can go."""
    code = one.faq.code
    keys = [f"fq_check_{code}_{at}" for at in range(len(CHECKS))]
    with st.container(border=True):
        st.subheader("公開の前に確かめること", anchor=False)
        if one.edition:
            st.markdown("公開中のものから変わったところ")
            old = f"{one.edition.question}\n{one.edition.answer}"
            new = f"{one.faq.question}\n{one.faq.answer}"
            st.html(faq_preview.STYLE + faq_preview.change(old, new))
        for key, words in zip(keys, CHECKS, strict=True):
            st.checkbox(words, key=key)
        _button(
            "公開する",
            act,
            one,
            faqs.publish,
            "公開しました。",
            lambda _db: {"checked": all(st.session_state.get(key) for key in keys)},
            primary=True,
        )
        st.text_input(
            "直してほしいところ（書いた人に戻すとき）",
            key=REMARK,
            max_chars=200,
            placeholder="例: iPhoneの場合も書いてください。",
        )
        remark = lambda _db: {"remark": st.session_state[REMARK]}  # noqa: E731
        _button("書いた人に戻す", act, one, faqs.send_back, "書いた人に戻しました。", remark)


def _care(one: Item, act: Act, writers: list[Staff]) -> None:
    """Looked at again: who looks next, and by when."""
    names = {writer.id: writer.name for writer in writers}
    with st.expander("見直した・担当を変える", expanded=one.is_overdue, key="fq_caring"):
        first = list(names).index(one.owner.id) if one.owner.id in names else 0
        st.selectbox("担当", list(names), format_func=names.get, index=first, key=OWNER)
        st.date_input(
            "次に見直す日",
            value=clock.today() + faqs.LOOKED_AT_AGAIN_AFTER,
            min_value=clock.today() + timedelta(days=1),
            key=REVIEW_BY,
            format="YYYY/MM/DD",
        )
        _button("この内容でよい", act, one, faqs.care, "見直しの日を決めました。", _cared)


def _cared(db: Db) -> dict:
    state = st.session_state
    return {"owner": db.get_one(Staff, state[OWNER]), "review_by": state[REVIEW_BY]}


def _end(one: Item, act: Act) -> None:
    """No longer public; what takes its place, if something does."""
    with reading() as db:
        others = faq_list.published(db)
    names = {
        other.code: f"{other.code} {furigana.plain(other.question)}"
        for other in others
        if other.code != one.faq.code
    }
    with st.expander("終了にする（公開をやめる）", key="fq_ending"):
        st.selectbox(
            "代わりの「よくある質問」（あれば）",
            list(names),
            format_func=names.get,
            index=None,
            key=SUCCESSOR,
            placeholder="代わりを選びます",
        )
        _button("終了にする", act, one, faqs.retire, "終了にしました。", _succeeded)


def _succeeded(db: Db) -> dict:
    code = st.session_state[SUCCESSOR]
    return {"successor": faq_list.find(db, code=code, by=me()) if code else None}


def history(one: Item, staff: Staff) -> None:
    """Everything that was public so far."""
    with reading() as db:
        editions = faq_list.editions(db, faq=one.faq, by=staff)
        count = faq_list.asked(db, faq=one.faq, by=staff)
        spared = faq_helps.recent(db, faq=one.faq, by=staff)
    st.html(
        f'<p class="who-row">この答えでお返事した質問: 延べ<b>{count}件</b>　'
        f"ページで読んで、質問せずにすんだ: この{faq_helps.DAYS}日で延べ<b>{spared}回</b></p>"
    )
    if editions:
        with st.expander(f"これまでの版（{len(editions)}つ）", key="fq_editions"):
            faq_preview.history(editions)
