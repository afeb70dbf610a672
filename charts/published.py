"""Published figures as pictures: made from an Outgoing alone, with all that must stand beside them.

What is not told has no bar: a hatched box, and the words that stand there in the tables.
"""

from collections.abc import Sequence

from charts import published_bars, style
from charts.picture import Box, Picture, Words, width, wrapped
from charts.published_bars import Bar, Line
from japanese import dates
from models import Outgoing
from models import outgoing as told

WIDE, EDGE, GAP = 720, 28, 16  # px
ROW, BAR = 44, 24  # px, of a town and of its bar
TITLE, BODY, SMALL = 25, 16, 14  # px, the letters
LINE = 1.5  # of the letters' size
SHADES = (style.WHITE, "#e8f1fe", "#c5d7fb", "#9db7f9", "#7096f8")  # DADS blue-50 to 400
Drawn = tuple[list[Box | Words], float]  # and how high it is
MADE_UP = "架空の見本です。実在の市や人ではありません。"


def reach(found: Outgoing) -> Picture:
    """Towns by their reach."""
    bars = published_bars.reach_bars(found)
    words = ("実人数", "到達率") if published_bars.has_rates(found) else ("実人数",)
    title = published_bars.reach_title(found)
    return _framed(found, title, _drawn(bars), _spoken(bars), _words(found, *words))


def ages(found: Outgoing) -> Picture | None:
    """Towns and ages; none where the period is not told by age."""
    if found.table(told.AGES) is None:
        return None
    columns, lines = published_bars.age_lines(found)
    words = _words(found, "実人数", "町と年代")
    return _framed(found, told.AGES, _squares(columns, lines), _read(columns, lines), words)


def years(found: Sequence[Outgoing]) -> Picture | None:
    """People of the city year by year, the oldest first; none for a single year."""
    if len(found) < 2:
        return None
    bars = published_bars.year_bars(found)
    newest = found[-1]._replace(period=f"{found[0].period}から{found[-1].period}まで")
    words = _words(newest, "実人数")
    return _framed(newest, published_bars.YEARS, _drawn(bars), _spoken(bars), words)


def _spoken(bars: Sequence[Bar]) -> str:
    return "、".join(f"{one.name} {one.words}" for one in bars) + "。"


def _read(columns: Sequence[str], lines: Sequence[Line]) -> str:
    return "".join(
        f"{line.name}は、{'、'.join(map(' '.join, zip(columns, line.words, strict=True)))}。"
        for line in lines
    )


def _words(found: Outgoing, *names: str) -> list[str]:
    """The sentences that stand below: what the marks mean, and these words."""
    few = f"{found.threshold}{told.FEW}"
    return [f"{name}: {words}" for name, words in found.notes if name in (few, told.KEPT, *names)]


def _drawn(bars: Sequence[Bar]) -> Drawn:
    """The bars with their words, and how high they are."""
    left = _name_room(bars)
    room = WIDE - left - EDGE - max(width(one.words, BODY) for one in bars) - GAP
    shapes: list[Box | Words] = []
    y = 0.0
    for one in bars:
        names = wrapped(one.name, BODY, left - EDGE - GAP)
        high = max(ROW, len(names) * BODY * LINE + 8)
        middle = y + high / 2
        shapes += _lines(names, EDGE, middle, is_bold=one.is_total)
        long = room * one.share if one.share is not None else 0.0
        if one.is_hidden:
            long = BAR
            shapes.append(
                Box(left, middle - BAR / 2, BAR, BAR, stroke=style.QUIET, is_hatched=True)
            )
        elif long:
            ink = style.QUIET if one.is_total else style.BLUE
            shapes.append(Box(left, middle - BAR / 2, long, BAR, ink))
        shapes += _lines([one.words], left + long + 8, middle, is_bold=one.is_total)
        y += high
    return shapes, y


def _squares(columns: Sequence[str], lines: Sequence[Line]) -> Drawn:
    """A square for each town and age, with its number in it."""
    left = _name_room(lines)
    wide = (WIDE - left - EDGE) / len(columns)
    at = [left + wide * number for number in range(len(columns))]
    shapes: list[Box | Words] = [
        Words(x + wide / 2, SMALL, name.replace("歳", ""), SMALL, anchor="middle")
        for x, name in zip(at, columns, strict=True)
    ]
    shapes.append(Words(left - GAP, SMALL, "歳", SMALL, anchor="end"))
    y = SMALL * 2.0
    for line in lines:
        names = wrapped(line.name, BODY, left - EDGE - GAP)
        high = max(ROW, len(names) * BODY * LINE + 8)
        shapes += _lines(names, EDGE, y + high / 2)
        for x, (words, dark) in zip(at, line.cells, strict=True):
            fill = style.WHITE if dark is None else SHADES[dark]
            shapes.append(Box(x, y, wide, high, fill, style.LINE, is_hatched=dark is None))
            shapes += _plate(words, x + wide / 2, y + high / 2) if dark is None else []
            shapes.append(Words(x + wide / 2, y + high / 2 + 5, words, SMALL, anchor="middle"))
        y += high
    return shapes, y


def _plate(words: str, x: float, y: float) -> list[Box]:
    """White behind the words, so that no line of the hatching crosses them."""
    wide = width(words, SMALL) + 6
    return [Box(x - wide / 2, y - SMALL / 2 - 3, wide, SMALL + 6)]


def _name_room(rows: Sequence[Bar] | Sequence[Line]) -> float:
    """Where the picture begins: behind the longest name, but not beyond a third."""
    return EDGE + GAP + min(max(width(one.name, BODY, is_bold=True) for one in rows), WIDE / 3)


def _lines(texts: Sequence[str], x: float, middle: float, *, is_bold: bool = False) -> list[Words]:
    """Lines of text around this height."""
    first = middle - (len(texts) - 1) * BODY * LINE / 2 + BODY * 0.36
    return [
        Words(x, first + at * BODY * LINE, text, BODY, is_bold) for at, text in enumerate(texts)
    ]


def _framed(found: Outgoing, title: str, body: Drawn, spoken: str, below: Sequence[str]) -> Picture:
    """Title, whose figures of when, the body, what its words mean, and the licence."""
    shapes = _made_up() if found.is_fictional else []
    y = EDGE + TITLE + (shapes[0].height if shapes else 0)
    shapes.append(Words(EDGE, y, title, TITLE, is_bold=True))
    for line in _about(found):
        y += BODY * LINE + 2
        shapes.append(Words(EDGE, y, line, BODY))
    y += GAP
    drawn, high = body
    shapes += [one._replace(y=one.y + y) for one in drawn]
    y += high + GAP
    sources = [*below, f"出典: {found.city}「スマホ教室・相談会の到達」　{found.licence}"]
    for line in (line for one in sources for line in wrapped(one, SMALL, WIDE - 2 * EDGE)):
        y += SMALL * LINE
        shapes.append(Words(EDGE, y, line, SMALL, ink=style.QUIET))
    return Picture(WIDE, round(y + EDGE), f"{title}　{found.period}", spoken, shapes)


def _made_up() -> list[Box | Words]:
    words = Words(WIDE / 2, 24, MADE_UP, SMALL, anchor="middle", ink="#8a3000")
    return [Box(0, 0, WIDE, 36, "#fff0e0", style.ORANGE), words]


def _about(found: Outgoing) -> list[str]:
    told_on = f"{dates.with_era(found.published_on)}公表・第{found.edition}版"
    as_of = found.population_as_of
    people = f"　人口は{dates.with_era(as_of)}現在" if as_of else ""
    return [f"{found.city}　{found.period}", f"{told_on}{people}"]
