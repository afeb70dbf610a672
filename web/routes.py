"""The whole URL map, for residents and staff."""

from collections.abc import Iterable

from starlette.middleware import Middleware
from starlette.middleware.body_limit import RequestBodyLimitMiddleware
from starlette.routing import BaseRoute, Route

from web import health, sign_in, staff

SMALL_BODY = [Middleware(RequestBodyLimitMiddleware, max_body_size=16_384)]


def post(path: str, endpoint) -> Route:
    return Route(path, endpoint, methods=["POST"], middleware=SMALL_BODY)


ROUTES: list[BaseRoute] = [
    Route("/healthz", health.ready),
    # staff
    Route("/login", sign_in.form),
    post("/login", sign_in.sign_in),
    post("/logout", sign_in.sign_out),
    Route("/setup", sign_in.setup_form),
    post("/setup", sign_in.setup),
    Route("/password", sign_in.password_form),
    post("/password", sign_in.password),
    Route("/staff", staff.home),
]


def with_screens(slugs: Iterable[str]) -> list[BaseRoute]:
    """All routes: ours, and one for each staff screen the menu knows."""
    return [*ROUTES, *(Route(f"/staff/{slug}", staff.screen) for slug in ("", *slugs))]
