"""What a plan must be before a class can be held."""

from datetime import timedelta

import clock
from models import Admission
from refusal import Refusal
from services.drafts import SEATS_PER_HELPER, Draft, helpers_for

LONGEST = timedelta(hours=8)
FEE_LIMIT = 100_000
SHORTEST_TALK = 5  # minutes


def check(draft: Draft, *, before: Draft | None = None) -> None:
    """Refuse a plan that cannot be held. before: as it stood, of which nothing is held against
    the plan that only time has overtaken."""
    _check_what(draft)
    _check_when(draft, before)
    _check_how_many(draft)
    _check_applications(draft, before)


def _check_what(draft: Draft) -> None:
    if not draft.name:
        raise Refusal("講座を選ぶか、教室の名前を入力してください。")
    if draft.room and draft.room.venue_id != draft.venue.id:
        raise Refusal(f"その部屋は{draft.venue.name}にありません。部屋を選び直してください。")
    if not 0 <= draft.fee <= FEE_LIMIT:
        raise Refusal(f"費用は、0円から{FEE_LIMIT:,}円までで入力してください。")


def _check_when(draft: Draft, before: Draft | None) -> None:
    same = before is not None and before.starts_at == draft.starts_at
    if draft.starts_at <= clock.now() and not same:
        raise Refusal("もう過ぎた日時です。これからの日と時刻を選んでください。")
    if not timedelta() < draft.ends_at - draft.starts_at <= LONGEST:
        raise Refusal("教室の長さは、8時間までで選んでください。")
    if draft.ends_at.date() != draft.day:
        raise Refusal("教室が夜中をまたいでいます。はじまりか長さを直してください。")
    if draft.press_on and draft.press_on > draft.day:
        raise Refusal("広報締切が、教室の日より後です。日付を直してください。")


def _check_how_many(draft: Draft) -> None:
    needed = helpers_for(draft.capacity)
    if draft.tables and not SHORTEST_TALK <= draft.table_minutes <= draft.minutes:
        raise Refusal("カード相談の1人の時間は、5分から、教室の長さまでで選んでください。")
    if not 1 <= draft.capacity <= draft.most:
        raise Refusal(f"{draft.place}に入れるのは{draft.most}名までです。定員を直してください。")
    if draft.people_needed < 1:
        raise Refusal("担当は、講師を入れて1名以上にしてください。")
    if draft.people_needed < needed and not draft.reason:
        raise Refusal(
            f"定員{draft.capacity}名には、講師と補助を合わせて{needed}名が必要です"
            f"（{SEATS_PER_HELPER}名に1名）。担当の人数か定員を直すか、少ない理由を書いてください。"
        )


def _check_applications(draft: Draft, before: Draft | None) -> None:
    if draft.opens_at and draft.opens_at >= draft.starts_at:
        raise Refusal("申込開始が、教室の始まりより後です。日付を直してください。")
    closes = draft.closes_on
    if closes is None:
        if draft.admission is not Admission.FIRST_COME:
            raise Refusal(f"「{draft.admission.label}」のときは、申込締切の日を入れてください。")
        return
    if closes >= draft.day:
        raise Refusal("申込締切は、教室の前の日までにしてください。")
    if draft.opens_at and closes < draft.opens_at.date():
        raise Refusal("申込締切が、申込開始より前です。日付を直してください。")
    if closes < clock.today() and not (before and before.closes_on == closes):
        raise Refusal("申込締切が、もう過ぎています。きょうか、これからの日にしてください。")
