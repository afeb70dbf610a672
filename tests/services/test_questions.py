from datetime import date, datetime

import pytest
from sqlmodel import select

import clock
from database import reading, writing
from models import (
    Answer,
    AuditLine,
    Course,
    Device,
    Event,
    Handout,
    HandoutKind,
    Question,
    QuestionCategory,
    QuestionChannel,
    QuestionStatus,
)
from refusal import Refusal
from services import questions
from services.permissions import NotPermitted
from services.question_form import Incomplete
from tests.classes import a_class, district, works_at

NUMBER = "1234 5678 9018"  # synthetic
TYPED = {
    "category_code": "basics",
    "body": "文字を大きくしたいです。",
    "device": Device.ANDROID,
    "idem_key": "first",
}


@pytest.fixture(autouse=True)
def _noon_in_the_town(town, stopped_clock):
    pass


def ask(**changes) -> Question:
    with writing() as db:
        return questions.ask(db, **TYPED | changes)


def act(verb, question: Question, **arguments) -> Question:
    with writing() as db:
        row = db.get_one(Question, question.id)
        verb(db, question=row, **arguments)
    return row


def inbox(staff, **filters) -> list[int]:
    with reading() as db:
        return [one.question.id for one in questions.inbox(db, by=staff, **filters)]


def problems(**changes) -> list[str]:
    with pytest.raises(Incomplete) as no:
        ask(**changes)
    return list(no.value.problems)


def stored() -> list[Question]:
    with reading() as db:
        return list(db.exec(select(Question).order_by(Question.id)))


def test_ask_is_due_in_three_office_days():
    """Tuesday noon: Wednesday, Thursday, Friday."""
    assert ask().due_on == date(2026, 11, 27)


def test_ask_about_money_is_urgent_and_due_the_same_day():
    question = ask(category_code="money_fraud")

    assert (question.is_urgent, question.due_on) == (True, date(2026, 11, 24))


def test_ask_from_a_sheet_remembers_the_sheet():
    with writing() as db:
        course = db.exec(select(Course).where(Course.code == "B07")).one()
        sheet = Handout(
            kind=HandoutKind.LESSON,
            subject="lesson:B07",
            edition=date(2026, 11, 1),
            course_id=course.id,
        )
        db.add(sheet)

    question = ask(handout=sheet)

    assert (question.channel, question.handout_id) == (QuestionChannel.HANDOUT, sheet.id)


def test_ask_about_a_class_belongs_to_its_district():
    event = a_class(district="wakaba")

    question = ask(event=event)

    assert (question.channel, question.event_id) == (QuestionChannel.WEB, event.id)
    assert question.district_id == district("wakaba").id


def test_ask_with_the_same_key_is_stored_once():
    first, again = ask(), ask(body="別の文章")

    assert (again.id, [one.body for one in stored()]) == (first.id, [TYPED["body"]])


def test_ask_keeps_name_and_digits_with_consent():
    question = ask(asker=" 架空 花子 ", asker_phone="0000-00-1234", consent=True)

    assert (question.asker, question.asker_phone) == ("架空 花子", "0000001234")


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"body": " 　"}, ["body"]),
        ({"body": "あ" * 1001}, ["body"]),
        ({"category_code": ""}, ["category"]),
        ({"asker": "架空 花子"}, ["consent"]),
        ({"asker_phone": "0000-00-1234"}, ["consent"]),
        ({"asker": "あ" * 41, "consent": True}, ["asker"]),
        ({"asker_phone": "12", "consent": True}, ["asker_phone"]),
        ({"body": f"番号は{NUMBER}です"}, ["body"]),
        ({"asker": NUMBER, "consent": True}, ["asker"]),
        ({"asker_phone": NUMBER, "consent": True}, ["asker_phone"]),
        ({"body": "", "category_code": "", "asker": "花"}, ["category", "body", "consent"]),
    ],
)
def test_ask_names_every_field_to_be_mended(changes, fields):
    assert (problems(**changes), stored()) == (fields, [])


def test_refusal_never_repeats_the_number():
    with pytest.raises(Incomplete) as no:
        ask(body=f"番号は{NUMBER}です")

    assert not set(NUMBER.split()) & set(str(no.value).split())
    assert "1234" not in str(no.value)


def test_asked_finds_the_question_by_its_key_only():
    question = ask()

    with reading() as db:
        found = [questions.asked(db, idem_key=key) for key in ("first", "", "firs")]
    assert [one and one.id for one in found] == [question.id, None, None]


def test_categories_leave_out_the_retired():
    with writing() as db:
        row = db.exec(select(QuestionCategory).where(QuestionCategory.code == "cashless")).one()
        row.is_active = False

    with reading() as db:
        codes = [one.code for one in questions.categories(db)]
    assert (codes[0], codes[-1], "cashless" in codes) == ("money_fraud", "other", False)


def test_recorded_question_belongs_to_whoever_noted_it(tanaka):
    event = a_class()
    with writing() as db:
        row = questions.record(
            db,
            category_code="basics",
            body="音が出ません。",
            idem_key="hall",
            event=db.get_one(Event, event.id),
            by=tanaka,
        )

    assert (row.owner_id, row.channel, row.event_id) == (
        tanaka.id,
        QuestionChannel.HALL,
        event.id,
    )


def test_inbox_shows_what_must_not_wait_first_then_by_due_date(sato, stopped_clock):
    later = ask(idem_key="later")
    stopped_clock(datetime(2026, 11, 20, 12, tzinfo=clock.JST))
    sooner = ask(idem_key="sooner")
    urgent = ask(idem_key="urgent", category_code="money_fraud")

    assert inbox(sato) == [urgent.id, sooner.id, later.id]


def test_inbox_filters(sato):
    mine, answered, other = ask(idem_key="1"), ask(idem_key="2"), ask(idem_key="3")
    mail = ask(idem_key="4", category_code="mail_sms")
    act(questions.take, mine, seen_version=1, by=sato)
    act(questions.answer, answered, body="はい。", seen_version=1, by=sato)

    assert inbox(sato) == [mine.id, other.id, mail.id]
    assert inbox(sato, mine=True) == [mine.id]
    assert inbox(sato, category_code="mail_sms") == [mail.id]
    assert inbox(sato, statuses=(QuestionStatus.ANSWERED,)) == [answered.id]


def test_volunteer_sees_own_districts_own_classes_and_what_belongs_to_none(tanaka, suzuki):
    """田中 has 中央町 and works at one class in 若葉町; 鈴木 has 北原町."""
    own_class = a_class(district="wakaba")
    works_at(own_class, tanaka)
    nowhere = ask(idem_key="nowhere")
    at_home = ask(idem_key="at home", event=a_class(district="chuo"))
    at_work = ask(idem_key="at work", event=own_class)
    far = ask(idem_key="far", event=a_class(district="kitahara"))

    assert inbox(tanaka) == [nowhere.id, at_home.id, at_work.id]
    assert inbox(suzuki) == [nowhere.id, far.id]


def test_volunteer_cannot_open_or_change_a_question_of_another_district(tanaka):
    foreign = ask(event=a_class(district="kitahara"))

    for verb, arguments in (
        (questions.read, {}),
        (questions.look, {}),
        (questions.take, {"seen_version": 1}),
        (questions.answer, {"body": "はい。", "seen_version": 1}),
        (questions.note, {"body": "メモ", "seen_version": 1}),
        (questions.close, {"seen_version": 1}),
    ):
        with pytest.raises(NotPermitted):
            act(verb, foreign, by=tanaka, **arguments)
    assert [(one.version, one.owner_id) for one in stored()] == [(1, None)]


@pytest.mark.parametrize("number", ["", "0", "²", "x", "9" * 30])
def test_find_knows_no_such_number(db, sato, number):
    with pytest.raises(Refusal, match="見つかりません"):
        questions.find(db, number=number, by=sato)


def test_find_hides_another_district(tanaka):
    foreign = ask(event=a_class(district="kitahara"))

    with reading() as db, pytest.raises(Refusal, match="見つかりません"):
        questions.find(db, number=str(foreign.id), by=tanaka)


def test_looking_at_a_question_with_a_name_is_written_down(sato):
    named = ask(idem_key="1", asker="架空 花子", consent=True)
    nameless = ask(idem_key="2")
    with reading() as db:
        before = len(db.exec(select(AuditLine)).all())

    act(questions.look, named, by=sato)
    act(questions.look, nameless, by=sato)

    with reading() as db:
        lines = db.exec(select(AuditLine).order_by(AuditLine.id)).all()[before:]
    assert [(one.action, one.entity_id, one.actor_id) for one in lines] == [
        ("view", str(named.id), sato.id)
    ]


def test_answer_ends_the_question_and_note_does_not(sato):
    question = ask()

    noted = act(questions.note, question, body="折り返し済み", seen_version=1, by=sato)
    assert (noted.status, noted.version) == (QuestionStatus.OPEN, 2)

    row = act(questions.answer, question, body="設定で変えます。", seen_version=2, by=sato)
    with reading() as db:
        written = [(one.body, one.is_internal) for one in db.exec(select(Answer))]
    assert (row.status, row.owner_id) == (QuestionStatus.ANSWERED, sato.id)
    assert written == [("折り返し済み", True), ("設定で変えます。", False)]


def test_answer_keeps_the_owner(sato, tanaka):
    question = ask()
    act(questions.take, question, seen_version=1, by=tanaka)

    row = act(questions.answer, question, body="はい。", seen_version=2, by=sato)

    assert row.owner_id == tanaka.id


def test_change_drawn_from_an_older_version_is_refused_and_nothing_is_lost(sato, tanaka):
    question = ask()
    act(questions.take, question, seen_version=1, by=tanaka)

    with pytest.raises(Refusal) as no:
        act(questions.answer, question, body="はい。", seen_version=1, by=sato)

    with reading() as db:
        row, answers = db.get_one(Question, question.id), db.exec(select(Answer)).all()
    assert str(no.value) == questions.CHANGED
    assert (row.status, row.owner_id, answers) == (QuestionStatus.WORKING, tanaka.id, [])


def test_reopened_question_has_a_new_due_date(sato, stopped_clock):
    question = ask()
    act(questions.answer, question, body="はい。", seen_version=1, by=sato)
    stopped_clock(datetime(2026, 12, 1, 9, tzinfo=clock.JST))

    row = act(questions.reopen, question, seen_version=2, by=sato)

    assert (row.status, row.due_on) == (QuestionStatus.WORKING, date(2026, 12, 4))


def test_unfinished_question_cannot_be_reopened(sato):
    with pytest.raises(Refusal):
        act(questions.reopen, ask(), seen_version=1, by=sato)


def test_close_takes_the_question_off_the_list(sato):
    question = ask()

    act(questions.close, question, seen_version=1, by=sato)

    assert (inbox(sato), stored()[0].status) == ([], QuestionStatus.CLOSED)


def test_empty_answer_is_refused(sato):
    with pytest.raises(Refusal):
        act(questions.answer, ask(), body=" 　", seen_version=1, by=sato)
