"""名札: ten of card size on a sheet of A4, the name as large as it goes.

The number below is the one of the participation card, as a code that the door scans.
"""

from dataclasses import dataclass
from functools import partial

from reportlab.lib.units import mm

from handouts import card_grid
from handouts.card_grid import A_SHEET, CARD_WIDTH
from handouts.paper import fonts, qr
from handouts.paper.qr import DOOR
from handouts.paper.shapes import INK, NAVY, WHITE, panel, rule
from handouts.paper.sheet import Paper
from handouts.paper.typeset import Style

PAD, BAND = 3.5, 7.6
CODE, QUIET = DOOR.side, qr.QUIET * DOOR.module
NAME_Y, SAID_Y = PAD + BAND + 1.6, 46.4
TOLD = "片面に印刷します。倍率は100%で。"
SMALL = Style(12, leading=1.25, unbroken=True, smallest=12)


@dataclass(frozen=True, slots=True)
class Badge:
    """`role`: what somebody of the team does; `code`: of who comes. Without a name: to write."""

    name: str = ""
    kana: str = ""
    role: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Badges:
    badges: tuple[Badge, ...]
    title: str
    city: str
    fictional: bool


def draw(badges: Badges) -> bytes:
    """The badges as a PDF of A4; the last page is filled up with empty ones to write on."""
    paper = Paper(f"名札 {badges.title}")
    add(paper, badges)
    return paper.finish()


def add(paper: Paper, badges: Badges) -> None:
    """The badges as further pages of this paper."""
    every = [*badges.badges, *[Badge()] * (-len(badges.badges) % A_SHEET or 0)]
    for at in range(0, len(every) or A_SHEET, A_SHEET):
        own = every[at : at + A_SHEET] or [Badge()] * A_SHEET
        cards = [partial(_badge, paper, badges.city, one) for one in own]
        card_grid.page(paper, cards, told=TOLD, fictional=badges.fictional)


def _badge(paper: Paper, city: str, badge: Badge, x: float, y: float) -> None:
    left, width = x + PAD, CARD_WIDTH - 2 * PAD
    panel(paper, left, y + PAD, width, BAND, fill=NAVY, radius=2)
    head = Style(13, color=WHITE, unbroken=True, smallest=12)
    place = {"height": BAND, "name": "名札の見出し"}
    paper.middle(f"{city} スマホ教室", head, left + 2.5, y + PAD, width=width - 5, **place)
    _name(paper, badge, left, y + NAME_Y, width)
    if badge.role:
        role = Style(15, bold=True, color=NAVY, unbroken=True, smallest=12)
        paper.write(badge.role, role, left, y + 44, width=width, name="役わり")
    if badge.code:
        said = "受付で、このQRコードをお見せください。"
        paper.write(said, SMALL, left, y + SAID_Y, width=width, name="使い方")
        qr_x, qr_y = x + CARD_WIDTH - PAD - CODE - QUIET + 2, y + PAD + BAND + QUIET + 1
        alt = f"受付用QRコード {badge.code}"
        paper.qr(badge.code, qr_x, qr_y, CODE, reader=DOOR, alt=alt)


def _name(paper: Paper, badge: Badge, x: float, y: float, width: float) -> None:
    name = badge.name or badge.kana
    size = 48
    if badge.code:
        size, width = 38, width - (CODE + 2 * QUIET - 1)
        if fonts.width(name, size, bold=True) > width * mm:
            name = "\n".join(name.split())  # the family's name above one's own is larger
    if not name:
        rule(paper, x, y + 17, x + width - 1, y + 17, color=INK)
        return
    kana = badge.kana if badge.name else ""
    height = SAID_Y - NAME_Y - 1
    place = {"width": width, "height": height, "sizes": (size, 14)}
    card_grid.named(paper, name, kana, x, y, **place)
