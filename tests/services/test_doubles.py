"""Who may have been written down twice."""

import pytest

from database import reading
from models import AgeBand, Person, Sex
from services import doubles
from tests.classes import a_person, district
from tests.services.test_person_merges import merged


@pytest.fixture(autouse=True)
def _noon_in_the_town(town, stopped_clock):
    pass


def of(person: Person, by) -> list[int]:
    with reading() as db:
        found = doubles.of(db, person=db.get_one(Person, person.id), by=by)
        return [one.other.id for one in found]


def pairs(by) -> list[tuple[int, int]]:
    with reading() as db:
        return [(one.person.id, one.other.id) for one in doubles.listed(db, by=by)]


def test_same_name_with_the_same_telephone_home_or_year_may_be_one(sato):
    here, there = district("wakaba").id, district("asagiri").id
    one = a_person(phone="0000012345", district_id=here, birth_year=1945)
    home = a_person("ミホン ハナコ", "ミホン ハナコ", district_id=here)
    year = a_person(district_id=there, birth_year=1945)
    phone = a_person(phone="0000012345", district_id=there, birth_year=1954)
    written = a_person("見本 花子", "みもと かこ", phone="0000012345")

    assert of(one, sato) == [phone.id, written.id, year.id, home.id]


def test_namesakes_couples_and_children_are_not_proposed(sato):
    here = district("wakaba").id
    one = a_person(
        phone="0000012345", district_id=here, birth_year=1945, age_band=AgeBand.A80, sex=Sex.FEMALE
    )
    a_person(district_id=here, age_band=AgeBand.A80, sex=Sex.MALE)
    a_person(district_id=district("asagiri").id)
    a_person("見本 一郎", "みほん いちろう", phone="0000012345", district_id=here, birth_year=1945)
    a_person(district_id=here, birth_year=1975)
    a_person(district_id=here, age_band=AgeBand.U60)
    a_person(district_id=here, phone="0000054321")

    assert of(one, sato) == []


def test_pair_is_told_once_and_not_after_it_was_merged(sato):
    one, two = a_person(phone="0000012345"), a_person(phone="0000012345")
    assert pairs(sato) == [(one.id, two.id)]

    merged(one, two, sato)

    assert pairs(sato) == []


def test_nobody_without_a_name_is_a_double(sato):
    for _ in range(2):
        a_person("", "", district_id=district("wakaba").id, birth_year=1945)

    assert pairs(sato) == []


def test_what_agrees_and_what_does_not_is_told(sato):
    a_person(phone="0000012345", birth_year=1945)
    a_person(phone="0000012345", birth_year=1946, district_id=district("wakaba").id)

    with reading() as db:
        (one,) = doubles.listed(db, by=sato)
    assert one.agreeing(yes=True) == ["読み", "漢字", "電話番号"]
    assert one.agreeing(yes=False) == ["生まれた年"]
