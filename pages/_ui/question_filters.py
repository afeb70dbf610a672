"""The tabs and filters of the questions, kept in the address: a link shows the same list."""

import streamlit as st

from database import Db
from models import Device, QuestionChannel, Staff, guard
from pages._ui.kept import EVERY_COURSE, EVERY_KIND, EVERY_TOWN, pick, to_the_first_page
from services import events, places, question_bulk, question_filters, questions
from services.permissions import Permission, allows
from services.question_filters import NOBODY, Mark, Period, View, Wanted

EVERY = {
    "category": EVERY_KIND,
    "town": EVERY_TOWN,
    "mark": "すべてのしるし",
    "period": "いつでも",
    "course": EVERY_COURSE,
    "device": "すべての機種",
    "channel": "すべての受けた方法",
    "owner": "すべての担当",
}
LABELS = {
    "category": "種類",
    "town": "町",
    "mark": "しるし",
    "period": "いつ聞いたか",
    "course": "講座",
    "device": "スマホ",
    "channel": "受けた方法",
    "owner": "受け持ち",
}
WORDS, TABS = "q_words", "q_view"


def offered(db: Db, staff: Staff) -> dict[str, dict[str, str]]:
    """What can be chosen in each filter. Who works here is for those who divide the work."""
    found = {
        "category": [one.name for one in questions.categories(db)],
        "town": [one.name for one in places.districts(db)],
        "mark": list(Mark),
        "period": list(Period),
        "course": [f"{one.code} {one.title}" for one in events.curriculum(db)],
        "device": [one.label for one in Device],
        "channel": [one.label for one in QuestionChannel],
    }
    if allows(staff, Permission.QUESTION_ASSIGN):
        colleagues = question_bulk.colleagues(db, by=staff)
        found["owner"] = [NOBODY, *dict.fromkeys(one.name for one in colleagues)]
    return {name: {one: one for one in options} for name, options in found.items()}


def asked() -> Wanted:
    """What the address asks for, before anything is drawn."""
    return question_filters.read(st.query_params)


def _keep_words() -> None:
    """Words go into the address only when they may be written down."""
    to_the_first_page()
    words = st.session_state[WORDS].strip()
    if words and not guard.find(words):
        st.query_params["words"] = words
    else:
        st.query_params.pop("words", None)


def _keep_view() -> None:
    to_the_first_page()
    st.query_params["view"] = st.session_state[TABS]


def narrowed(choices: dict[str, dict[str, str]]) -> Wanted:
    """Draw words and filters; what is wanted, for any tab."""
    before = asked()
    st.session_state.setdefault(WORDS, before.words)
    in_use = bool(before.words) + sum(map(_is_set, choices))
    title = f"さがす・しぼりこむ（{in_use}つ使っています）" if in_use else "さがす・しぼりこむ"
    with st.expander(title, expanded=bool(in_use), key="q_narrow"):
        st.text_input(
            "言葉か質問の番号",
            key=WORDS,
            on_change=_keep_words,
            max_chars=question_filters.LONGEST,
            placeholder="例: LINE 音、12",
        )
        columns = st.columns(2)
        said = {
            name: pick(columns[number % 2], LABELS[name], EVERY[name], options, name) or ""
            for number, (name, options) in enumerate(choices.items())
        }
        if in_use:
            st.html('<p><a href="/staff/questions" target="_self">しぼりこみをやめる</a></p>')
    return before._replace(**said)


def _is_set(name: str) -> bool:
    return st.session_state.get(name, st.query_params.get(name, EVERY[name])) != EVERY[name]


def tabs(wanted: Wanted, counts: dict[View, int]) -> Wanted:
    """Draw the tabs with their numbers; what is wanted, with the chosen one."""
    st.session_state.setdefault(TABS, View(wanted.view))
    view = st.segmented_control(
        "どれを見ますか",
        list(View),
        format_func=lambda one: f"{one} {counts[one]}" if one in counts else str(one),
        key=TABS,
        on_change=_keep_view,
        required=True,
        label_visibility="collapsed",
        width="stretch",
    )
    return wanted._replace(view=view)
