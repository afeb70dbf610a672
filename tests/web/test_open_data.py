import json
from datetime import date, timedelta

import pytest

from database import writing
from exchange import event_check, figure_check, table
from models import Event, EventList, EventStatus, Municipality
from services import periods, publications
from tests.classes import SOON, a_class
from tests.visitors import came
from web.open_data import spoken


@pytest.mark.parametrize("form", EventList)
def test_list_of_the_coming_classes_is_as_defined(client, form):
    a_class(title="=スマホ教室")
    a_class(title="下書き", status=EventStatus.DRAFT)
    a_class(title="雪", status=EventStatus.POSTPONED, starts_at=SOON + timedelta(days=2), notice=1)

    answer = client.get(f"/opendata/events.csv?form={form.value}")

    lines = answer.content.decode("utf-8-sig").splitlines()
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert event_check.check(answer.content, form) == []
    assert [line.count("下書き") for line in lines] == [0, 0, 0]
    assert ("'=スマホ教室" in lines[1], "【延期】雪" in lines[2]) == (True, True)


def test_list_has_the_headings_the_city_has_chosen_and_follows_the_class(client):
    event = a_class(title="教室")
    before = client.get("/opendata/events.json").json()
    with writing() as db:
        db.get_one(Municipality, 1).event_list = EventList.STANDARD
        db.get_one(Event, event.id).title = "別の教室"

    after = json.loads(client.get("/opendata/events.json").content)

    assert before["events"][0]["都道府県コード又は市区町村コード"] == "990001"
    assert after["events"][0]["全国地方公共団体コード"] == "990001"
    assert [before["events"][0]["イベント名"], after["events"][0]["イベント名"]] == [
        "教室",
        "別の教室",
    ]


def test_unknown_form_is_not_found(client):
    assert client.get("/opendata/events.csv?form=latest").status_code == 404


def test_page_names_the_files_and_the_licence(client):
    page = client.get("/opendata").text

    assert "/opendata/events.csv?form=standard" in page
    assert "クリエイティブ・コモンズ 表示 4.0 国際（CC BY 4.0）" in page


def test_statistics_are_as_defined_and_always_the_newest(client, sato):
    assert client.get("/opendata/figures.csv").content.count(b"\r\n") == 1
    came(date(2024, 10, 10), chuo=30)
    came(date(2025, 4, 10), chuo=40, wakaba=3, yamazato=25, kitahara=12)
    for year in (2024, 2025):
        publish(sato, periods.year(year))
    came(date(2025, 5, 1), chuo=50)
    publish(sato, periods.year(2025), reason="入力もれ")

    answer = client.get("/opendata/figures.csv")
    lines = {row.line: row.cells for row in table.read(answer.content).rows}.values()
    told = client.get("/opendata/figures.json").json()

    assert figure_check.check(answer.content) == []
    assert {(row["年度"], row["版"]) for row in lines} == {("2024", "1"), ("2025", "2")}
    assert seen(lines, "2025", "市全体") == ("130", "", "架空の見本。CC BY 4.0 となり市（架空）")
    assert seen(lines, "2025", "若葉町")[:2] == ("", "10未満")
    assert seen(lines, "2024", "若葉町")[:2] == ("0", "")
    assert [one["値"] for one in told["figures"]] == [
        (float(row["値"]) if "." in row["値"] else int(row["値"])) if row["値"] else None
        for row in lines
    ]
    assert told["url"].endswith("/opendata/figures.json")


def publish(by, period, reason: str = "") -> None:
    key = f"{period}{reason}"
    with writing() as db:
        publications.publish(db, period=period, reason=reason, idem_key=key, by=by)


def seen(lines, year: str, town: str) -> tuple[str, str, str]:
    """Value, note and remark of the people of 65 and over."""
    (row,) = (
        one
        for one in lines
        if (one["年度"], one["町"], one["年代"], one["項目"]) == (year, town, "65歳以上", "実人数")
    )
    return row["値"], row["注記"], row["備考"]


@pytest.mark.parametrize(
    ("title", "read"),
    [
        ("はじめてのスマホ教室", "ハジメテノスマホキョウシツ"),
        ("LINEで写真「いま」を送る 第2回", "LINEデシャシン イマ ヲオクル ダイ2カイ"),
    ],
)
def test_title_is_spoken_in_katakana(title, read):
    assert spoken(title) == read
