from datetime import date

import pytest
from sqlmodel import col, func, select

from database import writing
from models import AuditLine, District, Population, PopulationVersion, Sex
from refusal import Refusal
from services import population
from services.permissions import NotPermitted
from services.population_plan import Area, Cell, Standing

DAY = date(2026, 9, 30)
YEAR_BEFORE = date(2025, 9, 30)
TOWNS = [
    "中央町",
    "梅の木町",
    "朝霧町",
    "若葉町",
    "竹の内町",
    "東川町",
    "西川町",
    "山里町",
    "北原町",
]


def area(line: int, name: str, people: int = 100, as_of: date | None = DAY, **more) -> Area:
    """A row of the demo town: so many women of 70 to 74 and one unknown man of 5."""
    cells = (Cell(Sex.FEMALE, 70, 74, people - 1), Cell(Sex.MALE, 5, 9, 1))
    fields = {"code": "990001", "city": "となり市（架空）"} | more
    return Area(line=line, name=name, as_of=as_of, cells=cells, **fields)


def whole(line: int, people: int = 100, as_of: date | None = DAY, **more) -> Area:
    return area(line, "", people, as_of, whole=True, **more)


def towns(**changes) -> list[Area]:
    return [area(line, name, **changes) for line, name in enumerate(TOWNS, start=2)]


@pytest.fixture(autouse=True)
def _now(town, stopped_clock):
    pass


def load(areas: list[Area]) -> None:
    with writing() as db:
        population.load(db, areas=areas, source="見本.csv")


def plan(areas: list[Area], by):
    with writing() as db:
        return population.plan(db, areas=areas, by=by)


def kept(db) -> list[tuple]:
    """Every version with its people."""
    query = (
        select(PopulationVersion.as_of, func.sum(Population.people))
        .join(Population)
        .group_by(PopulationVersion.as_of)
        .order_by(PopulationVersion.as_of)
    )
    return [(as_of, int(people)) for as_of, people in db.exec(query)]


def test_plan_has_nothing_to_say_about_a_good_file(sato):
    planned = plan(towns(), sato)

    assert [row.place for row in planned.ready] == TOWNS
    assert (planned.doubts, planned.notes, planned.wrong) == ([], [], [])


@pytest.mark.parametrize(
    "written", ["若葉町", "若葉", "わかばちょう", "ワカバ", "　若葉 町", "架空県となり市若葉町"]
)
def test_plan_finds_the_district_however_it_is_written(sato, written):
    (row,) = plan([area(2, written)], sato).rows

    assert (row.standing, row.place) == (Standing.READY, "若葉町")


def test_plan_lists_a_name_that_is_unknown(sato):
    (row,) = plan([area(2, "見知らぬ町")], sato).wrong

    assert row.reason == (
        "「見知らぬ町」という町がありません。大字のときは、前に町の名前を書きます。"
        "町の別の書き方のときは、基本データの地区に加えます。"
    )


def test_plan_never_guesses_a_name_that_fits_two_towns(sato, db):
    for name in ("若葉町", "西川町"):
        district = db.exec(select(District).where(District.name == name)).one()
        district.aliases += "\n芦原"
    db.flush()

    (row,) = population.plan(db, areas=[area(2, "芦原")], by=sato).wrong

    assert row.reason == "「芦原」は若葉町と西川町のどれにも読めます。町の名前を書いてください。"


def test_plan_leaves_out_what_repeats_other_rows(sato):
    planned = plan([*towns(), area(20, "合計", 900, whole=True, left_out=True)], sato)

    assert [row.area.line for row in planned.rows if row.standing is Standing.LEFT_OUT] == [20]
    assert planned.doubts == []


def test_plan_passes_on_a_doubt_about_a_row_it_leaves_out(sato):
    total = area(20, "合計", 901, whole=True, left_out=True, doubts=("合計が合いません。",))

    assert plan([*towns(), total], sato).doubts == ["20行目：合計が合いません。"]


def test_plan_takes_a_row_for_the_whole_city(sato):
    (row,) = plan([whole(2)], sato).ready

    assert (row.place, row.district_id) == ("市全体", None)


def test_plan_refuses_the_same_district_twice(sato):
    planned = plan([*towns(), area(20, "若葉")], sato)

    assert [(row.area.line, row.reason) for row in planned.wrong] == [
        (20, "5行目と同じ町、同じ日付です。どちらか1つにしてください。")
    ]


def test_plan_asks_about_another_city(sato):
    planned = plan([whole(2, code="990019", city="よその市")], sato)

    assert planned.doubts == [
        "よその市（990019）のファイルです。となり市（架空）（990001）の人口として使います。"
    ]


def test_plan_leaves_other_cities_out_of_a_shared_file(sato):
    planned = plan([*towns(), whole(20, code="990019", city="よその市")], sato)

    assert [(row.area.line, row.reason) for row in planned.rows if row not in planned.ready] == [
        (20, "よその市の行です。")
    ]
    assert planned.doubts == []


def test_plan_asks_about_missing_districts(sato):
    planned = plan(towns()[2:], sato)

    assert planned.doubts == ["令和8年9月30日の、中央町、梅の木町の行がありません。"]


@pytest.mark.parametrize(
    ("people", "doubts"),
    [
        (110, []),
        (
            111,
            ["2行目：中央町の人口が、令和7年9月30日の100人から111人に変わっています（+11.0%）。"],
        ),
        (89, ["2行目：中央町の人口が、令和7年9月30日の100人から89人に変わっています（-11.0%）。"]),
    ],
)
def test_plan_asks_about_a_change_of_more_than_a_tenth(sato, people, doubts):
    load(towns(as_of=YEAR_BEFORE))

    assert plan([area(2, "中央町", people), *towns()[1:]], sato).doubts == doubts


def test_plan_compares_the_dates_within_a_file(sato):
    planned = plan([whole(2, 100, YEAR_BEFORE), whole(3, 150)], sato)

    assert planned.doubts == [
        "3行目：市全体の人口が、令和7年9月30日の100人から150人に変わっています（+50.0%）。"
    ]


def test_plan_asks_about_a_date_in_the_future(sato):
    planned = plan([whole(2, as_of=date(2027, 1, 1))], sato)

    assert planned.doubts == ["調査年月日が、今日より先です（令和9年1月1日）。"]


def test_plan_passes_on_what_the_reader_found(sato):
    planned = plan([whole(2, doubts=("男女を足しても合いません。",))], sato)
    broken = plan([whole(2, problems=("数ではありません。",))], sato)

    assert planned.doubts == ["2行目：男女を足しても合いません。"]
    assert [row.reason for row in broken.wrong] == ["数ではありません。"]


def test_plan_tells_the_same_doubt_of_many_rows_once(sato):
    assert plan(towns(doubts=("列が足りません。",)), sato).doubts == [
        "2行目ほか8行：列が足りません。"
    ]


def test_save_keeps_every_cell_and_who_did_it(sato, db):
    assert population.save(db, areas=towns(), accepted=(), source="人口.csv", by=sato) == 1

    version = db.exec(select(PopulationVersion)).one()
    assert kept(db) == [(DAY, 900)]
    assert (version.source, version.imported_by_id) == ("人口.csv", sato.id)
    of_version = select(AuditLine).where(AuditLine.entity == "population_version")
    line = db.exec(of_version.order_by(col(AuditLine.id).desc())).first()
    assert (line.action, line.actor_id) == ("create", sato.id)


def test_save_replaces_the_same_reference_date(sato, db):
    population.load(db, areas=[*towns(), *towns(as_of=YEAR_BEFORE)], source="見本.csv")
    planned = population.plan(db, areas=towns(people=105), by=sato)

    population.save(db, areas=towns(people=105), accepted=(), source="新.csv", by=sato)

    assert planned.notes == [
        "令和8年9月30日の人口は、もう取り込んであります。新しい内容に置き換えます。"
    ]
    assert kept(db) == [(YEAR_BEFORE, 900), (DAY, 945)]
    assert db.exec(select(func.count()).select_from(Population)).one() == 36


def test_save_refuses_an_unconfirmed_doubt(sato, db):
    doubtful = towns()[1:]

    with pytest.raises(Refusal, match="四角に印を付けてください"):
        population.save(db, areas=doubtful, accepted=["ほかの文"], source="", by=sato)

    assert kept(db) == []


def test_save_goes_on_when_every_doubt_is_confirmed(sato, db):
    doubts = population.plan(db, areas=towns()[1:], by=sato).doubts

    population.save(db, areas=towns()[1:], accepted=doubts, source="", by=sato)

    assert kept(db) == [(DAY, 800)]


def test_save_keeps_nothing_when_one_row_is_wrong(sato, db):
    population.load(db, areas=[whole(2, as_of=YEAR_BEFORE)], source="")

    with pytest.raises(Refusal, match=r"直す行があります（20行目）"):
        population.save(
            db, areas=[*towns(), area(20, "見知らぬ町")], accepted=(), source="", by=sato
        )

    assert kept(db) == [(YEAR_BEFORE, 100)]


def test_save_refuses_a_file_without_rows(sato, db):
    with pytest.raises(Refusal, match="取り込める行がありません"):
        population.save(db, areas=[], accepted=(), source="", by=sato)


def test_only_who_imports_data_may_save(tanaka, db):
    with pytest.raises(NotPermitted):
        population.save(db, areas=towns(), accepted=(), source="", by=tanaka)


def test_seniors_are_of_the_newest_version_with_districts(db):
    population.load(db, areas=towns(as_of=YEAR_BEFORE), source="")
    population.load(db, areas=[whole(2, 5000)], source="")
    first = db.exec(select(District).where(District.name == "中央町")).one()

    seniors = population.seniors(db, on=DAY)

    assert (seniors.as_of, seniors.city, seniors.by_district[first.id]) == (YEAR_BEFORE, 891, 99)


def test_seniors_of_the_whole_city_when_there_are_no_districts(db):
    population.load(db, areas=[whole(2, 5000)], source="")

    assert population.seniors(db, on=DAY) == (DAY, {}, 4999, False)


def test_seniors_of_one_sex(db):
    population.load(db, areas=towns(), source="")

    assert population.seniors(db, on=DAY, sex=Sex.MALE).city == 0


def test_seniors_are_unknown_before_the_first_import(db):
    assert population.seniors(db, on=DAY) is None


def test_versions_tell_what_is_there(db, sato):
    population.load(db, areas=towns(), source="見本.csv")
    population.load(db, areas=[whole(2, 500, YEAR_BEFORE)], source="古い.csv")

    assert population.versions(db, by=sato) == [
        (DAY, "見本.csv", 900, 9),
        (YEAR_BEFORE, "古い.csv", 500, 0),
    ]


def test_plan_adds_up_the_parts_of_a_town(sato):
    planned = plan([area(2, "若葉町大字川古", 60), area(3, "となり市若葉町本部", 40)], sato)

    assert [(row.place, row.part) for row in planned.ready] == [
        ("若葉町", "川古"),
        ("若葉町", "本部"),
    ]
    assert planned.wrong == []


def test_plan_leaves_out_the_parts_of_a_town_that_is_there_as_a_whole(sato):
    planned = plan([area(2, "若葉町大字川古", 60), area(3, "若葉町", 100)], sato)

    assert [(row.standing, row.reason) for row in planned.rows] == [
        (Standing.LEFT_OUT, "3行目の若葉町に入っています。二重に数えません。"),
        (Standing.READY, ""),
    ]


def test_plan_compares_a_town_with_its_parts_before(sato):
    load([area(2, "若葉町川古", 60, YEAR_BEFORE), area(3, "若葉町本部", 40, YEAR_BEFORE)])

    doubts = plan([area(2, "若葉町", 100)], sato).doubts

    assert [one for one in doubts if "変わって" in one] == []


def test_remove_takes_a_reference_date_back(sato, db):
    load([*towns(), *towns(as_of=YEAR_BEFORE)])

    population.remove(db, as_of=DAY, by=sato)

    assert kept(db) == [(YEAR_BEFORE, 900)]
