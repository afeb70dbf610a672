"""参加者の記録: from the pair to one person, and from the record to nobody."""

import pytest
from sqlmodel import select

from database import reading, writing
from models import AuditLine, Handset, Person
from services import person_merges
from tests.classes import a_person
from tests.conftest import NOON


@pytest.fixture(autouse=True)
def _noon_in_the_town(town, stopped_clock):
    pass


def words(screen) -> str:
    return "".join(one.value for one in (*screen.markdown, *screen.get("html")))


def test_day_of_the_record_is_that_of_japan(opened, sato):
    person = a_person(created_at=NOON.replace(hour=8))

    assert "<dd>令和8年11月24日(火)</dd>" in words(opened("person", sato, person=str(person.id)))


def test_pair_becomes_one_with_the_chosen_telephone(opened, sato):
    one = a_person(phone="0000012345", birth_year=1945)
    two = a_person(phone="0000054321", birth_year=1945)
    screen = opened("person", sato)
    screen.button(key=f"r_to-{one.id}-{two.id}").click().run()
    assert screen.query_params == {"person": str(one.id), "with": str(two.id)}
    assert screen.button(key="r_merge").disabled
    screen.radio(key="r_keep_phone").set_value(1)
    screen.checkbox(key="r_sure").check().run()
    screen.button(key="r_merge").click().run()

    assert "1人にまとめました" in screen.success[0].value
    with reading() as db:
        kept, gone = db.exec(select(Person).order_by(Person.id)).all()
        seen = select(AuditLine).where(AuditLine.entity == "person", AuditLine.action == "view")
        looks = db.exec(seen.order_by(AuditLine.id.desc()).limit(2)).all()
    assert (kept.phone, gone.merged_into_id) == ("0000054321", one.id)
    assert {(line.entity_id, line.actor_id) for line in looks} == {
        (str(one.id), sato.id),
        (str(two.id), sato.id),
    }
    gone = opened("person", sato, person=str(two.id))
    assert "もう1つの記録にまとめてあります" in gone.info[0].value


def test_two_again_when_they_were_not_one(opened, sato):
    one, two = a_person("見本 一"), a_person("見本 二")
    with writing() as db:
        pair = {"person": db.get_one(Person, one.id), "other": db.get_one(Person, two.id)}
        person_merges.merge(db, **pair, by=sato)

    screen = opened("person", sato, person=str(one.id))
    assert "**見本 二さん** とまとめました（令和8年11月24日(火)、佐藤）" in words(screen)
    button = next(one for one in screen.button if one.label == "元にもどす")
    assert button.disabled
    next(one for one in screen.checkbox if "別の方" in one.label).check().run()
    next(one for one in screen.button if one.label == "元にもどす").click().run()

    assert screen.success[0].value == "元にもどしました。2人の記録になりました。"
    assert "とまとめました" not in words(screen)
    with reading() as db:
        back = db.get_one(Person, two.id)
    assert (back.name, back.merged_into_id) == ("見本 二", None)


def test_record_is_erased_when_the_reading_is_typed(opened, sato):
    person = a_person(phone="0000012345")
    screen = opened("person", sato, person=str(person.id))

    screen.button(key="r_erase").click().run()
    assert "「みほん はなこ」と入力してください" in screen.error[0].value
    screen.text_input(key="r_typed").input("みほん はなこ").run()
    screen.button(key="r_erase").click().run()

    assert "この方の記録を消しました" in screen.success[0].value
    with reading() as db:
        (row,) = db.exec(select(Person)).all()
    assert (row.kana, row.phone) == ("", "")


def test_new_telephone_of_somebody_is_written_down(opened, sato):
    person = a_person(handset=Handset.FEATURE)
    screen = opened("person", sato, person=str(person.id))

    screen.selectbox(key=f"r_handset{person.id}").set_value(Handset.EASY).run()
    screen.button(key="r_keep_handset").click().run()

    assert "<dt>お持ちの電話</dt><dd>スマホ（らくらくホンなど）</dd>" in words(screen)
    with reading() as db:
        line = db.exec(
            select(AuditLine).where(AuditLine.entity == "person").order_by(AuditLine.id.desc())
        ).first()
    assert line.changes == {"handset": ["feature", "easy"]}


@pytest.mark.parametrize("number", ["999", "x", "１"])
def test_number_of_nobody_leads_to_the_list(number, opened, sato):
    assert "いまは、いらっしゃいません。" in words(opened("person", sato, person=number))
