"""アンケート用紙: one side of A4 on which only rings are drawn, to be keyed in by its numbers.

The numbers beside the choices are what is typed later (services/survey_keys.py), so the sheet and
the keys come from the same questions.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportlab.lib.units import mm

from handouts.lesson_parts import Part
from handouts.page_frame import ACROSS, BOTTOM, FOOT, LEFT, RIGHT, domain, foot, short_address, top
from handouts.paper.shapes import LINE, NAVY, WHITE, panel, rule
from handouts.paper.sheet import Paper
from handouts.paper.typeset import Block, Style
from models.survey import Asked

BODY = 14  # points; nothing a person must read is smaller
TITLE_COLUMN, NUMBER, GAP = 49.0, 5.9, 4.2  # millimetres
DIGIT = 3.2  # what a second digit takes
PITCHES = (9.4, 8.8, 8.2, 7.6, 7.0)  # millimetres between lines of choices: room for a ring
PAD = 2.4
MOST_AIR = 2.5
SCAN_HEIGHT, CODE = 42.0, 32.0
ELSEWHERE = "市の外"  # number 0 of お住まいの町, which is no answer as well
HOW = "お名前は書かないでください。あてはまる番号を、○で囲んでください。"
NO_NUMBERS = "暗証番号やマイナンバーは、書かないでください。"
TEXTS = (("次に来やすい曜日・時間・会場", 1), ("困っていること、聞きたいこと", 2))


@dataclass(frozen=True, slots=True)
class SurveySheet:
    """`url` is the page on which the same is asked; `when` is printed as it is given."""

    title: str
    when: str
    venue: str
    asked: tuple[Asked, ...]
    url: str
    code: str
    phone: str
    desk: str
    city: str
    fictional: bool


Line = list[tuple[str, Block, float]]  # number, label, its width with the gap after it


def draw(sheet: SurveySheet) -> bytes:
    """The sheet as a PDF of one page; Refusal when it does not fit or cannot be printed right."""
    paper = Paper(f"アンケート {sheet.title}")
    add(paper, sheet)
    return paper.finish()


def add(paper: Paper, sheet: SurveySheet) -> None:
    """The sheet as a further page of this paper."""
    y = heading(paper, sheet, top(paper, fictional=sheet.fictional))
    scan_y = BOTTOM - FOOT - SCAN_HEIGHT
    for part in fitted(paper, sheet, scan_y - 2 - y):
        part.draw(y, part.height)
        y += part.height
    scan_panel(paper, sheet, scan_y)
    foot(paper, f"{sheet.city}　資料番号 {sheet.code}", "1枚")
    paper.end_page()


def heading(paper: Paper, sheet: SurveySheet, y: float) -> float:
    """What it is about, that it is nobody's, and what to do; returns where the questions begin."""
    large = Style(22, bold=True, color=NAVY, leading=1.2)
    end = paper.write("教室のアンケート", large, LEFT, y, width=72, name="題名", tag="H1")
    line = Style(BODY, leading=1.3, unbroken=True, smallest=10)
    x, when = LEFT + 74, f"{sheet.when} {sheet.venue}"
    about = paper.set(when, replace(line, align="right"), width=RIGHT - x, name="日時と会場")
    end = max(end, paper.place(about, x, max(y, end - about.height)))
    bold = replace(line, bold=True)
    end = paper.write(sheet.title, bold, LEFT, end + 0.8, width=ACROSS, name="教室の名前")
    return paper.write(HOW, line, LEFT, end + 0.8, width=ACROSS, name="書き方") + 1.4


def fitted(paper: Paper, sheet: SurveySheet, room: float) -> list[Part]:
    """All questions with as much room for a ring as the page has."""
    for pitch in PITCHES:
        parts = [
            *(question(paper, *one, pitch) for one in enumerate(sheet.asked, start=1)),
            *(written(paper, *one, pitch) for one in TEXTS),
        ]
        spare = room - sum(part.height for part in parts)
        if spare >= 0:
            air = min(MOST_AIR, spare / len(parts))
            return [replace(part, height=part.height + air) for part in parts]
    raise paper.refusal("質問", "が1枚に入りません。町の数が多すぎます。")


def question(paper: Paper, number: int, one: Asked, pitch: float) -> Part:
    """The question on the left, its numbered choices on the right."""
    strong = Style(BODY, bold=True, leading=1.25)
    title = paper.set(f"{number} {one.title}", strong, width=TITLE_COLUMN - 3, name=one.short)
    lines = flowed(paper, one)
    height = max(len(lines) * pitch, title.height) + PAD

    def draw(y: float, height: float) -> None:
        rule(paper, LEFT, y, RIGHT, y, line=0.7)
        paper.place(title, LEFT, y + (height - title.height) / 2, tag="H2", name=one.short)
        top_y = y + (height - len(lines) * pitch) / 2
        for at, line in enumerate(lines):
            draw_line(paper, line, top_y + at * pitch, pitch)

    return Part(height, draw)


def flowed(paper: Paper, one: Asked) -> list[Line]:
    """The choices in lines; 0 is printed only where it means something people can ring."""
    choices = [(one.number(at), label) for at, label in enumerate(one.choices, start=1)]
    if one.column == "district_id":
        choices.append((one.number(0), ELSEWHERE))
    lines: list[Line] = [[]]
    room = across = ACROSS - TITLE_COLUMN
    for number, label in choices:
        block = paper.set(
            label, Style(BODY, unbroken=True, smallest=BODY), width=across, name=label
        )
        width = NUMBER + DIGIT * (one.width - 1) + block.lines[0].width / mm
        if width > room and lines[-1]:
            lines.append([])
            room = across
        lines[-1].append((number, block, width + GAP))
        room -= width + GAP
    return lines


def draw_line(paper: Paper, line: Line, y: float, pitch: float) -> None:
    x = LEFT + TITLE_COLUMN
    strong = Style(BODY + 1, bold=True, color=NAVY)
    for number, block, width in line:
        mark = paper.set(number, strong, width=NUMBER * 2, name="番号")
        ink = block.lines[0].width / mm
        label_x = x + width - GAP - ink
        paper.place(mark, x, y + (pitch - mark.height) / 2, name="番号")
        paper.place(block, label_x, y + (pitch - block.height) / 2, name=block.text)
        x += width


def written(paper: Paper, label: str, lines: int, pitch: float) -> Part:
    """A line or two to write on."""
    title = paper.set(
        label, Style(BODY, bold=True, leading=1.25), width=TITLE_COLUMN - 3, name=label
    )

    def draw(y: float, height: float) -> None:
        rule(paper, LEFT, y, RIGHT, y, line=0.7)
        paper.place(title, LEFT, y + 1.2, tag="H2", name=label)
        for at in range(lines):
            line_y = y + height - PAD / 2 - (lines - 1 - at) * pitch
            rule(paper, LEFT + TITLE_COLUMN, line_y, RIGHT, line_y, color=LINE, dotted=True)

    return Part(max(lines * pitch, title.height) + PAD, draw)


def scan_panel(paper: Paper, sheet: SurveySheet, y: float) -> None:
    """The same on one's own telephone: QR, address, telephone and 資料番号 together."""
    panel(paper, LEFT, y, ACROSS, SCAN_HEIGHT, fill=WHITE, frame=NAVY, line=1.4)
    paper.qr(
        sheet.url,
        LEFT + 7,
        y + (SCAN_HEIGHT - CODE) / 2,
        CODE,
        alt=f"QRコード。このアンケートのページ {short_address(sheet.url)} を開きます",
    )
    x = LEFT + 7 + CODE + 9
    write_all(
        paper,
        (
            ("スマホでも答えられます", Style(16, bold=True, color=NAVY)),
            ("①カメラを起動し、②四角い模様を映し、", Style(BODY, unbroken=True, smallest=12)),
            (f"③出てきた {domain(sheet.url)} を押します", Style(BODY, unbroken=True, smallest=10)),
            (f"または {short_address(sheet.url)}", Style(BODY, unbroken=True, smallest=10)),
            (
                f"資料番号 {sheet.code}　電話 {sheet.phone or sheet.desk}",
                Style(BODY, bold=True, unbroken=True, smallest=11),
            ),
            (NO_NUMBERS, Style(12, unbroken=True, smallest=10)),
        ),
        x,
        y + 2,
    )


def write_all(paper: Paper, texts: Sequence[tuple[str, Style]], x: float, y: float) -> None:
    for text, style in texts:
        line = replace(style, leading=1.2)
        y = 0.9 + paper.write(text, line, x, y, width=RIGHT - 3 - x, name="QRコードの使い方")
