"""よくある質問 in a list: the filters, which stand in the address, and one card each."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from japanese import furigana
from models import Course, FaqStatus, QuestionCategory
from pages._ui.events import Link, links
from pages._ui.kept import ADDRESS, EVERY_COURSE, EVERY_KIND, pick
from services.faq_list import Item

LIVE, WAITING = "終了のほか全部", "確認を待っているもの"
CHIPS = {
    FaqStatus.DRAFT: "draft",
    FaqStatus.REVIEW: "draft",
    FaqStatus.PUBLISHED: "open",
    FaqStatus.RETIRED: "over",
}


def chosen(categories: Sequence[QuestionCategory], courses: Sequence[Course]) -> dict[str, object]:
    """Draw the filters; what they say, as `faq_list.listed` takes it."""
    statuses = {WAITING: WAITING} | {one.label: one for one in FaqStatus}
    kinds = {one.name: one.code for one in categories}
    lessons = {f"{one.code} {one.title}": one.code for one in courses}
    left, middle, right = st.columns(3)
    status = pick(left, "状態", LIVE, statuses, "status")
    return {
        "status": None if status == WAITING else status,
        "waiting": status == WAITING,
        "category_code": pick(middle, "種類", EVERY_KIND, kinds, "kind") or "",
        "course_code": pick(right, "講座", EVERY_COURSE, lessons, "course") or "",
        "overdue": st.checkbox("見直しの日を過ぎたものだけ", key="overdue", bind=ADDRESS),
    }


def cards(items: Sequence[Item]) -> None:
    """One line each: what is asked, how it stands, and who looks after it."""
    st.markdown(f"**{len(items)}件** あります。" if items else "ここに出すものはありません。")
    for one in items:
        faq = one.faq
        about = [one.category.name, one.course.code if one.course else "", f"担当 {one.owner.name}"]
        if faq.review_by and faq.status is FaqStatus.PUBLISHED:
            day = faq.review_by
            about.append(f"見直し {day.year}年{day.month}月{day.day}日")
        st.html(
            f'<div class="event"><div class="what"><p>{chips(one)}<b>{faq.code}</b></p>'
            f'<p class="title">{escape(furigana.plain(faq.question))}</p>'
            f'<p class="place">{escape("　".join(filter(None, about)))}</p></div>'
            f'<div class="links"><a class="act" href="/staff/faqs?id={faq.code}" target="_self"'
            f' aria-label="{faq.code}をひらく">ひらく</a></div></div>'
        )


def chips(one: Item) -> str:
    """How it stands, in words."""
    faq = one.faq
    found = [(faq.status.label, CHIPS[faq.status])]
    if faq.status is FaqStatus.PUBLISHED and one.is_ahead:
        found.append(("直し・確認待ち" if faq.handed_in_at else "直している途中", "draft"))
    if one.is_overdue:
        found.append(("見直しの日を過ぎています", "off"))
    return "".join(f'<span class="chip {kind}">{words}</span>' for words, kind in found)


def heading(one: Item) -> None:
    """Which one is open, and the ways out of it."""
    faq = one.faq
    st.html(f'<p class="who-row">{chips(one)}<b>{faq.code}</b>　{escape(one.category.name)}</p>')
    if faq.remark:
        st.warning(f"戻されました。{faq.remark}", icon=":material/undo:")
    ways = [Link("/staff/faqs", "一覧へもどる")]
    if faq.status is FaqStatus.PUBLISHED:
        ways += [Link(f"/faq/{faq.code}", "公開のページを見る")]
        ways += [Link(f"/staff/files/faq/{faq.code}.pdf", "紙に印刷する（PDF）")]
    links(ways)
