"""条件: what is wished for of the next classes, and what is assumed; all of it can be changed.

An assumption is a figure nobody knows. Where the city's own past tells something, the past is mixed
in as far as it is long enough (services/worked.py).
"""

from datetime import date, time, timedelta
from typing import Any, NamedTuple

import clock
from models import Format
from refusal import Refusal
from services import drafts

FIRST, LAST = timedelta(weeks=3), timedelta(weeks=9)  # ahead: time to tell people, and not too far
LONGEST = timedelta(weeks=26)
MOST_CLASSES, MOST_SLOTS = 40, 160


class Assumptions(NamedTuple):
    """uptake: share of those not reached yet who come to one class in their town. near_km: how
    far away it is a bit over a third of them; far_km: from where nobody comes. fade: each further
    class in a town beside the one before. urgent: how much more a town counts that is not reached.
    stairs, no_bus: share of people left where there are steps, or no bus stop is told. travel_km:
    how far staff go. again: share of bookings without a seat that come next.
    steady: classes after which the past counts as much as the assumption."""

    uptake: float = 0.012
    near_km: float = 2.0
    far_km: float = 5.0
    fade: float = 0.85
    urgent: float = 1.5
    stairs: float = 0.9
    no_bus: float = 0.9
    travel_km: float = 15.0
    again: float = 0.3
    steady: float = 8.0


class Wish(NamedTuple):
    """team: people found before a class is planned. weekdays: Monday is 0. must, without: ids of
    districts. courses: ids; none: the whole curriculum. only_offered: people are counted on only
    where they have offered the time."""

    since: date
    until: date
    classes: int = 8
    seats: int = 12
    minutes: int = 90
    team: int = 1
    per_town: int = 3
    per_week: int = 3
    per_worker: int = 4
    must: tuple[int, ...] = ()
    without: tuple[int, ...] = ()
    weekdays: tuple[int, ...] = (0, 1, 2, 3, 4)
    starts: tuple[time, ...] = (time(10), time(13, 30))
    closed: tuple[date, ...] = ()
    holidays: bool = False
    step_free: bool = False
    wifi: bool = False
    only_offered: bool = True
    formats: tuple[Format, ...] = (Format.COURSE,)
    courses: tuple[int, ...] = ()
    assumed: Assumptions = Assumptions()

    @property
    def helpers(self) -> int:
        """How many people a class of this size needs in the end."""
        return drafts.helpers_for(self.seats)


def usual() -> Wish:
    """What is proposed at first."""
    today = clock.today()
    return Wish(since=today + FIRST, until=today + LAST)


def check(wish: Wish) -> None:
    """Refuse what no plan can keep, or what nobody means."""
    if not clock.today() < wish.since <= wish.until <= wish.since + LONGEST:
        raise Refusal(
            "期間は、あすより先の日から、長くても26週間で選んでください。最初の日が先になります。"
        )
    if not 1 <= wish.classes <= MOST_CLASSES:
        raise Refusal(f"教室の数は、1回から{MOST_CLASSES}回までにしてください。")
    if not 0 <= wish.team <= wish.helpers:
        raise Refusal(
            f"定員{wish.seats}名の教室に要るのは{wish.helpers}名です。"
            "先に決める担当の人数を、それまでにしてください。"
        )
    if not (wish.weekdays and wish.starts and wish.formats):
        raise Refusal("曜日と、始まりの時刻と、形式を、1つ以上選んでください。")
    if both := set(wish.must) & set(wish.without):
        raise Refusal(
            f"「必ず開く町」と「今回は開かない町」の両方に入った町が{len(both)}つあります。"
        )
    if len(set(wish.must)) > wish.classes:
        raise Refusal("「必ず開く町」が、教室の数より多くなっています。どちらかを直してください。")


def stored(wish: Wish) -> dict[str, Any]:
    """As it is kept with the proposal: plain numbers and texts of ours."""
    found = wish._asdict() | {"assumed": wish.assumed._asdict()}
    return {name: _plain(value) for name, value in found.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return value.isoformat() if isinstance(value, date | time) else value


def read(kept: dict[str, Any]) -> Wish:
    """The wish of a proposal again."""
    days = {name: date.fromisoformat(kept[name]) for name in ("since", "until")}
    lists = {
        "starts": tuple(time.fromisoformat(one) for one in kept["starts"]),
        "closed": tuple(date.fromisoformat(one) for one in kept["closed"]),
        "formats": tuple(Format(one) for one in kept["formats"]),
    }
    plain = {name: tuple(kept[name]) for name in ("must", "without", "weekdays", "courses")}
    return Wish(**kept | days | lists | plain | {"assumed": Assumptions(**kept["assumed"])})
