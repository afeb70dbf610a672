"""What is asked again and again: the filters, a sentence, what is missing, and the whole table."""

from collections.abc import Sequence
from datetime import date
from html import escape

import streamlit as st

import clock
from models import Course, District, FaqStatus, QuestionCategory
from pages._ui.kept import ADDRESS, EVERY_COURSE, EVERY_KIND, EVERY_TOWN, pick
from pages._ui.tables import table
from services.repeats import Group

SPANS = {"3か月": 3, "6か月": 6, "12か月": 12}
MOST, ROWS, SHOWN = 5, 50, 60


def chosen(
    towns: Sequence[District], kinds: Sequence[QuestionCategory], courses: Sequence[Course]
) -> tuple[dict[str, str], int]:
    """Draw the filters, which stand in the address; how many months back."""
    names = {one.name: one.code for one in towns}
    matters = {one.name: one.code for one in kinds}
    lessons = {f"{one.code} {one.title}": one.code for one in courses}
    left, middle, right = st.columns(3)
    filters = {
        "district_code": pick(left, "町", EVERY_TOWN, names, "town") or "",
        "category_code": pick(middle, "種類", EVERY_KIND, matters, "kind") or "",
        "course_code": pick(right, "講座", EVERY_COURSE, lessons, "course") or "",
    }
    span = st.segmented_control(
        "どこまでさかのぼりますか",
        list(SPANS),
        default="6か月",
        required=True,
        key="span",
        bind=ADDRESS,
    )
    return filters, SPANS[span]


def sentence(groups: Sequence[Group], months: int) -> str:
    """The table in one sentence."""
    total, first = sum(len(one.asked) for one in groups), groups[0]
    without = sum(len(one.asked) for one in groups if not one.faq)
    return (
        f"この{months}か月の質問は、延べ **{total}件** です。いちばん多いのは"
        f"「{about(first)}」の **{len(first.asked)}件** です。"
        f"まだ「よくある質問」のないものは、合わせて **{without}件** あります。"
    )


def about(group: Group) -> str:
    """What kind of question it is, and the lesson it came from."""
    last = group.last
    course = f"　{last.course.code} {last.course.title}" if last.course else ""
    return f"{last.category.name}{course}"


def example(group: Group) -> str:
    body = " ".join(group.last.question.body.split())
    return body if len(body) <= SHOWN else f"{body[:SHOWN]}…"


def missing(groups: Sequence[Group]) -> None:
    """The most frequent ones without an answer for everybody, with the way to write one."""
    without = [one for one in groups if not one.faq][:MOST]
    if not without:
        return
    st.subheader("まだ答えのないもの", anchor=False)
    for one in without:
        words = "まだまとめていません。例: " if one.is_loose else ""
        month = one.in_month(clock.today().replace(day=1))
        st.html(
            f'<div class="event"><div class="what"><p class="title">{escape(about(one))}</p>'
            f"<p>{words}{escape(example(one))}</p>"
            f"<p>今月<b>{month}件</b>　全部で<b>{len(one.asked)}件</b>（延べ）　{towns(one)}</p>"
            f'</div><div class="links"><a class="act" target="_self"'
            f' href="/staff/question?id={one.last.question.id}">質問を見る</a>'
            f'<a class="act first" target="_self" href="/staff/faqs?from={one.last.question.id}">'
            "よくある質問にする</a></div></div>"
        )


def towns(group: Group) -> str:
    return escape("・".join(f"{name}{count}" for name, count in group.districts()[:3]))


def ranking(groups: Sequence[Group], months: Sequence[date]) -> None:
    """Everything, by number."""
    st.subheader("多い順", anchor=False)
    names = [f"{month.month}月" for month in months]
    rows = [
        (
            str(place),
            about(one),
            example(one) + ("（ほかの質問とは、まだまとめていません）" if one.is_loose else ""),
            *(str(one.in_month(month)) for month in months),
            str(len(one.asked)),
            trend(one),
            "・".join(f"{name}{count}" for name, count in one.districts()[:3]),
            answer(one),
        )
        for place, one in enumerate(groups[:ROWS], start=1)
    ]
    columns = ("順位", "種類と講座", "例", *names, "合計（延べ）", "30日の動き", "町", "答え")
    table(
        "くり返される質問",
        columns,
        rows,
        numbers=(*names, "合計（延べ）"),
        wide=("種類と講座", "例", "町"),
    )


def trend(group: Group) -> str:
    """In words and with the number."""
    more = group.trend(clock.today())
    return f"増えた（+{more}）" if more > 0 else f"減った（{more}）" if more else "同じ"


def answer(group: Group) -> str:
    if not group.faq:
        return "まだありません"
    published = group.faq.status is FaqStatus.PUBLISHED
    return group.faq.code if published else f"{group.faq.code}（{group.faq.status.label}）"
