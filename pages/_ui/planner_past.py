"""気になる町とふりかえり: what asks for a class now, and how a past plan would have fared."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import streamlit as st

from japanese import dates
from pages._ui import events as drawing
from pages._ui.events import Link
from pages._ui.tables import table
from refusal import Refusal
from services.looking_back import LookBack, Row
from services.plans import Gap
from services.reach import Figures
from services.seasons import Season
from services.unmet import Unmet

TOTAL = "合計"
COLUMNS = ["案", "実際", "案の見込み", "実際の見込み", "初めて来た"]
LIMITS = (
    "「案」と「実際」は、教室の回数です。「実際の見込み」は、開いた教室に、案と同じ計算で出した人数です。",
    "案の教室は実際には開いていないので、来たはずの人数はだれにもわかりません。比べられるのは、"
    "「どの町に何回」と、「実際に開いた教室に何人と見込んだか」だけです。",
    "会場の空きは、休館日と開館時間だけで考えています。担当の都合は、記録がないので入れていません。",
    "会場は、いまのものを使っています。人口は、その年度の始まりに近い基準日のものです。",
    "「初めて来た人」は、65歳以上の市民を、教室の町で数えました。",
)


@contextmanager
def told_no():
    """A question that cannot be answered is no error."""
    try:
        yield
    except Refusal as no:
        st.info(str(no))


def concerns(
    figures: Figures, unmet: Sequence[Unmet], gaps: Sequence[Gap], peaks: Sequence[Season]
) -> None:
    """Every flag in one place, each with what it rests on."""
    st.subheader("気をつける町", anchor=False)
    flagged = [one for one in figures.places if one.flags]
    if flagged:
        table(
            "気をつけること",
            ["町", "気をつけること"],
            [(one.name, "、".join(one.flags)) for one in flagged],
            wide=["気をつけること"],
        )
    else:
        st.markdown("気をつける町は、ありません。")
    st.subheader("席が足りなかった町", anchor=False)
    lines = list(_turned_away(unmet)) or ["今年度に、席がなくて断った申込はありません。"]
    st.markdown("\n".join(f"- {line}" for line in lines))
    st.markdown("終わった教室だけで数えます（「到達」の「席がなかった申込」と同じ数え方です）。")
    st.subheader("担当が足りない教室", anchor=False)
    st.markdown(_short_of_people(gaps))
    if gaps:
        drawing.links([Link("/staff/shifts", "担当を決める")])
    st.subheader("これからの季節の山", anchor=False)
    st.markdown("\n".join(f"- **{one.name}**　{one.tell}" for one in peaks) or "ありません。")


def _turned_away(unmet: Sequence[Unmet]) -> Iterator[str]:
    counts: dict[str, int] = {}
    for one in unmet:
        name = one.district.name if one.district else "町がわからない方"
        counts[name] = counts.get(name, 0) + one.count
    for name, count in sorted(counts.items(), key=lambda one: -one[1]):
        yield f"**{name}**　今年度に、席がなくて入れなかった申込が延べ{count}件あります"


def _short_of_people(gaps: Sequence[Gap]) -> str:
    if not gaps:
        return "4週間のうちに、講師か補助が足りない教室はありません。"
    missing = sum(one.missing for one in gaps)
    return (
        f"4週間のうちの **{len(gaps)}件** で、講師か補助が足りません（合わせてあと{missing}名）。"
        f"いちばん近いのは {gaps[0].label} です。"
    )


def choose_year(years: Sequence[int]) -> int:
    names = {dates.fiscal_year_name(one): one for one in years}
    chosen = st.selectbox("ふりかえる年度", list(names), key="n_year", placeholder="選びます")
    return names.get(chosen, years[0])


def look_back(found: LookBack) -> None:
    """The plan and what was held, side by side, and what may not be read from it."""
    name = dates.fiscal_year_name(found.year)
    st.subheader(f"{name}の始まりに戻って、案を作ってみると", anchor=False)
    came, expected = sum(one.came for one in found.rows), sum(one.expected for one in found.rows)
    st.markdown(
        f"{name}に終わった教室は **{found.classes}回** です（{dates.short(found.until)}まで）。"
        f"4月1日にわかっていたこと（それまでの2年の教室 {found.known}回と、到達）だけで、"
        f"同じ {found.classes}回を考え直すと、町ごとには次のようになります。"
    )
    table(
        f"{name}の案と実際",
        ["町", *COLUMNS],
        [
            (
                one.name,
                f"{one.planned}回",
                f"{one.held}回",
                f"{one.planned_people:.1f}人",
                f"{one.expected:.1f}人",
                f"{one.came}人",
            )
            for one in [*found.rows, _total(found)]
        ],
        numbers=COLUMNS,
        totals=[TOTAL],
    )
    st.markdown(_accuracy(came, expected))
    st.markdown("\n".join(f"- {line}" for line in LIMITS))


def _total(found: LookBack) -> Row:
    columns = zip(*(one[1:] for one in found.rows), strict=True)
    return Row(TOTAL, *(sum(column) for column in columns))


def _accuracy(came: int, expected: float) -> str:
    if not expected:
        return "見込みを出せる教室がありませんでした。"
    share = came / expected
    words = "見込みのほうが多く出ています" if share < 1 else "見込みのほうが少なく出ています"
    return (
        f"実際に開いた教室の見込みは合わせて{expected:.0f}人、実際に初めて来た人は{came}人で、"
        f"見込みの **{share:.0%}** でした（{words}）。"
        "案の見込みも、同じくらいずれると考えてください。"
    )
