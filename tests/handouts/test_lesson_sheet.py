from dataclasses import replace

import pytest

from handouts import lesson_sheet
from handouts.lesson_parts import NextClass
from japanese.furigana import plain
from refusal import Refusal
from tests.handouts import lint
from tests.handouts.samples import LARGER, LESSON, SHEET, STRANGER
from wording import Step, Trouble

SHORT = replace(
    SHEET,
    lesson=replace(
        LESSON,
        title="LINEで送る",
        steps=LESSON.steps[:2] + LESSON.steps[3:5],
        words=LESSON.words[2:],
        trouble=(Trouble("写真が出てこないとき", "係の人にお声がけください。"),),
    ),
    next_classes=(),
)
LONG = replace(SHEET, lesson=replace(LESSON, steps=LESSON.steps + LESSON.steps[2:4]))
CLASS = NextClass("地図で道を調べる", "12月4日(金)", "午前10時〜11時30分", "中央公民館")
SHEETS = {
    "usual": SHEET,
    "short": SHORT,
    "long": LONG,
    "real": replace(SHEET, fictional=False),
    "full": replace(LONG, next_classes=(CLASS,) * 3),
    "questions": replace(SHORT, faqs=(LARGER, STRANGER)),
    "too many questions": replace(LONG, next_classes=(CLASS,) * 3, faqs=(LARGER, STRANGER)),
    "long title": replace(
        SHEET,
        lesson=replace(
            LESSON,
            title="マイナンバーカードを健康保険証として使う",
            course="マイナンバーカードを健康保険証として利用しよう・公金受取口座の登録をしよう",
        ),
    ),
}


def with_lesson(**changes):
    return replace(SHEET, lesson=replace(LESSON, **changes))


def test_sheet_takes_two_pages_at_most():
    assert {name: lint.count(lesson_sheet.draw(s)) for name, s in SHEETS.items()} == {
        "usual": 2,
        "short": 1,
        "long": 2,
        "real": 2,
        "full": 2,
        "questions": 2,
        "too many questions": 2,
        "long title": 2,
    }


@pytest.mark.parametrize("sheet", [SHEET, SHORT, LONG], ids=["usual", "short", "long"])
def test_every_text_of_the_lesson_is_printed(sheet):
    printed = lint.text(lesson_sheet.draw(replace(sheet, lesson=unmarked(sheet.lesson))))
    lesson = unmarked(sheet.lesson)
    texts = [lesson.title, lesson.goal, lesson.course]
    texts += [t for s in lesson.steps for t in (s.do, s.tell, s.android, s.iphone)]
    texts += [t for w in lesson.words for t in (w.word, w.meaning)]
    texts += [t for t in lesson.trouble for t in (t.when, t.then)]
    assert [t for t in texts if t not in printed] == []


def unmarked(lesson):
    """The lesson without furigana, which a reader of the PDF finds between its characters."""

    def bare(record):
        return replace(
            record,
            **{
                name: plain(getattr(record, name))
                for name in record.__dataclass_fields__
                if isinstance(getattr(record, name), str)
            },
        )

    return replace(
        bare(lesson),
        steps=tuple(map(bare, lesson.steps)),
        words=tuple(map(bare, lesson.words)),
        trouble=tuple(map(bare, lesson.trouble)),
    )


def test_way_back_to_help_stands_together_on_the_front():
    front = "".join(c["text"] for c in lint.characters(lesson_sheet.draw(SHEET))[0])
    help_texts = ("tonari.example/h/A7K3", "0000-00-0000", "資料番号A7K3", "③出てきた")
    assert [text for text in help_texts if text not in front] == []


def test_every_page_of_an_invented_sheet_says_so():
    said = ["".join(c["text"] for c in p) for p in lint.characters(lesson_sheet.draw(SHEET))]
    assert [text.count("架空の見本データです") for text in said] == [1, 1]


def test_real_sheet_does_not_speak_of_invented_data():
    assert "架空の見本" not in lint.text(lesson_sheet.draw(replace(SHEET, fictional=False)))


def test_no_next_class_sends_to_the_telephone():
    printed = lint.text(lesson_sheet.draw(replace(SHEET, next_classes=())))
    assert "日にちは、お電話でおたずねください。" in printed


def test_same_sheet_gives_the_same_bytes():
    first = lesson_sheet.draw(SHEET)
    lesson_sheet.draw(LONG)
    assert lesson_sheet.draw(SHEET) == first


def test_look_changes_when_a_reading_is_lost():
    changed = with_lesson(title="LINEで写真を送る")
    assert lint.differences(lesson_sheet.draw(SHEET), lesson_sheet.draw(changed)) > 20


@pytest.mark.parametrize(
    ("sheet", "sentence"),
    [
        (
            with_lesson(title="スマホ" * 30),
            "「" + "スマホ" * 30 + "（スマホ教室のてびき）」を印刷できません。"
            "題名が長すぎて、紙に入りません。短くしてください。",
        ),
        (
            with_lesson(goal="ཀを送れます。"),
            "「LINEで写真を送る（スマホ教室のてびき）」を印刷できません。"
            "目標にある文字「ཀ」は、印刷できません。別の文字に直してください。",
        ),
        (
            with_lesson(
                steps=(Step("押す", "x" * 80, "app"), *LESSON.steps[1:]),
            ),
            "「LINEで写真を送る（スマホ教室のてびき）」を印刷できません。"
            "手順1の説明にある「" + "x" * 80 + "」が長すぎます。短くしてください。",
        ),
        (
            replace(SHEET, phone="0000-00-0000-0000-0000-0000"),
            "「LINEで写真を送る（スマホ教室のてびき）」を印刷できません。"
            "電話番号にある「0000-00-0000-0000-0000-0000」が長すぎます。短くしてください。",
        ),
        (
            replace(SHEET, url="https://tonari.example/h/" + "A7K3" * 12),
            "「LINEで写真を送る（スマホ教室のてびき）」を印刷できません。"
            "アドレスにある「tonari.example/h/"
            + "A7K3" * 12
            + "」が長すぎます。短くしてください。",
        ),
        (
            with_lesson(steps=(Step("長く押す", "長い説明です。" * 40, "app"),) * 8),
            "「LINEで写真を送る（スマホ教室のてびき）」は2ページに入りません。"
            "文章を短くしてください。",
        ),
    ],
    ids=["title", "glyph", "word", "phone", "address", "pages"],
)
def test_what_cannot_be_printed_right_is_refused(sheet, sentence):
    with pytest.raises(Refusal) as no:
        lesson_sheet.draw(sheet)
    assert str(no.value) == sentence


def words(sheet) -> str:
    return "".join(c["text"] for page in lint.characters(lesson_sheet.draw(sheet)) for c in page)


def test_attached_questions_stand_on_the_sheet():
    sheet = replace(SHORT, faqs=(LARGER, STRANGER))

    assert lesson_sheet.left_out(sheet) == ()
    for part in ("よくある質問", "Q0001", "Q0004", "出なくてかまいません"):
        assert part in words(sheet)


def test_what_finds_no_room_is_named_and_the_sheet_leads_to_its_page():
    sheet = replace(SHEET, faqs=(STRANGER, LARGER, replace(LARGER, code="Q0009")))
    left = lesson_sheet.left_out(sheet)

    assert left != ()
    assert [code in words(sheet) for code in ("Q0004", *left)] == [True] + [False] * len(left)
    assert "ほかの答えは、おもてのQRコードのページにあります" in words(sheet)


def test_class_to_come_makes_room_for_a_question_but_one_stays():
    sheet = replace(LONG, next_classes=(CLASS,) * 3, faqs=(LARGER,))

    assert lesson_sheet.left_out(sheet) == ()
    assert 1 <= words(sheet).count("地図で道を調べる") < 3
