import csv
import io
from urllib.parse import unquote

import openpyxl
import pytest
from sqlmodel import select

from database import reading
from models import AuditLine
from services import question_export
from services.question_filters import View, Wanted
from tests.services.tickets import ask

CSV, EXCEL = "/staff/files/questions.csv", "/staff/files/questions.xlsx"


def rows_of(answer) -> list[dict]:
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))


def test_csv_is_the_filtered_list_to_be_saved(client, signed_in, sato):
    ask(idem_key="1", body="=1+1 が出ます")
    ask(idem_key="2", category_code="photo")
    signed_in(sato)
    answer = client.get(f"{CSV}?{Wanted(category='基本操作').address()}")

    assert [row["質問"] for row in rows_of(answer)] == ["'=1+1 が出ます"]
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["cache-control"] == "private, no-store"
    kept_as = unquote(answer.headers["content-disposition"])
    assert kept_as.startswith("attachment;")
    assert "質問一覧" in kept_as


def test_workbook_holds_the_same(client, signed_in, sato):
    ask(body="=1+1 が出ます")
    signed_in(sato)
    sheet = openpyxl.load_workbook(io.BytesIO(client.get(EXCEL).content)).active

    assert [cell.value for cell in sheet[1]] == list(question_export.HEADER)
    assert (sheet["N2"].value, sheet["N2"].data_type) == ("=1+1 が出ます", "s")


@pytest.mark.parametrize("address", [CSV, EXCEL])
def test_volunteer_and_counter_get_no_file(address, client, signed_in, tanaka, yamaguchi):
    ask()
    for staff in (tanaka, yamaguchi):
        signed_in(staff)
        answer = client.get(address)

        assert (answer.status_code, "文字を大きく" in answer.text) == (403, False)


def test_taking_it_out_is_written_down(client, signed_in, sato):
    ask()
    with reading() as db:
        before = len(db.exec(select(AuditLine).where(AuditLine.action == "export")).all())
    signed_in(sato)
    client.get(f"{CSV}?{Wanted(view=View.ALL).address()}")

    with reading() as db:
        lines = db.exec(select(AuditLine).where(AuditLine.action == "export")).all()[before:]
    assert [(line.actor_id, line.entity_id) for line in lines] == [(sato.id, "すべて")]


def test_too_long_a_list_is_refused_with_what_to_do(client, signed_in, sato, monkeypatch):
    monkeypatch.setattr(question_export, "MOST", 0)
    ask()
    signed_in(sato)
    answer = client.get(CSV)

    assert (answer.status_code, "しぼってから" in answer.text) == (400, True)
