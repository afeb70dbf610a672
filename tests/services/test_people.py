from datetime import date

import pytest
from sqlmodel import select

from database import reading, writing
from models import AgeBand, Attendance, AuditLine, District, Municipality, Person, Sex, short_code
from models.guard import ForbiddenNumber
from refusal import Refusal
from services import people
from services.people import Visit
from services.permissions import NotPermitted
from tests.classes import SOON, a_class, a_person, at, district

NUMBER = "1234 5678 9018"  # synthetic


@pytest.fixture(autouse=True)
def _noon_in_the_town(town, stopped_clock):
    pass


def found(query: str, *, by) -> list[str]:
    with reading() as db:
        return [one.person.name for one in people.search(db, query=query, by=by)]


def attended(person: Person, event, **columns) -> None:
    with writing() as db:
        db.add(
            Attendance(
                event_id=event.id,
                person_id=person.id,
                local_date=event.local_date,
                month=202611,
                fiscal_year=2026,
                age_band=AgeBand.A75,
                sex=Sex.UNKNOWN,
            )
        )


def create(*, by, **typed) -> Person:
    with writing() as db:
        if "district" in typed:
            typed["district"] = db.get_one(District, typed["district"].id)
        return people.create(db, **{"reading": "みほん はなこ"} | typed, by=by)


@pytest.mark.parametrize(
    "query",
    [
        "わたなべ",
        "わたなへ",
        "ワタナベ",
        "ﾜﾀﾅﾍﾞ",
        "わたなべ かずこ",
        "かずこ",
        "かすこ わたな",
        "渡辺",
        "渡邊",
    ],
)
def test_search_understands_a_mumbled_name(query, sato):
    a_person("渡辺 和子", "わたなべ かずこ")
    a_person("見本 花子", "みほん はなこ")

    assert found(query, by=sato) == ["渡辺 和子"]


def test_search_ranks_the_whole_name_then_its_beginning(sato):
    a_person("河合 一", "かわい はじめ")
    a_person("永川 愛", "なかがわ あい")
    a_person("川 愛", "かわ あい")

    assert found("かわ あい", by=sato) == ["川 愛", "永川 愛"]
    assert found("かわ", by=sato) == ["川 愛", "河合 一", "永川 愛"]


@pytest.mark.parametrize("query", ["0000012345", "000-0012345", "2345", "０１２３"])
def test_search_finds_a_telephone_number_by_some_of_its_digits(query, sato):
    a_person("見本 一", phone="0000012345")
    a_person("見本 二", phone="0000099999")

    assert found(query, by=sato) == ["見本 一"]


def test_search_finds_a_whole_household(sato):
    for name in ("見本 一", "見本 二"):
        a_person(name, phone="0000012345")

    assert found("2345", by=sato) == ["見本 一", "見本 二"]


def test_create_gives_nobody_the_card_of_somebody_else(sato, monkeypatch):
    drawn = iter(("CADEJW", "CADEJW", "ACDEFG"))
    monkeypatch.setattr(short_code, "new", lambda length: next(drawn))

    assert [create(by=sato).card_code, create(by=sato).card_code] == ["CADEJW", "ACDEFG"]


def test_search_finds_a_participation_card(sato):
    person = a_person(card_code="ACDEFG")

    assert found("acdefg", by=sato) == [person.name]


@pytest.mark.parametrize("query", ["若葉町", "若葉 みほん", "みほん　若葉"])
def test_search_takes_the_town_as_a_filter(query, sato):
    a_person("見本 一", district_id=district("wakaba").id)
    a_person("見本 二", district_id=district("asagiri").id)

    assert found(query, by=sato) == ["見本 一"]


@pytest.mark.parametrize("query", ["", "　 ", "%", "_"])
def test_search_for_nothing_finds_nobody(query, sato):
    a_person()

    assert found(query, by=sato) == []


def test_search_refuses_a_my_number(sato):
    with pytest.raises(ForbiddenNumber):
        found(NUMBER.replace(" ", ""), by=sato)


def test_search_tells_the_last_visit(sato):
    person = a_person()
    attended(person, a_class(starts_at=at(10, days=-30), title="カメラ教室"))
    attended(person, a_class(starts_at=at(10, days=-3), title="LINE教室"))

    with reading() as db:
        (one,) = people.search(db, query="みほん", by=sato)
    assert (one.visits, one.last_visit) == (2, Visit(date(2026, 11, 21), "LINE教室", "中央公民館"))


def test_search_is_for_the_desk(tanaka):
    with pytest.raises(NotPermitted):
        found("みほん", by=tanaka)


def test_look_tells_all_visits_and_is_written_down(sato):
    person = a_person()
    attended(person, a_class(starts_at=at(10, days=-3)))

    with writing() as db:
        visits = people.look(db, person=db.get_one(Person, person.id), by=sato)
    with reading() as db:
        line = db.exec(select(AuditLine).order_by(AuditLine.id.desc()).limit(1)).one()
    assert visits == [Visit(date(2026, 11, 21), "スマホ教室", "中央公民館")]
    assert (line.action, line.entity, line.entity_id) == ("view", "person", str(person.id))


def test_similar_hints_at_the_same_reading_in_the_same_town(sato):
    here, there = district("wakaba"), district("asagiri")
    same = a_person("見本 花子", "みほん はなこ", district_id=here.id)
    a_person("見本 華子", "みほん はなこ", district_id=there.id)

    with reading() as db:
        rows = people.similar(db, reading="ミホンハナコ", district=here, by=sato)
        everywhere = people.similar(db, reading="みほん はなこ", district=None, by=sato)
        nobody = people.similar(db, reading=" ", district=None, by=sato)
    assert ([one.id for one in rows], len(everywhere), nobody) == ([same.id], 2, [])


def test_create_needs_no_more_than_the_reading(sato):
    person = create(by=sato)

    assert (person.name, person.kana, person.phone) == ("みほん はなこ", "みほん はなこ", "")
    assert (person.age_band, person.sex) == (AgeBand.UNKNOWN, Sex.UNKNOWN)


def test_create_keeps_what_was_told(sato):
    person = create(
        name="見本 花子",
        district=district("wakaba"),
        born="昭和22",
        phone="０００－００１－２３４５",
        sex=Sex.FEMALE,
        support="大きな声",
        by=sato,
    )

    assert (person.name, person.district_id) == ("見本 花子", district("wakaba").id)
    assert (person.birth_year, person.age_band) == (1947, AgeBand.A75)
    assert (person.phone, person.sex, person.support) == ("0000012345", Sex.FEMALE, "大きな声")


def test_create_is_found_again(sato):
    create(by=sato, reading="ワタナベ　カズコ")

    assert found("わたなへ", by=sato) == ["わたなべ かずこ"]


def test_create_completes_a_local_number(sato):
    with writing() as db:
        db.get_one(Municipality, 1).area_code = "0954"

    assert create(by=sato, phone="23-9111").phone == "0954239111"


def test_create_twins_is_possible(sato):
    """The same name in the same town is a hint, never a no."""
    assert create(by=sato).id != create(by=sato).id


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"reading": " "}, "読みを、ひらがなで"),
        ({"reading": "渡辺"}, "読みを、ひらがなで"),
        ({"born": "15"}, "生まれた年は"),
        ({"born": "2030"}, "生まれた年は"),
        ({"born": "1900"}, "生まれた年は"),
        ({"phone": "12"}, "電話番号"),
    ],
)
def test_create_refuses_what_cannot_be(typed, sentence, sato):
    with pytest.raises(Refusal, match=sentence):
        create(by=sato, **typed)


def test_create_refuses_a_my_number_among_the_words(sato):
    with pytest.raises(ForbiddenNumber):
        create(by=sato, support=f"番号 {NUMBER}")


@pytest.mark.parametrize(
    ("person", "address"),
    [
        (Person(name="見本 花子", kana="みほん はなこ"), "見本 花子さん"),
        (Person(kana="みほん はなこ"), "みほん はなこさん"),
        (Person(card_code="ACDEF"), "参加証ACDEFの方"),
    ],
)
def test_called_addresses_everybody(person, address):
    assert people.called(person) == address


@pytest.mark.parametrize(
    ("person", "band"),
    [
        (Person(birth_year=1951, age_band=AgeBand.A70), AgeBand.A75),
        (Person(birth_year=1952, age_band=AgeBand.A60), AgeBand.A70),
        (Person(age_band=AgeBand.A80), AgeBand.A80),
    ],
)
def test_band_on_follows_the_birth_year(person, band):
    assert people.band_on(person, SOON.date()) == band


@pytest.mark.parametrize("typed", ["CADEJW", " ｃａd ejw ", "CA0EJW", "CAOEIW"])
def test_with_card_reads_the_code_as_typed(typed, tanaka):
    person = a_person(card_code="CADEJW")

    with reading() as db:
        assert people.with_card(db, code=typed, by=tanaka).id == person.id


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("AAAAAA", "その番号の参加証は見つかりません。番号をもう一度確かめてください。"),
        ("CADEJA", "参加証の番号のどこかが違うようです。もう一度、紙と見比べてください。"),
        (
            "CADEJ",
            "参加証の番号は6文字です。紙に印刷された番号を、もう一度お確かめください。",
        ),
    ],
)
def test_with_card_says_what_is_wrong_with_a_code(typed, sentence, tanaka):
    a_person(card_code="CADEJW")

    with reading() as db, pytest.raises(Refusal) as no:
        people.with_card(db, code=typed, by=tanaka)
    assert str(no.value) == sentence


def test_of_call_keeps_the_order_of_the_call(sato):
    one, two = a_person("見本 一"), a_person("見本 二", district_id=district("wakaba").id)

    with reading() as db:
        rows = people.of_call(db, ids=[two.id, one.id], by=sato)
    assert [(row.person.name, row.district and row.district.code) for row in rows] == [
        ("見本 二", "wakaba"),
        ("見本 一", None),
    ]
