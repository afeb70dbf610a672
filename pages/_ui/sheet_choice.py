"""印刷: which sheet, and for which class, course, town or matter. The address keeps it all."""

from collections.abc import Iterable, Mapping
from datetime import timedelta

import streamlit as st

import clock
from database import reading
from handouts import curriculum
from japanese import dates
from models import Course, Event, FaqStatus, Staff
from pages._ui.sheet_list import SHEETS, About, Sheet, When
from services import calendar, consultations, events, faq_list, lesson_texts, places
from services.calendar import Card
from services.permissions import allows

RECENT = timedelta(days=14)  # how long after a class its sheets are still offered
MONTHS = 4  # whose schedules are offered
DAYS = 7  # whose call lists are offered
ALL_TOWNS = "all"


def event_asked(staff: Staff) -> Event | None:
    """The class of the address; the one chosen last, once this screen has been used."""
    public_id = st.session_state.get("s_event") or st.query_params.get("event", "")
    with reading() as db:
        card = calendar.find(db, public_id=public_id, by=staff) if public_id else None
    return card.event if card else None


def sheet(staff: Staff, event: Event | None) -> tuple[str, Sheet]:
    """Which sheet: first when it is needed, then which one."""
    offered = {
        name: one
        for name, one in SHEETS.items()
        if allows(staff, one.permission) and (event is None or one.fits(event))
    }
    asked = offered.get(st.query_params.get("kind", ""))
    when = st.segmented_control(
        "いつ使う紙ですか",
        [str(one) for one in When],
        default=str(asked.when if asked else _usual(event)),
        required=True,
        key="s_when",
        on_change=_forget_kind,
    )
    names = [name for name, one in offered.items() if one.when == when]
    asked_name = st.query_params.get("kind", "")
    name = st.pills(
        "どの紙ですか",
        names,
        format_func=lambda one: offered[one].label,
        default=asked_name if asked_name in names else names[0],
        required=True,
        key=f"s_kind_{when}_{len(names)}",
    )
    _keep("kind", name)
    return name, offered[name]


def _forget_kind() -> None:
    st.query_params.pop("kind", None)


def _usual(event: Event | None) -> When:
    return When.ON_THE_DAY if event and event.local_date == clock.today() else When.BEFORE


def about(sheet: Sheet, event: Event | None, staff: Staff) -> dict[str, str]:
    """What the address of the sheet is filled with; nothing until it has been chosen."""
    return {
        About.CLASS: lambda: _class(event, staff),
        About.COURSE: _course,
        About.TOWN: _town,
        About.FAQ: lambda: _faq(staff),
        About.KINDS: lambda: _kinds(staff),
        About.DAY: _day,
        About.NOTHING: lambda: {"login": staff.login},
    }[sheet.about]()


def _class(event: Event | None, staff: Staff) -> dict[str, str]:
    today = clock.today()
    with reading() as db:
        listed = calendar.listed(db, since=today - RECENT, by=staff)
        asked = calendar.find(db, public_id=event.public_id, by=staff) if event else None
    coming = [card for card in listed if card.event.local_date >= today]
    over = [card for card in reversed(listed) if card.event.local_date < today]
    cards = {card.event.public_id: card for card in (*coming, *over, *([asked] if asked else []))}
    if not cards:
        st.markdown("教室がありません。講座のてびきは「いつでも」から印刷できます。")
        return {}
    public_id = _select("教室", {one: _named(card) for one, card in cards.items()}, "event")
    return _of_class(cards[public_id]) if public_id else {}


def _named(card: Card) -> str:
    return card.label if card.event.local_date >= clock.today() else f"{card.label}（終了）"


def _of_class(card: Card) -> dict[str, str]:
    event = card.event
    with reading() as db:
        course = db.get(Course, event.course_id) if event.course_id else None
    return {
        "event": event.public_id,
        "series": str(event.series_id or event.public_id),
        "course": course.code if course else "",
        "guests": str(card.seats.confirmed or event.capacity),
    }


def _course() -> dict[str, str]:
    with reading() as db:
        written = {*curriculum.codes(), *lesson_texts.all_published(db)}
        courses = [one for one in events.courses(db) if one.code in written]
    code = _select("講座", {one.code: f"{one.code} {one.title}" for one in courses}, "course")
    return {"course": code} if code else {}


def _faq(staff: Staff) -> dict[str, str]:
    with reading() as db:
        found = faq_list.listed(db, status=FaqStatus.PUBLISHED, by=staff)
    codes = {one.faq.code: f"{one.faq.code} {one.edition.question}" for one in found}
    code = _select("よくある質問", codes, "faq")
    return {"faq": code} if code else {}


def _town() -> dict[str, str]:
    with reading() as db:
        towns = {one.code: one.name for one in places.districts(db)}
    left, right = st.columns(2)
    with left:
        town = _select("地区", {ALL_TOWNS: "全地区"} | towns, "town", first=True)
    with right:
        month = _select("月", months(), "month", first=True)
    return {"town": town, "town_code": "" if town == ALL_TOWNS else town, "month": month}


def months() -> dict[str, str]:
    """This month and the next ones: 2026-12 as 令和8年12月."""
    first, found = clock.today().replace(day=1), {}
    for _ in range(MONTHS):
        found[f"{first:%Y-%m}"] = f"{dates.wareki_year(first)}{first.month}月"
        first = (first + timedelta(days=31)).replace(day=1)
    return found


def _kinds(staff: Staff) -> dict[str, str]:
    with reading() as db:
        kinds = {one.code: f"{one.code} {one.name}" for one in consultations.kinds(db, by=staff)}
    asked = st.query_params.get("kinds", "").split("-")
    codes = st.multiselect(
        "相談の種類（いくつでも）",
        list(kinds),
        default=[code for code in asked if code in kinds],
        format_func=kinds.get,
        key="s_kinds",
        placeholder="種類を選びます",
    )
    return _keep("kinds", "-".join(codes))


def _day() -> dict[str, str]:
    today = clock.today()
    days = {str(one): dates.short(one) for one in dates.days(today, today + timedelta(days=DAYS))}
    return {"day": _select("日", days, "day", first=True)}


def _select(label: str, options: Mapping[str, str], name: str, *, first: bool = False) -> str:
    """A choice the address keeps as `name`; with `first` something is chosen from the start."""
    asked = st.query_params.get(name, "")
    chosen = st.selectbox(
        label,
        list(options),
        format_func=options.get,
        index=_place(asked, options) if asked in options else (0 if first else None),
        key=f"s_{name}",
        placeholder="選びます",
    )
    return _keep(name, chosen or "").get(name, "")


def _place(asked: str, options: Iterable[str]) -> int:
    return list(options).index(asked)


def _keep(name: str, value: str) -> dict[str, str]:
    if value != st.query_params.get(name, ""):
        st.query_params.from_dict({**st.query_params.to_dict(), name: value})
    return {name: value} if value else {}
