"""The whole URL map, for residents and staff."""

from collections.abc import Iterable

from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Route

from web import (
    announcing,
    booking,
    door,
    events,
    faqs,
    feeds,
    figure_pictures,
    figures,
    files,
    handouts,
    health,
    lesson_drafts,
    my_feed,
    nearest,
    open_data,
    pack,
    personal_files,
    pictures,
    privacy,
    question_files,
    questions,
    reports,
    runs,
    scan,
    sign_in,
    slips,
    staff,
    surveys,
    where,
    year_sheets,
)
from web.middleware import SmallBody

SMALL_BODY = [Middleware(SmallBody, most=65_536)]


def post(path: str, endpoint) -> Route:
    return Route(path, endpoint, methods=["POST"], middleware=SMALL_BODY)


FILES = [
    Route("/staff/files/lesson/course/{code}.pdf", files.lesson_of_course),
    Route("/staff/files/lesson/draft/{code}.pdf", lesson_drafts.draft),
    Route("/staff/files/lesson/{public_id}.pdf", files.lesson_of_class),
    Route("/staff/files/faq/{code}.pdf", files.faq),
    Route("/staff/files/roster/{public_id}.pdf", files.roster_of_class),
    Route("/staff/files/booking/{public_id}.pdf", personal_files.slips_of_class),
    Route("/staff/files/booking/{public_id}/{number}.pdf", personal_files.slip_of_party),
    Route("/staff/files/card/blank.pdf", personal_files.blank_cards),
    Route("/staff/files/card/{public_id}.pdf", personal_files.cards_of_class),
    Route("/staff/files/badge/{public_id}.pdf", personal_files.badges_of_class),
    Route("/staff/files/pack/{public_id}.pdf", pack.pack_of_class),
    Route("/staff/files/sign-in/{public_id}.pdf", personal_files.sign_in_of_class),
    Route("/staff/files/consultation/blank.pdf", personal_files.blank_form),
    Route("/staff/files/consultation/{public_id}.pdf", personal_files.form_of_corner),
    Route("/staff/files/certificate/{public_id}.pdf", personal_files.certificates_of_series),
    Route("/staff/files/notice/{public_id}.pdf", files.notice_of_class),
    Route("/staff/files/survey/{public_id}.pdf", files.survey_of_class),
    Route("/staff/files/flyer/series/{public_id}.pdf", announcing.flyer_of_series),
    Route("/staff/files/flyer/{public_id}.pdf", announcing.flyer_of_class),
    Route("/staff/files/poster/series/{public_id}.pdf", announcing.poster_of_series),
    Route("/staff/files/poster/{public_id}.pdf", announcing.poster_of_class),
    Route("/staff/files/month/{town}/{month}.pdf", announcing.month_of_town),
    Route("/staff/files/calls/{day}.pdf", files.calls_of_day),
    Route("/staff/files/counter/{day}.pdf", files.week_of_counter),
    Route("/staff/files/draw/{public_id}.pdf", files.record_of_draw),
    Route("/staff/files/slip/{codes}.pdf", files.slip_of_kinds),
    Route("/staff/files/corner/{public_id}.pdf", files.corner_of_class),
    Route("/staff/files/duties/{login}.pdf", files.duties_of_volunteer),
    Route("/staff/files/report/{year}.pdf", year_sheets.committee),
    Route("/staff/files/booklet/{year}.pdf", year_sheets.booklet),
    Route("/staff/files/questions.csv", question_files.as_csv),
    Route("/staff/files/questions.xlsx", question_files.as_workbook),
]
ROUTES: list[BaseRoute] = [
    Route("/healthz", health.ready),
    # residents
    Route("/", events.home),
    Route("/events/{public_id}.ics", feeds.one_class),
    Route("/events/{public_id}", events.event),
    Route("/events/{public_id}/book", booking.form),
    post("/events/{public_id}/book", booking.book),
    Route("/b/{token}", slips.slip),
    post("/b/{token}/accept", slips.accept),
    post("/b/{token}/cancel", slips.cancel),
    post("/b/{token}/confirm", slips.confirm),
    Route("/calendar", feeds.how),
    Route("/calendar.ics", feeds.classes),
    Route("/calendar/mine/{token}.ics", my_feed.mine),
    Route("/opendata", open_data.about),
    Route("/opendata/events.csv", open_data.events_csv),
    Route("/opendata/events.json", open_data.events_json),
    Route("/opendata/figures.csv", open_data.figures_csv),
    Route("/opendata/figures.json", open_data.figures_json),
    Route("/h", handouts.typed),
    Route("/h/{code}", handouts.lesson),
    Route("/h/{code}/ask", questions.form),
    post("/h/{code}/ask", questions.ask),
    Route("/h/{code}/survey", surveys.form),
    post("/h/{code}/survey", surveys.answer),
    Route("/survey/thanks", surveys.thanks),
    Route("/ask", questions.form),
    post("/ask", questions.ask),
    Route("/ask/thanks", questions.thanks),
    Route("/ask/solved", nearest.glad),
    Route("/faq", faqs.listed),
    post("/faq", faqs.found),
    Route("/faq/{code}", faqs.one),
    Route("/where", where.worries),
    Route("/where/{code}", where.kind),
    Route("/figures", figures.newest),
    Route("/figures/years.{kind}", figure_pictures.of_years),
    Route("/figures/{number}.csv", figures.as_csv),
    Route("/figures/{number}.xlsx", figures.as_workbook),
    Route("/figures/{number}/{picture}.{kind}", figure_pictures.of_publication),
    Route("/privacy", privacy.purpose),
    # staff
    Route("/login", sign_in.form),
    post("/login", sign_in.sign_in),
    post("/logout", sign_in.sign_out),
    Route("/setup", sign_in.setup_form),
    post("/setup", sign_in.setup),
    Route("/password", sign_in.password_form),
    post("/password", sign_in.password),
    Route("/staff", staff.home),
    Route("/staff/focus.js", staff.focus),
    Route("/staff/door/", door.shell),
    Route("/staff/door/worker.js", door.worker),
    Route("/staff/door/assets/{name}", door.asset),
    Route("/staff/door/{public_id}", door.page),
    Route("/staff/door/{public_id}/list.json", door.listed),
    post("/staff/door/{public_id}/sync", door.sync),
    post("/staff/door/{public_id}/scan", scan.scan),
    *FILES,
    Route("/staff/pictures/{sheet:path}", pictures.of(FILES)),
    Route("/staff/runs/files/{name}", runs.file),
    Route("/staff/runs/stopped", runs.stopped),
    Route("/staff/runs/reports/{kind}/{period}.{ending}", reports.run),
    Route("/staff/runs/{what}", runs.of(FILES)),
]


def with_screens(slugs: Iterable[str]) -> list[BaseRoute]:
    """All routes: ours, one for each staff screen the menu knows, and none for unknown ones."""
    first, *others = slugs  # Streamlit knows the first screen by no name, only as the beginning
    screens = [Route(f"/staff/{slug}", staff.screen) for slug in ("", *others)]
    screens.append(Route(f"/staff/{first}", staff.home))
    return [*ROUTES, *screens, Route("/staff/{path:unknown}", staff.nowhere)]
