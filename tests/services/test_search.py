import pytest
from sqlmodel import select

import clock
import start
from database import reading, writing
from models import (
    Course,
    Device,
    Faq,
    FaqEdition,
    FaqStatus,
    FaqTerm,
    QuestionCategory,
    Staff,
)
from services import search, search_index


def a_faq(by: Staff, question: str, *, code="Q0001", answer="", words="", **columns) -> Faq:
    """A published Faq, as the workflow leaves it."""
    columns = {"status": FaqStatus.PUBLISHED, "version": 1} | columns
    with writing() as db:
        category = db.exec(select(QuestionCategory.id)).first()
        faq = Faq(
            code=code,
            question=question,
            answer=answer,
            words=words,
            category_id=category,
            owner_id=by.id,
            **columns,
        )
        db.add(faq)
        db.flush()
        if faq.version:
            db.add(
                FaqEdition(
                    faq_id=faq.id,
                    version=faq.version,
                    question=question,
                    answer=answer,
                    published_at=clock.now(),
                    published_by_id=by.id,
                )
            )
        search.index(db, faq=faq)
    return faq


def found(text: str) -> list[str]:
    with reading() as db:
        return [hit.code for hit in search.nearest(db, text=text)]


def test_nearest_answer_comes_first(town, sato):
    a_faq(sato, "写真がいっぱいです。", code="Q0001")
    a_faq(sato, "電話の音が小さいです。", code="Q0002")

    assert found("電話の音が聞こえません") == ["Q0002"]


def test_draft_and_retired_answers_are_not_found(town, sato):
    a_faq(sato, "写真がいっぱいです。", code="Q0001", status=FaqStatus.DRAFT, version=0)
    a_faq(sato, "写真がいっぱいです。", code="Q0002", status=FaqStatus.RETIRED)

    assert found("写真がいっぱいです。") == []


def test_nothing_typed_finds_nothing(town, sato):
    a_faq(sato, "写真がいっぱいです。")

    assert found(" ") == []


def terms_of(faq: Faq) -> set[str]:
    with reading() as db:
        return set(db.exec(select(FaqTerm.term).where(FaqTerm.faq_id == faq.id)))


def retired(faq: Faq) -> None:
    with writing() as db:
        row = db.get_one(Faq, faq.id)
        row.status = FaqStatus.RETIRED
        search.index(db, faq=row)


def test_retired_answer_leaves_nothing_in_the_index(town, sato):
    faq = a_faq(sato, "写真がいっぱいです。")

    retired(faq)

    assert (terms_of(faq), found("写真がいっぱいです。")) == (set(), [])


def test_what_is_not_published_yet_is_not_found_although_it_is_in_the_row(town, sato):
    faq = a_faq(sato, "写真がいっぱいです。")
    with writing() as db:
        row = db.get_one(Faq, faq.id)
        row.question = "目ざましを鳴らすには？"
        search.index(db, faq=row)

    assert (found("目ざましを鳴らしたい"), found("写真がいっぱい")) == ([], ["Q0001"])


@pytest.mark.parametrize("typed", ["写真", "ｼｬｼﾝ　写真", "写真がもう入らんとです"])
def test_word_of_two_letters_is_found(typed, town, sato):
    a_faq(sato, "写真がいっぱいです。")
    a_faq(sato, "電話の音が小さいです。", code="Q0002")

    assert found(typed) == ["Q0001"]


@pytest.mark.parametrize("typed", ["LINE", "ＬＩＮＥ", "line", "ライン", "らいん", "ﾗｲﾝ"])
def test_spelling_makes_no_difference(typed, town, sato):
    a_faq(sato, "LINEを始めるには？")

    assert found(typed) == ["Q0001"]


def test_another_word_for_the_same_thing_is_found(town, sato):
    a_faq(sato, "パスワードを忘れたときは？")
    a_faq(sato, "写真を送るには？", code="Q0002")

    assert found("暗証が思い出せません") == ["Q0001"]


def test_question_weighs_more_than_other_words_and_these_more_than_the_answer(town, sato):
    a_faq(sato, "設定の場所は？", code="Q0001", answer="写真の中にあります。")
    a_faq(sato, "設定の場所は？", code="Q0002", words="写真")
    a_faq(sato, "写真の場所は？", code="Q0003")

    assert found("写真") == ["Q0003", "Q0002", "Q0001"]


def test_readings_are_not_part_of_the_words(town, sato):
    a_faq(sato, "{暗証番号|あんしょうばんごう}を変えるには？")

    assert found("暗証番号を変える") == ["Q0001"]


@pytest.mark.parametrize(
    "typed", ["きょうはよい天気ですね", "こんにちは", "？？？", "教えてください"]
)
def test_what_has_nothing_to_do_with_it_finds_nothing(typed, town, sato):
    a_faq(sato, "写真がいっぱいです。", answer="よいものだけ残します。")

    assert found(typed) == []


def test_answer_for_the_askers_telephone_comes_first(town, sato):
    a_faq(sato, "目ざましを鳴らすには？", code="Q0001", device=Device.ANDROID)
    a_faq(sato, "目ざましを鳴らすには？", code="Q0002", device=Device.IPHONE)

    def first(device: Device) -> str:
        with reading() as db:
            return search.nearest(db, text="目ざまし", device=device)[0].code

    assert (first(Device.UNKNOWN), first(Device.IPHONE)) == ("Q0001", "Q0002")


def test_answer_of_the_lesson_it_came_from_comes_first(town, sato):
    with reading() as db:
        courses = db.exec(select(Course.id).order_by(Course.id).limit(2)).all()
    a_faq(sato, "目ざましを鳴らすには？", code="Q0001", course_id=courses[0])
    a_faq(sato, "目ざましを鳴らすには？", code="Q0002", course_id=courses[1])

    with reading() as db:
        hits = search.nearest(db, text="目ざまし", course_id=courses[1])

    assert [hit.code for hit in hits] == ["Q0002", "Q0001"]


def test_lesson_is_found_by_its_own_text(town):
    with writing() as db:
        search_index.refresh(db, lessons=start.shipped_lessons())
        hits = search.lessons(db, text="小さい「っ」が打てない")

    assert [hit.course.code for hit in hits] == ["B10"]


def test_course_that_is_not_offered_any_more_is_not_found(town):
    with writing() as db:
        search_index.refresh(db, lessons=start.shipped_lessons())
        db.exec(select(Course).where(Course.code == "B10")).one().is_active = False
        db.flush()
        hits = search.lessons(db, text="小さい「っ」が打てない")

    assert "B10" not in [hit.course.code for hit in hits]


def test_text_that_is_very_long_is_looked_at_in_part(town, sato):
    a_faq(sato, "写真がいっぱいです。")

    assert found("あ" * 5_000 + "写真がいっぱい") == []
