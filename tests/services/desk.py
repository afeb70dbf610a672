"""What the coordinator does at the telephone, each in a transaction of its own."""

from database import writing
from models import Booking, Event, Offer, OfferOutcome, Person, Series, Staff
from services import bookings, offers


class Desk:
    def __init__(self, by: Staff):
        self.by = by

    def book(self, event: Event, *people: Person) -> list[Booking]:
        with writing() as db:
            return bookings.book(
                db,
                event=db.get_one(Event, event.id),
                people=[db.get_one(Person, one.id) for one in people],
                idem_key="-".join(str(one.id) for one in (event, *people)),
                by=self.by,
            )

    def cancel(self, booking: Booking, reason: str = "") -> list[str]:
        with writing() as db:
            row = db.get_one(Booking, booking.id)
            return names(bookings.cancel(db, booking=row, reason=reason, by=self.by))

    def answer(self, offer: Offer, outcome: OfferOutcome, reason: str = "") -> list[str]:
        with writing() as db:
            row = db.get_one(Offer, offer.id)
            return names(offers.answer(db, offer=row, outcome=outcome, reason=reason, by=self.by))

    def substitute(self, booking: Booking, person: Person) -> None:
        with writing() as db:
            row, other = db.get_one(Booking, booking.id), db.get_one(Person, person.id)
            bookings.substitute(db, booking=row, person=other, by=self.by)

    def change(self, booking: Booking, event: Event, key: str = "k") -> list[Booking]:
        with writing() as db:
            row, other = db.get_one(Booking, booking.id), db.get_one(Event, event.id)
            return bookings.change_class(db, booking=row, event=other, idem_key=key, by=self.by)

    def book_series(self, series: Series, *people: Person) -> list[Booking]:
        with writing() as db:
            party = [db.get_one(Person, one.id) for one in people]
            return bookings.book_series(db, series=series, people=party, idem_key="s", by=self.by)


def names(entries) -> list[str]:
    return [one.person.name for one in entries]
