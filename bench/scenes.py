"""How many telephones can read a printed code: seeded scenes, of which every share is printed.

The codes are those of real sheets, cut out of the rendered page with what stands around them: the
lesson sheet, the finest code of an address there is (a long one on the half-page slip), and the
check-in codes of the list at the door and of the participation card. Stains are a condition of
their own: an opaque blot on one of the three large corners defeats every code, whatever its level.
"""

from dataclasses import replace

from bench import say
from handouts import booking_slip, lesson_sheet, participation_card, sign_in_sheet
from tests.handouts import scenes, symbols
from tests.handouts.samples import LONG_URL, SHEET, URL
from tests.handouts.test_booking_slip import SLIPS
from tests.handouts.test_cards import CARDS, CODES
from tests.handouts.test_sign_in_sheet import SHEET as SIGN_IN

SCENES, GENERATIONS, SEED = 150, 3, 7
IN_ANY = "scenes read in any of five frames / scenes"


def main() -> None:
    for name, pdf, text in _codes():
        sight = scenes.sight(pdf, text)
        module = next(one.module for one in symbols.of(pdf) if one.text == text)
        for condition, stained in (("clean", False), ("stained", True)):
            first, some = scenes.read(sight, SCENES, seed=SEED, stained=stained)
            more = {"first_frame": round(first / SCENES, 3), "module_mm": round(module, 2)}
            say(f"scan_{name}_{condition}", some / SCENES, IN_ANY, scenes=SCENES, **more)
        read = scenes.after_copies(sight, SCENES, GENERATIONS, seed=SEED)
        compares = "copies of the third generation that are read / copies"
        say(f"scan_{name}_copied", read / SCENES, compares, copies=SCENES)


def _codes() -> list[tuple[str, bytes, str]]:
    return [
        ("lesson_sheet", lesson_sheet.draw(SHEET), URL),
        ("finest_address", booking_slip.draw(replace(SLIPS, url=LONG_URL)), LONG_URL),
        ("list_at_the_door", sign_in_sheet.draw(SIGN_IN), SIGN_IN.guests[0].code),
        ("participation_card", participation_card.draw(CARDS), CODES[0]),
    ]


if __name__ == "__main__":
    main()
