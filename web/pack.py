"""教室一式 of one class: its sheets as they are needed at the door, in one PDF."""

from functools import partial

from starlette.requests import Request
from starlette.responses import Response

from database import Db, writing
from handouts import (
    consultation_form,
    curriculum,
    lesson_sheet,
    name_badge,
    notice_sheet,
    pack,
    roster,
    sign_in_sheet,
    survey_sheet,
)
from handouts.pack import Pack, Sheet
from japanese import dates
from models import Event, Staff
from services import (
    bookings,
    consultations,
    lesson_texts,
    notices,
    places,
    printing,
    rosters,
    shifts,
    surveys,
)
from services.bookings import Entry
from services.notices import Notice
from services.seats import CONFIRMED
from web import files, personal, sheets
from web.pdf import shown
from web.rendering import city, hours
from web.scripted import event_of
from web.sign_in import staff_of

EACH, ONE = "人数分コピーします", "1部"


def pack_of_class(request: Request) -> Response:
    """Everything for the day of a class; the look at the names is written down."""
    with writing() as db:
        event, staff = event_of(db, request), staff_of(db, request)
        bookings.look(db, event=event, by=staff)
        entries = rosters.numbered(db, event=event, by=staff)
        notice = notices.about(db, event=event)
        own = [
            *_of_people(db, notice, entries, staff),
            *_of_lesson(db, notice, staff),
            *_of_corner(db, notice, staff),
            *_of_change(db, notice, staff),
        ]
        team = [f"{one.name}（{shift.duty.label}）" for shift, one in shifts.team(db, event=event)]
    return shown(pack.draw(_cover(notice, team), own), f"教室一式 {dates.short(event.local_date)}")


def _cover(notice: Notice, team: list[str]) -> Pack:
    here, event = city(), notice.event
    return Pack(
        title=event.numbered_title,
        when=_when(event),
        venue=f"{notice.district.name}　{notice.hall}",
        team=tuple(team),
        phone=f"{here.desk} {here.phone}",
        city=here.name,
        fictional=here.is_fictional,
    )


def _when(event: Event) -> str:
    return f"{dates.with_era(event.local_date)} {hours(event.starts_at, event.ends_at)}"


def _of_people(db: Db, notice: Notice, entries: list[Entry], staff: Staff) -> list[Sheet]:
    """What carries names, in the order of the morning."""
    event = notice.event
    handout = printing.roster(db, event=event, by=staff)
    team, towns = shifts.team(db, event=event), places.districts(db)
    listed = sheets.roster(notice, handout, entries, team, towns)
    at_table = personal.sign_in(notice, entries)
    seated = [one.person for one in entries if one.booking.status is CONFIRMED]
    named = personal.badges(notice, team, seated)
    return [
        Sheet("出席名簿", ONE, partial(roster.add, roster=listed)),
        Sheet("受付票", ONE, partial(sign_in_sheet.add, sheet=at_table)),
        Sheet("名札", "切り離します", partial(name_badge.add, badges=named)),
    ]


def _of_lesson(db: Db, notice: Notice, staff: Staff) -> list[Sheet]:
    """What is handed out: the lesson sheet, where the course has a text, and the survey."""
    course, event, found = notice.course, notice.event, []
    if curriculum.found(course, lesson_texts.published(db, course=course)):
        near = notices.after_class(db, notice=notice, limit=files.NEXT_CLASSES)
        lesson = files.lesson(db, course, near, staff)
        found.append(Sheet("てびき", EACH, partial(lesson_sheet.add, sheet=lesson)))
    row = printing.survey(db, event=event, by=staff)
    asked = sheets.survey(notice, row, surveys.asked(db))
    return [*found, Sheet("アンケート", EACH, partial(survey_sheet.add, sheet=asked))]


def _of_corner(db: Db, notice: Notice, staff: Staff) -> list[Sheet]:
    if not notice.event.tables:
        return []
    kinds, towns = consultations.kinds(db, by=staff), places.districts(db)
    form = personal.consultation(kinds, towns, notice)
    return [Sheet("相談票", EACH, partial(consultation_form.add, form=form))]


def _of_change(db: Db, notice: Notice, staff: Staff) -> list[Sheet]:
    if not notice.event.notice:
        return []
    told = sheets.notice(notice, printing.notice(db, event=notice.event, by=staff))
    return [Sheet(told.heading, "入口にはります", partial(notice_sheet.add, sheet=told))]
