"""A sheet on the screen: what it is for, its number, and the button that opens the PDF."""

from dataclasses import replace
from datetime import timedelta

import streamlit as st

import clock
from database import reading, writing
from handouts import curriculum, lesson_sheet
from handouts.curriculum import Lesson
from handouts.faq_parts import Common
from handouts.lesson_fit import LessonSheet
from handouts.lesson_parts import NextClass
from japanese.dates import wareki_year, with_era
from models import Course, District, Event, Handout, Staff
from services import lesson_faqs, outdated, printing
from settings import SETTINGS

MONTHS = 4  # whose schedules are offered


def lesson(course: Course | None, address: str, staff: Staff, *, place: str) -> None:
    """The lesson sheet of a course; a course without a lesson text says so."""
    if course is None or course.code not in curriculum.codes():
        st.markdown("この教室には、講座のてびきがありません。下の「講座から選ぶ」で選べます。")
        return
    handout = _numbered(course, staff)
    st.markdown(f"**てびき**　{course.title}　配って持ち帰っていただく紙です。")
    st.markdown(f"資料番号 **{handout.code}**　アドレス {SETTINGS.base_url}/h/{handout.code}")
    _questions(course, handout)
    st.link_button("てびきを開く（PDF）", address, key=f"s_lesson_{place}", type="primary")
    _old_ones(course, staff)


def _numbered(course: Course, staff: Staff) -> Handout:
    edition = curriculum.load(course.code).edition
    with reading() as db:
        handout = printing.numbered(db, course=course, edition=edition, by=staff)
    if handout is None:
        with writing() as db:
            handout = printing.lesson_sheet(db, course=course, edition=edition, by=staff)
    return handout


def invitation(event: Event, files: str) -> None:
    """The flyer and the poster of a class, and those of its series."""
    st.markdown(
        "**ちらし・ポスター**　ちらしはA4、ポスターはA3です。公開した教室だけ印刷できます。"
    )
    wide = {"flyer": "ちらしを開く（PDF）", "poster": "ポスターを開く（PDF）"}
    for column, (kind, label) in zip(st.columns(2), wide.items(), strict=True):
        column.link_button(label, f"{files}/{kind}/{event.public_id}.pdf", key=f"s_{kind}")
        if event.series_id:
            column.link_button(
                f"連続講座の{label}",
                f"{files}/{kind}/series/{event.public_id}.pdf",
                key=f"s_{kind}_series",
            )


def month(towns: list[District], files: str) -> None:
    """What is on in a town in a month, to be passed round."""
    st.markdown("**月の予定表**　回覧板や公民館に。白黒でコピーしても読めます。")
    left, right = st.columns(2)
    names = {"all": "全地区"} | {town.code: town.name for town in towns}
    town = left.selectbox(
        "地区", list(names), format_func=names.get, key="s_town", placeholder="地区を選びます"
    )
    months = _months()
    chosen = right.selectbox(
        "月", list(months), format_func=months.get, key="s_month", placeholder="月を選びます"
    )
    address = f"{files}/month/{town}/{chosen}.pdf"
    st.link_button("予定表を開く（PDF）", address, key="s_month_open", type="primary")


def _months() -> dict[str, str]:
    """This month and the next ones: 2026-12 as 令和8年12月."""
    first, found = clock.today().replace(day=1), {}
    for _ in range(MONTHS):
        found[f"{first:%Y-%m}"] = f"{wareki_year(first)}{first.month}月"
        first = (first + timedelta(days=31)).replace(day=1)
    return found


def _questions(course: Course, handout: Handout) -> None:
    """Which common questions it carries, and which found no room."""
    with reading() as db:
        attached = lesson_faqs.of_course(db, course=course)
    if not attached:
        return
    text = replace(curriculum.load(course.code), edition=handout.edition)
    commons = tuple(Common(one.code, one.question, one.answer) for one in attached)
    left = lesson_sheet.left_out(trial(text, commons))
    carried = "、".join(one.code for one in attached if one.code not in left)
    st.markdown(f"よくある質問 {carried or 'なし'} がのります。")
    if left:
        st.warning(
            f"{'、'.join(left)} は、紙に入りきらないので、のりません（QRのページには出ます）。"
            "のせたいときは、「よくある質問」の画面で、順番を変えるか、文章を短くしてください。"
        )


def trial(text: Lesson, commons: tuple[Common, ...]) -> LessonSheet:
    """The sheet as full as it gets, with three classes to come, to see what finds room."""
    near = (NextClass("スマホ教室", "12月28日(月)", "午前10時30分〜11時30分", "公民館"),) * 3
    blank = dict.fromkeys(("code", "desk", "phone", "hours", "city"), "ー")
    url = f"{SETTINGS.base_url}/h/AAAAA"
    return LessonSheet(text, url, next_classes=near, faqs=commons, fictional=True, **blank)


def _old_ones(course: Course, staff: Staff) -> None:
    """Sheets that may still lie in a drawer and say something else."""
    edition = curriculum.load(course.code).edition
    with reading() as db:
        found = outdated.lessons_before(db, course=course, edition=edition, by=staff)
    for sheet, why in found:
        st.warning(
            f"前に印刷した資料番号 **{sheet.code}** の版は、{with_era(why.since)}から"
            f"古くなっています。理由: {''.join(why.reasons)}残っている紙は、配らないでください。"
        )


def roster(address: str) -> None:
    """The list of who comes, with names on it."""
    st.markdown("**出席名簿**　申し込んだ方のお名前と電話番号がのります。終わったら市へ返します。")
    st.link_button("出席名簿を開く（PDF）", address, key="s_roster", type="primary")


def survey(address: str) -> None:
    """One side of rings, for the end of the class."""
    st.markdown(
        "**アンケート**　無記名で、○で囲むだけの紙です。人数分コピーします。"
        "答えは「アンケート入力」の画面で、番号で入力します。"
    )
    st.link_button("アンケートを開く（PDF）", address, key="s_survey", type="primary")
