import pytest
from sqlmodel import select

from database import reading, writing
from models import AgeBand, Channel, Event, EventStatus, Question, QuestionChannel, Sex, Survey
from models.survey import RATED, SCALES
from refusal import Refusal
from services import survey_results, surveys
from services.permissions import NotPermitted
from services.question_form import Incomplete
from tests.classes import a_class, at, district, works_at

SHEET = "1213114132.17"  # お住まいの町: the third one


@pytest.fixture(autouse=True)
def _noon_in_the_town(town, stopped_clock):
    pass


@pytest.fixture
def event():
    """A class of this morning."""
    return a_class(starts_at=at(10))


def key_in(event, by, typed=SHEET, key="k", **more) -> Survey:
    with writing() as db:
        row = db.get_one(Event, event.id)
        return surveys.enter(db, event=row, typed=typed, idem_key=key, by=by, **more)


def answer(event, key="k", next_time="", trouble="", **rings) -> Survey:
    with writing() as db:
        row = db.get_one(Event, event.id)
        return surveys.answer(
            db, event=row, answers=rings, next_time=next_time, trouble=trouble, idem_key=key
        )


def kept() -> list[Survey]:
    with reading() as db:
        return list(db.exec(select(Survey).order_by(Survey.id)))


def tally(event, by):
    with reading() as db:
        return survey_results.tally(db, event=event, by=by)


def test_keyed_sheet_is_kept_as_it_was_ringed(event, sato):
    key_in(event, sato, next_time=" 土曜の午前 ", trouble="LINEの通知")

    (row,) = kept()
    assert {name: getattr(row, name) for name in SCALES} == {
        "times": 1,
        "satisfaction": 2,
        "understanding": 1,
        "pace": 3,
        "alone": 1,
        "recommend": 1,
    }
    assert (row.age_band, row.sex, row.heard, row.wishes) == (AgeBand.A70, Sex.FEMALE, "2", "1,7")
    assert row.district_id == district("asagiri").id
    assert (row.next_time, row.trouble) == ("土曜の午前", "LINEの通知")
    assert (row.channel, row.entered_by_id) == (Channel.COUNTER, sato.id)


def test_same_key_is_one_sheet(event, sato):
    first, again = key_in(event, sato), key_in(event, sato)

    assert (first.id, len(kept())) == (again.id, 1)


def test_sheet_without_answers_counts_as_a_sheet(event, sato):
    key_in(event, sato, "000000000")
    (row,) = kept()

    assert (row.satisfaction, row.age_band, row.sex, row.district_id) == (
        None,
        AgeBand.UNKNOWN,
        Sex.UNKNOWN,
        None,
    )
    assert (tally(event, sato).n, tally(event, sato).satisfaction) == (1, None)


def test_trouble_goes_to_the_support_desk_when_wished(event, sato):
    key_in(event, sato, trouble="写真が消えました", as_question=True)
    key_in(event, sato, trouble="写真が消えました", as_question=True)

    with reading() as db:
        (question,) = db.exec(select(Question)).all()
    assert (question.body, question.event_id, question.owner_id) == (
        "写真が消えました",
        event.id,
        sato.id,
    )
    assert question.channel is QuestionChannel.SURVEY


def test_question_needs_words(event, sato):
    with pytest.raises(Refusal, match="書き写して"):
        key_in(event, sato, as_question=True)
    assert kept() == []


def test_one_takes_back_only_the_own_sheets(event, sato, tanaka):
    works_at(event, tanaka)
    row = key_in(event, sato)
    with pytest.raises(Refusal, match="ご自分で入力した"), writing() as db:
        surveys.take_back(db, survey=db.get_one(Survey, row.id), by=tanaka)

    with writing() as db:
        surveys.take_back(db, survey=db.get_one(Survey, row.id), by=sato)
    assert kept() == []


def test_reported_class_takes_no_more_sheets(event, sato):
    row = key_in(event, sato)
    with writing() as db:
        db.get_one(Event, event.id).status = EventStatus.REPORTED
    for act in (
        lambda: key_in(event, sato, key="other"),
        lambda: answer(event, satisfaction=(1,), key="another"),
    ):
        with pytest.raises(Refusal):
            act()
    with pytest.raises(Refusal), writing() as db:
        surveys.take_back(db, survey=db.get_one(Survey, row.id), by=sato)
    assert len(kept()) == 1


def test_volunteer_keys_in_own_classes_only(event, tanaka, suzuki):
    works_at(event, tanaka)
    key_in(event, tanaka)
    with pytest.raises(NotPermitted):
        key_in(event, suzuki, key="other")
    with pytest.raises(NotPermitted):
        tally(event, suzuki)
    assert len(kept()) == 1


def test_satisfaction_is_the_two_best_of_the_valid_answers(event, sato):
    for number, ring in enumerate((1, 1, 2, 3, 5, 0)):
        key_in(event, sato, f"1{ring}1311413", key=str(number))
    found = tally(event, sato)

    assert (found.n, found.valid, found.satisfied, found.satisfaction) == (6, 5, 3, 0.6)
    assert found.counts["satisfaction"] == [1, 2, 1, 1, 0, 1]


def test_tally_counts_each_of_several_answers(event, sato):
    key_in(event, sato, "1213114132.17")
    key_in(event, sato, "121311413.7", key="other")
    found = tally(event, sato)

    assert found.counts["wishes"] == [0, 1, 0, 0, 0, 0, 0, 2, 0, 0]
    assert found.counts["heard"] == [1, 0, 1, 0, 0, 0, 0, 0]


def test_tally_is_of_this_class_alone(event, sato):
    key_in(a_class(starts_at=at(14)), sato)

    assert tally(event, sato).n == 0


def test_answer_by_qr_is_nobodys(event):
    answer(event, satisfaction=(1,), wishes=(2, 9), trouble="電話の音が小さい")
    (row,) = kept()

    assert (row.satisfaction, row.wishes, row.trouble) == (1, "2,9", "電話の音が小さい")
    assert (row.channel, row.entered_by_id, row.times) == (Channel.WEB, None, None)


@pytest.mark.parametrize(
    "rings", [{"satisfaction": (9,)}, {"satisfaction": (-1,)}, {"nothing": (1,)}, {}]
)
def test_answer_without_a_known_ring_is_refused(event, rings):
    with pytest.raises(Refusal, match="どれか1つを選んで"):
        answer(event, **rings)
    assert kept() == []


def test_answer_with_a_number_that_must_not_be_kept_names_its_field(event):
    with pytest.raises(Incomplete) as no:
        answer(event, satisfaction=(1,), trouble="マイナンバーは123456789018です")
    assert list(no.value.problems) == ["trouble"]
    assert kept() == []


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"starts_at": at(13)}, "教室が始まってから"),
        ({"status": EventStatus.CANCELLED}, "受付は終わりました"),
        ({"status": EventStatus.POSTPONED}, "受付は終わりました"),
    ],
)
def test_answers_come_after_the_class_has_begun(changes, sentence):
    event = a_class(**{"starts_at": at(10)} | changes)

    with pytest.raises(Refusal, match=sentence):
        answer(event, satisfaction=(1,))


def test_stored_sheet_is_said_in_words(event, sato):
    row = key_in(event, sato)
    with reading() as db:
        words = survey_results.said(db, survey=row)

    assert words[0:2] == [("回数", "はじめて"), ("満足度", "満足")]
    assert words[-2:] == [("きっかけ", "回覧板"), ("やってみたいこと", "LINE・メール・市の手続")]


def test_latest_are_the_own_sheets_of_the_class(event, sato, tanaka):
    works_at(event, tanaka)
    key_in(event, tanaka, key="0")
    rows = [key_in(event, sato, key=str(number)) for number in range(1, 5)]
    with reading() as db:
        found = surveys.latest(db, event=event, by=sato)

    assert [row.id for row in found] == [rows[3].id, rows[2].id, rows[1].id]


def test_every_scale_has_as_many_words_as_numbers():
    assert {one.column: len(one.choices) for one in RATED} == SCALES
