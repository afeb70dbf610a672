"""参加証: a stamp card of card size, ten on a sheet of A4, its back on the next page.

On the front stands the number that the door scans or types; on the back there is room for ten
stamps. A blank card has six boxes instead: the number of somebody who leaves no name is shown on
the screen of the door, and is written there by hand. No number is printed before there is
somebody it belongs to, so that no card leads nowhere.
"""

from dataclasses import dataclass
from functools import partial

from handouts import card_grid
from handouts.card_grid import A_SHEET, CARD_HEIGHT, CARD_WIDTH
from handouts.paper import qr
from handouts.paper.qr import DOOR
from handouts.paper.shapes import INK, NAVY, WHITE, panel, rule, tick_box
from handouts.paper.sheet import Paper
from handouts.paper.typeset import Style
from refusal import Refusal

PAD, BAND = 3.5, 9.0
CODE, QUIET = DOOR.side, qr.QUIET * DOOR.module
STAMPS, STAMP, ACROSS = 10, 15.0, 5
LETTERS, BOX = 6, 8.0  # of the number that is written by hand
TOLD = "両面印刷は「長辺とじ」、倍率は100%で。"
SHOW = "教室に来たら、受付でお見せください。"
SMALL = Style(12, unbroken=True, smallest=12)


@dataclass(frozen=True, slots=True)
class Card:
    """`code` is the number at the door; "" leaves it, and the name, to be written by hand."""

    code: str = ""
    name: str = ""
    kana: str = ""


@dataclass(frozen=True, slots=True)
class Cards:
    cards: tuple[Card, ...]
    city: str
    phone: str
    fictional: bool


def draw(cards: Cards) -> bytes:
    """Fronts and backs by turns, as a PDF of A4 for printing on both sides."""
    if not cards.cards:
        raise Refusal("参加証を作る方がいません。お申し込みがあってから印刷してください。")
    paper = Paper("参加証")
    for at in range(0, len(cards.cards), A_SHEET):
        own = cards.cards[at : at + A_SHEET]
        sides = {"told": TOLD, "fictional": cards.fictional}
        card_grid.page(paper, [partial(_front, paper, cards, one) for one in own], **sides)
        backs = [partial(_back, paper, cards, one) for one in own]
        card_grid.page(paper, backs, **sides, is_back=True)
    return paper.finish()


def spelled(code: str) -> str:
    """In two halves, as it is read out: ACD EFG."""
    half = (len(code) + 1) // 2
    return f"{code[:half]} {code[half:]}"


def _front(paper: Paper, cards: Cards, card: Card, x: float, y: float) -> None:
    _band(paper, f"{cards.city} スマホ教室", "参加証", x, y)
    left, width = x + PAD, CARD_WIDTH - 2 * PAD
    if card.code:
        width -= CODE + 2 * QUIET - 1
        _code(paper, card.code, x + CARD_WIDTH - PAD - CODE - QUIET + 2, y + PAD + BAND + QUIET + 1)
    _name(paper, card, left, y + 14, width)
    if card.code:
        strong = Style(18, bold=True, unbroken=True, smallest=14)
        words = f"番号 {spelled(card.code)}"
        paper.write(words, strong, left, y + 37.4, width=width, name="参加証の番号")
    else:
        _to_fill(paper, left, y + 35)
    paper.write(SHOW, SMALL, left, y + 46.4, width=CARD_WIDTH - 2 * PAD, name="使い方")


def _band(paper: Paper, left: str, right: str, x: float, y: float) -> None:
    panel(paper, x + PAD, y + PAD, CARD_WIDTH - 2 * PAD, BAND, fill=NAVY, radius=2)
    place = {"height": BAND, "name": "参加証の見出し"}
    line = Style(12.5, color=WHITE, unbroken=True, smallest=12)
    paper.middle(left, line, x + PAD + 2.5, y + PAD, width=CARD_WIDTH - 2 * PAD - 27, **place)
    title = Style(18, bold=True, color=WHITE, align="right")
    right_x = x + CARD_WIDTH - PAD - 24
    paper.middle(right, title, right_x, y + PAD, width=21.5, **place, tag="H2")


def _code(paper: Paper, code: str, x: float, y: float) -> None:
    paper.qr(code, x, y, CODE, reader=DOOR, alt=f"受付用QRコード {spelled(code)}")


def _name(paper: Paper, card: Card, x: float, y: float, width: float) -> None:
    """The reading above the name, or a line to write on."""
    name = card.name or card.kana
    if not name:
        paper.write("お名前", SMALL, x, y + 1, width=20, name="お名前")
        rule(paper, x, y + 17, x + width - 1, y + 17, color=INK)
        return
    kana = card.kana if card.name else ""
    place = {"width": width, "height": 21, "sizes": (25, 12)}
    card_grid.named(paper, name, kana, x, y, **place)


def _to_fill(paper: Paper, x: float, y: float) -> None:
    """Six boxes for the number that the door's screen shows."""
    paper.write("番号", SMALL, x, y + 2, width=12, name="番号")
    for at in range(LETTERS):
        gap = 2.5 if at >= LETTERS // 2 else 0
        tick_box(paper, x + 12 + at * (BOX + 1) + gap, y, BOX)


def _back(paper: Paper, cards: Cards, card: Card, x: float, y: float) -> None:
    """Room for ten stamps, and what to do when the card is lost."""
    head = Style(12.5, bold=True, color=NAVY, unbroken=True, smallest=12)
    left, width = x + PAD, CARD_WIDTH - 2 * PAD
    paper.write("来た日のしるし（はんこ・日にち）", head, left, y + 4, width=width, name="見出し")
    gap = (width - ACROSS * STAMP) / (ACROSS - 1)
    for at in range(STAMPS):
        row, column = divmod(at, ACROSS)
        _stamp(paper, at + 1, left + column * (STAMP + gap), y + 10.4 + row * (STAMP + 2))
    line_y = y + CARD_HEIGHT - 11
    if card.code:
        paper.write(f"番号 {spelled(card.code)}", SMALL, left, line_y, width=34, name="番号")
    if cards.phone:
        right = Style(12, align="right", unbroken=True, smallest=12)
        lost = f"電話 {cards.phone}"
        paper.write(lost, right, left + 36, line_y, width=width - 36, name="電話番号")


def _stamp(paper: Paper, number: int, x: float, y: float) -> None:
    panel(paper, x, y, STAMP, STAMP, fill=WHITE, frame=INK, line=1.0, radius=2)
    paper.write(f"{number}", SMALL, x + 1, y + 0.8, width=8, name="しるしの番号")
