from itertools import combinations

import pytest
from sqlmodel import select

from database import reading, writing
from models import EventTemplate, Format, Phrase, guard, split

NUMBER = "123456789018"  # synthetic


def template(**texts: str) -> EventTemplate:
    return EventTemplate(format=Format.COURSE, **{"name": "ひな形"} | texts)


@pytest.mark.parametrize("at", range(1, 12))
@pytest.mark.parametrize("gap", ["", " ", "、", "-"])
def test_number_split_over_two_boxes_is_refused(at, gap):
    first, second = f"番号は{NUMBER[:at]}{gap}", f"{NUMBER[at:]}です"

    with pytest.raises(guard.ForbiddenNumber):
        split.check((second, "よろしく", first))


def test_row_with_a_number_over_two_columns_is_not_written():
    with pytest.raises(guard.ForbiddenNumber), writing() as db:
        db.add(template(title="番号 1234 5678", note="9018 です"))

    with reading() as db:
        assert db.exec(select(EventTemplate)).all() == []


def test_row_changed_so_that_two_columns_make_a_number_is_not_written():
    with writing() as db:
        db.add(template(title="番号 1234 5678"))

    with pytest.raises(guard.ForbiddenNumber), writing() as db:
        db.exec(select(EventTemplate)).one().note = "9018 です"


ORDINARY = (
    "12月4日 10:00",
    "10:00〜11:30",
    "0000-00-1234",
    "iPhone 15",
    "定員12",
    "2026年度",
    "第2会議室",
    "〒843-8639",
    "1,000円",
)


@pytest.mark.parametrize("pair", list(combinations(ORDINARY, 2)))
def test_ordinary_texts_side_by_side_are_left_in_peace(pair):
    assert split.check(pair) is None


def test_half_a_number_in_two_rows_is_two_texts():
    with writing() as db:
        db.add_all([Phrase(name="その1", body="1234 5678"), Phrase(name="その2", body="9018")])


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("暗証番号は", "4821"),
        ("暗証番号", "４８２１です"),
        ("PIN:", "4 8 2 1"),
        ("パスコードは「", "482193」"),
        ("暗証番号の", "四八二一"),
    ],
)
def test_secret_in_the_box_beside_its_word_is_refused(word, code):
    with pytest.raises(guard.ForbiddenNumber):
        split.check((code, "よろしく", word))


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("暗証番号", "4月から"),
        ("暗証番号を忘れた", "1234"),
        ("暗証番号", "12名"),
        ("パスワードの変更", "2026年12月"),
        ("暗証番号", "0000-00-1234"),
    ],
)
def test_ordinary_box_beside_a_word_about_secrets_is_left_in_peace(word, other):
    assert split.check((word, other)) is None


def test_number_over_the_rows_of_two_tables_in_one_transaction_is_not_written():
    with pytest.raises(guard.ForbiddenNumber), writing() as db:
        db.add(template(title="番号 1234 5678"))
        db.flush()
        db.add(Phrase(name="つづき", body="9018 です"))


def test_next_transaction_is_another_form():
    with writing() as db:
        db.add(template(title="番号 1234 5678"))
    with writing() as db:
        db.add(Phrase(name="つづき", body="9018 です"))
