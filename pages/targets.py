"""計画と実績: targets by district and year, what came of them, and what is done next."""

import streamlit as st

from database import reading, writing
from models import District, Promise
from pages._ui import planner_kept
from pages._ui import promises as promised
from pages._ui import targets as drawing
from pages._ui.events import Link, links
from pages._ui.screen import me, open_screen, outcome, telling
from services import foretold, places, promises, targets
from services.permissions import Permission, allows


def save(year: int, district_id: int | None) -> None:
    with telling("書きとめました。", place="goal"), writing() as db:
        district = db.get_one(District, district_id) if district_id else None
        goal = drawing.typed(year, district_id)
        targets.save(db, year=year, district=district, goal=goal, by=me())


def copy(year: int) -> None:
    with telling("", place="goal") as told, writing() as db:
        count = targets.copy(db, year=year, by=me())
        told.done = f"{count}件の目標を写しました。町ごとに直せます。"
        drawing.begin_anew()


def promise(year: int, idem_key: str) -> None:
    with telling("書きとめました。", place="promise", forget=promised.FORGET), writing() as db:
        town = st.session_state["t_promise_town"]
        district = db.get_one(District, town) if town else None
        words = st.session_state["t_promise"]
        promises.make(db, year=year, district=district, words=words, idem_key=idem_key, by=me())


def look(promise_id: int) -> None:
    with telling("書きとめました。", place="promise"), writing() as db:
        row = db.get_one(Promise, promise_id)
        said = promised.looked(promise_id)
        promises.look(db, promise=row, **said, by=me())


staff = open_screen("targets")
may_write = allows(staff, Permission.EVENT_PUBLISH)
with reading() as db:
    years, towns = targets.years(db, by=staff), places.districts(db)
year = drawing.choose_year(years)
with reading() as db:
    board = targets.board(db, year=year, by=staff)
    kept = promises.of_year(db, year=year, by=staff)
    held = foretold.of_year(db, year=year, by=staff)
drawing.sentences(board, copy if may_write else None)
drawing.table_of(board)
planner_kept.towns(year, held)
drawing.notes(board)
outcome("goal")
if may_write:
    drawing.ask_goal(board, save)
promised.promises(year, kept, may_write, look)
outcome("promise")
if may_write:
    promised.ask_promise(year, towns, promise)
links([Link("/staff/planner", "次の教室を考える"), Link("/staff/reach", "到達を見る")])
