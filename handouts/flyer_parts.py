"""The pieces of a flyer: what it says, the invitation on top, and the ways to apply below."""

from dataclasses import dataclass, replace

from handouts.lesson_parts import Part, picture
from handouts.page_frame import ACROSS, LEFT, RIGHT, Findable, domain, short_address
from handouts.paper.qr import Reader
from handouts.paper.shapes import INK, NAVY, ORANGE, TINT, WHITE, disc, panel, rule
from handouts.paper.sheet import Paper
from handouts.paper.typeset import Style

PAD = 6.0
YELLOW = "#FFE08A"
CALL_HEIGHT = 33.0
BADGE = 17.0
PICTURE = 58.0  # millimetres wide
SMALLEST = 14  # points
TITLE = Style(54, bold=True, color=WHITE, leading=1.22, balanced=True, smallest=26)
PROMISE = Style(19, color=WHITE, leading=1.4, balanced=True, smallest=14)
QUIET = 1 + 2 * 4 / 29  # with the white around the smallest symbol there is, in sides


@dataclass(frozen=True, slots=True)
class Day:
    """One date of the flyer. `about`: what is taught, in a series of different lessons."""

    date: str
    time: str
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Flyer(Findable):
    """`facts` are labels with texts, in their order; `picture` is the name of a pictogram; `apply`
    and `scan` say what the telephone and the code are for."""

    host: str
    lead: str
    title: str
    promise: str
    fee: str
    picture: str
    days: tuple[Day, ...]
    facts: tuple[tuple[str, str], ...]
    apply: str
    scan: str
    edition: str


def banner(paper: Paper, flyer: Flyer, size: float) -> Part:
    """Who invites, to what, and what one gets from it."""
    wide = PICTURE * size
    x, across = LEFT + PAD, ACROSS - wide - 2 * PAD - 4
    white = Style(17 * size, color=WHITE, unbroken=True, smallest=SMALLEST)
    texts = (
        ("主催", flyer.host, replace(white, size=max(SMALLEST, white.size))),
        ("呼びかけ", flyer.lead, replace(white, size=27 * size, bold=True, color=YELLOW)),
        ("題名", flyer.title, replace(TITLE, size=round(TITLE.size * size))),
        ("ひとこと", flyer.promise, replace(PROMISE, size=max(15, 19 * size))),
    )
    blocks = [
        (name, paper.set(text, style, width=across, height=50, name=name))
        for name, text, style in texts
        if text
    ]
    gap = 3.4 * size
    words = sum(block.height + gap for _, block in blocks) - gap

    def drawn(y: float, height: float) -> None:
        panel(paper, LEFT, y, ACROSS, height, fill=NAVY, radius=5)
        _picture(paper, flyer, y, height, size)
        line = y + (height - words) / 2
        for name, block in blocks:
            tag = "H1" if name == "題名" else "P"
            line = paper.place(block, x, line, tag=tag, name=name) + gap

    return Part(max(78 * size, words + 10), drawn)


def _picture(paper: Paper, flyer: Flyer, y: float, height: float, size: float) -> None:
    """What it is about, on the screen of a telephone, and what it costs."""
    wide, badge = PICTURE * size, BADGE * max(0.85, size)
    tall = wide * 19 / 27
    x, bottom = RIGHT - PAD - wide, y + height - 5
    panel(paper, x - 2, bottom - tall - 4, wide + 4, tall + 4, fill=WHITE, radius=4)
    picture(paper, flyer.picture, x, bottom - tall - 2, height=tall)
    middle, centre = RIGHT - 2.5 - badge, y + 2.5 + badge
    disc(paper, middle, centre, badge, fill=WHITE)
    disc(paper, middle, centre, badge - 0.9, fill=ORANGE)
    left, width = middle - badge + 3, 2 * badge - 6
    small = Style(13, color=WHITE, align="center")
    large = Style(25, bold=True, color=WHITE, align="center", unbroken=True, smallest=13)
    block = paper.set(flyer.fee, large, width=width, name="参加費")
    start = centre - (block.height + 6) / 2
    paper.write("参加費", small, left, start, width=width, name="参加費")
    paper.place(block, left, start + 6, name="参加費")


def ways(
    paper: Paper, flyer: Flyer, y: float, side: float, reader: Reader, scan_height: float
) -> None:
    """How to apply: the telephone as large as it goes, then the code and what it is for."""
    height = CALL_HEIGHT + scan_height
    panel(paper, LEFT, y, ACROSS, height, fill=WHITE, frame=ORANGE, line=2.2, name="申込の枠")
    with paper.tags.element("Sect"):
        _call(paper, flyer, y)
    with paper.tags.element("Sect"):
        _scan(paper, flyer, y + CALL_HEIGHT, side, reader, scan_height)


def _call(paper: Paper, flyer: Flyer, y: float) -> None:
    narrow = 66.0
    head = Style(17, bold=True, color=ORANGE, leading=1.3, balanced=True, smallest=13)
    line = Style(14, leading=1.3, balanced=True, unbroken=True, smallest=12)
    blocks = [
        paper.set(flyer.apply, head, width=narrow, name="申込の方法"),
        paper.set(flyer.hours, line, width=narrow, name="受付時間"),
        paper.set(flyer.desk, line, width=narrow, name="担当の名前"),
    ]
    spare = CALL_HEIGHT - 1 - sum(block.height for block in blocks)
    if spare < 2:
        raise paper.refusal("申込の枠", "の文字が多すぎます。担当の名前を短くしてください。")
    at = y + 1 + spare / 2 - 1
    for number, block in enumerate(blocks):
        tag = "P" if number else "H2"
        at = paper.place(block, LEFT + PAD, at, tag=tag, name="申込の枠") + 1
    phone = Style(60, bold=True, color=INK, align="right", unbroken=True, smallest=30)
    place = {"width": ACROSS - narrow - 2 * PAD - 3, "height": CALL_HEIGHT}
    paper.middle(flyer.phone, phone, LEFT + PAD + narrow + 3, y, **place, name="電話番号")
    rule(paper, LEFT + PAD, y + CALL_HEIGHT, RIGHT - PAD, y + CALL_HEIGHT, color=ORANGE, line=1.0)


def _scan(paper: Paper, flyer: Flyer, y: float, side: float, reader: Reader, height: float) -> None:
    quiet = side * (QUIET - 1) / 2 - 1
    paper.qr(
        flyer.url,
        LEFT + quiet + 2,
        y + (height - side) / 2,
        side,
        reader=reader,
        alt=f"QRコード。この教室のページ {short_address(flyer.url)} を開きます",
    )
    x = LEFT + side + 2 * quiet + 5
    width = RIGHT - PAD - x
    number = 37.0 if width > 100 else 0
    head = Style(16, bold=True, color=NAVY, unbroken=True, smallest=13)
    text = Style(14, leading=1.25, unbroken=True, smallest=12)
    lines = (
        (flyer.scan, head),
        ("①カメラを起動します", text),
        ("②四角い模様を映します", text),
        (f"③出てきた {domain(flyer.url)} を押します", text),
        (short_address(flyer.url), replace(text, bold=True)),
    )
    blocks = [
        paper.set(said, style, width=width - number, name="QRコードの使い方")
        for said, style in lines
    ]
    if not number:
        blocks.append(paper.set(f"資料番号 {flyer.code}", head, width=width, name="資料番号"))
    air = min(5.0, (height - 4 - sum(block.height for block in blocks)) / len(blocks))
    if air < 0:
        raise paper.refusal("アドレス", "が長すぎて、QRコードの横に入りません。")
    at = y + (height - sum(block.height + air for block in blocks) + air) / 2
    for block in blocks:
        at = paper.place(block, x, at, name="QRコードの使い方") + air
    if number:
        _number(paper, flyer.code, x + width - number + 4, y, number - 4, height)


def _number(paper: Paper, code: str, x: float, y: float, width: float, height: float) -> None:
    """What to say into the telephone, so that the desk knows which class is meant."""
    panel(paper, x, y + 6, width, height - 12, fill=TINT, frame=NAVY, name="資料番号の枠")
    middle = Style(13, color=NAVY, align="center", bold=True)
    paper.write("資料番号", middle, x + 1, y + 10, width=width - 2, name="資料番号")
    large = Style(27, bold=True, align="center", unbroken=True, smallest=18)
    paper.write(code, large, x + 1, y + 16.4, width=width - 2, name="資料番号")
    small = Style(12, align="center", leading=1.3)
    said = "お電話のとき"
    paper.write(said, small, x + 2, y + 27.4, width=width - 4, name="資料番号の説明")
