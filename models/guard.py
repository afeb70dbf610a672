"""The number guard: My Number, other long numbers and secrets never reach the database.

Law: 番号法 (平成25年法律第27号) 第15, 19, 20条: who does not carry out a My Number task may neither
ask for, receive nor keep the number, in any spelling. A class or a help session is no such task.

Pure text in, verdict out. What is plainly something else (telephone numbers, dates, times, prices,
counts) is painted over, and the digits that are left are judged by how they are grouped. One number
in ten passes the check digit by chance: it never speaks for a number written in a usual grouping.
Every repeat of a pattern is bounded or possessive, so the time grows with the length of the text.
"""

import re
from collections.abc import Iterator
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from sqlalchemy.exc import DontWrapMixin

from japanese import digits
from japanese.numbers import CLOCK, COUNT, GONE, JOIN, PRICE, paint
from models import secret_words
from refusal import Refusal


class Finding(StrEnum):
    """What must not be written down."""

    MY_NUMBER = "my_number"
    LONG_NUMBER = "long_number"
    SECRET = "secret"


_NOT_KEPT = "入力は保存していません。その部分を消してから、もう一度お願いします。"
SENTENCE = {
    Finding.MY_NUMBER: f"マイナンバーなど12桁の番号は書かないでください。{_NOT_KEPT}",
    Finding.LONG_NUMBER: f"口座や年金などの長い番号は書かないでください。{_NOT_KEPT}",
    Finding.SECRET: f"暗証番号やパスワードは書かないでください。{_NOT_KEPT}",
}


class ForbiddenNumber(Refusal, DontWrapMixin):
    """Passes through SQLAlchemy unwrapped: its own errors would carry the text as a parameter."""


def check(text: str) -> None:
    """Refuse a text that holds a forbidden number. The sentence never repeats the text."""
    finding = find(text)
    if finding:
        raise ForbiddenNumber(SENTENCE[finding])


def find(text: str) -> Finding | None:
    """What the text must not hold, or None. Linear in the length of the text."""
    canonical = digits.canonical(text)
    painted = paint(canonical)
    if _declared(canonical, painted):
        return Finding.MY_NUMBER
    aloud = digits.spoken(painted)
    finding = _first(painted, canonical) or _first(aloud, digits.spoken(canonical), heard=painted)
    if finding:
        return finding
    if secret_words.SECRET.search(painted) or secret_words.HYPHENED.search(canonical):
        return Finding.SECRET
    keyed = secret_words.ACCOUNT.search(painted) or secret_words.PENSION.search(canonical)
    return Finding.LONG_NUMBER if keyed else None


_COLOURS = CLOCK + COUNT + PRICE
_SAID = "[_ーのとや]|から|はいふん|だっしゅ|すぺーす|てん"
_GAP = rf"(?:[^\w%¥$€£〒°{GONE}{_COLOURS}{digits.FILL}]|{_SAID})"
_READ = rf"[{digits.KANJI}]{digits.FILL}*+"
_DIGIT_OR_COLOUR = rf"(?:[0-9{_COLOURS}]|{_READ})"
_RUN = re.compile(rf"{_DIGIT_OR_COLOUR}(?:{_GAP}{{0,8}}+{_DIGIT_OR_COLOUR})*+")
_GROUP = re.compile(rf"({_GAP}*+)([0-9]++|(?:{_READ})++|{CLOCK}++|{COUNT}++|{PRICE}++)")
_D = digits.DIGIT
_BARE = re.compile(rf"{_D}++")
_DECLARED = re.compile("まいなんばー(?!かーど|総合|制度|保険)|個人番号(?!かーど)|(?:12|十二)桁")
_NEXT_RUN = re.compile(rf"[^0-9{digits.KANJI}]{{0,12}}+({_D}(?:{_GAP}{{0,8}}+{_D})*+)")

_USUAL = {(12,), (6, 6), (4, 4, 4), (3, 3, 3, 3), (2,) * 6, (1,) * 12}
_WEIGHTS = (6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2)


def check_digit(body: str) -> str:
    """The twelfth digit to the first eleven (平成26年総務省令第85号 第5条)."""
    rest = sum(int(d) * weight for d, weight in zip(body, _WEIGHTS, strict=True)) % 11
    return str(11 - rest) if rest > 1 else "0"


class _Group(NamedTuple):
    """Digits written without a break, the gap before them, the colour that explains them."""

    text: str
    gap: str
    colour: str = ""
    bullet: bool = False


def _declared(canonical: str, painted: str) -> bool:
    """The text says マイナンバー, and twelve digits follow, grouped or told in any way."""
    for word in _DECLARED.finditer(canonical):
        run = _NEXT_RUN.match(canonical, word.end())
        bare = run and _BARE.search(painted, run.start(1), run.end(1))
        if bare and len(digits.values(run[1])) == 12:
            return True
        told = _BARE.findall(painted, word.end(), word.end() + 80)
        if any(map(_is_usual, _windows([_Group(text, " ") for text in told]))):
            return True
    return False


def _first(view: str, original: str, *, heard: str = "") -> Finding | None:
    """The first finding; of a text read aloud (いち, に) only what differs from what was heard."""
    for run in _RUN.finditer(view):
        if heard[run.start() : run.end()] != run[0]:
            finding = _judge(list(_parts(run, original)), aloud=bool(heard))
            if finding:
                return finding
    return None


def _judge(parts: list[_Group], *, aloud: bool) -> Finding | None:
    """The verdict on digits that hang together, with and without doubtful bullets like ①."""
    whole = _glue(_without_bullets(parts, before=() if aloud else (CLOCK, PRICE)))
    rest = _glue(_without_bullets(parts, before=("", *_COLOURS)))
    if any(len(group.text) > 12 and not group.colour for group in whole):
        return Finding.LONG_NUMBER
    strict = aloud or whole != rest
    suspicious = _is_suspicious(rest, strict=aloud) or _is_suspicious(whole, strict=strict)
    return Finding.MY_NUMBER if suspicious else None


def _parts(run: re.Match[str], original: str) -> Iterator[_Group]:
    before = " "
    for found in _GROUP.finditer(run.string, run.start(), run.end()):
        text = original[found.start(2) : found.end(2)]
        gap = found[1] or before
        colour = found[2][0] if found[2][0] in _COLOURS else ""
        bullet = bool(gap) and len(text) < 3 and set(text) <= set(digits.KANJI)
        yield _Group(text.replace(digits.FILL, ""), gap, colour, bullet)
        before = ""


def _without_bullets(parts: list[_Group], *, before: tuple[str, ...]) -> list[_Group]:
    """Without each ① or ○ that touches digits of these colours."""
    kept = []
    gap = ""
    for part, after in pairwise([*parts, _END]):
        if part.bullet and not after.gap and after.colour in before:
            gap = part.gap
        else:
            kept.append(part._replace(gap=part.gap or gap))
            gap = ""
    return kept


_END = _Group("", " ")


def _glue(groups: list[_Group]) -> list[_Group]:
    """Groups that touch become one: 12③4 is written in two scripts, yet one group."""
    starts = [at for at, group in enumerate(groups) if group.gap or not at]
    glued = []
    for start, end in pairwise([*starts, len(groups)]):
        touching = groups[start:end]
        colour = touching[0].colour if all(group.colour for group in touching) else ""
        text = "".join(group.text for group in touching)
        glued.append(_Group(text, touching[0].gap, colour))
    return glued


def _windows(groups: list[_Group]) -> Iterator[list[_Group]]:
    """Neighbouring groups of twelve digits together; a time or a price is never cut in two."""
    for first, group in enumerate(groups):
        size = 0
        for end in range(first + 1, min(first + 12, len(groups)) + 1):
            size += len(groups[end - 1].text)
            whole = group.gap != JOIN and (end == len(groups) or groups[end].gap != JOIN)
            if size == 12 and whole:
                yield groups[first:end]


def _is_suspicious(groups: list[_Group], *, strict: bool) -> bool:
    """Whether twelve neighbouring digits look like a My Number."""
    for window in _windows(groups):
        if _is_usual(window) or _is_odd(window, alone=len(window) == len(groups), strict=strict):
            return True
    return False


def _is_usual(window: list[_Group]) -> bool:
    """Twelve digits in a usual grouping, and not days and times (11/23 10:00-11:30)."""
    sizes = tuple(len(group.text) for group in window)
    told = [group.colour for group in window if group.colour]
    timetable = CLOCK in told and len(told) >= len(window) - 1
    return sizes in _USUAL and not timetable


def _is_odd(window: list[_Group], *, alone: bool, strict: bool) -> bool:
    """Twelve digits in another grouping (12345-6789-018); here the check digit may speak."""
    explained = [bool(group.colour) for group in window]
    if any(explained) and (strict or not alone or all(explained)):
        return False
    few = len(window) <= 4 and not any(explained)
    if not alone:
        return few and len({group.gap.strip() for group in window[1:]}) == 1
    number = digits.values("".join(group.text for group in window))
    return few or check_digit(number[:11]) == number[11]
