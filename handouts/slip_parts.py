"""The pieces of the 持ち物メモ: its lines, each of a known height, and what stands below them."""

from dataclasses import dataclass

from reportlab.lib.units import mm

from handouts.lesson_parts import Part, side_by_side
from handouts.page_frame import ACROSS, LEFT, RIGHT, domain, short_address
from handouts.paper.shapes import INK, NAVY, ORANGE, TINT, WARM, WHITE, panel, rule, tick_box
from handouts.paper.sheet import Paper
from handouts.paper.typeset import Block, Style

SMALLEST = 18  # points
NO_NUMBERS = "この紙に、暗証番号やマイナンバーは書かないでください。"
TITLE_HEIGHT, PAD, LABEL = 14.0, 4.5, 36.0
WARNING_HEIGHT, CALL_HEIGHT, SCAN_HEIGHT = 10.0, 28.0, 44.6


@dataclass(frozen=True, slots=True)
class Scale:
    """The sizes of one try at the slip, in points."""

    name: float
    thing: float
    text: float


SCALES = (
    Scale(34, 30, 25),
    Scale(31, 28, 22),
    Scale(28, 26, 20),
    Scale(25, 23, 19),
    Scale(22, 20, 18),
    Scale(20, 18, 18),
)


def heading(paper: Paper, y: float, *, day: str = "") -> float:
    """What the paper is, and the day of the visit, or a line for it."""
    title = Style(30, bold=True, color=NAVY)
    paper.write("持ち物メモ", title, LEFT, y, width=80, name="題名", tag="H1")
    x, line = LEFT + 84, y + 11.2
    plain = Style(SMALLEST, color=INK)
    paper.write("行く日", plain, x, line - 6.6, width=22, name="行く日")
    if day:
        large = Style(24, bold=True, color=INK, unbroken=True, smallest=SMALLEST)
        paper.write(day, large, x + 24, line - 8.4, width=RIGHT - x - 24, name="行く日")
        return y + TITLE_HEIGHT
    for left, unit in ((x + 23, "月"), (x + 51, "日")):
        rule(paper, left, line, left + 20, line)
        paper.write(unit, plain, left + 20.6, line - 6.6, width=7, name="行く日")
    return y + TITLE_HEIGHT


def named(paper: Paper, name: str, scale: Scale, *, what: str = "相談の種類") -> Part:
    style = Style(scale.name, bold=True, color=NAVY, leading=1.3, unbroken=True, smallest=SMALLEST)
    block = paper.set(name, style, width=ACROSS - 2 * PAD, name=what)

    def draw(y: float, height: float) -> None:
        start = y + (height - block.height) / 2 + 0.8
        paper.place(block, LEFT + PAD, start, tag="H2", name=what)

    return Part(block.height + 4.4, draw)


def thing(paper: Paper, text: str, scale: Scale) -> Part:
    """One thing to bring, with a box to tick when it is in the bag."""
    side = scale.thing * 0.4
    x = LEFT + PAD + side + 4
    style = Style(scale.thing, bold=True, leading=1.35)
    block = paper.set(text, style, width=RIGHT - PAD - x, name="持ち物")

    def draw(y: float, height: float) -> None:
        middle = y + height / 2
        tick_box(paper, LEFT + PAD + 1, middle - side / 2, side, line=1.8)
        paper.place(block, x, middle - block.height / 2, name="持ち物")

    return Part(max(side, block.height) + 2.4, draw)


def fact(paper: Paper, label: str, text: str, scale: Scale) -> Part:
    strong = Style(SMALLEST, bold=True, color=NAVY)
    name = paper.set(label, strong, width=LABEL, name=label)
    across = ACROSS - 2 * PAD - LABEL
    value = paper.set(text, Style(scale.text, leading=1.35), width=across, name=label)
    lower = max(0.0, value.steps[0] - name.steps[0]) / mm  # both begin on one line
    tall = max(name.height + lower, value.height)

    def draw(y: float, height: float) -> None:
        rule(paper, LEFT + PAD, y + 1, RIGHT - PAD, y + 1, line=0.8)
        x, line = LEFT + PAD, y + (height - tall) / 2 + 0.5
        side_by_side(paper, x, name, x + LABEL, value, line)

    return Part(tall + 4, draw)


def told(paper: Paper, text: str, scale: Scale) -> Part:
    style = Style(scale.text, leading=1.4)
    block = paper.set(text, style, width=ACROSS - 2 * PAD, name="説明")

    def draw(y: float, height: float) -> None:
        rule(paper, LEFT + PAD, y + 1, RIGHT - PAD, y + 1, line=0.8)
        paper.place(block, LEFT + PAD, y + (height - block.height) / 2 + 0.5, name="説明")

    return Part(block.height + 4, draw)


def warning(paper: Paper, y: float) -> None:
    panel(paper, LEFT, y, ACROSS, WARNING_HEIGHT, fill=WARM, frame=ORANGE)
    style = Style(SMALLEST, bold=True, color=INK, align="center", unbroken=True, smallest=SMALLEST)
    place = {"width": ACROSS - 4, "height": WARNING_HEIGHT}
    paper.middle(NO_NUMBERS, style, LEFT + 2, y, **place, name="番号の注意")


def call_panel(
    paper: Paper, y: float, said: tuple[str, str, str], *, phone: str, codes: str
) -> None:
    """When to call, whom and in which hours; the telephone, and what to say into it."""
    panel(paper, LEFT, y, ACROSS, CALL_HEIGHT, fill=TINT, frame=NAVY, line=1.4)
    line = Style(SMALLEST, unbroken=True, smallest=SMALLEST)
    strong = Style(SMALLEST, bold=True, color=NAVY, unbroken=True, smallest=SMALLEST)
    large = Style(38, bold=True, unbroken=True, smallest=26)
    columns = (
        tuple(zip(said, (strong, line, line), strict=True)),
        ((phone, large), (f"相談の種類 {codes}", strong)),
    )
    half = ACROSS / 2
    for x, texts in zip((LEFT, LEFT + half - 6), columns, strict=True):
        width = half - 8 if x == LEFT else half
        blocks = [paper.set(text, style, width=width, name="電話の枠") for text, style in texts]
        stack(paper, blocks, x + PAD, y)


def stack(paper: Paper, blocks: list[Block], x: float, y: float) -> None:
    """Place the lines under each other over the height of the telephone's frame."""
    air = (CALL_HEIGHT - sum(block.height for block in blocks)) / (len(blocks) + 1)
    if air < 1:
        raise paper.refusal("電話の枠", "の文字が多すぎます。担当の名前を短くしてください。")
    y += air
    for block in blocks:
        y = paper.place(block, x, y, name="電話の枠") + air


def scan_panel(paper: Paper, url: str, y: float) -> None:
    """The way to the page of the same content, with the three steps of every sheet."""
    side, x = 32.0, LEFT + 50
    panel(paper, LEFT, y, ACROSS, SCAN_HEIGHT, fill=WHITE, frame=NAVY, line=1.4)
    paper.qr(
        url,
        LEFT + 8,
        y + (SCAN_HEIGHT - side) / 2,
        side,
        alt=f"QRコード。この紙のページ {short_address(url)} を開きます",
    )
    line = Style(SMALLEST, unbroken=True, smallest=SMALLEST)
    strong = Style(SMALLEST, bold=True, color=NAVY)
    address = Style(SMALLEST, unbroken=True, smallest=12)
    y += 2.4
    for text, style in (
        ("スマホでも見られます", strong),
        ("①カメラを起動します", line),
        ("②四角い模様を映します", line),
        (f"③出てきた {domain(url)} を押します", address),
        (f"または {short_address(url)}", address),
    ):
        y = 1.9 + paper.write(text, style, x, y, width=RIGHT - 4 - x, name="QRコードの使い方")
