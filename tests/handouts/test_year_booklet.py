from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest

from handouts import year_booklet
from refusal import Refusal
from tests.handouts import lint
from tests.handouts.yearly import BOOKLET, BOOKLETS, DEEDS, OUT, PLACES, REPORT


@pytest.fixture(scope="module")
def printed():
    return year_booklet.draw(BOOKLET)


def marks(pdf: bytes) -> list[tuple[str, int, list[str]]]:
    """The bookmarks: title, page, and those below."""
    with pikepdf.open(BytesIO(pdf)) as document, document.open_outline() as outline:
        pages = {page.objgen: number for number, page in enumerate(document.pages, start=1)}
        return [
            (one.title, pages[one.destination[0].objgen], [below.title for below in one.children])
            for one in outline.root
        ]


def test_bookmarks_lead_to_the_chapters_and_the_contents_name_the_same_pages(printed):
    found = marks(printed)
    contents = "".join(c["text"] for c in lint.characters(printed)[0])

    assert [title for title, *_ in found] == [
        "表紙と目次",
        "この1年",
        "町ごとの到達",
        "町ごとのようす",
        "年代・性別・市外の人",
        "講座と開き方",
        "質問と相談",
        "計画と実績",
        "言葉の説明と利用の条件",
    ]
    assert "".join(f"{title}{page}" for title, page, _ in found[1:]) in contents
    assert found[3][2] == [one.name for one in PLACES]
    assert 8 <= lint.count(printed) <= 13


@pytest.mark.parametrize(
    "text",
    [
        "令和7年度スマホ教室・相談会年度の報告第1版令和8年4月20日(月)に公表した数字です。",
        "令和5年度0.8％12124012124",
        "西川町来た人（実人数）10未満前の年度非公表目標17人",
        "年代64歳以下65〜69歳",
        "教室電源とボタン4回、LINEで写真を送る3回",
        "講座と開き方（延べ）",
        "Q0001文字を大きくするには？",
        "非公表この数を出すと、",
        "CCBY4.0",
        "質問7361カード相談58非公表",
        "1／13ページ",
    ],
)
def test_booklet_prints(printed, text):
    assert text in lint.text(printed)


def test_every_published_number_is_printed(printed):
    said = lint.text(printed)
    rows = [
        "".join(f"{cell:,}" if isinstance(cell, int) else cell for cell in row)
        for table in OUT.tables[1:]
        for row in table.rows
    ]

    assert [row for row in rows if row.replace(" ", "") not in said] == []


def test_correction_says_why():
    out = OUT._replace(edition=2, reason="紙の名簿の入力もれ")
    said = lint.text(year_booklet.draw(replace(BOOKLET, report=REPORT._replace(outgoing=out))))

    assert "第2版" in said
    assert "直した理由:紙の名簿の入力もれ" in said


def test_table_that_is_longer_than_a_page_goes_on_under_its_head():
    pages = [
        "".join(c["text"] for c in page)
        for page in lint.characters(year_booklet.draw(BOOKLETS["many words"]))
    ]
    plan = [page for page in pages if "気づき→次" in page]

    assert len(plan) > 1
    assert all("計画と実績（つづき）" in page for page in plan[1:])


@pytest.mark.parametrize(
    ("report", "why"),
    [
        (REPORT._replace(deeds=(DEEDS[0]._replace(seen="とても長い。" * 500),)), "「計画と実績」"),
        (REPORT._replace(places=PLACES * 14), "町が多すぎるか"),
    ],
)
def test_what_does_not_fit_is_refused(report, why):
    with pytest.raises(Refusal, match=why):
        year_booklet.draw(replace(BOOKLET, report=report))
