"""The list of questions as a file: made when asked for, kept nowhere."""

from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

import clock
from database import writing
from exchange import workbook
from exchange.writer import csv_bytes
from services import question_export, question_filters
from services.question_export import SENTENCES, Export
from web.sign_in import staff_of


def as_csv(request: Request) -> Response:
    table = _table(request)
    return _file(csv_bytes(table.header, table.rows), "csv", "text/csv; charset=utf-8")


def as_workbook(request: Request) -> Response:
    table = _table(request)
    content = workbook.xlsx_bytes("質問", table.header, table.rows, wide=SENTENCES)
    return _file(content, "xlsx", workbook.KIND)


def _table(request: Request) -> Export:
    """What the list of this address shows, all its pages together."""
    wanted = question_filters.read(request.query_params)
    with writing() as db:
        return question_export.export(db, wanted=wanted, by=staff_of(db, request))


def _file(content: bytes, ending: str, kind: str) -> Response:
    """To be saved, under a Japanese name (RFC 6266)."""
    name = quote(f"質問一覧 {clock.today().isoformat()}.{ending}")
    kept_as = f"filename=\"questions.{ending}\"; filename*=UTF-8''{name}"
    headers = {
        "Content-Disposition": f"attachment; {kept_as}",
        "Cache-Control": "private, no-store",
    }
    return Response(content, media_type=kind, headers=headers)
