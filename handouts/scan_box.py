"""The way to the published figures, small: the code, its steps, the telephone, what to say."""

from handouts.page_frame import Findable, short_address
from handouts.paper.shapes import NAVY, WHITE, panel
from handouts.paper.sheet import Paper
from handouts.paper.typeset import Style

SCAN_WIDTH, SCAN_HEIGHT, CODE = 88.0, 40.0, 28.0
IN_ONE_LINE = 24  # letters of an address beside the code


def scan(paper: Paper, sheet: Findable, x: float, y: float) -> None:
    """The code of the published figures, its steps, and what to say into the telephone."""
    panel(paper, x, y, SCAN_WIDTH, SCAN_HEIGHT, fill=WHITE, frame=NAVY, line=1.4)
    quiet = 4.4  # a little more than four modules
    address = short_address(sheet.url)
    alt = f"QRコード。公表した数字のページ {address} を開きます"
    paper.qr(sheet.url, x + quiet, y + (SCAN_HEIGHT - CODE) / 2, CODE, alt=alt)
    left = x + CODE + 2 * quiet + 0.6
    plain = Style(10.5, leading=1.25, unbroken=True, smallest=9)
    strong = Style(11, bold=True, color=NAVY, unbroken=True, smallest=9)
    line = y + 2
    for text, style in (
        ("くわしい数字を見る", strong),
        ("①カメラを起動します", plain),
        ("②四角い模様を映します", plain),
        ("③出てきた名前を押します", plain),
        (address if len(address) <= IN_ONE_LINE else address.replace("/", "\n/", 1), strong),
        (f"電話 {sheet.phone}", strong),
        (sheet.code, plain),
    ):
        width = x + SCAN_WIDTH - 2 - left
        line = 0.5 + paper.write(text, style, left, line, width=width, name="QRコードの使い方")
    if line > y + SCAN_HEIGHT:
        raise paper.refusal("QRコードの枠", "の文字が多すぎます。電話番号を短くしてください。")
