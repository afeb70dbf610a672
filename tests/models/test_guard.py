"""The number guard: no number passes in any spelling, and ordinary notes are left in peace."""

import re
from random import Random
from string import digits as ascii_digits

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import String, TypeDecorator, create_engine, literal, select

from japanese import digits, numbers
from models import guard, secret_words
from models.guard import Finding
from refusal import Refusal
from tests.models import saying, writing

SYNTHETIC = "123456789018"


@pytest.mark.parametrize(
    ("body", "last"),
    [("12345678901", "8"), ("98765432109", "3"), ("00000000000", "0"), ("31415926535", "2")],
)
def test_check_digit_of_the_ministry_formula(body, last):
    assert guard.check_digit(body) == last


@pytest.mark.parametrize("form", writing.FORMS)
def test_find_every_number_in_every_form(form):
    rng = Random(form)
    texts = [writing.FORMS[form](writing.my_number(rng), rng) for _ in range(60)]
    assert [text for text in texts if not guard.find(text)] == []


@settings(max_examples=150, deadline=None)
@given(st.text(ascii_digits, min_size=12, max_size=12), st.sampled_from([4, 3, 6, 2, 1, 12]))
def test_find_any_twelve_digits_whatever_their_check_digit(number, size):
    groups = re.findall("." * size, number)
    found = {guard.find(separator.join(groups)) for separator in writing.SEPARATORS}
    assert found == {Finding.MY_NUMBER}


@settings(max_examples=300, deadline=None)
@given(st.text(), st.text())
def test_find_a_number_among_any_other_text(before, behind):
    assert guard.find(f"{before}\nマイナンバー {SYNTHETIC}\n{behind}") is not None


@pytest.mark.parametrize(
    "text",
    [
        "0901-2345-6789",
        "マイナンバー 090-1234-5678-9",
        "マイナンバーは090 12345678 9です",
        "090-1234-5678-9",
        "TEL 0954-23-9111 番号1234-5678-9018 2026/11/23 10:00",
        "1234 5678 9018番",
        "12 34 56 78 90 18円",
        "①1234 5678 9018",
        "3. 1234 5678 9018",
        "12:34 56 78 90 18",
        "10:00:11:30:12:00",
        "123,456,789,018",
        "12345-6789-018",
        "12345678901-8",
        "個人番号12 345 678 9018",
        "最初が1234、つぎが5678、最後が9018、と12桁ありました。マイナンバーは1234、次に5678、最後9018",
        "00:00:00:00:00:00",
        "O000 0OOO 0ooo",
        "4925.5691.2083、2025年1月11日",
        "000 000 0000 0954-6870-7196",
        "1234&nbsp;5678&nbsp;9018",
    ],
)
def test_find_a_number_that_hides_behind_another_shape(text):
    assert guard.find(text) == Finding.MY_NUMBER


@pytest.mark.parametrize(
    ("text", "finding"),
    [("12 345 67 890 18", Finding.MY_NUMBER), ("12 345 67 890 17", None)],
)
def test_find_leaves_only_scattered_groups_to_the_check_digit(text, finding):
    assert guard.find(text) == finding


@pytest.mark.parametrize(
    "text",
    [
        "1000020412066",
        "12345678901234567890123",
        "基礎年金番号 1234-567890",
        "年金番号は0123456789",
        "口座番号：1234567",
        "被保険者番号 12345678",
        "介護の被保険者番号は0000123456",
        "保険証の番号は 12345678 です",
        "在留カード番号 AB12345678CD",
        "ＡＢ１２３４５６７８ＣＤと書いてある",
        "パスポート番号はTK1234567",
        "口座は普通1234567です",
        "普通預金 1234567",
        "運転免許証の番号は 1234567890",
        "記号・番号 1234567",
    ],
)
def test_find_other_long_numbers(text):
    assert guard.find(text) == Finding.LONG_NUMBER


@pytest.mark.parametrize(
    "text",
    [
        "暗証番号は4821とのこと",
        "暗証は4821",
        "暗証番号　４８２１",
        "暗証番号は四八二一",
        "暗証番号\n4821",
        "あんしょうばんごう:4821",
        "PINは 4 8 2 1",
        "ｐｉｎ：４・８・２・１",
        "パスは4821",
        "パスコード：123456",
        "パスワード：Abc123",
        "ﾊﾟｽﾜｰﾄﾞはＡｂｃ１２３４です",
        "pass: takeo2026",
        "4821が暗証番号",
        "4821を暗証番号にした",
        "暗証番号４桁　４８２１",
        "暗証番号「48 21」",
        "暗証番号は48-21",
        "暗証番号は①②③④",
        "暗証番号は誕生日の0412",
        "暗証番号は\u200b4\u200b8\u200b2\u200b1",
        "暗証番号は&#52;&#56;&#50;&#49;",
        "暗証番号は%34%38%32%31",
        "暗証番号は 4️⃣8️⃣2️⃣1️⃣",
        "暗証番号は⁴⁸²¹",
        "暗証番号は٤٨٢١",
        "暗証番号は いちにさんよん です",
        "暗証番号はヨン・ハチ・ニ・イチ",
        "ピンコードは、ななろくごよん",
        "認証コード 123-456 が届いた",
        "認証コードはG-123456",
        "確認コード：482193",
        "セキュリティコードは 4821",
        "パスワードを Takeo2026 に変えた",
        "パスワードは sakura です",
        "パスワード：ｓａｋｕｒａ",
        "パスワードは「himawari」",
        "pass=himawari",
    ],
)
def test_find_secrets(text):
    assert guard.find(text) == Finding.SECRET


@pytest.mark.parametrize(
    "text",
    [
        "暗証番号4桁を忘れた",
        "暗証番号を2025年に設定",
        "暗証番号は4つあります",
        "暗証番号（4桁）を3回まちがえてロック",
        "暗証番号の入力がしにくくて困る",
        "暗証番号の手数料は1000円",
        "暗証番号ロック 2026/11/23 10:00 0954-23-9111",
        "パスワード、iPhone15の設定、R8-014",
        "パスワード忘れ 0954-23-9111",
        "パスワード忘れ 09012345678",
        "パスワードはGoogleです",
        "パスワードは Apple ID と別でした",
        "パスワードはLINE、暗証番号はカード",
        "パスワードはWi-Fiのものです",
        "パスワードは大文字と小文字",
        "暗証番号をよくお知らせください",
        "暗証番号はいちにちさんかいまで",
        "暗証番号は12月4日に窓口で、10:30から",
        "暗証番号の件は23-9111へ",
        "確認番号札は12番",
        "口座の登録は 0954-23-9111",
        "普通のスマホ SH-51C 2台",
    ],
)
def test_find_nothing_in_talk_about_secrets(text):
    assert guard.find(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "0954-23-9111 / 0954-27-7160",
        "23-9111 27-7160",
        "①090-1234-5678 ②0954-23-9111",
        "①09012345678",
        "09012345678に電話、0954239111にご連絡ください",
        "09012345678 3名",
        "090-1234-5678 1000円",
        "090-1234-5678一人暮らし",
        "(0952)20-2200 / 03(1234)5678",
        "＋81-90-1234-5678、+819012345678",
        "090 1234 5678 0954 23 9111",
        "iPhone 15 0954 23 9111",
        "0954の23の9111・0954ー27ー7160",
        "0954-23-9111(代)内線123、内線456",
        "000-000-0000 0000-00-0000",
        "〒843-8639 武雄市武雄町大字昭和12-10",
        "11/23 10:00〜11:30",
        "2026-11-23 1000",
        "2026-11-23〜2026-11-30 10:00-11:30 20名",
        "R08.12.04 10:00-11:30",
        "①10:00②13:00③15:00",
        "11/23、12/7、12/14、12/21",
        "令和8年12月4日(金) 午前10時",
        "1,000円、2,000円、3,000円",
        "1000、1500、2000円",
        "2024、2025、2026年度",
        "iPhone 15、Android 14、iOS26.1.2",
        "R8-014 R8-015 M07",
        "+1 (844) 345-6789 から着信",
        "＋44 20 7946 0958から着信",
        "9000+2100+5100円",
        "充電は10%、20%、30%、40%",
        "バス 1・2・3・5・8番",
        "https://city.example.jp/kouhou/2026/11/123.html",
        "マイナンバーカードの相談 0954-23-9111",
        "マイナンバーの相談 2026/11/23 10:00",
        "マイナンバー総合フリーダイヤル 0120-95-0178、050-3818-1250",
        "",
    ],
)
def test_find_nothing_in_ordinary_notes(text):
    assert guard.find(text) is None


@pytest.mark.parametrize("make", [writing.note, writing.listed])
def test_find_hardly_ever_refuses_ordinary_notes(make):
    rng = Random(make.__name__)
    refused = [text for text in (make(rng) for _ in range(2000)) if guard.find(text)]
    assert len(refused) <= 2, refused


def test_find_lets_5000_ordinary_sentences_of_the_desk_pass():
    """At most 5: three times four digits in a row are refused, whatever they count."""
    halves = [saying.sentences(2500, held_out=held_out) for held_out in (False, True)]
    said = [text for half in halves for text in half]
    refused = [text for text in said if guard.find(text)]
    assert (len(said), len(set(said)), len(refused) <= 5) == (5000, 5000, True), refused


def test_half_of_the_sentences_is_held_out():
    halves = [saying.templates(held_out=held_out) for held_out in (False, True)]
    assert [len(half) > 150 for half in halves] == [True, True]
    assert set(halves[0]) & set(halves[1]) == set()


@pytest.mark.parametrize("text", [SYNTHETIC, "1000020412066", "暗証番号は4821"])
def test_check_refuses_without_repeating_the_text(text):
    with pytest.raises(Refusal) as no:
        guard.check(text)
    written = "".join(char for char in text if char in ascii_digits)
    assert (str(no.value) in guard.SENTENCE.values(), written in repr(no.value)) == (True, False)


def test_check_when_the_note_is_ordinary():
    assert guard.check("0954-23-9111 へ折り返し") is None


def test_check_passes_through_sqlalchemy_without_the_parameters():
    class Checked(TypeDecorator):
        impl = String
        cache_ok = True

        def process_bind_param(self, value, dialect):
            guard.check(value)

    with create_engine("sqlite://").connect() as connection, pytest.raises(Refusal) as no:
        connection.execute(select(literal(SYNTHETIC, Checked())))
    assert (type(no.value), SYNTHETIC in repr(no.value)) == (guard.ForbiddenNumber, False)


def _patterns():
    modules = (guard, numbers, digits, secret_words)
    found = [value for module in modules for value in vars(module).values()]
    chains = [chain for chain, _ in numbers._CHAINS]
    return [value for value in [*found, *chains] if isinstance(value, re.Pattern)]


def _greedy_without_end(parsed) -> int:
    """How many repeats have no upper bound and may give characters back."""
    count = 0
    for operation, argument in parsed:
        name = str(operation)
        if name in ("MAX_REPEAT", "MIN_REPEAT"):
            count += str(argument[1]) == "MAXREPEAT"
        inner = argument if isinstance(argument, (list, tuple)) else [argument]
        for part in inner:
            branches = part if isinstance(part, list) else [part]
            for branch in branches:
                if hasattr(branch, "data"):
                    count += _greedy_without_end(branch)
    return count


def test_no_pattern_can_run_away():
    """Endless repeats are possessive: what is consumed stays consumed, so time stays linear."""
    runaway = [p.pattern for p in _patterns() if _greedy_without_end(re._parser.parse(p.pattern))]
    assert (len(_patterns()) >= 20, runaway) == (True, [])


@pytest.mark.parametrize("endless", ["(a+)+b", "[0-9]+-", "(?:x|[0-9]*)y"])
def test_the_search_for_runaway_patterns_sees_one(endless):
    assert _greedy_without_end(re._parser.parse(endless)) > 0


@pytest.mark.parametrize("piece", ["1", "1-", "1 ", "いち", "①1", "1、", "O", "パス", "&#49;"])
def test_windows_grow_with_the_length_of_the_text(piece, monkeypatch):
    """The guard looks at no more than a dozen windows for each digit."""
    looked = []
    monkeypatch.setattr(guard, "_is_usual", lambda window: looked.append(1) and None)
    monkeypatch.setattr(guard, "_is_odd", lambda window, **_: False)
    guard.find(piece * 3000)
    assert len(looked) <= 3000 * len(piece) * 12
