"""What was published stays what it was, and says no more than it may."""

from datetime import date, datetime

import pytest
from sqlalchemy import func, update
from sqlalchemy.exc import DatabaseError
from sqlmodel import col, select

import clock
from bench import attacker
from database import engine, reading, writing
from models import (
    Attendance,
    Consultation,
    ConsultationStatus,
    District,
    FigureMerge,
    Format,
    Mark,
    Municipality,
    Outcome,
    Outgoing,
    Person,
    Publication,
    PublishedNumber,
    PublishedRow,
    Question,
    QuestionCategory,
    QuestionChannel,
    QuestionStatus,
    What,
)
from models.outgoing import ASKED, CARDS
from refusal import Refusal
from services import erasure, figure_merges, outgoing, publications
from services.figure_keys import CITY, OLD, Key
from services.periods import Period, month, quarter, year
from tests.classes import course
from tests.visitors import came

APRIL = date(2025, 4, 10)
LAST_YEAR = year(2025)
PEOPLE = Key(What.PEOPLE, CITY, OLD)


@pytest.fixture(autouse=True)
def _visitors(town, stopped_clock):
    came(APRIL, chuo=40, wakaba=3, yamazato=25)


def publish(by, period: Period = LAST_YEAR, reason: str = "", key: str = "") -> Publication:
    with writing() as db:
        return publications.publish(
            db, period=period, reason=reason, idem_key=key or f"{period}{reason}", by=by
        )


def texts(number: int | None = None) -> dict[str, tuple]:
    """The first table as outsiders read it, by its rows: people, visits, first-timers."""
    with reading() as db:
        found = outgoing.outgoing(db, number=number) if number else outgoing.newest(db)
        return {row[0]: row[1:4] for row in found.tables[0].rows}


def consulted(by, town: str, *, solved: int, going_on: int = 0) -> None:
    """Consultations about the card, of people from a district."""
    with writing() as db:
        home = db.exec(select(District.id).where(District.code == town)).one()
        for number in range(solved + going_on):
            outcome = Outcome.SOLVED if number < solved else Outcome.TAKEN_HOME
            row = Consultation(outcome=outcome, status=ConsultationStatus.CLOSED)
            row.idem_key, row.staff_id = f"{town}-{number}-{solved}", by.id
            row.district_id, row.local_date, row.fiscal_year = home, APRIL, 2025
            db.add(row)


def asked(*, solved: int, going_on: int) -> None:
    """Questions at the desk."""
    with writing() as db:
        kind = db.exec(select(func.min(QuestionCategory.id))).one()
        for number in range(solved + going_on):
            status = QuestionStatus.ANSWERED if number < solved else QuestionStatus.OPEN
            row = Question(category_id=kind, channel=QuestionChannel.PHONE, status=status)
            row.idem_key, row.body, row.due_on = f"q-{number}", "文字", APRIL
            row.created_at = datetime(2025, 4, 10, 10, tzinfo=clock.JST)
            db.add(row)


def told(number: int, title: str) -> dict[str, tuple]:
    with reading() as db:
        return {row[0]: row[1:] for row in outgoing.outgoing(db, number=number).table(title).rows}


def test_what_was_asked_is_told_by_the_same_rules_and_stays(sato):
    consulted(sato, "chuo", solved=28, going_on=12)
    consulted(sato, "wakaba", solved=3)
    consulted(sato, "yamazato", solved=14, going_on=11)
    asked(solved=21, going_on=4)
    number = publish(sato).id
    cases, towns = told(number, ASKED), told(number, CARDS)

    assert (cases["質問"], cases["カード相談"]) == ((25, "非公表"), (68, 45))
    assert (towns["中央町"], towns["若葉町"]) == ((40, "非公表"), ("10未満", "10未満"))
    assert (towns["山里町"], towns["町がわからない"]) == (("非公表", "非公表"), (0, 0))

    consulted(sato, "wakaba", solved=30)
    assert (told(number, ASKED), told(number, CARDS)) == (cases, towns)


def test_month_does_not_tell_what_was_asked(sato):
    asked(solved=21, going_on=4)
    with reading() as db:
        found = outgoing.outgoing(db, number=publish(sato, month(2025, 4)).id)

    assert (found.table(ASKED), found.table(CARDS)) == (None, None)


def test_small_number_and_what_would_give_it_away_stay_back(sato):
    publish(sato, month(2025, 4))
    said = texts()

    assert said["市全体"] == (68, 68, 68)
    assert said["中央町"] == (40, 40, 40)
    assert {said["若葉町"], said["山里町"]} == {("10未満",) * 3, ("非公表",) * 3}
    assert said["北原町"] == (0, 0, 0)


def test_published_number_stays_when_people_and_visits_go(sato):
    row = publish(sato)
    before = texts(row.id)
    with writing() as db:
        for one in db.exec(select(Attendance)).all():
            db.delete(one)
        db.flush()
        for one in db.exec(select(Person)).all():
            db.delete(one)

    assert texts(row.id) == before


def test_somebody_erased_leaves_the_published_and_the_next_count_equal(sato):
    row = publish(sato)
    before = texts(row.id)
    with writing() as db:
        wakaba = db.exec(select(District.id).where(District.code == "wakaba")).one()
        visits = select(Attendance.person_id).where(Attendance.district_id == wakaba)
        for person in db.exec(select(Person).where(col(Person.id).in_(visits))).all():
            erasure.erase(db, person=person, typed=person.kana, by=sato)
    with reading() as db:
        again = publications.preview(db, period=LAST_YEAR, by=sato)

    assert (texts(row.id), again.changes) == (before, [])


@pytest.mark.parametrize(
    "change",
    [
        update(Publication).values(threshold=5),
        update(PublishedRow).values(seniors=1),
        update(PublishedNumber).values(people=1),
    ],
    ids=str,
)
def test_database_refuses_to_change_what_was_published(sato, change):
    publish(sato)
    with pytest.raises(DatabaseError, match="frozen"), engine().begin() as connection:
        connection.execute(change)


def test_correction_is_another_edition_that_says_why_and_what(sato):
    publish(sato)
    came(date(2025, 5, 1), chuo=5)
    with pytest.raises(Refusal, match="直す理由"):
        publish(sato, key="again")
    row = publish(sato, reason="紙の名簿の入力もれ")
    with reading() as db:
        seen = publications.inside(db, number=row.id, by=sato)

    assert (row.edition, seen.numbers[PEOPLE].value) == (2, 73)
    changes = {(one.row, one.key): (one.before, one.now) for one in seen.changes}
    assert changes["市全体", PEOPLE] == (68, 73)


def test_what_was_hidden_once_is_hidden_in_the_next_edition(sato):
    first = publish(sato)
    came(date(2025, 5, 1), wakaba=30)
    second = publish(sato, reason="入力もれ")
    with reading() as db:
        one, other = (publications.inside(db, number=p.id, by=sato) for p in (first, second))

    same = {key for key, n in one.numbers.items() if other.numbers[key].value == n.value}
    hidden = {key for key in same if one.numbers[key].mark is not Mark.SHOWN}
    assert {key for key in hidden if other.numbers[key].mark is Mark.SHOWN} == set()
    assert len(hidden) > 5


def test_same_figures_are_not_published_again(sato):
    publish(sato)

    with pytest.raises(Refusal, match="同じです"):
        publish(sato, reason="念のため", key="again")


def test_second_press_publishes_nothing_more(sato):
    assert publish(sato, key="once").id == publish(sato, key="once").id


@pytest.mark.parametrize(
    ("period", "sentence"),
    [(year(2026), "まだ終わっていません"), (month(2025, 9), "来た人がいません")],
)
def test_what_cannot_be_published_says_why(sato, period, sentence):
    with pytest.raises(Refusal, match=sentence):
        publish(sato, period)


def test_city_may_draw_the_line_at_five(sato):
    with writing() as db:
        db.get_one(Municipality, 1).threshold = 5
    came(date(2025, 5, 1), asagiri=7)
    publish(sato, LAST_YEAR)

    assert texts()["朝霧町"][0] in (7, "非公表")
    assert texts()["若葉町"][0] == "5未満"


def test_districts_with_few_are_proposed_with_their_neighbour_and_fixed(sato):
    with writing() as db:
        offered = figure_merges.proposals(db, fiscal_year=2025, by=sato)
        few = next(one for one in offered if "若葉町に来た" in one.reason)
        figure_merges.fix(db, fiscal_year=2025, chosen=[few.members, "80-84|85+"], by=sato)
    publish(sato)
    said = texts()

    assert few.name in said
    assert "若葉町" not in said
    with writing() as db, pytest.raises(Refusal, match="次の年度から"):
        figure_merges.fix(db, fiscal_year=2025, chosen=[], by=sato)


def test_people_of_merged_districts_are_counted_once(sato):
    event = came(date(2025, 6, 1), chuo=1)[0].event_id
    with writing() as db:
        both = db.exec(select(District).where(District.code.in_(["chuo", "wakaba"]))).all()
        members = "|".join(str(one.id) for one in sorted(both, key=lambda one: one.position))
        from_chuo = Attendance.district_id == next(one.id for one in both if one.code == "chuo")
        visit = db.exec(select(Attendance).where(from_chuo, Attendance.event_id != event)).first()
        home = next(one.id for one in both if one.id != visit.district_id)
        again = visit.model_dump(exclude={"id", "idem_key", "event_id", "district_id"})
        db.add(Attendance(**again, event_id=event, district_id=home))
        figure_merges.fix(db, fiscal_year=2025, chosen=[members], by=sato)
    with reading() as db:
        seen = publications.preview(db, period=LAST_YEAR, by=sato)

    assert seen.numbers[Key(What.PEOPLE, members, OLD)].value == 44
    assert seen.numbers[Key(What.VISITS, members, OLD)].value == 45


def test_merge_of_one_town_is_none(sato):
    with writing() as db, pytest.raises(Refusal, match="2つ以上"):
        figure_merges.fix(db, fiscal_year=2025, chosen=["1"], by=sato)
    with reading() as db:
        assert db.exec(select(FigureMerge)).all() == []


def test_attacker_learns_nothing_from_a_month_a_quarter_and_a_year(sato):
    came(date(2025, 5, 12), chuo=11, wakaba=9, asagiri=2, yamazato=1)
    came(date(2025, 8, 12), course_id=course("B07").id, chuo=2, kitahara=14)
    came(date(2025, 9, 12), course_id=course("B01").id, format=Format.SALON, chuo=3)
    came(date(2025, 9, 13), course_id=course("B01").id, format=Format.SALON, chuo=21)
    came(date(2025, 9, 14), course_id=course("B01").id, chuo=4)
    consulted(sato, "chuo", solved=28, going_on=2)
    consulted(sato, "wakaba", solved=3)
    consulted(sato, "yamazato", solved=14, going_on=11)
    asked(solved=21, going_on=4)
    periods = [month(2025, 4), month(2025, 5), quarter(2025, 1), LAST_YEAR]
    numbers = [publish(sato, period).id for period in periods]

    known = attacker.attack([issue(number) for number in numbers], enough=9)

    assert len(known) > 100
    narrow = {name: span for name, span in known.items() if span[1] - span[0] < 8}
    assert {name: span for name, span in narrow.items() if not is_large(span)} == {}


def is_large(span: tuple[int, int]) -> bool:
    """A difference of nobody, or of enough people, is no secret."""
    return span[0] >= 10 or span == (0, 0)


def issue(number: int) -> attacker.Issue:
    """A publication as its tables are read, and nothing else."""
    with reading() as db:
        found = outgoing.outgoing(db, number=number)
        row = db.get_one(Publication, number)
    seen: dict[attacker.Name, str] = {}
    for name, *cells in found.tables[0].rows:
        for what, cell in zip(("people", "visits", "new"), cells, strict=False):
            seen[what, ROWS.get(name, name), "senior"] = str(cell)
    for table, columns in zip(found.tables[1:-1], (BANDS, SEXES), strict=False):
        for name, *cells in table.rows:
            for column, cell in zip(columns, cells, strict=True):
                seen["people", ROWS.get(name, name), column] = str(cell)
    return attacker.Issue(row.since, row.until, seen | by_class(found.tables) | by_desk(found))


def by_class(tables) -> dict[attacker.Name, str]:
    """The tables of courses and formats, which only a year has."""
    named = {table.title[:6]: table for table in tables}
    if "講座ごとの数" not in named:
        return {}
    seen = {}
    for title, start in (("講座ごとの数", "course:"), ("開き方ごとの", "format:")):
        for name, people, visits in named[title].rows:
            row = "city" if name == "全体" else f"{start}{name}"
            seen["people", row, "all"], seen["visits", row, "all"] = str(people), str(visits)
    crossed = named["講座と開き方"]
    for name, *cells in crossed.rows[:-1]:
        for kind, cell in zip(crossed.header[1:-1], cells, strict=False):
            seen["visits", f"course:{name}", f"format:{kind}"] = str(cell)
    return seen


def by_desk(found: Outgoing) -> dict[attacker.Name, str]:
    """What was asked, which only a year has."""
    if found.table(ASKED) is None:
        return {}
    cards = {f"desk:card:{row[0]}": row[1:] for row in found.table(CARDS).rows[:-1]}
    (_, *questions), (_, *whole) = found.table(ASKED).rows
    rows = {"desk:question": questions, "desk:card": whole, **cards}
    return {
        ("visits", row, column): str(cell)
        for row, cells in rows.items()
        for column, cell in zip(("all", "solved"), cells, strict=True)
    }


ROWS = {"市全体": "city", "町がわからない": "unknown"}
BANDS = ["u60", "60-64", "65-69", "70-74", "75-79", "80-84", "85+", "unknown", "senior", "all"]
SEXES = (*attacker.SEXES, "all")
