"""貼りかえてください: sheets that hang somewhere and are out of date, with their successors."""

from urllib.parse import urlencode

import streamlit as st

from database import Db, reading, writing
from handouts import curriculum
from japanese.dates import with_era
from models import Handout, HandoutKind, Staff
from pages._ui import events as drawing
from pages._ui.events import Link
from pages._ui.screen import me, telling
from pages._ui.sheet_list import SHEETS
from services import lesson_texts, reprints
from services.permissions import Permission, allows
from services.reprints import Reprint


def flags(db: Db, staff: Staff) -> list[tuple[str, Link]]:
    """One line for きょう, with the way to the list."""
    if not allows(staff, Permission.SHEET_PRINT):
        return []
    found = _due(db, staff)
    if not found:
        return []
    link = Link("/staff/sheets?old=1", "貼りかえる紙を見る")
    return [(f"印刷したあとで中身が変わった紙が {_counted(found)} あります。", link)]


def _due(db: Db, staff: Staff) -> list[Reprint]:
    texts = {code: curriculum.load(code) for code in curriculum.codes()}
    texts |= lesson_texts.all_published(db)
    editions = {code: text.edition for code, text in texts.items()}
    return reprints.due(db, editions=editions, by=staff)


def _counted(found: list[Reprint]) -> str:
    return f"**{len(found)}種類（{sum(one.copies for one in found)}枚）**"


def draw(staff: Staff) -> None:
    """The list, folded unless somebody came for it; nothing when all is current."""
    with reading() as db:
        found = _due(db, staff)
    if not found:
        return
    title = f"貼りかえてください: {_counted(found)}"
    with st.expander(title, expanded="old" in st.query_params):
        st.markdown("新しい版を印刷して貼りかえたら、「貼りかえました」を押してください。")
        for one in found:
            _draw(one)


def _draw(one: Reprint) -> None:
    label, address = way(one)
    with st.container(border=True):
        st.markdown(
            f"**{label}**　資料番号 {one.handout.code}（{one.copies}枚）\n\n"
            f"この版は、{with_era(one.why.since)}から古くなっています。"
            f"理由: {''.join(one.why.reasons)}"
        )
        with st.container(horizontal=True, vertical_alignment="center"):
            drawing.links([Link(address, "新しい版を印刷する")])
            code = one.handout.code
            st.button("貼りかえました", key=f"s_gone_{code}", on_click=_replaced, args=(code,))


def _replaced(code: str) -> None:
    with telling("貼りかえたことを記録しました。"), writing() as db:
        reprints.replaced(db, code=code, by=me())


def way(one: Reprint) -> tuple[str, str]:
    """What the sheet is called, and where its successor is printed."""
    kind, chosen, about = _place(one)
    address = f"/staff/sheets?{urlencode({'kind': kind, **chosen})}"
    return f"{SHEETS[kind].label}　{about}", address


def _place(one: Reprint) -> tuple[str, dict[str, str], str]:
    sheet, rest = one.handout, one.handout.subject.split(":")[1:]
    if sheet.kind is HandoutKind.LESSON:
        return "course", {"course": rest[0]}, rest[0]
    if sheet.kind is HandoutKind.FAQ:
        return "faq", {"faq": rest[0]}, rest[0]
    if sheet.kind is HandoutKind.MONTH:
        return "month", {"town": rest[0] or "all", "month": rest[1]}, rest[1]
    return _invitation(sheet), {"event": one.event.public_id}, one.event.title


def _invitation(sheet: Handout) -> str:
    return f"{sheet.kind.value}_series" if ":series:" in sheet.subject else sheet.kind.value
