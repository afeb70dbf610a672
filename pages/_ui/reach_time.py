"""How reach went on: the months of a fiscal year, and the years of the plan."""

from collections.abc import Sequence

import streamlit as st

from charts import trend
from japanese.dates import fiscal_year_name
from pages._ui.reach_picture import show
from pages._ui.tables import table
from services.over_time import Month
from services.plan_years import Year

AHEAD, RUNNING = "まだ", "今月はまだ途中です"


def months(found: Sequence[Month], *, where: str, year: str) -> None:
    """Month by month: a sentence, the picture, and the same as a table."""
    st.subheader(f"月ごとのうつりかわり（{where}・{year}）", anchor=False)
    past = [one for one in found if not one.period.is_ahead]
    most = max(past, key=lambda one: one.reached.people, default=None)
    if most is None or not most.reached.people:
        st.info(f"{year}に来た65歳以上の人は、まだいません。")
        return
    st.markdown(_sentence(past, most))
    st.markdown(
        "濃いところが初めての人、薄いところが前にも来た人です（65歳以上の実人数）。"
        "2つの月に来た人は両方に数えるので、足しても1年の実人数にはなりません。"
    )
    what = f"{where}の月ごとに来た65歳以上の人"
    show(trend.months([_time(one) for one in found], what=what), "r_months")
    with st.expander("表で見る"):
        numbers = ["実人数", "初めて", "延べ"]
        table(what, ["月", *numbers], [_cells(one) for one in past], numbers=numbers)


def _sentence(past: Sequence[Month], most: Month) -> str:
    said = f"いちばん多く来たのは**{_name(most)}の{most.reached.people:,}人**です。"
    quiet = [_name(one) for one in past if not one.reached.people and not one.period.is_running]
    if quiet:
        said += f"だれも来なかったのは{'・'.join(quiet)}です。"
    people = sum(one.reached.people for one in past)
    new = sum(one.reached.newcomers for one in past)
    return f"{said}毎月の来た人のうち、初めての人は{new / people:.0%}です。"


def _name(one: Month) -> str:
    return f"{one.period.since % 100}月"


def _time(one: Month) -> trend.Time:
    remark = AHEAD if one.period.is_ahead else ""
    return trend.Time(_name(one), one.reached.people, one.reached.newcomers, remark)


def _cells(one: Month) -> list[str]:
    name = f"{_name(one)}（{RUNNING}）" if one.period.is_running else _name(one)
    return [
        name,
        f"{one.reached.people:,}",
        f"{one.reached.newcomers:,}",
        f"{one.reached.visits:,}",
    ]


def years(plan: Sequence[Year]) -> None:
    """The years of the plan, each with what was wished for."""
    st.subheader("年度ごとのうつりかわり（市全体）", anchor=False)
    known = [one for one in plan if one.is_known]
    aimed = [one for one in plan if one.aim and one.aim.people]
    if not known and not aimed:
        st.info("まだ、どの年度にも、来た人も目標もありません。")
        return
    st.markdown(_of_years(known, aimed))
    st.markdown("棒は65歳以上の実人数、太い縦の線は年度の目標の人数です。")
    drawn = [_year(one) for one in plan]
    show(trend.years(drawn, what="年度ごとに来た65歳以上の人"), "r_years")
    with st.expander("表で見る"):
        numbers = ["実人数", "到達率", "目標"]
        rows = [_year_cells(one) for one in drawn]
        table("年度ごとに来た65歳以上の人", ["年度", *numbers], rows, numbers=numbers)


def _year(one: Year) -> trend.Year:
    people, rate = (one.place.seniors.people, one.place.rate) if one.is_known else (None, None)
    aim = one.aim.people if one.aim else None
    return trend.Year(fiscal_year_name(one.year), people, rate, aim, one.period.is_ahead)


def _of_years(known: Sequence[Year], aimed: Sequence[Year]) -> str:
    """Where the newest year stands beside its target and the year before."""
    if not known:
        return "来た人の記録は、まだありません。これからの年度の目標だけを出しています。"
    now = known[-1]
    name, people = fiscal_year_name(now.year), now.place.seniors.people
    said = f"{name}は**実{people:,}人**です。"
    if now in aimed:
        left = now.aim.people - people
        said += f"目標の{now.aim.people:,}人に" + (
            f"、あと{left:,}人です。" if left > 0 else "届いています。"
        )
    if len(known) > 1:
        before = known[-2].place.seniors.people
        said += f"{fiscal_year_name(known[-2].year)}は、1年で実{before:,}人でした。"
    return said


def _year_cells(one: trend.Year) -> list[str]:
    return [
        one.name,
        "―" if one.people is None else f"{one.people:,}",
        "―" if one.rate is None else f"{one.rate:.1%}",
        "―" if one.target is None else f"{one.target:,}",
    ]
