"""担当の割り当て on the screen: gaps, the plan, and the share of work."""

from collections.abc import Callable, Sequence
from datetime import date
from html import escape
from itertools import groupby

import streamlit as st

from models import Duty, Staff
from pages._ui import events as drawing
from pages._ui import month
from pages._ui.event_detail import duty
from pages._ui.events import Link
from pages._ui.tables import table
from services.drafts import SEATS_PER_HELPER
from services.load import Load, Row
from services.plans import Draft, Gap, Proposal

MOST = 40
EVERYTHING = "これから全部"


def spans() -> dict[str, date | None]:
    """How far ahead one plans, by the words for it."""
    firsts = month.first_days()
    names = {f"{one.month}月末まで": month.last_of(one) for one in firsts}
    return {EVERYTHING: None} | names


def ask_until() -> None:
    st.selectbox("いつまでの教室", list(spans()), key="g_until")


def until() -> date | None:
    return spans().get(st.session_state.get("g_until", EVERYTHING))


def proposed(outcome: Proposal) -> str:
    """What came of «案を作る»."""
    left = f"あと{outcome.missing}名は、出られる方が見つかりません。" if outcome.missing else ""
    if not outcome.placed:
        return f"案に入れられる方がいませんでした。{left}「出られる日」を入れてもらってください。"
    return f"{outcome.placed}名を案に入れました。{left}「案」で確かめてから公開してください。"


def published(people: Sequence[Staff]) -> str:
    names = "、".join(f"{one.name}さん" for one in people)
    return f"公開しました。{names}の「わたしの予定」に出ています。ひとこと、お知らせください。"


def gaps(found: Sequence[Gap], propose: Callable) -> None:
    """What is missing, the nearest first, and the button that proposes."""
    st.markdown(
        f"定員{SEATS_PER_HELPER}名に1名が要ります（講師を入れて）。近い日から並べています。"
    )
    if not found:
        st.markdown("足りない教室は、ありません。")
        return
    st.button("案を作る", key="g_propose", type="primary", on_click=propose)
    st.markdown(
        "「出られる」と答えた方だけを、この町の担当の方から、負担の少ない順に入れます。"
        "公開するまで、ほかの方には見えません。"
    )
    for one in found[:MOST]:
        _gap(one)
    if len(found) > MOST:
        st.markdown(f"ほかに{len(found) - MOST}件あります。期間をしぼってください。")


def _gap(one: Gap) -> None:
    team = "、".join(f"{staff.name}（{duty(shift)}）" for shift, staff in one.team)
    words = (
        f'<p class="place">{escape(one.venue.name)}（{escape(one.district.name)}）'
        f"　定員{one.event.capacity}名</p><p>{escape(team) or 'まだ、だれもいません'}</p>"
        f"<p><b>{missing(one)}</b></p>"
    )
    link = Link(f"/staff/events?event={one.event.public_id}", "担当を決める")
    drawing.row(one.event, words, [link])


def missing(gap: Gap) -> str:
    """あと2名（講師1名・補助1名）"""
    if not gap.duties:
        return "講師がいません。だれかを講師に変えてください"
    parts = [f"{one.label}{gap.duties.count(one)}名" for one in Duty if gap.duties.count(one)]
    return f"あと{gap.missing}名（{'・'.join(parts)}）"


def plan(drafts: Sequence[Draft], publish: Callable, release: Callable) -> None:
    """What only the desk sees until it is published, and why it is so."""
    if not drafts:
        st.markdown("公開していない案は、ありません。「足りない」で案を作れます。")
        return
    st.markdown("この案は、まだ担当課だけに見えています。よければ、まとめて公開します。")
    st.button(
        f"この案を公開する（{len(drafts)}件）", key="g_publish", type="primary", on_click=publish
    )
    for _, group in groupby(drafts, key=lambda one: one.post.event.id):
        _planned(list(group), release)


def _planned(drafts: Sequence[Draft], release: Callable) -> None:
    post = drafts[0].post
    with st.container(border=True):
        st.html(
            f'<div class="who-row"><b>{post.day}</b> <span class="whole">{post.hours}</span><br>'
            f"{escape(post.event.title)}　{escape(post.place)}</div>"
        )
        for draft in drafts:
            staff = draft.fit.staff
            st.markdown(f"**{staff.name}**（{draft.post.shift.duty.label}）　{draft.fit.why}")
            st.button(
                f"{staff.name}さんを外す",
                key=f"undraft-{draft.post.shift.id}",
                on_click=release,
                args=(post.event.id, staff.id),
            )


def load(rows: Sequence[Row]) -> None:
    """Who works how much, and each one's sheet."""
    st.markdown("予定と案も数えます。今年度に多い方から並べています。")
    table(
        "デジタル推進委員ごとの回数と時間",
        ["名前", "今月", "今年度"],
        [(row.staff.name, _said(row.month), _said(row.year)) for row in rows],
        numbers=["今月", "今年度"],
    )
    drawing.links(
        Link(f"/staff/files/duties/{row.staff.login}.pdf", f"{row.staff.name}さんの受け持ち表")
        for row in rows
    )


def _said(load: Load) -> str:
    return f"{load.times}回・{load.hours}"
