"""Writing down a question that was heard: the kind, a sentence, and that is enough."""

from collections.abc import Callable
from html import escape
from typing import Any

import streamlit as st

from database import Db, reading
from models import Course, Device, Person, QuestionCategory, QuestionChannel, Staff, short_code
from pages._ui import people as people_drawing
from pages._ui import phone as phone_drawing
from pages._ui import suggestions
from pages._ui.about import About
from pages._ui.forms import idem_name, save_button
from refusal import Refusal
from services import events, people, places, printing, question_list, who_came
from services.permissions import Permission, allows

FORM = "question"
FIRST = 8  # kinds shown at once; the others are one tap further
MORE = "ほかの種類"
NO_NAME, NO_TOWN, NO_COURSE = "お名前は聞かない", "わからない", "えらばない"
HEARD = (QuestionChannel.HALL, QuestionChannel.PHONE)
PERSON, FIND = "q_person", "q_find"
TYPED = ["q_body", "q_category", "q_more", "q_device", "q_guest", "q_asker", "q_phone"]
TYPED += ["q_consent", "q_town", "q_course", "q_sheet"]
ALL = [*TYPED, PERSON, FIND, idem_name(FORM)]


def form(staff: Staff, known: About, record: Callable) -> None:
    """The whole form. Who has come from a class's list is known, everybody else need not be."""
    with reading() as db:
        kinds = question_list.most_used(db)
    with st.container(border=True, key="q_form"):
        _kind(kinds)
        st.text_area(
            "どんな質問ですか（マイナンバーや暗証番号は書きません）",
            key="q_body",
            max_chars=1000,
            placeholder="例: LINEの通知の音が鳴らない",
        )
        suggestions.show(st.session_state["q_body"])
        st.pills(
            "スマホの種類",
            list(Device),
            format_func=lambda one: one.label,
            default=Device.UNKNOWN,
            required=True,
            key="q_device",
        )
        channel = st.segmented_control(
            "どこで聞きましたか",
            HEARD,
            format_func=lambda one: one.label,
            default=_usual(staff, known),
            required=True,
            key="q_channel",
        )
        _who(staff, known, by_phone=channel is QuestionChannel.PHONE)
        with st.expander("町・講座・資料番号（わかるときだけ）", key="q_where"):
            _where()
        save_button("書きとめる", FORM, record, width="stretch")


def _usual(staff: Staff, known: About) -> QuestionChannel:
    at_the_desk = known.card is None and allows(staff, Permission.BOOKING_CHANGE)
    return QuestionChannel.PHONE if at_the_desk else QuestionChannel.HALL


def _kind(kinds: list[QuestionCategory]) -> None:
    names = {one.code: one.name for one in kinds}
    first, others = list(names)[:FIRST], list(names)[FIRST:]
    chosen = st.pills(
        "質問の種類",
        [*first, *([MORE] if others else [])],
        format_func=lambda one: names.get(one, one),
        key="q_category",
    )
    if chosen == MORE:
        st.pills(MORE, others, format_func=names.get, key="q_more", label_visibility="collapsed")
    advice(kinds, kind())


def kind() -> str:
    """The code of the chosen kind, wherever it was tapped; empty: none yet."""
    chosen = st.session_state.get("q_category") or ""
    return (st.session_state.get("q_more") or "") if chosen == MORE else chosen


def advice(kinds: list[QuestionCategory], code: str) -> None:
    """What to say at once, for instance the police's consultation number."""
    found = next((one for one in kinds if one.code == code), None)
    if found and found.advice:
        st.warning(found.advice, icon=":material/priority_high:")


def _who(staff: Staff, known: About, *, by_phone: bool) -> None:
    person = known.person
    if person is None and known.card:
        person = _guest(staff, known)
    elif person is None and by_phone and allows(staff, Permission.BOOKING_CHANGE):
        person = _caller(staff)
    if person is None:
        left, right = st.columns(2)
        left.text_input("お名前（返事がいるときだけ）", key="q_asker", placeholder="例: 見本 花子")
        right.text_input("電話番号（返事がいるときだけ）", key="q_phone", placeholder="例: 23-0000")
    elif not person.phone:
        st.markdown("電話番号がない方です。お返事は、次に会ったときに伝えます。")
    st.checkbox("電話でお返事するために、お名前と電話番号を使う同意をもらった", key="q_consent")


def _guest(staff: Staff, known: About) -> Person | None:
    """One of those who are here, if the name matters."""
    with reading() as db:
        here = who_came.guests(db, event=known.event, by=staff)
    names = {str(one.person.id): people.called(one.person) for one in here}
    if not names:
        return None
    chosen = st.selectbox(
        "どなたの質問ですか",
        [NO_NAME, *names],
        format_func=lambda one: names.get(one, one),
        key="q_guest",
        placeholder="選びます",
    )
    return next((one.person for one in here if str(one.person.id) == chosen), None)


def _caller(staff: Staff) -> Person | None:
    """Somebody of the card index, found as on the telephone desk."""
    with reading() as db:
        number = st.session_state.get(PERSON)
        person = db.get(Person, number) if number else None
        query = phone_drawing.search_box(FIND) if person is None else ""
        rows = phone_drawing.searched(db, query, staff) if query else []
    if person:
        st.html(f'<p class="say"><b>{escape(people.called(person))}</b></p>')
        st.button("この方ではない", key="q_other", on_click=_choose, args=(None,))
        return person
    for one in rows[: phone_drawing.MOST_PEOPLE]:
        st.button(
            people_drawing.on_button(one.person, one.district, more=people_drawing.told(one)),
            key=f"arrive-ask-{one.person.id}",
            wrap=True,
            on_click=_choose,
            args=(one.person.id,),
            width="stretch",
        )
    return None


def _choose(person_id: int | None) -> None:
    st.session_state[PERSON], st.session_state[FIND] = person_id, ""


def _where() -> None:
    with reading() as db:
        towns = {one.code: one.name for one in places.districts(db)}
        lessons = {one.code: f"{one.code} {one.title}" for one in events.courses(db)}
    left, right = st.columns(2)
    _pick(left, "町", NO_TOWN, towns, "q_town")
    _pick(right, "講座", NO_COURSE, lessons, "q_course")
    st.text_input("てびきの資料番号", key="q_sheet", max_chars=12, placeholder="例: ACDEF")


def _pick(place, label: str, none: str, names: dict[str, str], key: str) -> None:
    place.selectbox(
        label,
        [none, *names],
        format_func=lambda one: names.get(one, one),
        key=key,
        placeholder="選びます",
    )


def typed(db: Db, staff: Staff, known: About) -> dict[str, Any]:
    """The form as `questions.record` takes it."""
    said = {key: st.session_state.get(key) or "" for key in TYPED}
    return {
        "category_code": kind(),
        "body": said["q_body"],
        "device": said["q_device"],
        "channel": st.session_state["q_channel"],
        "event": known.event,
        "person": known.person or _asker(db, staff, known, said["q_guest"]),
        "district": places.district(db, code=said["q_town"]),
        "course": _course(db, said["q_course"]),
        "handout": _sheet(db, said["q_sheet"]),
        "asker": said["q_asker"],
        "asker_phone": said["q_phone"],
        "consent": bool(said["q_consent"]),
    }


def _asker(db: Db, staff: Staff, known: About, guest: str) -> Person | None:
    if known.card:
        some = guest and guest != NO_NAME
        return who_came.guest(db, event=known.event, number=guest, by=staff) if some else None
    number = st.session_state.get(PERSON)
    may = number and allows(staff, Permission.BOOKING_CHANGE)
    return db.get(Person, number) if may else None


def _course(db: Db, code: str) -> Course | None:
    return next((one for one in events.courses(db) if one.code == code), None)


def _sheet(db: Db, code: str):
    if not code.strip():
        return None
    sheet = printing.handout(db, code=short_code.read(code))
    if sheet is None:
        raise Refusal("その資料番号の配布物は見つかりません。番号を確かめるか、空けてください。")
    return sheet
