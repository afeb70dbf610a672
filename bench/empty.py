"""The least that Starlette can serve: what the handout page is measured against."""

from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route


async def nothing(_request) -> Response:
    return Response()


app = Starlette(routes=[Route("/", nothing), Route("/healthz", nothing)])
