import pytest
from sqlmodel import select

from database import reading, writing
from models import Question, Survey
from services import surveys
from tests.classes import a_class, at, works_at
from tests.pages.buttons import save, saving

SHEET = "1213114132.17"


@pytest.fixture
def event(town, stopped_clock):
    """A class of this morning."""
    return a_class(starts_at=at(10))


def kept() -> list[Survey]:
    with reading() as db:
        return list(db.exec(select(Survey).order_by(Survey.id)).all())


def key_in(screen, typed: str, **texts: str):
    screen.text_input(key="v_typed").input(typed)
    for name, text in texts.items():
        screen.text_input(key=f"v_{name}").input(text)
    return save(screen, "survey")


def drawn(screen) -> str:
    return "".join(one.value for one in screen.get("html"))


def test_sheets_are_keyed_in_one_after_the_other(opened, tanaka, event):
    works_at(event, tanaka)
    screen = opened("surveys", tanaka, event=event.public_id)
    for typed in (SHEET, "311214703.9"):
        key_in(screen, typed)
        assert [one.value for one in screen.success] == ["1枚入れました。"]
        assert screen.text_input(key="v_typed").value == ""

    assert [(row.times, row.satisfaction, row.wishes) for row in kept()] == [
        (1, 2, "1,7"),
        (3, 1, "9"),
    ]


def test_what_was_understood_stands_beside_and_can_be_taken_back(opened, sato, event):
    screen = opened("surveys", sato, event=event.public_id)
    key_in(screen, SHEET)
    assert "満足度 <b>満足</b>" in drawn(screen)

    screen.button(key="take_back").click().run()
    assert kept() == []
    assert [one.value for one in screen.success] == ["1枚を取り消しました。"]


def test_wrong_digits_stay_in_the_box_with_the_reason(opened, sato, event):
    screen = opened("surveys", sato, event=event.public_id)
    key_in(screen, "1293", trouble="音が小さい")

    assert [one.value for one in screen.error] == [
        "「理解度」に9番はありません。紙と見比べてください。"
    ]
    assert screen.text_input(key="v_typed").value == "1293"
    assert screen.text_input(key="v_trouble").value == "音が小さい"
    assert kept() == []


def test_late_second_press_stores_nothing_more(opened, sato, event):
    screen = opened("surveys", sato, event=event.public_id)
    screen.text_input(key="v_typed").input(SHEET)
    button = saving(screen, "survey")
    button.click().run()
    screen.text_input(key="v_typed").input(SHEET)
    button.click().run()

    assert len(kept()) == 1


def test_trouble_becomes_a_question_when_ticked(opened, sato, event):
    screen = opened("surveys", sato, event=event.public_id)
    screen.checkbox(key="v_question").check()
    key_in(screen, SHEET, trouble="写真が消えました")

    with reading() as db:
        assert [one.body for one in db.exec(select(Question)).all()] == ["写真が消えました"]
    assert screen.checkbox(key="v_question").value is False
    assert screen.text_input(key="v_trouble").value == ""


def test_satisfaction_is_said_with_its_numbers(opened, sato, event):
    with writing() as db:
        for number, ring in enumerate((1, 2, 4, 0)):
            typed = f"1{ring}1311413"
            surveys.enter(db, event=db.merge(event), typed=typed, idem_key=str(number), by=sato)
    screen = opened("surveys", sato, event=event.public_id)

    assert (
        "全部で **4枚** です。満足度は **66.7%** です（とても満足＋満足 2枚 ÷ 有効回答 3枚）。"
        in [one.value for one in screen.markdown]
    )
    assert "とても満足 1、満足 1、やや不満 1、答えなし 1" in drawn(screen)


def test_without_an_address_the_class_of_today_is_offered(opened, sato, event):
    screen = opened("surveys", sato)

    assert screen.selectbox(key="v_event").value == event.public_id
    assert [one.key for one in screen.text_input] == ["v_typed", "v_next_time", "v_trouble"]


def test_class_of_others_is_not_offered(opened, tanaka, event):
    screen = opened("surveys", tanaka, event=event.public_id)

    assert [one.value for one in screen.markdown] == ["この1週間に、受け持ちの教室はありません。"]
