"""The real app with an empty route of Starlette beside it, in one process and on one event loop."""

from app import app as town
from bench.empty import app as empty

PATH = "/-empty"  # no address of ours looks like it


async def app(scope, receive, send) -> None:
    if scope["type"] == "http" and scope["path"] == PATH:
        return await empty(scope | {"path": "/", "raw_path": b"/"}, receive, send)
    return await town(scope, receive, send)
