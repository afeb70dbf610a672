"""案: the proposed classes, why these, why not another town, and the way to drafts."""

from collections.abc import Callable, Iterator, Sequence
from html import escape

import streamlit as st

import clock
from japanese import dates
from models import District, Proposal
from pages._ui import events as drawing
from pages._ui import planner_sums
from pages._ui.events import Link
from services import drafts, seasons, wishes
from services.proposals import Shown
from services.why_not import Answer

CLOSE = 0.0005  # nearer to the bound than is worth telling


def choose(found: Sequence[Proposal], asked: str) -> Proposal | None:
    """The proposal of the address, else the newest; older ones stay at hand."""
    if not found:
        return None
    every = {str(one.id): one for one in found}
    chosen = st.selectbox(
        "見る案",
        list(every),
        list(every).index(asked) if asked in every else 0,
        format_func=lambda one: _name(every[one]),
        key="n_proposal",
    )
    return every[chosen]


def _name(one: Proposal) -> str:
    made = clock.local(one.created_at)
    span = f"{dates.short(one.since)}から{dates.short(one.until)}まで"
    return f"{dates.short(made.date())} {dates.clock_time(made.time())}に作った案　{span}"


def summary(one: Proposal, classes: Sequence[Shown]) -> None:
    """What it would bring, beside a plan by rota, and how sure one can be of it."""
    wish = wishes.read(one.wish)
    count = len(classes)
    st.markdown(
        f"**{count}回** の教室で、初めて来る65歳以上の方は"
        f" **およそ{one.people:.0f}人** の見込みです。"
        f"同じ回数を町の順番に割りふると、およそ{one.equal_people:.0f}人です。"
        + _fewer(count, wish.classes)
    )
    st.markdown(_sure(one))


def _fewer(count: int, wished: int) -> str:
    if count == wished:
        return ""
    return (
        f"ご希望の{wished}回のうち、会場と担当がそろったのは{count}回でした。"
        "「出られる日」を入れてもらうか、条件をゆるめると増えます。"
    )


def _sure(one: Proposal) -> str:
    words = (
        "見込みは、実績と「計算のもとになる数」から出した目安です。来る人数の約束ではありません。"
    )
    if one.bound is None:
        return f"概算で選びました。もっと良い案があるかは、確かめていません。{words}"
    gap = one.bound / one.points - 1 if one.points else 0.0
    if gap < CLOSE:
        return f"この条件では、これより良い案はありません（HiGHSで確かめました）。{words}"
    return f"もっと良い案があるとしても、差は{gap:.1%}までです（HiGHSで確かめました）。{words}"


def classes(found: Sequence[Shown], keep: Callable, proposal: Proposal) -> None:
    """Every class with its sum and a box; below, the button that makes drafts."""
    left = [one for one in found if one.event is None]
    for one in found:
        _class(one)
    if not left:
        st.markdown("この案の教室は、みな下書きになっています。「教室・相談会」で公開できます。")
        return
    st.button(
        "印を付けた教室を下書きにする",
        key="n_keep",
        type="primary",
        on_click=keep,
        args=(proposal.id, [one.row.id for one in left]),
        width="stretch",
    )
    st.markdown("下書きは、公開するまで市民には見えません。担当も、まだ本人には見えない案です。")


def _class(one: Shown) -> None:
    row = one.row
    starts, ends = clock.local(row.starts_at), clock.local(row.ends_at)
    room = f" {one.room.name}" if one.room else ""
    people = f'<span class="whole">およそ{row.people:.1f}人</span>'
    with st.container():
        st.html(
            f'<div class="event">{drawing.leaf(starts.date())}<div class="what">'
            f'<p class="title">{escape(_title(one))}</p><p class="when">'
            f"<span>{dates.short(starts.date())}</span> "
            f"<span>{dates.span(starts.time(), ends.time())}</span></p>"
            f'<p class="place">{escape(one.venue.name + room)}（{escape(one.district.name)}）'
            f'　<span class="whole">定員{row.capacity}名</span></p><p>{escape(_team(one))}</p>'
            f"<p><b>初めて来る方　{people}</b></p></div></div>"
        )
        with st.expander("なぜこの案か（計算）"):
            st.markdown("\n".join(f"- {line}" for line in _why(one)))
        if one.event:
            address = f"/staff/events?event={one.event.public_id}"
            drawing.links([Link(address, f"{one.event.status.label}の教室を開く")])
        else:
            st.checkbox("下書きにする", True, key=f"n_pick_{row.id}")


def _title(one: Shown) -> str:
    named = one.course.title if one.course else drafts.NAMES.get(one.row.format, "")
    return named or one.row.format.label


def _team(one: Shown) -> str:
    lecturer, *helpers = [staff.name for staff in one.team] or [""]
    missing = drafts.helpers_for(one.row.capacity) - len(one.team)
    words = [f"講師 {lecturer}"] if lecturer else []
    words += [f"補助 {'・'.join(helpers)}"] if helpers else []
    words += [f"あと{missing}名は「担当の割り当て」で"] if missing > 0 else []
    return "　".join(words)


def _why(one: Shown) -> Iterator[str]:
    yield from planner_sums.lines(one.row.reckoning, people=one.row.people)
    if words := planner_sums.course(one.row.reckoning):
        yield words
    if not one.venue.wifi:
        yield "会場にWi-Fiがありません。モバイルWi-Fiを持って行きます"
    for season in seasons.on(clock.local(one.row.starts_at).date()):
        yield season.tell


def ask_why_not(towns: Sequence[District], there: set[int]) -> District | None:
    """A town that the plan leaves out."""
    missing = {one.id: one for one in towns if one.id not in there}
    if not missing:
        st.markdown("どの町も、この案に入っています。")
        return None
    chosen = st.selectbox(
        "なぜ、この町は入らないのですか",
        list(missing),
        index=None,
        format_func=lambda one: missing[one].name,
        key="n_why_not",
        placeholder="町を選ぶと、理由を計算します",
    )
    return missing.get(chosen)


def why_not(town: District, found: Answer) -> None:
    """The reason, and what the best class there would have brought."""
    st.markdown("\n".join(f"- {line}" for line in _reasons(town, found)))
    st.markdown("（同じ条件で、いまの予定と数字から考え直した答えです。）")


def _reasons(town: District, found: Answer) -> Iterator[str]:
    name = town.name
    if found.planned:
        yield f"いまの数字で作り直すと、{name}は{found.planned}回入ります。"
    elif found.is_left_out:
        yield f"{name}は「今回は開かない町」に入っています。"
    elif not found.halls:
        yield f"{name}には、条件に合う会場がありません。基本データの会場か、条件を直してください。"
    else:
        yield from _hours(found)
        yield from _best(found)
        yield from _cost(name, found)


def _hours(found: Answer) -> Iterator[str]:
    lost = "、".join(f"{why}（{count}）" for why, count in found.lost.most_common())
    because = f"使えないところ：{lost}。" if lost else ""
    yield f"会場が使える日と時刻は{found.free}通りです。{because}"
    if found.free and not found.staffed:
        yield "行ける担当が1人もいません。この町へ行ける方に、出られる日を入れてもらってください。"
    elif found.free:
        yield f"そのうち、担当が見つかるのは{found.staffed}通りです。"


def _best(found: Answer) -> Iterator[str]:
    if best := found.best:
        when = f"{dates.short(best.slot.day)} {dates.clock_time(best.slot.starts_at.time())}"
        yield (
            f"いちばん良いのは、{when}からの{best.hall}です。"
            f"初めて来る方はおよそ **{best.people * best.factor:.1f}人** の見込みです。"
        )


def _cost(name: str, found: Answer) -> Iterator[str]:
    if found.cost is not None:
        gone = "、".join(f"{other} {count}回" for other, count in found.gone.items())
        instead = f"代わりに {gone} がなくなり、" if gone else ""
        yield (
            f"{name}を必ず入れると、{instead}選ぶときの点が **{found.cost:.1f}** 減ります"
            "（点は、見込みの人数に、届いていない町の倍率をかけたものです）。"
            "それでも開くときは「必ず開く町」に加えて、案を作り直します。"
        )
    elif found.staffed:
        yield f"ほかの条件（回数、週、担当の都合）と合わせると、{name}を入れる案は作れません。"
