"""Opening a staff screen without a browser."""

import pytest
from streamlit.testing.v1 import AppTest

from database import writing
from models import Staff
from services import accounts
from settings import ROOT


@pytest.fixture
def opened():
    """Open a screen as a member of staff: opened("questions", tanaka, question="3")."""

    def open_as(name: str, staff: Staff, **query: str) -> AppTest:
        with writing() as db:
            token = accounts.sign_in(db, staff=staff)
        screen = AppTest.from_file(str(ROOT / "pages" / f"{name}.py"), default_timeout=30)
        screen.user = {"sign_in": accounts.fingerprint(token)}
        for key, value in query.items():
            screen.query_params[key] = value
        return screen.run()

    return open_as
