"""教室を登録する: one screen, one minute."""

import streamlit as st

from database import reading, writing
from models import Staff, Venue
from pages._ui import register as drawing
from pages._ui.forms import save_button
from pages._ui.register import FORM, typed
from pages._ui.screen import me, open_screen, outcome, telling
from services import events, shifts, venues
from services.drafts import Draft
from services.permissions import Permission, allows

DONE = "教室を登録しました。「教室・相談会」の画面で見られます。"
WAITS = "教室を登録しました。担当課が確かめて公開すると、申込の受付がはじまります。"


def register(done: str, idem_key: str) -> None:
    with telling(done, place="form", forget=FORM), writing() as db:
        events.register(
            db,
            draft=Draft(
                venue=db.get_one(Venue, typed("venue")),
                day=typed("day"),
                start=typed("start"),
                minutes=typed("minutes"),
                capacity=typed("capacity"),
                course=events.course(db, code=typed("course") or ""),
                title=typed("title"),
                format=typed("format"),
                helpers=typed("helpers"),
                note=typed("note"),
                lecturer=db.get(Staff, typed("lecturer")) if typed("lecturer") else None,
            ),
            idem_key=idem_key,
            publish_now=bool(typed("publish")),
            by=me(),
        )


staff = open_screen("register")
may_publish = allows(staff, Permission.EVENT_PUBLISH)
with reading() as db:
    halls = {venue.id: (venue, town) for venue, town in venues.to_register_at(db, by=staff)}
    courses = {course.code: course for course in events.courses(db)}
    teachers = shifts.volunteers(db, by=staff) if may_publish else {}

if not halls:
    st.warning("使える会場がありません。担当課に、受け持ちの地区の登録をご依頼ください。")
    st.stop()

drawing.what(courses)
drawing.where_and_when(halls)
drawing.how_many(drawing.wished(halls))
if may_publish:
    st.selectbox(
        "講師",
        [None, *teachers],
        format_func=lambda one: teachers.get(one, "あとで決める"),
        key="r_lecturer",
    )
    st.checkbox("登録したら、すぐに公開する", True, key="r_publish")
outcome("form")
save_button("登録する", "register", register, DONE if may_publish else WAITS, width="stretch")
