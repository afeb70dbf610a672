"""From rows to the words on sheets that carry names: slips, cards, badges."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from handouts.booking_slip import BookingSlips, Party
from handouts.certificate import Certificates
from handouts.consultation_form import ConsultationForm
from handouts.name_badge import Badge, Badges
from handouts.participation_card import Card, Cards
from handouts.roster_rows import Guest
from handouts.sign_in_sheet import SignInSheet
from japanese import dates
from models import (
    AgeBand,
    Booking,
    BookingStatus,
    ConsultationKind,
    Device,
    District,
    Event,
    Format,
    Handout,
    Outcome,
    Person,
    Shift,
    Staff,
)
from services.bookings import Entry
from services.completions import Completion
from services.notices import Notice
from services.people import called
from web.flyers import BRING, BRING_CARD
from web.rendering import city, hours
from web.sheets import address

CALL, CALL_US = "お電話します。", "お電話番号を伺っていませんので、前の日までにお電話ください。"
FREED = {
    BookingStatus.OFFERED: "席があきました。お返事を、お電話でお聞かせください。",
    BookingStatus.APPLIED: "応募を受け付けました。席が決まりましたら、",
    BookingStatus.WAITING: "キャンセル待ちの{line}番目です。席があいたら、",
}


def of_parties(entries: Sequence[Entry]) -> list[list[Entry]]:
    """Who came together, in the order of the list."""
    order = {party: at for at, party in enumerate(dict.fromkeys(map(_party, entries)))}
    return [
        list(group)
        for _, group in groupby(sorted(entries, key=lambda one: order[_party(one)]), _party)
    ]


def _party(entry: Entry) -> str:
    return entry.booking.party


def slips(notice: Notice, handout: Handout, parties: Sequence[Party]) -> BookingSlips:
    here, event = city(), notice.event
    return BookingSlips(
        title=event.numbered_title,
        day=f"{event.local_date.month}月{event.local_date.day}日 {_weekday(event)}",
        time=hours(event.starts_at, event.ends_at),
        facts=_facts(notice),
        parties=tuple(parties),
        url=address(handout),
        code=handout.code,
        desk=here.desk,
        phone=here.phone,
        hours=here.hours,
        city=here.name,
        fictional=here.is_fictional,
    )


def _weekday(event: Event) -> str:
    return f"{dates.WEEKDAYS[event.local_date.weekday()]}曜日"


def _facts(notice: Notice) -> tuple[tuple[str, str], ...]:
    event = notice.event
    return (
        ("教室", event.numbered_title),
        ("場所", f"{notice.hall}（{notice.district.name}）"),
        ("持ち物", BRING_CARD if event.format is Format.CONSULTATION else BRING),
        ("参加費", f"{event.fee:,}円" if event.fee else "無料"),
    )


def party(entries: Sequence[Entry], line: int) -> Party:
    """Whose slip it is. `line`: how many parties are served up to and with this one."""
    names = "、".join(called(entry.person) for entry in entries)
    return Party(names, _standing(entries, entries[0].booking, line))


def _standing(entries: Sequence[Entry], booking: Booking, line: int) -> str:
    """What is still open; a call is promised only to who left a number."""
    said = FREED.get(booking.status, "").format(line=line)
    if not said.endswith("、"):
        return said
    return said + (CALL if any(entry.person.phone for entry in entries) else CALL_US)


def cards(people: Sequence[Person], blank: int = 0) -> Cards:
    """The cards of these people, and `blank` ones to be filled in by hand."""
    here = city()
    own = tuple(Card(one.card_code, one.name, one.kana) for one in people)
    return Cards(own + (Card(),) * blank, here.name, here.phone, here.is_fictional)


def badges(notice: Notice, team: Sequence[tuple[Shift, Staff]], people: Sequence[Person]) -> Badges:
    """The team first, then everybody who comes and left a name."""
    here = city()
    working = [Badge(staff.name, role=shift.duty.label) for shift, staff in team]
    named = [one for one in people if one.name or one.kana]
    coming = [Badge(one.name, one.kana, code=one.card_code) for one in named]
    title, own = notice.event.numbered_title, (*working, *coming)
    return Badges(own, title=title, city=here.name, fictional=here.is_fictional)


def sign_in(notice: Notice, entries: Sequence[Entry]) -> SignInSheet:
    """Who has a seat, by the number of the roster; nothing else of them."""
    here, event = city(), notice.event
    guests = [
        Guest(person.card_code, person.name, person.kana, number=booking.roster_row)
        for booking, person, _ in entries
        if booking.status is BookingStatus.CONFIRMED
    ]
    return SignInSheet(
        title=event.numbered_title,
        when=f"{dates.short(event.local_date)} {hours(event.starts_at, event.ends_at)}",
        venue=f"{notice.district.name}　{notice.hall}",
        guests=tuple(guests),
        city=here.name,
        fictional=here.is_fictional,
    )


def consultation(
    kinds: Sequence[ConsultationKind], towns: Sequence[District], notice: Notice | None
) -> ConsultationForm:
    """The form of a corner, or one for any day."""
    here, when = city(), ""
    if notice:
        when = f"{dates.short(notice.event.local_date)}　{notice.hall}"
    return ConsultationForm(
        when=when or "　　月　　日　会場",
        kinds=tuple((one.code, one.name) for one in kinds),
        towns=(*(town.name for town in towns), "市外"),
        ages=tuple(band.label for band in AgeBand),
        devices=tuple(one.label for one in Device),
        outcomes=tuple(one.label for one in Outcome),
        city=here.name,
        fictional=here.is_fictional,
    )


def certificates(event: Event, done: Completion) -> Certificates:
    here, first, last = city(), done.dates[0].local_date, done.dates[-1].local_date
    return Certificates(
        names=tuple(person.name for person in done.people),
        course=event.title,
        dates=f"全{len(done.dates)}回、{_written(first)}から{_written(last)}まで",
        day=_written(event.local_date),
        city=here.name,
        desk=here.desk,
        fictional=here.is_fictional,
    )


def _written(day: date) -> str:
    """令和8年12月4日"""
    return f"{dates.wareki_year(day)}{day.month}月{day.day}日"
