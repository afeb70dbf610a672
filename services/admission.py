"""受付の可否: whether somebody may book, change, or hand on a place, and what they then get."""

from sqlmodel import Session, col, select

import clock
from japanese import dates
from models import Attendance, Booking, BookingStatus, Event, EventStatus, Person
from refusal import Refusal
from services.people import called
from services.seats import APPLIED, CANCELLED, CONFIRMED, WAITING, Seats

NEXT, OTHER = "次の教室をご案内ください。", "ほかの教室をご案内ください。"
CLOSED = {  # the fact for anybody, and the advice to the desk
    EventStatus.DRAFT: ("この教室は、まだ公開されていません。", "公開したあとでお受けします。"),
    EventStatus.CLOSED: ("この教室は、申込を締め切りました。", OTHER),
    EventStatus.HELD: ("この教室は、もう終わりました。", NEXT),
    EventStatus.REPORTED: ("この教室は、もう終わりました。", NEXT),
    EventStatus.CANCELLED: ("この教室は、中止になりました。", OTHER),
    EventStatus.POSTPONED: ("この教室は、延期になりました。", OTHER),
}


def status(event: Event, *, seats: Seats, party: int) -> BookingStatus:
    """What a party that books now gets."""
    if event.collects:
        return APPLIED
    return CONFIRMED if seats.take(party) else WAITING


def check_open(event: Event) -> None:
    """Whether bookings are taken at all; refused with the advice to the desk."""
    if why := why_closed(event):
        raise Refusal("".join(why))


def why_closed(event: Event) -> tuple[str, str] | None:
    """Why nobody can book now, and what the desk says then; None when they can.

    A drawn class is first come, first served to the end.
    """
    now, why = clock.now(), CLOSED.get(event.status)
    if event.starts_at <= now:
        why = CLOSED[EventStatus.HELD]
    elif event.opens_at and now < event.opens_at:
        why = (f"この教室の申込は、{dates.spoken(event.opens_at)}から受け付けます。", "")
    elif event.closes_on and event.closes_on < now.date() and not event.drawn_at:
        why = (f"この教室の申込は、{dates.short(event.closes_on)}で締め切りました。", OTHER)
    return why


def check_seats(event: Event) -> None:
    """Whether there are seats to be had at all, and no times."""
    if event.is_by_time:
        raise Refusal("この相談会は、時刻を決めて予約します。お電話でお受けします。")


def check_party(db: Session, *, event: Event, people: list[Person]) -> None:
    """Whether these people may book together."""
    if not people:
        raise Refusal("どなたのお申し込みか、参加する方を選んでください。")
    if len({person.id for person in people}) < len(people):
        raise Refusal("同じ方が2回選ばれています。1つ外してください。")
    if len(people) > event.capacity:
        raise Refusal(
            f"定員は{event.capacity}名です。{len(people)}名で一緒のお申し込みはできません。"
            "何組かに分けてください。"
        )
    check_new(db, event=event, people=people)


def check_new(db: Session, *, event: Event, people: list[Person]) -> None:
    """Nobody is in a class twice."""
    booked = db.exec(
        select(Booking.person_id, Booking.status).where(
            Booking.event_id == event.id,
            col(Booking.person_id).in_([person.id for person in people]),
            Booking.status != CANCELLED,
        )
    ).all()
    names = {person.id: called(person) for person in people}
    for person_id, status in booked:
        raise Refusal(f"{names[person_id]}は、この教室をもう申し込んでいます（{status.label}）。")


def check_changeable(db: Session, *, event: Event, booking: Booking) -> None:
    """What is over or checked in stays as it was."""
    if event.ends_at <= clock.now():
        raise Refusal("終わった教室の申込は、変えられません。")
    if db.exec(select(Attendance.id).where(Attendance.booking_id == booking.id)).first():
        raise Refusal("受付が済んでいます。先に「当日の受付」で受付を取り消してください。")
