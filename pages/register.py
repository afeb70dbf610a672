"""教室を登録する: one screen, one minute; a class that is still to come is changed here, too."""

import streamlit as st

from database import reading, writing
from models import Event, Format
from pages._ui import register as state
from pages._ui import register_corner, registered
from pages._ui import register_form as form
from pages._ui import templates as template_drawing
from pages._ui.forms import idem_name, save_button
from pages._ui.register import typed
from pages._ui.screen import me, open_screen, outcome, telling
from services import calendar, conflicts, equipment, events, shifts, templates, venues

WAITS = "教室を登録しました。担当課が確かめて公開すると、申込の受付がはじまります。"
FORGET = [idem_name("register")]


def register(done: str, courses: dict, idem_key: str) -> None:
    with telling(done, place="form", forget=FORGET):
        with writing() as db:
            plan, now = state.drafted(db, courses), bool(typed("publish"))
            row = events.register(db, draft=plan, idem_key=idem_key, publish_now=now, by=me())
        st.query_params.from_dict({"done": row.public_id})


def change(event_id: int, courses: dict, idem_key: str) -> None:
    with telling("直しました。", place="form", forget=FORGET) as told:
        with writing() as db:
            row, plan = db.get_one(Event, event_id), state.drafted(db, courses)
            offered = events.change(db, event=row, draft=plan, by=me())
        if offered:
            told.done += f"増えた席を、待っていた{len(offered)}名にご案内します。"
        st.query_params.from_dict({"done": row.public_id})


staff = open_screen("register")
may_publish = events.may_publish(staff)
with reading() as db:
    asked = {
        name: calendar.find(db, public_id=st.query_params[name], by=staff)
        for name in ("done", "copy", "event")
        if name in st.query_params
    }
    halls = {venue.id: (venue, town) for venue, town in venues.to_register_at(db, by=staff)}
    courses = {course.code: course for course in events.curriculum(db)}
    teachers = shifts.volunteers(db, by=staff) if may_publish else {}
    named, past = templates.listed(db, by=staff), templates.past(db, by=staff)
    things = {one.id: one for one in equipment.everything(db)}

if asked.get("done"):
    registered.panel(asked["done"], may_publish=may_publish)
    st.stop()
if not halls:
    st.warning("使える会場がありません。担当課に、受け持ちの地区の登録をご依頼ください。")
    st.stop()
here = {name: card.event for name, card in asked.items() if card and card.venue.id in halls}
if None in asked.values() or len(here) < len(asked):
    st.warning("その教室は見つからないか、ほかの方の受け持ちです。新しく登録できます。")
changed = here.get("event")
state.begin([venue for venue, _ in halls.values()], copied=here.get("copy"), changed=changed)
if typed("lecturer") not in teachers:
    state.put("lecturer", state.NOTHING)

if changed:
    st.markdown("**登録した教室を直します。** 直したら「保存する」を押してください。")
else:
    form.begin_from(past, named, state.take_over, courses)
with st.container(border=True):
    form.what(courses)
    with reading() as db:
        rooms = {one.id: one for one in venues.rooms(db, venue=halls[typed("venue")][0])}
    form.where(halls, rooms)
    form.when()
    with reading() as db:
        plan = state.drafted(db, courses)
    form.read_out(plan)
    form.how_many(plan.most)
    if plan.format is Format.CONSULTATION:
        register_corner.tables()
form.the_rest(courses, things, {} if changed else teachers)
with reading() as db:
    plan = state.drafted(db, courses)
    if changed or not may_publish:
        plan = plan._replace(lecturer=None if changed else staff)
    form.in_the_way(conflicts.of(db, draft=plan, but=changed, drafts=may_publish))
if may_publish and not changed:
    st.checkbox("登録したら、すぐに公開する", True, key="r_publish")
outcome("form")
if changed:
    save_button("保存する", "register", change, changed.id, courses, width="stretch")
else:
    done = "教室を登録しました。" if may_publish else WAITS
    save_button("登録する", "register", register, done, courses, width="stretch")
    if may_publish:
        template_drawing.manage(named, courses)
