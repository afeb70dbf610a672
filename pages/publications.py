"""公表する数字: what will be hidden and why, freeze it, and what was published before."""

import streamlit as st

from database import reading, writing
from pages._ui import figure_merges as merging
from pages._ui import publications as drawing
from pages._ui import published_list
from pages._ui.forms import idem_name, save_button
from pages._ui.screen import me, open_screen, outcome, telling
from services import figure_merges, periods, publications

FORM = "publish"


def publish(token: str, *, idem_key: str) -> None:
    done = "公表しました。この数字は、もう変わりません。"
    with telling(done, place="form", forget=[drawing.REASON, idem_name(FORM)]), writing() as db:
        reason = st.session_state.get(drawing.REASON, "")
        period = periods.read(token)
        publications.publish(db, period=period, reason=reason, idem_key=idem_key, by=me())


def fix(fiscal_year: int, offered: list[str]) -> None:
    with telling("まとめ方を決めました。", place="merges"), writing() as db:
        chosen = merging.chosen(fiscal_year, offered)
        figure_merges.fix(db, fiscal_year=fiscal_year, chosen=chosen, by=me())


staff = open_screen("publications")
drawing.introduction()
with reading() as db:
    choices = publications.choices(db, by=staff)
period = drawing.choose_period(choices)
if period:
    fiscal_year = periods.fiscal_year(period.until)
    with reading() as db:
        merges = merging.read(db, fiscal_year, staff)
    with reading() as db, st.spinner("出せる数字を調べています…"):
        seen = publications.preview(db, period=period, by=staff)
    if drawing.has_numbers(seen):
        merging.draw(merges, fix)
        outcome("merges")
    drawing.preview(seen)
    if drawing.has_numbers(seen) and not seen.is_told:
        drawing.ask_reason(seen)
        save_button("この数字を公表する", FORM, publish, period.token)
    outcome("form")
st.divider()
with reading() as db:
    published_list.listed(publications.listed(db, by=staff))
    chosen = published_list.asked()
    inside = publications.inside(db, number=chosen, by=staff) if chosen else None
if inside:
    drawing.inside(inside)
