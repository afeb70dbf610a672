"""The report of a published year on paper: one side for the DX推進委員会, and the booklet."""

import re
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from database import reading
from handouts import committee_sheet, year_booklet
from handouts.committee_sheet import CommitteeSheet
from handouts.year_booklet import Booklet
from models.year_report import YearReport
from services import year_reports
from settings import SETTINGS
from web.pdf import shown
from web.rendering import city
from web.sign_in import staff_of

_YEAR = re.compile("20[0-9]{2}")


def committee(request: Request) -> Response:
    """One side of A4; a year that is not published says how to publish it."""
    report = _report(request)
    sheet = CommitteeSheet(**_sheet(report))
    return shown(committee_sheet.draw(sheet), f"DX推進委員会 {report.year}")


def booklet(request: Request) -> Response:
    """All of it, to be bound."""
    report = _report(request)
    sheet = Booklet(**_sheet(report))
    return shown(year_booklet.draw(sheet), f"年度の報告 {report.year}")


def _report(request: Request) -> YearReport:
    year = request.path_params["year"]
    if not _YEAR.fullmatch(year):
        raise HTTPException(404)
    with reading() as db:
        return year_reports.of_year(db, year=int(year), by=staff_of(db, request))


def _sheet(report: YearReport) -> dict[str, Any]:
    """The code on it leads to everybody's page of the published figures."""
    here = city()
    return {
        "report": report,
        "url": f"{SETTINGS.base_url}/figures",
        "code": f"公表 {report.outgoing.number}番",
        "desk": here.desk,
        "phone": here.phone,
        "hours": here.hours,
        "city": here.name,
        "fictional": here.is_fictional,
    }
