"""実績報告: the people of a period, and what they said afterwards, one line a group."""

from collections import Counter
from collections.abc import Iterator, Mapping

from sqlalchemy import func
from sqlmodel import Session, col, select

from models import AgeBand, Event, Sex, Survey
from models.in_house import Line, Sheet
from models.survey import AGE, HEARD, RATED, SEX, WISHES
from services import groups, handsets, places
from services.counts import Cut, Reached
from services.periods import Period

HEADER = ("分け方", "区分", "実人数", "延べ", "初めての人", "前にも来た人")
ANSWERS = ("質問", "答え", "枚数", "答えた人のうち（%）")
CUTS = {"性別": Cut.SEX, "年代": Cut.AGE, "居住町": Cut.DISTRICT}


def came(db: Session, *, period: Period) -> Sheet:
    """性別, 年代, 居住町, スマホ所有 and its kind, 初参加 and 再参加."""
    notes = ("数え方は「定義」のシートにあります。",)
    return Sheet("人", HEADER, _came(db, period), wide=("分け方", "区分"), notes=notes)


def said(db: Session, *, period: Period) -> Sheet:
    """アンケート: every question of the sheet with its answers."""
    return Sheet("アンケート", ANSWERS, _said(db, period), wide=("質問", "答え"))


def _came(db: Session, period: Period) -> Iterator[Line]:
    cuts = [(), *((cut,) for cut in CUTS.values()), (Cut.AGE, Cut.SEX)]
    whole, *by_one, crossed = groups.found(db, period=period, cuts=cuts)
    (old,) = groups.found(db, period=period, cuts=[()], seniors=True)
    (outside,) = groups.found(db, period=period, cuts=[()], residents=False)
    yield _line("市民", "全員", whole, ())
    yield _line("市民", "65歳以上", old, ())
    for (name, cut), found in zip(CUTS.items(), by_one, strict=True):
        for one in groups.headings(db, cut=cut, groups=found, seniors=False):
            yield _line(name, one.name, found, (one.key,))
    for sex in Sex:
        for age in AgeBand:
            yield _line("性別と年代", f"{sex.label} {age.label}", crossed, (age, sex))
    counted = handsets.count(db, period=period)
    for name, kinds in (("スマホ所有", handsets.OWNING), ("スマホの種類（OS）", handsets.SYSTEMS)):
        for kind in kinds:
            yield _line(name, kind.name, {(): handsets.of(counted, kind)}, ())
    yield _line("市外の人", "全員", outside, ())


def _line(how: str, which: str, found: groups.Groups, key: tuple) -> Line:
    one = found.get(key, Reached())
    return (how, which, one.people, one.visits, one.newcomers, one.people - one.newcomers)


def _said(db: Session, period: Period) -> Iterator[Line]:
    towns = {one.id: one.name for one in places.districts(db)}
    yield ("集めた枚数", "全体", sum(_answers(db, period, Survey.channel).values()), None)
    for one in RATED:
        counts = _answers(db, period, getattr(Survey, one.column))
        yield from _shares(one.title, dict(enumerate(one.choices, start=1)), counts)
    ages = {band: band.label for band in AgeBand if band is not AgeBand.UNKNOWN}
    yield from _shares(AGE.title, ages, _answers(db, period, Survey.age_band))
    yield from _shares(SEX.title, {sex: sex.label for sex in Sex}, _answers(db, period, Survey.sex))
    yield from _shares("お住まいの町", towns, _answers(db, period, Survey.district_id))
    for one in (HEARD, WISHES):
        yield from _chosen(
            one.title, one.choices, _answers(db, period, getattr(Survey, one.column))
        )


def _answers(db: Session, period: Period, column) -> dict:
    """Sheets by what stands in a column, of the classes of the period."""
    rows = (
        select(column, func.count())
        .join(Event, col(Event.id) == Survey.event_id)
        .where(col(Event.local_date).between(period.starts_on, period.last_day))
        .group_by(column)
    )
    return dict(db.exec(rows).all())


def _shares(title: str, names: Mapping, counts: Mapping) -> Iterator[Line]:
    answered = sum(counts.get(one, 0) for one in names)
    for one, name in names.items():
        count = counts.get(one, 0)
        yield (title, name, count, round(100 * count / answered, 1) if answered else None)


def _chosen(title: str, choices: tuple[str, ...], lists: Mapping[str, int]) -> Iterator[Line]:
    """Several answers a sheet: of the sheets that have one at all."""
    counts: Counter[str] = Counter()
    for chosen, sheets in lists.items():
        counts.update({one: sheets for one in chosen.split(",") if one})
    answered = sum(sheets for chosen, sheets in lists.items() if chosen)
    for number, name in enumerate(choices, start=1):
        count = counts[str(number)]
        yield (title, name, count, round(100 * count / answered, 1) if answered else None)
