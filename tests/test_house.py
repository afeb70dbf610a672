"""The laws of the house that a reviewer should not have to check by eye."""

import ast
import inspect
import pkgutil
import re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest
import sqlalchemy as sa
from streamlit.web.server.app_discovery import discover_asgi_app

import services
from models import Base, Outgoing
from models.base import Guarded
from pages._ui.menu import FIRST, MENU
from pages._ui.style import STYLE
from settings import ROOT

ROOMS = ("models", "services", "handouts", "charts", "exchange", "japanese", "web", "pages")
EVERYWHERE = (*(f"{room}/**/*.py" for room in ROOMS), "*.py")


@cache
def service_functions() -> dict[str, Callable]:
    """Every public function of services/, by its full name."""
    return {
        f"{module.name}.{name}": function
        for module in pkgutil.iter_modules(services.__path__, "services.")
        for name, function in inspect.getmembers(import_module(module.name), inspect.isfunction)
        if function.__module__ == module.name and not name.startswith("_")
    }


@cache
def first_statement(function: Callable) -> str:
    definition = ast.parse(inspect.getsource(function)).body[0]
    has_docstring = ast.get_docstring(definition) is not None
    return ast.unparse(definition.body[1 if has_docstring else 0])


def test_staff_action_checks_permission_first():
    wrong = [
        name
        for name, function in service_functions().items()
        if function.__module__ != "services.permissions"
        and ("by" in inspect.signature(function).parameters)
        != first_statement(function).startswith("require(by, Permission.")
    ]

    assert wrong == []


def test_service_is_keyword_only_after_db():
    assert [name for name, one in service_functions().items() if not keyword_only(one)] == []


def keyword_only(function: Callable) -> bool:
    parameters = list(inspect.signature(function).parameters.values())
    takes_db = bool(parameters) and parameters[0].name == "db"
    return not takes_db or {p.kind for p in parameters[1:]} <= {inspect.Parameter.KEYWORD_ONLY}


def test_menu_and_pages_agree():
    screens = {path.stem for path in (ROOT / "pages").glob("*.py")} - {"__init__", "_shell"}

    assert screens == set(MENU)
    assert FIRST in MENU


@pytest.mark.parametrize("name", MENU)
def test_page_opens_through_the_shell(name):
    tree = ast.parse((ROOT / "pages" / f"{name}.py").read_text("utf-8"))
    acts = [
        ast.unparse(statement)
        for statement in tree.body
        if not isinstance(statement, ast.Import | ast.ImportFrom | ast.FunctionDef)
        and not (isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant))
        and not (isinstance(statement, ast.Assign) and ast.unparse(statement.targets[0]).isupper())
    ]

    assert f"open_screen('{name}')" in acts[0]


def test_streamlit_finds_the_app():
    assert discover_asgi_app(ROOT / "app.py").is_asgi_app


def test_no_pages_folder_beside_the_script_streamlit_runs():
    assert not (ROOT / "pages" / "pages").exists()


def holds_text(kind: sa.types.TypeEngine) -> bool:
    stored = kind.impl if isinstance(kind, sa.TypeDecorator) else kind
    return isinstance(stored, sa.String) and not isinstance(stored, sa.Enum)


def test_every_text_column_is_guarded_or_closed():
    """Free text passes the number guard; the rest holds codes, hashes or enum values only."""
    free = {
        f"{table.name}.{column.name}"
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if holds_text(column.type) and not isinstance(column.type, Guarded)
    }

    assert free == CLOSED


CLOSED = {
    "appointment.idem_key",
    "attendance.idem_key",
    "audit_line.action",
    "audit_line.entity",
    "audit_line.entity_id",
    "booking.idem_key",
    "booking.party",
    "consultation.idem_key",
    "copies.idem_key",
    "door_entry.idem_key",
    "door_entry.undoes",
    "event.idem_key",
    "event.public_id",
    "faq.code",
    "faq_term.term",
    "faq.idem_key",
    "figure_merge.members",
    "handout.code",
    "handout.contents",
    "handout.subject",
    "lesson_term.term",
    "municipality.code",
    "offer.party",
    "person.card_code",
    "promise.idem_key",
    "proposal.idem_key",
    "publication.idem_key",
    "published_number.column",
    "published_row.code",
    "question.idem_key",
    "question_term.term",
    "reach_cell.cuts",
    "reach_cell.first",
    "reach_cell.second",
    "reach_cell.third",
    "search_mark.kind",
    "search_mark.made_with",
    "series.idem_key",
    "sign_in.token_hash",
    "slip.party",
    "slip.token_hash",
    "staff.feed_hash",
    "staff.password_hash",
    "survey.idem_key",
    "visit_before.idem_key",
}


def test_handbook_names_every_verb_once():
    """Who looks for where a thing is done finds it in one line of the map."""
    handbook = (ROOT / "docs" / "handbook.md").read_text("utf-8")
    map_of_verbs = handbook.partition("## The verbs")[2].partition("## The laws")[0]
    rows = re.findall(r"^\|[^|]+\|(.+)\|$", map_of_verbs, re.MULTILINE)
    named = [name for row in rows[2:] for name in re.findall(r"`(\w+)`", row)]
    verbs = [module.name for module in pkgutil.iter_modules(services.__path__)]

    assert sorted(named) == sorted(verbs), (
        "docs/handbook.md, table of verbs: name each file of services/ once, in the row of what "
        f"one is doing. Missing: {sorted(set(verbs) - set(named))}; "
        f"twice or gone: {sorted(Counter(named) - Counter(verbs))}"
    )


def test_decisions_are_numbered_without_a_gap_and_short():
    pages = sorted((ROOT / "docs" / "decisions").glob("*.md"))

    assert [path.name[:4] for path in pages] == [f"{n:04}" for n in range(1, len(pages) + 1)]
    assert [path.name for path in pages if len(path.read_text("utf-8").splitlines()) > 40] == []


@pytest.mark.parametrize("room", ROOMS)
def test_tests_mirror_the_room(room):
    """A room without a tests folder of its own is a room nobody tests."""
    assert list((ROOT / "tests" / room).glob("test_*.py"))


def test_what_postgresql_is_not_asked_knows_no_database():
    makefile = (ROOT / "Makefile").read_text("utf-8").replace("\\\n", "")
    files = re.search(r"^PURE := (.+)$", makefile, re.MULTILINE)[1].split()
    asks = re.compile(r"^(from|import) (database|services|tests\.conftest)\b", re.MULTILINE)

    assert files
    assert [one for one in files if asks.search((ROOT / "tests" / one).read_text("utf-8"))] == []


def test_tests_wait_for_what_they_wait_for():
    """A wait of so many seconds is too long on most machines and too short on the busiest one."""
    sleepers = {
        str(path.relative_to(ROOT))
        for path in (ROOT / "tests").rglob("*.py")
        if re.search(r"\bsleep\(|wait_for_timeout\(", path.read_text("utf-8"))
    }

    assert sleepers == SLEEPERS


SLEEPERS = {
    "tests/e2e/server.py",  # asks again whether it has started
    "tests/e2e/test_offline.py",  # the door takes what comes within a second for a slip
    "tests/postgres.py",  # asks again whether it has started
    "tests/services/test_stand_ins.py",  # the other one is in the middle of it
    "tests/test_postgres.py",  # asks again whether it has died
    "tests/web/test_by_itself.py",  # something that takes a while has begun
    "tests/web/test_keeping.py",  # a page that takes a while is asked for twice
    "tests/web/test_runs.py",  # nobody has come to look meanwhile
}


def test_only_settings_reads_the_environment():
    readers = {
        str(path.relative_to(ROOT))
        for room in (*ROOMS, ".")
        for path in Path(ROOT / room).glob("*.py" if room == "." else "**/*.py")
        if "environ" in path.read_text("utf-8") or "getenv" in path.read_text("utf-8")
    }

    assert readers == {"settings.py"}


@cache
def _nodes(path: Path) -> list[ast.AST]:
    return list(ast.walk(ast.parse(path.read_text("utf-8"))))


@cache
def _calls(*rooms: str) -> list[tuple[str, str, ast.Call]]:
    """The file, the name of what is called, and the call."""
    paths = [path for room in rooms for path in sorted(ROOT.glob(room))]
    return [
        (str(path.relative_to(ROOT)), ast.unparse(node.func), node)
        for path in paths
        for node in _nodes(path)
        if isinstance(node, ast.Call)
    ]


SPEAKING = re.compile(r"(log|logger|logging|warnings)\.\w+|print|sys\.std\w+\.write|st\.exception")


def test_nothing_typed_is_logged_or_printed():
    """Who adds a line says here that it quotes nobody: an id, a path, a count (番号法 20条)."""
    code = _calls(*EVERYWHERE)
    said = {
        (path, ast.unparse(argument))
        for path, name, call in code
        if SPEAKING.fullmatch(name) and "getLogger" not in name
        for argument in call.args
        if not isinstance(argument, ast.Constant)
    }

    assert said == QUOTED


QUOTED = {
    (
        "count_again.py",
        "f'{period.label}: {one.sentence}'",
    ),
    ("count_again.py", "f'{compared}の期間を数え直しました。違うもの: {wrong}件'"),
    ("scan.py", "FOUND"),
    ("scan.py", "f'「{name}」の {place.row} 番に、{WORDS[place.finding]}があります。（{where}）'"),
    ("scan.py", "f'{report.texts:,}件の文章を調べました。見つかったもの: {len(report.places)}件'"),
    ("start.py", "'\\n'.join(lines)"),
    ("web/errors.py", "number"),
    ("web/errors.py", "''.join(_way_to(error))"),
}
TAKES_IN = re.compile(r".*\.(file_uploader|camera_input|audio_input|chat_input)")


def test_pictures_and_files_are_taken_in_on_the_import_screen_only():
    """A photograph of a card would hold its number: nobody can read that with a guard."""
    code = _calls("pages/**/*.py")
    takers = {path for path, name, _ in code if TAKES_IN.fullmatch(name)}

    assert takers == {"pages/_ui/imports.py"}


def test_no_box_stands_in_a_fragment():
    """A fragment runs without `open_screen`, which blots what must not be kept."""
    drawn = [
        path
        for path in (ROOT / "pages").rglob("*.py")
        if re.search(r"st\.(fragment|dialog)\b", path.read_text("utf-8"))
    ]

    assert drawn == []


# What tells real figures: these, and what is built on them; never the gate itself.
COUNTERS = {
    *("services.counts", "services.deeds", "services.done", "services.measures"),
    *("services.plan_years", "services.published_counts", "services.upkeep"),
}
REAL = {"charts.reach", "charts.outlook", "models.ReachCell", "models.PublishedNumber"}
GATE = "services.outgoing"
WRITERS = re.compile(
    r"(.*\.)?(csv_bytes|xlsx_bytes|workbook|download_button|to_(csv|excel|json|html|svg|png)|png|svg"
    r"|vegalite_to_\w+|savefig|write_(bytes|text)|open|Canvas|Workbook|Picture|Response)"
    r"|(?!targets\.).*\.save"
)


def test_only_the_gate_lets_figures_out():
    """Whoever writes for outside is given an Outgoing, which nobody else can make."""
    makers = {path for path, name, _ in _calls(*EVERYWHERE) if name == "Outgoing"}
    given = {
        (module, name): next(iter(inspect.signature(one).parameters.values())).annotation
        for module in ("exchange.published", "exchange.figure_list", "charts.published")
        for name, one in inspect.getmembers(import_module(module), inspect.isfunction)
        if one.__module__ == module and not name.startswith("_")
    }

    assert makers == {"services/outgoing.py"}
    assert set(given.values()) == {Outgoing, Sequence[Outgoing]}


def test_no_way_out_knows_real_figures():
    """CSV, Excel, PNG, SVG, PDF, open data and pages all leave through web/, which draws from what
    services/outgoing.py gives. Who adds a line says that it tells no figure to anybody."""
    real = _real_figures() | {"models.Attendance"}
    ways = ("web", "handouts", "exchange", "charts")
    leaks = {(path, one) for path, one in _imports(*ways) if one in real and path not in REAL}

    assert leaks == {
        ("web.by_itself", "services.upkeep"),  # counts beforehand, and answers nobody
        ("web.reports", "services.reports"),  # 庁内用 says so on every sheet (docs/decisions/0021)
        ("web.year_sheets", "services.year_reports"),  # people from an Outgoing; counts classes
    }


def test_no_screen_with_real_figures_hands_out_a_file():
    """What leaves the office leaves by services/outgoing.py, the real numbers never."""
    real = _real_figures()
    told = {path for path, one in _imports("pages") if one in real}
    written = {
        (path, name)
        for path, name, _ in _calls("pages/**/*.py")
        if path.removesuffix(".py").replace("/", ".") in told and WRITERS.fullmatch(name)
    }

    assert written == set()


def test_charts_of_real_figures_offer_no_file():
    """Streamlit puts buttons on every chart that save its picture and its numbers."""
    rule = re.search(r":has\(\.stVegaLiteChart\) \[data-testid=.*?\}", STYLE, re.DOTALL)

    assert "display: none" in rule[0]


def _real_figures() -> set[str]:
    """All modules that import a counter, or one that does; the gate hands out what is frozen."""
    known = COUNTERS | REAL
    pairs = [(path, one) for path, one in _imports("services") if path != GATE]
    while more := {path for path, one in pairs if one in known} - known:
        known |= more
    return known


def _imports(*rooms: str) -> set[tuple[str, str]]:
    """Every module of these rooms with every module of ours that it imports."""
    found = set()
    for path in (path for room in rooms for path in (ROOT / room).rglob("*.py")):
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for node in _nodes(path):
            if isinstance(node, ast.Import | ast.ImportFrom):
                found |= {(name, one) for one in _imported(node)}
    return found


def _imported(node: ast.Import | ast.ImportFrom) -> set[str]:
    """services.reach for «from services import reach» and for «from services.reach import …»."""
    names = {one.name for one in node.names}
    if isinstance(node, ast.Import):
        return names
    return {f"{node.module}", *(f"{node.module}.{name}" for name in names)}
