from sqlmodel import select

from database import reading
from models import Question
from tests.pages.buttons import save

NUMBER = "1234 5678 9018"  # synthetic


def sentences(screen) -> list[str]:
    return [one.value for one in (*screen.success, *screen.error)]


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


def test_empty_desk_says_what_to_do_next(opened, tanaka):
    screen = opened("questions", tanaka)

    assert "下の欄に書きとめます" in " ".join(one.value for one in screen.markdown)
