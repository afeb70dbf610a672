"""講座別の点検: what an audit asks of each course and each way of holding one, and which classes
stand behind it (財務省 予算執行調査 2023: seat fill, one-person classes, one helper for four)."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from sqlmodel import Session

from models import Course, Format
from models.in_house import Line, Read, Sheet
from services import class_facts, groups
from services.class_facts import Facts
from services.closing import PEOPLE_PER_HELPER
from services.counts import Cut, Reached
from services.notices import CALLED_OFF
from services.periods import Period

HALF = 0.5
NO_COURSE = "講座の指定なし"
SUMS = (
    *("開催した回数", "中止・延期", "定員の合計", "席のある申込", "席の充足率（%）"),
    *("受講者数（延べ）", "延べのうちの割合（%）", "市民の実人数", "1回の平均"),
    *("1人だけの回", "1人だけの回の割合（%）", "だれも来なかった回"),
    *("支援者の延べ人数", "受講者:支援者比", f"1人で{PEOPLE_PER_HELPER}人を超えた回"),
)
CLASSES = (
    *("管理番号", "開催日", "町", "会場名", "講座名", "教室の名前", "実施形態"),
    *("定員", "席のある申込", "受講者数", "支援者", "受講者:支援者比"),
)
WIDE = ("会場名", "講座名", "教室の名前")
# Each list of classes: its name, and which of the classes that were held are in it.
LISTS: dict[str, Callable[[Facts], bool]] = {
    "1人だけの教室": lambda one: one.counts.came == 1,
    "だれも来なかった教室": lambda one: one.is_empty,
    "補助が足りない教室": lambda one: is_crowded(one),
    "席が半分より空いた教室": lambda one: one.counts.came < HALF * one.seats,
}


@dataclass
class _Sum:
    """Of the classes of one course or format, as they are read."""

    held: int = 0
    called_off: int = 0
    seats: int = 0
    taken: int = 0
    came: int = 0
    staff: int = 0
    alone: int = 0
    empty: int = 0
    crowded: int = 0

    def add(self, one: Facts) -> None:
        self.called_off += one.event.status in CALLED_OFF
        if not one.is_held:
            return
        self.held += 1
        self.seats += one.seats
        self.taken += one.counts.taken
        self.came += one.counts.came
        self.staff += len(one.team)
        self.alone += one.counts.came == 1
        self.empty += one.is_empty
        self.crowded += is_crowded(one)

    def line(self, people: int, visits: int) -> Line:
        return (
            *(self.held, self.called_off, self.seats, self.taken, _share(self.taken, self.seats)),
            *(self.came, _share(self.came, visits), people, _ratio(self.came, self.held)),
            *(self.alone, _share(self.alone, self.held), self.empty),
            *(self.staff, _ratio(self.came, self.staff), self.crowded),
        )


@dataclass
class _Reviewed:
    """What one pass over the classes has found; `lists` by their names."""

    courses: dict[int | None, _Sum] = field(default_factory=lambda: defaultdict(_Sum))
    formats: dict[Format, _Sum] = field(default_factory=lambda: defaultdict(_Sum))
    whole: _Sum = field(default_factory=_Sum)
    titles: dict[int | None, Course] = field(default_factory=dict)
    lists: dict[str, list[Line]] = field(default_factory=lambda: defaultdict(list))


def is_crowded(one: Facts) -> bool:
    """More than four people for each one who taught or helped (総務省: 4人に1人以上)."""
    return one.counts.came > PEOPLE_PER_HELPER * len(one.team)


def sheets(db: Session, *, period: Period, facts: Iterable[Facts]) -> Iterator[Sheet]:
    """The classes are read while the first sheet is written."""
    found = _Reviewed()
    yield Sheet(
        "講座別", ("コード", "講座", "区分", *SUMS), _courses(db, period, facts, found), ("講座",)
    )
    yield Sheet("形態別", ("実施形態", *SUMS), _formats(db, period, found))
    for name in LISTS:
        yield Sheet(name, CLASSES, found.lists[name], WIDE)


def _courses(
    db: Session, period: Period, facts: Iterable[Facts], found: _Reviewed
) -> Iterator[Line | Read]:
    for number, one in enumerate(facts, start=1):
        _add(found, one)
        if not number % class_facts.AT_ONCE:
            yield Read(number)
    people = _people(db, period, Cut.COURSE)
    for key in sorted(found.courses, key=lambda key: (key is None, _code(found, key))):
        course = found.titles.get(key)
        named = (course.code, course.title, course.tier) if course else ("", NO_COURSE, "")
        yield (*named, *found.courses[key].line(people[key], found.whole.came))
    yield ("", "全体", "", *found.whole.line(_everybody(db, period), found.whole.came))


def _add(found: _Reviewed, one: Facts) -> None:
    key = one.course.id if one.course else None
    if one.course:
        found.titles[key] = one.course
    for total in (found.courses[key], found.formats[one.event.format], found.whole):
        total.add(one)
    for name, is_in in LISTS.items():
        if one.is_held and is_in(one):
            found.lists[name].append(_class(one))


def _class(one: Facts) -> Line:
    event = one.event
    title = one.course.title if one.course else None
    return (
        *(event.public_id, event.local_date, one.town, one.venue.name, title),
        *(event.numbered_title, event.format.label, event.capacity, one.counts.taken),
        *(one.counts.came, len(one.team), one.per_helper and round(one.per_helper, 2)),
    )


def _formats(db: Session, period: Period, found: _Reviewed) -> Iterator[Line]:
    people = _people(db, period, Cut.FORMAT)
    for one in Format:
        if one in found.formats:
            yield (one.label, *found.formats[one].line(people[one], found.whole.came))


def _people(db: Session, period: Period, cut: Cut) -> dict:
    """Distinct residents, of every age."""
    (cells,) = groups.found(db, period=period, cuts=[(cut,)])
    return defaultdict(int, {key: one.people for (key,), one in cells.items()})


def _everybody(db: Session, period: Period) -> int:
    (cells,) = groups.found(db, period=period, cuts=[()])
    return cells.get((), Reached()).people


def _code(found: _Reviewed, key: int | None) -> str:
    return found.titles[key].code if key in found.titles else ""


def _share(part: int, whole: int) -> float | None:
    return round(100 * part / whole, 1) if whole else None


def _ratio(one: int, other: int) -> float | None:
    return round(one / other, 2) if other else None


def definitions() -> Iterator[Line]:
    yield ("開催した回数", "終わりを書きとめたか、だれかが来た教室です。中止と延期は入りません。")
    yield (
        "席の充足率",
        "席のある申込÷定員の合計です。時刻で予約する相談会は、席がないので入れません。",
    )
    yield ("1回の平均", "受講者数（延べ）÷開催した回数です。")
    yield (
        "補助が足りない",
        f"講師と補助員1人につき、受講者が{PEOPLE_PER_HELPER}人を超えた教室です。"
        "担当がだれも決まっていない教室も入ります。",
    )
    yield ("席が半分より空いた", "受講者数が、定員の半分より少ない教室です。")
    yield (
        "市民の実人数",
        "同じ人が何回来ても1人です。講座ごとの数を足しても、全体にはなりません。",
    )
