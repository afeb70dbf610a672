"""The report of a published fiscal year on paper: one side for the DX推進委員会."""

import re

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from database import reading
from handouts import committee_sheet
from handouts.committee_sheet import CommitteeSheet
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
    return shown(committee_sheet.draw(_sheet(report)), f"DX推進委員会 {report.year}")


def _report(request: Request) -> YearReport:
    year = request.path_params["year"]
    if not _YEAR.fullmatch(year):
        raise HTTPException(404)
    with reading() as db:
        return year_reports.of_year(db, year=int(year), by=staff_of(db, request))


def _sheet(report: YearReport) -> CommitteeSheet:
    """Its code leads to everybody's page of the published figures."""
    here = city()
    return CommitteeSheet(
        report=report,
        url=f"{SETTINGS.base_url}/figures",
        code=f"公表 {report.outgoing.number}番",
        desk=here.desk,
        phone=here.phone,
        hours=here.hours,
        city=here.name,
        fictional=here.is_fictional,
    )
