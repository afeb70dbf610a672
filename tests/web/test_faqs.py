import pytest
from sqlmodel import select

from database import writing
from handouts import curriculum
from models import Course, Faq, FaqStatus, Handout
from services import faqs, lesson_faqs, printing
from tests.services.test_faqs import act, drafted, published, typed
from tests.web.reading import BUDGET, fetched, field, text_of, weight

NUMBER = "1234 5678 9018"  # synthetic
ANSWER = (
    "{設定|せってい}を開きます。\nAndroid: 右上です。\niPhone：左上です。\n②「画面」を押します。"
)


@pytest.fixture
def faq(tanaka, sato, client) -> Faq:
    return published(tanaka, sato, answer=ANSWER, words="字が小さい")


def test_list_shows_what_is_public_by_kind(client, faq, tanaka):
    drafted(tanaka, "draft", question="まだ下書き")

    page = text_of(client.get("/faq").text)

    assert "基本操作（1）" in page
    assert "文字を大きくするには？" in page
    assert "まだ下書き" not in page


def test_kind_is_chosen_in_the_address(client, faq):
    assert "文字を大きく" in client.get("/faq?kind=basics").text
    assert "文字を大きく" not in client.get("/faq?kind=photo").text


def test_empty_list_leads_to_the_telephone_and_the_form(client):
    page = client.get("/faq").text

    assert "まだありません" in page
    assert 'href="/ask"' in page


def test_search_finds_by_other_words(client, faq):
    page = client.post("/faq", data={"words": "字が小さい"}).text

    assert 'href="/faq/Q0001"' in page
    assert "に近い質問（1件）" in text_of(page)


@pytest.mark.parametrize("words", ["q1", "Ｑ０００１", "Q 0001"])
def test_search_by_number_leads_to_the_answer(client, faq, words):
    answer = client.post("/faq", data={"words": words})

    assert (answer.status_code, answer.headers["location"]) == (303, "/faq/Q0001")


def test_search_for_nothing_and_for_what_is_not_there_is_told_kindly(client, faq):
    empty = client.post("/faq", data={"words": " "})
    unknown = client.post("/faq", data={"words": "ぬぬぬぬ"})

    assert (empty.status_code, "ひとことで書いて" in empty.text) == (400, True)
    assert (unknown.status_code, "見つかりませんでした" in unknown.text) == (200, True)


def test_number_typed_into_the_search_comes_back_blotted(client, faq):
    answer = client.post("/faq", data={"words": f"番号は {NUMBER}"})

    assert answer.status_code == 400
    assert NUMBER not in answer.text
    assert "●" in field(answer.text, "words")


def test_answer_is_numbered_with_ruby_and_the_two_phones(client, faq):
    page = client.get("/faq/Q0001").text

    assert "<ruby>設定<rp>（</rp><rt>せってい</rt><rp>）</rp></ruby>を開きます。" in page
    assert page.count("<li><p>") == 2
    assert "<b>Android</b>右上です。" in page
    assert "<b>iPhone</b>左上です。" in page
    assert "「画面」を押します。" in page
    assert "②" not in page
    assert "令和8年11月24日(火)の版（第1版）" in text_of(page)


def test_single_sentence_is_not_numbered(client, tanaka, sato):
    published(tanaka, sato, answer="はい、使えます。")

    page = client.get("/faq/Q0001").text

    assert "はい、使えます。" in page
    assert "<ol" not in page


@pytest.mark.parametrize("typed", ["q1", "Ｑ１", "0001"])
def test_other_spellings_lead_to_the_one_address(client, faq, typed):
    answer = client.get(f"/faq/{typed}")

    assert (answer.status_code, answer.headers["location"]) == (303, "/faq/Q0001")


def test_changed_words_are_public_only_once_published(client, faq, tanaka):
    act(faqs.rewrite, faq, tanaka, typed=typed(answer="別の答え"))

    assert "別の答え" not in client.get("/faq/Q0001").text


def test_retired_one_leads_to_its_successor_or_to_the_telephone(client, faq, tanaka, sato):
    after = published(tanaka, sato, "b", question="新しい質問")
    act(faqs.retire, faq, sato, successor=after)

    gone = client.get("/faq/Q0001")
    assert (gone.status_code, 'href="/faq/Q0002"' in gone.text) == (410, True)

    assert act(faqs.retire, after, sato).status is FaqStatus.RETIRED
    gone = client.get("/faq/Q0001")
    assert (gone.status_code, "今はありません" in gone.text) == (410, True)


@pytest.mark.parametrize("code", ["Q0099", "nothing", "１２３４５"])
def test_unknown_one_is_told_kindly(client, code):
    answer = client.get(f"/faq/{code}")

    assert (answer.status_code, "今はありません" in answer.text) == (404, True)


@pytest.mark.parametrize("address", ["/faq", "/faq/Q0001", "/faq/Q0099"])
def test_page_is_one_small_request(client, faq, address):
    assert weight(client, address) <= BUDGET
    assert fetched(client.get(address).text) == []


def test_first_page_and_the_form_lead_to_the_list(client):
    assert 'href="/faq"' in client.get("/").text
    assert client.get("/ask").text.count('href="/faq"') == 2


def printed(faq: Faq, by) -> Handout:
    with writing() as db:
        return printing.faq_sheet(db, faq=db.get_one(Faq, faq.id), by=by)


def test_sheets_code_shows_the_answer_and_asks_about_the_sheet(client, faq, tanaka):
    sheet = printed(faq, tanaka)

    page = client.get(f"/h/{sheet.code}").text

    assert "文字を大きくするには？" in page
    assert f'href="/h/{sheet.code}/ask"' in page
    assert "新しくなりました" not in page


def test_code_of_an_older_sheet_shows_the_answer_of_now_and_says_so(client, faq, tanaka, sato):
    sheet = printed(faq, tanaka)
    act(faqs.rewrite, faq, tanaka, typed=typed(answer="別の答え"))
    act(faqs.publish, act(faqs.hand_in, faq, tanaka), sato, checked=True)

    page = text_of(client.get(f"/h/{sheet.code}").text)

    assert "この資料は新しくなりました（令和8年11月24日(火)から）" in page
    assert "別の答え" in page


def test_code_of_a_retired_ones_sheet_leads_to_its_successor(client, faq, tanaka, sato):
    sheet = printed(faq, tanaka)
    after = published(tanaka, sato, "b", question="新しい質問")
    act(faqs.retire, faq, sato, successor=after)

    answer = client.get(f"/h/{sheet.code}")

    assert (answer.status_code, 'href="/faq/Q0002"' in answer.text) == (410, True)


def test_lesson_page_shows_attached_answers_and_why_the_sheet_is_old(client, faq, sato):
    edition = curriculum.load("B07").edition
    with writing() as db:
        course = db.exec(select(Course).where(Course.code == "B07")).one()
        old = printing.lesson_sheet(db, course=course, edition=edition, by=sato)
        lesson_faqs.attach(db, faq=db.get_one(Faq, faq.id), course=course, by=sato)
        new = printing.lesson_sheet(db, course=course, edition=edition, by=sato)

    before, now = (text_of(client.get(f"/h/{one.code}").text) for one in (old, new))

    assert "文字を大きくするには？ Q0001" in before
    assert "お手元の紙より新しい説明です（令和8年11月24日(火)の版）。" in before
    assert "よくある質問Q0001が加わりました。" in before
    assert ("文字を大きくするには？ Q0001" in now, "新しい説明" in now) == (True, False)
    assert weight(client, f"/h/{old.code}") <= BUDGET
