"""What somebody has to see to today: one sentence each, with the way there."""

from collections.abc import Sequence
from datetime import timedelta

import streamlit as st

import clock
from database import Db, reading
from japanese.dates import short
from models import Event, Staff
from pages._ui import events as drawing
from pages._ui import faq_flags, question_flags, reprints, stand_ins, town_flags
from pages._ui.events import Link
from services import calls, draws, flags, plans
from services.permissions import Permission, allows

HELPERS_AHEAD = timedelta(days=14)
Flag = tuple[str, Link]


def draw(staff: Staff) -> None:
    """All flags of this person; nothing when there is nothing to see to."""
    with reading() as db:
        raised = [
            *stand_ins.flags(db, staff),
            *question_flags.flags(db, staff),
            *faq_flags.flags(db, staff),
            *reprints.flags(db, staff),
            *_desk(db, staff),
            *_planning(db, staff),
            *_afterwards(db, staff),
            *town_flags.flags(db, staff),
        ]
    if raised:
        st.subheader("きょう気をつけること", anchor=False)
    for sentence, link in raised:
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            st.markdown(sentence)
            drawing.links([link])


def _desk(db: Db, staff: Staff) -> list[Flag]:
    if not allows(staff, Permission.BOOKING_CHANGE):
        return []
    today = clock.today()
    homes = calls.of_day(db, day=today, by=staff)
    held = [thing for home in homes for thing in home.things if thing.offer]
    ending = sum(clock.local(thing.due).date() <= today for thing in held)
    last = (
        f"空いた席のうち、お返事の期限がきょうのものが **{ending}件** あります。" if ending else ""
    )
    found = []
    if homes:
        link = Link("/staff/calls", "電話リストを開く", is_main=True)
        found.append((f"電話するところが **{len(homes)}軒** あります。{last}", link))
    if due := draws.due(db, by=staff):
        found.append(_about(due, "申込を締め切り、まだ決めていない教室", "決めに行く"))
    return found


def _planning(db: Db, staff: Staff) -> list[Flag]:
    if not allows(staff, Permission.EVENT_PUBLISH):
        return []
    found = []
    if soon := flags.press_soon(db, by=staff):
        when = short(soon[0].press_on)
        what = f"広報の締切が近い教室（いちばん早い締切は {when}）"
        found.append(_about(soon, what, "教室を見る"))
    gaps = plans.gaps(db, until=clock.today() + HELPERS_AHEAD, by=staff)
    if gaps:
        events = [gap.event for gap in gaps]
        what = "2週間のうちに、講師か補助が足りない教室"
        found.append((_about(events, what, "")[0], Link("/staff/shifts", "担当を決める")))
    return found


def _afterwards(db: Db, staff: Staff) -> list[Flag]:
    open_ones = flags.not_reported(db, by=staff)
    return (
        [_about(open_ones, "終わって、まだ報告していない教室", "教室を見る")] if open_ones else []
    )


def _about(events: Sequence[Event], what: str, words: str) -> Flag:
    first = events[0]
    count = f"{len(events)}件" if len(events) < flags.MOST else f"{flags.MOST}件以上"
    sentence = f"{what}が **{count}** あります。{short(first.local_date)}「{first.title}」"
    more = "ほか。" if len(events) > 1 else "です。"
    return sentence + more, Link(f"/staff/events?event={first.public_id}", words)
