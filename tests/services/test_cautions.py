from datetime import timedelta

import pytest
from sqlmodel import select

from database import reading, writing
from models import CardClosure, ConsultationKind, Outcome
from services import card_closures, cautions, consultations
from services.consultations import Talk
from services.permissions import NotPermitted
from tests.classes import a_class, a_person
from tests.conftest import NOON

TODAY = NOON.date()


@pytest.fixture(autouse=True)
def _noon_in_the_town(town, stopped_clock):
    pass


def kinds(db, *codes: str) -> list[ConsultationKind]:
    wanted = select(ConsultationKind).where(ConsultationKind.code.in_(codes))
    return list(db.exec(wanted.order_by(ConsultationKind.code)))


def test_counter_only_kind_is_said_with_what_to_bring(db):
    told = cautions.of(db, kinds=kinds(db, "M05", "M10"))

    assert told == [
        "「電子証明書の更新（5年ごと）」は、相談コーナーではできません。市民課で手続きします。"
        "お持ちいただくものは、マイナンバーカード、有効期限通知書（青い封筒。あれば）です。",
        "「電子証明書の更新（5年ごと）」：代理の人が行くときは、照会書兼回答書がご本人の家に"
        "届いてからになり、2回行くことがあります。",
    ]


def test_nothing_is_said_of_what_a_volunteer_may_do(db):
    assert cautions.of(db, kinds=kinds(db, "M10")) == []


def test_closed_days_after_the_corner_are_said(db):
    event = a_class()  # 2026-12-04
    for day in (TODAY + timedelta(days=1), TODAY + timedelta(days=26)):
        db.add(CardClosure(first_day=day, last_day=day, reason="全国のシステム点検"))
    db.flush()

    told = cautions.of(db, kinds=kinds(db, "M10"), event=event)

    assert [one[:13] for one in told] == ["12月20日(日)は停止日"]
    assert card_closures.on(db, day=TODAY) is None
    assert card_closures.on(db, day=TODAY + timedelta(days=1)).reason == "全国のシステム点検"


def consult(person, staff, *, key: str) -> None:
    with writing() as db:
        talk = Talk(kinds(db, "M05", "M14"), Outcome.TAKEN_HOME)
        consultations.record(db, talk=talk, idem_key=key, person=person, by=staff)


def test_last_time_is_told_by_day_and_kind_only(sato, tanaka, stopped_clock):
    person, other = a_person(), a_person("見本 次郎", "みほん じろう")
    stopped_clock(NOON - timedelta(days=200))
    consult(person, sato, key="old")
    stopped_clock(NOON - timedelta(days=21))
    consult(person, sato, key="new")
    stopped_clock()

    with reading() as db:
        mine = cautions.before(db, person=person, kinds=kinds(db, "M05"), by=tanaka)
        others = cautions.before(db, person=other, kinds=kinds(db, "M05"), by=tanaka)

    assert [one.words for one in mine] == [
        "前回は、11月3日(火)に「電子証明書の更新（5年ごと）」のご相談でした。"
    ]
    assert others == []


def test_counter_is_not_told_of_last_time(yamaguchi):
    person = a_person()

    with reading() as db, pytest.raises(NotPermitted):
        cautions.before(db, person=person, kinds=[], by=yamaguchi)
