"""きょう: what is next for whoever has signed in."""

import streamlit as st

import clock
from database import reading
from japanese.dates import with_era
from models import EventStatus
from pages._ui import card_desk, flags, question_flags
from pages._ui import events as drawing
from pages._ui.events import Link
from pages._ui.screen import open_screen
from services import calendar, office_days, who_came
from services.permissions import Permission, allows

MOST = 5
LOOKED_AT = 30  # classes: those of today and the next ones are among the first of the list
GREETINGS = ((4, "こんばんは"), (11, "おはようございます"), (18, "こんにちは"), (24, "こんばんは"))

staff = open_screen("today")
now = clock.now()
holiday = office_days.closed_for(now.date())
greeting = next(words for hour, words in GREETINGS if now.hour < hour)
st.markdown(
    f"{staff.name}さん、{greeting}。きょうは **{with_era(now.date())}** です。"
    + (f"（{holiday}）" if holiday else "")
)

if allows(staff, Permission.EVENT_VIEW):
    with reading() as db:
        cards = calendar.listed(db, by=staff, limit=LOOKED_AT)
        drafts = calendar.listed(db, by=staff, status=EventStatus.DRAFT, limit=LOOKED_AT)
        counts = {
            card.event.id: who_came.counts(db, event=card.event) for card in cards if card.is_today
        }
    today = [card for card in cards if card.is_today]
    coming = [
        card for card in cards if card not in today and card.event.status is not EventStatus.DRAFT
    ]
    flags.draw(staff)

    st.subheader("きょうの教室", anchor=False)
    for card in today:
        came = counts[card.event.id]
        drawing.card(
            card,
            links=drawing.links_to(card),
            remark=f"来た方 {came.present}名"
            if card.event.is_by_time
            else f"受付済み {came.present}名（うち当日参加 {came.walked_in}名）",
        )
    if not today:
        st.markdown("きょうの教室はありません。")

    if drafts:
        st.subheader(f"承認を待っている教室（{len(drafts)}件）", anchor=False)
        if not allows(staff, Permission.EVENT_PUBLISH):
            st.markdown("担当課が確かめて公開します。公開されると、申込の受付がはじまります。")
    for card in drafts[:MOST]:
        drawing.card(card, links=drawing.links_to(card))

    st.subheader("これからの教室", anchor=False)
    for card in coming[:MOST]:
        drawing.card(card, links=drawing.links_to(card))
    if not coming:
        st.markdown("これからの教室は、まだありません。")
    drawing.links(
        [Link("/staff/events", "教室の一覧を見る"), Link("/staff/register", "教室を登録する")]
    )

question_flags.draw(staff)

card_desk.draw(staff)
