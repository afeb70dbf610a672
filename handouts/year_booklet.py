"""年度の冊子: everything that was published of a fiscal year, and what was planned and done.

It is bound on the left of every odd page and on the right of every even one, so both sides keep a
margin for it. The contents know the pages before the first one is drawn.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from handouts import flow, year_chapters
from handouts.flow import Piece
from handouts.page_frame import BOTTOM, FOOT, Findable, top
from handouts.paper.shapes import INK, NAVY, TINT, panel, pill, rule
from handouts.paper.sheet import Paper
from handouts.paper.typeset import Style
from handouts.scan_box import SCAN_HEIGHT, SCAN_WIDTH, scan
from handouts.year_chapters import ACROSS, LEFT, RIGHT
from japanese import dates
from models.year_report import YearReport

HEADING = 14.0
ROW = 9.0
TITLE = "スマホ教室・相談会　年度の報告"


@dataclass(frozen=True, slots=True, kw_only=True)
class Booklet(Findable):
    """`url` leads to the published figures, `code` says which publication they are."""

    report: YearReport


class Chapter(NamedTuple):
    """A heading, and what stands on each of its pages."""

    title: str
    pages: list[list[tuple[float, Piece]]]


def draw(booklet: Booklet) -> bytes:
    """The booklet as a PDF of A4; a Refusal names the chapter with a text that does not fit."""
    paper = Paper(f"{TITLE} {booklet.report.year}")
    start = top(Paper(""), fictional=booklet.fictional) + HEADING
    chapters = _chapters(paper, booklet.report, BOTTOM - FOOT - start)
    count = 1 + sum(len(one.pages) for one in chapters)
    with paper.part("表紙と目次"):
        _cover(paper, booklet, chapters)
        _foot(paper, booklet, 1, count)
    number = 2
    for chapter in chapters:
        with paper.part(chapter.title):
            for at, page in enumerate(chapter.pages):
                _page(paper, booklet, chapter, page, is_first=at == 0)
                _foot(paper, booklet, number, count)
                number += 1
    return paper.finish()


def _chapters(paper: Paper, report: YearReport, room: float) -> list[Chapter]:
    """Those about which there is something to say."""
    chapters: list[tuple[str, Callable]] = [
        ("この1年", year_chapters.year),
        ("町ごとの到達", year_chapters.reach),
        ("町ごとのようす", year_chapters.towns),
        ("年代・性別・市外の人", year_chapters.ages),
        ("講座と開き方", year_chapters.courses),
        ("質問と相談", year_chapters.desk),
        ("計画と実績", year_chapters.plan),
        ("言葉の説明と利用の条件", year_chapters.words),
    ]
    found = []
    for title, make in chapters:
        whole, paper.title = paper.title, title
        if what := make(paper, report):
            found.append(Chapter(title, flow.pages(paper, what, room)))
        paper.title = whole
    return found


def _page(
    paper: Paper,
    booklet: Booklet,
    chapter: Chapter,
    page: Sequence[tuple[float, Piece]],
    *,
    is_first: bool,
) -> None:
    y = top(paper, fictional=booklet.fictional)
    text = chapter.title if is_first else f"{chapter.title}（つづき）"
    style = Style(20, bold=True, color=NAVY, unbroken=True, smallest=14)
    tag = {"tag": "H2"} if is_first else {}
    paper.write(text, style, LEFT, y, width=ACROSS, name="見出し", **tag)
    rule(paper, LEFT, y + 9.4, RIGHT, y + 9.4, color=NAVY, line=1.6)
    for below, piece in page:
        if piece.mark:
            paper.mark(piece.mark, level=1)
        piece.draw(y + HEADING + below)


def _cover(paper: Paper, booklet: Booklet, chapters: Sequence[Chapter]) -> None:
    report, out = booklet.report, booklet.report.outgoing
    y = top(paper, fictional=booklet.fictional) + 8
    panel(paper, LEFT, y, ACROSS, 78, fill=TINT, radius=4)
    pill(paper, booklet.city, LEFT + 8, y + 9, size=14, height=8.4, name="市の名前")
    style = Style(44, bold=True, color=NAVY, unbroken=True, smallest=30)
    paper.write(report.year, style, LEFT + 8, y + 22, width=ACROSS - 16, name="年度")
    title = Style(28, bold=True, color=NAVY, unbroken=True, smallest=20)
    paper.write(TITLE, title, LEFT + 8, y + 41, width=ACROSS - 16, name="題名", tag="H1")
    small = Style(12, leading=1.4)
    told = f"第{out.edition}版　{dates.with_era(out.published_on)}に公表した数字です。"
    if out.edition > 1:
        told += f"直した理由: {out.reason}"
    if out.population_as_of:
        told += f"\n人口は{dates.with_era(out.population_as_of)}現在です。"
    place = {"width": ACROSS - 16, "height": 20, "name": "版"}
    paper.write(told, small, LEFT + 8, y + 57, **place)
    _contents(paper, chapters, y + 92)
    scan(paper, booklet, RIGHT - SCAN_WIDTH, BOTTOM - FOOT - SCAN_HEIGHT - 2)


def _contents(paper: Paper, chapters: Sequence[Chapter], y: float) -> None:
    head = Style(16, bold=True, color=NAVY)
    y = paper.write("目次", head, LEFT, y, width=40, name="目次", tag="H2") + 2
    number = 2
    plain = Style(14, unbroken=True, smallest=12)
    right = Style(14, align="right")
    with paper.tags.element("TOC"):
        for chapter in chapters:
            with paper.tags.element("TOCI"):
                place = {"height": ROW, "name": chapter.title}
                paper.middle(chapter.title, plain, LEFT + 2, y, width=ACROSS - 30, **place)
                paper.middle(str(number), right, RIGHT - 22, y, width=20, **place)
            rule(paper, LEFT, y + ROW, RIGHT, y + ROW, color=INK, line=0.8, dotted=True)
            y += ROW
            number += len(chapter.pages)


def _foot(paper: Paper, booklet: Booklet, number: int, count: int) -> None:
    """Which booklet, and the page; the page is then done."""
    y, out = BOTTOM - 4.6, booklet.report.outgoing
    left = Style(12, smallest=10, unbroken=True)
    right = Style(12, align="right")
    said = f"{booklet.city}　{booklet.report.year}　第{out.edition}版　{booklet.code}"
    paper.write(said, left, LEFT, y, width=ACROSS - 42, height=6, name="紙の下の行")
    paper.write(f"{number}／{count}ページ", right, RIGHT - 40, y, width=40, height=6, name="ページ")
    paper.end_page()
