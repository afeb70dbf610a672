from datetime import timedelta

import pytest
from sqlmodel import select

from models import ConsultationKind
from services import worries
from tests.conftest import NOON

TODAY = NOON.date()


@pytest.fixture
def change(db, town, stopped_clock):
    """Change the kind of this code; returns its row."""

    def set_to(code: str, **values) -> ConsultationKind:
        row = db.exec(select(ConsultationKind).where(ConsultationKind.code == code)).one()
        for name, value in values.items():
            setattr(row, name, value)
        db.flush()
        return row

    return set_to


def newer(row: ConsultationKind, **values) -> ConsultationKind:
    columns = row.model_dump(exclude={"id", "created_at", "updated_at"})
    return ConsultationKind(**columns | values)


def codes(db, name: str) -> list[str]:
    (found,) = [worry for worry in worries.today(db) if worry.name == name]
    return [kind.code for kind in found.kinds]


def test_worries_stand_in_the_order_of_the_file(db, town, stopped_clock):
    assert [worry.name for worry in worries.today(db)] == [
        *("更新・期限", "なくした・止めたい", "暗証番号", "はじめて作る・受け取る", "保険証・病院"),
        *("スマホで使う", "引っこし・名前", "あやしい電話", "そのほか"),
    ]


def test_every_kind_in_force_stands_under_a_worry(db, town, stopped_clock):
    everything = db.exec(select(ConsultationKind.code)).all()

    assert {kind.code for worry in worries.today(db) for kind in worry.kinds} == set(everything)


def test_kind_may_stand_under_two_worries(db, town, stopped_clock):
    assert [("M18" in codes(db, name)) for name in ("なくした・止めたい", "スマホで使う")] == [
        True,
        True,
    ]


def test_kind_that_a_city_adds_stands_under_the_last_worry(db, change):
    db.add(newer(change("M99"), code="L-01"))
    db.flush()

    assert codes(db, "そのほか")[-1] == "L-01"


def test_kind_that_has_ended_is_gone_and_an_empty_worry_with_it(db, change):
    change("M34", valid_to=TODAY - timedelta(days=1))

    assert "あやしい電話" not in [worry.name for worry in worries.today(db)]
    assert worries.kind(db, code="M34") is None


def test_kind_that_has_not_begun_is_not_shown(db, change):
    change("M34", valid_from=TODAY + timedelta(days=1))

    assert worries.kind(db, code="M34") is None


def test_newer_rule_takes_the_place_of_the_older(db, change):
    old = change("M05")
    db.add(newer(old, name="新しい決まり", valid_from=TODAY))
    db.add(newer(old, name="来年の決まり", valid_from=TODAY + timedelta(days=60)))
    db.flush()

    assert worries.kind(db, code="M05").name == "新しい決まり"
    assert codes(db, "更新・期限") == ["M05", "M06", "M33"]


def test_unknown_kind_is_none(db, town):
    assert worries.kind(db, code="M77") is None
