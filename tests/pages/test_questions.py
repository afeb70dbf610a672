import pytest
from sqlmodel import select

from database import reading, writing
from models import Answer, Device, Question, QuestionStatus
from services import answering, questions
from tests.pages.buttons import save

NUMBER = "1234 5678 9018"  # synthetic


@pytest.fixture
def asked(town) -> Question:
    with writing() as db:
        return questions.ask(
            db,
            category_code="basics",
            body="文字を大きくしたいです。",
            device=Device.UNKNOWN,
            idem_key="asked",
        )


def sentences(screen) -> list[str]:
    return [one.value for one in (*screen.success, *screen.error)]


def test_volunteer_answers_a_question(opened, asked, tanaka):
    screen = opened("questions", tanaka)
    screen.button(key=f"open-{asked.id}").click().run()
    screen.text_area(key=f"q_text_{asked.id}").input("設定の「画面表示」で大きくできます。")
    screen.button(key=f"answer-{asked.id}").click().run()

    with reading() as db:
        row, answer = db.get_one(Question, asked.id), db.exec(select(Answer)).one()
    assert sentences(screen) == ["回答を残しました。"]
    assert (row.status, row.owner_id) == (QuestionStatus.ANSWERED, tanaka.id)
    assert (answer.body, answer.is_internal) == ("設定の「画面表示」で大きくできます。", False)


def test_answer_with_a_number_is_refused_and_the_words_stay(opened, asked, tanaka):
    typed = f"番号は {NUMBER} ですね"
    screen = opened("questions", tanaka, question=str(asked.id))
    screen.text_area(key=f"q_text_{asked.id}").input(typed)
    screen.button(key=f"answer-{asked.id}").click().run()

    with reading() as db:
        answers = db.exec(select(Answer)).all()
    assert len(screen.error) == 1
    assert NUMBER not in screen.error[0].value
    shown = screen.text_area(key=f"q_text_{asked.id}").value
    assert (answers, shown) == ([], "番号は ●●●● ●●●● ●●●● ですね")


def test_question_heard_in_the_hall_is_noted_once(opened, tanaka):
    screen = opened("questions", tanaka)
    screen.selectbox(key="q_category").set_value("basics")
    screen.text_area(key="q_body").input("音が出ません。")
    save(screen, "question")
    again = screen.text_area(key="q_body").value

    with reading() as db:
        bodies = db.exec(select(Question.body)).all()
    assert (sentences(screen), bodies, again) == (
        ["質問を書きとめました。"],
        ["音が出ません。"],
        "",
    )


def test_late_second_click_stores_nothing_more(opened, tanaka):
    """It carries the key of the form as it was drawn, and the old values."""
    screen = opened("questions", tanaka)
    screen.selectbox(key="q_category").set_value("basics")
    screen.text_area(key="q_body").input("音が出ません。")
    drawn = screen.session_state["idem-question"]
    screen = save(screen, "question")

    assert screen.session_state["idem-question"] != drawn
    assert [b.key for b in screen.button if drawn in (b.key or "")] == []


def test_money_worries_show_whom_to_call_at_once(opened, tanaka):
    screen = opened("questions", tanaka)
    screen.selectbox(key="q_category").set_value("money_fraud").run()

    assert "#9110" in screen.warning[0].value


def test_stale_form_is_refused_and_nothing_typed_is_lost(opened, asked, tanaka, sato):
    screen = opened("questions", tanaka, question=str(asked.id))
    with writing() as db:
        answering.take(db, question=db.get_one(Question, asked.id), seen_version=1, by=sato)
    screen.text_area(key=f"q_text_{asked.id}").input("設定で直せます。")
    screen.button(key=f"answer-{asked.id}").click().run()

    assert [one.value for one in screen.error] == [answering.CHANGED]
    assert screen.text_area(key=f"q_text_{asked.id}").value == "設定で直せます。"


def test_empty_desk_says_what_to_do_next(opened, tanaka):
    screen = opened("questions", tanaka)

    assert "下の欄に書きとめます" in " ".join(one.value for one in screen.markdown)
