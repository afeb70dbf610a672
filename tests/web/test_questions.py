import gzip
import logging
from datetime import date

import pytest
from sqlalchemy import text
from sqlmodel import select

from database import reading, writing
from models import AuditLine, Base, Course, Faq, FaqHelp, Question, QuestionChannel
from tests.classes import a_class
from tests.services.test_search import a_faq
from tests.web.reading import BUDGET, fetched, field, text_of
from tests.web.test_handouts import sheet
from web import limits

NUMBER = "1234 5678 9018"  # synthetic
TYPED = {
    "key": "0" * 32,
    "body": "文字を大きくしたいです。",
    "category": "basics",
    "device": "android",
    "asker": "",
    "asker_phone": "",
}
CONTACT = {"asker": "架空 花子", "asker_phone": "0000-00-1234", "consent": "yes"}


def send(client, address="/ask", **changes):
    return client.post(address, data=TYPED | changes)


def stored() -> list[Question]:
    with reading() as db:
        return list(db.exec(select(Question).order_by(Question.id)))


def everything_stored() -> str:
    """The whole database as text."""
    with reading() as db:
        return "\n".join(
            str(tuple(row))
            for table in Base.metadata.sorted_tables
            for row in db.execute(text(f"SELECT * FROM {table.name}"))
        )


def test_question_is_stored_and_leads_to_what_happens_next(client):
    answer = send(client)

    assert answer.status_code == 303
    assert [(one.body, one.channel, one.due_on) for one in stored()] == [
        (TYPED["body"], QuestionChannel.WEB, date(2026, 11, 27))
    ]
    page = text_of(client.get(answer.headers["location"]).text)
    assert f"受付番号は {stored()[0].id} です" in page
    assert "11月27日(金)までに、担当者が答えを用意します" in page
    assert TYPED["body"] not in page


def test_caller_back_is_told_when_the_telephone_will_ring(client):
    answer = send(client, **CONTACT)

    page = text_of(client.get(answer.headers["location"]).text)
    assert "11月27日(金)までに、担当者がお電話します" in page
    assert CONTACT["asker"] not in page
    assert [(one.asker, one.asker_phone) for one in stored()] == [("架空 花子", "0000001234")]


def test_money_is_told_to_telephone_now(client):
    answer = send(client, category="money_fraud")

    page = client.get(answer.headers["location"]).text
    assert '<a href="tel:%239110">#9110</a>' in page
    assert '<a href="tel:188">188</a>' in page
    assert "11月24日(火)までに" in text_of(page)


@pytest.mark.parametrize("key", ["", "nonsense", "a" * 64])
def test_thanks_without_a_known_key_tells_nothing_of_others(client, key):
    send(client, **CONTACT)

    page = text_of(client.get("/ask/thanks", params={"key": key}).text)

    assert "受付番号" not in page
    assert "担当者が読んで、お答えします" in page


def test_second_press_reload_and_back_store_the_question_once(client):
    answers = [send(client).headers["location"] for _ in range(3)]

    assert (len(set(answers)), len(stored())) == (1, 1)


def test_other_words_in_the_same_form_are_another_question(client):
    """After the back button the old key comes again; a second question must not get lost."""
    send(client)
    send(client, body="音が出ません。")

    assert [one.body for one in stored()] == [TYPED["body"], "音が出ません。"]


def test_every_empty_form_has_its_own_key(client):
    keys = {field(client.get("/ask").text, "key") for _ in range(3)}

    assert (len(keys), {len(key) for key in keys}) == (3, {32})


def test_form_without_a_key_is_stored_all_the_same(client):
    send(client, key="<script>")

    assert len(stored()) == 1


def test_faults_stand_at_the_field_and_above_and_what_was_typed_stays(client):
    answer = send(client, body="", category="", **CONTACT | {"consent": ""})

    page = answer.text
    assert (answer.status_code, stored()) == (400, [])
    assert answer.headers["cache-control"] == "private, no-cache"  # or the back button asks
    for name in ("body", "category", "consent"):
        assert f'<a href="#{name}">' in page
        assert f'id="{name}-error"' in page
    assert field(page, "asker") == "架空 花子"
    assert field(page, "asker_phone") == "0000-00-1234"
    assert 'value="android" checked' in page
    assert field(page, "key") == TYPED["key"]


def test_chosen_category_and_consent_stay(client):
    page = send(client, body="", **CONTACT).text

    assert '<option value="basics" selected>' in page
    assert 'name="consent" value="yes" checked' in page


def test_number_is_refused_kindly_and_neither_stored_nor_shown_nor_logged(client, caplog):
    caplog.set_level(logging.DEBUG)

    answer = send(client, body=f"マイナンバーは{NUMBER}です。教えてください。")

    assert (answer.status_code, stored()) == (400, [])
    assert "12桁の番号は書かないでください" in text_of(answer.text)
    assert field(answer.text, "body") == "マイナンバーは●●●● ●●●● ●●●●です。教えてください。"
    places = {
        "page": answer.text,
        "database": everything_stored(),
        "log": caplog.text,
        "address": str(answer.headers),
    }
    digits = NUMBER.replace(" ", "")
    found = [where for where, all_of_it in places.items() if NUMBER in all_of_it]
    found += [where for where, all_of_it in places.items() if digits in all_of_it]
    assert found == []


@pytest.mark.parametrize("name", ["body", "category", "asker", "asker_phone", "event", "key"])
def test_number_in_any_field_is_not_shown_again(client, name):
    answer = send(client, **{"body": "", name: NUMBER})

    assert answer.status_code == 400
    assert NUMBER not in answer.text


def test_number_spelled_out_in_words_takes_the_text_with_it(client):
    spelled = "いち に さん よん ご ろく なな はち きゅう ぜろ いち はち"

    page = send(client, body=spelled).text

    assert field(page, "body") == ""
    assert "文章も消しました" in text_of(page)


def test_machines_that_fill_in_every_field_are_thanked_and_forgotten(client):
    answer = send(client, website="https://spam.example")

    assert (answer.status_code, answer.headers["location"]) == (303, "/ask/thanks")
    assert stored() == []


def test_too_many_questions_wait_and_keep_what_was_typed(client, monkeypatch):
    monkeypatch.setattr(limits, "FORM", limits.Limit(1, 600))
    send(client)

    answer = send(client, body="もう一つあります。")

    assert (answer.status_code, len(stored())) == (429, 1)
    assert "10分ほど待って" in text_of(answer.text)
    assert field(answer.text, "body") == "もう一つあります。"


def test_question_from_a_sheet_remembers_it(client, sato):
    handout = sheet(sato)
    address = f"/h/{handout.code}/ask"

    form = client.get(address).text
    send(client, address)

    assert f'action="{address}"' in form
    assert [(one.channel, one.handout_id) for one in stored()] == [
        (QuestionChannel.HANDOUT, handout.id)
    ]


def test_question_about_a_class_belongs_to_it(client):
    event = a_class(title="地図を使う")

    form = client.get("/ask", params={"event": event.public_id}).text
    send(client, event=field(form, "event"))

    assert "12月4日(金)「地図を使う」についての質問です" in text_of(form)
    assert [one.event_id for one in stored()] == [event.id]


def test_longest_question_is_stored(client):
    send(client, body="漢" * 1_000)

    assert [len(one.body) for one in stored()] == [1_000]


def test_nul_is_left_out(client):
    send(client, body="音が\0出ません。")

    assert [one.body for one in stored()] == ["音が出ません。"]


def test_unknown_device_is_unknown(client):
    send(client, device="toaster")

    assert [one.device for one in stored()] == ["unknown"]


def test_urgent_advice_stands_above_the_form(client):
    page = text_of(client.get("/ask").text)

    assert page.index("#9110") < page.index("質問の種類")


def test_form_that_is_too_large_is_refused_with_a_page(client):
    answer = send(client, body="あ" * 30_000)

    assert (answer.status_code, stored()) == (413, [])
    assert "文章が長すぎます" in text_of(answer.text)


def test_long_text_below_that_comes_back_to_be_shortened(client):
    long = "あ" * 1_200

    answer = send(client, body=long)

    assert (answer.status_code, field(answer.text, "body")) == (400, long)


def test_questions_of_residents_have_no_actor(client):
    send(client)

    with reading() as db:
        lines = db.exec(
            select(AuditLine).where(AuditLine.entity == "question").order_by(AuditLine.id)
        ).all()
    assert lines[-1].actor_id is None
    assert lines[-1].changes["body"] == ["***", "***"]


ASKED = {"body": "写真がもう入らんとです。どうすればよかですか。"}


@pytest.fixture
def answered(town, sato):
    """Two published answers, one of them nearer."""
    a_faq(sato, "写真がいっぱいのときは？", code="Q0001", answer="いらない写真を消します。")
    a_faq(sato, "写真を送るには？", code="Q0002", answer="紙飛行機を押します。")


def test_nearest_answers_stand_before_the_sending(client, answered):
    answer = send(client, **ASKED)

    page = text_of(answer.text)
    assert (answer.status_code, stored()) == (200, [])
    assert page.index("写真がいっぱいのときは？") < page.index("写真を送るには？")
    assert "いらない写真を消します。" in page
    assert "まだ送っていません" in page


def test_question_is_sent_when_the_answers_are_not_enough(client, answered):
    page = send(client, **ASKED, **CONTACT).text
    kept = {name: field(page, name) for name in (*TYPED, "consent", "event")}

    answer = client.post("/ask", data=kept | {"go": "send"})

    assert answer.status_code == 303
    assert [(one.body, one.asker, one.asker_phone, one.device) for one in stored()] == [
        (ASKED["body"], "架空 花子", "0000001234", "android")
    ]


def test_question_sent_twice_after_the_answers_is_stored_once(client, answered):
    for _ in range(2):
        send(client, **ASKED, go="send")

    assert len(stored()) == 1


def test_question_can_be_written_anew_with_everything_still_there(client, answered):
    page = send(client, **ASKED, **CONTACT, go="back").text

    assert field(page, "body") == ASKED["body"]
    assert field(page, "asker_phone") == "0000-00-1234"
    assert '<option value="basics" selected>' in page
    assert 'name="consent" value="yes" checked' in page
    assert stored() == []


def test_solved_is_counted_and_nothing_else_is_kept(client, answered):
    answers = [send(client, **ASKED, **CONTACT, go="Q0001") for _ in range(2)]

    assert {one.headers["location"] for one in answers} == {"/ask/solved"}
    with reading() as db:
        helps = [(one.day, one.times) for one in db.exec(select(FaqHelp))]
    assert helps == [(date(2026, 11, 24), 2)]
    assert ASKED["body"] not in everything_stored()
    assert CONTACT["asker"] not in everything_stored()
    assert "質問は送っていません" in text_of(client.get("/ask/solved").text)


@pytest.mark.parametrize("code", ["Q9999", "nonsense", "' OR 1=1"])
def test_unknown_answer_is_thanked_for_and_not_counted(client, answered, code):
    answer = send(client, **ASKED, go=code)

    with reading() as db:
        assert (answer.status_code, db.exec(select(FaqHelp)).all()) == (303, [])


def test_money_is_never_held_up_by_answers(client, answered):
    answer = send(client, **ASKED, category="money_fraud")

    assert (answer.status_code, len(stored())) == (303, 1)


def test_question_nobody_has_answered_is_sent_at_once(client, answered):
    answer = send(client, body="ふとんの干し方は？")

    assert (answer.status_code, len(stored())) == (303, 1)


def test_number_is_refused_before_any_answer_is_looked_for(client, answered):
    answer = send(client, body=f"写真がいっぱい。番号は{NUMBER}です。")

    assert (answer.status_code, stored()) == (400, [])
    assert NUMBER not in answer.text
    assert "いらない写真を消します" not in answer.text


def test_number_typed_behind_the_answers_is_refused_too(client, answered):
    answer = send(client, body=f"写真がいっぱい。番号は{NUMBER}です。", go="send")

    assert (answer.status_code, stored()) == (400, [])
    assert NUMBER not in answer.text


def test_machine_is_shown_no_answers(client, answered):
    answer = send(client, **ASKED, website="https://spam.example")

    assert (answer.status_code, answer.headers["location"]) == (303, "/ask/thanks")


def test_who_looks_too_often_may_still_send(client, answered, monkeypatch):
    monkeypatch.setattr(limits, "FORM", limits.Limit(1, 600))
    send(client, **ASKED)

    answer = send(client, **ASKED)

    assert (answer.status_code, len(stored())) == (303, 1)


def test_answers_of_a_sheets_question_know_its_lesson_and_its_address(client, sato, answered):
    handout = sheet(sato)
    with reading() as db:
        title = db.get_one(Course, handout.course_id).title
    with writing() as db:
        db.exec(select(Faq).where(Faq.code == "Q0001")).one().course_id = handout.course_id

    page = send(client, f"/h/{handout.code}/ask", **ASKED).text

    assert f'action="/h/{handout.code}/ask"' in page
    assert f'<a href="/h/{handout.code}">{title}' in page


def test_page_of_answers_is_small_and_needs_no_script(client, answered):
    answer = send(client, **ASKED, **CONTACT)

    assert len(gzip.compress(answer.content)) < BUDGET - 1_024  # headers
    assert (fetched(answer.text), "<script" in answer.text) == ([], False)
