"""The database's own word on an enum column is the enum's."""

import re

import pytest
import sqlalchemy as sa

from database import engine
from models import Base

CHOICES = [
    column
    for table in Base.metadata.sorted_tables
    for column in table.columns
    if isinstance(column.type, sa.Enum)
]


@pytest.fixture(scope="module")
def rules(schema) -> dict[str, str]:
    """The text of every CHECK of this database, by its name."""
    look = sa.inspect(engine())
    return {
        rule["name"]: rule["sqltext"]
        for table in Base.metadata.tables
        for rule in look.get_check_constraints(table)
    }


@pytest.mark.parametrize("column", CHOICES, ids=str)
def test_check_knows_the_members_of_the_enum(column, rules):
    rule = rules[f"ck_{column.table.name}_{column.name}_known"]

    assert set(re.findall("'([^']*)'", rule)) == set(column.type.enums)
