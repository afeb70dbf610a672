"""Pictures of published figures: what is hidden has no bar, and every word needed is there."""

import io
import re
from xml.etree import ElementTree

import pytest
from PIL import Image

from charts import picture, published, published_bars
from models import OutgoingTable
from models import outgoing as told
from tests.publication import YEAR

TOWNS = OutgoingTable(
    told.TOWNS,
    ("町", told.PEOPLE, told.VISITS, told.NEW, told.LIVING, told.RATE),
    (
        ("若葉町", "10未満", "10未満", "10未満", 800, "―"),
        ("北原町", 0, 0, 0, 500, "0.0"),
        ("𠮷野町", 33, 60, 30, 800, "4.1"),
        ("中央町", 140, 300, 100, 1_150, "12.2"),
        ("町がわからない", 12, 13, 12, "―", "―"),
        ("市全体", "非公表", "非公表", 142, 3_250, "―"),
    ),
    ("市全体",),
)
AGES = OutgoingTable(
    told.AGES,
    ("町", "65〜69歳", "80歳以上", *told.SUMS),
    (("若葉町", "10未満", 0, 4, 4), ("中央町", 140, 20, 160, 160), ("市全体", 900, 20, 920, 920)),
    ("市全体",),
)
HIDDEN = {"若葉町", "市全体"}


@pytest.fixture
def figures():
    return YEAR._replace(
        edition=2,
        reason="入力もれ",
        tables=(TOWNS, AGES),
        notes=(("10未満", "1人以上10人未満です。"), ("非公表", "出しません。"), ("延べ", "回数")),
        is_fictional=True,
    )


def words(drawn: picture.Picture) -> list[str]:
    root = ElementTree.fromstring(picture.svg(drawn))
    return [one.text for one in root.iter("{http://www.w3.org/2000/svg}text")]


def test_towns_are_ordered_and_hidden_ones_have_no_length(figures):
    bars = published_bars.reach_bars(figures)

    assert [one.name for one in bars] == [
        *("中央町", "𠮷野町", "北原町", "若葉町", "町がわからない", "市全体")
    ]
    assert {one.name for one in bars if one.is_hidden} == HIDDEN
    assert [one.share for one in bars] == [1, pytest.approx(4.1 / 12.2), 0, None, None, None]
    assert [one.words for one in bars[:4]] == [
        "12.2%（140人）",
        "4.1%（33人）",
        "0.0%（0人）",
        "10未満",
    ]


def test_without_a_population_bars_are_people_and_the_city_has_none(figures):
    rows = tuple((*row[:4], "―", "―") for row in TOWNS.rows)
    bars = published_bars.reach_bars(figures._replace(tables=(TOWNS._replace(rows=rows),)))

    assert [(one.name, one.share) for one in bars[:2]] == [
        ("中央町", 1),
        ("𠮷野町", pytest.approx(33 / 140)),
    ]
    assert bars[-1].share is None


def test_squares_are_shaded_by_people_and_hatched_where_nothing_is_told(figures):
    columns, lines = published_bars.age_lines(figures)

    assert columns == ["65〜69歳", "80歳以上"]
    assert [line.cells for line in lines] == [[("10未満", None), ("0", 0)], [("140", 4), ("20", 1)]]


@pytest.mark.parametrize(
    "draw", [published.reach, published.ages, lambda one: published.years([one, one])]
)
def test_picture_says_all_that_must_stand_beside_the_numbers(figures, draw):
    said = words(draw(figures))
    text = "".join(said)

    assert said[0] == "架空の見本です。実在の市や人ではありません。"
    assert "令和8年4月20日(月)公表・第2版" in text
    assert "人口は令和8年3月31日(火)現在" in text
    assert "10未満: 1人以上10人未満です。" in text
    assert "出典: となり市「スマホ教室・相談会の到達」　CC BY 4.0" in text
    assert words(draw(figures._replace(is_fictional=False)))[0] != said[0]


def test_description_tells_every_bar(figures):
    root = ElementTree.fromstring(picture.svg(published.reach(figures)))

    assert root.find("{*}desc").text == (
        "中央町 12.2%（140人）、𠮷野町 4.1%（33人）、北原町 0.0%（0人）、若葉町 10未満、"
        "町がわからない 12人、市全体 非公表。"
    )


def test_month_has_no_picture_of_ages_and_a_single_year_none_of_years(figures):
    month = figures._replace(tables=(TOWNS,))

    assert published.ages(month) is None
    assert published.years([figures]) is None


def test_no_word_leaves_the_picture(figures):
    long = "・".join(["東川内北原町"] * 4)
    rows = tuple((long if row[0] == "中央町" else row[0], *row[1:]) for row in TOWNS.rows)
    drawn = published.reach(figures._replace(tables=(TOWNS._replace(rows=rows), AGES)))

    for one in (shape for shape in drawn.shapes if isinstance(shape, picture.Words)):
        long = picture.width(one.text, one.size, is_bold=one.is_bold)
        begins = one.x - long * {"start": 0, "middle": 0.5, "end": 1}[one.anchor]
        assert (begins >= 0, begins + long <= drawn.width) == (True, True), one.text


def test_png_is_the_svg_in_pixels_with_every_glyph(figures):
    drawn = published.reach(figures)
    image = Image.open(io.BytesIO(picture.png(drawn)))

    assert image.size == (drawn.width * picture.SCALE, drawn.height * picture.SCALE)
    assert picture._face("𠮷", "Bold") == picture.FALLBACK
    assert picture._face("町", "Bold") != picture.FALLBACK
    assert re.search(rb"<script|href|style=", picture.svg(drawn)) is None
