import pytest
from sqlmodel import select

from database import reading, writing
from models import AuditLine, Question
from refusal import Refusal
from services import question_export
from services.permissions import NotPermitted
from services.question_export import HEADER
from services.question_filters import View, Wanted
from tests.classes import a_class, at, course
from tests.conftest import NOON
from tests.services.tickets import ask


@pytest.fixture(autouse=True)
def _noon_in_the_town(town, stopped_clock):
    pass


def export(staff, **wanted) -> list[dict]:
    with writing() as db:
        table = question_export.export(db, wanted=Wanted(**wanted), by=staff)
    return [dict(zip(table.header, row, strict=True)) for row in table.rows]


def test_file_holds_the_list_in_its_order(sato):
    lesson = course("B07")
    event = a_class(district="wakaba", course_id=lesson.id, starts_at=at(14))
    plain = ask(idem_key="1", event=event)
    urgent = ask(idem_key="2", category_code="money_fraud")
    with writing() as db:
        for row in (plain, urgent):
            db.get_one(Question, row.id).created_at = NOON
    rows = export(sato)

    assert [row["番号"] for row in rows] == [urgent.id, plain.id]
    assert rows[1] == {
        "番号": plain.id,
        "受けた日": NOON.date(),
        "受けた方法": "ホームページ",
        "種類": "基本操作",
        "当日中": "",
        "町": "若葉町",
        "教室の日": NOON.date(),
        "講座": lesson.title,
        "スマホ": "Android",
        "状態": "受付",
        "受け持ち": "",
        "期限": plain.due_on,
        "期限をすぎた開庁日数": None,
        "質問": "文字を大きくしたいです。",
    }
    assert tuple(rows[0]) == HEADER


def test_filters_hold_for_the_file_too(sato):
    ask(idem_key="1")
    urgent = ask(idem_key="2", category_code="money_fraud")

    assert [row["番号"] for row in export(sato, mark="当日中に返事")] == [urgent.id]


def test_nobody_can_be_called_or_named_from_the_file(sato):
    ask(
        body="0954-00-1234 か 00-1234 に電話してください。12月4日の10時、第3版です。",
        asker="架空 花子",
        asker_phone="0000001234",
        consent=True,
    )
    (row,) = export(sato)

    told = " ".join(map(str, row.values()))
    assert ("架空" in told, "1234" in told) == (False, False)
    assert row["質問"] == "●●●●●●●●●●●● か ●●●●●●● に電話してください。12月4日の10時、第3版です。"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("暗証番号は 1357 です", "暗証番号は ●●●● です"),
        ("1 2 3 4-5678-9018", "● ● ● ●-●●●●-●●●●"),
        ("０９０ー００００ー１２３４へ", "●●●●●●●●●●●●●へ"),
        ("〇九〇の〇〇〇〇の一二三四へ", "●●●●●●●●●●●●●へ"),
        ("12月4日 10:30、1,500円、第3版", "12月4日 10:30、1,500円、第3版"),
    ],
)
def test_numbers_that_got_in_do_not_get_out(text, left):
    """Also one that came by a way nobody knows yet."""
    assert question_export.blotted(text) == left


def test_export_is_written_down(sato):
    ask()
    export(sato, view=View.ALL)

    with reading() as db:
        lines = db.exec(
            select(AuditLine).where(AuditLine.action == "export").order_by(AuditLine.id)
        ).all()
    line = lines[-1]
    assert (line.actor_id, line.entity, line.entity_id, line.changes) == (
        sato.id,
        "question",
        "すべて",
        {"rows": [None, 1]},
    )


def test_too_many_are_refused_not_cut(sato, monkeypatch):
    monkeypatch.setattr(question_export, "MOST", 1)
    ask(idem_key="1"), ask(idem_key="2")

    with pytest.raises(Refusal, match="1件を超える"):
        export(sato)


def test_volunteer_and_counter_take_nothing_out(tanaka, yamaguchi):
    ask()
    for staff in (tanaka, yamaguchi):
        with pytest.raises(NotPermitted):
            export(staff)
