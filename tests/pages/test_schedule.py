import re
from datetime import date

import pytest

from database import writing
from models import EventStatus, Format, VenueClosure
from tests.classes import a_class, at, works_at


@pytest.fixture(autouse=True)
def _noon_in_the_town(town, stopped_clock):
    """It is 2026-11-24, a Tuesday."""


def drawn(screen) -> str:
    return "".join(one.value for one in screen.get("html"))


def cell(screen, day: int) -> str:
    """The cell of a day of the shown month (the last of that number: the month before leads)."""
    cells = re.findall(r"<td[^>]*>.*?</td>", drawn(screen), re.DOTALL)
    return [one for one in cells if f"<b>{day}</b>" in one and " other" not in one][0]


def titles(html: str) -> list[str]:
    return re.findall(r'<span class="title">(.*?)</span>', html)


def count(screen) -> str:
    return screen.markdown[0].value


def test_month_shows_its_classes_on_their_days(opened, sato):
    event = a_class(title="地図を使う", starts_at=at(10, days=3))
    screen = opened("schedule", sato)

    assert screen.subheader[0].value == "2026年（令和8年）11月"
    assert titles(cell(screen, 27)) == ["地図を使う"]
    assert f'href="/staff/events?event={event.public_id}"' in cell(screen, 27)
    assert titles(cell(screen, 26)) == []
    assert count(screen) == "教室は **1件** です。"


def test_month_is_a_table_with_heads_and_a_caption(opened, sato):
    table = drawn(opened("schedule", sato))

    assert "<caption>2026年（令和8年）11月</caption>" in table
    heads = re.findall(r'<th scope="col" class="\w*">(.)</th>', table)
    assert heads == list("日月火水木金土")


def test_telephone_gets_the_count_of_a_day_and_its_list(opened, sato):
    [a_class(title=f"{number}つめ", starts_at=at(9 + number, days=3)) for number in range(6)]
    screen = opened("schedule", sato)

    assert '<a class="jump" href="#day-2026-11-27">' in cell(screen, 27)
    assert "6件</a>" in cell(screen, 27)
    assert len(titles(cell(screen, 27))) == 4
    assert "ほか2件" in cell(screen, 27)
    section = re.search(r'<section [^>]*id="day-2026-11-27">.*?</section>', drawn(screen))[0]
    assert len(titles(section)) == 6


def test_empty_day_leads_to_registering_on_it(opened, sato):
    screen = opened("schedule", sato)

    assert 'href="/staff/register?day=2026-11-27"' in cell(screen, 27)
    assert 'aria-label="11月27日(金)に教室を登録する"' in cell(screen, 27)
    assert "register" not in cell(screen, 20)  # is over


def test_days_off_and_closed_days_stand_on_the_calendar(opened, sato):
    with writing() as db:
        day = date(2026, 11, 26)
        db.add(VenueClosure(first_day=day, last_day=day, reason="点検"))
    screen = opened("schedule", sato)

    assert "勤労感謝の日" in cell(screen, 23)
    assert "点検" in cell(screen, 26)
    assert "きょう" in cell(screen, 24)


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (EventStatus.PUBLISHED, "残り3席"),
        (EventStatus.DRAFT, "承認待ち"),
        (EventStatus.CANCELLED, "中止"),
        (EventStatus.POSTPONED, "延期"),
        (EventStatus.HELD, "開催済み"),
    ],
)
def test_standing_is_said_in_words(opened, sato, status, words):
    a_class(status=status, starts_at=at(10, days=3))

    standing = f'<span class="standing">{words}</span>'
    assert standing in cell(opened("schedule", sato), 27)


def test_week_has_its_seven_days(opened, sato):
    a_class(title="この週", starts_at=at(10, days=4))
    a_class(title="次の週", starts_at=at(10, days=5))
    screen = opened("schedule", sato, view="週")

    assert screen.subheader[0].value == "令和8年11月22日〜11月28日"
    assert re.findall(r"<h3>([^<]*)</h3>", drawn(screen)) == [
        "11月22日(日)",
        "11月23日(月)",
        "11月24日(火) きょう",
        "11月25日(水)",
        "11月26日(木)",
        "11月27日(金)",
        "11月28日(土)",
    ]
    assert titles(drawn(screen)) == ["この週"]


def test_halls_stand_side_by_side_with_their_closing_days(opened, sato):
    event = a_class(title="地図を使う", starts_at=at(10, days=3))
    with writing() as db:
        day = date(2026, 11, 26)
        db.add(VenueClosure(venue_id=event.venue_id, first_day=day, last_day=day, reason="点検"))
    screen = opened("schedule", sato, view="会場", town="中央町")

    rows = re.findall(r'<tr><th scope="row">.*?</tr>', drawn(screen))
    row = next(one for one in rows if "中央公民館" in one)
    days = re.findall(r"<td[^>]*>.*?</td>", row)
    assert (len(days), titles(days[5]), "点検" in days[4]) == (7, ["地図を使う"], True)
    assert f"register?day=2026-11-28&amp;venue={event.venue_id}" in days[6]
    assert {"中央町"} == {re.search("<small>(.*?)</small>", one)[1] for one in rows}


def test_list_has_the_days_with_classes_alone(opened, sato):
    a_class(title="地図を使う", starts_at=at(10, days=3))
    screen = opened("schedule", sato, view="一覧")

    assert re.findall(r"<h3>([^<]*)</h3>", drawn(screen)) == ["11月27日(金)"]


def test_one_turns_from_month_to_month_and_back_to_today(opened, sato):
    screen = opened("schedule", sato)
    screen.button(key="after").click().run()
    assert screen.subheader[0].value == "2026年（令和8年）12月"
    screen.button(key="after").click().run()
    assert screen.subheader[0].value == "2027年（令和9年）1月"
    screen.button(key="before").click().run()
    assert screen.subheader[0].value == "2026年（令和8年）12月"
    screen.button(key="today").click().run()
    assert screen.subheader[0].value == "2026年（令和8年）11月"


def test_one_turns_from_week_to_week(opened, sato):
    screen = opened("schedule", sato, view="週", around="2026-12-31")
    assert screen.subheader[0].value == "令和8年12月27日〜1月2日"
    screen.button(key="after").click().run()
    assert screen.subheader[0].value == "令和9年1月3日〜1月9日"


def test_filters_stand_in_the_address(opened, sato, tanaka):
    wanted = a_class(title="中央の教室", starts_at=at(10, days=3))
    works_at(wanted, tanaka)
    a_class(
        title="若葉の相談会",
        district="wakaba",
        format=Format.CONSULTATION,
        status=EventStatus.DRAFT,
        starts_at=at(13, days=3),
    )

    def shown(**query) -> list[str]:
        return titles(cell(opened("schedule", sato, **query), 27))

    assert shown() == ["中央の教室", "若葉の相談会"]
    assert shown(town="中央町") == ["中央の教室"]
    assert shown(hall="若葉公民館（若葉町）") == ["若葉の相談会"]
    assert shown(format="個別相談会") == ["若葉の相談会"]
    assert shown(status="承認待ち") == ["若葉の相談会"]
    assert shown(person="田中") == ["中央の教室"]
    assert shown(town="若葉町", person="田中") == []


def test_filters_are_said_beside_the_count(opened, sato):
    a_class(status=EventStatus.CANCELLED, starts_at=at(10, days=3))

    screen = opened("schedule", sato, town="中央町")

    assert count(screen) == "「中央町」教室は **1件** です。うち1件は中止か延期です。"


@pytest.mark.parametrize("query", [{"around": "昨日"}, {"view": "年"}, {"town": "どこか"}])
def test_strange_address_shows_the_usual_month(opened, sato, query):
    assert opened("schedule", sato, **query).subheader[0].value == "2026年（令和8年）11月"


def test_volunteer_sees_the_own_classes_and_not_who_works_where(opened, tanaka):
    works_at(a_class(title="わたしの", starts_at=at(10, days=3)), tanaka)
    a_class(title="ほかの方の", starts_at=at(11, days=3))
    screen = opened("schedule", tanaka)

    assert titles(cell(screen, 27)) == ["わたしの"]
    assert sorted(one.label for one in screen.selectbox) == sorted(["町", "会場", "形式", "状態"])
    assert screen.segmented_control(key="view").options == ["月", "週", "一覧"]


def test_title_is_text_and_not_markup(opened, sato):
    a_class(title="<b>太い</b>", starts_at=at(10, days=3))

    assert titles(cell(opened("schedule", sato), 27)) == ["&lt;b&gt;太い&lt;/b&gt;"]
