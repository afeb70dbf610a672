"""修了証: who came to a series of classes, on a sheet to be framed."""

from dataclasses import dataclass

from handouts.page_frame import FICTIONAL
from handouts.paper.shapes import INK, NAVY, ORANGE, WHITE, panel, pill, rule
from handouts.paper.sheet import HEIGHT, WIDTH, Paper
from handouts.paper.typeset import Style
from refusal import Refusal

EDGE, INNER = 13.0, 16.0  # millimetres from the paper's edge to both lines of the frame
ACROSS, SEAL = 138.0, 24.0
X = (WIDTH - ACROSS) / 2
NOBODY = "修了証をお渡しできる方がいません。お名前のある方の出席を入力してから、印刷してください。"


@dataclass(frozen=True, slots=True)
class Certificates:
    """`course` is what was learnt, `dates` how often and until when, `day` the day it is given."""

    names: tuple[str, ...]
    course: str
    dates: str
    day: str
    city: str
    desk: str
    fictional: bool


def draw(certificates: Certificates) -> bytes:
    """One page of A4 for each name, as a PDF."""
    if not certificates.names:
        raise Refusal(NOBODY)
    paper = Paper(f"修了証 {certificates.course}")
    for name in certificates.names:
        with paper.tags.element("Sect"):
            _page(paper, certificates, name)
        paper.end_page()
    return paper.finish()


def _page(paper: Paper, certificates: Certificates, name: str) -> None:
    _frame(paper, fictional=certificates.fictional)
    title = Style(54, bold=True, color=NAVY, align="center")
    paper.write("修　了　証", title, X, 42, width=ACROSS, name="題名", tag="H1")
    large = Style(38, bold=True, align="center", unbroken=True, smallest=20)
    paper.middle(f"{name}　様", large, X, 78, width=ACROSS, height=26, name="お名前")
    rule(paper, X + 8, 106, X + ACROSS - 8, 106, color=INK)
    body = Style(21, leading=1.75, smallest=16)
    said = (
        f"あなたは、{certificates.city}のスマートフォン教室「{certificates.course}」"
        f"（{certificates.dates}）で学び、これを修められました。\n"
        "その熱心なお取り組みをたたえ、ここに証します。"
    )
    paper.write(said, body, X, 118, width=ACROSS, height=82, name="文章")
    day = Style(20, align="center", unbroken=True, smallest=16)
    paper.write(certificates.day, day, X, 208, width=ACROSS, name="日にち")
    _signed(paper, certificates)


def _frame(paper: Paper, *, fictional: bool) -> None:
    """Two lines, a thick one outside: dignified, and as good on a copy."""
    for edge, line in ((EDGE, 3.0), (INNER, 1.0)):
        size = (WIDTH - 2 * edge, HEIGHT - 2 * edge)
        panel(paper, edge, edge, *size, frame=NAVY, line=line, radius=2)
    if fictional:
        look = {"size": 13, "height": 7.4, "fill": WHITE, "color": ORANGE, "frame": ORANGE}
        pill(paper, FICTIONAL, (WIDTH - 62) / 2, 24, **look, name="架空の表示")


def _signed(paper: Paper, certificates: Certificates) -> None:
    """Who gives it, and the place for a seal."""
    width = ACROSS - SEAL - 4
    large = Style(26, bold=True, align="right", unbroken=True, smallest=18)
    paper.write(certificates.city, large, X, 232, width=width, name="市の名前")
    desk = Style(16, align="right", unbroken=True, smallest=12)
    paper.write(certificates.desk, desk, X, 245, width=width, name="担当の名前")
    panel(paper, X + ACROSS - SEAL, 230, SEAL, SEAL, frame=INK, line=0.8, radius=1)
    seal = Style(14, align="center")
    place = {"width": SEAL, "height": SEAL, "name": "印の場所"}
    paper.middle("印", seal, X + ACROSS - SEAL, 230, **place)
