from collections import Counter
from datetime import date, time

import pytest
from sqlmodel import select

from database import writing
from models import (
    CardClosure,
    ConsultationKind,
    Course,
    Desk,
    District,
    Equipment,
    EquipmentKind,
    Municipality,
    Phrase,
    QuestionCategory,
    Room,
    Venue,
    VenueClosure,
)
from refusal import Refusal
from services import master_files, masters

NUMBER = "123456789018"  # synthetic


@pytest.fixture
def kind(db, town) -> ConsultationKind:
    return db.exec(select(ConsultationKind).where(ConsultationKind.code == "M01")).one()


@pytest.mark.parametrize("city", ["demo", "takeo"])
def test_load_brings_nine_districts_and_the_curriculum(db, city):
    master_files.load(db, city=city)

    assert len(db.exec(select(District)).all()) == 9
    assert len(db.exec(select(Course)).all()) == 36
    assert len({one.code for one in db.exec(select(ConsultationKind))}) == 36


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


def test_add_refuses_a_name_of_blanks(db, town, sato):
    with pytest.raises(Refusal, match="名前"):
        masters.add(db, kind=Phrase, code="", values={"name": "　 ", "body": "見本"}, by=sato)


def test_add_names_the_days_without_cards_that_are_there(db, town, sato):
    values = {"first_day": date(2026, 12, 20), "last_day": date(2026, 12, 20), "reason": "点検"}
    masters.add(db, kind=CardClosure, code="", values=values, by=sato)

    with pytest.raises(Refusal, match="12月20日.*からの停止日が、もうあります"):
        masters.add(db, kind=CardClosure, code="", values=values, by=sato)


TEXTS = ("name", "kana", "desk", "phone", "hours", "area_code")


@pytest.mark.parametrize("field", TEXTS)
def test_no_field_of_the_city_takes_a_number(town, sato, field):
    with pytest.raises(Refusal), writing() as db:
        masters.change(db, row=db.get_one(Municipality, 1), values={field: NUMBER}, by=sato)


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


def test_demo_halls_have_rooms_hours_and_a_closed_day(db):
    master_files.load(db, city="demo")
    hall = db.exec(select(Venue).order_by(Venue.id)).first()
    rooms = db.exec(select(Room).where(Room.venue_id == hall.id).order_by(Room.id)).all()

    assert [(room.name, room.capacity) for room in rooms] == [
        ("大ホール", 40),
        ("第1研修室", 20),
        ("和室", 12),
    ]
    assert (hall.opens, hall.closes, hall.closed_weekdays) == (time(9), time(21), "月")
    assert hall.is_shelter


def test_demo_has_nine_things_to_lend(db):
    master_files.load(db, city="demo")
    kinds = Counter(one.kind for one in db.exec(select(Equipment)))

    assert kinds == {EquipmentKind.PHONE: 6, EquipmentKind.WIFI: 2, EquipmentKind.PROJECTOR: 1}


def test_real_city_closes_no_hall_by_guess(db):
    master_files.load(db, city="takeo")

    assert {one.closed_weekdays for one in db.exec(select(Venue))} == {""}


def new(db, kind):
    """A room, or something to lend."""
    hall = db.exec(select(Venue.id).order_by(Venue.id)).first()
    columns = {Room: {"venue_id": hall}, Equipment: {"code": "S01", "kind": EquipmentKind.PHONE}}
    row = kind(name="見本", **columns[kind])
    db.add(row)
    return row


@pytest.mark.parametrize(
    ("kind", "values", "sentence"),
    [
        (Municipality, {"opens": None}, "開く時刻と閉まる時刻"),
        (Municipality, {"opens": time(18)}, "閉まる時刻が、開く時刻より前"),
        (Municipality, {"offer_days": 0}, "1日から10日まで"),
        (Municipality, {"offer_days": 11}, "1日から10日まで"),
        (Municipality, {"quiet_days": 6}, "とみる日数は、7から730まで"),
        (Municipality, {"low_share": None}, "より低いか）は、1から100まで"),
        (Municipality, {"high_no_show": 101}, "より高いか）は、0から100まで"),
        (Venue, {"opens": time(21), "closes": time(9)}, "閉まる時刻が、開く時刻より前"),
        (Venue, {"closed_weekdays": "祝"}, "休館の曜日は"),
        (Room, {"name": " "}, "名前を入力"),
        (Room, {"capacity": 0}, "定員は1以上"),
        (Equipment, {"name": ""}, "名前を入力"),
    ],
)
def test_change_refuses_what_cannot_be(town, sato, kind, values, sentence):
    with pytest.raises(Refusal, match=sentence), writing() as db:
        row = db.exec(select(kind).order_by(kind.id)).first() or new(db, kind)
        masters.change(db, row=row, values=values, by=sato)


FRIDAY = date(2026, 12, 4)


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        ({"first_day": FRIDAY, "last_day": None}, "初めの日と終わりの日"),
        ({"first_day": FRIDAY, "last_day": date(2026, 12, 3)}, "終わりの日が、初めの日より前"),
    ],
)
def test_closed_days_have_an_order(db, town, sato, days, sentence):
    with pytest.raises(Refusal, match=sentence):
        masters.add(db, kind=VenueClosure, code="", values=days, by=sato)


def test_closed_days_are_taken_back(db, town, sato):
    values = {"venue_id": None, "first_day": FRIDAY, "last_day": FRIDAY, "reason": "消毒"}
    row = masters.add(db, kind=VenueClosure, code="", values=values, by=sato)
    masters.remove(db, row=row, by=sato)

    assert masters.rows(db, kind=VenueClosure, by=sato) == []


def test_room_of_the_same_name_is_refused(db, town, sato):
    hall = db.exec(select(Venue.id).order_by(Venue.id)).first()
    values = {"venue_id": hall, "name": "和室", "capacity": 8}
    masters.add(db, kind=Room, code="", values=values, by=sato)

    with pytest.raises(Refusal, match="もうあります"):
        masters.add(db, kind=Room, code="", values=values, by=sato)


def test_older_database_gets_desks_and_phrases_once(db, town, sato):
    for kind in (Desk, Phrase):
        for row in db.exec(select(kind)).all():
            db.delete(row)
    db.flush()

    master_files.add_later_ones(db)
    first = len(db.exec(select(Desk)).all()), len(db.exec(select(Phrase)).all())
    db.exec(select(Desk)).first().name = "直した名前"
    master_files.add_later_ones(db)

    assert first == (len(db.exec(select(Desk)).all()), len(db.exec(select(Phrase)).all()))
    assert min(first) >= 10
    assert db.exec(select(Desk).where(Desk.name == "直した名前")).all()


def test_older_database_gets_younger_courses_and_keeps_its_own(db, town, sato):
    for code in ("L01", "L02"):
        db.delete(db.exec(select(Course).where(Course.code == code)).one())
    db.flush()
    own = {"title": "かんたんな動画", "tier": "市独自", "fiscal_year": 2026}
    masters.add(db, kind=Course, code="L01", values=own, by=sato)

    master_files.add_later_ones(db)

    titles = {one.code: one.title for one in db.exec(select(Course))}
    assert (len(titles), titles["L01"]) == (36, "かんたんな動画")
    assert titles["L02"] == "詐欺の電話とにせのSMSに気をつけよう"


def test_desk_gets_its_number(db, town, sato):
    desk = db.exec(select(Desk).where(Desk.code == "shimin")).one()

    masters.change(db, row=desk, values={"phone": " 0000-00-1234 "}, by=sato)

    assert desk.phone == "0000-00-1234"


def test_phrase_without_words_is_refused(db, town, sato):
    with pytest.raises(Refusal, match="文を書いて"):
        masters.add(db, kind=Phrase, code="", values={"name": "見本", "body": " "}, by=sato)
