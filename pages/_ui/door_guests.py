"""At the door: who has not booked, who comes instead of somebody, and who is here already."""

from collections.abc import Callable
from typing import NamedTuple

import streamlit as st

import clock
from database import Db, reading
from models import AgeBand, Event, Sex
from pages._ui import events
from pages._ui import people as drawing
from pages._ui.events import Link
from pages._ui.forms import idem_name, save_button
from pages._ui.screen import me
from services import people, places, question_history
from services.attendance import Arrival
from services.bookings import Entry
from services.newcomers import Newcomer
from services.question_history import Before
from services.who_came import Guest

OUTSIDE, UNKNOWN = "市外", "わからない"
BANDS = [band for band in AgeBand if band is not AgeBand.UNKNOWN] + [AgeBand.UNKNOWN]


class Form(NamedTuple):
    """The same few questions at two places: the name of the form, and how its keys begin."""

    name: str
    key: str
    words: str

    @property
    def all(self) -> list[str]:
        """What is emptied when it was stored."""
        return [self.key + one for one in ("town", "band", "sex", "name")] + [idem_name(self.name)]

    @property
    def town(self) -> str:
        return st.session_state[f"{self.key}town"]

    def newcomer(self, db: Db) -> Newcomer:
        """Whom the boxes describe now."""
        band, sex, name = (st.session_state.get(self.key + one) for one in ("band", "sex", "name"))
        home = places.district(db, code=self.town)
        return Newcomer(
            home, AgeBand(band), sex or Sex.UNKNOWN, name or "", is_resident=self.town != OUTSIDE
        )


WALK_IN = Form("walk_in", "w_", "当日参加で受け付ける")
INSTEAD = Form("instead", "i_", "代わりの方を受け付ける")


def newcomer(form: Form, towns: dict[str, str], here: str, take: Callable, *args: int) -> None:
    """Town and age band are enough: two taps and the button."""
    st.pills(
        "お住まいの町",
        [*towns, OUTSIDE, UNKNOWN],
        default=here,
        format_func=lambda one: towns.get(one, one),
        key=f"{form.key}town",
        required=True,
    )
    st.pills("年代", BANDS, format_func=lambda one: one.label, key=f"{form.key}band")
    with st.expander("性別・お名前（聞けたときだけ）", key=f"{form.key}more"):
        st.pills("性別", list(Sex), format_func=lambda one: one.label, key=f"{form.key}sex")
        st.text_input("お名前", key=f"{form.key}name", max_chars=40, placeholder="例: 見本 花子")
    band = st.session_state[f"{form.key}band"]
    save_button(
        form.words if band else "年代を押してください",
        form.name,
        take,
        *args,
        disabled=band is None,
        width="stretch",
    )


def card_code(event: Event, take: Callable) -> None:
    """Who brings the participation card of an earlier visit."""
    with st.expander("参加証をお持ちの方", key="w_card_box"):
        st.text_input("参加証の番号", key="w_code", max_chars=12, placeholder="例: ACDEFG")
        st.button("参加証で受け付ける", key="w_code_save", on_click=take, args=(event.id,))


def instead(seat: Entry, towns: dict[str, str], here: str, take: Callable, stop: Callable) -> None:
    """Who sits down on the seat of somebody who stays at home."""
    with st.container(border=True, key="i_box"):
        st.subheader(f"{people.called(seat.person)}の代わりの方", anchor=False)
        newcomer(INSTEAD, towns, here, take, seat.booking.id)
        st.button("やめる", key="i_stop", on_click=stop, width="stretch")


def welcomed(db: Db, come: Arrival) -> str:
    """What is said when somebody comes; and what became of what they asked before."""
    event = db.get_one(Event, come.attendance.event_id)
    found = question_history.of_people(db, event=event, person=come.person, by=me())
    return come.sentence + "".join(f"{one.sentence}。" for one in found.values())


def present(guests: list[Guest], event: Event, mark: Callable, undo: Callable) -> None:
    """Who is here, the latest first, each with a way back."""
    if not guests:
        st.markdown("まだだれも受け付けていません。")
    with reading() as db:
        asked = question_history.of_people(db, event=event, by=me())
    for one in reversed(guests):
        with st.container(border=True, key=f"here-{one.person.id}"):
            _here(one, event, asked.get(one.person.id), mark, undo)


def _here(one: Guest, event: Event, asked: Before | None, mark: Callable, undo: Callable) -> None:
    visit, person = one.attendance, one.person
    at = clock.local(visit.checked_in_at)
    kind = "" if visit.booking_id else "　当日参加"
    late = "　遅刻" if visit.is_late else ""
    drawing.arrived(one, f"{at.hour}時{at.minute:02}分{kind}{late}")
    if asked:
        st.markdown(asked.sentence)
    about = f"?event={event.public_id}&person={person.id}"
    events.links(
        [
            Link(f"/staff/questions{about}", "質問"),
            Link(f"/staff/consultations{about}", "カード相談"),
        ]
    )
    ways = st.container(horizontal=True)
    ways.button(
        "遅刻を消す" if visit.is_late else "遅刻にする",
        key=f"late-{person.id}",
        on_click=mark,
        args=(event.id, person.id, not visit.is_late),
        width="stretch",
    )
    ways.button(
        "受付を取り消す",
        key=f"undo-{person.id}",
        on_click=undo,
        args=(event.id, person.id),
        width="stretch",
    )
