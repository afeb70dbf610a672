import pytest

from database import reading, writing
from models import Format, Skill, Staff
from services import skills
from tests.classes import a_class, course


@pytest.fixture(autouse=True)
def _town(town):
    pass


def change(staff: Staff, by: Staff, *wanted: Skill) -> set[Skill]:
    with writing() as db:
        row = db.get_one(Staff, staff.id)
        skills.change(db, staff=row, skills=wanted, by=by)
    with reading() as db:
        return skills.of(db, staff=staff)


def test_change_replaces_what_was_said_before(tanaka, kanri):
    assert change(tanaka, kanri, Skill.ANDROID, Skill.IPHONE) == {Skill.ANDROID, Skill.IPHONE}
    assert change(tanaka, kanri, Skill.MY_NUMBER, Skill.IPHONE) == {Skill.MY_NUMBER, Skill.IPHONE}
    assert change(tanaka, kanri) == set()


@pytest.mark.parametrize(
    ("os", "format", "wanted"),
    [
        ("android", Format.COURSE, {Skill.ANDROID}),
        ("iphone", Format.SALON, {Skill.IPHONE}),
        ("both", Format.COURSE, set()),
        ("android", Format.CONSULTATION, {Skill.MY_NUMBER}),
    ],
)
def test_needed_follows_the_course_and_the_format(os, format, wanted):
    taught = course("B01")
    taught.os = os

    assert skills.needed(event=a_class(format=format), course=taught) == wanted


def test_class_without_a_course_asks_for_nothing():
    assert skills.needed(event=a_class(), course=None) == set()
