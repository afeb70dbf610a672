"""年度の報告: what the DX推進委員会 and everybody else read of a fiscal year on paper.

Every number of people comes through the gate (services/outgoing.py): a year that is not published
has no report. Classes, targets and what was written about them stand beside it as they are now.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from sqlalchemy import and_
from sqlalchemy.orm import aliased
from sqlmodel import Session, select

import clock
from japanese import dates
from models import Faq, FaqEdition, FaqStatus, Promise, PromiseOutcome, Staff
from models.year_report import YearDeed, YearFigures, YearPlace, YearReport
from refusal import Refusal
from services import outgoing, periods, promises, targets, year_places, year_words
from services.periods import Period
from services.permissions import Permission, require
from services.promises import Kept
from services.targets import Goal
from services.year_places import Town, Year

MOST_YEARS = 5  # as many as the plan has
Goals = Mapping[int | None, Goal]


def years(db: Session, *, by: Staff) -> list[int]:
    """The fiscal years that can be reported, the newest first."""
    require(by, Permission.REPORT_MAKE)
    return outgoing.years(db)


def of_year(db: Session, *, year: int, by: Staff) -> YearReport:
    """The report of a published fiscal year; a Refusal says how to publish it first."""
    require(by, Permission.REPORT_MAKE)
    now = outgoing.of_year(db, fiscal_year=year)
    if now is None:
        raise Refusal(
            f"{dates.fiscal_year_name(year)}の数字は、まだ公表していません。年度が終わってから"
            "「公表する数字」の画面で公表すると、この紙を印刷できます。"
        )
    before, span = outgoing.of_year(db, fiscal_year=year - 1), periods.year(year)
    planned = targets.goals(db, years=[year - 1, year, year + 1])
    made = {one: promises.of_year(db, year=one, by=by) for one in (year, year + 1)}
    rows = year_places.of(db, year=span, outgoing=now, before=before, goals=planned[year])
    told = _deeds(rows, made[year], planned[year], planned[year - 1])
    said = _sentences(year, rows, planned, made[year + 1])
    return YearReport(
        year=dates.fiscal_year_name(year),
        outgoing=now,
        before=before,
        made_on=clock.today(),
        sentences=said,
        places=tuple(one.place for one in rows.towns),
        city=rows.city,
        unknown=rows.unknown,
        deeds=tuple(told),
        years=tuple(_years(db, year)),
        faqs=tuple(_faqs(db, span)),
        has_masked=any(year_words.MASK in text for one in [*told, said] for text in one),
    )


def _sentences(
    year: int, rows: Year, planned: Mapping[int, Goals], promised: Sequence[Kept]
) -> tuple[str, str, str]:
    """promised: for the year after."""
    name, after = dates.fiscal_year_name(year), dates.fiscal_year_name(year + 1)
    ahead = planned[year + 1].get(None, Goal())
    step = _next(rows, planned[year], [one.promise.words for one in promised])
    return (
        year_words.reached(name, rows.city),
        year_words.not_yet([one.place for one in rows.towns]),
        year_words.what_next(after, year_words.Next(step, ahead.people, ahead.classes)),
    )


def _deeds(rows: Year, made: Sequence[Kept], now: Goals, before: Goals) -> list[YearDeed]:
    """Of the city, then of the towns about which something was promised or written, then of the
    others with a plan."""
    promised: dict[int | None, list[Promise]] = defaultdict(list)
    for one in made:
        promised[one.promise.district_id].append(one.promise)
    towns = [Town((None,), rows.city), *rows.towns]
    found = [_deed(town, rows.city, promised, now, before) for town in towns]
    told = [one for one in found if one.plan or one.seen or one.next_step]
    return sorted(told, key=lambda one: not (one.seen or one.next_step))


def _deed(
    town: Town,
    city: YearPlace,
    promised: Mapping[int | None, Sequence[Promise]],
    now: Goals,
    before: Goals,
) -> YearDeed:
    place, known = town.place, year_words.known(town.place, city)
    made = [one for district in town.districts for one in promised[district]]
    wished = [
        f"{place.target:,}人" if place.target is not None else "",
        f"教室{place.planned:,}回" if place.planned is not None else "",
    ]
    plan = [
        "、".join(filter(None, wished)),
        *_each(town, lambda one: before.get(one, Goal()).next_step),
        *(one.words for one in made),
    ]
    seen = [*map(_outcome, made), *_each(town, lambda one: now.get(one, Goal()).note)]
    steps = _each(town, lambda one: now.get(one, Goal()).next_step)
    said = ("\n".join(filter(None, dict.fromkeys(texts))) for texts in (plan, seen, steps))
    plan_text, seen_text, next_text = (year_words.masked(text, known) for text in said)
    reached = f"{place.people:,}人" if isinstance(place.people, int) else place.people
    return YearDeed(place.name, plan_text, f"{place.held or 0:,}回", reached, seen_text, next_text)


def _each(town: Town, told: Callable[[int | None], str]) -> list[str]:
    """What was written about each of the districts; where they count as one, behind its name."""
    names = town.place.name.split("・")
    if len(names) != len(town.districts) or len(names) == 1:
        return [told(one) for one in town.districts]
    pairs = zip(names, map(told, town.districts), strict=True)
    return [f"{name}: {text}" for name, text in pairs if text]


def _outcome(promise: Promise) -> str:
    if promise.outcome is PromiseOutcome.OPEN:
        return ""
    return f"{promise.outcome.label}。{promise.result}"


def _next(rows: Year, now: Goals, promised: Sequence[str]) -> str:
    """What the city wrote, else what was written about a town that is behind, else a promise."""
    behind = [one for town in rows.towns if town.place.is_behind for one in town.districts]
    steps = [now.get(one, Goal()).next_step for one in (None, *behind)]
    first = next((year_words.first_sentence(one) for one in [*steps, *promised] if one.strip()), "")
    known = year_words.known(rows.city, *(one.place for one in rows.towns))
    return year_words.masked(first, known)


def _years(db: Session, until: int) -> Iterable[YearFigures]:
    """The published years up to this one, the oldest first."""
    wanted = [one for one in outgoing.years(db) if one <= until][:MOST_YEARS]
    for year in reversed(wanted):
        city = year_places.city_of(outgoing.of_year(db, fiscal_year=year))
        yield YearFigures(
            name=dates.fiscal_year_name(year),
            people=city[year_places.PEOPLE],
            visits=city[year_places.VISITS],
            newcomers=city[year_places.NEW],
            rate=year_places.percent(city[year_places.RATE]),
            held=sum(year_places.held(db, year=periods.year(year)).values()),
        )


def _faqs(db: Session, span: Period) -> Iterable[tuple[str, str]]:
    """Answers that became public in the year and still are, in the words of today."""
    now, began = aliased(FaqEdition), aliased(FaqEdition)
    rows = (
        select(Faq.code, now.question, began.published_at)
        .join(now, and_(now.faq_id == Faq.id, now.version == Faq.version))
        .join(began, and_(began.faq_id == Faq.id, began.version == 1))
        .where(Faq.status == FaqStatus.PUBLISHED)
        .order_by(Faq.code)
    )
    for code, question, at in db.exec(rows):
        if span.starts_on <= clock.local(at).date() <= span.last_day:
            yield code, question
