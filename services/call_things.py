"""What a household is told on the telephone: one thing of it, and the sentence to read aloud."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

import clock
from japanese import dates
from models import (
    Admission,
    Appointment,
    Booking,
    Call,
    CallKind,
    CallOutcome,
    Event,
    EventStatus,
    Offer,
    Person,
    Question,
    Venue,
)
from services.seats import CONFIRMED

CALLED_OFF = (EventStatus.CANCELLED, EventStatus.POSTPONED)
TOLD = (CallOutcome.REACHED, CallOutcome.DECLINED)
LONG = 60  # letters of a question that are shown beside the number


class Topic(NamedTuple):
    """A thing as a screen carries it: numbers only. `seen`: the last call the screen knew of."""

    kind: CallKind
    event_id: int = 0  # none: about a question
    booking_ids: tuple[int, ...] = ()
    offer_id: int | None = None
    appointment_id: int | None = None
    question_id: int | None = None
    notice: int = 0
    seen: int = 0


class Thing(NamedTuple):
    """One thing to tell one household: about the class of a party, a time at a consultation
    corner, or a question.

    `due`: the moment by which they must know. `calls`: the tries so far, oldest first.
    `bring`: what to bring to the corner, in a sentence.
    `reply`: what a question was answered, when a colleague has written it for the call.
    """

    kind: CallKind
    phone: str
    due: datetime
    people: tuple[Person, ...] = ()
    bookings: tuple[Booking, ...] = ()
    event: Event | None = None
    venue: Venue | None = None
    offer: Offer | None = None
    appointment: Appointment | None = None
    bring: str = ""
    question: Question | None = None
    reply: str = ""
    calls: tuple[Call, ...] = ()

    @property
    def is_called_off(self) -> bool:
        return self.event is not None and self.event.status in CALLED_OFF

    @property
    def starts_at(self) -> datetime:
        """Of the class, or of the time somebody has at its corner."""
        return self.appointment.starts_at if self.appointment else self.event.starts_at

    @property
    def label(self) -> str:
        """Why somebody is called: あしたの教室, or あしたの相談 for a time at a corner."""
        if self.kind is CallKind.REMINDER:
            return "あしたの相談" if self.appointment else "あしたの教室"
        return self.kind.label

    @property
    def tries(self) -> list[Call]:
        return [call for call in self.calls if call.outcome is CallOutcome.ABSENT]

    @property
    def topic(self) -> Topic:
        return Topic(
            kind=self.kind,
            event_id=self.event.id if self.event else 0,
            booking_ids=tuple(one.id for one in self.bookings),
            offer_id=self.offer.id if self.offer else None,
            appointment_id=self.appointment.id if self.appointment else None,
            question_id=self.question.id if self.question else None,
            notice=self.event.notice if self.event else 0,
            seen=max((call.id for call in self.calls), default=0),
        )

    @property
    def subject(self) -> str:
        """In one line, for the eye: 12月4日(金) 午前10時 中央公民館「LINE教室」2名."""
        if self.question:
            body = self.question.body
            return body if len(body) <= LONG else f"{body[:LONG]}…"
        starts = clock.local(self.starts_at)
        when = f"{dates.short(starts.date())} {dates.clock_time(starts.time())}"
        return f"{when} {self.venue.name}「{self.event.title}」{len(self.people)}名"

    @property
    def deadline(self) -> str:
        """Until when a seat is held: きょう 午後5時15分まで; empty for everything else."""
        if self.offer is None:
            return ""
        end = clock.local(self.due)
        day = "きょう" if end.date() == clock.today() else dates.short(end.date())
        return f"{day} {dates.clock_time(end.time())}まで"

    @property
    def sentence(self) -> str:
        """To be read aloud, with the words of the day: あした, 午後5時15分まで."""
        return SENTENCES[self.kind](self)


def _class(thing: Thing) -> str:
    """あした、12月4日、金曜日、午前10時から、中央公民館の「LINE教室」."""
    event = thing.event
    soon = "あした、" if event.local_date == clock.today() + timedelta(days=1) else ""
    return f"{soon}{dates.spoken(thing.starts_at)}から、{thing.venue.name}の「{event.title}」"


def _reminder(thing: Thing) -> str:
    if thing.appointment:
        return f"{_class(thing)}で、カードのご相談です。お越しになれますか。{thing.bring}"
    return (
        f"{_class(thing)}に、{len(thing.people)}名様でお申し込みです。お越しになれますか。"
        "スマートフォンは、充電してお持ちください。"
    )


def _offer(thing: Thing) -> str:
    until = dates.spoken(thing.offer.expires_at)
    return (
        f"{_class(thing)}に、{thing.offer.seats}名様の席が空きました。お越しになりますか。"
        f"お返事は、{until}までお待ちします。"
    )


def _change(thing: Thing) -> str:
    asked = "" if thing.is_called_off else "お越しになれますか。"
    if thing.appointment:
        at = dates.clock_time(clock.local(thing.starts_at).time())
        asked = asked and f"ご予約の時刻は、{at}です。{asked}{thing.bring}"
    what = "ご予約" if thing.appointment else "お申し込み"
    return f"{what}の「{thing.event.title}」のことです。{thing.event.notice_text}{asked}"


def _result(thing: Thing) -> str:
    drawn = thing.event.admission is Admission.LOTTERY
    begin = "抽選の結果" if drawn else "お申し込みの結果"
    if thing.bookings[0].status is CONFIRMED:
        return f"{begin}、{_class(thing)}に、{len(thing.people)}名様でお越しいただけます。"
    return (
        f"{begin}、{_class(thing)}は、キャンセル待ちになりました。席が空きましたら、お電話します。"
    )


def _question(thing: Thing) -> str:
    return f"先日いただいたご質問に、お返事いたします。{thing.reply}"


SENTENCES = {
    CallKind.REMINDER: _reminder,
    CallKind.OFFER: _offer,
    CallKind.CHANGE: _change,
    CallKind.RESULT: _result,
    CallKind.QUESTION: _question,
}


def knows_change(calls: Sequence[Call], event: Event) -> bool:
    """Whether the latest change of the class has been told."""
    return any(
        one.notice == event.notice and one.kind is CallKind.CHANGE and one.outcome in TOLD
        for one in calls
    )


def knows_date(calls: Sequence[Call], event: Event, day: date) -> bool:
    """Reminded of this date, or told about anything else of this class on the same day."""
    return any(
        one.outcome in TOLD
        and one.notice == event.notice
        and (one.kind is CallKind.REMINDER or one.local_date == day)
        for one in calls
    )


def is_wrong(calls: Sequence[Call], corrected_at: datetime) -> bool:
    """The number was somebody else's, and nobody has corrected it since."""
    return bool(calls) and (
        calls[-1].outcome is CallOutcome.WRONG_NUMBER and corrected_at <= calls[-1].at
    )
