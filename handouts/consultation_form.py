"""相談票: one consultation at the corner, written by hand where there is no screen.

It has no field for a name, an address or any number, because nothing of that may be written down;
what is asked is what the screen of the corner asks, in its order, so that it is keyed in quickly.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from handouts.page_frame import ACROSS, BOTTOM, FOOT, LEFT, RIGHT, foot, top
from handouts.paper.shapes import INK, NAVY, ORANGE, TINT, WARM, panel, rule, tick_box
from handouts.paper.sheet import Paper
from handouts.paper.typeset import Block, Style
from handouts.table_rows import flow

NO_NUMBERS = "暗証番号・マイナンバー・カードの番号は、この紙に書きません。聞きません。"
HANDS_OFF = (
    "画面とカードには、ご本人だけがさわります。暗証番号を入れるときは、"
    "「後ろを向いています」と声をかけて、後ろを向きます。"
)
RING = "相談の種類（あてはまる記号を、すべて○で囲みます）"
PITCHES = (7.4, 6.9, 6.4, 6.0)  # millimetres between the kinds
CLEAR = 5  # letters that say enough without the words in brackets
LABEL, GAP, MARK, LINE_HEIGHT = 24.0, 3.0, 13.0, 7.2
HEADING_HEIGHT, WARNING_HEIGHT, HANDS_HEIGHT, MEMO = 13.0, 10.0, 17.0, 9.0
SMALL = Style(12, leading=1.3, unbroken=True, smallest=12)
STRONG = Style(13, bold=True, color=NAVY, unbroken=True, smallest=12)


@dataclass(frozen=True, slots=True)
class ConsultationForm:
    """`kinds` are marks with names; `outcomes`, `towns` and `ages` are to be ticked."""

    when: str
    kinds: tuple[tuple[str, str], ...]
    towns: tuple[str, ...]
    ages: tuple[str, ...]
    devices: tuple[str, ...]
    outcomes: tuple[str, ...]
    city: str
    fictional: bool


def draw(form: ConsultationForm) -> bytes:
    """The form as a PDF of one page of A4, to be copied."""
    paper = Paper("相談票")
    add(paper, form)
    return paper.finish()


def add(paper: Paper, form: ConsultationForm) -> None:
    """The form as a further page of this paper."""
    y = _heading(paper, form, top(paper, fictional=form.fictional))
    y = _choices(paper, (("町", form.towns), ("年代", form.ages), ("スマホ", form.devices)), y)
    below = BOTTOM - FOOT - HANDS_HEIGHT - GAP
    after = _height(form.outcomes) + 3 * MEMO
    y = _kinds(paper, form, y + 1, below - after)
    y = _choices(paper, (("結果", form.outcomes),), y)
    for number, label in enumerate(("書いておくこと", "", "")):
        paper.write(label, STRONG, LEFT, y + 2, width=40, name="見出し")
        y += MEMO
        rule(paper, LEFT + 40 * (number == 0), y, RIGHT, y, color=INK)
    _hands_off(paper, BOTTOM - FOOT - HANDS_HEIGHT)
    foot(paper, f"{form.city}　入力が終わったら、細かく切って捨てます", "1枚に1人")
    paper.end_page()


def _heading(paper: Paper, form: ConsultationForm, y: float) -> float:
    title = Style(26, bold=True, color=NAVY)
    paper.write("相談票", title, LEFT, y, width=36, name="題名", tag="H1")
    line = Style(13, unbroken=True, smallest=12)
    paper.write(form.when, line, LEFT + 38, y + 4.2, width=ACROSS - 88, height=11, name="教室")
    paper.write("始めた時刻", SMALL, RIGHT - 48, y + 4.6, width=24, name="時刻")
    rule(paper, RIGHT - 24, y + 10, RIGHT, y + 10, color=INK)
    y += HEADING_HEIGHT
    panel(paper, LEFT, y, ACROSS, WARNING_HEIGHT, fill=WARM, frame=ORANGE, line=1.6)
    strong = Style(15, bold=True, align="center", unbroken=True, smallest=13)
    place = {"width": ACROSS - 4, "height": WARNING_HEIGHT, "name": "番号の注意"}
    paper.middle(NO_NUMBERS, strong, LEFT + 2, y, **place)
    return y + WARNING_HEIGHT + GAP


def _rows(labels: Sequence[str]) -> list[list[tuple[float, str]]]:
    return flow(labels, ACROSS - LABEL)


def _height(labels: Sequence[str]) -> float:
    return len(_rows(labels)) * LINE_HEIGHT + 2.4


def _choices(paper: Paper, groups: Sequence[tuple[str, Sequence[str]]], y: float) -> float:
    """A label and boxes to tick in each group; returns where they end."""
    for label, labels in groups:
        paper.write(label, STRONG, LEFT, y + 1.2, width=LABEL - 2, name=label, tag="H2")
        line_y = y
        for row in _rows(labels):
            for offset, text in row:
                x = LEFT + LABEL + offset
                tick_box(paper, x, line_y + 1.2, 4.4, line=1.0)
                paper.write(text, SMALL, x + 5.4, line_y + 1, width=60, name=text)
            line_y += LINE_HEIGHT
        y += _height(labels)
        rule(paper, LEFT, y - 1, RIGHT, y - 1, line=0.8)
    return y


def _kinds(paper: Paper, form: ConsultationForm, y: float, bottom: float) -> float:
    """The kinds in two columns, with as much room for a ring as there is."""
    y = paper.write(RING, STRONG, LEFT, y, width=ACROSS, name="相談の種類", tag="H2") + 1
    kinds = [_kind(paper, *one) for one in form.kinds]
    lines = (len(kinds) + 1) // 2
    columns = (kinds[:lines], kinds[lines:])
    for pitch in PITCHES:
        end = y + max(sum(_tall(one, pitch) for one in column) for column in columns) + 1
        if end <= bottom:
            break
    else:
        raise paper.refusal("相談の種類", "が多すぎて、1枚に入りません。")
    for x, column in zip((LEFT, LEFT + ACROSS / 2), columns, strict=True):
        line_y = y
        for one in column:
            height = _tall(one, pitch)
            for block, at in zip(one, (x + 1, x + MARK + 2), strict=True):
                paper.place(block, at, line_y + (height - block.height) / 2, name="相談の種類")
            line_y += height
    rule(paper, LEFT, end, RIGHT, end, line=0.8)
    return end + 1


def _kind(paper: Paper, mark: str, name: str) -> tuple[Block, Block]:
    """The mark to ring, and the name; what stands in its brackets is left out for room."""
    strong = Style(13, bold=True, leading=1.15, unbroken=True, smallest=12)
    width = ACROSS / 2 - MARK - 4
    block = paper.set(name, replace(strong, bold=False), width=width, name="相談の種類")
    short = name.partition("（")[0]
    if len(block.lines) > 1 and len(short) >= CLEAR:
        block = paper.set(short, replace(strong, bold=False), width=width, name="相談の種類")
    return paper.set(mark, strong, width=MARK, name="記号"), block


def _tall(one: tuple[Block, Block], pitch: float) -> float:
    return max(pitch, one[1].height + 0.8)


def _hands_off(paper: Paper, y: float) -> None:
    """What the helper does and does not do, where the eyes rest while one waits."""
    panel(paper, LEFT, y, ACROSS, HANDS_HEIGHT, fill=TINT, frame=NAVY, line=1.4)
    tick_box(paper, LEFT + 4, y + (HANDS_HEIGHT - 8) / 2, 8)
    strong = Style(14, bold=True, leading=1.35, smallest=12)
    place = {"width": ACROSS - 20, "height": HANDS_HEIGHT - 1, "name": "手を出さない約束"}
    paper.middle(HANDS_OFF, strong, LEFT + 16, y, **place)
