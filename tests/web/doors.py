"""The doors without a browser: our routes and layers, and a few rooms to look into."""

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket
from streamlit.web.server.starlette.starlette_app import create_streamlit_middleware

from pages._ui.menu import MENU
from web import errors
from web.middleware import IDENTITY_HEADER, LAYERS
from web.routes import with_screens


def whoami(request: Request) -> PlainTextResponse:
    """The identity that Streamlit would believe."""
    return PlainTextResponse(request.headers.get(IDENTITY_HEADER.decode(), "nobody"))


async def stream(socket: WebSocket) -> None:
    await socket.accept()
    await socket.send_text(socket.headers.get(IDENTITY_HEADER.decode(), "nobody"))
    await socket.close()


async def broken(request: Request) -> None:
    raise ValueError(f"cannot read {(await request.body()).decode()}")


ROOMS = [
    Route("/who", whoami, methods=["GET", "POST"]),
    Route("/staff/who", whoami),
    Route("/staff/_stcore/health", whoami),
    Route("/broken", broken, methods=["POST"]),
    WebSocketRoute("/staff/_stcore/stream", stream),
    WebSocketRoute("/stream", stream),
]


def doors() -> TestClient:
    """A visitor's client, who follows no redirects."""
    app = Starlette(
        routes=[*ROOMS, *with_screens(MENU)],
        middleware=[*LAYERS, *create_streamlit_middleware()],
        exception_handlers=errors.HANDLERS,
    )
    return TestClient(app, follow_redirects=False)
