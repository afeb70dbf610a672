"""Answers to a page's own script: JSON, also when the answer is no."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from sqlmodel import select
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from database import Db
from models import Event
from refusal import Refusal
from services.permissions import NotPermitted


def told(content: Any, status: int = 200) -> JSONResponse:
    """For one person: nobody in between keeps it."""
    return JSONResponse(content, status, headers={"Cache-Control": "no-store"})


def said(handler: Callable[..., Response]):
    """A refusal is told as JSON."""

    @wraps(handler)
    def endpoint(request: Request, *given: Any) -> Response:
        try:
            return handler(request, *given)
        except Refusal as no:
            return told({"sentence": str(no)}, 403 if isinstance(no, NotPermitted) else 400)

    return endpoint


def body_post(handler: Callable[[Request, bytes], Response]):
    """Read the body, then run the handler off the event loop: database calls block."""
    answer = said(handler)

    @wraps(handler)
    async def endpoint(request: Request) -> Response:
        return await run_in_threadpool(answer, request, await request.body())

    return endpoint


def event_of(db: Db, request: Request) -> Event:
    """The event whose public number stands in the address."""
    wanted = select(Event).where(Event.public_id == request.path_params["public_id"])
    event = db.exec(wanted).first()
    if event is None:
        raise HTTPException(404)
    return event
