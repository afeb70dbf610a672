from database import reading
from services import places


def test_districts_stand_in_the_citys_order(town):
    with reading() as db:
        assert [one.code for one in places.districts(db)][:3] == ["chuo", "umenoki", "asagiri"]


def test_district_is_found_by_its_code(town):
    with reading() as db:
        found = [places.district(db, code=code) for code in ("wakaba", "nowhere", None)]
    assert [one and one.name for one in found] == ["若葉町", None, None]
