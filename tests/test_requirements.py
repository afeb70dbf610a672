"""What the product imports is asked for by name, and what is asked for is pinned."""

import ast
import re
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
NOT_PRODUCT = {"tests", "bench"}
TOOLS = {"handouts/fonts/build.py"}  # run by hand, by whoever brings a new font


def names(file: str) -> set[str]:
    """The packages a requirements file names, in lower case, without extras and versions."""
    found = re.findall(r"^\w[\w.-]*", (ROOT / file).read_text("utf-8"), re.MULTILINE)
    return {name.lower() for name in found}


def pins(file: str) -> dict[str, str]:
    return dict(re.findall(r"^([\w.-]+)==(\S+)", (ROOT / file).read_text("utf-8"), re.MULTILINE))


def product_files() -> list[Path]:
    rooms = {path.parent for path in ROOT.glob("*/*.py")} - {ROOT / name for name in NOT_PRODUCT}
    files = [*ROOT.glob("*.py"), *(file for room in rooms for file in room.rglob("*.py"))]
    return [file for file in files if str(file.relative_to(ROOT)) not in TOOLS]


def imported(file: Path) -> set[str]:
    """The top-level modules a file imports from elsewhere."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            found.add(node.module.split(".")[0])
    return found - sys.stdlib_module_names


def test_imports_of_the_product_are_asked_for():
    modules = set().union(*(imported(file) for file in product_files()))
    sources = packages_distributions()  # looks through all that is installed
    wanted = {package.lower() for module in modules for package in sources.get(module, ())}
    assert {"streamlit", "sqlmodel"} <= wanted
    assert wanted - names("requirements.in") == set()


@pytest.mark.parametrize("kind", ["requirements", "requirements-dev", "requirements-bench"])
def test_every_request_is_pinned(kind):
    assert names(f"{kind}.in") - set(pins(f"{kind}.txt")) == set()


def test_tests_run_with_the_pins_of_the_product():
    everything = pins("requirements-dev.txt")
    product = pins("requirements.txt")
    assert {name: everything.get(name) for name in product} == product
