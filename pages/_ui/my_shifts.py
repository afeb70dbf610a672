"""わたしの予定: the next shifts as a picture, as cards, and as a sheet to take along."""

from collections.abc import Sequence
from datetime import timedelta
from html import escape

import streamlit as st

import clock
from models import EventStatus, Shift, Staff
from pages._ui import events as drawing
from pages._ui import month
from pages._ui.events import Link
from services import shifts
from services.shifts import Post

NEW = timedelta(days=7)  # how long a shift that was published or changed is marked


def overview(posts: Sequence[Post], staff: Staff) -> None:
    """The month, and how much there is to do."""
    first, _ = month.choose()
    on = [post for post in posts if post.event.status not in shifts.OFF]
    month.picture(first, {post.event.local_date: post.shift.duty.label for post in on})
    if not posts:
        st.markdown("これからの受け持ちは、まだありません。「出られる日」を入れておいてください。")
        return
    st.subheader(f"これからの受け持ち（{len(on)}件）", anchor=False)
    drawing.links([Link(f"/staff/files/duties/{staff.login}.pdf", "受け持ち表を印刷する（PDF）")])


def card(post: Post, team: Sequence[tuple[Shift, Staff]], staff: Staff) -> None:
    """One shift: when, what, where, how to get in, and with whom."""
    event, venue = post.event, post.venue
    others = "、".join(
        f"{one.name}（{shift.duty.label}）" for shift, one in team if one.id != staff.id
    )
    lines = [
        post.place,
        venue.address,
        venue.access,
        f"いっしょに: {others}" if others else "",
    ]
    words = "".join(f'<p class="place">{escape(line)}</p>' for line in lines if line)
    drawing.row(event, f"<p>{_chips(post)}</p>{words}", _ways(post))


def _chips(post: Post) -> str:
    if post.event.status in shifts.OFF:
        return f'<span class="chip off">{post.event.status.label}</span>'
    new = clock.now() - post.shift.updated_at < NEW
    mark = '<span class="chip draft">新しい予定</span>' if new else ""
    return f'<span class="chip">{post.shift.duty.label}</span>{mark}'


def _ways(post: Post) -> list[Link]:
    here = f"?event={post.event.public_id}"
    details = Link(f"/staff/events{here}", "くわしく")
    is_today = post.event.local_date == clock.today()
    if is_today and post.event.status is EventStatus.PUBLISHED:
        return [Link(f"/staff/check_in{here}", "受付をはじめる", is_main=True), details]
    return [details]
