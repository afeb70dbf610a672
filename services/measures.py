"""町ごとのようす: how the classes of a district went, beside how many of its people were reached.

Of people (services/reach.py) where they live counts; of classes where the hall stands. Every
measure says which, in DEFINITIONS.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from enum import StrEnum
from math import sqrt
from statistics import NormalDist
from typing import NamedTuple

from sqlalchemy import func
from sqlmodel import Session, col, select

import clock
from models import Consultation, Question, Staff
from services import done
from services.deeds import NOWHERE, Deeds
from services.limits import Limits
from services.periods import Period, fiscal_year
from services.permissions import Permission, require
from services.reach import Figures, Place

PER_STAFF = 4  # visitors one of the staff can look after (総務省 デジタル活用支援推進事業の基準)
SURE = NormalDist().inv_cdf(0.975)  # standard deviations on both sides of 95 %
HOME, HALL = "住んでいる町で数えます。", "会場のある町で数えます。"
DEFINITIONS = {
    "到達率の幅": "人数が少ない町は、1人の違いで到達率が大きく動きます。その分を見込んだ幅です"
    f"（95％、ウィルソンの方法）。幅が重なる町の順番は、気にしなくてかまいません。{HOME}",
    "公平性": "到達率がいちばん高い町が、いちばん低い町の何倍かです。1倍に近いほど公平です。"
    + HOME,
    "開催密度": f"65歳以上の人口1,000人あたりの、終わった教室・相談会の数です。{HALL}",
    "平均参加回数": f"65歳以上の市民の、延べ÷実人数です。{HOME}",
    "初参加率": f"期間中に来た65歳以上の市民のうち、初めて来た人の割合です。{HOME}",
    "席の埋まり": "先に申し込まれた席÷定員です。時刻で予約する相談会は、席がないので入れません。"
    + HALL,
    "無断欠席率": f"席のあった人のうち、連絡なしに来なかった人の割合です。{HALL}",
    "支援者1人あたり": "来た人（延べ、全部の年代）÷講師と補助（延べ）です。"
    f"{PER_STAFF}人までが目安です。{HALL}",
    "質問": f"期間中に受けた質問の数です。1つにまとめた質問は、1件と数えます。{HOME}",
    "相談": f"マイナンバーカード相談の記録の数（延べ）です。{HOME}",
    "相談の席": f"相談コーナーの席に来た人の数（延べ）です。{HALL}",
    "席がなかった申込": "終わった教室（終わりを書きとめたか、だれかが来た教室）で、最後まで席が"
    "空かなかったか、あとで空いた席を辞退した申込の"
    f"数（延べ）です。{HOME}",
    "満足度": "アンケートで「とても満足」か「満足」と答えた人の割合です。"
    f"かっこの中は、満足度に答えた枚数です。{HALL}",
    "気をつける町": "席の埋まりが{low_fill}％より低い町、無断欠席率が{high_no_show}％より高い町、"
    "満足度が{low_satisfaction}％より低い町（{few_sheets}枚より少ない町は見ません）です。"
    "この境は「基本データ」の「市と窓口」で決めています。",
}


class Interval(NamedTuple):
    """From where to where a share may lie."""

    low: float
    high: float


class Measures(NamedTuple):
    """One district, the city, or those whose district is unknown."""

    place: Place
    deeds: Deeds
    questions: int = 0
    consultations: int = 0

    @property
    def interval(self) -> Interval | None:
        """Of the rate of reach; none without a population."""
        people, population = self.place.seniors.people, self.place.population
        return wilson(people, population) if population else None

    @property
    def density(self) -> float | None:
        """開催密度: classes per 1,000 people of 65 and over."""
        return self.place.held * 1000 / self.place.population if self.place.population else None

    @property
    def mean_visits(self) -> float | None:
        """平均参加回数."""
        people, visits = self.place.seniors
        return visits / people if people else None

    @property
    def newcomer_share(self) -> float | None:
        """初参加率."""
        people = self.place.seniors.people
        return self.place.newcomers / people if people else None


class Fairness(NamedTuple):
    """The districts with the highest and the lowest rate. times: none when the lowest is zero."""

    highest: Place
    lowest: Place

    @property
    def times(self) -> float | None:
        return self.highest.rate / self.lowest.rate if self.lowest.rate else None


class Board(NamedTuple):
    """All measures of a period; `outside` people's questions are among the unknown ones."""

    period: Period
    rows: list[Measures]
    unknown: Measures
    city: Measures
    limits: Limits

    @property
    def fairness(self) -> Fairness | None:
        """None unless two districts have a rate."""
        rated = sorted(
            (one.place for one in self.rows if one.place.rate is not None),
            key=lambda one: one.rate,
        )
        return Fairness(rated[-1], rated[0]) if len(rated) > 1 else None


class Look(StrEnum):
    """What needs a look, the most urgent first."""

    UNMET = "unmet"
    SHORT_OF_STAFF = "short_of_staff"
    NO_SHOWS = "no_shows"
    EMPTY_SEATS = "empty_seats"
    UNSATISFIED = "unsatisfied"


def wilson(part: int, whole: int) -> Interval:
    """The 95 % score interval of part ÷ whole (E. B. Wilson, J. Am. Stat. Assoc. 22, 1927, 209).

    part above whole, as when people have moved away, counts as all of it.
    """
    share, spread = min(part / whole, 1.0), SURE * SURE / whole
    middle = share + spread / 2
    half = sqrt(spread * (share * (1 - share) + spread / 4))
    return Interval(
        max(0.0, middle - half) / (1 + spread), min(1.0, (middle + half) / (1 + spread))
    )


def of(db: Session, *, figures: Figures, by: Staff) -> Board:
    """The measures of the period of these figures, of whom and of which classes they are. Of
    bookings and sheets nobody's sex is asked; questions and consultations are everybody's."""
    require(by, Permission.REACH_VIEW)
    deeds = done.by_district(db, period=figures.period, only=figures.only)
    asked, talked = _questions(db, figures.period), _consultations(db, figures.period)

    def row(place: Place) -> Measures:
        home = place.district_id
        return Measures(place, deeds[home or NOWHERE], asked[home], talked[home])

    city = Measures(
        figures.city,
        sum(deeds.values(), Deeds()),
        asked.total(),
        talked.total(),
    )
    rows = [row(one) for one in figures.places]
    return Board(figures.period, rows, row(figures.unknown), city, figures.limits)


def _questions(db: Session, period: Period) -> Counter:
    """By the asker's district; served by ix_question_created_at."""
    first, after = (
        datetime.combine(day, time.min, clock.JST)
        for day in (period.starts_on, period.last_day + timedelta(days=1))
    )
    rows = select(Question.district_id, func.count()).where(
        Question.created_at >= first,
        Question.created_at < after,
        col(Question.merged_into_id).is_(None),
    )
    return Counter(dict(db.exec(rows.group_by(Question.district_id)).all()))


def _consultations(db: Session, period: Period) -> Counter:
    """By the person's district; ix_consultation_fiscal_year covers it."""
    rows = select(Consultation.district_id, func.count()).where(
        col(Consultation.fiscal_year).between(fiscal_year(period.since), fiscal_year(period.until)),
        col(Consultation.local_date).between(period.starts_on, period.last_day),
    )
    return Counter(dict(db.exec(rows.group_by(Consultation.district_id)).all()))


def looks(board: Board) -> Iterator[tuple[Look, list[Measures]]]:
    """The districts that need a look and why, the worst of each kind first."""
    every, limit = [*board.rows, board.unknown], board.limits
    kinds = {
        Look.UNMET: (every, lambda one: one.deeds.unmet),
        Look.SHORT_OF_STAFF: (board.rows, _too_many_each),
        Look.NO_SHOWS: (
            board.rows,
            lambda one: _above(one.deeds.no_show_rate, limit.high_no_show / 100),
        ),
        Look.EMPTY_SEATS: (
            board.rows,
            lambda one: _below(one.deeds.fill_rate, limit.low_fill / 100),
        ),
        Look.UNSATISFIED: (board.rows, lambda one: _unsatisfied(one, limit)),
    }
    for look, (rows, how_bad) in kinds.items():
        found = sorted((one for one in rows if how_bad(one) > 0), key=how_bad, reverse=True)
        if found:
            yield look, found


def _too_many_each(one: Measures) -> float:
    return _above(one.deeds.people_per_staff, PER_STAFF)


def _unsatisfied(one: Measures, limit: Limits) -> float:
    enough = one.deeds.rated >= limit.few_sheets
    return _below(one.deeds.satisfaction, limit.low_satisfaction / 100) if enough else 0


def _above(value: float | None, limit: float) -> float:
    return 0 if value is None else value - limit


def _below(value: float | None, limit: float) -> float:
    return 0 if value is None else limit - value
