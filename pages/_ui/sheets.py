"""A sheet on the screen: what it is for, its number, and the button that opens the PDF."""

import streamlit as st

from database import reading, writing
from handouts import curriculum
from models import Course, Handout, Staff
from services import printing
from settings import SETTINGS


def lesson(course: Course | None, address: str, staff: Staff, *, place: str) -> None:
    """The lesson sheet of a course; a course without a lesson text says so."""
    if course is None or course.code not in curriculum.codes():
        st.markdown("この教室には、講座のてびきがありません。下の「講座から選ぶ」で選べます。")
        return
    handout = _numbered(course, staff)
    st.markdown(f"**てびき**　{course.title}　配って持ち帰っていただく紙です。")
    st.markdown(f"資料番号 **{handout.code}**　アドレス {SETTINGS.base_url}/h/{handout.code}")
    st.link_button("てびきを開く（PDF）", address, key=f"s_lesson_{place}", type="primary")


def _numbered(course: Course, staff: Staff) -> Handout:
    edition = curriculum.load(course.code).edition
    with reading() as db:
        handout = printing.numbered(db, course=course, edition=edition, by=staff)
    if handout is None:
        with writing() as db:
            handout = printing.lesson_sheet(db, course=course, edition=edition, by=staff)
    return handout


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
