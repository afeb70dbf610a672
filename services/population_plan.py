"""Judge the rows of a population file before anything is saved.

A name is matched to a district only when it can mean no other one; what would count people twice
is left out or refused; what merely looks odd becomes a doubt that a person has to confirm.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

import clock
from japanese import dates
from models import District, Municipality, Sex
from services.town_names import Towns

CITY = "市全体"
BIG_CHANGE = 0.10  # a larger change against the version before is asked about


class Cell(NamedTuple):
    """People of one sex and age span; `age_to` none: and over; `age_from` none: age unknown."""

    sex: Sex
    age_from: int | None
    age_to: int | None
    people: int


class Area(NamedTuple):
    """One row of the file. `problems` forbid the import, `doubts` must be confirmed.

    whole: the row is of the whole city; left_out: it repeats people of other rows. `code` is the
    municipality's (全国地方公共団体コード), empty when the file does not say.
    """

    line: int
    code: str
    city: str
    name: str
    as_of: date | None
    cells: Sequence[Cell]
    whole: bool = False
    left_out: bool = False
    problems: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()

    @property
    def people(self) -> int:
        return sum(cell.people for cell in self.cells)


class Standing(StrEnum):
    """What becomes of a row."""

    READY = "取り込む"
    LEFT_OUT = "使わない"
    WRONG = "直す"


class Row(NamedTuple):
    """A row of the file, the district it means (none: the whole city), and why it stands so.

    part: the 大字 of the town, when the row is of no whole town; parts are added up.
    """

    area: Area
    standing: Standing
    district_id: int | None = None
    place: str = ""
    reason: str = ""
    part: str = ""


class Plan(NamedTuple):
    """What an import would do. Nothing is saved while a row is wrong or a doubt unconfirmed."""

    rows: list[Row]
    doubts: list[str]
    notes: list[str]

    @property
    def ready(self) -> list[Row]:
        return [row for row in self.rows if row.standing is Standing.READY]

    @property
    def wrong(self) -> list[Row]:
        return [row for row in self.rows if row.standing is Standing.WRONG]

    @property
    def days(self) -> list[date]:
        """The reference dates that would be taken in."""
        return sorted({row.area.as_of for row in self.ready})


def reference_day(day: date) -> str:
    """令和8年9月30日; a reference date needs no weekday."""
    return f"{dates.wareki_year(day)}{day.month}月{day.day}日"


Totals = Mapping[date, Mapping[int | None, int]]  # people by reference date and district id


def judge(
    areas: Sequence[Area], *, city: Municipality, districts: Sequence[District], known: Totals
) -> Plan:
    """What importing these rows would do, next to the `known` totals imported so far."""
    matched = _match_all(areas, city, Towns(city, districts))
    plan = Plan(_without_repeats(matched), [], [])
    for doubts in (
        _foreign(plan, city),
        _doubted(plan),
        _future(plan),
        _gaps(plan, districts),
        _changes(plan, known),
    ):
        plan.doubts.extend(doubts)
    plan.notes.extend(
        f"{reference_day(day)}の人口は、もう取り込んであります。新しい内容に置き換えます。"
        for day in plan.days
        if day in known
    )
    return plan


def _match_all(areas: Sequence[Area], city: Municipality, towns: Towns) -> list[Row]:
    """Rows of other cities step back when our own are in the file."""
    own = [_is_own(area, city) for area in areas]
    return [
        _match(area, towns)
        if mine or not any(own)
        else Row(area, Standing.LEFT_OUT, reason=f"{area.city or area.code}の行です。")
        for area, mine in zip(areas, own, strict=True)
    ]


def _match(area: Area, towns: Towns) -> Row:
    if area.left_out:
        return Row(area, Standing.LEFT_OUT, reason="合計の行です。二重に数えません。")
    if area.problems:
        return Row(area, Standing.WRONG, reason="".join(area.problems))
    if area.whole:
        return Row(area, Standing.READY, None, CITY)
    meant = towns.meant(area.name)
    if len(meant.districts) == 1:
        (district_id,) = meant.districts
        return Row(area, Standing.READY, district_id, towns.districts[district_id], part=meant.part)
    if meant.districts:
        which = towns.called(meant.districts)
        reason = f"「{area.name}」は{which}のどれにも読めます。町の名前を書いてください。"
        return Row(area, Standing.WRONG, reason=reason)
    reason = (
        f"「{area.name}」という町がありません。大字のときは、前に町の名前を書きます。"
        "町の別の書き方のときは、基本データの地区に加えます。"
    )
    return Row(area, Standing.WRONG, reason=reason)


def _is_own(area: Area, city: Municipality) -> bool:
    """The sixth digit is a check digit; older files leave it out."""
    return not area.code or area.code[:5] == city.code[:5]


def _without_repeats(rows: list[Row]) -> list[Row]:
    """The same place twice on one date would be counted twice: the later row is wrong.

    A town and its parts are the same people too: then the parts are left out.
    """
    first: dict[tuple, int] = {}
    for row in rows:
        if row.standing is Standing.READY:
            first.setdefault(_place(row), row.area.line)
    return [_counted_once(row, first) for row in rows]


def _place(row: Row) -> tuple:
    return row.area.as_of, row.district_id, row.part


def _counted_once(row: Row, first: Mapping[tuple, int]) -> Row:
    if row.standing is not Standing.READY:
        return row
    whole = first.get((row.area.as_of, row.district_id, ""))
    if row.part and whole:
        reason = f"{whole}行目の{row.place}に入っています。二重に数えません。"
        return row._replace(standing=Standing.LEFT_OUT, reason=reason)
    if first[_place(row)] != row.area.line:
        reason = f"{first[_place(row)]}行目と同じ町、同じ日付です。どちらか1つにしてください。"
        return row._replace(standing=Standing.WRONG, reason=reason)
    return row


def _foreign(plan: Plan, city: Municipality) -> Iterator[str]:
    others = {(row.area.city, row.area.code) for row in plan.ready if not _is_own(row.area, city)}
    for name, code in sorted(others):
        yield f"{name}（{code}）のファイルです。{city.name}（{city.code}）の人口として使います。"


def _doubted(plan: Plan) -> Iterator[str]:
    """What the reader of the file doubted; the same doubt of many rows is one sentence."""
    lines: dict[str, list[int]] = defaultdict(list)
    for row in plan.rows:
        if row.standing is Standing.READY or row.area.left_out:
            for doubt in row.area.doubts:
                lines[doubt].append(row.area.line)
    for doubt, (first, *others) in lines.items():
        more = f"ほか{len(others)}行" if others else ""
        yield f"{first}行目{more}：{doubt}"


def _future(plan: Plan) -> Iterator[str]:
    for day in plan.days:
        if day > clock.today():
            yield f"調査年月日が、今日より先です（{reference_day(day)}）。"


def _gaps(plan: Plan, districts: Sequence[District]) -> Iterator[str]:
    for day in plan.days:
        there = {row.district_id for row in plan.ready if row.area.as_of == day}
        missing = [one.name for one in districts if not {one.id, None} & there]
        if missing:
            yield f"{reference_day(day)}の、{'、'.join(missing)}の行がありません。"


def _changes(plan: Plan, known: Totals) -> Iterator[str]:
    """Compare each place with the reference date before it, in the file or imported earlier."""
    totals = {day: Counter(people) for day, people in known.items()}
    totals |= {day: Counter() for day in plan.days}
    first: dict[tuple, Row] = {}
    for row in plan.ready:
        totals[row.area.as_of][row.district_id] += row.area.people
        first.setdefault((row.area.as_of, row.district_id), row)
    for (day, district), row in first.items():
        before = [one for one in totals if one < day and totals[one][district]]
        if before:
            was, now = totals[max(before)][district], totals[day][district]
            if abs(now - was) > BIG_CHANGE * was:
                yield (
                    f"{row.area.line}行目：{row.place}の人口が、{reference_day(max(before))}の"
                    f"{was:,}人から{now:,}人に変わっています（{now / was - 1:+.1%}）。"
                )
