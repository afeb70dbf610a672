"""電話受付: the pieces of the telephone desk's screen."""

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st
from sqlmodel import Session

import clock
from database import reading
from japanese import dates, kana
from models import AgeBand, District, Person, Sex, Staff
from pages._ui import events as event_drawing
from pages._ui import people as drawing
from pages._ui.forms import choose, save_button
from refusal import Refusal
from services import calendar, people, places
from services.bookings import Plan
from services.calendar import Card
from services.people import Found

REASONS = ("ご都合", "体調", "ご家族の用事", "教室の変更", "そのほか")
SUPPORT = ("大きな声で", "ゆっくり", "車いすの席", "筆談", "手話通訳", "付き添いあり")
OUTSIDE, UNKNOWN = "市外", "わからない"
NEW = ["reading", "name", "town", "born", "band", "sex", "phone", "support"]
NEW = [f"n_{name}" for name in NEW]
OPEN = "n_open"  # the form for somebody new
NONE = 0  # no class chosen
MOST_PEOPLE, MOST_CLASSES = 6, 5


def searched(db: Session, query: str, staff: Staff) -> list[Found]:
    """What the search box finds; a number that must not be typed is refused beside it."""
    try:
        return people.search(db, query=query, by=staff)
    except Refusal as no:
        st.error(str(no))
        return []


def alike(db: Session, districts: Sequence[District], staff: Staff) -> list[Person]:
    """Who may be the new person in the form, once the reading and the town are said."""
    reading, town = st.session_state.get("n_reading"), st.session_state.get("n_town")
    if not (reading and town):
        return []
    home = next((one for one in districts if one.code == town), None)
    return people.similar(db, reading=reading, district=home, by=staff)


def results(rows: Sequence[Found], party: Sequence[int], add: Callable) -> None:
    """Who it may be, the likeliest first."""
    for number, one in enumerate(rows[:MOST_PEOPLE]):
        st.button(
            drawing.on_button(one.person, one.district, more=drawing.told(one)),
            key=f"arrive-add-{one.person.id}",
            wrap=True,
            on_click=add,
            args=(one.person.id,),
            disabled=one.person.id in party,
            shortcut="Alt+1" if number == 0 else None,
            width="stretch",
        )
    if len(rows) > MOST_PEOPLE:
        st.markdown("ほかにもいらっしゃいます。もう少し長く入れるか、町の名前を足してください。")


def new_person(towns: dict[str, str], query: str, nobody: bool, create: Callable) -> None:
    """The least that is needed; only the reading must be there."""
    if nobody and kana.is_kana(query) and not st.session_state.get("n_reading"):
        st.session_state["n_reading"] = query
    if nobody:
        st.markdown("見つかりません。読みを短くして探すか、はじめての方なら登録します。")
    elif not st.toggle("はじめての方を登録する", key=OPEN):
        return
    with st.container(border=True):
        left, right = st.columns(2)
        left.text_input("お名前の読み（必要）", key="n_reading", placeholder="例: みほん はなこ")
        right.text_input("漢字（聞けたときだけ）", key="n_name", placeholder="例: 見本 花子")
        left.selectbox(
            "町",
            [*towns, OUTSIDE, UNKNOWN],
            format_func=lambda one: towns.get(one, one),
            index=None,
            key="n_town",
            placeholder="選びます",
        )
        right.text_input("電話番号（なくてもよい）", key="n_phone", placeholder="例: 23-0000")
        left.text_input("生まれた年（昭和15 など）", key="n_born", placeholder="例: 昭和15")
        with right:
            choose("年代（年がわからないとき）", AgeBand, key="n_band", index=len(AgeBand) - 1)
        with left:
            choose("性別（聞けたときだけ）", Sex, key="n_sex", index=len(Sex) - 1)
        right.multiselect("お手伝いできること", SUPPORT, key="n_support", placeholder="選びます")
        save_button("登録して、参加する方に加える", "person", create)


def typed(db: Session) -> dict[str, Any]:
    """The form as `people.create` takes it."""
    here = {key.removeprefix("n_"): st.session_state[key] for key in NEW}
    town, band, support = here.pop("town"), here.pop("band"), here.pop("support")
    return here | {
        "district": places.district(db, code=town),
        "is_resident": town != OUTSIDE,
        "age_band": band,
        "support": "、".join(support),
    }


def namesakes(rows: Sequence[Person], towns: dict[int, str], add: Callable) -> None:
    """A hint against writing somebody down twice; a human decides."""
    if rows:
        st.warning("同じ読みの方が、もう登録されています。同じ方なら、こちらを選んでください。")
    for one in rows[:3]:
        town = towns.get(one.district_id, "町は不明")
        st.button(
            f"{people.called(one)}　{town}　{one.age_band.label}　{drawing.phone(one)}",
            key=f"same-{one.id}",
            wrap=True,
            on_click=add,
            args=(one.id,),
            width="stretch",
        )


def member(one: Found, plans: Sequence[Plan], leave: Callable, cancel: Callable) -> None:
    """Somebody of this call, and what they have booked already."""
    with st.container(border=True, key=f"member-{one.person.id}"):
        words, button = st.columns([4, 1], vertical_alignment="center")
        with words:
            drawing.found(one)
        button.button(
            "外す",
            key=f"leave-{one.person.id}",
            on_click=leave,
            args=(one.person.id,),
            width="stretch",
        )
        for plan in plans:
            _booked(plan, cancel)


def _booked(plan: Plan, cancel: Callable) -> None:
    booking, starts = plan.booking, clock.local(plan.event.starts_at)
    words, button = st.columns([3, 2], vertical_alignment="center")
    words.markdown(
        f"**{booking.status.label}**　{dates.short(starts.date())}"
        f" {dates.clock_time(starts.time())}　{plan.venue.name}"
    )
    with button.popover("取り消す", key=f"off-{booking.id}", width="stretch"):
        st.markdown(f"{plan.event.title}を取り消します。")
        st.radio("理由", REASONS, key=f"reason-{booking.id}")
        st.button(
            "取り消しを確定する",
            key=f"cancel-{booking.id}",
            type="primary",
            on_click=cancel,
            args=(booking.id,),
        )


def classes(cards: Sequence[Card], choose_class: Callable) -> None:
    """The nearest classes as large buttons, the others in a list to search in."""
    for number, card in enumerate(cards[:MOST_CLASSES]):
        class_button(card, choose_class, shortcut="Alt+3" if number == 0 else None)
    rest = {card.event.id: card for card in cards[MOST_CLASSES:]}
    if rest:
        st.selectbox(
            "ほかの教室",
            list(rest),
            format_func=lambda one: rest[one].label,
            index=None,
            key="p_other",
            on_change=choose_class,
            placeholder="町や講座の名前で探します",
        )


def class_button(card: Card, choose_class: Callable, *, shortcut: str | None = None) -> None:
    left = "".join(event_drawing.seats_left(card.seats))
    st.button(
        f"**{card.day} {card.hours}**  \n{card.venue.name}　**{left}**  \n{card.event.title}",
        key=f"arrive-class-{card.event.id}",
        wrap=True,
        on_click=choose_class,
        args=(card.event.id,),
        shortcut=shortcut,
        width="stretch",
    )


def decide(card: Card, members: Sequence[Found], choose_class: Callable, book: Callable) -> None:
    """The chosen class, large; when it is full, where there are seats nearby."""
    party = len(members)
    event_drawing.card(card)
    fits = card.seats.take(party)
    if not fits:
        st.warning(
            f"{party}名様の席がありません。キャンセル待ちに入れるか、近くの教室をご案内します。"
        )
    what = "申し込む" if fits else "キャンセル待ちに入れる"
    save_button(f"{party}名様で{what}", "phone", book, shortcut="Alt+Enter", width="stretch")
    if not fits:
        with reading() as db:
            near = calendar.nearby(db, event=card.event, home=home_of(members), party=party)
        st.markdown("**お近くで、すぐにお取りできる教室**" if near else "")
        for one in near:
            class_button(one, choose_class)
    st.button("ほかの教室を選ぶ", key="p_change", on_click=choose_class, args=(NONE,))


def home_of(rows: Sequence[Found]) -> District | None:
    """Where the party lives: the first one whose town is known."""
    return next((one.district for one in rows if one.district), None)
