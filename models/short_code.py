"""Short codes on paper: 資料番号 of a handout, number of a participation card.

Twenty-five letters that do not look or sound alike (no O/0, I/1, B/8, S/5, Z/2), the last one a
check letter. With the letters numbered 0 to 24 and weights 1, 2, 3, 4, 1, 2 from the right, a valid
code adds up to a multiple of 25. Every weight and every difference of neighbouring weights is prime
to 25, so no single wrong letter and no swap of two neighbours adds up again.
"""

import secrets
import unicodedata
from itertools import product

from refusal import Refusal

ALPHABET = "ACDEFGHJKMNPQRTUVWXY34679"
LENGTH = 5  # 資料番号
CARD_LENGTH = 6  # number of a participation card

_NAMES = {LENGTH: "資料番号", CARD_LENGTH: "参加証の番号"}
_WEIGHTS = (1, 2, 3, 4)
_SLIPS = {"O": "DQC", "0": "DQC", "I": "JT7", "L": "JT7", "1": "JT7"}
_SLIPS |= {"B": "3E6", "8": "36E", "S": "639", "5": "639", "Z": "7", "2": "7"}
_IGNORED = " -‐‑–—−ーｰ_"


def new(length: int = LENGTH - 1) -> str:
    """A random code: `length` letters and the check letter."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(length))
    return next(body + last for last in ALPHABET if is_valid(body + last))


def is_valid(code: str) -> bool:
    """Whether the letters, all of the alphabet, add up."""
    values = (ALPHABET.index(letter) for letter in reversed(code))
    return sum(value * _WEIGHTS[at % 4] for at, value in enumerate(values)) % len(ALPHABET) == 0


def read(text: str, *, length: int = LENGTH) -> str:
    """The code a person typed, or a Refusal that says what is wrong.

    Case, width, blanks and hyphens do not matter. A letter outside the alphabet (0 for D) is read
    as the one letter it resembles that makes the code add up.
    """
    name = _NAMES[length]
    plain = unicodedata.normalize("NFKC", text).upper()
    plain = "".join(char for char in plain if char not in _IGNORED and not char.isspace())
    if len(plain) != length:
        raise Refusal(f"{name}は{length}文字です。紙に印刷された番号を、もう一度お確かめください。")
    for at, char in enumerate(plain, start=1):
        if char not in ALPHABET and char not in _SLIPS:
            raise Refusal(
                f"{name}の{at}文字目に、使わない文字があります。英字と数字で入れてください。"
            )
    readings = {code for code in map("".join, product(*map(_meant, plain))) if is_valid(code)}
    if len(readings) != 1:
        raise Refusal(f"{name}のどこかが違うようです。もう一度、紙と見比べてください。")
    return readings.pop()


def _meant(char: str) -> str:
    return _SLIPS.get(char, char)
