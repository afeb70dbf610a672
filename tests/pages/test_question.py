import pytest
from sqlmodel import select

from database import reading, writing
from models import Answer, AuditLine, Desk, Phrase, Question, QuestionLink, QuestionStatus, Step
from services import answering, merges, waiting
from tests.classes import a_class
from tests.services.tickets import CALLED, act, ask

NUMBER = "1234 5678 9018"  # synthetic


@pytest.fixture
def asked(town) -> Question:
    return ask()


@pytest.fixture
def screen(opened):
    """screen(tanaka, question)"""
    return lambda staff, question: opened("question", staff, id=str(question.id))


def fresh(question: Question) -> Question:
    with reading() as db:
        return db.get_one(Question, question.id)


def log() -> list[Answer]:
    with reading() as db:
        return list(db.exec(select(Answer).order_by(Answer.id)))


def sentences(screen) -> list[str]:
    return [one.value for one in (*screen.success, *screen.error)]


def press(screen, words: str):
    """The only button that says so."""
    (one,) = [one for one in screen.button if one.label == words]
    return one.click().run()


def shown(screen) -> str:
    return " ".join(one.body for one in screen.get("html"))


def test_volunteer_answers_a_question(screen, asked, tanaka):
    page = screen(tanaka, asked)
    page.text_area(key=f"q_text_{asked.id}").input("設定の「画面表示」で大きくできます。")
    press(page, "回答した")

    row, (line,) = fresh(asked), log()
    assert sentences(page) == ["回答を残しました。回答済です。"]
    assert (row.status, row.owner_id) == (QuestionStatus.ANSWERED, tanaka.id)
    assert (line.body, line.is_internal) == ("設定の「画面表示」で大きくできます。", False)
    assert "設定の「画面表示」で大きくできます。" in shown(page)


def test_answer_with_a_number_is_refused_and_the_words_stay(screen, asked, tanaka):
    page = screen(tanaka, asked)
    page.text_area(key=f"q_text_{asked.id}").input(f"番号は {NUMBER} ですね")
    press(page, "回答した")

    assert len(page.error) == 1
    assert NUMBER not in page.error[0].value
    kept = page.text_area(key=f"q_text_{asked.id}").value
    assert (log(), kept) == ([], "番号は ●●●● ●●●● ●●●● ですね")


def test_stale_form_is_refused_and_nothing_typed_is_lost(screen, asked, tanaka, sato):
    page = screen(tanaka, asked)
    act(answering.take, asked, seen_version=1, by=sato)
    page.text_area(key=f"q_text_{asked.id}").input("設定で直せます。")
    press(page, "回答した")

    assert sentences(page) == [answering.CHANGED]
    assert page.text_area(key=f"q_text_{asked.id}").value == "設定で直せます。"


def test_nobodys_question_is_taken_first(screen, asked, tanaka):
    page = screen(tanaka, asked)
    press(page, "自分が受け持つ")

    assert fresh(asked).owner_id == tanaka.id
    primary = [one.label for one in page.button if one.proto.type == "primary"]
    assert primary == ["回答した"]


def test_phrase_is_put_behind_what_is_written_in_one_tap(screen, asked, tanaka):
    with writing() as db:
        db.add(Phrase(name="次の教室", body="次の教室で、いっしょに確かめましょう。"))
    page = screen(tanaka, asked)
    page.text_area(key=f"q_text_{asked.id}").input("設定で直せます。")
    press(page, "次の教室")

    written = page.text_area(key=f"q_text_{asked.id}").value
    assert written.splitlines() == ["設定で直せます。", "次の教室で、いっしょに確かめましょう。"]


def test_money_worries_show_whom_to_call_first(screen, town, tanaka):
    page = screen(tanaka, ask(category_code="money_fraud"))

    assert "#9110" in page.warning[0].value


def test_promised_answer_waits_for_the_call_list(screen, town, tanaka):
    question = ask(**CALLED)
    page = screen(tanaka, question)
    page.text_area(key=f"q_text_{question.id}").input("設定で直せます。")
    press(page, "電話リストで伝える")

    assert fresh(question).status is QuestionStatus.WORKING
    assert "電話リスト" in sentences(page)[0]


def test_question_is_held_and_goes_on(screen, asked, tanaka):
    page = screen(tanaka, asked)
    press(page, "保留にする")
    assert (fresh(asked).status, fresh(asked).hold_reason) == (
        QuestionStatus.ON_HOLD,
        waiting.ASKER,
    )

    press(page, "再開する")
    assert (fresh(asked).status, page.exception.len) == (QuestionStatus.OPEN, 0)


def test_coordinator_decides_who_looks_after_it(screen, asked, sato, tanaka):
    page = screen(sato, asked)
    page.selectbox(key="q_owner").set_value(tanaka.id).run()
    press(page, "この人に決める")

    assert fresh(asked).owner_id == tanaka.id


def test_volunteer_has_no_such_choice(screen, asked, tanaka):
    labels = [one.label for one in screen(tanaka, asked).expander]

    assert "受け持つ人を決める" not in labels


def test_question_is_handed_over_and_the_asker_told(screen, asked, tanaka):
    with writing() as db:
        desk = Desk(code="mihon", name="見本の窓口", phone="000-000-1111")
        db.add(desk)
    page = screen(tanaka, asked)
    page.selectbox(key="q_desk").set_value(desk.id).run()
    assert "見本の窓口でお答えします。お電話は、000-000-1111です。" in shown(page)
    page.text_area(key="q_desk_body").input("料金の明細")
    page.checkbox(key="q_desk_told").check()
    press(page, "引き継ぐ")

    assert (fresh(asked).status, [one.step for one in log()]) == (
        QuestionStatus.ANSWERED,
        [Step.HAND_OVER],
    )


def test_hand_over_without_a_desk_says_so(screen, asked, tanaka):
    with writing() as db:
        db.add(Desk(code="mihon", name="見本の窓口"))
    page = screen(tanaka, asked)
    press(page, "引き継ぐ")

    assert sentences(page) == ["引き継ぐ窓口を選んでください。"]


def test_duplicates_are_merged_and_parted_again(screen, town, tanaka):
    first, second = ask(idem_key="1"), ask(idem_key="2")
    page = screen(tanaka, second)
    press(page, "同じ質問なので、1つにまとめる")
    assert fresh(second).merged_into_id == first.id

    assert f"質問{first.id}にまとめてあります" in page.info[0].value
    press(page, "まとめるのをやめる")
    assert (fresh(second).merged_into_id, fresh(second).status) == (None, QuestionStatus.OPEN)


def test_merged_question_shows_its_words_where_it_is_answered(screen, town, tanaka):
    first, second = ask(idem_key="1"), ask(idem_key="2", body="字を大きくするには？")
    with writing() as db:
        rows = [db.get_one(Question, one.id) for one in (first, second)]
        merges.merge(
            db, question=rows[0], other=rows[1], seen_version=1, other_version=1, by=tanaka
        )

    assert "字を大きくするには？" in shown(screen(tanaka, first))


def test_questions_are_linked_by_number_and_parted(screen, town, tanaka):
    first, second = ask(idem_key="1"), ask(idem_key="2", category_code="photo", body="写真の消し方")
    page = screen(tanaka, first)
    page.text_input(key="q_other").input(str(second.id))
    press(page, "この番号の質問とつなぐ")
    with reading() as db:
        assert len(db.exec(select(QuestionLink)).all()) == 1

    press(page, "つなぐのをやめる")
    with reading() as db:
        assert db.exec(select(QuestionLink)).all() == []


def test_telephone_is_set_right(screen, town, tanaka):
    question = ask(**CALLED)
    page = screen(tanaka, question)
    page.text_input(key=f"q_asker_phone_{question.id}").input("000-005-4321")
    press(page, "直した内容を残す")

    assert fresh(question).asker_phone == "0000054321"


def test_answered_question_is_closed_or_opened_again(screen, asked, tanaka):
    act(answering.answer, asked, body="はい。", seen_version=1, by=tanaka)
    page = screen(tanaka, asked)
    press(page, "終了にする")
    assert fresh(asked).status is QuestionStatus.CLOSED

    press(page, "もう一度対応する")
    assert fresh(asked).status is QuestionStatus.WORKING


def test_question_of_another_district_is_not_found_by_guessing(screen, town, tanaka):
    there = ask(event=a_class(district="kitahara"))
    page = screen(tanaka, there)

    assert sentences(page) == ["その質問は見つかりません。一覧から選び直してください。"]
    assert [one.label for one in page.button] == []


def test_look_at_a_name_is_written_down_once_a_visit(screen, town, tanaka):
    question = ask(**CALLED)
    with reading() as db:
        before = len(db.exec(select(AuditLine)).all())
    page = screen(tanaka, question)
    page.run()

    with reading() as db:
        lines = db.exec(select(AuditLine).order_by(AuditLine.id)).all()[before:]
    looks = [one.entity_id for one in lines if (one.action, one.entity) == ("view", "question")]
    assert looks == [str(question.id)]
