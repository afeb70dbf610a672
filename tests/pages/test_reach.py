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
    assert said[2] == "**山里町**は、町で開いた教室に、だれも来ていません。"


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
    screen = opened("reach", sato, view="教室のようす")

    homes = rows_of(screen, "住んでいる町で数えたもの")
    assert homes["若葉町"] == ["0.2%（0.0%〜1.4%）", "2.0回", "100%", "0", "0", "0"]
    halls = rows_of(screen, "会場のある町で数えたもの")
    assert halls["若葉町"] == ["2回", "5.0回", "0%", "―", "―", "0人", "―"]
    assert (len(homes), len(halls)) == (11, 10)  # nine towns and the city, and who lives nowhere
    assert "**若葉町**（0%）・**山里町**（0%）は、席の埋まりが50％より低い町です。" in said_in(
        screen
    )


def said_in(screen) -> str:
    return "".join(sentences(screen))


def test_reach_shows_the_years_of_the_plan(opened, reached, sato):
    years = rows_of(opened("reach", sato, view="教室のようす"), "市全体の、年度ごとの数字")

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
    words = next(one for one in screen.expander if one.label.startswith("言葉の説明"))

    assert "**実人数**　来た人の数です。" in words.markdown[0].value


VIEWS = {
    "町と年代": "**中央町**は、65歳以上の人がまだ1人も来ていません（400人が住んでいます）。",
    "人口と比べる": "いちばん届いていないのは、**70〜74歳の男性**です（1,800人のうち、まだ1人も",
    "うつりかわり": "いちばん多く来たのは**10月の1人**です。",
    "どこから": "どの町の人も、多くは自分の町の会場に来ています。",
    "町の位置": "届いていない町は**中央町・",
}


@pytest.mark.parametrize("view", VIEWS)
def test_each_picture_has_its_sentence_above_it(opened, reached, sato, view):
    screen = opened("reach", sato, view=view)

    assert not screen.exception
    assert any(one.startswith(VIEWS[view]) for one in sentences(screen))


def test_one_district_is_told_down_to_its_classes(opened, reached, sato):
    screen = opened("reach", sato, district="若葉町")
    said, tables = sentences(screen), [one.proto.body for one in screen.get("html")]

    assert [one.value for one in screen.subheader] == [
        "若葉町の到達",
        "次に何をするか",
        "人口と来た人（若葉町）",
        "月ごとのうつりかわり（若葉町・令和8年度）",
        "この町の人が来ている会場",
        "どんな教室に来ているか",
        "この町で開いた教室",
    ]
    assert "来た1人のうち、自分の町の会場に来た人は**1人**です。" in said
    assert "**2回**開き、延べ2人が来ました。" in said
    assert any('href="/staff/planner?town=%E8%8B%A5' in one for one in tables)


def test_way_back_from_a_district_shows_them_all(opened, reached, sato):
    screen = opened("reach", sato, district="若葉町")

    screen.button(key="r_back").click().run()

    assert "町ごとの到達率" in [one.value for one in screen.subheader]
    assert "district" not in screen.query_params


CHOSEN = {"format": "講座", "course": "電源の入れ方・ボタン操作の仕方を知ろう", "sex": "f"}


@pytest.mark.parametrize("more", [*({"view": one} for one in VIEWS), {"district": "若葉町"}])
def test_format_course_and_sex_are_chosen_together(opened, reached, sato, more):
    screen = opened("reach", sato, **CHOSEN, **more)

    assert not screen.exception
    assert {name: screen.query_params.get(name) for name in CHOSEN} == CHOSEN
    assert (
        "いまは、**女性・「電源の入れ方・ボタン操作の仕方を知ろう」の講座に来た人**だけを"
        in said_in(screen)
    )


def test_figures_of_one_format_say_what_they_count(opened, reached, sato):
    screen = opened("reach", sato, format="個別相談会", view="町と年代")
    said = sentences(screen)

    assert any("実人数0人、延べ0回" in one for one in said)
    assert any(one.startswith("いまは、**個別相談会に来た人**だけを数えています。") for one in said)
    assert "形式ごと・講座ごとの市全体の数字までです。**個別相談会に来た人**を町" in said_in(screen)
    assert not screen.info


def test_reach_of_an_empty_town_says_what_to_do(opened, town, stopped_clock, sato):
    screen = opened("reach", sato)

    assert [one.value for one in screen.info] == [
        "人口がまだないので、到達率は出せません。「データの取り込み」で人口を取り込みます。",
        "この期間に来た人はまだいません。「当日の受付」で受け付けると、ここに出ます。",
    ]


def test_reach_is_not_for_the_counter(opened, town, yamaguchi):
    assert "この画面を開く権限がありません" in opened("reach", yamaguchi).error[0].value
