"""A month as a grid of seven columns: of buttons to offer days, and as a picture of shifts."""

from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import date, timedelta

import streamlit as st

import clock
from japanese.dates import WEEKDAYS, wareki_year
from models import Slot
from pages._ui import forms
from services import office_days
from services.availability import Offer

SUNDAY = 6
MONTHS = 4  # how far ahead one plans: this month and three more
NAMES = "".join(f"<span>{WEEKDAYS[day - 1]}</span>" for day in range(7))  # 日 first
HOURS = {Slot.MORNING: "正午まで", Slot.AFTERNOON: "正午〜5時", Slot.EVENING: "5時から"}
STYLE = """<style>
.weekdays, .month, [class*="st-key-o_days"] [data-testid="stButtonGroup"] > div {
  display: grid !important; grid-template-columns: repeat(7, minmax(0, 1fr)); gap: 3px;
  max-width: 30rem; width: 100%; }
.weekdays span { text-align: center; font-size: .95rem; font-weight: 700; }
[class*="st-key-o_days"] [data-testid="stButtonGroup"] button { width: 100%; min-height: 52px;
  padding: 0; border-radius: 6px; justify-content: center; white-space: normal;
  position: relative; }
[class*="st-key-o_days"] [data-testid="stButtonGroup"] button p { font-size: 1rem;
  line-height: 1.2; text-align: center; }
[class*="st-key-o_days"] button[data-selected] { background: #0017c1 !important; }
[class*="st-key-o_days"] button[data-selected] p { color: #fff; font-weight: 700; }
[class*="st-key-o_days"] button[data-selected] p::after { content: "✓"; position: absolute;
  top: 1px; right: 3px; font-size: .75rem; }
.month .d { min-height: 44px; border: 1px solid #b3b3b3; border-radius: 6px; text-align: center;
  line-height: 1.25; padding-top: .15rem; background: #fff; }
.month .d.on { border: 3px solid #0017c1; color: #0017c1; font-weight: 700; background: #e8f1fe; }
.month .d.rest { color: #ce0000; }
.month .d.past { background: #f2f4f7; color: #4d4d4d; }
.month small { display: block; font-size: .78rem; }
</style>"""


def first_days() -> list[date]:
    """The first days of the months one can plan, this month's first."""
    today = clock.today()
    months = [today.month - 1 + ahead for ahead in range(MONTHS)]
    return [date(today.year + month // 12, month % 12 + 1, 1) for month in months]


def last_of(first: date) -> date:
    return first.replace(day=monthrange(first.year, first.month)[1])


def choose() -> tuple[date, date]:
    """Which month: its first and its last day."""
    first = st.segmented_control(
        "月",
        first_days(),
        format_func=lambda one: f"{one.month}月",
        default=first_days()[0],
        required=True,
        key="v_month",
        width="stretch",
        label_visibility="collapsed",
    )
    return first, last_of(first)


def key(slot: Slot, first: date) -> str:
    return f"o_days_{slot}_{first:%Y%m}"


def filled(weekday: int, slot: Slot, count: int) -> str:
    """What came of «毎週火曜の午前»."""
    what = f"毎週{WEEKDAYS[weekday]}曜日の{slot.label}"
    return f"{what}を、{count}日ふやしました。" if count else f"{what}は、もう全部入っています。"


def every_week(first: date, last: date, fill: Callable) -> None:
    """The same part of the same weekday, all the month."""
    with st.expander("まとめて入れる（毎週火曜の午前など）", key="o_weekly"):
        st.selectbox(
            "曜日", range(7), format_func=lambda one: f"毎週{WEEKDAYS[one]}曜日", key="o_weekday"
        )
        forms.choose("時間", Slot, key="o_slot")
        st.button(f"{first.month}月に入れる", key="o_fill", on_click=fill, args=(first, last))


def grids(
    first: date, last: date, offered: set[Offer], working: set[date], offer: Callable
) -> None:
    """One grid of days for each part of the day. A tap is stored at once."""
    st.html(STYLE)
    st.markdown(
        "出られる日を押すと、色がつきます。もう一度押すと消えます。**押すたびに保存します。**"
        + ("　●は、受け持ちがある日です。" if working else "")
    )
    for slot in Slot:
        stored = sorted(day for day, one in offered if one is slot)
        count = f"　{len(stored)}日" if stored else ""
        st.subheader(f"{slot.label}（{HOURS[slot]}）{count}", anchor=False)
        _grid(slot, first, last, stored, working, offer)


def _grid(
    slot: Slot, first: date, last: date, stored: list[date], working: set[date], offer: Callable
) -> None:
    """The buttons show what is stored: also after a tap that was refused."""
    days = _days(max(first, clock.today()), last)
    name = key(slot, first)
    stored = [day for day in stored if day in days]
    if st.session_state.get(name) != stored:
        st.session_state[name] = stored
    _weekdays(days[0], name)
    st.pills(
        f"{first.month}月の{slot.label}に出られる日",
        days,
        selection_mode="multi",
        format_func=lambda day: _button(day, working),
        key=name,
        on_change=offer,
        args=(slot, first, last),
        label_visibility="collapsed",
        width="stretch",
    )


def _button(day: date, working: set[date]) -> str:
    """4日, with a mark for a holiday and one for a shift."""
    return (
        f"{day.day}日{'休' if office_days.closed_for(day) else ''}{'●' if day in working else ''}"
    )


def _weekdays(start: date, name: str) -> None:
    """The names of the days, and in which column the first button stands."""
    st.html(
        f"<style>.st-key-{name} button:first-of-type {{ grid-column-start:"
        f' {_column(start)}; }}</style><div class="weekdays" aria-hidden="true">{NAMES}</div>'
    )


def _column(day: date) -> int:
    """Weeks begin on Sunday, as on the wall and on 暦."""
    return day.isoweekday() % 7 + 1


def picture(first: date, busy: Mapping[date, str]) -> None:
    """The month with the days one works on; the list below it says the same in words."""
    cells = "".join(_cell(day, busy) for day in _days(first, last_of(first)))
    blank = f"<style>.month .d:first-child {{ grid-column-start: {_column(first)}; }}</style>"
    title = f"{wareki_year(first)}{first.month}月"
    st.html(
        f'{STYLE}{blank}<p><b>{title}</b></p><div aria-hidden="true">'
        f'<div class="weekdays">{NAMES}</div><div class="month">{cells}</div></div>'
    )


def _cell(day: date, busy: Mapping[date, str]) -> str:
    kinds = {
        "on": day in busy,
        "rest": day.weekday() == SUNDAY or office_days.closed_for(day),
        "past": day < clock.today(),
    }
    names = " ".join(kind for kind, yes in kinds.items() if yes)
    return f'<div class="d {names}">{day.day}<small>{busy.get(day, "")}</small></div>'


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=at) for at in range((last - first).days + 1)]
