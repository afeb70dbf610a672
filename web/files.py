"""Sheets as PDF for staff, for one class or for all. Drawn when asked for, kept nowhere."""

from collections.abc import Sequence
from datetime import date, timedelta

from sqlmodel import select
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

import clock
from database import Db, reading, writing
from handouts import (
    call_list,
    corner_list,
    counter_sheet,
    curriculum,
    draw_record,
    duty_sheet,
    faq_sheet,
    lesson_sheet,
    notice_sheet,
    roster,
    slip,
    survey_sheet,
)
from handouts.lesson_fit import LessonSheet
from japanese import dates
from models import Course, Event, Staff
from refusal import Refusal
from services import (
    bookings,
    calendar,
    calls,
    card_closures,
    consultations,
    corners,
    counter_week,
    draws,
    faq_list,
    lesson_faqs,
    lesson_texts,
    notices,
    places,
    printing,
    rosters,
    shifts,
    surveys,
)
from services.notices import Notice
from web import corner, counter, drawn, duties, faq_sheets, sheets
from web.pdf import shown
from web.scripted import event_of
from web.sign_in import staff_of

NO_COURSE = "この教室には講座のてびきがありません。印刷の画面で、講座から選んでください。"
NEXT_CLASSES = 3
NEAR = timedelta(days=31)  # days whose calls can be printed


def lesson_of_class(request: Request) -> Response:
    """The lesson sheet of a class; on it stand the next classes after it, its own town first."""
    with writing() as db:
        notice = notices.about(db, event=event_of(db, request))
        near = notices.after_class(db, notice=notice, limit=NEXT_CLASSES)
        if notice.course is None:
            raise Refusal(NO_COURSE)
        sheet = lesson(db, notice.course, near, staff_of(db, request))
    return shown(lesson_sheet.draw(sheet), f"てびき {sheet.lesson.course}")


def lesson_of_course(request: Request) -> Response:
    """The lesson sheet of any course."""
    wanted = select(Course).where(Course.code == request.path_params["code"])
    with writing() as db:
        course = db.exec(wanted).first()
        if course is None:
            raise HTTPException(404)
        near = notices.after_lesson(db, course=course, limit=NEXT_CLASSES)
        sheet = lesson(db, course, near, staff_of(db, request))
    return shown(lesson_sheet.draw(sheet), f"てびき {sheet.lesson.course}")


def lesson(db: Db, course: Course, near: Sequence[Notice], staff: Staff) -> LessonSheet:
    """The lesson in the words that count: the city's own, or as it is shipped."""
    text = curriculum.of(course, lesson_texts.published(db, course=course))
    handout = printing.lesson_sheet(db, course=course, edition=text.edition, by=staff)
    return sheets.lesson(text, handout, near, lesson_faqs.of_course(db, course=course))


def faq(request: Request) -> Response:
    """One common question on a sheet of its own, in its public edition."""
    with writing() as db:
        staff = staff_of(db, request)
        row = faq_list.find(db, code=request.path_params["code"], by=staff)
        handout = printing.faq_sheet(db, faq=row, by=staff)
        one = faq_list.public(db, code=row.code)
    return shown(faq_sheet.draw(faq_sheets.sheet(one, handout)), f"よくある質問 {one.code}")


def roster_of_class(request: Request) -> Response:
    """The roster of a class, with everybody who has booked; only for those who work there."""
    with writing() as db:
        event, staff = event_of(db, request), staff_of(db, request)
        handout = printing.roster(db, event=event, by=staff)
        entries = rosters.numbered(db, event=event, by=staff)
        team, districts = shifts.team(db, event=event), places.districts(db)
        notice = notices.about(db, event=event)
    pdf = roster.draw(sheets.roster(notice, handout, entries, team, districts))
    return shown(pdf, f"出席名簿 {dates.short(event.local_date)} {notice.venue.name}")


def notice_of_class(request: Request) -> Response:
    """What became of a class, to be hung on the hall's door and sent round with the 回覧."""
    with writing() as db:
        event = event_of(db, request)
        handout = printing.notice(db, event=event, by=staff_of(db, request))
        notice = notices.about(db, event=event)
    sheet = sheets.notice(notice, handout)
    return shown(notice_sheet.draw(sheet), f"{sheet.heading} {dates.short(event.local_date)}")


def duties_of_volunteer(request: Request) -> Response:
    """The coming shifts of one volunteer: their own, or printed by the desk."""
    wanted = select(Staff).where(Staff.login == request.path_params["login"])
    with reading() as db:
        staff = db.exec(wanted).first()
        if staff is None:
            raise HTTPException(404)
        coming = shifts.coming(db, staff=staff, by=staff_of(db, request))
        on = [post for post in coming if post.event.status not in shifts.OFF]
        teams = [shifts.team(db, event=post.event) for post in on]
    pdf = duty_sheet.draw(duties.sheet(staff, list(zip(on, teams, strict=True))))
    return shown(pdf, f"受け持ち表 {staff.name}")


def survey_of_class(request: Request) -> Response:
    """The survey sheet of a class, one side, to be copied for everybody who comes."""
    with writing() as db:
        event = event_of(db, request)
        handout = printing.survey(db, event=event, by=staff_of(db, request))
        asked, notice = surveys.asked(db), notices.about(db, event=event)
    pdf = survey_sheet.draw(sheets.survey(notice, handout, asked))
    return shown(pdf, f"アンケート {dates.short(event.local_date)} {notice.venue.name}")


def slip_of_kinds(request: Request) -> Response:
    """The what-to-bring slip of the kinds of consultation named as M05-M10; with day and table,
    when it is printed for an appointment."""
    codes, number = request.path_params["codes"], request.query_params.get("appointment", "")
    with writing() as db:
        staff = staff_of(db, request)
        kinds = consultations.on_slip(db, codes=codes, by=staff)
        visit = corners.find(db, number=number, by=staff) if number else None
        if not kinds or (number and visit is None):
            raise HTTPException(404)
        booked, day = None, None
        if visit:
            event = db.get_one(Event, visit.appointment.event_id)
            booked, day = corner.booked(visit, notices.about(db, event=event)), event.local_date
        closed = "、".join(map(card_closures.days_of, card_closures.near(db, day=day)[:2]))
    return shown(slip.draw(sheets.slip(kinds, booked=booked, closed=closed)), f"持ち物メモ {codes}")


def corner_of_class(request: Request) -> Response:
    """Who comes when to a consultation corner; only for those who work there."""
    with writing() as db:
        staff = staff_of(db, request)
        public_id = request.path_params["public_id"]
        card = calendar.find(db, public_id=public_id, by=staff)
        if card is None or not card.event.tables:
            raise HTTPException(404)
        event = card.event
        bookings.look(db, event=event, by=staff)
        visits = corners.of_event(db, event=event, by=staff)
        closed = card_closures.on(db, day=event.local_date)
        notice = notices.about(db, event=event)
    pdf = corner_list.draw(corner.listed(notice, visits, closed))
    return shown(pdf, f"相談コーナー {dates.short(event.local_date)} {notice.venue.name}")


def calls_of_day(request: Request) -> Response:
    """Whom to call on a day, to be ticked on paper; only for the desk that takes bookings."""
    day = _day(request)
    with writing() as db:
        staff = staff_of(db, request)
        calls.look(db, day=day, by=staff)
        homes = calls.of_day(db, day=day, by=staff)
    return shown(call_list.draw(sheets.calls(day, homes)), f"電話リスト {dates.short(day)}")


def week_of_counter(request: Request) -> Response:
    """What was handed over to 市民課 in the week of a day, with names; for the counter only."""
    day = _day(request)
    with writing() as db:
        week = counter_week.of(db, day=day, by=staff_of(db, request))
    return shown(counter_sheet.draw(counter.sheet(week)), f"引き継ぎ一覧 {dates.short(week.first)}")


def record_of_draw(request: Request) -> Response:
    """How the seats of a class were given, with names; only for the desk that takes bookings."""
    with writing() as db:
        event = event_of(db, request)
        result = draws.record(db, event=event, by=staff_of(db, request))
        notice = notices.about(db, event=event)
    pdf = draw_record.draw(drawn.record(result, notice))
    return shown(pdf, f"抽選・優先順の記録 {dates.short(event.local_date)} {notice.venue.name}")


def _day(request: Request) -> date:
    """A day about now, written 2026-12-04."""
    try:
        day = date.fromisoformat(request.path_params["day"])
    except ValueError:
        raise HTTPException(404) from None
    if abs(day - clock.today()) > NEAR:
        raise HTTPException(404)
    return day
