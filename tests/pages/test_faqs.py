from datetime import timedelta

import pytest
from sqlmodel import select

from database import reading, writing
from models import Course, Faq, FaqHelp, FaqStatus, LessonFaq, Question
from services import answering, faq_helps, faqs, lesson_faqs
from tests.conftest import NOON
from tests.pages.buttons import save
from tests.services.test_faqs import act, asked, category, drafted, published, typed

NUMBER = "1234 5678 9018"  # synthetic


@pytest.fixture(autouse=True)
def _noon_in_the_town(town, stopped_clock):
    pass


def sentences(screen) -> list[str]:
    return [one.value for one in (*screen.success, *screen.error)]


def stored(code: str = "Q0001") -> Faq:
    with reading() as db:
        return db.exec(select(Faq).where(Faq.code == code)).one()


def html(screen) -> str:
    return "\n".join(one.body for one in screen.get("html"))


def test_volunteer_writes_one_from_an_answered_question(opened, tanaka):
    question = asked(tanaka)
    with writing() as db:
        row = db.get_one(Question, question.id)
        said = "花子さん、設定を開いてください。"
        answering.answer(db, question=row, body=said, seen_version=row.version, by=tanaka)
    screen = opened("faqs", tanaka, **{"from": str(question.id)})

    assert screen.text_area(key="fq_answer_new").value == "〇〇さん、設定を開いてください。"
    assert "自動で消したところ" in screen.warning[0].value
    assert "その月の<b>1件目</b>です" in html(screen)

    screen.text_input(key="fq_question_new").input("文字を大きくするには？")
    screen.text_area(key="fq_answer_new").input("「設定」を押します。")
    save(screen, "faq-new")

    assert "下書きを保存しました。" in sentences(screen)
    assert screen.query_params["id"] == "Q0001"
    faq = stored()
    assert (faq.answer, faq.owner_id, faq.category_id) == (
        "「設定」を押します。",
        tanaka.id,
        category(),
    )
    with reading() as db:
        assert db.get_one(Question, question.id).faq_id == faq.id


def test_refused_draft_keeps_what_was_typed(opened, tanaka):
    screen = opened("faqs", tanaka, new="1")
    screen.text_input(key="fq_question_new").input("設定とは？")
    screen.text_area(key="fq_answer_new").input("{設定|せってい を押します。")
    save(screen, "faq-new")

    assert any("ふりがなの印" in one for one in sentences(screen))
    assert screen.text_area(key="fq_answer_new").value == "{設定|せってい を押します。"


def test_number_typed_is_blotted_and_not_stored(opened, tanaka):
    screen = opened("faqs", tanaka, new="1")
    screen.text_area(key="fq_answer_new").input(f"番号は {NUMBER}")
    screen.run()

    assert NUMBER not in screen.text_area(key="fq_answer_new").value
    assert NUMBER not in html(screen)


def test_readings_are_proposed_and_taken_away(opened, tanaka):
    screen = opened("faqs", tanaka, new="1")
    screen.text_area(key="fq_answer_new").input("設定を開きます。").run()
    screen.button(key="rd_hard_new").click().run()
    marked = screen.text_area(key="fq_answer_new").value
    screen.button(key="rd_none_new").click().run()

    assert marked == "{設定|せってい}を開きます。"
    assert screen.text_area(key="fq_answer_new").value == "設定を開きます。"


def test_preview_shows_ruby_and_the_check_gives_advice(opened, tanaka):
    screen = opened("faqs", tanaka, new="1")
    screen.text_area(key="fq_answer_new").input("{設定|せってい}をタップします。").run()

    assert "<ruby>設定<rp>（</rp><rt>せってい</rt>" in html(screen)
    assert any("カタカナのことば" in one.value for one in screen.markdown)


def test_volunteer_hands_in_with_what_was_just_typed_and_coordinator_publishes(
    opened, tanaka, sato
):
    drafted(tanaka)
    screen = opened("faqs", tanaka, id="Q0001")
    screen.text_input(key="fq_question_Q0001").input("字を大きくするには？")
    screen.button(key="fq_hand_in").click().run()
    assert (stored().status, stored().question) == (FaqStatus.REVIEW, "字を大きくするには？")

    screen = opened("faqs", sato, id="Q0001")
    screen.button(key="fq_publish").click().run()
    assert "公開の前に、確かめることの全部に印をつけてください。" in sentences(screen)
    for at in range(3):
        screen.checkbox(key=f"fq_check_Q0001_{at}").check()
    screen.button(key="fq_publish").click().run()

    assert "公開しました。" in sentences(screen)
    assert (stored().status, stored().version) == (FaqStatus.PUBLISHED, 1)


def test_coordinator_sends_back_and_the_writer_reads_why(opened, tanaka, sato):
    act(faqs.hand_in, drafted(tanaka), tanaka)
    screen = opened("faqs", sato, id="Q0001")
    screen.text_input(key="fq_remark").input("iPhoneも")
    screen.button(key="fq_send_back").click().run()

    screen = opened("faqs", tanaka, id="Q0001")
    assert [one.value for one in screen.warning] == ["戻されました。iPhoneも"]


def test_coordinator_attaches_one_to_a_lesson_and_takes_it_off(opened, tanaka, sato):
    published(tanaka, sato)
    with reading() as db:
        course = db.exec(select(Course).where(Course.code == "B07")).one()
    screen = opened("faqs", sato, id="Q0001")
    screen.button(key="fq_attach").click().run()
    assert "講座を選んでから押してください。" in sentences(screen)
    screen.selectbox(key="fq_lesson").select(course.id)
    screen.button(key="fq_attach").click().run()
    with reading() as db:
        assert [one.code for one in lesson_faqs.of_course(db, course=course)] == ["Q0001"]

    screen.button(key="fq_detach_B07").click().run()
    with reading() as db:
        assert db.exec(select(LessonFaq)).all() == []


def test_coordinator_puts_off_the_review_and_ends_it(opened, tanaka, sato):
    published(tanaka, sato)
    published(tanaka, sato, "b")
    screen = opened("faqs", sato, id="Q0001")
    screen.selectbox(key="fq_owner").select(sato.id)
    screen.button(key="fq_care").click().run()
    assert (stored().owner_id, stored().review_by) == (sato.id, NOON.date().replace(year=2027))

    screen.selectbox(key="fq_successor").select("Q0002")
    screen.button(key="fq_retire").click().run()
    assert (stored().status, stored().successor_id) == (FaqStatus.RETIRED, stored("Q0002").id)


def test_volunteer_reads_somebody_elses_without_a_form(opened, tanaka, suzuki, sato):
    published(tanaka, sato)
    screen = opened("faqs", suzuki, id="Q0001")

    assert (list(screen.text_area), list(screen.exception)) == ([], [])
    assert "文字を大きくするには？" in html(screen)


def test_another_writers_draft_is_not_found(opened, tanaka, suzuki):
    drafted(tanaka)

    assert "見つかりません" in opened("faqs", suzuki, id="Q0001").error[0].value


def test_list_is_filtered_by_the_address(opened, tanaka, sato):
    published(tanaka, sato)
    drafted(tanaka, "draft", question="まだ下書き")

    both = html(opened("faqs", tanaka))
    drafts = html(opened("faqs", tanaka, status="下書き"))

    assert ("Q0001" in both, "Q0002" in both) == (True, True)
    assert ("Q0001" in drafts, "Q0002" in drafts) == (False, True)


def test_changed_by_somebody_else_is_told_and_keeps_what_was_typed(opened, tanaka, sato):
    faq = drafted(tanaka)
    screen = opened("faqs", tanaka, id="Q0001")
    act(faqs.rewrite, faq, sato, typed=typed(question="佐藤の文章"))
    screen.text_input(key="fq_question_Q0001").input("田中の文章")
    save(screen, "faq-Q0001")

    assert any("先に更新" in one for one in sentences(screen))
    assert screen.text_input(key="fq_question_Q0001").value == "田中の文章"
    assert "佐藤の文章" in html(screen)

    save(screen, "faq-Q0001")
    assert stored().question == "田中の文章"


def test_form_nobody_typed_into_follows_what_somebody_else_stored(opened, tanaka, sato):
    faq = drafted(tanaka)
    screen = opened("faqs", tanaka, id="Q0001")
    act(faqs.rewrite, faq, sato, typed=typed(question="佐藤の文章"))
    screen.run()
    screen.button(key="fq_hand_in").click().run()

    assert stored().question == "佐藤の文章"


def test_today_tells_what_waits_and_what_is_to_look_at_again(opened, tanaka, sato, stopped_clock):
    act(faqs.hand_in, drafted(tanaka), tanaka)
    published(tanaka, sato, "b")
    stopped_clock(NOON.replace(year=2027, month=12, day=1))

    told = [one.value for one in opened("today", sato).markdown]
    own = [one.value for one in opened("today", tanaka).markdown]

    waiting = "公開の確認を待っている「よくある質問」が **1件** あります。"
    overdue = "見直しの日を過ぎた「よくある質問」が **1件** あります。Q0002"
    assert (waiting in told, overdue in told) == (True, True)
    assert (waiting in own, overdue in own) == (False, True)


def test_writer_sees_how_often_an_answer_spared_a_question(opened, tanaka, sato):
    faq = published(tanaka, sato)
    with writing() as db:
        for day in (NOON.date(), NOON.date() - timedelta(days=faq_helps.DAYS)):
            db.add(FaqHelp(faq_id=faq.id, day=day, times=2))
        faq_helps.count(db, code=faq.code)
    screen = opened("faqs", tanaka, id=faq.code)

    assert "この90日で延べ<b>3回</b>" in html(screen)
