"""The form of 教室を登録する as it is drawn: the essentials, the rest, and what is in the way."""

from collections.abc import Callable, Iterable
from datetime import date, time

import streamlit as st

import clock
from japanese import dates
from models import (
    Admission,
    Audience,
    Course,
    District,
    Equipment,
    Event,
    EventTemplate,
    Format,
    Room,
    Venue,
)
from pages._ui import register as state
from pages._ui import register_corner
from pages._ui.forms import choose
from pages._ui.register import typed
from services import draft_check, drafts
from services.conflicts import Conflict
from services.drafts import Draft

TIMES = [time(hour, minute) for hour in range(8, 20) for minute in (0, 30)]
LENGTHS = (30, 45, 60, 90, 120, 150, 180)
MOST_PEOPLE = 500


def begin_from(
    past: Iterable[tuple[Event, Venue]], named: Iterable[EventTemplate], take_over: Callable, *args
) -> None:
    """前の教室を写す, or a template: everything but the day is there at once."""
    words = {f"template-{one.id}": f"ひな形　{one.name}" for one in named}
    for event, venue in past:
        day = dates.short(event.local_date)
        words[f"event-{event.id}"] = f"{event.title}　{venue.name}　{day}"
    if words:
        st.selectbox(
            "前の教室か、ひな形から写す（日にちのほかが入ります）",
            list(words),
            format_func=words.get,
            index=None,
            key="r_from",
            on_change=take_over,
            args=args,
            placeholder="選ぶと、すぐに写ります",
        )


def what(courses: dict[str, Course]) -> None:
    left, right = st.columns([1, 2])
    with left:
        choose("形式", Format, key="r_format")
    right.selectbox(
        "講座",
        _offered(courses),
        format_func=lambda code: f"{code} {courses[code].title}",
        index=None,
        key="r_course",
        on_change=state.course_chosen,
        args=(courses,),
        placeholder="選ぶか、文字で探します",
    )


def _offered(courses: dict[str, Course]) -> list[str]:
    """The codes in use, and those of a class from before."""
    chosen = (typed("course"), *(typed("further") or ()))
    return [code for code in courses if courses[code].is_active or code in chosen]


def where(halls: dict[int, tuple[Venue, District]], rooms: dict[int, Room]) -> None:
    left, right = st.columns(2) if rooms else (st.container(), None)
    left.selectbox(
        "会場",
        list(halls),
        format_func=lambda one: f"{halls[one][0].name}（{halls[one][1].name}）",
        key="r_venue",
        on_change=state.place_chosen,
        kwargs={"hall": True},
    )
    if right:
        right.selectbox(
            "部屋",
            [state.NOTHING, *rooms],
            format_func=lambda one: _room(rooms.get(one)),
            key="r_room",
            on_change=state.place_chosen,
            kwargs={"hall": False},
        )


def _room(room: Room | None) -> str:
    return f"{room.name}（{room.capacity}名まで）" if room else "会場ぜんぶを使う"


def when() -> None:
    today = clock.today()
    left, middle, right = st.columns(3)
    left.date_input(
        "日にち",
        min_value=today,
        max_value=today + state.FAR,
        key="r_day",
        on_change=state.day_chosen,
    )
    middle.selectbox(
        "はじまり", _with(TIMES, typed("start")), format_func=dates.clock_time, key="r_start"
    )
    right.selectbox(
        "長さ", _with(LENGTHS, typed("minutes")), format_func="{}分".format, key="r_minutes"
    )


def _with(usual: Iterable, chosen) -> list:
    return sorted({*usual, chosen})


def read_out(draft: Draft) -> None:
    """The date as people say it, to be compared with the calendar on the wall."""
    hours = dates.span(draft.start, draft.ends_at.time())
    st.html(f'<p class="read"><span>{dates.with_era(draft.day)}</span> <span>{hours}</span></p>')


def how_many(most: int) -> None:
    left, right = st.columns(2)
    left.number_input(
        f"定員（{most}名まで）", 1, MOST_PEOPLE, key="r_capacity", on_change=state.size_chosen
    )
    right.number_input("担当の人数（講師も入れて）", 1, MOST_PEOPLE, key="r_helpers")
    needed = drafts.helpers_for(typed("capacity"))
    helpers = f"講師1名と補助{needed - 1}名" if needed > 1 else "講師1名"
    st.markdown(f"定員{typed('capacity')}名には、{helpers}が必要です（4名に1名）。")
    if typed("helpers") < needed:
        st.text_input(
            "担当が少ない理由（記録に残ります）",
            key="r_helpers_reason",
            max_chars=100,
            placeholder="例: 社会福祉協議会の職員が2名、一緒に教えるため",
        )


def the_rest(
    courses: dict[str, Course], things: dict[int, Equipment], teachers: dict[int, str]
) -> None:
    """What is right for most classes as it stands."""
    with st.expander("くわしく決める（対象・申込の決め方・広報・費用・機器など）", key="r_more"):
        st.text_input(
            "教室の名前（空欄なら、講座の名前）",
            key="r_title",
            max_chars=80,
            placeholder="例: はじめてのLINE教室",
        )
        if typed("format") is not Format.CONSULTATION:
            register_corner.tables()
        _whom()
        _applications()
        _money()
        _with_what(courses, things, teachers)


def _whom() -> None:
    left, right = st.columns(2)
    with left:
        choose("対象", Audience, key="r_audience")
    with right:
        choose("申込の決め方", Admission, key="r_admission", on_change=state.rule_chosen)


def _applications() -> None:
    left, middle, right = st.columns(3)
    _day(left, "申込開始（空欄: 公開したらすぐ）", "r_opens")
    needed = typed("admission") is not Admission.FIRST_COME
    _day(middle, "申込締切（必要です）" if needed else "申込締切（空欄: 前の日まで）", "r_closes")
    _day(right, "広報締切（市報の原稿）", "r_press")


def _day(column, label: str, key: str) -> None:
    """A date that may be left empty, and how it is said."""
    day: date | None = column.date_input(label, None, key=key)
    if day:
        column.markdown(dates.with_era(day))


def _money() -> None:
    left, middle, right = st.columns(3)
    left.number_input("費用（円。0は無料）", 0, draft_check.FEE_LIMIT, step=100, key="r_fee")
    middle.text_input("財源", key="r_funding", max_chars=40, placeholder="例: 一般財源")
    right.text_input(
        "主催（空欄: 市）", key="r_host", max_chars=60, placeholder="例: 朝霧町老人クラブ"
    )


def _with_what(
    courses: dict[str, Course], things: dict[int, Equipment], teachers: dict[int, str]
) -> None:
    st.multiselect(
        "あわせて扱う内容",
        _offered(courses),
        format_func=lambda code: f"{code} {courses[code].title}",
        key="r_further",
        placeholder="選びます",
    )
    if things:
        st.multiselect(
            "持っていく機器",
            [one for one in things if things[one].is_active or one in typed("equipment")],
            format_func=lambda one: _thing(things[one]),
            key="r_equipment",
            placeholder="選びます",
        )
    if teachers:
        st.selectbox(
            "講師",
            [state.NOTHING, *teachers],
            format_func=lambda one: teachers.get(one, "あとで決める"),
            key="r_lecturer",
        )
    st.text_input(
        "担当どうしのメモ（住民には見えません）",
        key="r_note",
        max_chars=400,
        placeholder="例: 鍵は9時に開きます",
    )


def _thing(one: Equipment) -> str:
    return " ".join(filter(None, (one.code, one.kind.label, one.name)))


def in_the_way(found: Iterable[Conflict]) -> None:
    """What blocks, and what only has to be thought of."""
    for one in found:
        (st.error if one.blocks else st.warning)(one.words)
