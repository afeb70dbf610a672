import pytest
from sqlmodel import select

from database import reading
from models import Course
from tests.services.test_search import a_faq

NUMBER = "1234 5678 9018"  # synthetic


@pytest.fixture
def answered(town, sato):
    with reading() as db:
        course = db.exec(select(Course.id).where(Course.code == "B02")).one()
    answer = "いらない{写真|しゃしん}を消します。\niPhone: 最近削除した項目も空にします。"
    a_faq(sato, "写真がいっぱいのときは？", answer=answer, course_id=course)


def labels(screen) -> list[str]:
    return [one.label for one in screen.expander if "Q0" in one.label]


def test_nearest_answer_is_read_aloud_while_the_question_is_noted(opened, answered, tanaka):
    screen = opened("questions", tanaka, new="1")
    before = labels(screen)
    screen.text_area(key="q_body").input("写真がもう入らんとです。").run()

    html = next(one.proto.body for one in screen.get("html") if "aloud" in one.proto.body)
    assert (before, labels(screen)) == ([], ["写真がいっぱいのときは？　Q0001"])
    assert (
        "<li>いらない写真を消します。<br><b>iPhone</b> 最近削除した項目も空にします。</li>" in html
    )
    assert 'href="/faq/Q0001"' in html
    assert 'href="/staff/files/lesson/course/B02.pdf"' in html


def test_number_among_the_words_is_blotted_and_the_answer_still_found(opened, answered, tanaka):
    screen = opened("questions", tanaka, new="1")
    screen.text_area(key="q_body").input(f"写真がいっぱい。番号は{NUMBER}です。").run()

    assert NUMBER not in screen.text_area(key="q_body").value
    assert labels(screen) == ["写真がいっぱいのときは？　Q0001"]
