"""事務事業評価: what was done (活動指標) and what came of it (成果指標), year by year: of a fiscal
year with its targets, or of the same quarter or month of each."""

from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import func, or_
from sqlmodel import Session, col, select

from models import Attendance, Event, PastClass, Role, Shift, Staff, Venue
from models.in_house import Cell, Line, Read, Sheet
from services import done, periods, reach, report_desk, targets
from services.deeds import Deeds
from services.held_classes import CLOSED
from services.periods import Period

YEARS = 5  # the length of the city's plan
BLANK = "数えられない期間と、目標のない年度は空欄です。"
NO_TARGETS = "目標は年度ごとに決めるため、四半期と月には出ません。"
DONE, CAME_OF_IT = "活動指標", "成果指標"


class Indicator(NamedTuple):
    kind: str
    name: str
    unit: str
    words: str


INDICATORS = (
    Indicator(DONE, "開催回数の目標", "回", "「計画と実績」で決めた、市全体の目標です。"),
    Indicator(DONE, "開催回数", "回", "終わった教室・相談会の数です。中止と延期は入りません。"),
    Indicator(DONE, "コマ数", "コマ", "実施した時間を60分で割った数です（1コマ＝1時間）。"),
    Indicator(DONE, "開いた会場", "箇所", "1回でも開いた会場の数です。"),
    Indicator(DONE, "開いた町", "町", "1回でも開いた町の数です。"),
    Indicator(DONE, "支援者", "人", "開催した教室を受け持った人の実人数です。"),
    Indicator(DONE, "うちデジタル推進委員", "人", "役割が「デジタル推進委員」の人です。"),
    Indicator(
        DONE, "経費", "円", "報告に経費を書いた教室の合計です。書いていない教室は入りません。"
    ),
    Indicator(DONE, "質問", "件", "受けた質問です。まとめた質問は1件と数えます。"),
    Indicator(DONE, "カード相談", "件", "マイナンバーカードの相談です。"),
    Indicator(CAME_OF_IT, "届く人数の目標", "人", "65歳以上の市民の目標です（実人数）。"),
    Indicator(CAME_OF_IT, "届いた人", "人", "1回でも来た65歳以上の市民です（実人数）。"),
    Indicator(CAME_OF_IT, "到達率", "%", "届いた人÷65歳以上の人口です。"),
    Indicator(CAME_OF_IT, "受講者数", "人", "来た回数の合計です（延べ、市外の人も）。"),
    Indicator(CAME_OF_IT, "初めての人", "人", "その期間に初めて来た65歳以上の市民です。"),
    Indicator(CAME_OF_IT, "席の充足率", "%", "席のある申込÷定員の合計です。"),
    Indicator(CAME_OF_IT, "受講者:支援者比", "人", "受講者（延べ）÷支援者（延べ）です。"),
    Indicator(CAME_OF_IT, "質問の解決", "%", "回答済か終了の質問÷受けた質問です。"),
    Indicator(CAME_OF_IT, "カード相談の解決", "%", "その場で解決した相談÷受けた相談です。"),
    Indicator(CAME_OF_IT, "満足度", "%", "（とても満足＋満足）÷満足度に答えた人です。"),
    Indicator(CAME_OF_IT, "満足度に答えた人", "人", "満足度の質問に答えたアンケートの枚数です。"),
)


class _Work(NamedTuple):
    """What was held in a year, beside the deeds that are counted beforehand."""

    hours: float
    halls: int
    towns: int
    staff: int
    volunteers: int
    cost: int | None


def spans(*, until: Period) -> list[Period]:
    """What stands beside each other, the last one being `until`: the same months of each year."""
    fiscal = periods.fiscal_year(until.until)
    found = [until]
    for _ in range(max(periods.PLAN_SINCE, fiscal - YEARS + 1), fiscal):
        found.insert(0, found[0].a_year_before)
    return found


def sheet(db: Session, *, until: Period, staff: Staff) -> Sheet:
    """The indicators of a year, quarter or month, and of the same one of the years before."""
    shown = spans(until=until)
    header = ("区分", "指標", "単位", *(one.label for one in shown), "数え方")
    return Sheet(
        "事務事業評価",
        header,
        _lines(db, shown, staff),
        wide=("指標", "数え方"),
        notes=(BLANK if until.is_year else f"{BLANK}{NO_TARGETS}",),
    )


def _lines(db: Session, shown: list[Period], staff: Staff) -> Iterator[Line | Read]:
    columns = []
    for number, one in enumerate(shown, start=1):
        columns.append(_span(db, one, staff))
        yield Read(number)
    for one in INDICATORS:
        values = (column.get(one.name) for column in columns)
        yield (one.kind, one.name, one.unit, *values, one.words)


def _span(db: Session, period: Period, staff: Staff) -> dict[str, Cell]:
    """The values of a period by their names. A year before となり has only what its table told."""
    goals = _targets(db, period, staff)
    if period.is_ahead:
        return goals
    deeds = sum(done.by_district(db, period=period).values(), Deeds())
    if not deeds.held:
        return _before(db, period) | goals
    work, figures = _work(db, period), reach.figures(db, period=period, by=staff)
    return {
        **goals,
        "開催回数": deeds.held,
        "コマ数": work.hours,
        "開いた会場": work.halls,
        "開いた町": work.towns,
        "支援者": work.staff,
        "うちデジタル推進委員": work.volunteers,
        "経費": work.cost,
        "届いた人": figures.city.seniors.people,
        "到達率": _percent(figures.city.rate),
        "受講者数": deeds.visits,
        "初めての人": figures.city.newcomers,
        "席の充足率": _percent(deeds.fill_rate),
        "受講者:支援者比": deeds.people_per_staff and round(deeds.people_per_staff, 2),
        **_desk(db, period),
        "満足度": _percent(deeds.satisfaction),
        "満足度に答えた人": deeds.rated,
    }


def _targets(db: Session, period: Period, staff: Staff) -> dict[str, Cell]:
    if not period.is_year:
        return {}
    city = targets.board(db, year=periods.fiscal_year(period.until), by=staff).city
    return {"開催回数の目標": city.goal.classes, "届く人数の目標": city.people}


def _before(db: Session, period: Period) -> dict[str, Cell]:
    if not period.is_year:
        return {}
    year = periods.fiscal_year(period.until)
    rows = select(func.count(), func.sum(PastClass.visits)).where(PastClass.fiscal_year == year)
    held, visits = db.exec(rows).one()
    return {"開催回数": held, "受講者数": int(visits)} if held else {}


def _desk(db: Session, period: Period) -> dict[str, Cell]:
    asked = report_desk.questions(db, period=period)
    cards = report_desk.consultations(db, period=period)
    return {
        "質問": asked.count,
        "質問の解決": _percent(asked.solved / asked.count if asked.count else None),
        "カード相談": cards.count,
        "カード相談の解決": _percent(cards.solved / cards.count if cards.count else None),
    }


def _work(db: Session, period: Period) -> _Work:
    came = select(Attendance.id).where(Attendance.event_id == Event.id).exists()
    held = (*_in(period), or_(col(Event.status).in_(CLOSED), came))
    rows = (
        select(
            Event.minutes_held,
            Event.starts_at,
            Event.ends_at,
            Event.venue_id,
            Venue.district_id,
            Event.cost,
        )
        .join(Venue, col(Venue.id) == Event.venue_id)
        .where(*held)
    )
    minutes, halls, towns, costs = 0, set(), set(), []
    for noted, starts_at, ends_at, hall, town, cost in db.exec(rows):
        minutes += noted or (ends_at - starts_at).seconds // 60
        halls.add(hall)
        towns.add(town)
        costs += [] if cost is None else [cost]
    team = (
        select(Staff.id, Staff.role)
        .join(Shift, col(Shift.staff_id) == Staff.id)
        .join(Event, col(Event.id) == Shift.event_id)
        .where(*held, col(Shift.is_published))
    )
    roles = dict(db.exec(team.distinct()).all())
    volunteers = sum(role is Role.VOLUNTEER for role in roles.values())
    hours, spent = round(minutes / 60, 1), sum(costs) if costs else None
    return _Work(hours, len(halls), len(towns), len(roles), volunteers, spent)


def _in(period: Period) -> tuple:
    return (col(Event.local_date).between(period.starts_on, period.last_day),)


def _percent(share: float | None) -> float | None:
    return None if share is None else round(100 * share, 1)
