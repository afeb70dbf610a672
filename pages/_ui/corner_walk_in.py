"""相談コーナー: somebody comes without an appointment; new here, with a card, or known by name."""

from collections.abc import Callable
from typing import NamedTuple

import streamlit as st

from database import Db
from models import ConsultationKind, District, Person
from pages._ui import people as people_drawing
from pages._ui.door import code_in
from pages._ui.door_guests import Form, newcomer
from pages._ui.forms import save_button
from services import cautions
from services.people import called

FORM = Form("corner_walk_in", "k_", "予約なしの方を受け付ける")
FORGET = ["k_kinds", "k_who", "k_code", "k_person", *FORM.all]
NEW, CARD, NAME = "はじめての方", "参加証の方", "お名前で選ぶ"


class Takes(NamedTuple):
    """What is done with each of them; `new` and `named` store a form."""

    new: Callable
    named: Callable
    card: Callable


def code() -> str:
    """The code of the card in the box, as it was scanned or typed."""
    typed = st.session_state.get("k_code") or ""
    return code_in(typed) or typed


def kinds(db: Db) -> list[ConsultationKind]:
    """What was chosen to be talked about."""
    return [db.get_one(ConsultationKind, one) for one in st.session_state["k_kinds"]]


def draw(
    towns: dict[str, str],
    here: str,
    choices: dict[int, ConsultationKind],
    people: list[tuple[Person, District | None]],
    takes: Takes,
    event_id: int,
) -> None:
    """Kinds if they are known, then who it is, in one press."""
    with st.expander("予約なしの方が来ました", key="k_box", icon=":material/person_add:"):
        chosen = st.multiselect(
            "どんなご相談ですか（わかるときだけ）",
            list(choices),
            format_func=lambda one: f"{choices[one].code} {choices[one].name}",
            key="k_kinds",
            filter_mode="contains",
            placeholder="文字を打って探します（例: 更新）",
        )
        for sentence in cautions.elsewhere([choices[one] for one in chosen]):
            st.warning(sentence, icon=":material/priority_high:")
        who = st.segmented_control(
            "どなたですか",
            [NEW, CARD, *([NAME] if people else [])],
            default=NEW,
            required=True,
            key="k_who",
            width="stretch",
        )
        if who == CARD:
            _card(takes.card, event_id)
        elif who == NAME:
            _name(people, takes.named, event_id)
        else:
            newcomer(FORM, towns, here, takes.new, event_id)


def _card(take: Callable, event_id: int) -> None:
    """A scanner types the code and Enter; by hand there is the button."""
    st.text_input(
        "参加証の番号（読み取るか、入力します）",
        key="k_code",
        max_chars=60,
        placeholder="例: ACDEFG",
        on_change=take,
        args=(event_id,),
    )
    st.button(
        "参加証で受け付ける" if code() else "番号を入力してください",
        key="k_code_save",
        type="primary",
        width="stretch",
        disabled=not code(),
        on_click=take,
        args=(event_id,),
    )


def _name(people: list[tuple[Person, District | None]], take: Callable, event_id: int) -> None:
    """Who is at the event already, or has a seat."""
    known = {
        person.id: f"{called(person)}　{people_drawing.town(person, town)}　{person.age_band.label}"
        for person, town in people
    }
    chosen = st.selectbox(
        "この教室に申し込んだ方・受け付けた方",
        list(known),
        format_func=known.get,
        index=None,
        key="k_person",
        placeholder="お名前を選びます",
    )
    words = "この方を受け付ける" if chosen else "お名前を選んでください"
    save_button(words, FORM.name, take, event_id, disabled=chosen is None, width="stretch")
