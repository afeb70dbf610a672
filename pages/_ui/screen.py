"""How every staff screen opens, and how it tells what came of a button."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from html import escape
from typing import Any

import streamlit as st

from database import reading
from models import Municipality, Staff, figures, guard, masking
from pages._ui.menu import MENU
from refusal import Refusal
from services import accounts
from services.permissions import allows

_TOLD = "told"
NUMBERS_TYPED = (
    "マイナンバーなどの番号や、暗証番号は書かないでください。入力は保存していません。"
    "番号は「●」に変えてあります。"
)
IDEM = "idem-"  # not a widget: pages/_ui/forms.py


def me() -> Staff:
    """Who is signed in, read afresh: callbacks and fragments run without the shell."""
    token_hash = st.user.get("sign_in")
    with reading() as db:
        staff = accounts.signed_in(db, token_hash=token_hash) if token_hash else None
    if staff is None:
        st.error("サインインの有効期限が切れました。もう一度サインインしてください。")
        st.html('<p><a href="/login" target="_self">サインインの画面へ</a></p>')
        st.stop()
    return staff


def open_screen(name: str) -> Staff:
    """Show the title, what was just done, and stop for anyone the menu would not let in."""
    numbers_typed = _blot_numbers()
    screen = MENU[name]
    staff = me()
    if not allows(staff, screen.permission):
        st.error("この画面を開く権限がありません。必要なときは管理者にご相談ください。")
        st.html('<p><a class="act" href="/staff/" target="_self">きょうの画面へもどる</a></p>')
        st.stop()
    with reading() as db:
        city = db.get(Municipality, 1)
    if city and city.is_fictional:
        st.html(f'<p class="fictional">{escape(city.name)}の見本データです</p>')
    st.title(screen.title, anchor=False)
    if numbers_typed and _TOLD not in st.session_state:
        st.error(NUMBERS_TYPED)
    outcome()
    return staff


def _blot_numbers() -> bool:
    """Keep no forbidden number in the state of a screen, whichever box it was typed into.

    Callbacks have run by now, and what they passed on was refused. The words stay, the numbers are
    blotted out (docs/decisions/0008). A table's changes and counts cannot be set, so they are
    dropped. What a callback has put into the address goes with them.
    """
    found = False
    for key, value in st.session_state.items():
        if str(key).startswith(IDEM):  # ours: of a hundred random keys three look like a number
            continue
        if isinstance(value, str) and guard.find(value):
            st.session_state[key] = masking.shown(value)
            found = True
        elif _is_forbidden(value):
            del st.session_state[key]
            found = True
    for name, value in st.query_params.items():
        if guard.find(value):
            st.query_params[name] = masking.shown(value)
            found = True
    return found


def _is_forbidden(value: Any) -> bool:
    """A number in a box for counts, in the changes of a table, or among the choices of a list."""
    spoken = isinstance(value, Mapping | list | tuple | set) and guard.find(str(value))
    return figures.is_too_large(value) or bool(spoken)


@dataclass
class Telling:
    """What will be said; a callback may find better words once the service has answered."""

    done: str


@contextmanager
def telling(done: str, *, place: str = "top", forget: Iterable[str] = ()) -> Iterator[Telling]:
    """Say `done` once the block has been committed, or the reason it was refused.

    Put it outside `writing()`. The sentence appears at `outcome(place)`; on success the widgets
    named in `forget` are emptied, on refusal everything typed stays.
    """
    told = Telling(done)
    try:
        yield told
    except Refusal as no:
        st.session_state[_TOLD] = (place, False, str(no))
    else:
        st.session_state[_TOLD] = (place, True, told.done)
        for key in forget:
            _empty(key)


def _empty(key: str) -> None:
    """Back to how the widget began. Without a new value the browser would keep the old one.

    A choice among texts falls back to its default, since "" is none of its options. Numbers, dates
    and choices by id stay as they are on the screen.
    """
    value = st.session_state.pop(key, None)
    for kind, blank in ((bool, False), (str, ""), (list, [])):
        if isinstance(value, kind) and not key.startswith(IDEM):
            st.session_state[key] = blank


def outcome(place: str = "top") -> None:
    """Where the sentence of `telling(place=…)` is shown, once."""
    where, fine, sentence = st.session_state.get(_TOLD, ("", True, ""))
    if where == place:
        del st.session_state[_TOLD]
        (st.success if fine else st.error)(sentence)
