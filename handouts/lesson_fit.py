"""What of a lesson stands on the front of its sheet and what on the back, as large as possible."""

from dataclasses import dataclass, replace
from functools import cache, partial

from handouts import faq_parts
from handouts import lesson_parts as parts
from handouts.faq_parts import Common
from handouts.lesson_parts import NextClass, Part, Scale
from handouts.page_frame import Findable
from handouts.paper.sheet import Paper
from refusal import Refusal
from wording import Lesson

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
    piled = cache(partial(pile, paper, sheet))  # most sizes are never set: type is set slowly
    if total(piled(LARGE[-1])) <= front:
        return next(one for one in map(piled, LARGE) if total(one) <= front), []
    parted = None
    for scale in SCALES:
        on_front = first(piled(scale), front)
        is_whole = not any(part.is_step for part in piled(scale)[len(on_front) :])
        # Other parts than steps may be larger on the back than the steps are.
        tails = (piled(other)[len(on_front) :] for other in (SCALES if is_whole else (scale,)))
        tail = next((one for one in tails if total(one) <= back), None)
        if tail is not None and is_whole:
            return on_front, tail
        if tail is not None and parted is None:
            parted = on_front, tail
    if parted is None:
        raise Refusal(f"「{paper.title}」は2ページに入りません。文章を短くしてください。")
    return parted


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
