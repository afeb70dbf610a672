"""名札: ten of card size on a sheet of A4, the name as large as it goes.

The number below is the one of the participation card, as a code that the door scans.
"""

from dataclasses import dataclass
from functools import partial

from handouts import card_grid
from handouts.card_grid import A_SHEET, CARD_WIDTH
from handouts.paper.shapes import INK, NAVY, WHITE, panel, rule
from handouts.paper.sheet import Paper
from handouts.paper.typeset import Style

PAD, BAND = 3.5, 9.0
CODE = 13.5  # 21 modules: 0.64 mm each, for a hand's distance
SMALLEST_MODULE = 0.6
QUIET = 4 * CODE / 21
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
    _name(paper, badge, left, y + 14, width)
    if badge.role:
        role = Style(15, bold=True, color=NAVY, unbroken=True, smallest=12)
        paper.write(badge.role, role, left, y + 43, width=width, name="役わり")
    if badge.code:
        said = "受付で、このQRコードを\nお見せください"
        paper.write(said, SMALL, left, y + 39.6, width=width - 25, name="使い方")
        qr_x, qr_y = x + CARD_WIDTH - PAD - CODE - 2, y + 55 - PAD - CODE
        look = {"level": "H", "smallest_module": SMALLEST_MODULE}
        paper.qr(badge.code, qr_x, qr_y, CODE, **look, alt=f"受付用QRコード {badge.code}")


def _name(paper: Paper, badge: Badge, x: float, y: float, width: float) -> None:
    name = badge.name or badge.kana
    if not name:
        rule(paper, x, y + 19, x + width, y + 19, color=INK)
        return
    kana = badge.kana if badge.name else ""
    place = {"width": width, "height": 21, "sizes": (38, 14)}
    card_grid.named(paper, name, kana, x, y, **place)
