"""What a report says is what the rows say, and what is for outside counts nobody in one class."""

from datetime import time

import pytest
from sqlmodel import select

from database import reading, writing
from models import (
    Absence,
    AgeBand,
    Attendance,
    AuditLine,
    Booking,
    BookingStatus,
    Channel,
    Duty,
    Event,
    EventCourse,
    EventStatus,
    Handout,
    HandoutKind,
    Handset,
    Loan,
    Outcome,
    Person,
    Photos,
    Question,
    QuestionStatus,
    Sex,
    Survey,
)
from models.in_house import Read
from refusal import Refusal
from services import class_rows, publications, reports
from services.periods import month, year
from services.reports import Kind
from tests.classes import a_class, a_thing, at, course, crowd, works_at
from tests.conftest import NOON
from tests.consulted import handed_over
from tests.services.tickets import ask
from tests.visitors import came

THIS_YEAR, NOVEMBER = year(2026), month(2026, 11)
TAKEN = [(BookingStatus.CONFIRMED, absence) for absence in Absence]
OTHERS = [(BookingStatus.CANCELLED, Absence.NONE), (BookingStatus.WAITING, Absence.NONE)]


@pytest.fixture(autouse=True)
def _noon_in_the_town(town, stopped_clock):
    pass


def report(by, kind: Kind, period=THIS_YEAR) -> dict[str, list[dict]]:
    """Its sheets by their names, each a list of lines by heading."""
    with reading() as db:
        made = reports.made(db, kind=kind, period=period, by=by)
        return {
            one.title: [
                dict(zip(one.header, line, strict=True))
                for line in one.lines
                if not isinstance(line, Read)
            ]
            for one in made.sheets
        }


@pytest.fixture
def lesson(sato, tanaka):
    """A class of yesterday with something in every column."""
    course_id = course("B07").id
    event = a_class(
        starts_at=at(10, days=-1),
        capacity=12,
        status=EventStatus.REPORTED,
        course_id=course_id,
        minutes_held=75,
        funding="市単独",
        fee=100,
        cost=1200,
        photos=Photos.TAKEN,
    )
    works_at(event, sato)
    works_at(event, tanaka, Duty.HELPER)
    phone, people = a_thing(), crowd(6)
    with writing() as db:
        for seq, (status, absence) in enumerate([*TAKEN, *OTHERS], start=1):
            db.add(booking(event, people[seq], seq, status, absence))
        db.flush()
        seat = db.exec(select(Booking).where(Booking.seq == 1)).one()
        db.add_all([visit(event, people[1], seat.id), visit(event, people[0], None)])
        db.add(EventCourse(event_id=event.id, course_id=course_id, was_taught=True))
        db.add(Loan(equipment_id=phone.id, event_id=event.id, lent_at=NOON, lent_by_id=sato.id))
        sheet = Handout(
            kind=HandoutKind.LESSON,
            subject="lesson:B07",
            edition=event.local_date,
            course_id=course_id,
            code="ACDEF",
        )
        db.add(sheet)
        db.add(survey(event, satisfaction=1))
    ask(event=event)
    return event


def booking(event, person, seq: int, status: BookingStatus, absence: Absence) -> Booking:
    return Booking(
        event_id=event.id,
        person_id=person.id,
        status=status,
        absence=absence,
        seq=seq,
        rank=seq,
        party=str(seq),
        idem_key=str(seq),
        cancelled_at=NOON if status is BookingStatus.CANCELLED else None,
    )


def visit(event, person, booking_id: int | None) -> Attendance:
    day = event.local_date
    return Attendance(
        event_id=event.id,
        person_id=person.id,
        booking_id=booking_id,
        local_date=day,
        month=day.year * 100 + day.month,
        fiscal_year=event.fiscal_year,
        age_band=AgeBand.A75,
        sex=Sex.FEMALE,
    )


def survey(event, **answers) -> Survey:
    return Survey(idem_key=str(answers), event_id=event.id, channel=Channel.COUNTER, **answers)


def test_line_of_a_class_tells_every_field(lesson, sato):
    sheets = report(sato, Kind.RESULTS, NOVEMBER)
    (line,) = sheets[class_rows.TITLE]

    assert list(sheets) == [class_rows.TITLE, "人", "相談", "アンケート", "定義"]
    assert line == {
        **{"実施団体": "となり市（架空）", "実施主体": "となり市（架空）", "年度": "令和8年度"},
        **{"管理番号": lesson.public_id, "講座コード": "B07", "講座名": course("B07").title},
        **{"区分": "基本", "教室の名前": "スマホ教室", "実施形態": "講座", "状態": "報告済み"},
        **{
            "中止・延期の理由": None,
            "開催日": lesson.local_date,
            "開始": time(10),
            "終了": time(11, 30),
        },
        **{"実施分数": 75, "コマ数": 1.25, "会場名": "中央公民館", "町": "中央町", "定員": 12},
        "所在地": "となり市中央町中央一丁目1番1号（架空）",
        **{"申込者数": 5, "受講者数": 2, "うち当日参加": 1, "相談の席に来た人": 0},
        **{"キャンセル数": 1, "連絡のあった欠席": 1, "無断欠席数": 1, "キャンセル待ち数": 1},
        **{"講師名": "佐藤", "講師人数": 1, "補助員名": "田中", "補助員人数": 1},
        **{"うちデジタル推進委員数": 1, "受講者:支援者比": 1.0, "教えた講座": course("B07").title},
        "教材・版": None,
        **{"貸出端末台数": 1, "質問件数": 1, "カード相談件数": 0, "アンケート枚数": 1},
        **{"写真": "撮った（同意あり）", "経費（円）": 1200},
        **{"参加費（円）": 100, "財源": "市単独"},
    }


def test_sheet_of_the_day_is_the_one_that_had_been_printed_by_then(lesson, sato):
    with writing() as db:
        sheet = db.exec(select(Handout)).one()
        sheet.created_at = at(9, days=-2)
    (line,) = report(sato, Kind.RESULTS)[class_rows.TITLE]

    assert line["教材・版"] == "B07 2026-11-23版（資料番号 ACDEF）"


def test_drafts_and_what_is_to_come_are_no_results(lesson, sato):
    a_class(starts_at=at(10, days=1))
    a_class(starts_at=at(10, days=-2), status=EventStatus.DRAFT)
    off = a_class(starts_at=at(9, days=-2), status=EventStatus.CANCELLED, notice_text="大雨のため")
    lines = report(sato, Kind.RESULTS)[class_rows.TITLE]

    assert [one["管理番号"] for one in lines] == [off.public_id, lesson.public_id]
    assert (lines[0]["中止・延期の理由"], lines[0]["コマ数"]) == ("大雨のため", None)


def test_period_without_a_class_says_so(sato):
    with pytest.raises(Refusal, match="令和8年11月には、教室がまだありません"):
        report(sato, Kind.RESULTS, NOVEMBER)


def test_people_are_told_by_sex_age_town_and_whether_they_are_new(sato):
    came(at(10, days=-1).date(), chuo=3)
    lines = report(sato, Kind.RESULTS)["人"]
    told = {(one["分け方"], one["区分"]): tuple(one.values())[2:] for one in lines}

    for group in (
        ("市民", "65歳以上"),
        ("性別", "女性"),
        ("年代", "75〜79歳"),
        ("居住町", "中央町"),
    ):
        assert told[group] == (3, 3, 3, 0)
    assert told["性別と年代", "女性 75〜79歳"] == (3, 3, 3, 0)
    assert told["市外の人", "全員"] == told["性別", "男性"] == (0, 0, 0, 0)


def test_people_are_told_by_the_telephone_they_have_now(sato):
    visits = came(at(10, days=-1).date(), chuo=4)
    came(at(10, days=-200).date(), chuo=1)  # another year of nobody here
    told_of = (Handset.EASY, Handset.SMARTPHONE, Handset.NONE)
    with writing() as db:
        for visit, handset in zip(visits, told_of, strict=False):
            db.get_one(Person, visit.person_id).handset = handset
    lines = report(sato, Kind.RESULTS, NOVEMBER)["人"]
    told = {(one["分け方"], one["区分"]): tuple(one.values())[2:] for one in lines}

    assert {key: told[key][0] for key in told if key[0].startswith("スマホ")} == {
        ("スマホ所有", "有"): 2,
        ("スマホ所有", "ガラケー"): 0,
        ("スマホ所有", "無"): 1,
        ("スマホ所有", "不明（聞いていない）"): 1,
        ("スマホの種類（OS）", "Android"): 0,
        ("スマホの種類（OS）", "iPhone"): 0,
        ("スマホの種類（OS）", "らくらく系"): 1,
        ("スマホの種類（OS）", "不明"): 1,
    }


def test_desk_tells_what_was_asked_and_what_came_of_it(lesson, tanaka, sato):
    solved = ask(idem_key="2", category_code="typing")
    merged = ask(idem_key="3")
    with writing() as db:
        row = db.get_one(Question, solved.id)
        row.status, row.created_at, row.closed_at = QuestionStatus.CLOSED, at(9), NOON
        row = db.get_one(Question, merged.id)
        row.merged_into_id, row.merged_from = solved.id, QuestionStatus.OPEN
    handed_over(tanaka, "M05", minutes=20)
    handed_over(tanaka, "M05", outcome=Outcome.TAKEN_HOME)
    lines = report(sato, Kind.RESULTS)["相談"]
    told = {(one["種別"], one["分類"][:4]): tuple(one.values())[2:] for one in lines}

    assert told["質問", "全体"] == (2, 1, 1, 1, 0, 0, None, None)
    assert told["質問の分類", "文字入力"] == (1, 1, 1, 0, 0, 0, None, None)
    assert told["カード相談", "全体"] == (2, 0, None, 1, 1, 0, 20, 1)
    assert told["カード相談の種類", "M05 "] == (2, 0, None, 1, 1, 0, 20, 1)


def test_surveys_tell_shares_of_those_who_answered(lesson, sato):
    with writing() as db:
        db.add_all([survey(lesson, satisfaction=5, heard="1,2"), survey(lesson, heard="2")])
    lines = report(sato, Kind.RESULTS)["アンケート"]
    told = {(one["質問"], one["答え"]): tuple(one.values())[2:] for one in lines}

    assert told["集めた枚数", "全体"] == (3, None)
    assert told["満足しましたか", "とても満足"] == (1, 50.0)
    assert told["知ったきっかけ（いくつでも）", "回覧板"] == (2, 100.0)


def test_cost_of_nothing_is_not_a_cost_that_nobody_wrote_down(lesson, sato):
    free = a_class(starts_at=at(9, days=-2), status=EventStatus.HELD, cost=0, photos=Photos.NONE)
    a_class(starts_at=at(9, days=-3), status=EventStatus.HELD)
    lines = report(sato, Kind.RESULTS)[class_rows.TITLE]
    told = [(one["経費（円）"], one["写真"]) for one in lines]

    assert lines[1]["管理番号"] == free.public_id
    assert told == [(None, None), (0, "撮っていない"), (1200, "撮った（同意あり）")]


def test_review_lists_the_classes_behind_its_figures(lesson, sato):
    alone = came_alone()
    empty = a_class(starts_at=at(13, days=-3), status=EventStatus.HELD, capacity=4)
    sheets = report(sato, Kind.REVIEW)
    courses = {one["講座"]: one for one in sheets["講座別"]}
    listed = {
        name: [one["管理番号"] for one in lines] for name, lines in sheets.items() if "教室" in name
    }

    assert listed == {
        "1人だけの教室": [alone],
        "だれも来なかった教室": [empty.public_id],
        "補助が足りない教室": [alone],
        "席が半分より空いた教室": [empty.public_id, alone, lesson.public_id],
    }
    whole = courses["全体"]
    assert (whole["開催した回数"], whole["受講者数（延べ）"], whole["1人だけの回"]) == (3, 3, 1)
    assert courses[course("B07").title]["席の充足率（%）"] == 25.0


def came_alone() -> str:
    """A class to which one person came, and nobody helped."""
    (visit,) = came(at(10, days=-2).date(), chuo=1)
    with reading() as db:
        return db.get_one(Event, visit.event_id).public_id


def test_evaluation_puts_the_years_beside_each_other(lesson, sato):
    came(at(10, days=-300).date(), chuo=12)
    (lines,) = report(sato, Kind.EVALUATION).values()
    told = {one["指標"]: (one["令和7年度"], one["令和8年度"]) for one in lines}

    assert told["開催回数"] == (1, 1)
    assert told["届いた人"] == (12, 2)
    assert told["コマ数"] == (1.5, 1.2)
    assert (told["満足度"], told["質問の解決"]) == ((None, 100.0), (None, 0.0))
    assert told["経費"] == (None, 1200)


def test_evaluation_of_a_month_is_of_that_month_of_each_year(lesson, sato):
    came(at(10, days=-60).date(), chuo=5)
    came(at(10, days=-366).date(), chuo=2)
    (lines,) = report(sato, Kind.EVALUATION, NOVEMBER).values()
    told = {one["指標"]: (one["令和7年11月"], one["令和8年11月"]) for one in lines}

    assert told["受講者数"] == (2, 2)
    assert told["開催回数の目標"] == (None, None)


def test_nothing_is_for_outside_before_it_is_published(lesson, sato):
    with reading() as db, pytest.raises(Refusal, match="まだ公表していません"):
        reports.public(db, period=THIS_YEAR, by=sato)


def test_version_for_outside_counts_nobody_in_a_class(sato):
    came(at(10, days=-300).date(), chuo=12)
    with writing() as db:
        publications.publish(db, period=year(2025), reason="", idem_key="1", by=sato)
    with reading() as db:
        found = reports.public(db, period=year(2025), by=sato)
        (line,) = [dict(zip(found.classes.header, one, strict=True)) for one in found.classes.lines]

    counted = {column.name for column in class_rows._people()} - {"定員"}
    assert set(line) & (counted | {"講師名", "補助員名"}) == set()
    assert line["定員"] == 3
    courses = next(one for one in found.figures.tables if one.title.startswith("講座ごと"))
    assert courses.rows == (("講座の指定なし", 12, 12), ("全体", 12, 12))


def test_who_took_what_is_written_down(sato):
    with writing() as db:
        reports.taken(db, kind=Kind.RESULTS, period=NOVEMBER, ending="xlsx", rows=7, by=sato)
    with reading() as db:
        line = db.exec(
            select(AuditLine).where(AuditLine.entity == "report").order_by(AuditLine.id)
        ).all()[-1]

    assert (line.actor_id, line.action, line.entity_id, line.changes) == (
        sato.id,
        "export",
        "results 2026-11 xlsx",
        {"rows": [None, 7]},
    )
