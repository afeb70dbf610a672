import pytest
from sqlalchemy import delete
from sqlmodel import select

import start
from database import reading, writing
from models import (
    Device,
    Faq,
    FaqTerm,
    LessonTerm,
    Question,
    QuestionTerm,
    SearchMark,
    term,
)
from services import faq_files, questions, search, search_index, synonyms


def refresh() -> None:
    with writing() as db:
        search_index.refresh(db, lessons=start.shipped_lessons())


def all_of(kind) -> list[tuple]:
    with reading() as db:
        return [tuple(row) for row in db.execute(select(*kind.__table__.columns))]


def asked(body: str, key: str = "key") -> Question:
    with writing() as db:
        return questions.ask(
            db, category_code="basics", body=body, device=Device.UNKNOWN, idem_key=key
        )


def forget(*kinds) -> None:
    with writing() as db:
        for kind in kinds:
            db.execute(delete(kind.__table__))


@pytest.fixture
def answers(town, sato):
    """All the first answers, and every lesson."""
    with writing() as db:
        faq_files.load(db, owner=sato)
    refresh()


@pytest.fixture
def some_answers(monkeypatch, request):
    """Six of them, where it does not matter how many there are."""
    every = faq_files.read("faqs.toml")
    monkeypatch.setattr(faq_files, "read", lambda _: every | {"faqs": every["faqs"][:6]})
    request.getfixturevalue("answers")


def test_index_that_was_lost_is_made_again_the_same(some_answers):
    asked("写真がいっぱいです。")
    kinds = (FaqTerm, LessonTerm, QuestionTerm)
    before = [sorted(all_of(kind)) for kind in kinds]

    forget(*kinds, SearchMark)
    refresh()

    assert [sorted(all_of(kind)) for kind in kinds] == before
    assert all(before)


def test_start_with_the_same_words_makes_nothing_anew(some_answers):
    forget(FaqTerm)

    refresh()

    assert all_of(FaqTerm) == []


def test_other_synonyms_make_the_index_anew(some_answers, monkeypatch, tmp_path):
    file = tmp_path / "synonyms.toml"
    file.write_text('groups = [["絵文字", "顔文字"]]\ncourtesy = []\n', "utf-8")
    monkeypatch.setattr(synonyms, "FILE", file)
    forget(FaqTerm)

    refresh()

    assert all_of(FaqTerm) != []


def test_first_answers_are_published_and_looked_after(answers, sato):
    with reading() as db:
        faqs = db.exec(select(Faq)).all()
        hit = search.nearest(db, text="アプリの入れ方")[0]

    assert len(faqs) >= 60
    assert {(one.owner_id, one.version) for one in faqs} == {(sato.id, 1)}
    assert hit.code == "Q0039"


def test_first_answers_are_loaded_once_and_never_over_the_citys_own(some_answers, sato):
    with writing() as db:
        faq = db.exec(select(Faq).where(Faq.code == "Q0001")).one()
        faq.question = "市の言い方"
        faq_files.load(db, owner=sato)

    with reading() as db:
        assert db.exec(select(Faq.question).where(Faq.code == "Q0001")).all() == ["市の言い方"]


def test_question_is_found_by_the_words_it_has_now(town):
    row = asked("写真がいっぱいです。")
    before = {one[0] for one in all_of(QuestionTerm)}
    with writing() as db:
        db.get_one(Question, row.id).body = "電話の音"

    assert before == {"写真", "真が"}
    assert {one[0] for one in all_of(QuestionTerm)} == {"電話", "話の", "の音"}


def test_question_that_goes_takes_its_terms_along(town):
    row = asked("写真がいっぱいです。")
    with writing() as db:
        db.delete(db.get_one(Question, row.id))

    assert all_of(QuestionTerm) == []


def test_no_term_is_longer_than_its_column_or_holds_a_long_number():
    body = "Wi-Fiabcdefghijklmnop 0952 12345678901234567890 マイナンバーカード"

    found = term.of_question(body)

    assert max(map(len, found)) <= term.LONGEST
    assert max((len(one) for one in found if one.isdecimal()), default=0) < 12
