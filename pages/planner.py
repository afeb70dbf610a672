"""次の教室を考える: where, when and with whom the next classes should be, and why."""

from datetime import timedelta

import streamlit as st

import clock
from database import reading, writing
from japanese import dates
from models import ProposedClass
from pages._ui import planner as form
from pages._ui import planner_kept
from pages._ui import planner_past as past
from pages._ui import planner_plan as drawing
from pages._ui.events import Link, links
from pages._ui.screen import me, open_screen, outcome, telling
from services import (
    events,
    foretold,
    looking_back,
    places,
    plans,
    proposals,
    reach,
    seasons,
    shifts,
    unmet,
    why_not,
)

PLAN, CONCERNS, BACK = "案", "気になる町", "ふりかえり"
WEEKS = timedelta(weeks=4)


def propose(idem_key: str) -> None:
    with (
        telling(
            "案を作りました。下の理由を確かめて、使うものに印を付けてください。",
            place="plan",
            forget=form.FORGET,
        ),
        writing() as db,
    ):
        proposals.propose(db, wish=form.typed(), idem_key=idem_key, by=me())
    st.session_state.pop("n_proposal", None)


def keep(proposal_id: int, row_ids: list[int]) -> None:
    picked = [one for one in row_ids if st.session_state.get(f"n_pick_{one}")]
    with telling("", place="plan") as told, writing() as db:
        made = proposals.keep(db, rows=[db.get_one(ProposedClass, one) for one in picked], by=me())
        told.done = (
            f"{len(made)}件を下書きにしました。「教室・相談会」で確かめてから公開してください。"
        )


staff = open_screen("planner")
view = st.segmented_control(
    "見るもの",
    [PLAN, CONCERNS, BACK],
    default=PLAN,
    required=True,
    key="n_view",
    width="stretch",
    label_visibility="collapsed",
)
with reading() as db:
    towns = places.districts(db)
    found = proposals.recent(db, by=staff)

if view == PLAN:
    st.markdown(
        "まだ来ていない65歳以上の方が、いちばん多く来ると見込める教室の組み合わせを考えます。"
        "会場の空きと休館、担当の出られる日、これまでの実績から選び、計算をそのまま見せます。"
    )
    with reading() as db:
        courses, volunteers = events.courses(db), shifts.volunteers(db, by=staff)
    form.ask(towns, courses, found[0] if found else None, len(volunteers))
    form.propose_button(propose)
    outcome("plan")
    proposal = drawing.choose(found, st.query_params.get("plan", ""))
    if proposal:
        with reading() as db:
            classes = proposals.classes(db, proposal=proposal, by=staff)
        drawing.summary(proposal, classes)
        drawing.classes(classes, keep, proposal)
        town = drawing.ask_why_not(towns, {one.district.id for one in classes})
        if town:
            with past.told_no(), reading() as db, st.spinner("理由を計算しています"):
                drawing.why_not(town, why_not.answer(db, proposal=proposal, town=town, by=staff))
elif view == CONCERNS:
    today = clock.today()
    first, _ = dates.fiscal_year_days(dates.fiscal_year(today))
    with reading() as db:
        figures = reach.figures(db, period=reach.periods(db, by=staff)[0], by=staff)
        turned_away = unmet.by_district(db, since=first, until=today, by=staff)
        gaps = plans.gaps(db, until=today + WEEKS, by=staff)
    past.concerns(figures, turned_away, gaps, seasons.ahead(today))
else:
    with reading() as db:
        years = looking_back.years(db, by=staff)
    if not years:
        st.info("終わった教室がまだないので、ふりかえれません。")
        st.stop()
    year = past.choose_year(years)
    with reading() as db:
        planner_kept.classes(year, foretold.of_year(db, year=year, by=staff))
    with past.told_no(), reading() as db, st.spinner("当時の数字で考え直しています"):
        past.look_back(looking_back.compare(db, year=year, by=staff))
links([Link("/staff/reach", "到達を見る"), Link("/staff/targets", "計画と実績")])
