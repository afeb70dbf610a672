"""延期・中止: which classes, what becomes of them, and why."""

from datetime import timedelta
from enum import StrEnum

import streamlit as st
from sqlmodel import Session
from streamlit.delta_generator import DeltaGenerator

import clock
from database import reading
from japanese import dates
from models import District, Event, EventStatus, Venue
from pages._ui import events as drawing
from pages._ui.events import Link
from pages._ui.kept import EVERY_HALL, EVERY_TOWN
from pages._ui.register import FAR
from pages._ui.register_form import LENGTHS, TIMES
from pages._ui.screen import me
from services import changes, moves, venues
from services.calendar import Card
from services.moves import To

SAME = "変えない"
OPEN = (*changes.COMING, EventStatus.POSTPONED)
MOST = 100
TICK = "c_take_"


class Act(StrEnum):
    CALL_OFF = "call_off"
    POSTPONE = "postpone"
    MOVE = "move"
    RESUME = "resume"

    @property
    def label(self) -> str:
        return {
            Act.CALL_OFF: "中止にする",
            Act.POSTPONE: "延期にする（新しい日は、あとで決める）",
            Act.MOVE: "日にち・時刻・会場を変える",
            Act.RESUME: "延期していた教室の、新しい日を決める",
        }[self]

    @property
    def button(self) -> str:
        return {
            Act.CALL_OFF: "中止にする",
            Act.POSTPONE: "延期にする",
            Act.MOVE: "変更する",
            Act.RESUME: "新しい日に決める",
        }[self]

    @property
    def done(self) -> str:
        return {
            Act.CALL_OFF: "中止にしました",
            Act.POSTPONE: "延期にしました",
            Act.MOVE: "変更しました",
            Act.RESUME: "新しい日を決めました",
        }[self]


def search(towns: list[District]) -> list[Card]:
    """The classes of some days, of a town or a hall: those of a typhoon, say."""
    today = clock.today()
    left, right = st.columns(2)
    since = left.date_input("この日から", today, min_value=today, key="c_since")
    until = right.date_input(
        "この日まで", today + timedelta(days=6), min_value=today, key="c_until"
    )
    names = {town.name: town.code for town in towns}
    left, right = st.columns(2)
    town = left.selectbox("町", [EVERY_TOWN, *names], key="c_town", placeholder="選びます")
    with reading() as db:
        found = changes.changeable(
            db, since=since, until=until, by=me(), district_code=names.get(town, "")
        )
    halls = {card.venue.id: card.venue.name for card in found}
    hall = right.selectbox(
        "会場",
        [None, *halls],
        format_func=lambda one: halls.get(one, EVERY_HALL),
        key="c_hall",
        placeholder="選びます",
    )
    return [card for card in found if hall in (None, card.venue.id)]


def tick(found: list[Card]) -> list[Card]:
    """A box for each class; returns those that are ticked."""
    if not found:
        st.markdown("この期間に、変えられる教室はありません。日や町を変えてください。")
        return []
    left, right = st.columns(2)
    ids = [card.event.id for card in found[:MOST]]
    left.button(f"{len(ids)}件すべて選ぶ", key="c_all", on_click=_tick_all, args=(ids, True))
    right.button("すべて外す", key="c_none", on_click=_tick_all, args=(ids, False))
    if len(found) > MOST:
        st.warning(f"はじめの{MOST}件です。日や町でしぼってください。")
    return [
        card
        for card in found[:MOST]
        if st.checkbox(f"{card.label}（申込{booked(card)}名）", key=f"{TICK}{card.event.id}")
    ]


def _tick_all(ids: list[int], value: bool) -> None:
    for one in ids:
        st.session_state[f"{TICK}{one}"] = value


def booked(card: Card) -> int:
    """Everybody who would have to be told."""
    return sum(card.seats[1:])


def ask_what(chosen: list[Card]) -> Act:
    """What can be done with all of them."""
    postponed = [card.event.status is EventStatus.POSTPONED for card in chosen]
    acts = [Act.CALL_OFF, Act.POSTPONE, Act.MOVE]
    if any(postponed) and len(chosen) > 1:
        st.markdown("延期中の教室が入っているので、中止だけを選べます。")
    if any(postponed):
        acts = [Act.RESUME, Act.CALL_OFF] if len(chosen) == 1 else [Act.CALL_OFF]
    return st.radio("どうしますか", acts, format_func=lambda one: one.label, key="c_act")


def ask_to(chosen: list[Card], halls: dict[int, tuple[Venue, District]]) -> None:
    """The new day, hour and place; for several classes the days to shift by."""
    _ask_days(chosen)
    left, right = st.columns(2)
    left.selectbox(
        "はじまり",
        [None, *TIMES],
        format_func=lambda one: dates.clock_time(one) if one else SAME,
        key="c_start",
        placeholder=SAME,
    )
    right.selectbox(
        "長さ",
        [None, *LENGTHS],
        format_func=lambda one: f"{one}分" if one else SAME,
        key="c_minutes",
        placeholder=SAME,
    )
    hall = left.selectbox(
        "新しい会場",
        [None, *halls],
        format_func=lambda one: f"{halls[one][0].name}（{halls[one][1].name}）" if one else SAME,
        key="c_venue",
        placeholder=SAME,
    )
    if hall:
        _ask_room(halls[hall][0], right)


def typed_to(events: list[Event]) -> To:
    """What was wished for, as it stands in the form now."""
    typed = st.session_state
    if len(events) == 1:
        days = (typed[f"c_day_{events[0].id}"] - events[0].local_date).days
    else:
        days = typed["c_days"]
    venue_id = typed["c_venue"]
    room_id = typed.get(f"c_room_{venue_id}") if venue_id else None
    return To(days, typed["c_start"], typed["c_minutes"], venue_id, room_id)


def _ask_days(chosen: list[Card]) -> None:
    if len(chosen) > 1:
        st.number_input(
            "何日うしろへずらしますか（前へずらすときは、マイナス）", -60, 180, 7, key="c_days"
        )
        return
    (card,) = chosen
    today, was = clock.today(), card.event.local_date
    day = st.date_input(
        "新しい日にち",
        max(was, today),
        min_value=today,
        max_value=today + FAR,
        key=f"c_day_{card.event.id}",
    )
    parts = (f"{dates.wareki_year(day)}({day.year}年)", dates.short(day))
    st.html(f'<p class="read">{" ".join(f"<span>{part}</span>" for part in parts)}</p>')


def _ask_room(venue: Venue, place: DeltaGenerator) -> None:
    with reading() as db:
        rooms = {room.id: room.name for room in venues.rooms(db, venue=venue)}
    if rooms:
        place.selectbox(
            "部屋",
            [None, *rooms],
            format_func=lambda one: rooms.get(one, "会場の全部"),
            key=f"c_room_{venue.id}",
            placeholder="会場の全部",
        )


def ask_reason() -> None:
    """One of the usual reasons, or one's own words."""
    st.selectbox(
        "理由（お電話とお知らせの紙で伝えます）",
        changes.REASONS,
        index=None,
        key="c_reason",
        placeholder="選ぶか、入力します",
        accept_new_options=True,
    )


def preview(rows: list[moves.Move]) -> None:
    """What each class would become, with what stands in the way."""
    for row in rows:
        st.markdown(f"{row.was} から **{row.now}** へ　{row.event.title}")
        for sentence in row.problems:
            st.warning(sentence)


def told(card: Card) -> None:
    """A class changed today, what is said about it, and the sheet for the hall's door."""
    here = card.event.public_id
    links = [
        Link(f"/staff/files/notice/{here}.pdf", "お知らせの紙（PDF）"),
        Link(f"/staff/events?event={here}", "くわしく"),
    ]
    drawing.card(card, links=links, remark=card.event.notice_text)


def carry_out(db: Session, drawn: list[int]) -> str:
    """Do what the form says now; returns the sentence that says so, and how many must be told."""
    act, reason = st.session_state["c_act"], st.session_state.get("c_reason") or ""
    ids = [one for one in drawn if st.session_state.get(f"{TICK}{one}", True)]
    events = [db.get_one(Event, one) for one in ids]
    if act is Act.RESUME:
        entries = changes.resume(db, event=events[0], to=typed_to(events), by=me())
    elif act is Act.MOVE:
        entries = changes.move(db, events=events, to=typed_to(events), reason=reason, by=me())
    else:
        do = {Act.CALL_OFF: changes.call_off, Act.POSTPONE: changes.postpone}[act]
        entries = do(db, events=events, reason=reason, by=me())
    people = len({entry.person.id for entry in entries})
    told = f"申し込んだ{people}名の方に、お電話でお知らせください。" if people else ""
    return f"{len(events)}つの教室を{act.done}。{told}住民のページには、もう出ています。"
