from datetime import date, time

import pytest
from sqlmodel import select

from database import reading, writing
from models import Admission, Audience, Event, EventStatus, EventTemplate, Format, Venue
from refusal import Refusal
from services import drafts, templates
from services.drafts import Draft
from services.permissions import NotPermitted
from tests.classes import a_class, at, course, works_at


@pytest.fixture(autouse=True)
def _noon_in_the_town(town, stopped_clock):
    pass


def draft(**changes) -> Draft:
    """A plan for Friday 2026-12-04 in the first hall."""
    with reading() as db:
        hall = db.exec(select(Venue).order_by(Venue.id)).first()
    plan = {"day": date(2026, 12, 4), "start": time(10), "minutes": 90, "capacity": 10}
    return Draft(**{"venue": hall} | plan | changes)


def saved(name: str, by, **changes) -> EventTemplate:
    with writing() as db:
        return templates.save(db, name=name, draft=draft(**changes), by=by)


def test_template_brings_back_all_but_place_and_day(sato):
    shared = {
        "course": course("B07"),
        "format": Format.VISIT,
        "title": "ゆっくりLINE教室",
        "minutes": 60,
        "capacity": 8,
        "audience": Audience.FIRST_TIMERS,
        "admission": Admission.LOTTERY,
        "fee": 300,
        "funding": "一般財源",
        "host": "中央町老人クラブ",
        "note": "鍵は9時",
        "tables": 2,
        "table_minutes": 20,
    }
    row = saved(" 町の出張講座 ", sato, **shared, closes_on=date(2026, 12, 1))

    with reading() as db:
        template = db.get_one(EventTemplate, row.id)
        plan = templates.used(db, template=template, draft=draft(start=time(14)))
    assert template.name == "町の出張講座"
    assert plan == draft(**shared, start=time(14), closes_on=date(2026, 11, 27))


def test_template_fits_into_the_hall(sato):
    row = saved("大きな教室", sato, capacity=40)
    small = draft()
    small.venue.capacity = 16

    with reading() as db:
        assert templates.used(db, template=row, draft=small).capacity == 16


def test_same_name_takes_the_place_of_the_template(sato):
    first, again = saved("相談会", sato), saved("相談会", sato, minutes=60)

    with reading() as db:
        rows = templates.listed(db, by=sato)
    assert [(row.id, row.minutes) for row in rows] == [(first.id, 60)]
    assert again.id == first.id


@pytest.mark.parametrize(
    ("name", "sentence"), [("  ", "名前を入力"), ("相談会", "同じ名前のひな形があります")]
)
def test_rename_refuses_no_name_and_a_name_that_is_taken(name, sentence, sato):
    saved("相談会", sato)
    row = saved("サロン", sato)

    with pytest.raises(Refusal, match=sentence), writing() as db:
        templates.rename(db, template=db.get_one(EventTemplate, row.id), name=name, by=sato)


def test_template_is_renamed_and_deleted(sato):
    row = saved("サロン", sato)
    with writing() as db:
        templates.rename(db, template=db.get_one(EventTemplate, row.id), name="憩い", by=sato)
    with reading() as db:
        assert [one.name for one in templates.listed(db, by=sato)] == ["憩い"]
    with writing() as db:
        templates.delete(db, template=db.get_one(EventTemplate, row.id), by=sato)

    with reading() as db:
        assert templates.listed(db, by=sato) == []


def test_volunteer_uses_templates_and_saves_none(sato, tanaka):
    saved("相談会", sato)

    with reading() as db:
        assert [one.name for one in templates.listed(db, by=tanaka)] == ["相談会"]
    with pytest.raises(NotPermitted):
        saved("サロン", tanaka)


def titles(by) -> list[tuple[str, int]]:
    with reading() as db:
        return [(event.title, event.id) for event, _ in templates.past(db, by=by)]


def test_past_classes_are_the_own_ones_each_kind_once(tanaka):
    old, other, latest = (a_class(title=one) for one in ("LINE教室", "カメラ教室", "LINE教室"))
    strange = a_class(title="よその教室", district="kitahara")
    off = a_class(title="中止の教室", status=EventStatus.CANCELLED)
    a_class(title="ほかの方の教室")
    for one in (old, other, latest, strange, off):
        works_at(one, tanaka)

    assert titles(tanaka) == [("LINE教室", latest.id), ("カメラ教室", other.id)]


def test_past_classes_of_everybody_for_the_coordinator(sato):
    event = a_class(title="LINE教室", district="kitahara")

    assert titles(sato) == [("LINE教室", event.id)]


@pytest.mark.parametrize(
    ("days", "again"),
    [
        (-70, date(2026, 12, 1)),  # a Tuesday long ago; today is a Tuesday, too
        (10, date(2026, 12, 11)),
        (31, date(2027, 1, 8)),  # Fridays 1 January, 年末年始, is left out
    ],
)
def test_again_is_the_next_such_weekday(days, again, sato):
    event = a_class(starts_at=at(10, days=days))

    with reading() as db:
        plan = drafts.again(drafts.of(db, event=db.get_one(Event, event.id)))
    assert (plan.day, plan.start) == (again, time(10))
