"""停止日: days on which the card system is down. They are data: the office types them in."""

from collections.abc import Iterable
from datetime import date, timedelta

from sqlmodel import Session, select

import clock
from japanese import dates
from models import CardClosure

AHEAD = timedelta(days=45)  # how far ahead people plan a visit to the counter


def near(db: Session, *, day: date | None = None) -> list[CardClosure]:
    """Those from this day (none: today) on that somebody who plans a visit has to know of."""
    first = day or clock.today()
    wanted = select(CardClosure).where(
        CardClosure.last_day >= first, CardClosure.first_day <= first + AHEAD
    )
    return list(db.exec(wanted.order_by(CardClosure.first_day)))


def on(db: Session, *, day: date) -> CardClosure | None:
    """The one this day falls into."""
    return next((one for one in near(db, day=day) if one.first_day <= day), None)


def told(closures: Iterable[CardClosure]) -> list[str]:
    """Each in a sentence, to be read aloud or printed."""
    return [
        f"{days_of(one)}は停止日です（{one.reason or 'カードのシステムの停止'}）。"
        "市民課の窓口でも、カードの手続きはできません。"
        for one in closures
    ]


def days_of(one: CardClosure) -> str:
    """12月20日(日); 12月29日(火)から1月3日(日)まで"""
    if one.first_day == one.last_day:
        return dates.short(one.first_day)
    return f"{dates.short(one.first_day)}から{dates.short(one.last_day)}まで"
