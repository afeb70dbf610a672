from handouts.paper import embedding
from handouts.paper.sheet import Paper
from handouts.paper.typeset import Style
from tests.handouts import lint


def named(name, number):
    paper = Paper("名前")
    paper.write(name, Style(20), 30, 30, width=100, name="名前")
    paper.write(number, Style(20), 30, 50, width=100, name="資料番号")
    paper.end_page()
    return paper.finish()


def test_letters_are_cut_out_of_a_font_once(monkeypatch):
    cut = []
    anew = embedding.ttfonts.TTFontFace.makeSubset
    monkeypatch.setattr(
        embedding.ttfonts.TTFontFace, "makeSubset", lambda *what: cut.append(what) or anew(*what)
    )
    embedding.cut.cache_clear()
    assert [lint.text(named("鬱金香", code)) for code in ("A7K3", "C4MP")] == [
        "鬱金香A7K3",
        "鬱金香C4MP",
    ]
    assert len(cut) == 1
