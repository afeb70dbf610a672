"""Classes for the calendars of telephones and offices: a feed that follows them, and one alone."""

from urllib.parse import urlencode, urlsplit

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from database import reading
from exchange import ical
from exchange.ical import Sitting
from services import notices, places
from services.notices import Notice
from settings import SETTINGS
from web.keeping import File, kept
from web.rendering import city, draw


@kept
def how(_request: Request) -> str:
    """What a feed is good for, in plain words, and the feed of each town."""
    with reading() as db:
        towns = places.districts(db)
    feeds = {"すべての町": address()} | {town.name: address(town.code) for town in towns}
    return draw("calendar.html", feeds=feeds, plain=f"{SETTINGS.base_url}/calendar.ics")


def address(town: str = "") -> str:
    """The feed as calendars subscribe to it: they know webcal:// as «follow», not «open once»."""
    query = f"?{urlencode({'town': town})}" if town else ""
    there = urlsplit(SETTINGS.base_url)
    return f"webcal://{there.netloc}{there.path}/calendar.ics{query}"


@kept
def classes(request: Request) -> File | Response:
    """All coming classes, or those of one town (`?town=`); the called-off ones say so."""
    wanted = request.query_params.get("town", "")
    with reading() as db:
        town = places.district(db, code=wanted) if wanted else None
        if wanted and town is None:
            raise HTTPException(404)
        found = notices.in_feeds(db, town=wanted)
    name = f"{city().name} スマホ教室" + (f"（{town.name}）" if town else "")
    return _file(found, name)


@kept
def one_class(request: Request) -> File | Response:
    """One class, to be put into a calendar once; drafts and past ones are not given out."""
    with reading() as db:
        notice = notices.one(db, public_id=request.path_params["public_id"])
    if notice is None or not (notice.is_announced or notice.is_called_off):
        raise HTTPException(404)
    return _file([notice], notice.event.title)


def _file(found: list[Notice], name: str) -> File:
    return File(ical.calendar(map(sitting, found), name), ical.KIND)


def sitting(notice: Notice) -> Sitting:
    """What everybody may know of a class."""
    event, venue, here = notice.event, notice.venue, city()
    call = f"お電話 {here.phone}（{here.desk}）" if here.phone else ""
    return Sitting(
        public_id=event.public_id,
        title=event.title,
        starts_at=event.starts_at,
        ends_at=event.ends_at,
        status=event.status,
        place=" ".join(filter(None, [notice.hall, venue.address or notice.district.name])),
        note="\n".join(filter(None, [event.notice_text, call])),
        url=f"{SETTINGS.base_url}/events/{event.public_id}",
        sequence=event.notice,
        changed_at=event.updated_at,
    )
