"""Text becomes lines of a size that fits its column, or is refused. Never cut, never overflowing.

Widths and heights are millimetres, sizes are points.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate, takewhile
from math import inf

from reportlab.lib.units import mm

from handouts.paper import breaking, fonts
from japanese.furigana import pairs, plain

RUBY = 0.5  # of the text's size
RUBY_GAP = 0.06
SMALLEST_RUBY = 7  # points; smaller readings are noise to an older eye
HANGING = frozenset("、。，．")
# What a line costs: a line more is better than a word cut in two, and even lines look calm.
LINE, CUT_WORD, RAGGED = 1.0, 1.2, 0.5
TOLERANCE = 0.01  # points


class Unprintable(Exception):
    """Why a text cannot be printed, as the end of a Japanese sentence."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a text looks.

    It may shrink to `smallest` to fit its place; one that is `unbroken` shrinks that far to stay
    on one line, before it is broken into several.
    """

    size: float
    bold: bool = False
    color: str = "#1A1A1A"
    leading: float = 1.5
    align: str = "left"
    balanced: bool = False
    unbroken: bool = False
    smallest: float = 0


@dataclass(frozen=True, slots=True)
class Piece:
    """What stays together: one character, or the characters under one reading. Points."""

    text: str
    ruby: str
    width: float
    overhang: float = 0  # the room on each side that a long reading takes


@dataclass(frozen=True, slots=True)
class Line:
    pieces: tuple[Piece, ...]
    width: float  # points
    has_ruby: bool


@dataclass(frozen=True, slots=True)
class Block:
    """Text that fits: its lines at their final size, and the place it takes (millimetres).

    steps: for each line, how far below the line before its baseline lies (points).
    """

    text: str
    lines: tuple[Line, ...]
    style: Style
    width: float
    height: float
    steps: tuple[float, ...]

    @property
    def has_ruby(self) -> bool:
        return any([line.has_ruby for line in self.lines])


@lru_cache(maxsize=4_096)  # the same sentences stand on many sheets
def typeset(text: str, style: Style, width: float, height: float = inf) -> Block:
    """Set the text at the largest size that fits; raises Unprintable when none does."""
    text = fonts.clean(text)
    if missing := fonts.unprintable(text):
        raise Unprintable(
            f"にある文字「{missing[0]}」は、印刷できません。別の文字に直してください。"
        )
    if style.unbroken:
        for smaller in _sizes(style):
            with suppress(Unprintable):
                if _is_one_line(text, smaller, width):
                    return _at_size(text, smaller, width, height)
    for smaller in _sizes(style):
        try:
            return _at_size(text, smaller, width, height)
        except Unprintable as reason:
            refused = reason
    raise refused


def _sizes(style: Style) -> Iterator[Style]:
    """From the wanted size down in half points."""
    smallest = style.smallest or style.size
    for half in range(int((style.size - smallest) * 2) + 1):
        yield replace(style, size=style.size - half / 2)


def _is_one_line(text: str, style: Style, width: float) -> bool:
    pieces = _pieces(text, style)
    return "\n" not in text and _used(pieces, 0, len(pieces)) <= width * mm + TOLERANCE


def _at_size(text: str, style: Style, width: float, height: float) -> Block:
    lines: list[Line] = []
    for paragraph in text.split("\n"):
        lines += _lines(_pieces(paragraph, style), style, width * mm)
    steps = _steps(lines, style)
    used = (sum(steps) + style.size * 0.12) / mm
    if used > height + TOLERANCE:
        raise Unprintable("が長すぎて、紙に入りません。短くしてください。")
    return Block(plain(text), tuple(lines), style, width, used, tuple(steps))


def _pieces(text: str, style: Style) -> list[Piece]:
    keep_ruby = style.size * RUBY >= SMALLEST_RUBY
    parts = [(part, ruby if keep_ruby else "") for part, ruby in pairs(text)]
    pieces: list[Piece] = []
    for number, (part, ruby) in enumerate(parts):
        if ruby:
            beside = [other for _, other in parts[max(0, number - 1) : number + 2]]
            pieces.append(_ruby_piece(part, ruby, style, is_alone=sum(map(bool, beside)) == 1))
        else:
            pieces += [_letter(c, style.size, style.bold) for c in part]
    return pieces


def _ruby_piece(text: str, ruby: str, style: Style, *, is_alone: bool) -> Piece:
    """A reading may hang half its own character over plain neighbours; beyond, room is made."""
    size = style.size * RUBY
    width = fonts.width(text, style.size, bold=style.bold)
    overhang = max(0.0, (fonts.width(ruby, size, bold=False) - width - size * is_alone) / 2)
    return Piece(text, ruby, width + 2 * overhang, overhang)


@lru_cache(maxsize=65_536)
def _letter(character: str, size: float, bold: bool) -> Piece:
    return Piece(character, "", fonts.advance(character, bold) * size)


def _lines(pieces: list[Piece], style: Style, width: float) -> list[Line]:
    """The cheapest way to break one paragraph (every way is weighed, as TeX does)."""
    count = len(pieces)
    if _used(pieces, 0, count) <= width + TOLERANCE:
        return [_line(pieces)]
    gaps, used_of = breaking.gaps([piece.text for piece in pieces]), _measured(pieces)
    best: dict[int, tuple[float, int]] = {0: (0.0, 0)}  # by where a line may end
    for end, gap in enumerate([*gaps[1:], breaking.FREE], start=1):
        if gap is None:
            continue
        cost = LINE + gap * CUT_WORD
        ragged = RAGGED if style.balanced or end < count else 0
        reached = ((start, used_of(start, end)) for start in reversed(best))
        ways = [
            (best[start][0] + cost + ragged * max(0.0, 1 - used / width) ** 2, start)
            for start, used in takewhile(lambda way: way[1] <= width + TOLERANCE, reached)
        ]
        if ways:
            best[end] = min(ways)
    if count not in best:
        raise Unprintable(
            f"にある「{_too_wide(pieces, gaps, width)}」が長すぎます。短くしてください。"
        )
    return _collect(pieces, best)


def _measured(pieces: list[Piece]) -> Callable[[int, int], float]:
    """`_used` of all parts of a paragraph, by sums made once."""
    count = len(pieces)
    sums = list(accumulate((piece.width for piece in pieces), initial=0.0))
    blank = [piece.text.isspace() for piece in pieces]
    hang = [piece.width / 2 if piece.text in HANGING else 0.0 for piece in pieces]
    begins, ends = list(range(count + 1)), list(range(count + 1))  # without blanks at either end
    for at in filter(blank.__getitem__, range(count)):
        ends[at + 1] = ends[at]
    for at in filter(blank.__getitem__, reversed(range(count))):
        begins[at] = begins[at + 1]

    def used(start: int, end: int) -> float:
        first, last = begins[start], ends[end]
        return sums[last] - sums[first] - hang[last - 1] if last > first else 0.0

    return used


def _used(pieces: list[Piece], start: int, end: int) -> float:
    """The width of a line: blanks at its ends do not count, and 、。 may hang out by half."""
    line = _trimmed(pieces[start:end])
    hang = line[-1].width / 2 if line and line[-1].text in HANGING else 0
    return sum(piece.width for piece in line) - hang


def _trimmed(pieces: list[Piece]) -> list[Piece]:
    start, end = 0, len(pieces)
    while end > start and pieces[end - 1].text.isspace():
        end -= 1
    while start < end and pieces[start].text.isspace():
        start += 1
    return pieces[start:end]


def _collect(pieces: list[Piece], best: dict[int, tuple[float, int]]) -> list[Line]:
    lines: list[Line] = []
    end = len(pieces)
    while end > 0:
        start = best[end][1]
        lines.insert(0, _line(pieces[start:end]))
        end = start
    return lines


def _line(pieces: list[Piece]) -> Line:
    line = _trimmed(pieces)
    has_ruby = any(piece.ruby for piece in line)
    return Line(tuple(line), sum(piece.width for piece in line), has_ruby)


def _too_wide(pieces: list[Piece], gaps: list[int | None], width: float) -> str:
    """The first part that may not be cut and is wider than the column."""
    start = 0
    for end in range(1, len(pieces) + 1):
        if end == len(pieces) or gaps[end] is not None:
            if _used(pieces, start, end) > width:
                break
            start = end
    return "".join(piece.text for piece in pieces[start:end])


def _steps(lines: list[Line], style: Style) -> list[float]:
    """A reading over the first line needs its whole height; below, the gap between lines helps."""
    ruby = style.size * (RUBY + RUBY_GAP)
    steps = [style.size * style.leading + ruby * 0.62 * line.has_ruby for line in lines]
    steps[0] = style.size + ruby * 0.9 * lines[0].has_ruby
    # the baseline lies 0.12 em above the foot of a line
    steps[0] -= style.size * 0.12
    return steps
