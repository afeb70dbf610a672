"""連続講座を変える: this date, the later ones too, or all."""

import streamlit as st
from sqlmodel import Session

from database import reading
from japanese import dates
from models import Event
from pages._ui import changes as drawing
from pages._ui.forms import choose, idem_name
from pages._ui.screen import me
from pages._ui.series import Halls
from services import draft_check, drafts, moves, series
from services.calendar import Card
from services.series import Scope

FORM = "series-change"
FORGET = ["c_reason", idem_name(FORM)]
WHAT, MOVE = "名前・定員・担当・費用・メモ", "日にち・時刻・会場"


def ask(card: Card, halls: Halls, *, may_publish: bool) -> None:
    """How far the change reaches, and what is changed; a move is looked at before."""
    st.subheader("まとめて変える", anchor=False)
    scope = choose("どこまで", Scope, key="s_scope", index=1)
    with reading() as db:
        rows = series.within(db, event=db.get_one(Event, card.event.id), scope=scope)
    days = "、".join(dates.short(row.local_date) for row in rows)
    st.markdown(f"**{len(rows)}つの回**が変わります。{days}")
    if st.radio("何を", [WHAT, MOVE], key="s_what", horizontal=True) == WHAT:
        _ask_fields(card)
        return
    drawing.ask_to([card], halls)
    with reading() as db:
        row = db.get_one(Event, card.event.id)
        rows, to = series.within(db, event=row, scope=scope), drawing.typed_to([row])
        drawing.preview(moves.look(db, events=rows, to=to, by=me()))
    if may_publish:
        drawing.ask_reason()


def _ask_fields(card: Card) -> None:
    """What the dates share, as this one has it now."""
    event, key = card.event, card.event.id
    st.text_input("教室の名前", event.title, key=f"s_title_{key}", max_chars=80, placeholder="名前")
    left, middle, right = st.columns(3)
    capacity = left.number_input("定員", 1, None, event.capacity, key=f"s_capacity_{key}")
    needed = drafts.helpers_for(capacity)
    middle.number_input(
        f"担当の人数（{needed}名以上）",
        1,
        40,
        max(event.helpers_needed, needed),
        key=f"s_helpers_{key}_{needed}",
    )
    right.number_input("費用（円）", 0, draft_check.FEE_LIMIT, event.fee, key=f"s_fee_{key}")
    if event.tables:
        st.number_input(
            "カード相談の席", 1, drafts.MOST_TABLES, event.tables, key=f"s_tables_{key}"
        )
    st.text_input(
        "担当どうしのメモ（住民には見えません）",
        event.note,
        key=f"s_note_{key}",
        max_chars=200,
        placeholder="例: 鍵は9時に開きます",
    )


def carry_out(db: Session, event: Event) -> str:
    """Do what the form says now; returns the sentence that says so."""
    typed = st.session_state
    if typed["s_what"] == WHAT:
        rows = series.edit(
            db, event=event, scope=typed["s_scope"], wishes=_typed(event.id), by=me()
        )
        return f"{len(rows)}つの回を変えました。"
    entries = series.move(
        db,
        event=event,
        scope=typed["s_scope"],
        to=drawing.typed_to([event]),
        reason=typed.get("c_reason") or "",
        by=me(),
    )
    people = len({entry.person.id for entry in entries})
    told = f"申し込んだ{people}名の方に、お電話でお知らせください。" if people else ""
    return f"日時・会場を変えました。{told}"


def _typed(key: int) -> dict[str, object]:
    typed = st.session_state
    capacity = typed[f"s_capacity_{key}"]
    return {
        "title": typed[f"s_title_{key}"],
        "capacity": capacity,
        "helpers": typed[f"s_helpers_{key}_{drafts.helpers_for(capacity)}"],
        "fee": typed[f"s_fee_{key}"],
        "note": typed[f"s_note_{key}"],
        "tables": typed.get(f"s_tables_{key}", 0),
    }
