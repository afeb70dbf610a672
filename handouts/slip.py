"""持ち物メモ: what to bring, and where to, for one to three errands with the card.

It is read in the kitchen before leaving, so nothing a person needs is below 18 points, and one
page is all there is. A note that finds no room beside a second errand is not dropped in silence:
the slip then says to telephone before going.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import product

from handouts import slip_parts as parts
from handouts.lesson_parts import Part
from handouts.page_frame import ACROSS, BOTTOM, FOOT, LEFT, foot, top
from handouts.paper.shapes import NAVY, WHITE, panel
from handouts.paper.sheet import Paper
from handouts.slip_parts import CALL_HEIGHT, PAD, SCALES, SCAN_HEIGHT, WARNING_HEIGHT, Scale
from japanese.dates import wareki_year
from refusal import Refusal

MOST, LETTERS = 3, "アイウ"
TOO_MANY = f"持ち物の紙にのるのは、{MOST}種類までです。相談の種類を分けて印刷してください。"
NOTHING = "持ち物は、特にありません"
ASK_FIRST = "ほかにも注意があります。行く前に、お電話でおたずねください。"
NO_PHONE = "わからないときの窓口"  # a city that has not entered its number yet
GAP = 2.6
MOST_AIR = 5.0  # millimetres that a line may be spread by


@dataclass(frozen=True, slots=True)
class Errand:
    """One kind of consultation, as the person needs it; `pins` are names, never a PIN."""

    name: str
    bring: tuple[str, ...]
    pins: tuple[str, ...]
    pin_note: str
    pins_mentioned: tuple[str, ...]
    place: str
    note: str


@dataclass(frozen=True, slots=True)
class Booked:
    """An appointment: `day` stands where a line is left otherwise, `place` says hour and table."""

    day: str
    place: str


@dataclass(frozen=True, slots=True)
class Slip:
    """`codes` is what to say on the telephone.

    `url` is the public page of a single errand; several have none, and no QR code.
    """

    errands: tuple[Errand, ...]
    codes: str
    url: str
    checked_on: date
    when_to_call: str
    desk: str
    phone: str
    hours: str
    city: str
    fictional: bool
    booked: Booked | None = None
    closed: str = ""  # days near that one on which the card system is down


def draw(slip: Slip) -> bytes:
    """The slip as a PDF of one page of A4; Refusal when it cannot be printed right."""
    if not 1 <= len(slip.errands) <= MOST:
        raise Refusal(TOO_MANY)
    paper = Paper(f"持ち物メモ {'、'.join(errand.name for errand in slip.errands)}")
    start = top(paper, fictional=slip.fictional)
    y = parts.heading(paper, start, day=slip.booked.day if slip.booked else "")
    scan_y = BOTTOM - FOOT - (SCAN_HEIGHT if slip.url else -GAP)
    call_y = scan_y - GAP - CALL_HEIGHT
    warning_y = call_y - GAP - WARNING_HEIGHT
    draw_card(paper, fitted(paper, slip, warning_y - GAP - y), y)
    parts.warning(paper, warning_y)
    call = f"{slip.when_to_call}、お電話ください" if slip.phone else NO_PHONE
    said = (call, slip.desk, slip.hours)
    parts.call_panel(paper, call_y, said, phone=slip.phone, codes=slip.codes)
    if slip.url:
        parts.scan_panel(paper, slip.url, scan_y)
    day = slip.checked_on
    checked = f"{wareki_year(day)}{day.month}月{day.day}日に確かめました"
    foot(paper, f"{slip.city}　{checked}", slip.codes)
    paper.end_page()
    return paper.finish()


def fitted(paper: Paper, slip: Slip, room: float) -> list[Part]:
    """All errands line by line, in type as large as possible, spread over the room.

    The notes of several errands, and of an appointment, may give way to a request to telephone;
    those of one errand alone never do.
    """
    alone = len(slip.errands) == 1 and not dated(slip)
    noted = (True,) if alone else (True, False)
    for with_notes, scale in product(noted, SCALES):
        stack = [
            *lines(paper, slip.errands, scale, with_notes=with_notes),
            *(parts.fact(paper, label, text, scale) for label, text in dated(slip).items()),
        ]
        spare = room - PAD - sum(part.height for part in stack)
        if spare >= 0:
            air = min(MOST_AIR, spare / len(stack))
            return [replace(part, height=part.height + air) for part in stack]
    raise paper.refusal("", "1枚に入りません。種類を分けるか、説明を短くしてください。")


def dated(slip: Slip) -> dict[str, str]:
    """What is of this day only."""
    facts = {"予約": slip.booked.place if slip.booked else "", "停止日": slip.closed}
    return {label: text for label, text in facts.items() if text}


def lines(paper: Paper, errands: Sequence[Errand], scale: Scale, *, with_notes: bool) -> list[Part]:
    """What is needed for several errands is listed once: one goes there with one bag."""
    bring = list(dict.fromkeys(one for errand in errands for one in errand.bring))
    facts = {
        "暗証番号": pins(errands, with_lengths=with_notes),
        "番号の種類": "、".join(mentioned(errands)),
        "行くところ": lettered([errand.place for errand in errands]),
    }
    note = lettered([errand.note for errand in errands])
    if note and not with_notes:
        note = ASK_FIRST
    return [
        *(parts.named(paper, name, scale) for name in names(errands)),
        *(parts.thing(paper, one, scale) for one in bring),
        *([] if bring else [parts.told(paper, NOTHING, scale)]),
        *(parts.fact(paper, label, text, scale) for label, text in facts.items() if text),
        *([parts.told(paper, note, scale)] if note else []),
    ]


def names(errands: Sequence[Errand]) -> list[str]:
    return lettered([errand.name for errand in errands]).split("\n")


def lettered(texts: Sequence[str]) -> str:
    """One line for each errand that has something to say; a single one for what they share.

    Letters and not numbers: ①〜④ mean the PINs.
    """
    if len(set(texts)) == 1:
        return texts[0]
    said = zip(LETTERS, texts, strict=False)
    return "\n".join(f"{letter} {text}" for letter, text in said if text)


def pins(errands: Sequence[Errand], *, with_lengths: bool) -> str:
    needed = sorted({pin for errand in errands for pin in errand.pins})
    shown = needed if with_lengths else [pin.partition("（")[0] for pin in needed]
    note = lettered([errand.pin_note for errand in errands])
    return "\n".join(filter(None, ["、".join(shown), note])) or "使いません"


def mentioned(errands: Sequence[Errand]) -> list[str]:
    """The PINs that only a note speaks of, by their mark."""
    needed = {pin for errand in errands for pin in errand.pins}
    return sorted({pin for errand in errands for pin in errand.pins_mentioned} - needed)


def draw_card(paper: Paper, stack: list[Part], y: float) -> None:
    height = PAD + sum(part.height for part in stack)
    panel(paper, LEFT, y, ACROSS, height, fill=WHITE, frame=NAVY, line=1.4)
    with paper.tags.element("Sect"):
        for part in stack:
            part.draw(y, part.height)
            y += part.height
