"""わたしの予定: what a volunteer will do, when they could come, and looking for a stand-in."""

from datetime import date

import streamlit as st

from database import reading, writing
from models import Shift, Slot, StandIn
from pages._ui import month, my_feed, my_shifts, stand_ins
from pages._ui.forms import idem_name
from pages._ui.screen import me, open_screen, outcome, telling
from services import availability, own_feed, shifts
from services import stand_ins as searches

PLANS, DAYS, FEED = "予定", "出られる日", "カレンダー"
TAKEN = "引き受けました。ありがとうございます。下の予定に入りました。"


def ask(shift_id: int, *, idem_key: str) -> None:
    note, back = (st.session_state.get(f"{name}-{shift_id}") for name in ("why", "back"))
    forget = [f"why-{shift_id}", idem_name(f"ask-{shift_id}")]
    with telling("代わりを探しはじめました。", place="plans", forget=forget), writing() as db:
        shift, other = db.get_one(Shift, shift_id), db.get_one(Shift, back) if back else None
        searches.ask(db, shift=shift, note=note or "", in_return=other, by=me())


def withdraw(stand_in_id: int) -> None:
    with telling("取り下げました。予定はそのままです。", place="plans"), writing() as db:
        searches.withdraw(db, stand_in=db.get_one(StandIn, stand_in_id), by=me())


def take(stand_in_id: int) -> None:
    with telling(TAKEN, place="plans"), writing() as db:
        searches.take(db, stand_in=db.get_one(StandIn, stand_in_id), by=me())


def offer(slot: Slot, since: date, until: date) -> None:
    chosen = set(st.session_state[month.key(slot, since)])
    with telling("保存しました。", place="days"), writing() as db:
        availability.offer(db, since=since, until=until, slot=slot, days=chosen, by=me())


def every_week(since: date, until: date) -> None:
    weekday, slot = st.session_state["o_weekday"], st.session_state["o_slot"]
    with telling("", place="days") as told, writing() as db:
        span = {"since": since, "until": until, "weekday": weekday, "slot": slot}
        told.done = month.filled(weekday, slot, availability.every_week(db, **span, by=me()))


def new_feed() -> None:
    with telling("アドレスを作りました。この画面を閉じると、もう表示できません。", place="feed"):
        with writing() as db:
            token = own_feed.begin(db, by=me())
        st.session_state[my_feed.TOKEN] = token


def revoke_feed() -> None:
    st.session_state.pop(my_feed.TOKEN, None)
    with telling("やめました。前のアドレスでは、もう見られません。", place="feed"), writing() as db:
        own_feed.end(db, by=me())


staff = open_screen("my_shifts")
view = st.segmented_control(
    "見るもの",
    [PLANS, DAYS, FEED],
    default=PLANS,
    required=True,
    key="v_view",
    width="stretch",
    label_visibility="collapsed",
)
if view != FEED:
    st.session_state.pop(my_feed.TOKEN, None)

if view == PLANS:
    outcome("plans")
    with reading() as db:
        posts = shifts.coming(db, staff=staff, by=staff)
        teams = {one.event.id: shifts.team(db, event=one.event) for one in posts}
        others = searches.exchangeable(db, posts=posts, by=staff)
        asked, for_me = searches.mine(db, by=staff), searches.for_me(db, by=staff)
    stand_ins.offers(for_me, staff, take)
    my_shifts.overview(posts, staff)
    stand_ins.settled(asked)
    for post in posts:
        my_shifts.card(post, teams[post.event.id], staff)
        stand_ins.search(post, asked, others[post.shift.id], ask, withdraw)
elif view == DAYS:
    first, last = month.choose()
    with reading() as db:
        offered = availability.offered(db, since=first, until=last, by=staff)
        working = {one.event.local_date for one in shifts.coming(db, staff=staff, by=staff)}
    month.every_week(first, last, every_week)
    outcome("days")
    month.grids(first, last, offered, working, offer)
else:
    outcome("feed")
    my_feed.explain(staff, new_feed, revoke_feed)
