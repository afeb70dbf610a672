from datetime import date

import pytest

from handouts import curriculum
from refusal import Refusal
from tests.handouts.samples import LESSON, LESSONS
from wording import Step, Trouble, Word

GOOD = (LESSONS / "T01.toml").read_text(encoding="utf-8")


def read(tmp_path, text):
    path = tmp_path / "T01.toml"
    path.write_text(text, encoding="utf-8")
    return curriculum.read(path)


def test_read_keeps_every_part_of_the_lesson():
    assert (LESSON.code, LESSON.title, LESSON.edition) == (
        "T01",
        "LINEで{写真|しゃしん}を送る",
        date(2026, 11, 1),
    )
    assert LESSON.steps[0] == Step(
        do="緑色のLINE（ライン）を押す",
        tell="スマホの画面にある、ふきだしの絵です。",
        picture="app",
    )
    assert LESSON.steps[2].android == "「＋」を先に押すこともあります。"
    assert LESSON.words[1] == Word(
        "アプリ", "スマホの中の道具です。絵（アイコン）を押すと動きます。"
    )
    assert LESSON.trouble[0] == Trouble(
        "写真が出てこないとき",
        "「すべての写真を許可」を選びます。分からなければ、係の人にお声がけください。",
    )
    assert [len(LESSON.steps), len(LESSON.words), len(LESSON.trouble)] == [6, 3, 2]


def test_lesson_cannot_be_changed():
    with pytest.raises(AttributeError):
        LESSON.title = "別の題名"


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('picture = "app"', 'picture = "apple"', "steps[1].picture「apple」という絵はありません。"),
        ('code = "T01"', 'code = "T02"', "code「T02」がファイル名とちがいます。"),
        (
            "edition = 2026-11-01",
            'edition = "11月"',
            "edition は 2026-11-01 のような日付にしてください。",
        ),
        ('android = "', 'andriod = "', "steps[3].andriod という項目はありません。"),
        ('tell = "丸の', 'told = "丸の', "steps[4].told という項目はありません。"),
        ('goal = "', '# goal = "', "goal がありません。"),
        ('meaning = "文字', '# "文字', "words[1].meaning がありません。"),
        ('word = "トーク"', 'word = " "', "words[1].word に文章を書いてください。"),
        ('word = "トーク"', "word = 5", "words[1].word に文章を書いてください。"),
        (
            "|きょか}」を押",
            "|きょか」を押",
            "steps[3].tell のふりがなは {漢字|かんじ} の形にしてください。",
        ),
        ("[[words]]", "[[word]]", "[[words]] は 2〜4 個にしてください。"),
        ("[[trouble]]", "[[other]]", "[[trouble]] は 1〜3 個にしてください。"),
    ],
)
def test_read_names_the_file_and_the_place_of_a_mistake(tmp_path, old, new, sentence):
    with pytest.raises(ValueError, match="^T01.toml: ") as mistake:
        read(tmp_path, GOOD.replace(old, new))
    assert str(mistake.value) == f"T01.toml: {sentence}"


def test_read_names_the_file_that_is_no_toml(tmp_path):
    with pytest.raises(ValueError, match="^T01.toml: "):
        read(tmp_path, GOOD.replace("[[steps]]", "[[steps]"))


def test_load_refuses_a_lesson_that_is_not_written_yet():
    with pytest.raises(Refusal) as no:
        curriculum.load("../../T01")
    assert str(no.value) == (
        "「../../T01」のてびきは、まだありません。ほかの講座のてびきをお選びください。"
    )


def test_codes_are_the_files_in_order(tmp_path, monkeypatch):
    for name in ("B07.toml", "A02.toml", "note.txt"):
        (tmp_path / name).touch()
    monkeypatch.setattr(curriculum, "FOLDER", tmp_path)
    assert curriculum.codes() == ["A02", "B07"]
