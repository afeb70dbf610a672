"""電話リスト: a household as a card, its number to tap, what to say, what came of it."""

from collections.abc import Callable, Sequence
from html import escape

import streamlit as st

import clock
from japanese import dates, phones
from models import CallKind, CallOutcome, Municipality, Staff
from pages._ui.kept import pick
from pages._ui.question import address
from services.bookings import Entry
from services.call_things import Thing, Topic
from services.calls import Household, Noted
from services.people import called

REACHED, DECLINED, ABSENT, WRONG_NUMBER = CallOutcome
ALL_KINDS = "すべて"
REACHED_WORDS = {
    CallKind.REMINDER: "来る（伝えました）",
    CallKind.OFFER: "承諾（来る）",
    CallKind.CHANGE: "伝えました",
    CallKind.RESULT: "伝えました",
    CallKind.QUESTION: "返事をしました",
}
DECLINED_WORDS = {CallKind.REMINDER: "欠席", CallKind.CHANGE: "欠席", CallKind.RESULT: "辞退"}
NOBODY_KNOWS = "番号が違っていました。新しい番号がわかったら「電話受付」で直してください。"
Say = Callable[..., None]


def progress(homes: Sequence[Household], done: int) -> None:
    """残り12軒 / 済み 8軒, a bar, and of what the rest is."""
    left = len(homes)
    share = round(100 * done / (left + done)) if left + done else 100
    counts = {kind.label: sum(_has(home, kind) for home in homes) for kind in CallKind}
    parts = "　".join(f"{label} {count}軒" for label, count in counts.items() if count)
    st.html(
        f'<p class="calls-left">残り <b>{left}</b>軒　済み <b>{done}</b>軒</p>'
        f'<div class="bar" aria-hidden="true"><i style="width:{share}%"></i></div><p>{parts}</p>'
    )


def greeting(city: Municipality, staff: Staff) -> None:
    words = f"{city.name} {city.desk}の{staff.name}です。"
    st.html(f'<p class="say">はじめに　「{escape(words)}」</p>')


def kind_filter() -> CallKind | None:
    """Which calls to show; the address keeps it."""
    kinds = {one.label: one for one in CallKind}
    return pick(st, "どの電話ですか", ALL_KINDS, kinds, "kind")


def of_kind(homes: Sequence[Household], kind: CallKind | None) -> list[Household]:
    """Households with something of this kind, with all they are to be told: called once."""
    return [home for home in homes if kind is None or _has(home, kind)]


def _has(home: Household, kind: CallKind) -> bool:
    return any(thing.kind is kind for thing in home.things)


def household(number: int, home: Household, say: Say) -> None:
    """Whom to call, what to say, and one tap for what came of it."""
    with st.container(border=True, key=f"home-{number}"):
        _whom(home)
        for at, thing in enumerate(home.things):
            _what(thing)
            if len(home.things) > 1:
                with st.container(horizontal=True):
                    _answers([thing], f"{number}-{at}", say)
        if len(home.things) > 1:
            st.markdown("**この家の全部に**")
        if home.things[0].question:
            st.text_input(
                "お話ししたこと（質問の回答として残ります）",
                key=_note_key(home),
                max_chars=100,
                placeholder="例: 設定の画面の開き方を説明した",
            )
        with st.container(horizontal=True):
            _answers(home.things, f"{number}-all", say)
            if home.phone:
                _button(home.things, ABSENT, "不在", number, say)
                _button(home.things, WRONG_NUMBER, "番号違い", number, say)


def _whom(home: Household) -> None:
    number = (
        f'<a class="dial" href="tel:{home.phone}">{escape(phones.display(home.phone))}</a>'
        if home.phone
        else ""
    )
    remarks = "　".join([*home.remarks, *_wrong(home)])
    noted = f'<p class="call-note">{escape(remarks)}</p>' if remarks else ""
    tries = f'<p class="call-note">{escape(_tries(home))}</p>' if home.tries else ""
    st.html(
        f'<div class="home"><p class="names">{escape(home.names)}</p>{number}</div>'
        f'<p class="about">{escape(home.readings)}</p>{noted}{tries}'
    )


def _wrong(home: Household) -> list[str]:
    known = any(one.phone for one in home.people) or any(one.question for one in home.things)
    return [NOBODY_KNOWS] if known and not home.phone else []


def _tries(home: Household) -> str:
    last = clock.local(home.tries[-1].at)
    day = "" if last.date() == clock.today() else f"{dates.short(last.date())} "
    return f"不在 {len(home.tries)}回（最後は {day}{last.hour}時{last.minute:02}分）"


def _what(thing: Thing) -> None:
    mark = "off" if thing.kind in (CallKind.OFFER, CallKind.CHANGE) else "over"
    asked = _asked(thing) if thing.question else ""
    st.html(
        f'<p class="about"><span class="chip {mark}">{thing.label}</span>'
        f'<b class="whole">{thing.deadline}</b>{asked}</p>'
        f'<p class="say">{escape(thing.sentence)}</p>'
    )


def _asked(thing: Thing) -> str:
    """The beginning of the question, and the way to all of it."""
    number = thing.question.id
    link = f'<a href="{address(number)}" target="_self">質問{number}をひらく</a>'
    return f"{escape(thing.subject)}　{link}"


def _answers(things: Sequence[Thing], place: str, say: Say) -> None:
    """来る and 欠席; a class that does not take place, and a question, cannot be declined."""
    kinds = {thing.kind for thing in things}
    words = REACHED_WORDS[things[0].kind] if len(kinds) == 1 else "伝えました"
    _button(things, REACHED, words, place, say)
    may_decline = [one for one in things if not (one.is_called_off or one.question)]
    if len(may_decline) == len(things):
        words = DECLINED_WORDS.get(things[0].kind, "辞退") if len(kinds) == 1 else "欠席・辞退"
        _button(things, DECLINED, words, place, say)


def _button(
    things: Sequence[Thing], outcome: CallOutcome, words: str, place: object, say: Say
) -> None:
    """Its name holds what it is about: a late click never meets another household."""
    about = things[0].topic
    ids = (about.booking_ids, about.appointment_id, about.question_id)
    st.button(
        words,
        key=f"{outcome}-{place}-{about.kind}-{ids}-{about.seen}",
        type="primary" if outcome is REACHED else "secondary",
        on_click=say,
        args=([thing.topic for thing in things], outcome),
    )


def note_key(topics) -> str:
    """Where what was said is typed; only a question has it."""
    return f"call_note_{topics[0].question_id}"


def _note_key(home: Household) -> str:
    return note_key([home.things[0].topic])


def done(outcome: CallOutcome, offered: Sequence[Entry], topics: Sequence[Topic]) -> str:
    """What a tap has done, who can be called now because of it, and where a question goes on."""
    if not offered:
        asked = [one.question_id for one in topics if one.question_id]
        answered = _answered(asked) if outcome is REACHED else ""
        return f"「{outcome.label}」と記録しました。{answered}"
    names = "、".join(called(entry.person) for entry in offered)
    return f"「{outcome.label}」と記録しました。空いた席は、次に待っていた{names}へご案内します。"


def _answered(numbers: Sequence[int]) -> str:
    """The next step of an answered question: to be ended, or made into a Faq."""
    return "".join(
        f"質問{one}は回答済です。[質問{one}をひらいて、終了にするか、よくある質問にする]({address(one)})"
        for one in numbers
    )


def noted(taps: Sequence[Noted], take_back: Callable[..., None], most: int) -> None:
    """Everything noted today, folded; each can be taken back."""
    with st.expander(f"きょうの記録（{len(taps)}件）"):
        for tap in taps[:most]:
            at = f"{tap.at.hour}時{tap.at.minute:02}分"
            classes = "、".join(dict.fromkeys(event.title for event in tap.events))
            with st.container(horizontal=True, vertical_alignment="center"):
                st.html(
                    f'<p class="who-row"><b>{escape(tap.names)}</b>　{tap.outcome.label}<br>'
                    f"{at}　{escape(tap.staff.name)}　{escape(classes)}</p>"
                )
                st.button(
                    "取り消す",
                    key=f"undo-{tap.calls[0].id}",
                    on_click=take_back,
                    args=([call.id for call in tap.calls],),
                )
