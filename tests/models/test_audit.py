import pytest
from sqlmodel import col, select

from database import reading, writing
from models import AuditLine, Person, QuestionCategory, Staff, audit
from services.permissions import Permission, require


def lines(entity: str) -> list[tuple]:
    with reading() as db:
        rows = db.exec(
            select(AuditLine).where(AuditLine.entity == entity).order_by(col(AuditLine.id).desc())
        ).all()
    return [(row.action, row.actor_id, row.changes) for row in rows]


def test_change_and_its_line_are_one_transaction():
    before = lines("question_category")
    with pytest.raises(ZeroDivisionError), writing() as db:
        db.add(QuestionCategory(code="a", name="基本操作"))
        db.flush()
        raise ZeroDivisionError

    assert lines("question_category") == before


def test_line_names_who_passed_the_permission_check(sato):
    with writing() as db:
        require(db.get_one(Staff, sato.id), Permission.MASTER_EDIT)
        row = QuestionCategory(code="a", name="基本操作")
        db.add(row)
        db.flush()
        row.name = "文字入力"

    action, actor, changes = lines("question_category")[0]
    assert (action, actor, changes) == ("update", sato.id, {"name": ["基本操作", "文字入力"]})


def test_next_transaction_starts_with_nobody(sato):
    """What a resident does must not be put down to the clerk who used the same thread before."""
    with writing():
        require(sato, Permission.MASTER_EDIT)
    with writing() as db:
        db.add(QuestionCategory(code="b", name="電話"))

    assert lines("question_category")[0][1] is None


def test_personal_values_are_named_but_not_shown():
    with writing() as db:
        person = Person(name="見本 花子", kana="みほん はなこ", phone="0000000000")
        db.add(person)

    changes = lines("person")[0][2]
    assert changes["name"] == changes["kana"] == changes["phone"] == ["***", "***"]
    assert "花子" not in str(changes)


def test_looking_at_a_person_is_written_down(sato):
    with writing() as db:
        person = Person(name="見本 花子")
        db.add(person)
        db.flush()
        require(sato, Permission.BOOKING_VIEW)
        audit.looked_at(db, person)

    assert lines("person")[0][:2] == ("view", sato.id)
