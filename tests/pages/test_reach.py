from datetime import date

import pytest
from sqlmodel import select

from database import writing
from models import AgeBand, Attendance, District, EventStatus, Sex
from services import population
from services.population_plan import Area, Cell
from tests.classes import a_class, a_person, at


@pytest.fixture
def reached(town, stopped_clock):
    """One woman of 若葉町 came twice this year, nobody came in 山里町; nothing else was held."""
    person = a_person()
    with writing() as db:
        homes = {one.name: one.id for one in db.exec(select(District))}
        cells = (Cell(Sex.FEMALE, 70, 74, 200), Cell(Sex.MALE, 70, 74, 200))
        areas = [
            Area(n, "990001", "", name, date(2026, 9, 30), cells) for n, name in enumerate(homes)
        ]
        population.load(db, areas=areas, source="")
    a_class(district="yamazato", starts_at=at(10, days=-3), status=EventStatus.HELD)
    for days in (-30, -10):
        event = a_class(district="wakaba", starts_at=at(10, days=days), status=EventStatus.HELD)
        with writing() as db:
            db.add(
                Attendance(
                    event_id=event.id,
                    person_id=person.id,
                    local_date=event.local_date,
                    month=202610,
                    fiscal_year=2026,
                    district_id=homes["若葉町"],
                    age_band=AgeBand.A70,
                    sex=Sex.FEMALE,
                )
            )


def sentences(screen) -> list[str]:
    return [one.value for one in screen.markdown]


def test_reach_says_who_was_reached_and_who_was_not(opened, reached, sato):
    said = sentences(opened("reach", sato))

    assert said[0] == (
        "令和8年度は、65歳以上の市民3,600人（令和8年9月30日現在）のうち、**0.0%の人**に届きました。"
        "実人数1人、延べ2回です。このうち1人は、初めての人です。"
    )
    assert said[1].endswith("**は、まだ一度も教室を開いていません。")
    assert "若葉町" not in said[1]
    assert said[2] == "**山里町**は、教室を開きましたが、だれも来ていません。"


def test_reach_shows_every_figure_in_a_table(opened, reached, sato):
    screen = opened("reach", sato)
    table = next(one.proto.body for one in screen.get("html") if "町ごとの数字" in one.proto.body)

    row = table.split("若葉町</th>")[1].split("</tr>")[0]
    assert [cell.split("</td>")[0] for cell in row.split('class="n">')[1:]] == [
        "0.2%",
        "1",
        "2",
        "1",
        "400",
        "2",
    ]


def rows_of(screen, title: str) -> dict[str, list[str]]:
    """The cells of a table by the heading of their row."""
    body = next(one.proto.body for one in screen.get("html") if title in one.proto.body)
    rows = body.split("<tbody>")[1].split("<tr")[1:]
    return {
        row.split("</th>")[0].split(">")[-1]: [
            cell.split("</td>")[0] for cell in row.split('<td class="n">')[1:]
        ]
        for row in rows
    }


def test_reach_tells_how_the_classes_of_each_town_went(opened, reached, sato):
    screen = opened("reach", sato)

    homes = rows_of(screen, "住んでいる町で数えたもの")
    assert homes["若葉町"] == ["0.2%（0.0%〜1.4%）", "2.0回", "100%", "0", "0", "0"]
    halls = rows_of(screen, "会場のある町で数えたもの")
    assert halls["若葉町"] == ["2回", "5.0回", "0%", "―", "―", "0人", "―"]
    assert (len(homes), len(halls)) == (11, 10)  # nine towns and the city, and who lives nowhere
    assert "**若葉町**（0%）・**山里町**（0%）は、席が半分も埋まっていません。" in said_in(screen)


def said_in(screen) -> str:
    return "".join(sentences(screen))


def test_reach_shows_the_years_of_the_plan(opened, reached, sato):
    years = rows_of(opened("reach", sato), "市全体の、年度ごとの数字")

    assert years["令和8年度"] == ["0.0%", "1人", "2回", "1人", "3回", "―", "―", "―"]
    assert years["令和7年度"] == ["―"] * 8


def test_reach_counts_one_sex_from_the_address(opened, reached, sato):
    said = sentences(opened("reach", sato, sex="m"))

    assert "65歳以上の市民1,800人" in said[0]
    assert "実人数0人、延べ0回" in said[0]


def test_reach_takes_the_present_year_for_an_unknown_period(opened, reached, sato):
    screen = opened("reach", sato, period="1999")

    assert (screen.selectbox[0].value, screen.query_params["period"]) == ("2026", "2026")


def test_reach_of_a_month_of_the_address(opened, reached, sato):
    screen = opened("reach", sato, period="2026-10")

    year, part = (screen.selectbox[number] for number in (0, 1))
    assert (year.value, part.value, part.options[3:5]) == (
        "2026",
        "2026-10",
        ["第3四半期（10〜12月）", "令和8年4月"],  # the fourth quarter has not begun
    )
    assert sentences(screen)[0].startswith("令和8年10月は、")


def test_reach_of_a_part_of_another_year_is_all_of_this_one(opened, reached, sato):
    screen = opened("reach", sato, period="1999-10")

    assert (screen.selectbox[1].value, screen.query_params["period"]) == ("2026", "2026")


def test_reach_explains_its_words(opened, reached, sato):
    screen = opened("reach", sato)

    assert "**実人数**　来た人の数です。" in screen.expander[0].markdown[0].value


def test_reach_of_an_empty_town_says_what_to_do(opened, town, stopped_clock, sato):
    screen = opened("reach", sato)

    assert [one.value for one in screen.info] == [
        "人口がまだないので、到達率は出せません。「データの取り込み」で人口を取り込みます。",
        "この期間に来た人はまだいません。「当日の受付」で受け付けると、ここに出ます。",
    ]


def test_reach_is_not_for_the_counter(opened, town, yamaguchi):
    assert "この画面を開く権限がありません" in opened("reach", yamaguchi).error[0].value
