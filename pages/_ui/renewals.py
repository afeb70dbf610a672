"""更新の見通し on the screen: what is known, how it is counted, what it means for the town."""

import streamlit as st

from charts.outlook import SIGN, Bar
from japanese import dates
from pages._ui.outlook import chart
from pages._ui.tables import table
from services import renewals
from services.renewals import Expected, Month, Recorded, Town


def draw(known: Recorded, town: Town | None) -> None:
    st.subheader("これからの更新", anchor=False)
    if not known.coming:
        st.info("これから来る有効期限の記録が、まだありません。相談のときに年と月を聞きます。")
        return
    months = renewals.next_months(known)
    most = renewals.highest(months)
    st.markdown(_sentence(known, most))
    bars = [Bar(one.label, one.records, is_marked=_is_most(one, most)) for one in months]
    st.markdown(f"更新できるようになる月ごとの、記録の数です。{SIGN}は、いちばん多い月です。")
    chart(bars, unit="件", what="更新が始まる月ごとの記録の数", key="o_renewals")
    _arithmetic(known)
    _whole_town(known, town)


def _is_most(one: Month, most: Month | None) -> bool:
    return most is not None and one.records == most.records


def _sentence(known: Recorded, most: Month | None) -> str:
    peak = f"いちばん多いのは **{most.label}** に始まる{most.records:,}件です。" if most else ""
    return (
        f"期限がこれから来る記録は **{known.coming:,}件** で、"
        f"そのうち **{known.open_now:,}件** は、もう更新できます。{peak}"
    )


def _arithmetic(known: Recorded) -> None:
    """Line by line, so that anybody can count it over."""
    share = known.told / known.asked
    lines = (
        ("① 記録した相談", f"延べ{known.asked:,}件"),
        ("② ①のうち、有効期限の年月を聞いたもの", f"延べ{known.told:,}件（①の{share:.1%}）"),
        ("③ 同じ方の同じ期限を1件と数えると", f"{known.different:,}件"),
        ("④ ③のうち、期限がこれから来るもの", f"{known.coming:,}件"),
        ("⑤ 更新できる月 ＝ 期限の月 − 3か月", "例: 2028年3月までなら、2027年12月から"),
        ("⑥ ④のうち、もう更新できるもの", f"{known.open_now:,}件"),
    )
    st.markdown("**数え方**\n" + "".join(f"\n- {what}：**{number}**" for what, number in lines))
    rows = [[one.label, f"{one.records:,}"] for one in known.months]
    with st.expander("月ごとの表（すべての月）"):
        table("更新が始まる月ごとの記録の数", ["更新が始まる月", "記録"], rows, numbers=["記録"])


def _whole_town(known: Recorded, town: Town | None) -> None:
    """Only when somebody says how many have a card: we do not know it, and do not guess."""
    st.subheader("町全体に広げた目安", anchor=False)
    st.markdown(
        "カードを持つ人の割合を入れると、計算の式といっしょに目安を出します。"
        "割合は、国が公開する市区町村別の保有枚数から調べてください。"
    )
    left, right = st.columns(2)
    as_of = f"（{dates.with_era(town.as_of)}現在。直せます）" if town else "（入れてください）"
    people = left.number_input(
        f"人口{as_of}", 0, 5_000_000, town.people if town else 0, step=100, key="o_people"
    )
    share = right.number_input(
        "カードを持つ人の割合（％）",
        0.0,
        100.0,
        None,
        step=0.1,
        key="o_share",
        placeholder="例: 78.0",
    )
    if not (people and share):
        return
    st.markdown(
        f"**仮定** ① 人口は{people:,}人。② カードを持つ人は{share:.1f}％。"
        "③ 相談に来た方の期限の分かれ方は、町全体と同じ。"
        "実際には、期限の近い方ほど相談に来るので、近い年度は多めに出ます。"
    )
    found = renewals.expected(known, people=people, share=share / 100)
    table(
        "町全体の更新の目安",
        ["年度", "目安", "開庁日1日あたり", "計算"],
        [[dates.fiscal_year_name(one.year), *_cells(one)] for one in found],
        numbers=["目安", "開庁日1日あたり"],
        wide=["計算"],
    )


def _cells(one: Expected) -> list[str]:
    return [
        f"約{one.renewals:,}件",
        f"約{one.a_day:.1f}件",
        f"{one.cards:,}枚 × {one.records:,}件 ÷ {one.coming:,}件（開庁日{one.office_days}日）",
    ]
