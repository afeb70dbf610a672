"""From rows to the words on a sheet."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from string import ascii_uppercase

from handouts.call_list import CallList, Home
from handouts.faq_parts import Common
from handouts.lesson_fit import LessonSheet
from handouts.lesson_parts import NextClass
from handouts.notice_sheet import NoticeSheet
from handouts.roster import Roster
from handouts.roster_rows import Guest
from handouts.slip import Booked, Errand, Slip
from handouts.survey_sheet import SurveySheet
from japanese import dates, phones
from models import (
    AgeBand,
    BookingStatus,
    ConsultationKind,
    District,
    EventStatus,
    Handout,
    Lane,
    Shift,
    Staff,
)
from models.survey import Asked
from services import notice_text
from services.bookings import Entry
from services.call_things import Thing
from services.calls import Household
from services.lesson_faqs import Attached
from services.notices import Notice
from settings import SETTINGS
from web.rendering import city, hours
from wording import Lesson


def address(handout: Handout) -> str:
    """What the QR code says; it is printed below it as well."""
    return f"{SETTINGS.base_url}/h/{handout.code}"


def lesson(
    text: Lesson, handout: Handout, near: Sequence[Notice], attached: Sequence[Attached]
) -> LessonSheet:
    """The edition on it is the sheet's: a newer answer makes a newer sheet."""
    here = city()
    return LessonSheet(
        lesson=replace(text, edition=handout.edition),
        faqs=tuple(Common(one.code, one.question, one.answer) for one in attached),
        url=address(handout),
        code=handout.code,
        next_classes=tuple(_next_class(notice) for notice in near),
        desk=here.desk,
        phone=here.phone,
        hours=here.hours,
        city=here.name,
        fictional=here.is_fictional,
    )


def _next_class(notice: Notice) -> NextClass:
    event = notice.event
    return NextClass(
        title=event.title,
        date=dates.short(event.local_date),
        time=hours(event.starts_at, event.ends_at),
        place=f"{notice.district.name}　{notice.hall}",
    )


def roster(
    notice: Notice,
    handout: Handout,
    entries: Sequence[Entry],
    team: Sequence[tuple[Shift, Staff]],
    districts: Sequence[District],
) -> Roster:
    """The list in the order of `entries`; who came together carries the same letter."""
    here, event = city(), notice.event
    letters = _letters(entries)
    seated = [one for one in entries if one.booking.status is BookingStatus.CONFIRMED]
    waiting = sorted((one for one in entries if one not in seated), key=_in_line)
    return Roster(
        title=event.title,
        when=f"{dates.with_era(event.local_date)} {hours(event.starts_at, event.ends_at)}",
        venue=f"{notice.district.name}　{notice.hall}",
        capacity=event.capacity,
        staff=tuple(f"{staff.name}（{shift.duty.label}）" for shift, staff in team),
        url=address(handout),
        code=handout.code,
        phone=here.phone,
        guests=tuple(_guest(one, letters) for one in seated),
        waiting=tuple(_guest(one, letters, place) for place, one in enumerate(waiting, start=1)),
        districts=tuple(district.name for district in districts),
        age_bands=tuple(band.label for band in AgeBand),
        city=here.name,
        fictional=here.is_fictional,
    )


HEADINGS = {EventStatus.CANCELLED: "中止のお知らせ", EventStatus.POSTPONED: "延期のお知らせ"}


def notice(notice: Notice, handout: Handout) -> NoticeSheet:
    """What was, what is now and why, for everybody who comes to the hall's door."""
    here, event = city(), notice.event
    told = notice_text.parts(event.notice_text)
    when = f"{dates.short(event.local_date)} {hours(event.starts_at, event.ends_at)}"
    facts = {
        "はじめの予定" if notice.is_called_off else "これからの日時": when,
        "会場": f"{notice.hall}（{notice.district.name}）",
        "理由": told.reason,
    }
    return NoticeSheet(
        heading=HEADINGS.get(event.status, "変更のお知らせ"),
        headline=told.headline,
        title=event.title,
        sentence=told.sentence,
        facts=tuple((name, text) for name, text in facts.items() if text),
        said_on=event.notice_on,
        url=address(handout),
        code=handout.code,
        desk=here.desk,
        phone=here.phone,
        hours=here.hours,
        city=here.name,
        fictional=here.is_fictional,
    )


def survey(notice: Notice, handout: Handout, asked: Sequence[Asked]) -> SurveySheet:
    here, event = city(), notice.event
    return SurveySheet(
        title=event.title,
        when=dates.short(event.local_date),
        venue=notice.hall,
        asked=tuple(asked),
        url=address(handout),
        code=handout.code,
        phone=here.phone,
        desk=here.desk,
        city=here.name,
        fictional=here.is_fictional,
    )


def _letters(entries: Sequence[Entry]) -> dict[str, str]:
    sizes = Counter(entry.booking.party for entry in entries)
    together = [party for party, size in sizes.items() if size > 1]
    return dict(zip(together, ascii_uppercase, strict=False))


def _in_line(entry: Entry) -> tuple[bool, int]:
    """Who is asked already stands before who waits."""
    return entry.booking.status is not BookingStatus.OFFERED, entry.booking.rank


def _guest(entry: Entry, letters: dict[str, str], place: int = 0) -> Guest:
    """place: in the line of who waits; none with a seat."""
    person, booking = entry.person, entry.booking
    moved_up = "繰上げ" if booking.seated_from_queue_at else "申込"
    return Guest(
        code=person.card_code,
        name=person.name,
        kana=person.kana,
        phone=phones.display(person.phone) if person.phone else "",
        party=letters.get(booking.party, ""),
        status=f"待ち{place}" if place else moved_up,
        needs=person.support,
        number=booking.roster_row,
    )


def calls(day: date, homes: Sequence[Household]) -> CallList:
    """The households in the order of the screen."""
    here = city()
    return CallList(
        day=dates.with_era(day),
        homes=tuple(
            Home(
                names=home.names.replace("、", "\n"),
                phone=phones.display(home.phone) if home.phone else "",
                remarks=tuple(home.remarks),
                things=tuple((_headed(thing), thing.subject) for thing in home.things),
            )
            for home in homes
        ),
        city=here.name,
        fictional=here.is_fictional,
    )


def _headed(thing: Thing) -> str:
    return f"{thing.label}（{thing.deadline}）" if thing.deadline else thing.label


def slip(
    kinds: Sequence[ConsultationKind], *, booked: Booked | None = None, closed: str = ""
) -> Slip:
    """What to bring for these kinds; a single one leads to its public page."""
    here = city()
    return Slip(
        errands=tuple(_errand(kind, is_booked=booked is not None) for kind in kinds),
        booked=booked,
        closed=closed,
        codes="・".join(kind.code for kind in kinds),
        url=f"{SETTINGS.base_url}/where/{kinds[0].code}" if len(kinds) == 1 else "",
        checked_on=min(kind.checked_on for kind in kinds),
        when_to_call=_urgent(kinds).when_to_call,
        desk=here.desk,
        phone=here.phone,
        hours=here.hours,
        city=here.name,
        fictional=here.is_fictional,
    )


def _urgent(kinds: Sequence[ConsultationKind]) -> ConsultationKind:
    """The first that sends people to somebody else than us, such as to stop a lost card."""
    return next((kind for kind in kinds if kind.lane is Lane.OUTSIDE), kinds[0])


def _errand(kind: ConsultationKind, *, is_booked: bool) -> Errand:
    """Where to go is said by the appointment, unless the counter has to do it."""
    at_corner = is_booked and kind.lane is Lane.VOLUNTEER
    return Errand(
        name=kind.name,
        bring=tuple(kind.things_to_bring),
        pins=tuple(kind.pin_names),
        pin_note=kind.pin_note,
        pins_mentioned=tuple(kind.pins_mentioned),
        place="" if at_corner else kind.where_to_go,
        note=kind.note,
    )
