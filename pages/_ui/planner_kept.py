"""見込みと実際 on the screen: the classes that began as a proposal, once they were held."""

from collections.abc import Sequence

import streamlit as st

from japanese import dates
from pages._ui.tables import table
from services import foretold
from services.foretold import Foretold

TOTAL = "合計"
NUMBERS = ["見込み", "初めて来た", "延べ"]
NONE = (
    "この年度に、案から開いて終わった教室は、まだありません。"
    "案を下書きにして開き、終わると、見込みと来た人数をここに並べます。"
)
FEW = 5  # classes; fewer say little


def classes(year: int, found: Sequence[Foretold]) -> None:
    """Class by class, for who plans the next ones."""
    st.subheader("案から開いた教室の、見込みと実際", anchor=False)
    if not found:
        st.markdown(NONE)
        return
    st.markdown(sentence(found))
    table(
        f"{dates.fiscal_year_name(year)}に案から開いた教室",
        ["日", *NUMBERS, "町", "教室"],
        [
            *((dates.short(one.day), *_numbers(one), one.town, one.title) for one in found),
            (TOTAL, *_numbers(foretold.total(found)), "", f"{len(found)}回"),
        ],
        numbers=NUMBERS,
        wide=["教室"],
        totals=[TOTAL],
    )


def towns(year: int, found: Sequence[Foretold]) -> None:
    """The same by town, for who looks at the year."""
    if not found:
        return
    st.subheader("案の見込みと、来た人", anchor=False)
    st.markdown(sentence(found))
    rows = [*foretold.by_town(found).items(), (TOTAL, found)]
    table(
        f"{dates.fiscal_year_name(year)}の案の見込みと来た人",
        ["町", "開いた", *NUMBERS],
        [(town, f"{len(own)}回", *_numbers(foretold.total(own))) for town, own in rows],
        numbers=["開いた", *NUMBERS],
        totals=[TOTAL],
    )


def sentence(found: Sequence[Foretold]) -> str:
    """What was expected of all of them, and what came of it."""
    every = foretold.total(found)
    share = f"（見込みの{every.came / every.expected:.0%}）" if every.expected else ""
    few = f"{FEW}回までは、たまたまのことが多いので、目安です。" if len(found) <= FEW else ""
    return (
        f"「次の教室を考える」の案から開いて、終わった教室は **{len(found)}回** です。"
        f"初めて来る65歳以上の市民を合わせて{every.expected:.1f}人と見込み、"
        f"来たのは **{every.came}人** でした{share}。{few}"
    )


def _numbers(one: Foretold) -> tuple[str, ...]:
    return f"{one.expected:.1f}人", f"{one.came}人", f"{one.visits}人"
