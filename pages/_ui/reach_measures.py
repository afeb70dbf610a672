"""町ごとのようす on 到達: how the classes went, where to look, and the city from year to year."""

from collections.abc import Callable, Iterator, Mapping, Sequence

import streamlit as st

from database import reading
from japanese import dates
from models import Staff
from pages._ui.reach_choice import counting
from pages._ui.tables import table
from services import measures, plan_years
from services.counts import Cut, Key
from services.limits import Limits, told
from services.measures import PER_STAFF, Board, Look, Measures
from services.plan_years import Before, Year
from services.reach import Figures, Place

NAMED = 3  # districts named in a sentence
NOTHING = "―"
PEOPLE = {  # by where people live
    "到達率（幅）": lambda one: _rate(one),
    "平均参加回数": lambda one: _number(one.mean_visits, "回"),
    "初参加率": lambda one: _share(one.newcomer_share),
    "席がなかった申込": lambda one: f"{one.deeds.unmet:,}",
    "質問": lambda one: f"{one.questions:,}",
    "相談": lambda one: f"{one.consultations:,}",
}
CLASSES = {  # by where the hall stands
    "開催": lambda one: f"{one.place.held:,}回",
    "開催密度": lambda one: _number(one.density, "回"),
    "席の埋まり": lambda one: _share(one.deeds.fill_rate),
    "無断欠席率": lambda one: _share(one.deeds.no_show_rate),
    "支援者1人あたり": lambda one: _number(one.deeds.people_per_staff, "人"),
    "相談の席": lambda one: f"{one.deeds.talks:,}人",
    "満足度（枚数）": lambda one: _satisfaction(one),
}


def draw(figures: Figures, staff: Staff) -> None:
    """Both parts where there is something to tell."""
    with counting(), reading() as db:
        board = measures.of(db, figures=figures, by=staff)
        before = plan_years.before(db, figures=figures, by=staff)
        years = plan_years.years(db, by=staff)
    city = board.city
    known = before or any(one.is_known or one.past for one in years)
    if any((city.place.held, city.place.everyone.visits, city.questions, city.consultations)):
        _districts(board, figures.only)
    elif not known:
        st.info("終わった教室も、質問や相談も、まだありません。記録すると、ここに出ます。")
    if known:
        _years(figures, before, years)


def _districts(board: Board, only: Mapping[Cut, Key]) -> None:
    st.subheader("町ごとのようす", anchor=False)
    st.markdown("\n".join(f"- {sentence}" for sentence in sentences(board)))
    where = "住んでいる町で数えたもの"
    whose = "申込は男女を合わせた数です。" if Cut.SEX in only else ""
    whose += "質問・相談は全員の数です。" if only else ""
    st.markdown(f"**{where}**　到達率・参加回数・初参加は65歳以上の市民です。{whose}")
    _table(f"{where}　{board.period.label}", PEOPLE, [*board.rows, board.unknown, board.city])
    where = "会場のある町で数えたもの"
    st.markdown(f"**{where}**　来た人の町や年代に関係なく、教室ごとの数です。")
    _table(f"{where}　{board.period.label}", CLASSES, [*board.rows, board.city])
    with st.expander("言葉の説明（町ごとのようす）"):
        words = told(measures.DEFINITIONS, board.limits)
        lines = (f"- **{word}**　{meaning}" for word, meaning in words.items())
        st.markdown("\n".join(lines))


def _table(title: str, columns: dict[str, Callable], rows: Sequence[Measures]) -> None:
    cells = [[one.place.name, *(told(one) for told in columns.values())] for one in rows]
    table(title, ["町", *columns], cells, numbers=[*columns], totals=[rows[-1].place.name])


def sentences(board: Board) -> Iterator[str]:
    """Where to look first; and how far the districts are apart."""
    found = [_sentence(look, rows, board.limits) for look, rows in measures.looks(board)]
    yield from found or ["席・欠席・支援者・満足度で、気をつける町はありません。"]
    fair = board.fairness
    if fair and fair.times:
        yield (
            f"いちばん届いている{_rated(fair.highest)}は、いちばん届いていない"
            f"{_rated(fair.lowest)}の **{fair.times:.1f}倍** です（公平性）。"
        )


def _sentence(look: Look, rows: Sequence[Measures], limits: Limits) -> str:
    if look is Look.UNMET:
        total = sum(one.deeds.unmet for one in rows)
        names = _names(rows, lambda one: f"{one.deeds.unmet:,}件")
        return f"席がなかった申込が **延べ{total:,}件** あります。{names}です。"
    if look is Look.SHORT_OF_STAFF:
        names = _names(rows, lambda one: f"1人で{one.deeds.people_per_staff:.1f}人")
        return f"{names}は、支援者が足りません。1人で{PER_STAFF}人までが目安です。"
    if look is Look.NO_SHOWS:
        names = _names(rows, lambda one: _share(one.deeds.no_show_rate))
        return f"{names}は、連絡なしに来ない人が多い町です。"
    if look is Look.EMPTY_SEATS:
        names = _names(rows, lambda one: _share(one.deeds.fill_rate))
        return f"{names}は、席の埋まりが{limits.low_fill}％より低い町です。"
    names = _names(rows, _satisfaction)
    few = f"{limits.few_sheets}枚より少ない町は見ません"
    return f"{names}は、アンケートの満足度が低い町です（{few}）。"


def _names(rows: Sequence[Measures], told: Callable[[Measures], str]) -> str:
    """The worst few: **山里町**（5件）・…ほか2町."""
    named = "・".join(f"**{one.place.name}**（{told(one)}）" for one in rows[:NAMED])
    return named + (f"ほか{len(rows) - NAMED}町" if len(rows) > NAMED else "")


def _rated(place: Place) -> str:
    return f"**{place.name}**（{place.rate:.1%}）"


def _rate(one: Measures) -> str:
    if one.interval is None:
        return NOTHING
    return f"{one.place.rate:.1%}（{one.interval.low:.1%}〜{one.interval.high:.1%}）"


def _satisfaction(one: Measures) -> str:
    rated = one.deeds.rated
    return f"{one.deeds.satisfaction:.0%}（{rated:,}枚）" if rated else NOTHING


def _share(value: float | None) -> str:
    return NOTHING if value is None else f"{value:.0%}"


def _number(value: float | None, unit: str) -> str:
    return NOTHING if value is None else f"{value:.1f}{unit}"


def _years(figures: Figures, before: Before | None, years: Sequence[Year]) -> None:
    st.subheader("前の年とくらべて", anchor=False)
    if before:
        st.markdown(_compared(figures.city, before))
    columns = {
        "到達率": lambda one: f"{one.place.rate:.1%}" if one.place.rate is not None else NOTHING,
        "実人数": lambda one: f"{one.place.seniors.people:,}人",
        "延べ": lambda one: f"{one.place.seniors.visits:,}回",
        "初めて": lambda one: f"{one.place.newcomers:,}人",
        "開催": lambda one: f"{one.place.held:,}回",
    }
    aims = {"目標": _aim, "達成": lambda one: _share(one.done), "目標の回数": _classes}
    past = {"取り込んだ数字": _past} if any(one.past for one in years) else {}
    rows = [
        [
            dates.fiscal_year_name(one.year),
            *(told(one) if one.is_known else NOTHING for told in columns.values()),
            *(told(one) for told in (*aims.values(), *past.values())),
        ]
        for one in years
    ]
    heads = [*columns, *aims, *past]
    table("市全体の、年度ごとの数字", ["年度", *heads], rows, numbers=heads)
    st.markdown("".join(_notes(years, is_all=bool(figures.only))))


def _compared(now: Place, before: Before) -> str:
    then = before.place
    words = "この期間はまだ途中なので、今の数字は少なめに出ます。" if before.is_short else ""
    return (
        f"前の年の同じ時期（{before.period.label}）は、{_told(then)}でした。"
        f"この期間は、{_told(now)}です。{words}"
    )


def _told(place: Place) -> str:
    rate = "" if place.rate is None else f"到達率 **{place.rate:.1%}**、"
    people, visits = place.seniors
    return f"{rate}実{people:,}人、延べ{visits:,}回、開催{place.held:,}回"


def _aim(one: Year) -> str:
    if one.aim is None or one.aim.people is None:
        return NOTHING
    return f"{one.aim.people:,}人" + "※" * one.aim.is_sum


def _classes(one: Year) -> str:
    if one.aim is None or one.aim.classes is None:
        return NOTHING
    return f"{one.aim.classes:,}回" + "※" * one.aim.is_sum


def _past(one: Year) -> str:
    return f"{one.past.classes:,}回、延べ{one.past.visits:,}人" if one.past else NOTHING


def _notes(years: Sequence[Year], *, is_all: bool) -> Iterator[str]:
    yield "人数は65歳以上の市民です。"
    if is_all:
        yield "この表は、しぼりこみをせずに、全員を数えています。"
    if any(one.aim and one.aim.is_sum for one in years):
        yield "※は、市全体の目標がないので、町の目標を合計したものです。"
    if any(one.past for one in years):
        yield plan_years.IMPORTED
