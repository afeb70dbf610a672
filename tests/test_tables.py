import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import select

from database import reading, writing
from models import Base, District, StaffDistrict
from tests import snapshot, tables


def names_of_districts() -> list[str]:
    with reading() as db:
        return list(db.exec(select(District.name).order_by(District.position)))


def test_no_row_is_left_and_references_are_asked_again(town, tanaka):
    tables.empty()

    with reading() as db:
        full = [one.name for one in Base.metadata.sorted_tables if db.execute(select(one)).first()]
    assert full == ["audit_line"]
    with pytest.raises(IntegrityError), writing() as db:
        db.add(StaffDistrict(staff_id=tanaka.id, district_id=1))


def test_town_is_laid_again_as_it_was_and_goes_on(town):
    before = names_of_districts()
    tables.empty()
    snapshot.lay()
    with writing() as db:
        first = db.exec(select(District).order_by(District.position)).first()
        db.add(District(**first.model_dump(exclude={"id", "code", "name"}), code="x", name="新区"))

    assert sorted(names_of_districts()) == sorted([*before, "新区"])
