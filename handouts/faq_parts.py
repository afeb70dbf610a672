"""Answers to common questions on paper: numbered lines, and where the two phones differ."""

from dataclasses import dataclass

from reportlab.lib.units import mm

from handouts.lesson_parts import PAD, SYSTEM, Part, Scale, above, heading, label
from handouts.page_frame import ACROSS, LEFT
from handouts.paper.shapes import NAVY, WHITE, disc, panel
from handouts.paper.sheet import Paper
from handouts.paper.typeset import Block, Style
from wording import AnswerStep, answer_steps

HEADING = "よくある質問"
ELSEWHERE = "ほかの答えは、おもてのQRコードのページにあります。"
MARK = 0.5  # millimetres a point: the room for the number before a line
BETWEEN = 2.2


@dataclass(frozen=True, slots=True)
class Common:
    """A question with its answer as it stands in its edition; both may carry furigana marks."""

    code: str
    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Row:
    """One line of an answer: what stands before it, its text, and how far it is set in."""

    number: str
    system: str
    text: Block
    indent: float


def rows(paper: Paper, common: Common, style: Style, across: float) -> list[Row]:
    """The lines of an answer, set but not drawn; a single one has no number."""
    steps = answer_steps(common.answer)
    indent, found = MARK * style.size * (len(steps) > 1), []
    for number, step in enumerate(steps, start=1):
        name, mark = f"{common.code}の答え{number}", str(number) if indent else ""
        if step.text:
            text = paper.set(step.text, style, width=across - indent, name=name)
            found.append(Row(mark, "", text, indent))
        found += phones(paper, step, style, across - indent, indent, name)
    return found


def phones(
    paper: Paper, step: AnswerStep, style: Style, across: float, indent: float, name: str
) -> list[Row]:
    return [
        Row(
            "",
            system,
            paper.set(text, style, width=across - SYSTEM, name=f"{name}（{system}）"),
            indent + SYSTEM,
        )
        for system, text in (("Android", step.android), ("iPhone", step.iphone))
        if text
    ]


def height(lines: list[Row]) -> float:
    return sum(row.text.height + BETWEEN for row in lines) - BETWEEN


def draw(paper: Paper, lines: list[Row], x: float, y: float) -> float:
    """Draw the lines under each other; returns where they end."""
    for row in lines:
        if row.number:
            number(paper, row, x, y)
        if row.system:
            lower = max(0.0, row.text.style.size - 15) * 0.1  # to the middle of large letters
            label(paper, row.system, x + row.indent - SYSTEM, y + above(row.text) + lower)
        y = paper.place(row.text, x + row.indent, y) + BETWEEN
    return y - BETWEEN


def number(paper: Paper, row: Row, x: float, y: float) -> None:
    """A disc on the height of the first line."""
    size = row.text.style.size
    radius, middle = max(2.75, size * 0.19), y + (row.text.steps[0] - size * 0.36) / mm
    disc(paper, x + radius, middle, radius, fill=NAVY)
    white = Style(max(12, size * 0.78), bold=True, color=WHITE, align="center")
    box = {"width": 2 * radius + 4, "height": 2 * radius}  # two digits reach over the disc's edge
    paper.middle(row.number, white, x - 2, middle - radius, **box, name="番号", tag="Span")


def section(paper: Paper, commons: tuple[Common, ...], scale: Scale, *, more: bool) -> Part:
    """The part of a lesson sheet that carries its common questions."""
    across = ACROSS - 2 * PAD
    sets = [
        (
            paper.set(
                f"問　{one.question}（{one.code}）", scale.strong, width=across, name=one.code
            ),
            rows(paper, one, scale.plain, across - 4),
        )
        for one in commons
    ]
    last = paper.set(ELSEWHERE, scale.plain, width=across, name=HEADING) if more else None
    total = 13.0 + sum(asked.height + height(lines) + 6.5 for asked, lines in sets)
    total += last.height + 3 if last else 0

    def draw_section(y: float, _height: float) -> None:
        panel(paper, LEFT, y, ACROSS, total, fill=WHITE, frame=NAVY)
        y = heading(paper, HEADING, LEFT + PAD, y + 3, NAVY)
        for asked, lines in sets:
            y = paper.place(asked, LEFT + PAD, y + 3, tag="H3") + 2
            y = draw(paper, lines, LEFT + PAD + 4, y) + 1.5
        if last:
            paper.place(last, LEFT + PAD, y + 3)

    return Part(total, draw_section)
