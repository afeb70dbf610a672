from datetime import time

import pytest
from sqlmodel import col, select

from database import reading, writing
from models import District, Event, EventStatus, FileImport, ImportKind, Venue
from refusal import Refusal
from services import event_import, facility_import, file_imports
from services.facility_import import Done, Line, Standing
from tests.classes import a_class
from tests.services.test_event_import import line as event_line


@pytest.fixture(autouse=True)
def _now(town, stopped_clock):
    pass


def line(number: int = 2, name: str = "若葉公民館", area: str = "", **values) -> Line:
    return Line(number, name, area, values)


def hall(db, name: str = "若葉公民館") -> Venue:
    return db.exec(select(Venue).where(Venue.name == name)).one()


@pytest.fixture
def judge(db, sato):
    return lambda *lines, **chosen: facility_import.judge(
        db, lines=lines, districts=chosen.get("chosen", {}), by=sato
    )


def save(sato, *lines, **chosen) -> Done:
    with writing() as db:
        return facility_import.save(
            db, lines=lines, districts=chosen.get("chosen", {}), source="list.csv", by=sato
        )


def undo(sato) -> None:
    with writing() as db:
        newest = db.exec(select(FileImport.id).order_by(col(FileImport.id).desc())).first()
        file_imports.undo(db, import_id=newest, by=sato)


def test_hall_that_is_there_is_matched_and_its_differences_told(judge, db):
    hall(db).phone = "0000-11-1111"
    db.flush()

    (row,) = judge(line(name="若葉 公民館", phone="0000-22-2222", capacity=None, access=""))

    assert (row.standing, row.venue_id) == (Standing.CHANGED, hall(db).id)
    assert row.told == "電話番号：0000-11-1111 → 0000-22-2222"


def test_hall_as_it_is_there_is_the_same(judge, db):
    ours = hall(db)

    (row,) = judge(line(kana=ours.kana, address=ours.address, capacity=ours.capacity))

    assert row.standing is Standing.SAME


@pytest.mark.parametrize(
    ("area", "address"), [("若葉", ""), ("", "架空県となり市若葉町大字甲1-2"), ("", "若葉町3")]
)
def test_new_place_lies_in_the_town_of_its_address(judge, db, area, address):
    (row,) = judge(line(name="若葉交流館", area=area, address=address))

    town = db.exec(select(District.id).where(District.name == "若葉町")).one()
    assert (row.standing, row.district_id, row.is_likely) == (Standing.NEW, town, True)


def test_town_that_cannot_be_told_is_asked_for(judge, db):
    town = db.exec(select(District.id).where(District.name == "若葉町")).one()
    unknown = line(name="甲会館", address="大字永島1-1")

    asked, known = judge(unknown)[0], judge(unknown, chosen={2: town})[0]

    assert (asked.standing, asked.missing) == (
        Standing.ASK,
        "住所から町が分かりません。町を選んでください。",
    )
    assert (known.standing, known.district_id) == (Standing.NEW, town)


@pytest.mark.parametrize(
    ("odd", "sentence"),
    [
        (line(name=" "), "「名称」が空です。"),
        (line()._replace(code="412015"), "ほかの市町村（412015）の施設です。"),
        (line(phone="内線" * 11), "「電話番号」が長すぎます（20文字まで）。"),
        (line(access="123456789018"), "「行き方」に、書いてはいけない番号があります。"),
    ],
)
def test_what_cannot_be_taken_in_is_said(judge, odd, sentence):
    (row,) = judge(odd)

    assert (row.standing, row.missing) == (Standing.UNREADABLE, sentence)


def test_same_place_twice_in_a_list_is_taken_once(judge):
    rows = judge(line(2, phone="0000-1"), line(3, phone="0000-2"))

    assert [row.missing for row in rows] == ["", "2行目と同じ施設のようです。"]


def test_save_and_undo_leave_the_halls_as_they_were(sato):
    with reading() as db:
        before = {one.id: one.model_dump() for one in db.exec(select(Venue))}

    new = line(3, "若葉交流館", "若葉町", capacity=30, latitude=33.1, longitude=130.1)
    done = save(sato, line(phone="0000-22-2222", opens=time(9), closes=time(21)), new)
    with reading() as db:
        changed, added = hall(db), hall(db, "若葉交流館")
        assert done == Done(added=1, changed=1)
        assert (changed.phone, changed.closes, added.capacity) == ("0000-22-2222", time(21), 30)
    undo(sato)

    with reading() as db:
        after = {one.id: one.model_dump() for one in db.exec(select(Venue))}
        for row in (*before.values(), *after.values()):
            del row["updated_at"]
        assert after == before


def test_undo_keeps_what_was_changed_again_since(sato):
    save(sato, line(phone="0000-22-2222", access="バス停前"))
    with writing() as db:
        hall(db).phone = "0000-33-3333"
    undo(sato)

    with reading() as db:
        assert (hall(db).phone, hall(db).access) == ("0000-33-3333", "")


def test_undo_of_a_hall_in_use_is_refused_as_a_whole(sato):
    save(sato, line(3, "若葉交流館", "若葉町"), line(phone="0000-22-2222"))
    with reading() as db:
        used = hall(db, "若葉交流館").id
    a_class(venue_id=used)

    with pytest.raises(Refusal, match="もうほかで使われています"):
        undo(sato)

    with reading() as db:
        assert hall(db).phone == "0000-22-2222"


def test_save_keeps_nothing_when_one_row_is_refused(sato):
    with pytest.raises(Refusal, match="3行目：住所から町が分かりません。"):
        save(sato, line(phone="0000-22-2222"), line(3, "甲会館"))

    with reading() as db:
        assert db.exec(select(FileImport)).all() == []
        assert hall(db).phone != "0000-22-2222"


@pytest.fixture
def listed_class(sato) -> int:
    with writing() as db:
        event_import.save(db, lines=[event_line()], venues={}, source="list.csv", by=sato)
        return db.exec(select(Event.id)).one()


def test_undo_takes_drafts_back_once(sato, listed_class):
    undo(sato)

    with pytest.raises(Refusal, match="もう取り消してあります"):
        undo(sato)
    with reading() as db:
        (taken,) = file_imports.listed(db, kind=ImportKind.EVENTS, by=sato)
        assert db.exec(select(Event)).all() == []
        assert (taken.source, taken.who, taken.rows) == ("list.csv", "佐藤", 1)
        assert taken.undone_at is not None


def test_undo_of_a_published_class_is_refused(sato, listed_class):
    with writing() as db:
        db.get_one(Event, listed_class).status = EventStatus.PUBLISHED

    with pytest.raises(Refusal, match="「LINEで写真を送る教室」など1件は、もう承認待ちでは"):
        undo(sato)
