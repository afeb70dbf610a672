from datetime import date, datetime, timedelta

import pytest
from sqlmodel import select

import clock
from database import reading, writing
from models import Faq, FaqEdition, FaqStatus, Question, QuestionCategory, Role, Staff
from refusal import Refusal
from services import answering, faq_list, faqs, questions, search
from services.faq_texts import Typed
from services.permissions import NotPermitted
from tests.classes import district
from tests.conftest import member

ASKER, PHONE = "見本 花子", "0000000001"


@pytest.fixture(autouse=True)
def _noon_in_the_town(town, stopped_clock):
    pass


def category(code: str = "basics") -> int:
    with reading() as db:
        wanted = select(QuestionCategory.id).where(QuestionCategory.code == code)
        return db.exec(wanted).one()


def typed(**changes) -> Typed:
    first = {
        "question": "文字を大きくするには？",
        "answer": "{設定|せってい}を開きます。\n「画面」を押します。",
        "category_id": category(),
    }
    return Typed(**first | changes)


def drafted(by: Staff, key: str = "k", **changes) -> Faq:
    with writing() as db:
        return faqs.draft(db, typed=typed(**changes), idem_key=key, by=by)


def act(verb, faq: Faq, by: Staff, **arguments) -> Faq:
    with writing() as db:
        row = db.get_one(Faq, faq.id)
        verb(db, faq=row, seen_revision=row.revision, by=by, **arguments)
    return row


def published(by: Staff, other: Staff, key: str = "k", **changes) -> Faq:
    faq = act(faqs.hand_in, drafted(by, key, **changes), by)
    return act(faqs.publish, faq, other, checked=True)


def asked(by: Staff, **changes) -> Question:
    first = {
        "category_code": "basics",
        "body": "見本 花子です。文字が小さくて困っています。電話は0900-00-0001です。",
        "idem_key": "q",
        "asker": ASKER,
        "asker_phone": PHONE,
        "consent": True,
    }
    with writing() as db:
        return questions.record(db, **first | changes, by=by)


def editions(faq: Faq) -> list[tuple[int, str]]:
    with reading() as db:
        query = select(FaqEdition).where(FaqEdition.faq_id == faq.id).order_by(FaqEdition.version)
        return [(one.version, one.question) for one in db.exec(query)]


@pytest.fixture
def kanri():
    return member("kanri", "管理", Role.ADMIN)


def test_drafts_are_numbered_and_the_same_key_is_stored_once(sato):
    first, again, other = drafted(sato), drafted(sato), drafted(sato, "other")

    assert (first.code, again.code, other.code) == ("Q0001", "Q0001", "Q0002")


def test_proposal_blots_out_the_name_and_the_telephone(sato):
    question = asked(sato)
    with writing() as db:
        row = db.get_one(Question, question.id)
        said = "花子さん、設定を開いてください。"
        answering.answer(db, question=row, body=said, seen_version=row.version, by=sato)
    with reading() as db:
        row = db.get_one(Question, question.id)
        found = faqs.proposed(db, question=row, by=sato)

    assert found.blotted
    assert found.question == "〇〇です。文字が小さくて困っています。電話は〇〇です。"
    assert found.answer == "〇〇さん、設定を開いてください。"


@pytest.mark.parametrize("text", ["花子さんの質問です。", "電話 00-0000-0001 へ。"])
def test_draft_with_the_askers_name_or_telephone_is_refused(text, sato):
    question = asked(sato)

    with pytest.raises(Refusal, match="消してください"), writing() as db:
        row = db.get_one(Question, question.id)
        faqs.draft(db, typed=typed(answer=text), idem_key="k", by=sato, question=row)


def test_draft_from_a_question_is_known_to_the_question(sato):
    question = asked(sato)
    with writing() as db:
        row = db.get_one(Question, question.id)
        faq = faqs.draft(db, typed=typed(), idem_key="k", by=sato, question=row)

    with reading() as db:
        assert db.get_one(Question, question.id).faq_id == faq.id


def test_draft_from_another_districts_question_is_not_found(tanaka, suzuki):
    question = asked(tanaka, district=district("chuo"))

    with pytest.raises(Refusal, match="見つかりません"), writing() as db:
        faqs.proposed(db, question=db.get_one(Question, question.id), by=suzuki)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"question": " "}, "質問を書いてください"),
        ({"answer": ""}, "答えを書いてください"),
        ({"answer": "はい。\n{設定|せってい を開く"}, "2行目"),
        ({"answer": "{設定|}を開く"}, "ふりがなの印"),
        ({"question": "{設定|SET}とは"}, "ひらがなで"),
        ({"category_id": None}, "質問の種類"),
        ({"answer": "あ" * 1501}, "1501文字"),
        ({"answer": "番号は {1234|いち}{5678|ご}{9018|く} です"}, "番号"),
    ],
)
def test_what_is_wrong_with_a_draft_is_named(changes, words, sato):
    with pytest.raises(Refusal, match=words):
        drafted(sato, **changes)


def test_volunteer_writes_and_coordinator_publishes(tanaka, sato):
    faq = act(faqs.hand_in, drafted(tanaka), tanaka)
    assert faq.status is FaqStatus.REVIEW

    faq = act(faqs.publish, faq, sato, checked=True)

    assert (faq.status, faq.version, faq.review_by) == (
        FaqStatus.PUBLISHED,
        1,
        date(2027, 11, 24),
    )
    with reading() as db:
        assert [hit.code for hit in search.nearest(db, text="文字を大きくするには")] == ["Q0001"]


def test_volunteer_may_not_publish(tanaka):
    faq = act(faqs.hand_in, drafted(tanaka), tanaka)

    with pytest.raises(NotPermitted):
        act(faqs.publish, faq, tanaka, checked=True)


def test_writer_does_not_publish_the_own_words_while_there_is_somebody_else(sato, kanri):
    faq = act(faqs.hand_in, drafted(sato), sato)

    with pytest.raises(Refusal, match="もう1人"):
        act(faqs.publish, faq, sato, checked=True)
    assert act(faqs.publish, faq, kanri, checked=True).version == 1


def test_the_only_coordinator_publishes_after_the_list_of_checks(sato, tanaka):
    faq = act(faqs.hand_in, drafted(sato), sato)

    with pytest.raises(Refusal, match="印をつけて"):
        act(faqs.publish, faq, sato, checked=False)
    assert act(faqs.publish, faq, sato, checked=True).version == 1


def test_published_words_stay_until_the_next_edition(tanaka, sato):
    faq = published(tanaka, sato)
    act(faqs.rewrite, faq, tanaka, typed=typed(question="字を大きくするには？"))

    with reading() as db:
        before = faq_list.public(db, code="Q0001")
    faq = act(faqs.hand_in, faq, tanaka)
    act(faqs.publish, faq, sato, checked=True)
    with reading() as db:
        after = faq_list.public(db, code="Q0001")

    assert (before.question, after.question) == ("文字を大きくするには？", "字を大きくするには？")
    assert editions(faq) == [(1, "文字を大きくするには？"), (2, "字を大きくするには？")]


def test_handing_in_what_has_not_changed_is_refused(tanaka, sato):
    with pytest.raises(Refusal, match="何も変わっていません"):
        act(faqs.hand_in, published(tanaka, sato), tanaka)


def test_writer_who_changes_what_was_handed_in_hands_it_in_again(tanaka, sato):
    faq = act(faqs.hand_in, drafted(tanaka), tanaka)
    faq = act(faqs.rewrite, faq, tanaka, typed=typed(question="字を大きく？"))

    assert (faq.status, faq.handed_in_at) == (FaqStatus.DRAFT, None)
    with pytest.raises(Refusal, match="確認を頼む"):
        act(faqs.publish, faq, sato, checked=True)


def test_reviewer_may_mend_what_was_handed_in(tanaka, sato):
    faq = act(faqs.hand_in, drafted(tanaka), tanaka)
    faq = act(faqs.rewrite, faq, sato, typed=typed(question="字を大きく？"))

    assert act(faqs.publish, faq, sato, checked=True).version == 1


def test_sent_back_the_writer_reads_why(tanaka, sato):
    faq = act(faqs.hand_in, drafted(tanaka), tanaka)
    with pytest.raises(Refusal, match="書いてから"):
        act(faqs.send_back, faq, sato, remark=" ")
    faq = act(faqs.send_back, faq, sato, remark="iPhoneのことも書いてください。")

    assert (faq.status, faq.remark) == (FaqStatus.DRAFT, "iPhoneのことも書いてください。")


def test_form_drawn_from_older_words_is_refused(sato):
    faq = drafted(sato)
    act(faqs.rewrite, faq, sato, typed=typed(question="新しい"))

    with pytest.raises(Refusal, match="先に更新"), writing() as db:
        row = db.get_one(Faq, faq.id)
        faqs.rewrite(db, faq=row, typed=typed(), seen_revision=1, by=sato)


def test_another_writers_draft_is_not_found_and_what_is_public_may_only_be_read(
    tanaka, suzuki, sato
):
    faq = drafted(tanaka)
    with reading() as db:
        assert faq_list.listed(db, by=suzuki) == []
    with pytest.raises(Refusal, match="見つかりません"), reading() as db:
        faq_list.find(db, code="Q0001", by=suzuki)
    with pytest.raises(Refusal, match="見つかりません"):
        act(faqs.rewrite, faq, suzuki, typed=typed())

    act(faqs.publish, act(faqs.hand_in, faq, tanaka), sato, checked=True)

    with reading() as db:
        assert faq_list.find(db, code="Q0001", by=suzuki).id == faq.id
    with pytest.raises(NotPermitted):
        act(faqs.rewrite, faq, suzuki, typed=typed())


def test_retired_one_leads_to_what_took_its_place(tanaka, sato):
    old, new = published(tanaka, sato), published(tanaka, sato, "new", question="新しい質問")
    act(faqs.retire, old, sato, successor=new)

    with reading() as db:
        assert faq_list.public(db, code="Q0001") is None
        was, after = faq_list.successor(db, code="Q0001")
        assert (was, after.code) == (True, "Q0002")
        assert search.nearest(db, text="文字を大きくするには？") == []


def test_retired_without_a_successor_and_unknown_ones_are_told_apart(tanaka, sato):
    act(faqs.retire, published(tanaka, sato), sato)
    drafted(tanaka, "draft")

    with reading() as db:
        found = [faq_list.successor(db, code=code) for code in ("Q0001", "Q0002", "Q0099")]
    assert found == [(True, None), (False, None), (False, None)]


def test_draft_is_discarded_and_its_questions_are_free_again(sato):
    question = asked(sato)
    with writing() as db:
        row = db.get_one(Question, question.id)
        faq = faqs.draft(db, typed=typed(), idem_key="k", by=sato, question=row)
    act(faqs.discard, faq, sato)

    with reading() as db:
        assert db.get_one(Question, question.id).faq_id is None
        assert faq_list.listed(db, by=sato) == []


def test_review_day_is_passed_and_put_off(tanaka, sato, stopped_clock):
    faq = published(tanaka, sato)
    stopped_clock(datetime(2027, 11, 24, 12, 0, tzinfo=clock.JST))

    def overdue() -> list[str]:
        with reading() as db:
            return [one.faq.code for one in faq_list.listed(db, by=sato, overdue=True)]

    before = overdue()
    with pytest.raises(Refusal, match="あすから"):
        act(faqs.care, faq, sato, owner=sato, review_by=clock.today())
    faq = act(faqs.care, faq, sato, owner=sato, review_by=clock.today() + timedelta(days=30))

    assert (before, overdue(), faq.owner_id) == (["Q0001"], [], sato.id)


def test_owner_must_be_somebody_who_may_write(tanaka, sato, yamaguchi):
    faq = published(tanaka, sato)

    with pytest.raises(Refusal, match="山口さん"):
        act(faqs.care, faq, sato, owner=yamaguchi, review_by=date(2028, 1, 1))


def test_question_is_linked_to_a_faq_that_answers_it(tanaka, sato):
    faq, question = published(tanaka, sato), asked(sato)
    with writing() as db:
        row, wanted = db.get_one(Question, question.id), db.get_one(Faq, faq.id)
        faqs.link(db, faq=wanted, question=row, by=sato)

    with reading() as db:
        assert faq_list.asked(db, faq=faq, by=sato) == 1
