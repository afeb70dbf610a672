"""代わり on the screens: looking for one, being one, and what the desk sees of it."""

from collections.abc import Callable, Mapping, Sequence
from html import escape

import streamlit as st

from database import Db
from models import Staff, StandInStatus
from pages._ui.events import Link
from pages._ui.forms import save_button
from services import stand_ins
from services.candidates import Fit
from services.permissions import Permission, allows
from services.shifts import Post
from services.stand_ins import Asked


def offers(asked: Sequence[Asked], staff: Staff, take: Callable) -> None:
    """What colleagues look for and this person could take with one tap."""
    if not asked:
        return
    st.subheader(f"代わりを探しています（{len(asked)}件）", anchor=False)
    for one in asked:
        with st.container(border=True):
            told(one)
            swap = one.in_return and one.in_return.shift.staff_id == staff.id
            if swap:
                st.markdown(f"あなたの **{one.in_return.label}** と交換になります。")
            st.button(
                "交換する" if swap else "わたしが引き受ける",
                key=f"take-{one.stand_in.id}",
                type="primary",
                on_click=take,
                args=(one.stand_in.id,),
                width="stretch",
            )


def told(one: Asked) -> None:
    """Which class, who asks, and why."""
    post = one.post
    urgent = "【急ぎ】" if one.is_urgent else ""
    st.html(
        f'<div class="who-row"><b>{urgent}{post.day}</b> '
        f'<span class="whole">{post.hours}</span><br>'
        f"{escape(post.event.title)}（{post.shift.duty.label}）<br>"
        f"{escape(post.place)}<br>"
        f"{escape(one.asker.name)}さん：{escape(one.stand_in.note)}</div>"
    )


def settled(asked: Sequence[Asked]) -> None:
    """Whom one's own searches have found."""
    for one in asked:
        if one.stand_in.status is StandInStatus.TAKEN:
            title = f"{one.post.day}「{one.post.event.title}」"
            st.info(f"{title}は、{one.taker.name}さんが代わってくれます。")


def search(
    post: Post, asked: Sequence[Asked], others: Sequence[Post], ask: Callable, withdraw: Callable
) -> None:
    """For one's own shift: look for somebody, or say that one can come after all."""
    mine = [one for one in asked if one.post.shift.id == post.shift.id]
    if any(one.stand_in.status is StandInStatus.OPEN for one in mine):
        (one,) = [one for one in mine if one.stand_in.status is StandInStatus.OPEN]
        st.warning("代わりを探しています。決まるまでは、あなたの受け持ちです。")
        st.button(
            "やはり出られます（取り下げる）",
            key=f"withdraw-{one.stand_in.id}",
            on_click=withdraw,
            args=(one.stand_in.id,),
        )
        return
    with st.expander("出られなくなったら：代わりを探す", key=f"search-{post.shift.id}"):
        _form(post, others, ask)


def _form(post: Post, others: Sequence[Post], ask: Callable) -> None:
    number = post.shift.id
    labels = {one.shift.id: one.label for one in others}
    st.text_input(
        "理由（ひとことで。くわしく書かなくて大丈夫です）",
        key=f"why-{number}",
        max_chars=100,
        placeholder="例: 家の用事",
    )
    if labels:
        st.selectbox(
            "代わりに、わたしが出られる教室（なくてもかまいません）",
            list(labels),
            format_func=labels.get,
            index=None,
            key=f"back-{number}",
            placeholder="選びます",
        )
    save_button("代わりを探す", f"ask-{number}", ask, number)


def desk(
    asked: Sequence[Asked], free: Mapping[int, Sequence[Fit]], decide: Callable, drop: Callable
) -> None:
    """All searches, with who could come; the desk may decide for them."""
    if not asked:
        st.markdown("代わりを探している受け持ちは、ありません。")
    for one in asked:
        with st.container(border=True):
            told(one)
            if one.in_return:
                st.markdown(f"交換の希望: {one.in_return.label}")
            _decision(one, {fit.staff.id: fit for fit in free[one.stand_in.id]}, decide)
            st.button(
                "この相談を取り下げる",
                key=f"drop-{one.stand_in.id}",
                on_click=drop,
                args=(one.stand_in.id,),
            )


def _decision(one: Asked, free: Mapping[int, Fit], decide: Callable) -> None:
    number = one.stand_in.id
    chosen = st.selectbox(
        "代わりに出る方（電話で確かめてから）",
        list(free),
        format_func=lambda id: free[id].label,
        index=None,
        key=f"instead-{number}",
        placeholder="選びます",
    )
    if chosen in free:
        st.markdown(f"{free[chosen].why}。")
    st.button(
        "この方に決める",
        key=f"decide-{number}",
        type="primary",
        on_click=decide,
        args=(number,),
        disabled=chosen is None,
    )


def flags(db: Db, staff: Staff) -> list[tuple[str, Link]]:
    """On «きょう»: for the desk what is urgent, for a volunteer what colleagues look for."""
    if allows(staff, Permission.EVENT_PUBLISH):
        urgent = [one for one in stand_ins.open_ones(db, by=staff) if one.is_urgent]
        days = "、".join(f"{one.post.day} {one.asker.name}さん" for one in urgent)
        link = Link("/staff/shifts?view=代わり", "代わりを決める", is_main=True)
        sentence = f"**3日以内** の教室で、代わりを探しています：{days}。お電話で探してください。"
        return [(sentence, link)] if urgent else []
    wanted = stand_ins.for_me(db, by=staff) if allows(staff, Permission.SHIFT_OWN) else []
    sentence = f"代わりを探している方がいます（**{len(wanted)}件**）。"
    return [(sentence, Link("/staff/my_shifts", "見てみる"))] if wanted else []
