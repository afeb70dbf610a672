"""Telephone numbers as people say and write them; kept as digits, shown with hyphens.

Where the hyphens belong (0954-23-9111, 04992-1-1234) comes from the public numbering plan as kept
by the phonenumbers library; no list of area codes is written here.
"""

import re
import unicodedata
from dataclasses import dataclass

import phonenumbers

from refusal import Refusal

_TEN_DIGITS = re.compile("0[0-9]{9}")
_ELEVEN_DIGITS = re.compile("0(?:[2-9]0|00)[0-9]{8}")  # 090, 080, 070, 050, 0800; 000 in the demo
_LOCAL = re.compile("[1-9][0-9]{4,7}")
_ABROAD = re.compile(r"^\+81(?:\(0\)|0)?")
_BETWEEN = re.compile(r"[\s\-‐‑‒–—―−ー~().,・/]+")
_ASK_AGAIN = "もう一度お確かめください。"


@dataclass(frozen=True, slots=True)
class Phone:
    """A telephone number; `completed`: the area code was added and somebody should confirm it."""

    digits: str
    completed: bool = False

    @property
    def display(self) -> str:
        return display(self.digits)


def parse(text: str, *, area_code: str = "") -> Phone:
    """Read a number in any notation; a local number (23-9111) is completed with the area code."""
    plain = _plain(text)
    if _LOCAL.fullmatch(plain) and _TEN_DIGITS.fullmatch(area_code + plain):
        return Phone(area_code + plain, completed=True)
    if _TEN_DIGITS.fullmatch(plain) or _ELEVEN_DIGITS.fullmatch(plain):
        return Phone(plain)
    if not plain.startswith("0"):
        raise Refusal("電話番号は、0で始まる市外局番から入れてください。")
    raise Refusal(f"電話番号は10桁か11桁です。いまは{len(plain)}桁です。{_ASK_AGAIN}")


def digits(text: str) -> str:
    """The digits of a complete number."""
    return parse(text).digits


def display(digits: str) -> str:
    """The number with its hyphens; the demo's zeros and unknown numbers are grouped by length."""
    if digits.startswith("000"):
        return "-".join((digits[:3], digits[3:-4], digits[-4:]))
    number = phonenumbers.parse(digits, "JP")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)


def _plain(text: str) -> str:
    """The digits alone, written from inside Japan."""
    plain = unicodedata.normalize("NFKC", text).strip()
    plain = re.sub(r"^(?:tel|電話|携帯|☎)[:.\s]*", "", plain, flags=re.IGNORECASE)
    plain = _ABROAD.sub("0", _BETWEEN.sub("", plain.replace("(0)", "")))
    if not plain:
        raise Refusal("電話番号を入れてください。")
    if not re.fullmatch("[0-9]+", plain):
        raise Refusal(f"電話番号に数字でない文字があります。{_ASK_AGAIN}")
    return plain
