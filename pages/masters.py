"""基本データ: the city, its places and things, the curriculum, the kinds and categories."""

import streamlit as st

from database import reading, writing
from models import CardClosure, ConsultationKind, Course, Municipality, Venue, VenueClosure
from pages._ui import kind_editions
from pages._ui import masters as drawing
from pages._ui.events import Link, links
from pages._ui.screen import me, open_screen, outcome, telling
from services import kind_editions as editions
from services import masters, places

NEW = 0
KIND_TITLE = "カード相談の種類"


def save(title: str, row_id: int) -> None:
    kind, values = drawing.KINDS[title], drawing.typed(title, row_id)
    with telling("直しました。", place="form"), writing() as db:
        masters.change(db, row=db.get_one(kind, row_id), values=values, by=me())


def add(title: str) -> None:
    kind, values = drawing.KINDS[title], drawing.typed(title, 0)
    with telling("追加しました。", place="form", forget=drawing.keys(title, 0)), writing() as db:
        code = st.session_state.get(drawing.CODE, "")
        masters.add(db, kind=kind, code=code, values=values, by=me())


def remove(title: str, row_id: int) -> None:
    with telling(f"{title}を消しました。", place="form"), writing() as db:
        masters.remove(db, row=db.get_one(drawing.KINDS[title], row_id), by=me())


def renew(row_id: int) -> None:
    values = drawing.typed(KIND_TITLE, row_id)
    starts_on = st.session_state[kind_editions.starts_key(row_id)]
    with telling("新しい版を作りました。今の版は前の日で終わります。", place="form"):
        with writing() as db:
            row = db.get_one(ConsultationKind, row_id)
            new = editions.renew(db, kind=row, starts_on=starts_on, values=values, by=me())
        st.session_state[f"m_row_{KIND_TITLE}"] = new.id  # the old one's form is drawn afresh


def confirm(row_id: int) -> None:
    with telling("きょう確かめたことを記録しました。"), writing() as db:
        editions.confirm(db, kind=db.get_one(ConsultationKind, row_id), by=me())


staff = open_screen("masters")
st.markdown("直した内容は、すぐに全部の画面と、次に印刷する紙に出ます。")
title = st.segmented_control(
    "何を直しますか", list(drawing.KINDS), default="市と窓口", key="m_title", required=True
)
kind = drawing.KINDS[title]
with reading() as db:
    rows = {row.id: row for row in masters.rows(db, kind=kind, by=staff)}
    districts = {one.id: one.name for one in places.districts(db)}
    halls = {one.id: one.name for one in masters.rows(db, kind=Venue, by=staff)}

if kind is ConsultationKind:
    with reading() as db:
        kind_editions.to_check(editions.to_check(db, by=staff), confirm)
choices = list(rows) if kind is Municipality else [*rows, NEW]
chosen = st.selectbox(
    "どれを直しますか",
    choices,
    format_func=lambda one: drawing.name_of(rows.get(one), halls),
    key=f"m_row_{title}",
)
drawing.form(title, rows.get(chosen), districts, halls)
outcome("form")
if chosen == NEW:
    st.button("追加する", type="primary", on_click=add, args=(title,), key="m_add")
else:
    st.button("保存する", type="primary", on_click=save, args=(title, chosen), key="m_save")
    if kind in (VenueClosure, CardClosure):
        st.button(f"この{title}を消す", on_click=remove, args=(title, chosen), key="m_remove")
    if kind is Course:
        links([Link(f"/staff/lessons?course={rows[chosen].code}", "てびきの文章を直す")])
    if kind is ConsultationKind:
        kind_editions.renewing(rows[chosen], renew)
