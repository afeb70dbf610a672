"""The ticked roster on the screen: four boxes for the keyboard, and every row said back."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from models import District
from pages._ui.tables import table
from refusal import Refusal
from services import ticks
from services.paper_roster import Keyed, Line, Stored
from services.who_came import Counts

BOXES = ("p_rows", "p_late", "p_instead", "p_new")
COUNTS, LEAVE = "出席にする", "数えない"


def boxes(towns: Sequence[District], counts: Counts) -> None:
    """Tab leads from box to box to the button."""
    st.text_input(
        "来た方の番号（名簿の □ に印がある行）", key="p_rows", placeholder="例: 1-8 10 12"
    )
    st.text_input("そのうち、遅刻の番号", key="p_late", placeholder="例: 3 12")
    legend(towns)
    st.text_input(
        "代わりの方が来た番号（番号=町年代）",
        key="p_instead",
        placeholder="例: 5=15（5番の代わりに、1の町の75〜79歳の方）",
    )
    st.text_input(
        "当日参加の方（町年代を、1人ずつ空白で区切る）", key="p_new", placeholder="例: 15 15 24"
    )
    if counts.walked_in:
        st.markdown(
            f"当日参加は、もう**{counts.walked_in}名**受け付けてあります。まだの方だけを入力します。"
        )


def keyed(towns: Sequence[District]) -> Keyed:
    """What stands in the boxes now, or a Refusal that names what cannot be read."""
    rows, late, instead, new = (st.session_state[box] for box in BOXES)
    found = Keyed(
        rows=ticks.numbers(rows),
        late=ticks.numbers(late),
        instead=ticks.instead(instead, towns=towns),
        walk_ins=ticks.strangers(new, towns=towns),
    )
    choices = {row: st.session_state.get(f"p_decide_{row}") for row in found.ticked}
    return found._replace(
        decisions={row: choice == COUNTS for row, choice in choices.items() if choice}
    )


def read(towns: Sequence[District]) -> Keyed | None:
    """The same for drawing: none, and why, when it cannot be read."""
    try:
        return keyed(towns)
    except Refusal as no:
        st.error(str(no))
        return None


def legend(towns: Sequence[District]) -> None:
    """Which figure is which town, and which age."""
    named = [f"{number} {town.name}" for number, town in enumerate(towns, start=1)]
    ages = [f"{number} {band.label}" for number, band in ticks.BANDS.items()]
    for title, parts in (("町", [*named, f"{ticks.OUTSIDE} 市外"]), ("年代", ages)):
        words = "　".join(f'<span class="whole">{escape(part)}</span>' for part in parts)
        st.html(f'<p class="who-row"><b>{title}</b>　{words}</p>')


def ask(ticked: Sequence[Line]) -> None:
    """Rows where paper and computer differ; each is decided before anything is stored."""
    doubtful = [line for line in ticked if line.standing.is_doubtful]
    if doubtful:
        st.subheader(f"確かめてください（{len(doubtful)}行）", anchor=False)
    for line in doubtful:
        st.radio(
            f"{line.row}番　{line.name}　{line.standing.label}",
            (COUNTS, LEAVE),
            index=None,
            horizontal=True,
            key=f"p_decide_{line.row}",
        )


def echo(lines: Sequence[Line], keyed: Keyed, towns: Sequence[District]) -> None:
    """The whole sheet in its own order, to be compared at a glance."""
    names = {town.code: town.name for town in towns}
    rows = [(str(line.row), _mark(line, keyed), line.name, line.standing.label) for line in lines]
    rows += [
        (f"＋{number}", "○", "当日参加", f"{_town(one, names)}　{one.age_band.label}")
        for number, one in enumerate(keyed.walk_ins, start=1)
    ]
    if rows:
        table("名簿", ("番号", "印", "お名前", "いまの様子"), rows, wide=("いまの様子",))


def _mark(line: Line, keyed: Keyed) -> str:
    if line.row in keyed.instead:
        return "代わり"
    if line.row in keyed.late:
        return "○ 遅刻"
    return "○" if line.row in keyed.rows else ""


def _town(one: ticks.Stranger, names: dict[str, str]) -> str:
    return names.get(one.district, "町は不明" if one.is_resident else "市外")


def sentence(stored: Stored) -> str:
    """What came of the sheet, in one line."""
    parts = [
        (stored.counted, "名を出席に"),
        (stored.instead, "名を代わりの方として"),
        (stored.walked_in, "名を当日参加に"),
    ]
    done = "、".join(f"{number}{words}" for number, words in parts if number) or "新しい方は0名に"
    again = f"（{stored.before}名は受付済みでした）" if stored.before else ""
    return f"{done}しました{again}。"
