"""What a phone sends: JSON of our own page, believed no more than any other form."""

import json
import re
from datetime import UTC, datetime
from typing import Any

from models import AgeBand, DoorAct, Sex
from refusal import Refusal
from services.noted import Noted

MOST = 50  # entries at once; the page sends the rest after them
KEY = re.compile(r"[0-9a-f]{32}")
TAG = re.compile(r"(?!.*(?<![0-9a-f])[0-9]{12,31}(?![0-9a-f]))[\w:-]{1,64}", re.ASCII)
CARD = re.compile(r"[0-9A-Z]{0,8}")
TOWN = re.compile(r"[\w-]{0,32}", re.ASCII)
LARGEST = 2**31 - 1
BROKEN = "控えを読み取れませんでした。画面を開き直して、もう一度送ってください。"
UNLIKE_OURS = (ValueError, LookupError, TypeError, AttributeError, OverflowError, RecursionError)


def read_notes(body: bytes) -> list[Noted]:
    """The entries of one delivery, or a Refusal: then none of it was taken."""
    try:
        entries = json.loads(body)["entries"]
        if not isinstance(entries, list) or len(entries) > MOST:
            raise Refusal(BROKEN)
        return [_note(one) for one in entries]
    except UNLIKE_OURS as error:
        raise Refusal(BROKEN) from error


def _note(one: dict[str, Any]) -> Noted:
    return Noted(
        key=_matching(KEY, one["key"]),
        act=DoorAct(one["act"]),
        happened_at=_moment(one["at"]),
        booking_id=_number(one.get("booking")),
        card=_matching(CARD, one.get("card", "")),
        undoes=_matching(TAG, one["undoes"]) if one["act"] == DoorAct.UNDO else "",
        district=_matching(TOWN, one.get("town", "")),
        age_band=AgeBand(one.get("band", AgeBand.UNKNOWN)),
        sex=Sex(one.get("sex", Sex.UNKNOWN)),
        is_resident=one.get("resident", True) is True,
        late=one.get("late", False) is True,
    )


def _matching(pattern: re.Pattern[str], text: str) -> str:
    if not pattern.fullmatch(text):
        raise ValueError
    return text


def _number(value: Any) -> int | None:
    if value is None:
        return None
    if type(value) is not int or not 0 < value <= LARGEST:
        raise ValueError
    return value


def _moment(text: str) -> datetime:
    """In UTC, which every database can keep; the phone's clock may say any year."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError
    return moment.astimezone(UTC)
