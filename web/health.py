"""Whether this process is ready to serve."""

from sqlmodel import text
from starlette.requests import Request
from starlette.responses import PlainTextResponse

from database import reading


def ready(_request: Request) -> PlainTextResponse:
    """200 once the database answers; the lifespan has migrated it before the first request."""
    with reading() as db:
        db.execute(text("SELECT 1"))
    return PlainTextResponse("ok")
