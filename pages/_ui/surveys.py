"""アンケート: the boxes to key a sheet in, what was understood, and the counts."""

from collections.abc import Callable, Mapping, Sequence
from html import escape

import streamlit as st

from models import Survey
from models.survey import Asked
from pages._ui.tables import table
from services.survey_results import Tally
from services.surveys import LONGEST

STYLE = """<style>
.keys { display: flex; flex-wrap: wrap; gap: 0 1.1rem; list-style: none;
  margin: .3rem 0 !important; padding: 0 !important; line-height: 1.7; }
.keys li { margin: 0 !important; }
.keys b { color: #0017c1; }
.st-key-v_typed input { font-size: 1.5rem; letter-spacing: .12em; }
.said { margin: 0; line-height: 1.6; }
</style>"""


def boxes() -> None:
    """One line of digits, and what was written by hand; Enter stores."""
    st.text_input(
        "○の番号（紙の1番から順に。Enterで入ります）",
        key="v_typed",
        max_chars=60,
        autocomplete="off",
        placeholder="例: 1213114132.17",
    )
    st.text_input(
        "次に来やすい曜日・時間・会場（書いてあれば）",
        key="v_next_time",
        max_chars=LONGEST["next_time"],
        autocomplete="off",
        placeholder="例: 土曜の午前",
    )
    st.text_input(
        "困っていること、聞きたいこと（書いてあれば）",
        key="v_trouble",
        max_chars=LONGEST["trouble"],
        autocomplete="off",
        placeholder="例: LINEの通知が鳴らない",
    )
    st.checkbox("これを質問として、質問の一覧にも入れる", key="v_question")


def guide(asked: Sequence[Asked]) -> None:
    """The order of the digits."""
    single = [one for one in asked if not one.many]
    several = [one for one in asked if one.many]
    lines = [f"<li><b>{at}</b> {escape(one.short)}</li>" for at, one in enumerate(single, start=1)]
    wide = next((one for one in single if one.width > 1), None)
    digits = f"「{wide.short}」は{wide.width}けたです。" if wide else ""
    st.html(
        f'{STYLE}<p class="said"><b>入れる順番</b>　1つの質問に数字1つ。'
        f"答えがなければ 0。{digits}</p>"
        f'<ol class="keys">{"".join(lines)}</ol>'
        f'<p class="said">続けて、<b>{several[0].short}</b>の番号をすべて。点（.）を打ってから、'
        f"<b>{several[1].short}</b>の番号をすべて。最後にEnter。</p>"
    )


def stored(
    last: Sequence[Survey], words: Mapping[int, list[tuple[str, str]]], take_back: Callable
) -> None:
    """The sheets keyed in last, in words, to be compared with the paper; the newest can go."""
    if not last:
        return
    st.subheader("いま入れた紙", anchor=False)
    for number, one in enumerate(last):
        answers = "　".join(
            f'<span class="whole">{escape(name)} <b>{escape(said)}</b></span>'
            for name, said in words[one.id]
        )
        st.html(f'{STYLE}<p class="said">{answers or "答えのない紙"}</p>')
        if number == 0:
            st.button("上の1枚を取り消す", key="take_back", on_click=take_back, args=(one.id,))


def summary(tally: Tally, asked: Sequence[Asked]) -> None:
    """How many sheets, 満足度 with what it is made of, and every question in one table."""
    st.subheader("集計", anchor=False)
    if not tally.n:
        st.markdown("アンケートは、まだ1枚もありません。")
        return
    rate = tally.satisfaction
    words = (
        f"満足度は **{rate:.1%}** です（とても満足＋満足 {tally.satisfied}枚 ÷ "
        f"有効回答 {tally.valid}枚）。"
        if rate is not None
        else "満足度の答えは、まだありません。"
    )
    st.markdown(f"全部で **{tally.n}枚** です。{words}")
    table(
        "質問ごとの枚数",
        ["質問", "枚数"],
        [[one.title, _counted(one, tally.counts[one.column])] for one in asked],
        wide=["枚数"],
    )


def _counted(one: Asked, counts: Sequence[int]) -> str:
    """とても満足 5、満足 3、答えなし 1: what nobody chose is left out."""
    named = [*zip(one.choices, counts[1:], strict=True), ("答えなし", counts[0])]
    return "、".join(f"{name} {count}" for name, count in named if count)


def written(texts: Sequence[Survey]) -> None:
    """What people wrote by hand."""
    if not texts:
        return
    with st.expander(f"書いてあったこと（{len(texts)}枚）", key="v_texts"):
        for one in texts:
            for label, text in (("次回", one.next_time), ("困りごと", one.trouble)):
                if text:
                    st.text(f"{label}: {text}")
