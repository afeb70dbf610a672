"""申込のひかえ: what one party has booked, to be kept at home. Two on a sheet of A4, each A5.

Whoever books by telephone gets it at the desk or by post. It is a note for the fridge door: the
day is the largest on it, then where, then the telephone to call when one cannot come. Its QR code
leads to the class's public page, so that a slip that is lost opens nobody's booking.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from reportlab.lib.units import mm

from handouts.lesson_parts import Part
from handouts.page_frame import (
    ACROSS,
    FICTIONAL,
    LEFT,
    RIGHT,
    Findable,
    short_address,
)
from handouts.paper.shapes import INK, NAVY, ORANGE, TINT, WHITE, panel, pill, rule
from handouts.paper.sheet import HEIGHT, WIDTH, Paper
from handouts.paper.typeset import Style

HALF = HEIGHT / 2
TOP, LOW = 9.0, 8.0  # millimetres kept free at the edge of each half
TITLE_HEIGHT, DAY_HEIGHT, WAYS_HEIGHT, GAP = 11.0, 20.0, 48.4, 2.2
LABEL, SIDE, SCAN_WIDTH, ADDRESS_HEIGHT = 22.0, 32.0, 93.0, 6.8
MOST_AIR = 3.0  # millimetres that a line may be spread by
CANCEL = "来られなくなったときは、お早めにお電話ください。"
Facts = tuple[tuple[str, str], ...]
Heights = Callable[[float], list[float]]  # by the size of their type
SCALES = (18.0, 16.5, 15.0, 14.0, 13.0, 12.0)  # points of the facts


@dataclass(frozen=True, slots=True)
class Party:
    """Who comes together; `standing` is said when they have no seat yet."""

    names: str
    standing: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BookingSlips(Findable):
    """One class, and the parties whose slips are printed. `facts` are labels with texts."""

    title: str
    day: str
    time: str
    facts: Facts
    parties: tuple[Party, ...]


def draw(slips: BookingSlips) -> bytes:
    """The slips as a PDF of A4; Refusal when one of them cannot be printed right."""
    paper = Paper(f"申込のひかえ {slips.title}")
    add(paper, slips)
    return paper.finish()


def add(paper: Paper, slips: BookingSlips) -> None:
    """The slips as further pages of this paper, two on each."""
    heights = cache(lambda size: [_fact(paper, *one, size).height for one in slips.facts])
    for at in range(0, len(slips.parties), 2):
        for half, party in enumerate(slips.parties[at : at + 2]):
            with paper.tags.element("Sect"):
                _slip(paper, slips, party, heights, half * HALF)
        rule(paper, 6, HALF, WIDTH - 6, HALF, color=INK, line=0.8, dotted=True)
        paper.end_page()


def _slip(paper: Paper, slips: BookingSlips, party: Party, heights: Heights, y: float) -> None:
    bottom = y + HALF - LOW - WAYS_HEIGHT
    y = paper.again(_heading, slips.city, slips.fictional, y + TOP)
    y = paper.again(_day, slips.day, slips.time, y) + GAP
    own, size, air = _fitted(paper, party, heights, bottom - GAP - y)
    for part in own:
        part.draw(y, part.height + air)
        y += part.height + air
    paper.again(_facts, slips.facts, size, air, y)
    with paper.tags.element("Sect"):
        paper.again(_scan, slips.url, bottom)
    with paper.tags.element("Sect"):
        paper.again(_call, slips.phone, slips.hours, slips.desk, slips.code, bottom)


def _heading(paper: Paper, city: str, fictional: bool, y: float) -> float:
    title = Style(24, bold=True, color=NAVY)
    paper.write("申込のひかえ", title, LEFT, y, width=70, name="題名", tag="H1")
    if fictional:
        look = {"size": 13, "height": 7.4, "fill": WHITE, "color": ORANGE, "frame": ORANGE}
        pill(paper, FICTIONAL, RIGHT - 62, y + 0.8, **look, name="架空の表示")
    else:
        right = Style(14, align="right", unbroken=True, smallest=12)
        paper.write(city, right, LEFT + 72, y + 2.2, width=ACROSS - 72, name="市の名前")
    return y + TITLE_HEIGHT


def _day(paper: Paper, day: str, time: str, y: float) -> float:
    """The day on dark ground, the hours beside it: what is looked for from across the kitchen."""
    left = 84.0
    panel(paper, LEFT, y, ACROSS, DAY_HEIGHT, fill=TINT, frame=NAVY, line=1.4)
    panel(paper, LEFT, y, left, DAY_HEIGHT, fill=NAVY)
    style = Style(34, bold=True, color=WHITE, align="center", unbroken=True, smallest=20)
    place = {"height": DAY_HEIGHT, "name": "日にち"}
    paper.middle(day, style, LEFT + 2, y, width=left - 4, **place)
    style = Style(28, bold=True, align="center", unbroken=True, smallest=18)
    x = LEFT + left + 2
    paper.middle(time, style, x, y, width=RIGHT - 2 - x, **place)
    return y + DAY_HEIGHT


def _fitted(
    paper: Paper, party: Party, heights: Heights, room: float
) -> tuple[list[Part], float, float]:
    """What is of this party alone; the size of all type, as large as possible, and the air that
    spreads it over the room."""
    for size in SCALES:
        own = [_fact(paper, "お名前", party.names, size)]
        if party.standing:
            own.append(_standing(paper, party.standing, size))
        common = heights(size)
        spare = room - sum(part.height for part in own) - sum(common)
        if spare >= 0:
            return own, size, min(MOST_AIR, spare / (len(own) + len(common)))
    raise paper.refusal("", "紙の半分に入りません。教室や会場の名前を短くしてください。")


def _fact(paper: Paper, label: str, text: str, size: float) -> Part:
    name = paper.set(label, _styles(size)[0], width=LABEL - 2, name=label)
    value = _styles(size)[1 + (label in ("お名前", "場所"))]
    block = paper.set(text, value, width=ACROSS - LABEL - 1, name=label)
    tall = max(name.height, block.height)

    def drawn(y: float, height: float) -> None:
        line, lead = y + (height - tall) / 2, max(name.steps[0], block.steps[0])
        paper.again(_label, label, size, line + (lead - name.steps[0]) / mm, y + height)
        paper.place(block, LEFT + LABEL, line + (lead - block.steps[0]) / mm)

    return Part(tall + size * 0.13, drawn)


def _label(paper: Paper, label: str, size: float, y: float, low: float) -> None:
    name = paper.set(label, _styles(size)[0], width=LABEL - 2, name=label)
    paper.place(name, LEFT + 1, y)
    rule(paper, LEFT, low, RIGHT, low, line=0.8)


@cache
def _styles(size: float) -> tuple[Style, Style, Style]:
    """Of a label, of what is said, of what is said strongly."""
    label = Style(max(12, size * 0.8), bold=True, color=NAVY, unbroken=True, smallest=12)
    return label, Style(size, leading=1.3), Style(size, bold=True, leading=1.3)


def _facts(
    paper: Paper, facts: tuple[tuple[str, str], ...], size: float, air: float, y: float
) -> float:
    for label, text in facts:
        part = _fact(paper, label, text, size)
        part.draw(y, part.height + air)
        y += part.height + air
    return y


def _standing(paper: Paper, text: str, size: float) -> Part:
    """That there is no seat yet must not be overlooked: a frame, and not a colour alone."""
    block = paper.set(text, Style(size, bold=True, leading=1.3), width=ACROSS - 8, name="席の様子")

    def drawn(y: float, height: float) -> None:
        panel(paper, LEFT, y + 1, ACROSS, height - 2, fill=WHITE, frame=ORANGE, line=1.6)
        paper.place(block, LEFT + 4, y + (height - block.height) / 2, name="席の様子")

    return Part(block.height + 4.4, drawn)


def _scan(paper: Paper, url: str, y: float) -> None:
    panel(paper, LEFT, y, SCAN_WIDTH, WAYS_HEIGHT, fill=WHITE, frame=NAVY, line=1.4)
    paper.qr(
        url,
        LEFT + 6,
        y + 4.7,
        SIDE,
        alt=f"QRコード。この教室のページ {short_address(url)} を開きます",
    )
    line = Style(13, unbroken=True, smallest=12)
    x = LEFT + SIDE + 11
    says = (
        ("教室のことをスマホで", replace(line, bold=True, color=NAVY)),
        ("①カメラを起動します", line),
        ("②四角い模様を映します", line),
        ("③出た文字を押します", line),
    )
    _stack(paper, says, x, y, LEFT + SCAN_WIDTH - 2 - x, WAYS_HEIGHT - ADDRESS_HEIGHT)
    typed = replace(line, bold=True, align="center")
    place = {"width": SCAN_WIDTH - 6, "height": ADDRESS_HEIGHT, "name": "アドレス"}
    paper.write(short_address(url), typed, LEFT + 3, y + WAYS_HEIGHT - ADDRESS_HEIGHT, **place)


def _call(paper: Paper, phone: str, hours: str, desk: str, code: str, y: float) -> None:
    x = LEFT + SCAN_WIDTH + GAP
    panel(paper, x, y, RIGHT - x, WAYS_HEIGHT, fill=TINT, frame=NAVY, line=1.4)
    line = Style(13, leading=1.3, unbroken=True, smallest=12)
    says = (
        (CANCEL, Style(14, bold=True, color=NAVY, leading=1.3, balanced=True)),
        (phone, Style(32, bold=True, unbroken=True, smallest=20)),
        (hours, line),
        (desk, line),
        (f"資料番号 {code}", replace(line, size=15, bold=True)),
    )
    _stack(paper, [one for one in says if one[0]], x + 4, y, RIGHT - 3 - x - 4, WAYS_HEIGHT)


def _stack(
    paper: Paper,
    says: Sequence[tuple[str, Style]],
    x: float,
    y: float,
    width: float,
    height: float,
) -> None:
    """Lines under each other over the height of a frame."""
    blocks = [paper.set(text, style, width=width, name="下の枠") for text, style in says]
    air = (height - sum(block.height for block in blocks)) / (len(blocks) + 1)
    if air < 0.6:
        raise paper.refusal("下の枠", "の文字が多すぎます。担当の名前を短くしてください。")
    y += air
    for block in blocks:
        y = paper.place(block, x, y, name="下の枠") + air
