"""出口: the one gate through which figures leave the office.

What goes out is a publication, as it was frozen: whoever writes a file, a sheet, a picture or a
page for outside asks here and gets an Outgoing. No table can be sent out by itself: two that are
harmless alone can give somebody away together.
"""

from collections.abc import Sequence

from sqlmodel import Session, col, select

import clock
from models import (
    Municipality,
    Outgoing,
    Publication,
    PublishedNumber,
    PublishedRow,
)
from services import periods, published_tables
from services.figure_keys import Key, Number
from services.periods import Period

LICENCE = "クリエイティブ・コモンズ 表示 4.0 国際（CC BY 4.0）"
FEW = "{threshold}" + published_tables.FEW
NOTES = (
    (
        FEW,
        "1人以上{threshold}人未満です。だれのことかわからないように、数を出しません。",
    ),
    ("非公表", "この数を出すと、ほかの数字から{threshold}人未満の数が計算できるので、出しません。"),
    ("―", "もとになる数を出していないか、人口がわかりません。"),
    ("実人数", "来た人の数です。同じ人が何回来ても、1人と数えます。"),
    ("延べ", "来た回数の合計です。同じ人が3回来たら、3回と数えます。"),
    ("初めての人", "期間より前に、1回も来たことがない人です。"),
    ("到達率", "65歳以上の市民のうち、期間中に1回でも来た人の割合です（実人数÷人口）。"),
    (
        "講座と開き方",
        "市民の、すべての年代の数です。2つの講座に来た人は、両方で1人と数えます。",
    ),
    (
        "件数",
        "質問と、マイナンバーカードの相談の数です。1回の相談を1件と数えます。同じ人が何回相談しても、"
        "その回数です。解決は、数えた日までに解決した数です。",
    ),
    (
        "町と年代",
        "来た日に住んでいた町と、その日の年代です。町と町の合計は、市全体と違うことがあります。",
    ),
)


def newest(db: Session) -> Outgoing | None:
    """The last fiscal year that is published, in its newest edition; else the last period."""
    rows = db.exec(select(Publication).order_by(col(Publication.until).desc())).all()
    years = [row for row in rows if Period(row.since, row.until).is_year]
    ranked = sorted(years or rows, key=lambda row: (row.until, -row.since, row.edition))
    return outgoing(db, number=ranked[-1].id) if ranked else None


def years(db: Session) -> list[int]:
    """The fiscal years that are published as a whole, the newest first."""
    spans = {Period(*row) for row in db.exec(select(Publication.since, Publication.until))}
    found = (periods.fiscal_year(one.until) for one in spans if one.is_year)
    return sorted(found, reverse=True)


def every_year(db: Session) -> list[Outgoing]:
    """Every fiscal year that is published, in its newest edition, the oldest first."""
    found = (of_year(db, fiscal_year=one) for one in reversed(years(db)))
    return [one for one in found if one]


def of_year(db: Session, *, fiscal_year: int) -> Outgoing | None:
    """A fiscal year in its newest edition; none when it is not published."""
    span = periods.year(fiscal_year)
    row = (
        select(Publication.id)
        .where(Publication.since == span.since, Publication.until == span.until)
        .order_by(col(Publication.edition).desc())
    )
    number = db.exec(row).first()
    return outgoing(db, number=number) if number else None


def outgoing(db: Session, *, number: int) -> Outgoing | None:
    """A publication by its number."""
    row = db.get(Publication, number)
    if row is None:
        return None
    city = db.get_one(Municipality, 1)
    lines, numbers = frozen(db, publication=row)
    return Outgoing(
        number=row.id,
        city=city.name,
        period=Period(row.since, row.until).label,
        since=row.since,
        until=row.until,
        edition=row.edition,
        published_on=clock.local(row.published_at).date(),
        population_as_of=row.population_as_of,
        threshold=row.threshold,
        reason=row.reason,
        tables=published_tables.tables(lines, numbers, threshold=row.threshold),
        notes=tuple(
            (name.format(threshold=row.threshold), words.format(threshold=row.threshold))
            for name, words in NOTES
        ),
        licence=LICENCE,
        is_fictional=city.is_fictional,
    )


def frozen(
    db: Session, *, publication: Publication
) -> tuple[Sequence[PublishedRow], dict[Key, Number]]:
    """Its rows in order, and its numbers with their marks."""
    rows = db.exec(
        select(PublishedRow)
        .where(PublishedRow.publication_id == publication.id)
        .order_by(PublishedRow.position)
    ).all()
    codes = {row.id: row.code for row in rows}
    numbers = db.exec(
        select(PublishedNumber)
        .where(col(PublishedNumber.row_id).in_(codes))
        .order_by(PublishedNumber.id)
    )
    return rows, {
        Key(one.what, codes[one.row_id], one.column): Number(one.people, one.mark, one.living)
        for one in numbers
    }
