"""The key a public form is drawn with: pressed twice, its button stores once."""

import re
import secrets

_KEY = re.compile("[0-9a-f]{32}")


def new() -> str:
    return secrets.token_hex(16)


def read(sent: str) -> str:
    """The key that came back; another one when it is none of ours."""
    return sent if _KEY.fullmatch(sent) else new()
