"""年度の報告のことば: sentences from the published figures, and typed words made fit to leave.

Nothing here reads the data: what is said follows from what outsiders can read anyway.
"""

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from models import Outgoing
from models.year_report import Cell, Standing, YearPlace
from services import published_tables

MASK = "●"
MOST_NAMES = 5
_DIGITS = "0-9０-９〇一二三四五六七八九十百千"
_PEOPLE = re.compile(
    rf"(?<![{_DIGITS}])(?P<number>[{_DIGITS}]+(?:[,，.．][0-9０-９]+)*)"
    r"(?P<unit>\s*(?:人(?!ひとり|一人)|名(?![前簿札])|[%％割]|パーセント))"
)
_FEW = re.compile(r"(?:ひとり|ふたり|数|何)(?:人|名)?(?=だけ|しか|のみ|が来|の参加)")
_STAFF = re.compile(r"(?:担当|職員|講師|補助|支援員|推進委員|ボランティア|サポーター)\S{0,2}$")
_FULL_WIDTH = str.maketrans("０１２３４５６７８９，．", "0123456789,.")


class Next(NamedTuple):
    """What is written about the year after: the first of the next steps, and the targets."""

    step: str = ""
    people: int | None = None
    classes: int | None = None


def masked(text: str, known: Collection[str]) -> str:
    """The text with ● for every number of people that is not among the `known`, as texts.

    How many people of the team do something is no figure of those who came.
    """

    def said(found: re.Match[str]) -> str:
        number = found["number"].translate(_FULL_WIDTH).replace(",", "")
        is_staff = _STAFF.search(text[: found.start()])
        return found[0] if number in known or is_staff else f"{MASK}{found['unit']}"

    return _FEW.sub(f"{MASK}人", _PEOPLE.sub(said, text))


def known(*places: YearPlace) -> set[str]:
    """The numbers of these places that everybody can read, and those of their plan."""
    found: set[str] = set()
    for one in places:
        public = (one.people, one.visits, one.newcomers, one.seniors, one.target)
        found |= {str(cell) for cell in public if isinstance(cell, int)}
        found |= {f"{rate:g}" for rate in (one.rate, one.target_rate) if rate is not None}
    return found


def reached(year: str, city: YearPlace) -> str:
    """How many came, out of how many, and how many more than a year before."""
    if not isinstance(city.people, int):
        return f"{year}に教室・相談会に来た65歳以上の市民は、{city.people}です。"
    visits = f"（延べ{city.visits:,}回）" if isinstance(city.visits, int) else ""
    told = f"{year}は、65歳以上の市民{city.people:,}人{visits}が教室・相談会に来ました。"
    if city.rate is not None:
        told += f"65歳以上の{city.rate:.1f}％です。"
    return told + _grown(city.people, city.people_before)


def _grown(now: int, before: Cell) -> str:
    if not isinstance(before, int):
        return ""
    if now == before:
        return "前の年度と同じ人数です。"
    return f"前の年度より{abs(now - before):,}人、{'増え' if now > before else '減り'}ました。"


def not_yet(places: Sequence[YearPlace]) -> str:
    """Which towns are behind, which had no class, how many have met their target."""
    behind = [one.name for one in places if one.is_behind]
    empty = [one.name for one in places if one.held == 0]
    told = ""
    if behind:
        told = f"{names(behind)}には、まだ届いていません（到達率が、市全体の半分より低い町です）。"
    elif places:
        # What is not public may be low: then only of the others can be said that they are not.
        which = "どの町も" if all(one.is_behind is False for one in places) else "数を出した町は"
        told = f"{which}、到達率が市全体の半分より高くなりました。"
    if empty:
        told += f"{names(empty)}では、教室を開いていません。"
    return told + _met(places)


def _met(places: Sequence[YearPlace]) -> str:
    """Only when it can be said of every town with a target."""
    planned = [one for one in places if one.target is not None]
    if not planned or any(one.standing is Standing.UNSAID for one in planned):
        return ""
    met = sum(one.standing is Standing.MET for one in planned)
    return f"目標を決めた{len(planned)}町のうち、{met}町が届きました。"


def what_next(year_after: str, said: Next) -> str:
    step = said.step.strip()
    told = f"{year_after}は、「{step.rstrip('。')}」に取り組みます。" if step else ""
    wished = [
        f"65歳以上の市民{said.people:,}人" if said.people else "",
        f"教室{said.classes:,}回" if said.classes else "",
    ]
    if any(wished):
        which = "目標" if told else f"{year_after}の目標"
        told += f"{which}は、{'、'.join(filter(None, wished))}です。"
    return told or f"{year_after}にすることは、これから決めます。"


def first_sentence(text: str) -> str:
    return text.strip().partition("\n")[0].partition("。")[0]


def names(found: Sequence[str]) -> str:
    """中央町・梅の木町; of many the first ones, and how many more there are."""
    rest = len(found) - MOST_NAMES
    return "・".join(found[:MOST_NAMES]) + (f"など{len(found)}町" if rest > 0 else "")


def standing(people: Cell, target: int | None, *, outgoing: Outgoing) -> Standing:
    """Whether a target is met, when everybody can see it."""
    if target is None:
        return Standing.UNSAID
    if isinstance(people, int):
        return Standing.MET if people >= target else Standing.SHORT
    is_few = people == few(outgoing)
    return Standing.SHORT if is_few and target >= outgoing.threshold else Standing.UNSAID


def is_behind(
    people: Cell, seniors: Cell, city_rate: float | None, *, outgoing: Outgoing, share: float
) -> bool | None:
    """Below this share of the city's rate, or nobody at all; none when outsiders cannot tell."""
    if people == 0:
        return True
    if city_rate is None or not isinstance(seniors, int) or not seniors:
        return None
    limit = share * city_rate
    if isinstance(people, int):
        return 100 * people / seniors < limit
    most = outgoing.threshold - 1
    return True if people == few(outgoing) and 100 * most / seniors < limit else None


def few(outgoing: Outgoing) -> str:
    """10未満."""
    return f"{outgoing.threshold}{published_tables.FEW}"
