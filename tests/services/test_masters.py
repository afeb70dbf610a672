import pytest
from sqlmodel import select

from models import ConsultationKind, Course, District, Municipality, QuestionCategory
from refusal import Refusal
from services import masters

NUMBER = "123456789018"  # synthetic


@pytest.fixture
def kind(db, town) -> ConsultationKind:
    return db.exec(select(ConsultationKind).where(ConsultationKind.code == "M01")).one()


@pytest.mark.parametrize("city", ["demo", "takeo"])
def test_load_brings_nine_districts_and_the_curriculum(db, city):
    masters.load(db, city=city)

    assert len(db.exec(select(District)).all()) == 9
    assert len(db.exec(select(Course)).all()) == 26
    assert len(db.exec(select(ConsultationKind)).all()) == 36


def test_rows_come_in_the_order_of_their_codes(db, town, sato):
    codes = [row.code for row in masters.rows(db, kind=Course, by=sato)]

    assert codes == sorted(codes)


@pytest.mark.parametrize("code", ["", "講座", "a b", "x" * 9, NUMBER])
def test_add_refuses_a_code_that_is_none(db, town, sato, code):
    with pytest.raises(Refusal):
        masters.add(db, kind=QuestionCategory, code=code, values={"name": "見本"}, by=sato)


def test_add_refuses_a_code_that_is_taken(db, town, sato):
    values = {"title": "見本", "tier": "基本", "fiscal_year": 2026}
    with pytest.raises(Refusal, match="もうあります"):
        masters.add(db, kind=Course, code="B01", values=values, by=sato)


@pytest.mark.parametrize("field", masters.EDITABLE[Municipality])
def test_no_field_of_the_city_takes_a_number(db, town, sato, field):
    city = db.get_one(Municipality, 1)

    with pytest.raises(Refusal):
        masters.change(db, row=city, values={field: NUMBER}, by=sato)


def test_change_reads_a_wide_blank_in_the_lanes(db, sato, kind):
    masters.change(db, row=kind, values={"lane_detail": "V　となりで見守る"}, by=sato)

    assert kind.lane_detail == "V となりで見守る"


@pytest.mark.parametrize("lanes", ["となりで見守る", "Q 見守る", "V"])
def test_change_refuses_a_lane_nobody_knows(db, sato, kind, lanes):
    with pytest.raises(Refusal, match="分担"):
        masters.change(db, row=kind, values={"lane_detail": lanes}, by=sato)


def test_change_refuses_a_field_that_is_not_offered(db, sato, kind):
    with pytest.raises(ValueError, match="code"):
        masters.change(db, row=kind, values={"code": "M98"}, by=sato)
