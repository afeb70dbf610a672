"""What every sheet carries: margins, the «invented data» mark, the way back to help, the foot.

The QR code, the short address, the telephone and the 資料番号 always stand together, so that a
person whom one of them fails can use another.
"""

from dataclasses import dataclass
from urllib.parse import urlsplit

from handouts.paper.shapes import INK, NAVY, ORANGE, TINT, WHITE, panel, pill
from handouts.paper.sheet import HEIGHT, WIDTH, Paper
from handouts.paper.typeset import Style

# 20 mm on the left for binding; office printers need the rest.
LEFT, RIGHT, TOP, BOTTOM = 20.0, WIDTH - 12, 10.0, HEIGHT - 9.5
ACROSS = RIGHT - LEFT
FICTIONAL = "架空の見本データです"
FICTIONAL_HEIGHT = 8.8
FOOT = 7.0
HELP_HEIGHT, SCAN_WIDTH, HELP_GAP = 56.0, 102.0, 4.0
ONE_LINE = {"unbroken": True, "smallest": 12}


def top(paper: Paper, *, fictional: bool) -> float:
    """Say on an invented sheet that it is invented; returns where the sheet may begin."""
    if not fictional:
        return TOP
    pill(
        paper,
        FICTIONAL,
        LEFT + (ACROSS - 62) / 2,
        TOP - 3.4,
        size=13,
        height=7.4,
        fill=WHITE,
        color=ORANGE,
        frame=ORANGE,
        name="架空の表示",
    )
    return TOP - 3.4 + FICTIONAL_HEIGHT


def foot(paper: Paper, left: str, right: str) -> None:
    """One small line at the bottom of the page."""
    small = Style(12, color=INK, smallest=12)
    y = BOTTOM - 4.6
    paper.write(left, small, LEFT, y, width=ACROSS - 42, height=6, name="紙の下の行")
    paper.write(
        right,
        Style(12, color=INK, align="right"),
        RIGHT - 40,
        y,
        width=40,
        height=6,
        name="ページ番号",
    )


def short_address(url: str) -> str:
    """The address as a person types it: without https://."""
    return url.split("://", 1)[-1]


def domain(url: str) -> str:
    """The part of the address that a person should recognise before pressing it."""
    return urlsplit(url).netloc


@dataclass(frozen=True, slots=True, kw_only=True)
class Findable:
    """A sheet with a way back: behind its code `url`, said into the telephone as `code`."""

    url: str
    code: str
    desk: str
    phone: str
    hours: str
    city: str
    fictional: bool


def help_band(
    paper: Paper,
    sheet: Findable,
    y: float,
    *,
    text: str = "家でもう一度見るときは",
    subject: str = "てびき",
    heading: str = "こまったら、お電話ください",
) -> None:
    """Both ways back beside each other: the code on the left, the telephone on the right."""
    with paper.tags.element("Sect"):
        size = {"width": SCAN_WIDTH, "height": HELP_HEIGHT}
        scan_panel(paper, sheet.url, y, **size, text=text, subject=subject)
    with paper.tags.element("Sect"):
        help_panel(
            paper,
            LEFT + SCAN_WIDTH + HELP_GAP,
            y,
            width=ACROSS - SCAN_WIDTH - HELP_GAP,
            height=HELP_HEIGHT,
            phone=sheet.phone,
            hours=sheet.hours,
            desk=sheet.desk,
            code=sheet.code,
            heading=heading,
        )


def scan_panel(
    paper: Paper,
    url: str,
    y: float,
    *,
    width: float,
    height: float,
    text: str,
    subject: str,
) -> None:
    """The main QR code of a sheet, how to scan it, and the address to type instead."""
    x, side = LEFT, 32.0
    panel(paper, x, y, width, height, fill=WHITE, frame=NAVY, line=1.4, name="QRコードの枠")
    heading, typed = Style(15, bold=True, color=NAVY), Style(14, smallest=10)
    paper.write(text, heading, x + 5, y + 2.4, width=width - 10, name="見出し", tag="H2")
    paper.qr(
        url,
        x + 5.4,
        y + 13,
        side,
        alt=f"QRコード。この{subject}のページ {short_address(url)} を開きます",
    )
    text_x = x + side + 12.5
    scan_steps(paper, domain(url), text_x, y + 11, x + width - 3 - text_x)
    address = f"または {short_address(url)}"
    paper.write(
        address, typed, x + 5, y + height - 6.4, width=width - 10, height=6, name="アドレス"
    )


def scan_steps(paper: Paper, domain: str, x: float, y: float, width: float) -> None:
    """How to scan; naming the domain teaches what an honest code looks like."""
    plain = Style(14, leading=1.4, smallest=12)
    strong = Style(14, bold=True, color=NAVY, smallest=9)
    for text, style, indent in (
        ("①カメラを起動します", plain, 0),
        ("②四角い模様を映します", plain, 0),
        ("③出てきた", plain, 0),
        (domain, strong, 5),
        ("を押します", plain, 5),
    ):
        y = 1.7 + paper.write(
            text, style, x + indent, y, width=width - indent, name="QRコードの使い方"
        )


def help_panel(
    paper: Paper,
    x: float,
    y: float,
    *,
    width: float,
    height: float,
    phone: str,
    hours: str,
    desk: str,
    code: str,
    heading: str,
) -> None:
    """The telephone, as large as it goes, and the number to say into it."""
    panel(paper, x, y, width, height, fill=TINT, frame=NAVY, line=1.4, name="電話の枠")
    texts = (
        (heading, Style(16, bold=True, color=NAVY, **ONE_LINE), "見出し"),
        (phone, Style(36, bold=True, unbroken=True, smallest=20), "電話番号"),
        (hours, Style(14, bold=True, **ONE_LINE), "受付時間"),
        (desk, Style(14, **ONE_LINE), "担当の名前"),
        (f"資料番号 {code}", Style(18, bold=True, **ONE_LINE), "資料番号"),
        ("この番号をお伝えください", Style(12), "資料番号の説明"),
    )
    blocks = [paper.set(text, style, width=width - 8, name=name) for text, style, name in texts]
    air = (height - 5 - sum(block.height for block in blocks)) / (len(blocks) - 1)
    if air < 0:
        raise paper.refusal("電話の枠", "の文字が多すぎます。担当の名前を短くしてください。")
    y += 2.4
    for block in blocks:
        y = paper.place(block, x + 4.5, y) + air
