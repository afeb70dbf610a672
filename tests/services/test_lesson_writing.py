from datetime import date, datetime

import pytest
from sqlmodel import select

import clock
from database import reading, writing
from handouts import curriculum
from handouts.pictograms import PICTURES
from models import CopyStatus, Course, Handout, LessonCopy, Staff
from pages._ui.lesson_form import table_of
from refusal import Refusal
from services import lesson_texts, lesson_writing, outdated, printing, search
from services.permissions import NotPermitted

LATER = datetime(2026, 12, 10, 12, 0, tzinfo=clock.JST)
NUMBER = "123456789018"  # synthetic


@pytest.fixture(autouse=True)
def _noon_in_the_town(town, stopped_clock):
    pass


def course(db, code: str = "L08") -> Course:
    return db.exec(select(Course).where(Course.code == code)).one()


def table(**changes) -> dict:
    return table_of(curriculum.load("L08")) | changes


def seen() -> str:
    with reading() as db:
        query = select(LessonCopy).where(LessonCopy.status != CopyStatus.FORMER)
        copies = db.exec(query.order_by(LessonCopy.version.desc())).all()
    return copies[0].seen if copies else ""


def write(by: Staff, at: str | None = None, **changes) -> LessonCopy:
    with writing() as db:
        return lesson_writing.save(
            db,
            course=course(db),
            table=table(**changes),
            shipped=curriculum.load("L08"),
            pictures=PICTURES,
            seen=seen() if at is None else at,
            by=by,
        )


def act(verb, by: Staff, **more):
    at = seen()
    with writing() as db:
        return verb(db, course=course(db), seen=at, by=by, **more)


def published(by: Staff, **changes) -> LessonCopy:
    write(by, **changes)
    return act(lesson_writing.publish, by)


def text():
    with reading() as db:
        one = course(db)
        return curriculum.of(one, lesson_texts.published(db, course=one))


def printed(by: Staff) -> Handout:
    edition = text().edition
    with writing() as db:
        return printing.lesson_sheet(db, course=course(db), edition=edition, by=by)


def reasons(sheet: Handout) -> tuple[str, ...]:
    edition = text().edition
    with reading() as db:
        found = outdated.lesson(db, handout=db.get_one(Handout, sheet.id), edition=edition)
        return found.reasons if found else ()


def test_draft_changes_nothing_that_is_printed(sato):
    write(sato, title="別の題名")

    assert text() == curriculum.load("L08")


def test_published_text_is_printed_with_its_own_edition(sato):
    published(sato, title="別の題名")

    assert (text().title, text().edition) == ("別の題名", date(2026, 11, 24))


def test_sheets_of_other_texts_are_out_of_date_and_two_of_one_day_differ(sato, stopped_clock):
    shipped = printed(sato)
    published(sato, title="一つ目")
    first = printed(sato)
    published(sato, title="二つ目")
    second = printed(sato)

    assert len({shipped.code, first.code, second.code}) == 3
    assert (reasons(shipped), reasons(first)) == (("てびきの文章が新しくなりました。",),) * 2
    assert reasons(second) == ()
    with reading() as db:
        assert db.get_one(Handout, first.id).outdated_on == date(2026, 11, 24)

    stopped_clock(LATER)
    act(lesson_writing.give_back, sato, shipped=curriculum.load("L08"))
    assert (reasons(shipped), reasons(second) != ()) == ((), True)
    assert printed(sato).code == shipped.code
    with reading() as db:
        assert db.get_one(Handout, second.id).outdated_on == LATER.date()


def test_search_finds_the_new_words_and_no_longer_the_old(sato):
    def found() -> set[str]:
        with reading() as db:
            return {hit.course.code for hit in search.lessons(db, text="水族館の写真")}

    before = found()
    published(sato, goal="水族館の写真を大きくできるようになります。")
    between = found()
    act(lesson_writing.give_back, sato, shipped=curriculum.load("L08"))

    assert ("L08" in before, "L08" in between, "L08" in found()) == (False, True, False)


def test_every_fault_is_a_sentence_with_step_and_field(sato):
    steps = table()["steps"][:3]
    broken = [{**steps[0], "tell": ""}, {**steps[1], "do": "{開|く"}, {**steps[2], "picture": "x"}]
    with pytest.raises(Refusal) as no:
        write(sato, title=" ", steps=[*broken, steps[0]], words=[])

    for sentence in (
        "「題名」に文章を書いてください。",
        "手順1の「説明」に文章を書いてください。",
        "手順2の「すること」のふりがなは {漢字|かんじ} の形にしてください。",
        "手順3の「絵」「x」という絵はありません。",
        "ことばは2〜4個にしてください。",
    ):
        assert sentence in str(no.value)


def test_number_is_refused(sato):
    with pytest.raises(Refusal):
        write(sato, goal=f"番号は{NUMBER}です。")


def test_unchanged_text_is_not_a_copy(sato):
    with pytest.raises(Refusal, match="まだ何も直していません"):
        write(sato)
    published(sato, title="別の題名")
    with pytest.raises(Refusal, match="まだ何も直していません"):
        published(sato, title="別の題名")


def test_form_of_an_older_state_is_refused(sato):
    write(sato, title="一つ目")
    with pytest.raises(Refusal, match="ほかの担当者が先に"):
        write(sato, at="", title="二つ目")


def test_discarded_draft_leaves_what_is_published(sato):
    published(sato, title="一つ目")
    write(sato, title="二つ目")
    act(lesson_writing.discard, sato)

    assert text().title == "一つ目"


def test_course_without_a_shipped_text_has_nothing_to_go_back_to(sato):
    published(sato, title="一つ目")
    with pytest.raises(Refusal, match="もとの文章がありません"):
        act(lesson_writing.give_back, sato, shipped=None)


def test_volunteer_may_not_write(tanaka):
    with pytest.raises(NotPermitted):
        write(tanaka, title="別の題名")
