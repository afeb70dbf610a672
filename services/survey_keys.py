"""The quick way from a filled-in sheet into the computer: one number for each ring, one Enter.

First a digit for every question of one answer, in the order of the sheet, 0 for none; then the
numbers of きっかけ; then, after any sign that is no digit, those of やってみたいこと:
1213114213.27
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from models.survey import Asked
from refusal import Refusal

Answers = dict[str, tuple[int, ...]]  # the numbers ringed, by column; none: ()
NOTHING = "数字を入れてください。"


def read(typed: str, *, asked: Sequence[Asked]) -> Answers:
    """What the digits say, or a Refusal that names the question where they went wrong."""
    plain = "".join(unicodedata.normalize("NFKC", typed).split())
    first, *later = re.split(r"[^0-9]+", plain)
    if not plain:
        raise Refusal(NOTHING)
    single = [one for one in asked if not one.many]
    several = [one for one in asked if one.many]
    answers = dict(_single(first, single))
    parts = [first[sum(one.width for one in single) :], *later]
    if len(parts) > len(several) and any(parts[len(several) :]):
        raise Refusal("区切りの点が多すぎます。点は「やってみたいこと」の前に1つだけです。")
    for one, part in zip(several, [*parts, *[""] * len(several)], strict=False):
        answers[one.column] = _several(part, one)
    return answers


def _single(digits: str, asked: Sequence[Asked]) -> Iterator[tuple[str, tuple[int, ...]]]:
    for number, one in enumerate(asked, start=1):
        written, digits = digits[: one.width], digits[one.width :]
        if len(written) < one.width:
            raise Refusal(
                f"数字が足りません。次は{number}番「{one.short}」です。"
                "答えがない質問は0を入れてください。"
            )
        yield one.column, _known(int(written), one)


def _several(digits: str, one: Asked) -> tuple[int, ...]:
    numbers = [number for digit in digits for number in _known(int(digit), one)]
    if len(set(numbers)) < len(numbers):
        raise Refusal(f"「{one.short}」に、同じ番号が2つあります。{digits}")
    return tuple(sorted(numbers))


def _known(number: int, one: Asked) -> tuple[int, ...]:
    if number > len(one.choices):
        raise Refusal(f"「{one.short}」に{number}番はありません。紙と見比べてください。")
    return (number,) if number else ()
