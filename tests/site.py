"""The public site as visitors meet it: every page in every state, drawn once for all tests.

The demo town at noon, in this process; for each state one class, slip or sheet is added to it.
"""

import re
from datetime import date, timedelta
from typing import NamedTuple

import pytest
from sqlmodel import Session, select
from starlette.testclient import TestClient

import clock
from database import reading, writing
from handouts import curriculum
from models import (
    Admission,
    Booking,
    CardClosure,
    Course,
    Event,
    EventStatus,
    Faq,
    Format,
    Role,
    Staff,
)
from services import (
    changes,
    faq_files,
    faqs,
    lesson_faqs,
    master_files,
    moves,
    periods,
    places,
    printing,
    publications,
    search_index,
)
from start import shipped_lessons
from tests.classes import SOON, a_class, at
from tests.conftest import NOON, member
from tests.visitors import came
from tests.web.doors import doors
from web import keeping, limits

PARTY = {"kana": "みほん はなこ", "town": "chuo", "phone": "0000-12-3456"}
COUPLE = PARTY | {"with_kana": "みほん たろう", "age": "75-79", "support": "large_print"}
ASKED = {"category": "photo", "body": "写真がいっぱいで、もう撮れません。どうすればいいですか。"}
CORNER = {"format": Format.CONSULTATION, "tables": 2, "ends_at": SOON + timedelta(hours=3)}
WISHES = "次は日曜がいいです"
NUMBER = "1234 5678 9018"  # synthetic
VIEWS = {"": "", "furigana": "furigana=1", "english": "lang=en"}


class Seen(NamedTuple):
    """One answer of the site. `posted`: no address leads there, only a button."""

    status: int
    html: str
    address: str
    posted: bool
    headers: dict[str, str]


class Site:
    """Walks through the site in one view, and keeps what it saw by name."""

    def __init__(self, client: TestClient, view: str):
        self.client, self.view, self.query = client, view, VIEWS[view]
        self.seen: dict[str, Seen] = {}

    def look(self, name: str, address: str, data: dict | None = None, **headers: str) -> Seen:
        keeping.forget()
        limits.forget()
        query = f"{'&' if '?' in address else '?'}{self.query}" if self.query else ""
        method = "GET" if data is None else "POST"
        sent = {"data": data, "headers": headers, "follow_redirects": True}
        answer = self.client.request(method, address + query, **sent)
        where = answer.url.raw_path.decode()
        posted = answer.request.method == "POST"
        found = Seen(answer.status_code, answer.text, where, posted, dict(answer.headers))
        self.seen[name] = found
        return found


def hidden(html: str) -> dict[str, str]:
    """What a form carries unseen."""
    return dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', html))


def visited() -> dict[str, dict[str, Seen]]:
    """By view (`VIEWS`) and by name: every page in every state. The tables are empty before."""
    with pytest.MonkeyPatch.context() as patch, doors() as client:
        patch.setattr(clock, "now", lambda: NOON)
        sites = {view: Site(client, view) for view in VIEWS}
        with writing() as db:
            master_files.load(db, city="demo")
        for site in sites.values():
            _empty(site)
        _settle()
        for site in sites.values():
            _everywhere(site)
    return {name: site.seen for name, site in sites.items()}


def _settle() -> None:
    """Somebody at the desk, what every city can answer, and more classes than one page holds."""
    sato = member("sato", "佐藤", Role.COORDINATOR)
    with writing() as db:
        faq_files.load(db, owner=sato)
        faq = db.exec(select(Faq).where(Faq.code == "Q0001")).one()
        lesson_faqs.attach(db, faq=faq, course=_course(db, "B01"), by=sato)
        search_index.lesson(db, course=_course(db, "B02"), text=shipped_lessons()["B02"])
        off = NOON.date() + timedelta(days=20)
        db.add(CardClosure(first_day=off, last_day=off, reason="全国のシステム点検（見本）"))
        titles = {one.id: one.title for one in db.exec(select(Course))}
        towns = [one.code for one in places.districts(db)]
    _published(sato)
    for number, (course, title) in enumerate(list(titles.items())[:13]):
        when = at(10, days=3 + number)
        town = towns[number % len(towns)]
        a_class(title=title, course_id=course, district=town, starts_at=when, capacity=13 - number)


def _published(sato: Staff) -> None:
    """Two years, with towns of many, few and no visitors."""
    came(date(2024, 10, 10), chuo=30, wakaba=12, yamazato=3)
    came(date(2025, 4, 10), chuo=140, wakaba=3, yamazato=25, kitahara=12, asagiri=18)
    with writing() as db:
        for year in (2024, 2025):
            told = {"reason": "", "idem_key": f"year-{year}", "by": sato}
            publications.publish(db, period=periods.year(year), **told)


def _empty(site: Site) -> None:
    """A town that begins today."""
    site.look("home of an empty town", "/")
    site.look("home, a town without classes", "/?town=chuo")
    site.look("no answers yet", "/faq")
    site.look("no figures yet", "/figures")
    site.look("open data without figures", "/opendata")


def _everywhere(site: Site) -> None:
    _lists(site)
    _classes(site)
    _booking(site)
    _slips(site)
    _sheets(site)
    _answers(site)
    _asking(site)
    _survey(site)
    _errors(site)


def _lists(site: Site) -> None:
    for name, address in {
        "home": "/",
        "home, a town": "/?town=chuo",
        "home, a format": "/?format=consultation",
        "home, next page": "/?page=2",
        "home, words found": "/?q=写真",
        "home, nothing found": "/?q=ぬぬぬ",
        "calendar": "/calendar",
        "privacy": "/privacy",
        "figures": "/figures",
        "open data": "/opendata",
        "where": "/where",
        "where, a kind": "/where/M05",
        "where, unknown": "/where/nothing",
        "login": "/login",
    }.items():
        site.look(name, address)
    site.look("login refused", "/login", {"login": "sato", "password": "wrong"})


def _classes(site: Site) -> None:
    day = SOON + timedelta(days=2 + 7 * list(VIEWS).index(site.view))  # the hall must be free
    moved = a_class(title="地図アプリで道を調べよう", starts_at=day)
    off = a_class(title="メールを送ってみよう", starts_at=SOON + timedelta(days=3))
    _move(moved)
    _call_off(off)
    later = {"opens_at": at(9, days=1), "admission": Admission.OWN_DISTRICT_FIRST, "fee": 300}
    full = a_class(title="写真をとって、見てみよう", capacity=1)
    site.client.post(f"/events/{full.public_id}/book", data=PARTY | {"told": "confirmed"})
    for name, event in {
        "class": a_class(title="写真をとって、見てみよう"),
        "class, full": full,
        "class, called off": off,
        "class, moved": moved,
        "class, past": a_class(title="LINEをはじめよう", starts_at=SOON - timedelta(days=40)),
        "class by time": a_class(title="マイナンバーカード相談コーナー", **CORNER),
        "class, opens later": a_class(title="LINEをはじめよう", **later),
    }.items():
        site.look(name, f"/events/{event.public_id}")
    site.look("class, unknown", "/events/nothing")


def _move(event: Event) -> None:
    with writing() as db:
        told = {"to": moves.To(start=NOON.time()), "reason": "講師の都合", "by": _sato(db)}
        changes.move(db, events=[db.get_one(Event, event.id)], **told)


def _call_off(event: Event) -> None:
    with writing() as db:
        told = {"reason": "大雨の予報のため", "by": _sato(db)}
        changes.call_off(db, events=[db.get_one(Event, event.id)], **told)


def _sato(db: Session) -> Staff:
    return db.exec(select(Staff).where(Staff.login == "sato")).one()


def _booking(site: Site) -> None:
    event = a_class(title="写真をとって、見てみよう")
    where = f"/events/{event.public_id}/book"
    blank = site.look("booking", where)
    wrong = {"kana": "山田花子", "with_kana": NUMBER, "phone": "12"}
    site.look("booking with errors", where, hidden(blank.html) | wrong)
    site.look("booking, told anew", where, hidden(blank.html) | PARTY | {"told": "waiting"})
    full = a_class(title="写真をとって、見てみよう", capacity=1)
    site.client.post(f"/events/{full.public_id}/book", data=PARTY | {"told": "confirmed"})
    site.look("booking of a full class", f"/events/{full.public_id}/book")
    site.look("booking by lot", f"/events/{_by_lot().public_id}/book")


def _by_lot() -> Event:
    rules = {"admission": Admission.LOTTERY, "closes_on": date(2026, 12, 1)}
    return a_class(title="防災アプリを使おう", **rules)


def _slips(site: Site) -> None:
    event = a_class(title="写真をとって、見てみよう", starts_at=SOON - timedelta(days=3))
    slip = _booked(site, "slip", event, COUPLE)
    site.look("slip, coming", f"{slip}/confirm", {})
    site.look("slip, one gave back", f"{slip}/cancel", {"who": str(_last(event).id)})
    site.look("slip, given back", f"{slip}/cancel", {})
    site.look("slip, too late", f"{slip}/accept", {})
    full = a_class(title="地図アプリで道を調べよう", capacity=1)
    first = _booked(site, "slip of a full class", full, PARTY)
    waiting = _booked(site, "slip, waiting", full, PARTY | {"told": "waiting"})
    site.client.post(f"{first}/cancel")
    site.look("slip, offered", waiting)
    _booked(site, "slip, applied", _by_lot(), PARTY | {"told": "applied"})
    off = a_class(title="メールを送ってみよう", starts_at=SOON + timedelta(days=1))
    slip = _booked(site, "slip of a class called off", off, PARTY)
    _call_off(off)
    site.look("slip, called off", slip)
    gone = a_class(title="メールを送ってみよう")
    slip = _booked(site, "slip of a past class", gone, PARTY)
    _change(Event, gone.id, status=EventStatus.HELD)
    site.look("slip, over", slip)
    site.look("slip, unknown", "/b/nothing")


def _booked(site: Site, name: str, event: Event, party: dict[str, str]) -> str:
    """Book, look at the slip, and where it is."""
    form = site.client.get(f"/events/{event.public_id}/book").text
    slip = site.look(name, f"/events/{event.public_id}/book", hidden(form) | party)
    return slip.address.partition("?")[0]


def _last(event: Event) -> Booking:
    with reading() as db:
        rows = db.exec(select(Booking).where(Booking.event_id == event.id)).all()
    return max(rows, key=lambda one: one.seq)


def _course(db: Session, code: str) -> Course:
    return db.exec(select(Course).where(Course.code == code)).one()


def _change(table, id: int, **columns) -> None:
    with writing() as db:
        row = db.get_one(table, id)
        for name, value in columns.items():
            setattr(row, name, value)


def _sheets(site: Site) -> None:
    with writing() as db:
        sato = _sato(db)
        course = _course(db, "B01")
        old = printing.lesson_sheet(db, course=course, edition=date(2026, 4, 1), by=sato).code
        edition = curriculum.load("B01").edition
        sheet = printing.lesson_sheet(db, course=course, edition=edition, by=sato).code
        faq = db.exec(select(Faq).where(Faq.code == "Q0001")).one()
        answer = printing.faq_sheet(db, faq=faq, by=sato).code
    site.look("sheet", f"/h/{sheet}")
    site.look("sheet, older than the lesson", f"/h/{old}")
    site.look("sheet of an answer", f"/h/{answer}")
    site.look("number box", "/h")
    site.look("number, too short", "/h?code=A7K")
    site.look("number, mistyped", "/h?code=A7K3X")
    site.look("number, never printed", "/h/A7K3Y")
    site.look("question about a sheet", f"/h/{sheet}/ask")


def _answers(site: Site) -> None:
    site.look("answers", "/faq")
    site.look("answers of a kind", "/faq?kind=basics")
    site.look("answers found", "/faq", {"words": "字が小さい"})
    site.look("no answer found", "/faq", {"words": "ぬぬぬぬ"})
    site.look("search with a number", "/faq", {"words": NUMBER})
    site.look("answer", "/faq/Q0001")
    site.look("answer with steps", "/faq/Q0030")
    site.look("answer, unknown", "/faq/Q9999")
    _retire("Q0020", "Q0030")
    _retire("Q0019", "")
    site.look("answer, replaced", "/faq/Q0020")
    site.look("answer, withdrawn", "/faq/Q0019")


def _retire(code: str, successor: str) -> None:
    with writing() as db:
        sato = _sato(db)
        rows = {one.code: one for one in db.exec(select(Faq))}
        if rows[code].successor_id is None and rows[code].status.value == "published":
            seen = rows[code].revision
            after = rows.get(successor)
            faqs.retire(db, faq=rows[code], seen_revision=seen, by=sato, successor=after)


def _asking(site: Site) -> None:
    event = a_class(title="写真をとって、見てみよう")
    blank = site.look("question", "/ask")
    site.look("question about a class", f"/ask?event={event.public_id}")
    key = hidden(blank.html)
    wrong = {"body": f"番号は {NUMBER} です", "asker": "見本 花子", "asker_phone": "12"}
    site.look("question with errors", "/ask", key | wrong)
    site.look("answers before a question", "/ask", key | ASKED)
    site.look("question to be rewritten", "/ask", key | ASKED | {"go": "back"})
    site.look("question received", "/ask", key | ASKED | {"go": "send"})
    call = {"asker": "見本 花子", "asker_phone": "0000-12-3456", "consent": "yes", "go": "send"}
    call["body"] = "画面が暗くて見えません。"
    site.look("question received, with a telephone", "/ask", key | ASKED | call)
    urgent = {"category": "money_fraud", "body": "変な電話がかかってきました。"}
    site.look("urgent question received", "/ask", key | urgent)
    site.look("question spared", "/ask", key | {"go": "Q0001"})


def _survey(site: Site) -> None:
    held = a_class(title="写真をとって、見てみよう", starts_at=at(10))
    coming = a_class(title="写真をとって、見てみよう", starts_at=at(10, days=2))
    with writing() as db:
        sato = _sato(db)
        rows = [db.get_one(Event, one.id) for one in (held, coming)]
        sheets = [printing.survey(db, event=one, by=sato).code for one in rows]
    form = site.look("survey", f"/h/{sheets[0]}/survey")
    where, key = f"/h/{sheets[0]}/survey", hidden(form.html)
    site.look("survey with errors", where, key | {"trouble": NUMBER, "satisfaction": "1"})
    site.look("survey, nothing chosen", where, key)
    site.look("survey received", where, key | {"satisfaction": "1", "next_time": WISHES})
    site.look("survey, not yet", f"/h/{sheets[1]}/survey")


def _errors(site: Site) -> None:
    site.look("page, unknown", "/nothing-here")
    site.look("wrong way", "/calendar", {})
    site.look("too long", "/ask", {"body": "a" * 70_000})
    site.look("from another site", "/ask", {}, origin="https://another.example")
    site.look("a bug", "/broken", {})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(limits, "allows", lambda *_: False)
        site.look("too often", "/where")
        site.look("question too often", "/ask", ASKED)
        site.look("search too often", "/faq", {"words": "字が小さい"})
