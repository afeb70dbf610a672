from datetime import date, time

import pytest
from sqlmodel import select

from database import reading, writing
from models import Event, EventStatus, Format, Venue
from refusal import Refusal
from services import event_import
from services.event_import import Line, Standing
from services.permissions import NotPermitted
from tests.classes import a_class, at

DAY = date(2026, 12, 8)


def line(number: int = 2, **changes) -> Line:
    """A complete row of the demo town's list."""
    whole = {
        "title": "LINEで写真を送る教室",
        "day": DAY,
        "start": time(13, 30),
        "end": time(15),
        "place": "梅の木公民館",
        "capacity": 10,
    }
    return Line(number, **whole | changes)


@pytest.fixture(autouse=True)
def _now(town, stopped_clock):
    pass


@pytest.fixture
def judge(db, sato):
    return lambda *lines, **venues: event_import.judge(db, lines=lines, venues=venues, by=sato)


@pytest.fixture
def save(db, sato):
    return lambda *lines, **venues: event_import.save(
        db, lines=lines, venues=venues, source="list.csv", by=sato
    )


def hall(db, name: str) -> Venue:
    return db.exec(select(Venue).where(Venue.name == name)).one()


def test_a_complete_row_is_new(judge):
    (row,) = judge(line())

    assert (row.standing, row.reason) == (Standing.NEW, "")


@pytest.mark.parametrize(
    "place", ["梅の木公民館", "梅ノ木公民館", "梅の木公民館　2階 集会室", "梅の木公民館（和室）"]
)
def test_a_hall_is_found_by_its_name(judge, db, place):
    assert judge(line(place=place))[0].venue_id == hall(db, "梅の木公民館").id


@pytest.mark.parametrize("place", ["梅の木公民館分館", "公民館", ""])
def test_a_hall_is_not_guessed(judge, place):
    (row,) = judge(line(place=place))

    assert (row.standing, row.venue_id, row.reason) == (
        Standing.DOUBTFUL,
        None,
        "会場を選んでください。",
    )


def test_a_name_of_two_halls_is_not_guessed(judge, db):
    hall(db, "若葉公民館").kana = hall(db, "西川公民館").kana = "みなみかいかん"
    db.flush()

    assert judge(line(place="みなみかいかん"))[0].venue_id is None


def test_a_place_means_the_hall_that_was_chosen_for_it(judge, db):
    chosen = hall(db, "若葉公民館").id

    (row,) = judge(line(place="しらない会館"), しらない会館=chosen)

    assert (row.standing, row.venue_id) == (Standing.NEW, chosen)


@pytest.mark.parametrize(
    ("changes", "standing", "reason"),
    [
        ({"title": " "}, Standing.UNREADABLE, "名前がありません。"),
        (
            {"title": "1234 5678 9018"},
            Standing.UNREADABLE,
            "名前に、書いてはいけない番号があります。",
        ),
        ({"day": None, "notes": ("開始日が…",)}, Standing.UNREADABLE, "日付が読めません。"),
        ({"day": date(2026, 11, 23)}, Standing.PAST, "もう過ぎた日付です。"),
        ({"start": None}, Standing.DOUBTFUL, "始まりと終わりの時刻を入れてください。"),
        ({"end": time(13)}, Standing.DOUBTFUL, "終わりの時刻が、始まりより前です。"),
        ({"title": "あ" * 81}, Standing.DOUBTFUL, "名前が長すぎます（80文字まで）。"),
        ({"notes": ("2日間です。",)}, Standing.DOUBTFUL, "2日間です。"),
        ({"code": "990019"}, Standing.DOUBTFUL, "ほかの市町村（990019）の催しです。"),
        ({"code": "99000"}, Standing.NEW, ""),
    ],
)
def test_what_is_odd_is_said(judge, changes, standing, reason):
    (row,) = judge(line(**changes))

    assert (row.standing, row.reason) == (standing, reason)


def test_a_note_alone_does_not_keep_a_row_from_being_saved(judge):
    assert judge(line(notes=("2日間です。",)))[0].missing == ""


def test_the_same_class_is_already_there(judge):
    a_class(district="umenoki", starts_at=at(10, days=14), title="ＬＩＮＥで写真を送る教室")

    (row,) = judge(line())

    assert (row.standing, row.reason) == (
        Standing.THERE,
        "同じ日、同じ会場に登録されています（受付中）。",
    )


@pytest.mark.parametrize(("hour", "standing"), [(14, Standing.DOUBTFUL), (15, Standing.NEW)])
def test_another_class_in_the_hall_at_that_time_is_named(judge, hour, standing):
    a_class(district="umenoki", starts_at=at(hour, days=14), title="絵手紙")

    (row,) = judge(line())

    assert row.standing is standing
    assert row.missing == (
        ""
        if standing is Standing.NEW
        else "梅の木公民館は、その時間に別の教室「絵手紙」（午後2時〜3時30分）があります。"
    )


def test_the_same_row_twice_is_taken_once(judge):
    assert [row.reason for row in judge(line(2), line(7))] == ["", "2行目と同じです。"]


def test_save_registers_drafts(save, db, sato):
    assert save(line(title="スマホなんでも相談会", capacity=None)) == 1

    event = db.exec(select(Event)).one()
    assert (event.status, event.format, event.capacity) == (
        EventStatus.DRAFT,
        Format.CONSULTATION,
        12,
    )
    assert (event.starts_at, event.ends_at) == (at(13, 30, days=14), at(15, days=14))
    assert (event.venue_id, event.created_by_id) == (hall(db, "梅の木公民館").id, sato.id)


def test_save_again_finds_what_was_taken_in_before(save, judge, db):
    save(line())
    db.exec(select(Event)).one().title = "名前を変えた教室"
    db.flush()

    (row,) = judge(line())

    assert (row.standing, row.reason) == (Standing.THERE, "前に取り込みました。")


@pytest.mark.parametrize(
    ("broken", "sentence"),
    [
        (
            {"start": None},
            "5行目：始まりと終わりの時刻を入れてください。直すか、「取り込む」の印を",
        ),
        ({"place": "しらない会館"}, "5行目：会場を選んでください。直すか"),
        ({"day": date(2026, 11, 23)}, "5行目：もう過ぎた日付です。直すか"),
        ({"capacity": 500}, "5行目：梅の木公民館に入れるのは24名までです。"),
    ],
)
def test_save_keeps_nothing_when_one_row_is_refused(town, sato, broken, sentence):
    with pytest.raises(Refusal, match=sentence), writing() as db:
        event_import.save(
            db, lines=[line(place="若葉公民館"), line(5, **broken)], venues={}, source="", by=sato
        )

    with reading() as db:
        assert db.exec(select(Event)).all() == []


def test_save_refuses_to_save_nothing(save):
    with pytest.raises(Refusal, match="取り込む行がありません"):
        save()


def test_only_who_imports_data_may_judge(db, tanaka):
    with pytest.raises(NotPermitted):
        event_import.judge(db, lines=[], venues={}, by=tanaka)
