"""How public pages are drawn, how a posted form reaches a plain function, and how we say no."""

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.templating import Jinja2Templates

HERE = Path(__file__).parent
STYLE = (HERE / "assets" / "tonari.css").read_text("utf-8")
MOST_FIELDS, LONGEST_FIELD = 30, 8_192

templates = Jinja2Templates(
    env=Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
)
templates.env.globals["style"] = STYLE


def page(request: Request, name: str, *, status: int = 200, **context: Any) -> HTMLResponse:
    """Draw a template; the page is never kept by anybody in between."""
    headers = {"Cache-Control": "no-store"}
    return templates.TemplateResponse(request, name, context, status_code=status, headers=headers)


def form_post(handler: Callable[[Request, FormData], Response]):
    """Read the form, then run the handler off the event loop: database calls block."""

    @wraps(handler)
    async def endpoint(request: Request) -> Response:
        form = request.form(max_files=0, max_fields=MOST_FIELDS, max_part_size=LONGEST_FIELD)
        async with form as fields:
            return await run_in_threadpool(handler, request, fields)

    return endpoint


def field(form: FormData, name: str) -> str:
    """What was typed, or nothing."""
    value = form.get(name, "")
    return value if isinstance(value, str) else ""
