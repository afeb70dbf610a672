from datetime import date

import pytest
from sqlmodel import select

from database import reading, writing
from models import FileImport, Format, ImportKind, PastClass, PastCount, Person, Sex
from refusal import Refusal
from services import file_imports, past_years
from services.past_years import Count, Line, Year
from tests.classes import a_class, at


@pytest.fixture(autouse=True)
def _now(town, stopped_clock):
    pass


def line(number: int = 4, **changes) -> Line:
    whole = {
        "day": date(2023, 6, 13),
        "title": "スマホ入門",
        "place": "若葉公民館",
        "town": "",
        "format": "講座",
        "seats": 12,
        "visits": 8,
        "counts": (Count(Sex.FEMALE, None, None, 5), Count(Sex.UNKNOWN, 70, 79, 4)),
    }
    return Line(number, **whole | changes)


def save(sato, *lines: Line, accepted: tuple[str, ...] = ()) -> int:
    with writing() as db:
        return past_years.save(
            db, lines=lines, accepted=accepted, columns={"day": "実施日"}, source="r5", by=sato
        )


def years(sato) -> list[Year]:
    with reading() as db:
        return past_years.years(db, by=sato)


def test_class_is_kept_as_it_was_counted_and_nobody_is_made_up(sato):
    assert save(sato, line(), line(5, day=date(2024, 4, 1), visits=3, place="川の家")) == 2

    assert years(sato) == [Year(2024, 1, 3), Year(2023, 1, 8)]
    with reading() as db:
        first, second = db.exec(select(PastClass).order_by(PastClass.line)).all()
        counts = db.exec(select(PastCount).where(PastCount.past_class_id == first.id)).all()
        assert (first.format, first.fiscal_year, first.seats) == (Format.COURSE, 2023, 12)
        assert (first.venue_id is None, first.district_id is None) == (False, False)
        assert (second.venue_id, second.district_id, second.place) == (None, None, "川の家")
        assert [(one.sex, one.age_from, one.visits) for one in counts] == [
            (Sex.FEMALE, None, 5),
            (Sex.UNKNOWN, 70, 4),
        ]
        assert db.exec(select(Person)).all() == []
        assert past_years.remembered(db, by=sato) == {"day": "実施日"}


def test_town_of_the_table_counts_before_that_of_the_hall(sato):
    with reading() as db:
        (row,) = past_years.plan(db, lines=[line(town="西川")], by=sato).rows

        assert (row.venue.name, row.district.name) == ("若葉公民館", "西川町")


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"problems": ("「開催日」が空です。",), "day": None}, "7行目：「開催日」が空です。"),
        ({"day": date(2026, 12, 1)}, "7行目：日付が、今日より先です（令和8年12月1日\\(火\\)）。"),
    ],
)
def test_nothing_is_kept_when_one_row_is_wrong(sato, wrong, sentence):
    with pytest.raises(Refusal, match=sentence):
        save(sato, line(), line(7, **wrong))

    assert years(sato) == []


def test_what_would_count_twice_is_asked(sato):
    save(sato, line())
    event = a_class(district="wakaba", starts_at=at(10, days=-30))
    there = line(6, day=event.local_date, title="別の教室")

    with reading() as db:
        doubts = past_years.plan(db, lines=[line(), line(5), there], by=sato).doubts

    assert doubts == [
        "5行目は、4行目と同じ日・同じ会場・同じ名前です。",
        "2行は、前にも取り込んでいます（4行目など）。",
        "1行は、同じ日・同じ会場の教室がとなりにもあります（6行目など）。",
    ]
    with pytest.raises(Refusal, match="確かめることが残っています"):
        save(sato, line())
    assert save(sato, line(), accepted=("1行は、前にも取り込んでいます（4行目など）。",)) == 1


def test_import_is_taken_back_as_a_whole(sato):
    save(sato, line(), line(5, title="LINEの使い方"))
    with writing() as db:
        taken = db.exec(select(FileImport)).one()
        file_imports.undo(db, import_id=taken.id, by=sato)

    assert years(sato) == []
    with reading() as db:
        (told,) = file_imports.listed(db, kind=ImportKind.PAST, by=sato)
        assert (told.source, told.undone_at is None) == ("r5", False)
        assert db.exec(select(PastCount)).all() == []
