"""What of a lesson stands on the front of its sheet and what on the back, as large as possible."""

from dataclasses import dataclass, replace

from handouts import faq_parts
from handouts import lesson_parts as parts
from handouts.faq_parts import Common
from handouts.lesson_parts import NextClass, Part, Scale
from handouts.page_frame import Findable
from handouts.paper.sheet import Paper
from models.lesson import Lesson
from refusal import Refusal

GAP = 3.0
SCALES = (
    Scale(do=21, tell=16.5, text=15, picture=19.5),
    Scale(do=20, tell=16, text=15, picture=18.5),
    Scale(do=19, tell=15.5, text=14, picture=17.5),
    Scale(do=18, tell=15, text=14, picture=16.5),
    Scale(do=17, tell=14.5, text=14, picture=15.5),
    Scale(do=16, tell=14, text=13, picture=14.5),
)
LARGE = SCALES[:5]  # nothing below 14 points: only then is one page worth more than two


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonSheet(Findable):
    """`url` is the short address behind the QR code, `code` the 資料番号 of this sheet."""

    lesson: Lesson
    next_classes: tuple[NextClass, ...]
    faqs: tuple[Common, ...] = ()
    more: bool = False  # there are further ones, which found no room


def fitted(
    paper: Paper, sheet: LessonSheet, *, front: float, back: float
) -> tuple[int, list[Part], list[Part]]:
    """As many common questions as find room, the first ones first. The lesson goes before them;
    of the classes to come one is enough, the page behind the QR code names all."""
    for count in range(len(sheet.faqs), 0, -1):
        some = replace(sheet, faqs=sheet.faqs[:count], more=count < len(sheet.faqs))
        for classes in range(len(sheet.next_classes) or 1, 0, -1):
            fewer = replace(some, next_classes=sheet.next_classes[:classes])
            try:
                return count, *share(paper, fewer, front=front, back=back)
            except Refusal:
                continue
    return 0, *share(paper, replace(sheet, faqs=()), front=front, back=back)


def share(
    paper: Paper, sheet: LessonSheet, *, front: float, back: float
) -> tuple[list[Part], list[Part]]:
    """What stands on the front and what on the back, in type as large as possible.

    All steps stand on the front if any size allows it, so that nobody turns the sheet to follow.
    """
    piles = {scale: pile(paper, sheet, scale) for scale in SCALES}
    for scale in LARGE:
        if total(piles[scale]) <= front:
            return piles[scale], []
    possible = []
    for one in piles.values():
        on_front = first(one, front)
        tails = [one[len(on_front) :]]
        if not any(part.is_step for part in tails[0]):
            # Other parts than steps may be larger on the back than the steps are.
            tails = [other[len(on_front) :] for other in piles.values()]
        possible += [(on_front, tail) for tail in tails if total(tail) <= back][:1]
    if not possible:
        raise Refusal(f"「{paper.title}」は2ページに入りません。文章を短くしてください。")
    whole = [halves for halves in possible if not any(part.is_step for part in halves[1])]
    return (whole or possible)[0]


def pile(paper: Paper, sheet: LessonSheet, scale: Scale) -> list[Part]:
    """Everything that follows the head, in reading order."""
    lesson, last = sheet.lesson, len(sheet.lesson.steps)
    return [
        *(
            parts.step(paper, number, step, scale, is_last=number == last)
            for number, step in enumerate(lesson.steps, start=1)
        ),
        parts.troubles(paper, lesson.trouble, scale),
        parts.words(paper, lesson.words, scale),
        *([faq_parts.section(paper, sheet.faqs, scale, more=sheet.more)] if sheet.faqs else []),
        parts.next_classes(paper, sheet.next_classes, scale),
    ]


def first(stacked: list[Part], room: float) -> list[Part]:
    """As many of the first parts as the room holds."""
    count = len(stacked)
    while total(stacked[:count]) > room:
        count -= 1
    return stacked[:count]


def total(stacked: list[Part]) -> float:
    """Steps follow each other closely; other parts stand apart."""
    return sum(part.height + GAP * (not part.is_step) for part in stacked)
