"""Sheets that invite: the flyer and the poster of a class or a series, a town's month."""

from collections.abc import Callable
from datetime import date, timedelta

from sqlmodel import select
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

import clock
from database import Db, writing
from handouts import flyer, month_sheet
from handouts.month_sheet import MonthSheet
from japanese import dates
from models import District, Handout, Staff
from services import notices, printing
from services.notices import Notice
from web import flyers
from web.pdf import shown
from web.scripted import event_of
from web.sign_in import staff_of

ALL_TOWNS = "all"
NEAR_MONTHS = timedelta(days=200)  # how far from today a month's schedule can be printed


def flyer_of_class(request: Request) -> Response:
    """The flyer of one class, A4."""
    said, handout = _one(request, printing.flyer)
    return shown(flyer.draw(flyers.flyer(said, handout)), f"ちらし {_named(said)}")


def poster_of_class(request: Request) -> Response:
    """The poster of one class, A3."""
    said, handout = _one(request, printing.poster)
    words = flyers.flyer(said, handout, for_poster=True)
    return shown(flyer.draw_poster(words), f"ポスター {_named(said)}")


def flyer_of_series(request: Request) -> Response:
    """The flyer of all dates of a series that are still to come, A4."""
    said, handout = _all(request, printing.series_flyer)
    return shown(flyer.draw(flyers.flyer(said, handout)), f"ちらし {_named(said)}から")


def poster_of_series(request: Request) -> Response:
    """The poster of all dates of a series that are still to come, A3."""
    said, handout = _all(request, printing.series_poster)
    words = flyers.flyer(said, handout, for_poster=True)
    return shown(flyer.draw_poster(words), f"ポスター {_named(said)}から")


def _one(request: Request, number: Callable[..., Handout]) -> tuple[list[Notice], Handout]:
    with writing() as db:
        notice = notices.about(db, event=event_of(db, request))
        return [notice], number(db, event=notice.event, by=staff_of(db, request))


def _all(request: Request, number: Callable[..., Handout]) -> tuple[list[Notice], Handout]:
    with writing() as db:
        said = notices.of_series(db, event=event_of(db, request))
        dates_of = [one.event for one in said]
        return said, number(db, dates=dates_of, by=staff_of(db, request))


def _named(said: list[Notice]) -> str:
    return f"{dates.short(said[0].event.local_date)} {said[0].event.title}"


def month_of_town(request: Request) -> Response:
    """What is on in a town in a month (`/all/2026-12.pdf`: in all towns), to be passed round."""
    first, last = days_of(request.path_params["month"])
    with writing() as db:
        staff, town = staff_of(db, request), _town(db, request)
        sheet = _schedule(db, staff, town, first, last)
    return shown(month_sheet.draw(sheet), f"予定表 {sheet.town} {sheet.month}")


def _schedule(db: Db, staff: Staff, town: District | None, first: date, last: date) -> MonthSheet:
    everywhere = notices.in_month(db, first=first, last=last)
    classes = [one for one in everywhere if town is None or one.district.id == town.id]
    near = [one for one in everywhere if one not in classes and _is_to_come(one)]
    events = [one.event for one in [*classes, *near]]
    code, name = (town.code, town.name) if town else ("", "")
    handout = printing.month(db, town=code, first=first, classes=events, by=staff)
    return flyers.month(name, first, classes, near, handout)


def _is_to_come(notice: Notice) -> bool:
    return notice.is_announced and notice.event.starts_at > clock.now()


def _town(db: Db, request: Request) -> District | None:
    code = request.path_params["town"]
    town = db.exec(select(District).where(District.code == code)).first()
    if town is None and code != ALL_TOWNS:
        raise HTTPException(404)
    return town


def days_of(month: str) -> tuple[date, date]:
    """The first and the last day of a month about now, written 2026-12."""
    try:
        first = date.fromisoformat(f"{month}-01")
    except ValueError:
        raise HTTPException(404) from None
    if abs(first - clock.today()) > NEAR_MONTHS:
        raise HTTPException(404)
    return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
