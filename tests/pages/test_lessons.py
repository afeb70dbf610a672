import pytest
from sqlmodel import select

from database import reading, writing
from handouts import curriculum
from models import CopyStatus, Course, Handout, LessonCopy
from services import lesson_texts
from tests.pages.buttons import save

NUMBER = "1234 5678 9018"  # synthetic
TELL = "le_L08_steps_0_tell"


@pytest.fixture(autouse=True)
def _noon_in_the_town(town, stopped_clock):
    pass


def said(screen) -> list[str]:
    return [one.value for one in (*screen.success, *screen.error)]


def preview(screen) -> str:
    return next(one.body for one in screen.get("html") if 'class="sheet"' in one.body)


def copies() -> list[tuple[int, CopyStatus]]:
    with reading() as db:
        rows = db.exec(select(LessonCopy).order_by(LessonCopy.version))
        return [(one.version, one.status) for one in rows]


def test_coordinator_writes_beside_the_sheet_and_publishes(opened, sato):
    screen = opened("lessons", sato, course="L08")
    assert "見本の文が出ます。" in preview(screen)

    screen.text_area(key=TELL).input("{灰色|はいいろ}の歯車です。").run()
    assert "<rt>はいいろ</rt>" in preview(screen)
    save(screen, "lesson-save")
    assert copies() == [(1, CopyStatus.DRAFT)]
    save(screen, "lesson-publish")

    assert said(screen) == ["公開しました。次に印刷する紙と、QRのページから変わります。"]
    with reading() as db:
        course = db.exec(select(Course).where(Course.code == "L08")).one()
        text = curriculum.of(course, lesson_texts.published(db, course=course))
    assert text.steps[0].tell == "{灰色|はいいろ}の歯車です。"


def test_what_is_wrong_is_named_and_everything_typed_stays(opened, sato):
    screen = opened("lessons", sato, course="L08")
    screen.text_area(key=TELL).input("{灰色|はいいろ の歯車です。")
    screen.text_input(key="le_L08_steps_1_do").input("")
    save(screen, "lesson-publish")

    (sentence,) = said(screen)
    assert "手順1の「説明」のふりがなは" in sentence
    assert "手順2の「すること」に文章を書いてください。" in sentence
    assert screen.text_area(key=TELL).value == "{灰色|はいいろ の歯車です。"
    assert copies() == []


def test_text_too_long_for_the_sheet_is_kept_as_a_draft_only(opened, sato):
    screen = opened("lessons", sato, course="L08")
    for at in range(6):
        screen.text_area(key=f"le_L08_steps_{at}_tell").input("とても長い説明が続きます。" * 9)
        screen.text_area(key=f"le_L08_steps_{at}_android").input("とても長い説明です。" * 12)
        screen.text_area(key=f"le_L08_steps_{at}_iphone").input("とても長い説明です。" * 12)
    save(screen, "lesson-publish")

    assert "2ページに入りません" in said(screen)[0]
    assert copies() == [(1, CopyStatus.DRAFT)]


def test_number_typed_is_blotted_and_not_stored(opened, sato):
    screen = opened("lessons", sato, course="L08")
    screen.text_area(key=TELL).input(f"番号は {NUMBER}")
    save(screen, "lesson-publish")

    assert NUMBER not in screen.text_area(key=TELL).value
    assert NUMBER not in preview(screen)
    assert copies() == []


def test_steps_are_moved_and_removed(opened, sato):
    screen = opened("lessons", sato, course="L08")
    screen.button(key="le_L08__raise_1").click().run()
    assert screen.text_input(key="le_L08_steps_0_do").value == "画面のことを選ぶ"
    screen.button(key="le_L08__drop_0").click().run()

    assert screen.text_input(key="le_L08_steps_0_do").value == "「設定」を押す"
    assert "画面のことを選ぶ" not in preview(screen)


def test_somebody_else_was_first_and_the_difference_is_shown(opened, sato, town):
    screen = opened("lessons", sato, course="L08")
    other = opened("lessons", sato, course="L08")
    other.text_area(key=TELL).input("ほかの人の文章です。")
    save(other, "lesson-save")
    screen.text_area(key=TELL).input("自分の文章です。")
    save(screen, "lesson-save")

    assert any("ほかの担当者が先に直しました" in one for one in said(screen))
    assert screen.text_area(key=TELL).value == "自分の文章です。"
    assert any("<ins>" in one.body for one in screen.get("html"))
    screen.button(key="le_go_on").click().run()
    save(screen, "lesson-save")
    assert said(screen) == ["下書きを保存しました。紙とページは、まだ変わりません。"]

    other.text_area(key=TELL).input("もう一度直します。")
    save(other, "lesson-save")
    other.button(key="le_reload").click().run()
    assert other.text_area(key=TELL).value == "自分の文章です。"


def test_back_to_the_shipped_text(opened, sato):
    screen = opened("lessons", sato, course="L08")
    screen.text_area(key=TELL).input("別の文章です。")
    save(screen, "lesson-publish")
    screen.button(key="le_give_back").click().run()

    assert said(screen) == ["もとの文章にもどしました。"]
    assert screen.text_area(key=TELL).value == "{歯車|はぐるま}の絵です。"
    assert copies() == [(1, CopyStatus.FORMER)]


def test_newer_shipped_text_is_shown_beside_the_citys(opened, sato):
    screen = opened("lessons", sato, course="L08")
    screen.text_area(key=TELL).input("別の文章です。")
    save(screen, "lesson-publish")
    with writing() as db:
        copy = db.exec(select(LessonCopy)).one()
        copy.shipped_on = copy.shipped_on.replace(year=2025)
    screen = opened("lessons", sato, course="L08")

    assert "新しくなりました" in screen.warning[0].value
    assert any("<ins>" in one.body for one in screen.get("html"))


def test_readings_are_proposed_listed_and_mended_at_once(opened, sato):
    screen = opened("lessons", sato, course="L08")
    screen.text_area(key=TELL).input("一番大きい方と、大切な方。").run()
    screen.button(key="rd_hard_lesson_L08").click().run()
    screen.text_area(key=TELL).input("{方|ほう}と{方|ほう}。").run()
    assert any("**方** ほう" in one.value for one in screen.markdown)
    screen.selectbox(key="rd_word_lesson_L08").select("方")
    screen.text_input(key="rd_reading_lesson_L08").input("カタ方")
    screen.button(key="rd_mend_lesson_L08").click().run()
    assert "ひらがなで書いてください" in said(screen)[0]
    screen.text_input(key="rd_reading_lesson_L08").input("かた")
    screen.button(key="rd_mend_lesson_L08").click().run()

    assert screen.text_area(key=TELL).value == "{方|かた}と{方|かた}。"


def test_earlier_text_is_read_back_into_the_boxes(opened, sato):
    screen = opened("lessons", sato, course="L08")
    for text in ("はじめの文章です。", "つぎの文章です。", "つぎの{文章|ぶんしょう}です。"):
        screen.text_area(key=TELL).input(text).run()
        save(screen, "lesson-publish")
    (changed,) = [one.body for one in screen.get("html") if '<p class="change">' in one.body]
    assert ("つぎの" in changed, "画面のことを選ぶ" in changed) == (True, False)
    assert "ふりがなか絵だけを直しました。" in [one.value for one in screen.markdown]
    screen.button(key="le_again_1").click().run()

    assert screen.text_area(key=TELL).value == "はじめの文章です。"
    assert copies() == [(1, CopyStatus.FORMER), (2, CopyStatus.FORMER), (3, CopyStatus.PUBLISHED)]


def test_volunteer_does_not_open_it(opened, tanaka):
    screen = opened("lessons", tanaka)

    assert "権限がありません" in screen.error[0].value


def test_sheet_printed_before_is_out_of_date_on_the_print_page(opened, sato):
    opened("sheets", sato, kind="course", course="L08")
    with reading() as db:
        old = db.exec(select(Handout)).one()
    screen = opened("lessons", sato, course="L08")
    screen.text_area(key=TELL).input("別の文章です。")
    save(screen, "lesson-publish")
    page = opened("sheets", sato, kind="course", course="L08")

    assert any(old.code in one.value for one in page.warning)
    with reading() as db:
        assert len(db.exec(select(Handout)).all()) == 2
