"""From the rows of one volunteer's shifts to the words on the 受け持ち表."""

from collections.abc import Sequence

import clock
from handouts.duty_sheet import DutySheet, Turn
from japanese import dates
from models import Shift, Staff
from services.shifts import Post
from settings import SETTINGS
from web.rendering import city

Team = Sequence[tuple[Shift, Staff]]


def sheet(staff: Staff, posts: Sequence[tuple[Post, Team]]) -> DutySheet:
    """The shifts of this person, each with everybody who works there."""
    here = city()
    return DutySheet(
        name=staff.name,
        printed_on=dates.with_era(clock.today()),
        turns=tuple(_turn(post, team) for post, team in posts),
        url=f"{SETTINGS.base_url}/staff/my_shifts",
        desk=here.desk,
        phone=here.phone,
        hours=here.hours,
        city=here.name,
        fictional=here.is_fictional,
    )


def _turn(post: Post, team: Team) -> Turn:
    day = post.event.local_date
    others = [(shift, one) for shift, one in team if one.id != post.shift.staff_id]
    nobody_yet = "まだ決まっていません" if post.event.helpers_needed > 1 else ""
    return Turn(
        year=f"{dates.wareki_year(day)}({day.year}年)",
        day=post.day,
        hours=post.hours,
        title=post.event.title,
        duty=post.shift.duty.label,
        venue=post.place,
        address=post.venue.address,
        access=post.venue.access,
        team="、".join(f"{one.name}（{shift.duty.label}）" for shift, one in others) or nobody_yet,
    )
