"""Every text column × every way of writing to it × every written form of a number."""

from collections.abc import Iterator
from itertools import count, cycle
from random import Random

import pytest
import sqlalchemy as sa
from sqlmodel import SQLModel, select

from database import engine, reading, writing
from models import AuditLine, Base, EventTemplate, Format, QuestionCategory, figures, guard
from models.base import Guarded
from tests.models.writing import FORMS, my_number

pytestmark = pytest.mark.filterwarnings("ignore:Column .* is marked as a member of the primary key")
COLUMNS = [
    column
    for table in Base.metadata.sorted_tables
    for column in table.columns
    if isinstance(column.type, Guarded)
]
FIGURES = [
    column
    for table in Base.metadata.sorted_tables
    for column in table.columns
    if isinstance(column.type, sa.Integer | sa.Float) and not column.primary_key
]
NUMBER = 123456789018  # synthetic


def texts(seed: str) -> list[str]:
    """One number in each written form."""
    rng = Random(seed)
    return [write(my_number(rng), rng) for write in FORMS.values()]


def passed(statements: Iterator[tuple[str, sa.Executable, list | None]]) -> list[str]:
    """The names of the statements that the guard did not stop."""
    found = []
    with engine().connect() as connection:
        for name, statement, rows in statements:
            try:
                connection.execute(statement, rows)
            except guard.ForbiddenNumber:
                continue
            except sa.exc.DBAPIError:  # it went as far as the database
                connection.rollback()
            found.append(name)
    return found


def inserts():
    for column in COLUMNS:
        for text in texts(str(column)):
            yield str(column), column.table.insert().values({column: text}), None


def updates():
    for column, text in zip(COLUMNS * 4, cycle(texts("update")), strict=False):
        yield str(column), column.table.update().values({column: text}), None


def bulks():
    for column, text in zip(COLUMNS * 4, cycle(texts("bulk")), strict=False):
        rows = [{column.name: "ふつうの文"}, {column.name: text}]
        yield str(column), column.table.insert(), rows


def searches():
    for column, text in zip(COLUMNS * 2, cycle(texts("search")), strict=False):
        yield str(column), sa.select(column).where(column == text), None


@pytest.mark.parametrize("ways", [inserts, updates, bulks, searches])
def test_no_statement_takes_a_number_into_a_text_column(ways):
    statements = list(ways())

    assert passed(iter(statements)) == []
    assert len(statements) >= 2 * len(COLUMNS)


def models() -> dict[str, type[SQLModel]]:
    mappers = Base._sa_registry.mappers
    return {mapper.local_table.name: mapper.class_ for mapper in mappers}


def test_no_row_of_a_session_takes_a_number_into_a_text_column():
    numbers, went_through = cycle(texts("session")), []
    for column, _ in zip(COLUMNS * 3, count(), strict=False):
        try:
            with writing() as db, db.no_autoflush:
                db.add(models()[column.table.name](**{column.name: next(numbers)}))
        except guard.ForbiddenNumber:
            continue
        except sa.exc.DBAPIError:
            pass
        went_through.append(str(column))

    assert went_through == []


@pytest.mark.parametrize("column", FIGURES, ids=str)
def test_no_column_of_figures_takes_a_number(column):
    with engine().connect() as connection, pytest.raises(guard.ForbiddenNumber):
        connection.execute(column.table.update().values({column: NUMBER}))


def test_no_row_takes_a_number_for_a_figure():
    with pytest.raises(guard.ForbiddenNumber), writing() as db:
        db.add(EventTemplate(name="ひな形", format=Format.COURSE, capacity=NUMBER))


@pytest.mark.parametrize(
    ("value", "too_large"),
    [
        (NUMBER, True),
        (-NUMBER, True),
        (1e11, True),
        (2**31 - 1, False),
        (True, False),
        ("1", False),
    ],
)
def test_figures_have_ten_digits_at_most(value, too_large):
    assert figures.is_too_large(value) is too_large


def test_audit_trail_forgets_a_number_that_is_erased():
    """A number from before the guard is found, and erased: it must not live on in the 足あと."""
    with writing() as db:
        db.add(QuestionCategory(code="a", name="文字入力"))
    with engine().execution_options(writing=True).begin() as connection:
        spelled = {"name": "いち に さん よん ご ろく なな はち きゅう ぜろ いち はち"}
        connection.execute(sa.text("UPDATE question_category SET name = :name"), spelled)
    with writing() as db:
        db.exec(sa.select(QuestionCategory)).scalar_one().name = "文字入力"

    with reading() as db:
        newest = select(AuditLine).order_by(sa.desc(AuditLine.id))
        assert db.exec(newest).first().changes == {"name": ["***", "文字入力"]}
