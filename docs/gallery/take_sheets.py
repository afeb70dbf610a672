"""Draws every sheet and its copy in black and white: .venv/bin/python -m docs.gallery.take_sheets

The sheets are those that the tests hold against the rules of paper, so all in them is invented.
`docs/gallery/sheets.md` is written from the same list.
"""

from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pypdfium2
from numpy.random import default_rng
from PIL import Image, ImageOps

from handouts import curriculum, lesson_sheet
from tests.handouts import scenes
from tests.handouts.every import EVERY
from tests.handouts.samples import SHEET

HERE = Path(__file__).parent
WIDE, COPY_WIDE = 630, 480  # pixels
COLOURS, GREYS = 12, 4
DPI, GENERATIONS, SEED = 150, 2, 7
FRAME = "#b3b3b3"


class Sheet(NamedTuple):
    """`case`: of the tests, or the code of a lesson."""

    file: str
    case: str
    page: int
    tells: str


SHEETS = (
    Sheet("lesson", "B07", 1, "てびき: what was learnt, in six steps, to keep at home"),
    Sheet("lesson-back", "B07", 2, "Its back: words, what may go wrong, the next classes"),
    Sheet("lesson-long", "K01", 1, "A lesson of seven steps, some with both kinds of telephone"),
    Sheet("flyer", "flyer: one class", 1, "ちらし of one class, for the 回覧板 and the counter"),
    Sheet(
        "flyer-series", "flyer: series", 1, "ちらし of a series: all dates that are still to come"
    ),
    Sheet("poster", "flyer: poster", 1, "ポスター, A3: its code is read from a metre away"),
    Sheet("month", "month: a town", 1, "月の予定表 of a town, passed round from house to house"),
    Sheet(
        "booking-slip", "booking slip: two", 1, "申込のひかえ: two on a sheet, for the fridge door"
    ),
    Sheet("what-to-bring", "slip: usual", 1, "持ち物メモ for a My Number Card matter"),
    Sheet("faq", "faq: usual", 1, "よくある質問: one answer on a sheet of its own"),
    Sheet("notice", "notice: moved", 1, "変更のお知らせ, hung on the hall's door"),
    Sheet("certificate", "certificate: series", 1, "修了証"),
    Sheet("survey", "survey: usual", 1, "アンケート, keyed in by its numbers"),
    Sheet("cards", "cards: cards", 1, "参加証: ten of card size on a sheet"),
    Sheet("cards-back", "cards: cards", 2, "Their backs: room for ten stamps"),
    Sheet("badges", "cards: badges", 1, "名札 for guests and team"),
    Sheet("roster", "roster: usual", 1, "出席名簿 for the team: telephone numbers, needs, parties"),
    Sheet("roster-later", "roster: usual", 2, "Its second page: who waits, and who just comes"),
    Sheet("sign-in", "sign-in: a class", 1, "受付票 for the table at the door: names only"),
    Sheet("consultation", "consultation: corner", 1, "相談票: no name, no number"),
    Sheet("corner", "corner list: usual", 1, "The appointments of a consultation corner"),
    Sheet("calls", "calls: usual", 1, "電話リスト: a household a row, all its reasons in one call"),
    Sheet("counter", "counter: usual", 1, "窓口への引き継ぎ of a week"),
    Sheet("duties", "duties: usual", 1, "受け持ち表 of a volunteer"),
    Sheet("draw", "draw: usual", 1, "抽選の記録, so that anybody can follow it"),
    Sheet("committee", "committee: usual", 1, "DX推進委員会の1枚: a published year on one side"),
    Sheet("booklet", "booklet: usual", 2, "年度の冊子: the year in one page"),
    Sheet("booklet-town", "booklet: usual", 7, "Its pages of towns: half a page each"),
    Sheet("pack", "pack: usual", 1, "教室一式: the cover of everything for one day"),
)


def take() -> None:
    for sheet in SHEETS:
        page = drawn(sheet)
        keep(f"{sheet.file}.png", page, WIDE, COLOURS)
        copy, rng = page.convert("L"), default_rng(SEED)
        for _ in range(GENERATIONS):
            copy = scenes.copied(copy, rng)
        keep(f"{sheet.file}-copy.png", copy, COPY_WIDE, GREYS)
    (HERE / "sheets.md").write_text(listed(), "utf-8")


def drawn(sheet: Sheet) -> Image.Image:
    case = EVERY.get(sheet.case)
    with pypdfium2.PdfDocument(case.draw() if case else lesson(sheet.case)) as pages:
        return pages[sheet.page - 1].render(scale=DPI / 72).to_pil()


def kind_of(case: str) -> str:
    """lesson, flyer, …"""
    return case.partition(":")[0] if case in EVERY else "lesson"


def lesson(code: str) -> bytes:
    """As it is shipped."""
    return lesson_sheet.draw(replace(SHEET, lesson=curriculum.load(code)))


def keep(name: str, picture: Image.Image, wide: int, colours: int) -> None:
    small = picture.resize(
        (wide, round(picture.height * wide / picture.width)), Image.Resampling.LANCZOS
    )
    framed = ImageOps.expand(small.convert("RGB"), border=1, fill=FRAME)
    framed.quantize(colours, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(
        HERE / name, optimize=True
    )


def listed() -> str:
    """Each sheet, and beside it the copy of a copy, as it is passed round."""
    rows = "".join(
        f"\n## {one.tells}\n\n![]({one.file}.png) ![]({one.file}-copy.png)\n" for one in SHEETS
    )
    return f"{HEAD}{rows}"


HEAD = """# Every sheet that となり prints

Drawn by `.venv/bin/python -m docs.gallery.take_sheets` from the invented sheets of the tests. On
the right: the copy of a copy on a black-and-white copier, which is how many of them are read.
"""

if __name__ == "__main__":
    take()
