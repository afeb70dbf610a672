"""オープンデータ: the classes as an イベント一覧, and the published figures, for other sites."""

import re

from starlette.exceptions import HTTPException
from starlette.requests import Request

import clock
from database import reading
from exchange import event_list, figure_list
from exchange.event_list import Published
from japanese import kana
from japanese.words import words
from models import EventList, Outgoing
from services import notices, outgoing
from services.notices import Notice
from settings import SETTINGS
from web.keeping import File, kept
from web.rendering import city, draw

CSV, JSON = "text/csv; charset=utf-8", "application/json; charset=utf-8"
_UNREADABLE = re.compile(r"[^ァ-ヺー・ 0-9A-Za-z()&.,!?~-]+")


@kept
def about(_request: Request) -> str:
    """Which files there are, with whose name and under which licence they may be used."""
    return draw(
        "open_data.html",
        base=SETTINGS.base_url,
        forms=list(EventList),
        columns=figure_list.COLUMNS,
        years=_years(),
        licence_url=event_list.LICENCE_URL,
    )


@kept
def events_csv(request: Request) -> File:
    """The coming classes; `?form=standard` or `recommended`, else as the city has set it."""
    form = _form(request)
    return File(event_list.as_csv(_events(), form), CSV)


@kept
def events_json(request: Request) -> File:
    """The same as JSON, with the licence."""
    form = _form(request)
    return File(event_list.as_json(_events(), form, city=city().name), JSON)


@kept
def figures_csv(_request: Request) -> File:
    """Every fiscal year that is published, in its newest edition; the headings alone before."""
    return File(figure_list.as_csv(_years(), code=city().code), CSV)


@kept
def figures_json(_request: Request) -> File:
    """The same as JSON, with the licence and the words."""
    here, url = city(), f"{SETTINGS.base_url}/opendata/figures.json"
    return File(figure_list.as_json(_years(), code=here.code, city=here.name, url=url), JSON)


def _years() -> list[Outgoing]:
    with reading() as db:
        return outgoing.every_year(db)


def _form(request: Request) -> EventList:
    wanted = request.query_params.get("form") or city().event_list
    try:
        return EventList(wanted)
    except ValueError:
        raise HTTPException(404) from None


def _events() -> list[Published]:
    with reading() as db:
        return [published(one) for one in notices.in_feeds(db)]


def published(notice: Notice) -> Published:
    """What everybody may know of a class; the telephone is the office's, never a volunteer's."""
    event, venue, here = notice.event, notice.venue, city()
    state = f"【{event.status.label}】" if notice.is_called_off else ""
    begins, ends = clock.local(event.starts_at), clock.local(event.ends_at)
    return Published(
        code=here.code,
        number=event.public_id,
        city=here.name,
        name=state + event.numbered_title,
        kana=spoken(event.numbered_title),
        day=event.local_date,
        start=begins.time(),
        end=ends.time(),
        time_note=event.notice_text,
        description=_description(notice),
        fee=event.fee,
        desk=here.desk,
        phone=here.phone,
        host=event.host or here.name,
        place=venue.name,
        room=notice.room.name if notice.room else "",
        address=venue.address or notice.district.name,
        town=notice.district.name,
        latitude=venue.latitude,
        longitude=venue.longitude,
        access=venue.access,
        capacity=event.capacity,
        apply_by=event.closes_on,
        how_to_apply=f"電話 {here.phone}（{here.desk}）" if here.phone else "",
        kind=event.format.label,
        url=f"{SETTINGS.base_url}/events/{event.public_id}",
        remarks=f"{event_list.LICENCE} {here.name}",
    )


def _description(notice: Notice) -> str:
    outline = notice.course.outline if notice.course else ""
    return f"{notice.event.format.label}。{outline or notice.event.numbered_title}"


def spoken(title: str) -> str:
    """The title in katakana, as far as it can be told; what cannot be read aloud is left out."""
    read = "".join(_as_read(one.text, one.reading) for one in words(title))
    return " ".join(_UNREADABLE.sub(" ", kana.to_katakana(read)).split())


def _as_read(text: str, reading: str) -> str:
    """LINE stays LINE; a number stays a number."""
    return text if text.isascii() else reading or text
