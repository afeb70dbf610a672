"""The pieces a lesson sheet is stacked from: each knows its height before it is drawn."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from reportlab.lib.units import mm

from handouts.page_frame import ACROSS, LEFT, RIGHT
from handouts.paper.shapes import GREY, INK, LINE, NAVY, ORANGE, TINT, WARM, disc, panel, pill, rule
from handouts.paper.sheet import HEIGHT, Paper
from handouts.paper.space import Area
from handouts.paper.typeset import Block, Style
from handouts.pictograms import ink, pen
from wording import Step, Trouble, Word

PAD = 4.0
DATE = Style(18, bold=True, unbroken=True, smallest=14)
STEP_GAP = 1.6
SYSTEM = 27.0  # the width of the label before a text for one kind of phone, with its gap


@dataclass(frozen=True, slots=True)
class Part:
    """`draw(y, height)` draws it from y; more height than it asked for is spread inside."""

    height: float
    draw: Callable[[float, float], None]
    is_step: bool = False


@dataclass(frozen=True, slots=True)
class NextClass:
    """A class near the reader; texts as they are printed."""

    title: str
    date: str
    time: str
    place: str


@dataclass(frozen=True, slots=True)
class Scale:
    """The sizes of one try at a sheet, in points; all its steps look the same."""

    do: float
    tell: float
    text: float  # everything below the steps
    picture: float  # millimetres high

    @property
    def plain(self) -> Style:
        return Style(self.text, leading=1.45)

    @property
    def strong(self) -> Style:
        return Style(self.text, bold=True, leading=1.4)


def step(paper: Paper, number: int, step: Step, scale: Scale, *, is_last: bool) -> Part:
    """A numbered step: what to do, one sentence, where the phones differ, and the picture."""
    x, picture_width = LEFT + 15.5, scale.picture * pen.WIDTH / pen.HEIGHT
    across = RIGHT - picture_width - 4 - x
    name = f"手順{number}"
    lines = step_lines(paper, step, scale, across, name)
    text_height = sum(STEP_GAP + block.height for _, block in lines) - STEP_GAP

    def draw(y: float, height: float) -> None:
        middle = y + height / 2
        disc(paper, LEFT + 5.6, middle, 5.6, fill=NAVY)
        with paper.tags.element("LI"):
            with paper.tags.element("Lbl"):
                figure = Style(24, bold=True, color="#FFFFFF", align="center")
                paper.middle(
                    str(number), figure, LEFT, y, width=11.2, height=height, name=name, tag="Span"
                )
            with paper.tags.element("LBody"):
                line_y = middle - text_height / 2
                for system, block in lines:
                    if system:
                        label(paper, system, x, line_y + above(block))
                    indent = SYSTEM if system else 0
                    line_y = paper.place(block, x + indent, line_y, name=name) + STEP_GAP
        top = middle - scale.picture / 2
        picture(paper, step.picture, RIGHT - picture_width, top, height=scale.picture)
        if not is_last:
            rule(paper, x, y + height, RIGHT, y + height, line=0.8)

    return Part(max(scale.picture + 2.6, text_height + 3), draw, is_step=True)


def step_lines(
    paper: Paper, step: Step, scale: Scale, across: float, name: str
) -> list[tuple[str, Block]]:
    """The texts of a step under each other, each with the phone system it is about, or ""."""
    do = Style(scale.do, bold=True, leading=1.3, unbroken=True, smallest=scale.do - 3)
    tell = Style(scale.tell, color=GREY, leading=1.38)
    lines = [
        ("", paper.set(step.do, do, width=across, name=f"{name}の見出し")),
        ("", paper.set(step.tell, tell, width=across, name=f"{name}の説明")),
    ]
    for system, text in (("Android", step.android), ("iPhone", step.iphone)):
        if text:
            about = f"{name}の{system}の説明"
            lines.append((system, paper.set(text, tell, width=across - SYSTEM, name=about)))
    return lines


def above(block: Block) -> float:
    """How much higher a reading makes the first line, in millimetres."""
    return (block.steps[0] - block.style.size * 0.88) / mm


def label(paper: Paper, text: str, x: float, y: float) -> None:
    """The name of the phone system in a frame, on the line that is about it."""
    width = SYSTEM - 2
    pill(
        paper,
        text,
        x,
        y + 0.4,
        size=12,
        height=5.6,
        fill=TINT,
        color=INK,
        frame=LINE,
        least=width,
        most=width,
        name=text,
    )


def picture(paper: Paper, name: str, x: float, y: float, *, height: float) -> None:
    """A pictogram, `height` millimetres high and in the proportion of all of them."""
    size = height / pen.HEIGHT
    area = Area(x, y, x + pen.WIDTH * size, y + height, "絵")
    scale = f"{size * mm:.4f} 0 0 {-size * mm:.4f} {x * mm:.2f} {(HEIGHT - y) * mm:.2f} cm"
    paper.draw(f"{scale} {ink.drawn(name)}", area)


def troubles(paper: Paper, troubles: tuple[Trouble, ...], scale: Scale) -> Part:
    """What can go wrong, and what to do then."""
    rows = [
        (
            paper.set(t.when, scale.strong, width=ACROSS - 2 * PAD, name=f"うまくいかないとき{n}"),
            paper.set(
                t.then, scale.plain, width=ACROSS - 2 * PAD - 6, name=f"うまくいかないとき{n}の答え"
            ),
        )
        for n, t in enumerate(troubles, start=1)
    ]
    height = 12.5 + sum(when.height + then.height + 5 for when, then in rows)

    def draw(y: float, height: float) -> None:
        panel(paper, LEFT, y, ACROSS, height, fill=WARM, frame=ORANGE)
        y = heading(paper, "うまくいかないとき", LEFT + PAD, y + 3, ORANGE)
        for when, then in rows:
            y = paper.place(when, LEFT + PAD, y + 3.4)
            arrow = paper.set("→", scale.strong, width=6, name="矢印")
            y = side_by_side(paper, LEFT + PAD, arrow, LEFT + PAD + 6, then, y + 1.6)

    return Part(height, draw)


def words(paper: Paper, words: tuple[Word, ...], scale: Scale) -> Part:
    """The words of the lesson, and what they mean."""
    column = 50.0
    strong = replace(scale.strong, unbroken=True, smallest=12)
    rows = [
        (
            paper.set(w.word, strong, width=column - 4, name=f"ことば{n}"),
            paper.set(
                w.meaning, scale.plain, width=ACROSS - 2 * PAD - column, name=f"ことば{n}の説明"
            ),
        )
        for n, w in enumerate(words, start=1)
    ]
    heights = [max(word.height, meaning.height) + 4 for word, meaning in rows]

    def draw(y: float, height: float) -> None:
        panel(paper, LEFT, y, ACROSS, height, fill=TINT, frame=NAVY)
        y = heading(paper, "ことばの説明", LEFT + PAD, y + 3, NAVY)
        for (word, meaning), row in zip(rows, heights, strict=True):
            side_by_side(paper, LEFT + PAD, word, LEFT + PAD + column, meaning, y + 3)
            y += row

    return Part(13.5 + sum(heights), draw)


def side_by_side(
    paper: Paper, x: float, one: Block, other_x: float, other: Block, y: float
) -> float:
    """Place two blocks so that their first lines stand on one line; returns the lower end."""
    lead = max(one.steps[0], other.steps[0])
    ends = [
        paper.place(block, at, y + (lead - block.steps[0]) / mm)
        for at, block in ((x, one), (other_x, other))
    ]
    return max(ends)


def next_classes(paper: Paper, classes: tuple[NextClass, ...], scale: Scale) -> Part:
    """When and where the reader can come again."""
    column = 70.0
    across = ACROSS - 2 * PAD - column
    rows = [
        (
            paper.set(c.date, DATE, width=column - 4, name="日にち"),
            paper.set(c.time, scale.plain, width=column - 4, name="時間"),
            paper.set(c.title, scale.strong, width=across, name="つぎの教室の名前"),
            paper.set(c.place, scale.plain, width=across, name="場所"),
        )
        for c in classes
    ]
    heights = [max(d.height + t.height, n.height + p.height) + 6 for d, t, n, p in rows]
    ask = paper.set(
        "日にちは、お電話でおたずねください。", scale.plain, width=across, name="日にち"
    )

    def draw(y: float, height: float) -> None:
        panel(paper, LEFT, y, ACROSS, height, fill=WARM, frame=ORANGE)
        y = heading(paper, "つぎの教室（お申し込みは、お電話で）", LEFT + PAD, y + 3, ORANGE)
        if not rows:
            paper.place(ask, LEFT + PAD, y + 2)
        for (day, time, title, place), row in zip(rows, heights, strict=True):
            x = LEFT + PAD + column
            paper.place(time, LEFT + PAD, paper.place(day, LEFT + PAD, y + 3) + 1.4)
            paper.place(place, x, paper.place(title, x, y + 3.8) + 1.4)
            y += row

    return Part(13 + (sum(heights) if rows else ask.height + 2), draw)


def heading(paper: Paper, text: str, x: float, y: float, color: str) -> float:
    style = Style(16, bold=True, color=color)
    return paper.write(text, style, x, y, width=ACROSS - 2 * PAD, name="見出し", tag="H2")


def memo(paper: Paper, y: float, bottom: float) -> None:
    """Dotted lines to write on, 10 mm apart."""
    paper.write(
        "メモ", Style(14, bold=True, color=NAVY), LEFT, y, width=30, name="メモの見出し", tag="H2"
    )
    indent = 14.0
    y += 8
    while y <= bottom:
        rule(paper, LEFT + indent, y, RIGHT, y, line=1.0, dotted=True)
        indent, y = 0, y + 10
