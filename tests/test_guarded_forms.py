"""Every text column, every box of every screen: a number is neither stored nor kept."""

import pytest
from sqlalchemy import select
from streamlit.testing.v1 import AppTest

from database import engine, writing
from models import Base, Role, guard
from models.base import Guarded
from pages._ui.menu import MENU
from services import accounts
from settings import ROOT
from tests.conftest import member

NUMBER = "1234 5678 9018"  # synthetic
FIGURE = 123456789018
TYPED = f"番号は{NUMBER}です"


def stored() -> list[str]:
    """Every text column that holds the number, under any of its tables."""
    with engine().connect() as connection:
        return [
            f"{table.name}.{column.name}"
            for table in Base.metadata.sorted_tables
            for column in table.columns
            if isinstance(column.type, Guarded)
            for text in connection.execute(select(column)).scalars()
            if "5678" in (text or "")
        ]


@pytest.mark.parametrize(
    "column",
    [
        pytest.param(column, id=f"{table.name}.{column.name}")
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, Guarded)
    ],
)
def test_no_text_column_takes_a_number(column):
    with pytest.raises(guard.ForbiddenNumber):
        column.type.process_bind_param(NUMBER, engine().dialect)


@pytest.fixture
def screen(town, request):
    """A staff screen opened by the admin, who may open all."""
    staff = member("kanri", "管理", Role.ADMIN)
    with writing() as db:
        token = accounts.sign_in(db, staff=staff)
    screen = AppTest.from_file(str(ROOT / "pages" / f"{request.param}.py"), default_timeout=30)
    screen.user = {"sign_in": accounts.fingerprint(token)}
    return screen.run()


@pytest.mark.parametrize("screen", MENU, indirect=True)
def test_no_screen_keeps_a_number_in_any_box(screen):
    for kind in ("text_input", "text_area"):
        for key in [box.key for box in getattr(screen, kind)]:
            getattr(screen, kind)(key=key).input(TYPED).run()

            boxes = {box.key: box.value for box in getattr(screen, kind)}
            assert guard.find(boxes.get(key) or "") is None
            assert NUMBER not in str(screen.session_state)
            assert len(screen.exception) == 0
    for key in [box.key for box in screen.number_input]:
        screen.number_input(key=key).set_value(FIGURE).run()
        assert str(FIGURE) not in str(screen.session_state)
    assert stored() == []
