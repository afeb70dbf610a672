from datetime import date, datetime, timedelta

import pytest
from sqlmodel import select

import clock
from database import reading, writing
from models import Question, QuestionCategory, QuestionStatus
from services import answering, question_list, questions
from services.question_filters import Mark, Period, View, Wanted
from services.question_list import Age
from tests.classes import a_class, at, course, works_at
from tests.conftest import NOON
from tests.services.tickets import act, ask

TODAY = NOON.date()  # a Tuesday; the Monday before was a holiday


@pytest.fixture(autouse=True)
def _noon_in_the_town(town, stopped_clock):
    pass


def change(question: Question, **columns) -> Question:
    with writing() as db:
        row = db.get_one(Question, question.id)
        for name, value in columns.items():
            setattr(row, name, value)
    return row


def merge(question: Question, into: Question) -> None:
    closed = {"status": QuestionStatus.CLOSED, "merged_from": QuestionStatus.OPEN}
    change(question, merged_into_id=into.id, **closed)


def held(question: Question, **columns) -> Question:
    return change(question, status=QuestionStatus.ON_HOLD, hold_reason="確認中", **columns)


def listed(staff, *, skip: int = 0, **wanted) -> list[int]:
    with reading() as db:
        found = question_list.listed(db, wanted=Wanted(**wanted), by=staff, skip=skip)
    return [one.question.id for one in found]


def counts(staff, **wanted) -> dict[View, int]:
    with reading() as db:
        return question_list.counts(db, wanted=Wanted(**wanted), by=staff)


def count(staff, **wanted) -> int:
    with reading() as db:
        return question_list.count(db, wanted=Wanted(**wanted), by=staff)


def age(question: Question, staff) -> Age:
    with reading() as db:
        (found,) = question_list.listed(
            db, wanted=Wanted(view=View.ALL, words=str(question.id)), by=staff
        )
    return found.age


def test_what_must_not_wait_comes_first_then_by_due_date_then_the_oldest(sato, stopped_clock):
    later = ask(idem_key="later")
    same_day = ask(idem_key="same day")
    stopped_clock(datetime(2026, 11, 20, 12, tzinfo=clock.JST))
    sooner = ask(idem_key="sooner")
    urgent = ask(idem_key="urgent", category_code="money_fraud")

    assert listed(sato) == [urgent.id, sooner.id, later.id, same_day.id]


def test_history_begins_with_the_latest(sato):
    first, urgent, last = ask(idem_key="1"), ask(idem_key="2"), ask(idem_key="3")
    change(urgent, is_urgent=True)
    change(first, status=QuestionStatus.CLOSED)

    assert listed(sato, view=View.ALL) == [last.id, urgent.id, first.id]
    assert listed(sato, view=View.DONE) == [first.id]


def test_each_view_shows_its_own(sato, tanaka):
    nobodys = ask(idem_key="nobody's")
    mine, others, late, waiting, done = (ask(idem_key=one) for one in "12345")
    on_hold = held(ask(idem_key="6"))
    act(answering.take, mine, seen_version=1, by=sato)
    act(answering.take, others, seen_version=1, by=tanaka)
    change(late, due_on=TODAY - timedelta(days=1), owner_id=tanaka.id)
    held(waiting, due_on=TODAY - timedelta(days=1), waits_since=TODAY, owner_id=tanaka.id)
    act(answering.answer, done, body="はい。", seen_version=1, by=tanaka)

    found = {view: sorted(listed(sato, view=view)) for view in View}
    unfinished = [row.id for row in (nobodys, mine, others, late, waiting, on_hold)]
    assert found == {
        View.TO_DO: unfinished,
        View.MINE: [mine.id],
        View.UNOWNED: [nobodys.id, on_hold.id],
        View.LATE: [late.id],
        View.HELD: [waiting.id, on_hold.id],
        View.DONE: [done.id],
        View.ALL: sorted([*unfinished, done.id]),
    }
    assert counts(sato) == {view: len(found[view]) for view in counts(sato)}
    assert {view: count(sato, view=view) for view in View} == {
        view: len(numbers) for view, numbers in found.items()
    }


def test_merged_question_is_listed_nowhere(sato):
    kept, merged = ask(idem_key="kept"), ask(idem_key="merged")
    merge(merged, kept)

    assert {view: listed(sato, view=view) for view in (View.TO_DO, View.DONE, View.ALL)} == {
        View.TO_DO: [kept.id],
        View.DONE: [],
        View.ALL: [kept.id],
    }


def test_filters_narrow_the_list_and_the_counts(sato):
    lesson = course("B07")
    event = a_class(district="wakaba", course_id=lesson.id)
    wanted = ask(idem_key="1", event=event, category_code="mail_sms")
    ask(idem_key="2", device="iphone")

    for name, value in (
        ("category", "メール・SMS"),
        ("town", "若葉町"),
        ("course", f"{lesson.code} {lesson.title}"),
        ("device", "Android"),
    ):
        assert listed(sato, **{name: value}) == [wanted.id], name
        assert counts(sato, **{name: value})[View.TO_DO] == 1, name
    assert listed(sato, channel="電話") == []
    assert listed(sato, category="知らない種類") == []


def test_filter_by_owner(sato, tanaka):
    his, nobodys = ask(idem_key="1"), ask(idem_key="2")
    act(answering.take, his, seen_version=1, by=tanaka)

    assert listed(sato, owner="田中") == [his.id]
    assert listed(sato, owner="受け持ちなし") == [nobodys.id]


def test_marks(sato):
    urgent = ask(idem_key="1", category_code="money_fraud")
    today = change(ask(idem_key="2"), due_on=TODAY)
    call = ask(idem_key="3", asker_phone="0000001234", consent=True)
    waiting = held(ask(idem_key="4"), due_on=TODAY, waits_since=TODAY)

    assert listed(sato, mark=Mark.URGENT) == [urgent.id]
    assert listed(sato, mark=Mark.TODAY) == [urgent.id, today.id]
    assert listed(sato, mark=Mark.CALL) == [call.id]
    assert listed(sato, mark=Mark.WAITING) == [waiting.id]
    assert listed(sato, mark="知らないしるし") == []


@pytest.mark.parametrize(
    ("period", "found"),
    [
        (Period.WEEK, ["today", "week"]),
        (Period.MONTH, ["today", "week", "month"]),
        (Period.YEAR, ["today", "week", "month", "year"]),
        (Period.LAST_YEAR, ["last year"]),
        ("知らない期間", []),
    ],
)
def test_period_is_when_it_was_asked(period, found, sato):
    midnight = at(0)
    asked = {
        "today": at(12),
        "week": midnight - timedelta(days=6),
        "month": midnight - timedelta(days=6, minutes=1),
        "year": datetime(2026, 4, 1, tzinfo=clock.JST),
        "last year": datetime(2026, 3, 31, 23, 59, tzinfo=clock.JST),
    }
    for name, moment in asked.items():
        change(ask(idem_key=name, body=name), created_at=moment)
    with reading() as db:
        rows = question_list.listed(db, wanted=Wanted(view=View.ALL, period=period), by=sato)

    assert [row.question.body for row in reversed(rows)] == found


@pytest.mark.parametrize(
    "words", ["ライン", "らいん", "ﾗｲﾝ", "LINE", "ｌｉｎｅ 音", "音　line", "100%"]
)
def test_words_are_found_in_any_width_and_kana(words, sato):
    found = ask(idem_key="1", body="LINE（ライン）の音が100%で鳴りません。")
    ask(idem_key="2", body="カメラが動きません。1000回")

    assert listed(sato, words=words) == [found.id]


def test_number_finds_the_question(sato):
    row, _ = ask(idem_key="1"), ask(idem_key="2")

    assert listed(sato, words=f"#{row.id}") == listed(sato, words=str(row.id)) == [row.id]


def test_list_is_bounded_and_goes_on(sato, monkeypatch):
    monkeypatch.setattr(question_list, "AT_ONCE", 2)
    monkeypatch.setattr(question_list, "COUNTED", 2)
    rows = [ask(idem_key=str(number)).id for number in range(4)]

    assert (listed(sato), listed(sato, skip=2)) == (rows[:2], rows[2:])
    assert (count(sato, view=View.ALL), counts(sato)[View.TO_DO]) == (3, 4)


def asked_on(day: int, **columns) -> Question:
    """A question of this November."""
    moment = datetime(2026, 11, day, 9, tzinfo=clock.JST)
    return change(ask(idem_key=str(day)), created_at=moment, **columns)


def test_age_counts_office_days(sato, stopped_clock):
    """Asked on a Friday; Saturday, Sunday and the holiday of the 23rd are none."""
    row = asked_on(20, due_on=date(2026, 11, 26))
    assert age(row, sato) == Age(waited=1, left=2)

    stopped_clock(at(9, days=2))
    assert age(row, sato) == Age(waited=3, left=0)
    stopped_clock(at(9, days=3))
    assert age(row, sato) == Age(waited=4, left=-1, is_late=True)


def test_late_is_said_on_the_weekend_too(sato, stopped_clock):
    row = asked_on(24, due_on=date(2026, 11, 27))
    stopped_clock(at(9, days=4))

    assert age(row, sato) == Age(waited=3, left=0, is_late=True)


def test_clock_stands_still_while_it_waits_for_the_asker_and_once_answered(sato):
    waiting = held(asked_on(20), due_on=date(2026, 11, 20), waits_since=TODAY)
    done = asked_on(19, status=QuestionStatus.ANSWERED, due_on=date(2026, 11, 20))

    assert age(waiting, sato) == Age(waited=1, left=None)
    assert age(done, sato) == Age(waited=2, left=None)


def test_categories_by_use_begin_with_what_must_not_wait():
    for number in range(3):
        row = ask(idem_key=f"old {number}", category_code="wifi_network")
        change(row, created_at=NOON - timedelta(days=366))
    [ask(idem_key=f"new {number}", category_code="photo") for number in range(2)]
    ask(idem_key="one", category_code="typing")

    with reading() as db:
        codes = [one.code for one in question_list.most_used(db)]
        every = {one.code for one in questions.categories(db)}
    assert codes[:4] == ["money_fraud", "photo", "typing", "basics"]
    assert set(codes) == every


def test_retired_category_is_not_offered():
    with writing() as db:
        wanted = select(QuestionCategory).where(QuestionCategory.code == "photo")
        db.exec(wanted).one().is_active = False

    with reading() as db:
        assert "photo" not in [one.code for one in question_list.most_used(db)]


def test_volunteer_sees_own_districts_own_classes_and_what_belongs_to_none(tanaka, suzuki):
    """田中 has 中央町 and works at one class in 若葉町; 鈴木 has 北原町."""
    own_class = a_class(district="wakaba")
    works_at(own_class, tanaka)
    nowhere = ask(idem_key="nowhere")
    at_home = ask(idem_key="at home", event=a_class(district="chuo"))
    at_work = ask(idem_key="at work", event=own_class)
    far = ask(idem_key="far", event=a_class(district="kitahara"))

    assert listed(tanaka) == [nowhere.id, at_home.id, at_work.id]
    assert listed(suzuki) == [nowhere.id, far.id]
