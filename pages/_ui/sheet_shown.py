"""One sheet on the screen: what it is for, the buttons that print and save it, and its picture."""

from html import escape

import streamlit as st

from models import Staff
from pages._ui import sheet_copies, sheet_notes
from pages._ui.sheet_list import Each, Sheet

FILES, PICTURES = "/staff/files", "/staff/pictures"
HIGH = 640  # pixels: a whole page of A4 beside the words, and on a telephone

NO_LESSON = (
    "この教室には講座がないので、てびきがありません。"
    "「いつでも」の「講座のてびき」から、講座を選んで印刷できます。"
)


def draw(sheet: Sheet, chosen: dict[str, str], staff: Staff) -> None:
    """Words and buttons on the left, the picture on the right; below each other on a phone."""
    if sheet.subject.startswith("lesson:") and not chosen["course"]:
        st.info(NO_LESSON)
        return
    place = sheet.address.format(**chosen)
    words, picture = st.columns([4, 5], gap="large")
    with words:
        st.subheader(sheet.label, anchor=False)
        st.markdown(sheet.what_for)
        buttons(f"{FILES}/{place}.pdf")
        if sheet.subject.startswith("lesson:"):
            sheet_notes.lesson(chosen["course"], staff)
        if sheet.subject:
            sheet_copies.draw(
                sheet.subject.format(**chosen),
                proposed=int(chosen.get("guests", 1)) if sheet.each is Each.GUEST else 1,
                has_scans=not sheet.has_names,
                staff=staff,
            )
    with picture:
        st.iframe(f"{PICTURES}/{place}", height=HIGH, alt=f"{sheet.label}の見本")


def buttons(address: str) -> None:
    """Two plain links: the browser's own viewer prints, and knows the printer."""
    st.html(
        '<div class="links">'
        f'<a class="act first" href="{escape(address)}" target="_blank" rel="noopener">'
        "印刷する（PDFを開く）</a>"
        f'<a class="act" href="{escape(address)}" download>保存する</a></div>'
    )
