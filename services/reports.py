"""報告書: the reports of a period, for colleagues with the real figures or for outside through the
gate. Who took which one is written down.

For outside there are the classes with what everybody may know of them, and the tables of a
publication. How many people came to a single class never leaves the office (docs/decisions/0021).
"""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import func
from sqlmodel import Session, col, select

import clock
from japanese import dates
from models import Event, Municipality, Outgoing, Publication, Staff, audit
from models.in_house import InHouse, Line, Sheet
from refusal import Refusal
from services import (
    class_facts,
    class_rows,
    course_review,
    evaluation,
    outgoing,
    reach,
    report_desk,
    report_people,
)
from services.periods import Period
from services.permissions import Permission, require

UNPUBLISHED = (
    "{period}の数字は、まだ公表していません。"
    "「公表する数字」の画面で公表してから、もう一度つくってください。"
)
NO_CLASSES = "{period}には、教室がまだありません。別の期間を選んでください。"


class Kind(StrEnum):
    """Which report."""

    RESULTS = "results"
    REVIEW = "review"
    EVALUATION = "evaluation"
    PUBLIC = "public"

    @property
    def label(self) -> str:
        return {
            Kind.RESULTS: "実績報告",
            Kind.REVIEW: "講座別の点検",
            Kind.EVALUATION: "事務事業評価の数字",
            Kind.PUBLIC: "実績報告",
        }[self]


class Public(NamedTuple):
    """What may leave the office of a period: a publication, and the classes without any people."""

    figures: Outgoing
    classes: Sheet
    total: int


def years(db: Session, *, by: Staff) -> list[int]:
    """Fiscal years with a class, up to the present one, the newest first."""
    require(by, Permission.REPORT_MAKE)
    this = dates.fiscal_year(clock.today())
    first = db.exec(select(func.min(Event.fiscal_year))).one() or this
    return list(range(this, min(first, this) - 1, -1))


def made(db: Session, *, kind: Kind, period: Period, by: Staff) -> InHouse:
    """A report with the real figures. Its sheets are read from `db` while they are written."""
    require(by, Permission.REPORT_MAKE)
    city = db.get_one(Municipality, 1)
    numbers = [] if kind is Kind.EVALUATION else class_facts.numbers(db, period=period)
    if not numbers and kind is not Kind.EVALUATION:
        raise Refusal(NO_CLASSES.format(period=period.label))
    facts = class_facts.read(db, classes=numbers)
    sheets = {
        Kind.RESULTS: lambda: _results(db, period, facts, city.name),
        Kind.REVIEW: lambda: _review(db, period, facts),
        Kind.EVALUATION: lambda: iter([evaluation.sheet(db, until=period, staff=by)]),
    }[kind]()
    return InHouse(
        kind.label,
        city.name,
        period.label,
        clock.today(),
        sheets,
        len(numbers) or len(evaluation.spans(until=period)),
        city.is_fictional,
    )


def public(db: Session, *, period: Period, by: Staff) -> Public:
    """For outside: only what was published, and the classes as everybody may know them."""
    require(by, Permission.REPORT_MAKE)
    newest = (
        select(Publication.id)
        .where(Publication.since == period.since, Publication.until == period.until)
        .order_by(col(Publication.edition).desc())
    )
    number = db.exec(newest).first()
    figures = outgoing.outgoing(db, number=number) if number else None
    if figures is None:
        raise Refusal(UNPUBLISHED.format(period=period.label))
    numbers = class_facts.numbers(db, period=period)
    facts = class_facts.read(db, classes=numbers)
    return Public(figures, class_rows.public(facts, host=figures.city), len(numbers))


def taken(db: Session, *, kind: Kind, period: Period, ending: str, rows: int, by: Staff) -> None:
    """Write down who has taken which report, and how many lines it had."""
    require(by, Permission.REPORT_MAKE)
    audit.exported(db, entity="report", entity_id=f"{kind} {period.token} {ending}", rows=rows)


def _results(
    db: Session, period: Period, facts: Iterable[class_facts.Facts], host: str
) -> Iterator[Sheet]:
    yield class_rows.sheet(facts, host=host)
    yield report_people.came(db, period=period)
    yield report_desk.sheet(db, period=period)
    yield report_people.said(db, period=period)
    words = ((one.name, one.words) for one in class_rows.columns(host) if one.words)
    yield _definitions([*words, *_OF_RESULTS])


def _review(db: Session, period: Period, facts: Iterable[class_facts.Facts]) -> Iterator[Sheet]:
    yield from course_review.sheets(db, period=period, facts=facts)
    yield _definitions([*course_review.definitions()])


def _definitions(words: list[Line]) -> Sheet:
    return Sheet("定義", ("言葉", "説明"), words, wide=("説明",))


_OF_RESULTS: tuple[Line, ...] = (
    *(
        (name, reach.DEFINITIONS[name])
        for name in ("実人数", "延べ", "町", "年代", "市全体", "市外の人")
    ),
    ("初めての人", "期間より前に、1回も来たことがない人です（すべての年代）。"),
    ("前にも来た人", "実人数から、初めての人を引いた数です。"),
    (
        "スマホ所有",
        "いま書きとめてある電話で数えます（来た日の電話ではありません）。市民の、すべての年代です。"
        "聞いていない人は「不明」です。あとで聞くと、前の期間の数も変わります。",
    ),
    (
        "スマホの種類（OS）",
        "スマホ所有が「有」の人の内訳です。種類のわからない人は「不明」です。",
    ),
    ("解決（質問）", "回答済か終了になった質問です。まとめた質問は、まとめた先で1件と数えます。"),
    (
        "うち当日中（質問）",
        "受けたその日のうちに解決した質問です。カード相談の解決は、すべてその場です（空欄）。",
    ),
    ("継続（質問）", "受付・対応中・保留の質問です。"),
    ("引き継ぎ（質問）", "ほかの窓口へ引き継いで、まだ回答していない質問です。"),
    ("解決（カード相談）", "その場で解決した相談です。"),
    ("継続（カード相談）", "持ち帰りになった相談です。"),
    ("引き継ぎ（カード相談）", "窓口へ引き継いだか、市の外の窓口を案内した相談です。"),
    ("カード相談", "すべて、マイナンバーカードの相談です。2つの種類の相談は、両方に数えます。"),
    ("所要分数", "書きとめた分数の合計です。分数のある件数で割ると、1件の平均になります。"),
    ("アンケートの割合", "その質問に答えた人のうちの割合です（小数第1位まで、四捨五入）。"),
)
