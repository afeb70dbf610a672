"""From the preview to the list, in a browser's stead."""

from datetime import date

import pytest
from sqlmodel import select

from database import reading
from models import FigureMerge, Publication
from tests.conftest import NOON
from tests.visitors import came


@pytest.fixture
def visitors(town, stopped_clock):
    came(date(2025, 4, 10), chuo=40, wakaba=3, yamazato=25)


def said(screen) -> str:
    return "\n".join(one.value for one in [*screen.markdown, *screen.info, *screen.success])


def press(screen, label: str):
    return next(one for one in screen.button if one.label == label).click().run()


def stored(kind):
    with reading() as db:
        return db.exec(select(kind)).all()


def test_figures_are_seen_fixed_and_listed(opened, visitors, sato):
    screen = opened("publications", sato)
    assert "**10人未満なので**出さない数が" in said(screen)
    assert "**ほかの数字から計算できてしまうので**出さない数が" in said(screen)

    assert any("3（10未満）" in one.value for one in screen.get("html"))  # inside only

    screen = press(screen, "この数字を公表する")

    assert list(screen.exception) == []
    assert "公表しました。この数字は、もう変わりません。" in said(screen)
    assert [(row.since, row.until, row.edition) for row in stored(Publication)] == [
        (202504, 202603, 1)
    ]
    assert "この期間は、第1版まで公表しています。" in said(screen)


def test_day_of_a_publication_is_that_of_japan(opened, visitors, stopped_clock, sato):
    stopped_clock(NOON.replace(hour=8))
    screen = press(opened("publications", sato), "この数字を公表する")

    (listed,) = (one.value for one in screen.get("html") if "公表した日" in one.value)
    assert "令和8年11月24日(火)" in listed


def test_merges_are_chosen_before_the_first_publication(opened, visitors, sato):
    screen = opened("publications", sato)
    next(one for one in screen.checkbox if "80歳以上" in one.label).check()
    screen = press(screen, "このまとめ方にする")

    assert list(screen.exception) == []
    assert [one.name for one in stored(FigureMerge)] == ["80歳以上"]
    assert "今は、「80歳以上」をまとめて数えます。" in said(screen)


def test_correction_without_a_reason_is_not_published(opened, visitors, sato):
    press(opened("publications", sato), "この数字を公表する")
    came(date(2025, 5, 8), chuo=5)
    screen = press(opened("publications", sato), "この数字を公表する")

    assert [one.value for one in screen.error] == [
        "前に公表した数字を直します。直す理由を入力してください。"
    ]
    assert len(stored(Publication)) == 1


def test_screen_says_that_nobody_came_yet(opened, town, stopped_clock, sato):
    screen = opened("publications", sato)

    assert list(screen.exception) == []
    assert "まだ公表していません。" in said(screen)
