import json
from datetime import timedelta

import pytest

from database import writing
from exchange import event_check
from models import Event, EventList, EventStatus, Municipality
from tests.classes import SOON, a_class
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


@pytest.mark.parametrize(
    ("title", "read"),
    [
        ("はじめてのスマホ教室", "ハジメテノスマホキョウシツ"),
        ("LINEで写真「いま」を送る 第2回", "LINEデシャシン イマ ヲオクル ダイ2カイ"),
    ],
)
def test_title_is_spoken_in_katakana(title, read):
    assert spoken(title) == read
