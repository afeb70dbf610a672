import re

import pytest
from sqlmodel import select

from database import reading, writing
from models import Event, EventStatus, Handout, HandoutKind, Question, QuestionChannel, Survey
from services import printing
from tests.classes import a_class, at
from tests.web.reading import field, text_of
from tests.web.test_handouts import sheet

RINGS = {"times": "1", "satisfaction": "2", "wishes": ["1", "7"], "age_band": "4", "sex": "1"}
FORBIDDEN = "マイナンバーは 1234-5678-9018 です"


@pytest.fixture
def event(client):
    """A class of this morning."""
    return a_class(starts_at=at(10), title="地図を使う")


@pytest.fixture
def code(event, sato) -> str:
    with writing() as db:
        row = db.get_one(Event, event.id)
        return printing.survey(db, event=row, by=sato).code


def kept() -> list[Survey]:
    with reading() as db:
        return list(db.exec(select(Survey)).all())


def send(client, code: str, **fields):
    key = field(client.get(f"/h/{code}/survey").text, "key")
    return client.post(f"/h/{code}/survey", data={"key": key} | fields)


def test_code_on_the_sheet_leads_to_the_form(client, code):
    answer = client.get(f"/h/{code}")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/h/{code}/survey")

    page = client.get(answer.headers["location"])
    told = text_of(page.text)
    assert "お名前は聞きません。" in told
    assert "11月24日(火)「地図を使う」" in told
    assert "set-cookie" not in page.headers
    assert "<script" not in page.text
    assert page.headers["cache-control"] == "private, no-cache"


def test_form_asks_what_the_sheet_asks(client, code):
    page = client.get(f"/h/{code}/survey").text
    legends = re.findall(r"<legend>(.*?)</legend>", page)

    assert [legend.split("　")[0] for legend in legends] == [str(n) for n in range(1, 12)]
    assert legends[1] == "2　満足しましたか"
    assert page.count('type="checkbox"') == 17  # with «as a question»
    assert "市の外" in page


def test_answers_are_kept_without_a_name(client, code, event):
    answer = send(client, code, **RINGS, next_time="土曜", trouble="音が小さい")

    assert (answer.status_code, answer.headers["location"]) == (303, "/survey/thanks")
    (row,) = kept()
    assert (row.event_id, row.satisfaction, row.wishes) == (event.id, 2, "1,7")
    assert (row.next_time, row.trouble, row.entered_by_id) == ("土曜", "音が小さい", None)
    assert "ありがとうございました" in text_of(client.get("/survey/thanks").text)


def test_sent_twice_is_one_sheet(client, code):
    key = field(client.get(f"/h/{code}/survey").text, "key")
    answers = [client.post(f"/h/{code}/survey", data={"key": key} | RINGS) for _ in range(2)]

    assert ([one.status_code for one in answers], len(kept())) == ([303, 303], 1)


def test_two_people_with_one_telephone_are_two_sheets(client, code):
    send(client, code, **RINGS)
    send(client, code, **RINGS)

    assert len(kept()) == 2


def asked() -> list[Question]:
    with reading() as db:
        return list(db.exec(select(Question)).all())


def test_trouble_becomes_a_question_without_a_name_when_wished(client, code, event):
    send(client, code, **RINGS, trouble="音が小さい")
    assert asked() == []

    key = field(client.get(f"/h/{code}/survey").text, "key")
    typed = {"key": key, "trouble": "音が小さい", "as_question": "1"}
    for _ in range(2):
        client.post(f"/h/{code}/survey", data=typed | RINGS)

    (question,) = asked()
    assert (question.channel, question.body) == (QuestionChannel.SURVEY, "音が小さい")
    assert (question.event_id, question.asker, question.wants_call) == (event.id, "", False)


def test_question_without_words_is_told_at_its_box_and_the_tick_stays(client, code):
    answer = send(client, code, **RINGS, as_question="1")

    assert (answer.status_code, kept(), asked()) == (400, [], [])
    assert 'id="trouble-error"' in answer.text
    assert 'name="as_question" value="1" checked' in answer.text


def test_number_in_a_survey_question_is_kept_nowhere(client, code):
    answer = send(client, code, **RINGS, trouble=FORBIDDEN, as_question="1")

    assert (answer.status_code, kept(), asked()) == (400, [], [])
    assert "1234-5678-9018" not in answer.text


def test_nothing_chosen_is_said_and_nothing_kept(client, code):
    answer = send(client, code)

    assert answer.status_code == 400
    assert "どれか1つを選んでから、送ってください。" in text_of(answer.text)
    assert kept() == []


def test_forbidden_number_comes_back_blotted_out_with_all_that_was_chosen(client, code):
    answer = send(client, code, **RINGS, trouble=FORBIDDEN)

    assert (answer.status_code, kept()) == (400, [])
    assert "1234" not in answer.text
    assert "●" in field(answer.text, "trouble")
    assert 'href="#trouble"' in answer.text
    checked = re.findall(r'name="(\w+)" value="(\d)" checked', answer.text)
    assert checked == [
        ("times", "1"),
        ("satisfaction", "2"),
        ("age_band", "4"),
        ("sex", "1"),
        ("wishes", "1"),
        ("wishes", "7"),
    ]


def test_text_that_is_too_long_is_kept_in_the_form(client, code):
    answer = send(client, code, **RINGS, next_time="あ" * 101)

    assert answer.status_code == 400
    assert field(answer.text, "next_time") == "あ" * 101
    assert "100文字まで" in text_of(answer.text)


def test_made_up_numbers_are_no_answers(client, code):
    answer = send(client, code, satisfaction="99", times="-1", pace="2", wishes=["１", "9"])

    assert answer.status_code == 303
    (row,) = kept()
    assert (row.satisfaction, row.times, row.pace, row.wishes) == (None, None, 2, "9")


def test_machine_that_fills_in_everything_is_thanked_and_forgotten(client, code):
    answer = send(client, code, **RINGS, website="http://spam.example")

    assert (answer.headers["location"], kept()) == ("/survey/thanks", [])


def test_a_hall_may_answer_at_once_and_a_machine_may_not(client, code, monkeypatch):
    monkeypatch.setattr("web.limits.SETTINGS", type("S", (), {"rate_limit": True}))
    statuses = [send(client, code, **RINGS).status_code for _ in range(121)]

    assert statuses == [303] * 120 + [429]


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"status": EventStatus.REPORTED}, "このアンケートの受付は終わりました。"),
        ({"starts_at": at(13), "ends_at": at(14)}, "教室が始まってからお答えください。"),
    ],
)
def test_shut_survey_says_so(client, code, event, changes, told):
    key = field(client.get(f"/h/{code}/survey").text, "key")
    with writing() as db:
        row = db.get_one(Event, event.id)
        for name, value in changes.items():
            setattr(row, name, value)

    assert told in text_of(client.get(f"/h/{code}/survey").text)
    answer = client.post(f"/h/{code}/survey", data={"key": key} | RINGS)
    assert told in text_of(answer.text)
    assert kept() == []


def test_lesson_sheet_is_no_survey(client, sato):
    lesson = sheet(sato)

    answer = client.get(f"/h/{lesson.code}/survey")
    assert (answer.status_code, client.get("/h/AAAAA/survey").status_code) == (404, 404)


def test_code_of_a_survey_is_read_in_any_spelling(client, code):
    assert client.get(f"/h/{code.lower()}/survey").status_code == 200


def test_kind_of_the_sheet_is_a_survey(code):
    with reading() as db:
        row = db.exec(select(Handout).where(Handout.code == code)).one()
    assert row.kind is HandoutKind.SURVEY
