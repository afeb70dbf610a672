"""計算: the figures behind a proposed class, line by line in plain words."""

from collections.abc import Iterator
from typing import Any

from services.course_choice import Because

Sum = dict[str, Any]  # services/proposals.py: reckoning
ALMOST_ONE = 0.005


def lines(kept: Sum, *, people: float) -> list[str]:
    """From the people of the town to those who are expected."""
    return [*_who(kept), *_where(kept), *_when(kept), *_end(kept, people)]


def _who(kept: Sum) -> Iterator[str]:
    yield (
        f"65歳以上 {kept['seniors']:,}人 − もう来た人 {kept['reached']:,}人"
        f" ＝ まだの人 **{kept['waiting']:,}人**"
    )
    yield (
        f"まだの人 {kept['waiting']:,}人 × 1回の教室に来る見込み {kept['uptake']:.2%}"
        f" ＝ **{kept['own']:.1f}人**"
    )
    if kept["turned_away"]:
        yield (
            f"最近、席がなくて入れなかった申込 {kept['turned_away']}件のうち、"
            f"次に来る見込み ＋ **{kept['asked']:.1f}人**"
        )
    if near := kept["near"]:
        parts = "、".join(
            f"{one['name']} {one['people']:.1f}人（直線 約{one['km']:.0f}km）" for one in near
        )
        total = sum(one["people"] for one in near)
        yield f"近くの町から ＋ **{total:.1f}人**　{parts}"


def _where(kept: Sum) -> Iterator[str]:
    why = [
        word
        for has, word in (
            (kept["has_stairs"], "会場に段差がある"),
            (kept["no_bus"], "会場の案内にバス停が書かれていない"),
        )
        if has
    ]
    if why:
        yield f"{'、'.join(why)} × **{kept['hall']:.2f}**"


def _when(kept: Sum) -> Iterator[str]:
    for name, what in (("weekday", "曜日"), ("part", "時間帯"), ("format", "形式")):
        ratio = kept[name]
        if abs(ratio["value"] - 1) >= ALMOST_ONE:
            yield f"{what}のよさ × **{ratio['value']:.2f}**（{_because(ratio, kept['mean'])}）"


def _because(ratio: Sum, mean: float | None) -> str:
    usual = f"市全体の1回平均は{mean:.1f}人" if mean is not None else "実績がまだありません"
    if not ratio["classes"]:
        return f"この町では、まだないので、市全体の実績から。{usual}"
    return f"この町で{ratio['classes']}回、1回平均{ratio['mean']:.1f}人。{usual}"


def _end(kept: Sum, people: float) -> Iterator[str]:
    drawn, seats = kept["drawn"], kept["seats"]
    if drawn > seats:
        yield f"ここまでで {drawn:.1f}人。定員が{seats}名なので、**{seats}人**まで"
    else:
        yield f"ここまでで **{drawn:.1f}人**（定員{seats}名に入ります）"
    if kept["factor"] < 1 - ALMOST_ONE:
        yield (
            f"この町では、90日のうちの教室と予定が{kept['before']}回あります。続けて開くほど"
            f"新しい人は減るとみて × **{kept['factor']:.2f}**"
        )
    yield f"＝ 初めて来る65歳以上の方は、およそ **{people:.1f}人**"
    if kept["weight"] > 1:
        yield (
            f"届いていない町なので、選ぶときは **{kept['weight']:.1f}倍** に数えました"
            "（見込みの人数はそのままです）"
        )


def course(kept: Sum) -> str:
    """Why this course."""
    if not kept["because"]:
        return ""
    mean = kept["course_mean"]
    drew = f"市全体では、1回におよそ{mean:.1f}人が来る講座です。" if mean else ""
    return f"この講座にしたのは、{Because(kept['because']).label}。{drew}"
