"""How public pages are drawn, and how a posted form reaches a plain function."""

import re
from collections.abc import Callable
from datetime import date, datetime
from functools import wraps
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape
from sqlalchemy.exc import SQLAlchemyError
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

import clock
from database import reading
from japanese import dates, furigana
from models import Municipality
from services import places
from web import english, keeping, readings, view

HERE = Path(__file__).parent
MOST_FIELDS, LONGEST_FIELD = 30, 65_536  # bytes as sent: nine for a kanji
_COMMENT = re.compile(r"/\*.*?\*/\s*|\n", re.DOTALL)
_PHONE = re.compile(r"(?<![\d#&])#?\d[\d-]+\d(?!\d)")
_LONG_KANA = re.compile("(?<=[ァ-ヶー]{6})(?=[一-鿿])")
STYLE = _COMMENT.sub("", (HERE / "assets" / "tonari.css").read_text("utf-8"))
NOWHERE = Municipality(code="", name="", kana="", desk="", phone="", hours="")


def ruby(text: str) -> Markup:
    """Furigana marks as HTML; a browser that knows no ruby shows the reading in brackets."""
    mark = Markup("<ruby>{}<rp>（</rp><rt>{}</rt><rp>）</rp></ruby>")
    return Markup("").join(
        mark.format(word, reading) if reading else word for word, reading in furigana.pairs(text)
    )


def hours(starts_at: datetime, ends_at: datetime) -> str:
    """午前10時〜11時30分, in Japan."""
    if view.current().english:
        return english.span(starts_at, ends_at)
    return dates.span(clock.local(starts_at).time(), clock.local(ends_at).time())


def moment(at: datetime) -> str:
    """11月26日(木) 午前8時30分"""
    if view.current().english:
        return english.moment(at)
    local = clock.local(at)
    return f"{dates.short(local.date())} {dates.clock_time(local.time())}"


def day(day: date) -> str:
    """11月26日(木)"""
    return english.day(day) if view.current().english else dates.short(day)


def full_day(day: date) -> str:
    """令和8年11月26日(木)"""
    return english.day(day) if view.current().english else dates.with_era(day)


def weekday(day: date) -> str:
    """木"""
    return f"{day:%a}" if view.current().english else dates.WEEKDAYS[day.weekday()]


def phone_links(text: str) -> Markup:
    """Every telephone number in the text can be pressed: 0000-00-0000, 188, #9110."""
    link = r'<a href="tel:\g<0>">\g<0></a>'
    linked = _PHONE.sub(link, str(escape(text)))
    return Markup(linked.replace('"tel:#', '"tel:%23'))


def breakable(title: str) -> Markup:
    """A line may end before 相談 in マイナンバーカード相談コーナー: telephones are narrow."""
    return Markup("<wbr>").join(_LONG_KANA.split(title))


_templates = Environment(
    loader=FileSystemLoader(HERE / "templates"),
    undefined=StrictUndefined,
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
    extensions=["jinja2.ext.i18n"],
)
_templates.policies["ext.i18n.trimmed"] = True
_templates.install_gettext_callables(english.translated, english.counted, newstyle=True)
# `_()` also gets names of the master data: text, never HTML, and a % in it is a per cent.
_templates.globals |= {"style": STYLE, "_": english.translated, "ja": english.ja}
_templates.filters |= {
    "breakable": breakable,
    "day": day,
    "day_of_month": lambda day: str(day.day) if view.current().english else f"{day.day}日",
    "digits": lambda phone: re.sub(r"\D", "", phone),
    "full_day": full_day,
    "hours": hours,
    "moment": moment,
    "month": lambda day: f"{day:%b}" if view.current().english else f"{day.month}月",
    "phone_links": phone_links,
    "named": english.named,
    "native": english.native,
    "opening": english.opening,
    "plain": furigana.plain,
    "ruby": ruby,
    "weekday": weekday,
}


def city() -> Municipality:
    """Whose pages these are. An error page must come out even without a database."""
    return keeping.recall("city") or keeping.keep("city", _city)


def _city() -> Municipality:
    try:
        with reading() as db:
            return db.get(Municipality, 1) or NOWHERE
    except SQLAlchemyError:
        return NOWHERE


def draw(name: str, /, **context: Any) -> str:
    """The page as text. Blocking."""
    seen = view.current()
    html = _templates.get_template(name).render(city=city(), view=seen, sizes=view.SIZES, **context)
    if seen.furigana:
        html = readings.on(html, keeping.recall("names") or keeping.keep("names", _names))
    return view.carried(html)


def _names() -> dict[str, str]:
    """How the places of this city are read."""
    with reading() as db:
        return {one.name: one.kana for one in places.named(db) if one.kana}


def page(name: str, /, *, status: int = 200, **context: Any) -> HTMLResponse:
    """A page for one person: nobody in between keeps it."""
    return HTMLResponse(draw(name, **context), status, headers={"Cache-Control": "no-store"})


def form_page(name: str, /, *, status: int = 200, **context: Any) -> HTMLResponse:
    """A form, or what a sent one was answered with. The browser alone may keep it: its back button
    would otherwise show no form, but ask whether all should be sent once more."""
    kept = {"Cache-Control": "private, no-cache"}
    return HTMLResponse(draw(name, **context), status, headers=kept)


def form_post(handler: Callable[[Request, FormData], Response]):
    """Read the form, then run the handler off the event loop: database calls block."""

    @wraps(handler)
    async def endpoint(request: Request) -> Response:
        form = request.form(max_files=0, max_fields=MOST_FIELDS, max_part_size=LONGEST_FIELD)
        async with form as fields:
            return await run_in_threadpool(handler, request, fields)

    return endpoint


def field(form: FormData, name: str) -> str:
    """What was typed, or nothing. A NUL is never typed, and PostgreSQL would refuse it."""
    value = form.get(name, "")
    return value.replace("\0", "") if isinstance(value, str) else ""
