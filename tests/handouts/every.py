"""Every kind of sheet, short and long, real and invented: what the rules of paper are held against.

The sheets themselves stand beside the tests of their kind. `tests/handouts/test_every_sheet.py`
draws each once and holds it against all rules; `docs/gallery/take_sheets.py` shows some of them.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from handouts import (
    booking_slip,
    call_list,
    certificate,
    committee_sheet,
    consultation_form,
    corner_list,
    counter_sheet,
    draw_record,
    duty_sheet,
    faq_sheet,
    lesson_sheet,
    month_sheet,
    notice_sheet,
    pack,
    roster,
    sign_in_sheet,
    slip,
    survey_sheet,
    year_booklet,
)
from tests.handouts import (
    test_booking_slip,
    test_call_list,
    test_cards,
    test_certificate,
    test_consultation_form,
    test_corner_list,
    test_counter_sheet,
    test_draw_record,
    test_duty_sheet,
    test_faq_sheet,
    test_flyer,
    test_lesson_sheet,
    test_month_sheet,
    test_notice_sheet,
    test_pack,
    test_roster,
    test_sign_in_sheet,
    test_slip,
    test_survey_sheet,
    yearly,
)

ANY = 0  # as many pages as it takes


@dataclass(frozen=True, slots=True)
class Case:
    """`says`: what its codes say, sorted; `pages`: how many at most; `points`: its smallest type,
    but for readings.
    """

    draw: Callable[[], bytes]
    says: list[str]
    pages: int
    points: float


def _of(
    kind: str,
    draw: Callable[[Any], bytes],
    variants: Mapping[str, Any],
    *,
    says: Callable[[Any], list[str]] = lambda sheet: [],
    pages: int = 1,
    points: float = 12,
) -> Iterator[tuple[str, Case]]:
    for name, sheet in variants.items():
        yield f"{kind}: {name}", Case(partial(draw, sheet), sorted(says(sheet)), pages, points)


def _page(sheet: Any) -> list[str]:
    return [sheet.url] if sheet.url else []


def _numbers(sheet: Any) -> list[str]:
    return [one.code for one in (sheet.guests if hasattr(sheet, "guests") else sheet)]


EVERY = dict(
    [
        *_of("lesson", lesson_sheet.draw, test_lesson_sheet.SHEETS, says=_page, pages=2),
        *_of("faq", faq_sheet.draw, test_faq_sheet.SHEETS, says=_page, pages=2),
        *_of("flyer", lambda of: of[0](of[1]), test_flyer.FLYERS, says=lambda of: _page(of[1])),
        *_of("month", month_sheet.draw, test_month_sheet.MONTHS, says=_page, pages=2),
        *_of("notice", notice_sheet.draw, test_notice_sheet.NOTICES, says=_page),
        *_of("slip", slip.draw, test_slip.SLIPS, says=_page),
        *_of(
            "booking slip",
            booking_slip.draw,
            test_booking_slip.ALL,
            says=lambda sheet: [sheet.url] * len(sheet.parties),
        ),
        *_of(
            "cards",
            lambda of: of[0](of[1]),
            test_cards.SHEETS,
            says=lambda of: of[2],
            pages=2,
        ),
        *_of("survey", survey_sheet.draw, test_survey_sheet.SHEETS, says=_page, points=10),
        *_of("duties", duty_sheet.draw, test_duty_sheet.SHEETS, says=_page, pages=ANY),
        *_of("certificate", certificate.draw, test_certificate.ALL, pages=ANY),
        *_of("committee", committee_sheet.draw, yearly.COMMITTEES, says=_page, points=9),
        *_of("booklet", year_booklet.draw, yearly.BOOKLETS, says=_page, pages=ANY, points=9),
        *_of("consultation", consultation_form.draw, test_consultation_form.FORMS),
        *_of("corner list", corner_list.draw, test_corner_list.LISTS, pages=ANY),
        *_of("counter", counter_sheet.draw, test_counter_sheet.SHEETS, pages=ANY),
        *_of("calls", call_list.draw, test_call_list.LISTS, pages=ANY),
        *_of("draw", draw_record.draw, test_draw_record.RECORDS, pages=ANY),
        *_of("sign-in", sign_in_sheet.draw, test_sign_in_sheet.SHEETS, says=_numbers, pages=ANY),
        *_of(
            "roster",
            roster.draw,
            test_roster.ROSTERS,
            says=lambda sheet: [sheet.url, *_numbers(sheet), *_numbers(sheet.waiting)],
            pages=ANY,
            points=9,
        ),
        *_of(
            "pack",
            lambda of: pack.draw(*of[:2]),
            test_pack.PACKS,
            says=lambda of: of[2],
            pages=ANY,
        ),
    ]
)
