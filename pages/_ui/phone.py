"""電話受付: the pieces of the telephone desk's screen."""

from collections.abc import Callable, Collection, Sequence
from typing import Any

import streamlit as st
from sqlmodel import Session

from database import reading
from japanese import kana
from models import AgeBand, District, Handset, Person, Sex, Staff
from pages._ui import events as event_drawing
from pages._ui import people as drawing
from pages._ui import spoken
from pages._ui.forms import choose, save_button
from refusal import Refusal
from services import openings, people, places
from services.calendar import Card
from services.people import Found

SUPPORT = ("大きな声で", "ゆっくり", "車いすの席", "筆談", "手話通訳", "付き添いあり")
OUTSIDE, UNKNOWN = "市外", "わからない"
NEW = ["reading", "name", "town", "born", "band", "sex", "handset", "phone", "call_note", "support"]
NEW = [f"n_{name}" for name in NEW]
OPEN = "n_open"  # the form for somebody new
NONE = 0  # no class chosen
MOST_PEOPLE = 6
ONE, DATES = "この回だけ", "p_dates"
MOVE = "この教室に変える"


def search_box(key: str) -> str:
    return st.text_input(
        "読みがな、電話番号、参加証の番号、町",
        key=key,
        type="search",
        live="300ms",
        placeholder="例: わたなべ 若葉",
    )


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
    for number, one in enumerate(rows[:MOST_PEOPLE], start=1):
        st.button(
            drawing.on_button(one.person, one.district, more=drawing.told(one)),
            key=f"arrive-add-{one.person.id}",
            wrap=True,
            on_click=add,
            args=(one.person.id,),
            disabled=one.person.id in party,
            shortcut=f"Alt+{number}",
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
        with left:
            choose("年代（年がわからないとき）", AgeBand, key="n_band", index=len(AgeBand) - 1)
            choose("性別（聞けたときだけ）", Sex, key="n_sex", index=len(Sex) - 1)
        right.text_input(
            "電話のつながる時間・留守電",
            key="n_call_note",
            placeholder="例: 夕方、留守電に入れてよい",
        )
        right.multiselect("お手伝いできること", SUPPORT, key="n_support", placeholder="選びます")
        with right:
            last = len(Handset) - 1
            choose("お持ちの電話（聞けたときだけ）", Handset, key="n_handset", index=last)
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


def words_box(key: str) -> str:
    return st.text_input(
        "日にち、会場、講座の名前で探す",
        key=key,
        type="search",
        live="300ms",
        placeholder="例: 12/4　火曜　LINE",
    )


def classes(
    members: Sequence[Found],
    booked: Collection[int],
    choose_class: Callable,
    *,
    words: str,
    by_key: bool,
) -> None:
    """The nearest classes as large buttons, those booked already marked; `by_key`: the digit keys
    choose among them now."""
    with reading() as db:
        cards = openings.near(db, home=home_of(members), words=words)
    if not cards:
        st.markdown("その言葉に合う、これからの教室はありません。")
    for number, card in enumerate(cards, start=1):
        class_button(
            card,
            choose_class,
            shortcut=f"Alt+{number}" if by_key else None,
            is_booked=card.event.id in booked,
        )


def class_button(
    card: Card, choose_class: Callable, *, shortcut: str | None = None, is_booked: bool = False
) -> None:
    left = "".join(event_drawing.seats_left(card))
    how = card.event.admission.label if card.event.collects else ""
    how = "申込済み" if is_booked else how
    st.button(
        f"**{card.day} {card.hours}**  \n{card.hall}　**{how or left}**  \n{card.event.title}",
        key=f"arrive-class-{card.event.id}",
        wrap=True,
        on_click=choose_class,
        args=(card.event.id,),
        shortcut=shortcut,
        disabled=is_booked,
        width="stretch",
    )


def decide(
    card: Card,
    members: Sequence[Found],
    choose_class: Callable,
    store: Callable,
    *,
    moves: bool,
) -> None:
    """The chosen class, large; when it is full, where there are seats nearby."""
    party, fits = len(members), card.event.collects or card.seats.take(len(members))
    event_drawing.card(card)
    if card.event.tables:
        st.info("カードの相談は時刻を決めます。「カードの相談を予約する」（Alt+9）へ進みます。")
    if card.event.collects:
        st.markdown(f"**{spoken.how_decided(card.event)}**")
    elif not fits:
        st.warning(
            f"{party}名様の席がありません。キャンセル待ちに入れるか、近くの教室をご案内します。"
        )
    with reading() as db:
        dates = openings.of_series(db, event=card.event)
    if len(dates) > 1 and not moves:
        st.radio("連続講座", (ONE, every(len(dates))), key=DATES, horizontal=True)
    with st.container(key="p_do"):
        words = MOVE if moves else f"{party}名様で{_what(card, fits)}"
        save_button(words, "phone", store, shortcut="Alt+Enter", width="stretch")
    if not fits:
        with reading() as db:
            near = openings.instead(db, event=card.event, home=home_of(members), party=party)
        st.markdown("**お近くで、すぐにお取りできる教室**" if near else "")
        for number, one in enumerate(near, start=1):
            class_button(one, choose_class, shortcut=f"Alt+{number}")
    st.button("ほかの教室を選ぶ", key="p_change", on_click=choose_class, args=(NONE,))


def every(count: int) -> str:
    return f"これからの全{count}回"


def _what(card: Card, fits: bool) -> str:
    if card.event.collects:
        return "応募する"
    return "申し込む" if fits else "キャンセル待ちに入れる"


def home_of(rows: Sequence[Found]) -> District | None:
    """Where the party lives: the first one whose town is known."""
    return next((one.district for one in rows if one.district), None)
