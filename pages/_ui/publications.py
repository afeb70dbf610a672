"""公表する数字 on the screen: the preview with its reasons, and what was published."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import streamlit as st

from japanese import dates
from models import Mark, OutgoingTable
from pages._ui.tables import table
from services import published_tables
from services.figure_keys import Key, Number
from services.periods import Period
from services.publications import Change, Inside, Preview
from services.published_tables import Row

REASON = "publish_reason"
MOST_CHANGES = 20


def introduction() -> None:
    st.markdown(
        "市の外に出す数字は、ここで公表したものだけです。公表した数字は、そのまま残ります。"
        "あとで受付を直しても、参加者の記録を消しても、変わりません。"
    )


def choose_period(choices: Sequence[Period]) -> Period | None:
    """The period of the address (?period=2025), or the last fiscal year that is over."""
    if not choices:
        st.info("終わった期間が、まだありません。月が終わると、その月の数字を公表できます。")
        return None
    tokens = {one.token: one for one in choices}
    asked = st.query_params.get("period", "")
    first = next((one.token for one in choices if one.is_year), choices[0].token)
    chosen = st.selectbox(
        "公表する期間",
        list(tokens),
        index=list(tokens).index(asked if asked in tokens else first),
        format_func=lambda one: tokens[one].label,
        key="publish_period",
    )
    st.query_params["period"] = chosen
    return tokens[chosen]


def has_numbers(seen: Preview) -> bool:
    return any(number.value for number in seen.numbers.values())


def preview(seen: Preview) -> None:
    """What outsiders would read, how much of it stays back, and why."""
    again = f"（第{seen.before.edition + 1}版）" if seen.before and not seen.is_told else ""
    st.subheader(f"{seen.period.label}の数字{again}", anchor=False)
    if not has_numbers(seen):
        st.info("この期間に来た人がいません。公表する数字がありません。")
        return
    _before(seen)
    st.markdown("\n".join(f"- {line}" for line in _why(seen)))
    _tables(seen.rows, seen.numbers, seen.threshold, "公表すると、こう見えます")
    _real(seen.rows, seen.numbers, seen.threshold, "本当の数")


def ask_reason(seen: Preview) -> None:
    """A correction says why."""
    if seen.before:
        st.text_input(
            "直す理由（外にも出ます）",
            key=REASON,
            max_chars=200,
            placeholder="例: 紙の名簿の入力もれ",
        )


def _before(seen: Preview) -> None:
    """What is public of this period already, and what a correction would change of it."""
    if not seen.before:
        return
    told = f"この期間は、第{seen.before.edition}版まで公表しています。"
    if seen.is_told:
        st.info(f"{told}そのあと、数字は変わっていません。もう一度公表することはありません。")
        return
    st.warning(f"{told}そのあと、数字が変わりました。直すときは、下で理由を書いて公表します。")
    if not seen.changes:
        st.markdown("人数は前の版と同じです。人口か、出さない数の決め方が変わりました。")
        return
    _changes(seen.changes)


def inside(one: Inside) -> None:
    """The frozen tables, and how this edition differs from the one before."""
    row = one.publication
    population = (
        f"人口は{dates.with_era(row.population_as_of)}現在です。" if row.population_as_of else ""
    )
    st.markdown(
        f"**{one.period.label}　第{row.edition}版**　"
        f"{row.threshold}人未満の数を出していません。{population}"
    )
    if row.edition > 1:
        st.markdown(f"直した理由: {row.reason}")
        _changes(one.changes)
    _tables(one.rows, one.numbers, row.threshold, "公表した表")
    _real(one.rows, one.numbers, row.threshold, "公表したときの本当の数")


def _why(seen: Preview) -> Iterable[str]:
    """How many numbers stay back, for which reason, in plain words."""
    marks = Counter(number.mark for number in seen.numbers.values())
    total = len(seen.numbers)
    few = seen.threshold
    yield f"数は全部で{total:,}あります。そのまま出すのは **{marks[Mark.SHOWN]:,}** です。"
    if marks[Mark.SMALL]:
        small = f"**{marks[Mark.SMALL]:,}** あります（「{few}未満」）。"
        yield f"**{few}人未満なので**出さない数が {small}"
    if marks[Mark.KEPT]:
        yield (
            "出すと、**ほかの数字から計算できてしまうので**出さない数が"
            f" **{marks[Mark.KEPT]:,}** あります（「{published_tables.KEPT}」）。"
            f"たとえば、市全体からほかの町を引くと、{few}人未満の町の数がわかることがあります。"
            "前に公表した月や年度の数字も、いっしょに調べています。"
        )
    if seen.as_of:
        yield f"人口は{dates.with_era(seen.as_of)}現在です。"


def _changes(changes: Sequence[Change]) -> None:
    """Before and after, with the real numbers: for inside."""
    if not changes:
        st.markdown("前の版と、数字は同じです。")
        return
    rest = "" if len(changes) <= MOST_CHANGES else f"表は、はじめの{MOST_CHANGES}です。"
    st.markdown(f"前の版と違う数が **{len(changes)}** あります（本当の数です。庁内だけ）。{rest}")
    table(
        "前の版との違い",
        ["町・講座など", "差", "何の数か", "前の版", "今度"],
        [
            [
                one.row,
                "―" if None in (one.before, one.now) else f"{one.now - one.before:+,}",
                published_tables.number_name(one.key),
                _count(one.before),
                _count(one.now),
            ]
            for one in changes[:MOST_CHANGES]
        ],
        numbers=["前の版", "今度", "差"],
        wide=["町・講座など"],
    )


def _count(number: int | None) -> str:
    return "―" if number is None else f"{number:,}"


def _real(rows: Sequence[Row], numbers: Mapping[Key, Number], threshold: int, what: str) -> None:
    """The numbers themselves; behind those that stay back the words that outsiders read."""
    bare = {key: number._replace(mark=None) for key, number in numbers.items()}
    told = published_tables.tables(rows, numbers, threshold=threshold)
    with st.expander(f"{what}（庁内だけ。外に出しません）"):
        st.markdown("かっこがある数は、外に出しません。かっこの中は、外で見える言葉です。")
        for one, outside in zip(
            published_tables.tables(rows, bare, threshold=threshold), told, strict=True
        ):
            pairs = zip(one.rows, outside.rows, strict=True)
            both = tuple(tuple(map(_beside, *pair)) for pair in pairs)
            _table(one._replace(rows=both), what)


def _beside(real: str | int, outside: str | int) -> str | int:
    return real if real == outside else f"{_cell(real)}（{outside}）"


def _tables(rows: Sequence[Row], numbers: Mapping[Key, Number], threshold: int, what: str) -> None:
    for one in published_tables.tables(rows, numbers, threshold=threshold):
        _table(one, what)


def _table(one: OutgoingTable, what: str) -> None:
    st.markdown(f"**{one.title}**")
    first, *others = (name or "　" for name in one.header)
    rows = [[_cell(cell) for cell in row] for row in one.rows]
    title = f"{what}: {one.title}"
    table(title, [first, *others], rows, numbers=others, wide=[first], totals=one.totals)


def _cell(cell: str | int) -> str:
    return f"{cell:,}" if isinstance(cell, int) else cell
