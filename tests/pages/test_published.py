"""What the cache of the import screen may hold: nothing the guard would refuse."""

import pickle
import re
from random import Random

import pytest

from exchange.writer import csv_bytes
from models import guard
from pages._ui import published
from refusal import Refusal
from tests.exchange.test_events import OLD as EVENT
from tests.exchange.test_facilities import OLD as PLACE
from tests.exchange.test_population import FIGURES, row
from tests.models.writing import FORMS, my_number

AREA_COLUMNS = [name for name in row("甲町") if name not in FIGURES]
FIGURE = "総人口"


def kept(read, header: list[str], cells: dict[str, str]) -> str:
    """All texts of what a file with this row leaves behind, or what its refusal says."""
    data = csv_bytes(header, [[cells[name] for name in header]])
    try:
        return repr(pickle.loads(pickle.dumps(read(data))))
    except Refusal as no:
        return str(no)


def found_in(text: str) -> list[str]:
    """Strings of a repr that the guard refuses."""
    return [one for one in re.findall(r"'((?:[^'\\]|\\.)*)'", text) if guard.find(one)]


def written(column: str) -> list[str]:
    """One number in each form, another one for each column."""
    return [FORMS[form](my_number(Random(column + form)), Random(form)) for form in FORMS]


@pytest.mark.parametrize("column", EVENT)
def test_number_in_a_cell_of_an_event_list_is_not_kept(column):
    for number in written(column):
        text = kept(published.lines, list(EVENT), EVENT | {column: number})

        assert (found_in(text), number in text) == ([], False)


@pytest.mark.parametrize("column", [*AREA_COLUMNS, FIGURE])
def test_number_in_a_cell_of_a_population_file_is_not_kept(column):
    cells = row("甲町")
    for number in written(column):
        text = kept(published.areas, list(cells), cells | {column: number})

        assert (found_in(text), number in text) == ([], False)


@pytest.mark.parametrize("column", PLACE)
def test_number_in_a_cell_of_a_list_of_facilities_is_not_kept(column):
    for number in written(column):
        text = kept(published.places, list(PLACE), PLACE | {column: number})

        assert (found_in(text), number in text) == ([], False)


def test_number_in_a_table_of_past_classes_is_not_kept():
    for number in written("備考"):
        text = kept(published.sheets, ["開催日", "備考"], {"開催日": "R5.6.13", "備考": number})

        assert (found_in(text), number in text) == ([], False)
