"""ネット申込: residents book for themselves, under the rules of the telephone desk.

Nobody learns here whether somebody is known to the city: everyone is written down anew, and the
office sees later who may be the same person (docs/decisions/0015-booking-online.md).
"""

from typing import NamedTuple

from sqlmodel import Session

from japanese import kana
from models import (
    AgeBand,
    Booking,
    BookingStatus,
    Channel,
    Event,
    Municipality,
    Person,
    guard,
    split,
)
from refusal import Refusal
from services import admission, newcomers, people, places, seating
from services.offers import hold
from services.question_form import Incomplete
from services.seats import APPLIED, CONFIRMED, WAITING, standing

OUTSIDE = "outside"  # in place of a town: 市外
LONGEST_READING = 40
NO_READING = "お名前の読みを、ひらがなで入れてください（例: みほん はなこ）。"
NO_TOWN = "お住まいの町を選んでください。市の外の方は「市外」です。"
SUPPORT = {
    "slowly": "大きな声で、ゆっくり",
    "in_writing": "筆談",
    "large_print": "大きな字の紙",
    "wheelchair": "車いすで行く",
    "no_stairs": "階段がむずかしい",
}
NOW = {
    CONFIRMED: "空いた席ができました。このまま、お席をお取りできます。",
    WAITING: "お申し込みの人数分の席が、いまは空いていません。キャンセル待ちになります。",
    APPLIED: "この教室は、申込を集めてから決めます。",
}
PRESS_AGAIN = "よろしければ、もう一度、下のボタンを押してください。"


class Wanted(NamedTuple):
    """The form as it was typed. `town`: a district's code, or OUTSIDE. `ages`: values of AgeBand,
    or nothing. `support`: keys of SUPPORT."""

    kana: str
    town: str
    with_kana: str = ""
    phone: str = ""
    age: str = ""
    with_age: str = ""
    support: tuple[str, ...] = ()


class Changed(Refusal):
    """What the party would get is no longer what the page had told."""

    def __init__(self, status: BookingStatus):
        super().__init__(NOW[status] + PRESS_AGAIN)
        self.status = status


def check_open(db: Session, *, event: Event) -> None:
    """Whether this class takes bookings online at all."""
    if not db.get_one(Municipality, 1).web_booking:
        raise Refusal("お申し込みは、お電話でお受けしています。")
    if why := admission.why_closed(event):
        raise Refusal(why[0])
    admission.check_seats(event)


def outlook(db: Session, *, event: Event, party: int = 1) -> BookingStatus:
    """What a party of this size would get now: a seat, a place in the line, or a decision later."""
    return admission.status(event, seats=standing(db, event=event).seats, party=party)


def book(
    db: Session, *, event: Event, wanted: Wanted, told: BookingStatus, idem_key: str
) -> list[Booking]:
    """Book one person or a couple. The same key again returns the first result.

    told: what the page had said they would get; `Changed` when it is something else now.
    Raises question_form.Incomplete, which names every field to be corrected.
    """
    hold(db, event=event)
    if before := seating.booked_with(db, idem_key=idem_key):
        return before
    check_open(db, event=event)
    phone = _checked(db, wanted)
    readings = [one for one in (wanted.kana, wanted.with_kana) if one.strip()]
    if len(readings) > event.capacity:
        raise Refusal(f"この教室は、定員が{event.capacity}名です。おひとりずつお申し込みください。")
    now = outlook(db, event=event, party=len(readings))
    if now is not told:
        raise Changed(now)
    persons = [
        newcomers.enter(db, person=_person(db, reading, age, wanted, phone))
        for reading, age in zip(readings, (wanted.age, wanted.with_age), strict=False)
    ]
    return seating.take(db, event=event, people=persons, idem_key=idem_key, channel=Channel.WEB)


def _checked(db: Session, wanted: Wanted) -> str:
    """The digits of the telephone number; Incomplete names every fault."""
    problems, phone = {}, ""
    for name in ("kana", "with_kana"):
        if fault := _reading_fault(getattr(wanted, name), needed=name == "kana"):
            problems[name] = fault
    if wanted.town != OUTSIDE and places.district(db, code=wanted.town) is None:
        problems["town"] = NO_TOWN
    try:
        phone = people.telephone(db, text=wanted.phone).digits if wanted.phone.strip() else ""
    except Refusal as no:
        problems["phone"] = str(no)
    if finding := guard.find(wanted.phone):
        problems["phone"] = guard.SENTENCE[finding]
    if problems:
        raise Incomplete({name: problems[name] for name in Wanted._fields if name in problems})
    split.check((wanted.kana, wanted.with_kana))
    return phone


def _reading_fault(text: str, *, needed: bool) -> str:
    if finding := guard.find(text):
        return guard.SENTENCE[finding]
    if not text.strip():
        return NO_READING if needed else ""
    if len(text.strip()) > LONGEST_READING:
        return f"お名前の読みは{LONGEST_READING}文字までにしてください。"
    return "" if kana.is_kana(text) else NO_READING


def _person(db: Session, reading: str, age: str, wanted: Wanted, phone: str) -> Person:
    reading = " ".join(kana.to_hiragana(reading).split())
    district = places.district(db, code=wanted.town)
    return Person(
        name=reading,
        kana=reading,
        kana_key=kana.fold(reading),
        phone=phone,
        district_id=district.id if district else None,
        is_resident=district is not None,
        age_band=AgeBand(age) if age in set(AgeBand) else AgeBand.UNKNOWN,
        support="、".join(text for name, text in SUPPORT.items() if name in wanted.support),
    )
