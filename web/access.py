"""Who may open which address: read by the gate, the routes and the permission matrix."""

import re
from enum import StrEnum


class Access(StrEnum):
    """PUBLIC needs nothing; STAFF needs a sign-in, what the role may do is the service's word."""

    PUBLIC = "public"
    STAFF = "staff"


STAFF_PREFIX = "/staff"
STAFF_ONLY = ("/password",)
_MACHINE = ("/_stcore/", "/media/", "/component/", "/app/")
_SCRIPTED = re.compile(r"/door/[^/]+/(?:list\.json|sync|scan)")  # asked by the door's own script


def needed(path: str) -> Access:
    """What `path` (as in the ASGI scope) asks for. Everything below /staff is for staff.

    So is Streamlit's plumbing wherever it is mounted, should its settings ever not be read.
    """
    inside = path == STAFF_PREFIX or path.startswith(f"{STAFF_PREFIX}/")
    return Access.STAFF if inside or path in STAFF_ONLY or is_machine(path) else Access.PUBLIC


def is_machine(path: str) -> bool:
    """What no person opens: answered 401 without a sign-in, not sent to the sign-in page."""
    rest = path.removeprefix(STAFF_PREFIX)
    return rest.startswith(_MACHINE) or bool(_SCRIPTED.fullmatch(rest))
