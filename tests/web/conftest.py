"""A visitor at the doors, and somebody who signs in there."""

import pytest

from database import writing
from models import Staff
from services import accounts
from tests.web.doors import doors
from web import keeping, limits

PASSWORD = "correct horse battery"


@pytest.fixture(autouse=True)
def _fresh():
    """No page is kept and nobody has been counted."""
    keeping.forget()
    limits.forget()


@pytest.fixture
def client(town, stopped_clock):
    with doors() as client:  # one event loop for all that the test asks, not one per request
        yield client


@pytest.fixture
def signed_in(client):
    """Sign somebody in: signed_in(tanaka) returns the hash that Streamlit would know."""

    def sign_in(staff: Staff) -> str:
        with writing() as db:
            token = accounts.sign_in(db, staff=staff)
        client.cookies.set("tonari", token)
        return accounts.fingerprint(token)

    return sign_in
