"""Pure ASGI layers around everything: headers, cross-site refusal, and the sign-in gate."""

import base64
import hashlib
from urllib.parse import quote, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import HTTPConnection
from starlette.responses import JSONResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from web import access, addresses, errors, rendering, sign_in
from web.staff import INDEX
from web.view import Views

SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}
IDENTITY_HEADER = b"x-tonari-sign-in"  # .streamlit/config.toml maps it to st.user["sign_in"]


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def _inline_script(page: str) -> str:
    """The one script that stands in Streamlit's index.html itself."""
    return page.split("<script>", 1)[1].split("</script>", 1)[0]


PUBLIC_POLICY = (
    "default-src 'none'; img-src 'self' data:; form-action 'self'; base-uri 'none';"
    f" frame-ancestors 'none'; style-src {_hash(rendering.STYLE)}"
)
# Streamlit's style library writes <style> elements, so styles cannot be hashed there.
STAFF_POLICY = (
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:;"
    " font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; object-src 'none';"
    " base-uri 'self'; form-action 'self'; frame-ancestors 'none';"
    f" script-src 'self' {_hash(_inline_script(INDEX))}"
)
COMMON = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_COMMON = [(name.lower().encode(), value.encode()) for name, value in COMMON.items()]
_POLICY = b"content-security-policy"


class SecurityHeaders:
    """Every answer says what the browser may do with it, also the answer to a bug."""

    def __init__(self, app: ASGIApp):
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        inside = scope["path"].startswith(f"{access.STAFF_PREFIX}/")
        policy = (STAFF_POLICY if inside else PUBLIC_POLICY).encode()
        started = False

        async def send_with_headers(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                own = {name.lower() for name, _ in message["headers"]}
                ours = [*_COMMON, (_POLICY, policy)]
                message["headers"] = [
                    *message["headers"],
                    *(one for one in ours if one[0] not in own),
                ]
            await send(message)

        try:
            await self.app(scope, receive, send_with_headers)
        except Exception as error:
            answer = await run_in_threadpool(errors.unexpected, error)
            if not started:
                await answer(scope, receive, send_with_headers)


class RefuseCrossSite:
    """A form of another site cannot act here: Sec-Fetch-Site, then Origin against Host."""

    def __init__(self, app: ASGIApp):
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] not in SAFE_METHODS:
            headers = Headers(scope=scope)
            site = headers.get("sec-fetch-site")
            same = site in ("same-origin", "none") if site else _same_origin(headers)
            if not same:
                answer = await run_in_threadpool(errors.say, 403)
                return await answer(scope, receive, send)
        return await self.app(scope, receive, send)


def _same_origin(headers: Headers) -> bool:
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc == headers.get("host")


class NoNumberInAddress:
    """An address with a My Number in its query is left at once for the same page without it.

    So it stays in no history, no `next=`, no cache of pages, and in no state of a screen.
    """

    def __init__(self, app: ASGIApp):
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        page = scope["type"] == "http" and scope["method"] in SAFE_METHODS
        asked = page and not access.is_machine(scope["path"])
        if asked and addresses.holds_number(scope["query_string"].decode("latin-1")):
            path = addresses.without_number(scope["path"]).lstrip("/")  # «//host» is another site
            answer = RedirectResponse(f"/{quote(path, safe='/')}", 303)
            return await answer(scope, receive, send)
        return await self.app(scope, receive, send)


class SmallBody:
    """Forms are small: whoever sends more than `most` bytes gets a 413, unread."""

    def __init__(self, app: ASGIApp, most: int):
        self.app, self.most = app, most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if int(Headers(scope=scope).get("content-length", 0)) > self.most:
            raise HTTPException(413)
        size = 0

        async def receive_little() -> Message:
            nonlocal size
            message = await receive()
            size += len(message.get("body", b""))
            if size > self.most:
                raise HTTPException(413)
            return message

        return await self.app(scope, receive_little, send)


class SignInGate:
    """Deny by default below /staff, for pages, files and websockets alike.

    The client's own identity headers are dropped; ours carries the hash of the sign-in's token.
    """

    def __init__(self, app: ASGIApp):
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            return await self.app(scope, receive, send)
        scope["headers"] = [pair for pair in scope["headers"] if pair[0] != IDENTITY_HEADER]
        if scope["type"] == "websocket" and not _same_origin(Headers(scope=scope)):
            # Before Streamlit's own check, which may ask an outside host for this one's address.
            return await _close(receive, send, 4403)
        if access.needed(scope["path"]) is access.Access.PUBLIC:
            return await self.app(scope, receive, send)
        token = sign_in.token_of(HTTPConnection(scope))
        token_hash = await run_in_threadpool(sign_in.recognise, token) if token else None
        if token_hash is None:
            return await _turn_away(scope, receive, send)
        scope["headers"].append((IDENTITY_HEADER, token_hash.encode()))
        return await self.app(scope, receive, send)


async def _turn_away(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        return await _close(receive, send, 4401)
    if access.is_machine(scope["path"]):
        needed = JSONResponse({"sentence": "サインインが必要です。"}, 401)
        return await needed(scope, receive, send)
    query = scope["query_string"].decode("latin-1")
    address = f"{scope['path']}?{query}" if query else scope["path"]
    where = quote(addresses.without_number(address), safe="/")
    return await RedirectResponse(f"/login?next={where}", 303)(scope, receive, send)


async def _close(receive: Receive, send: Send, code: int) -> None:
    await receive()
    await send({"type": "websocket.close", "code": code})


LAYERS = [
    Middleware(layer)
    for layer in (Views, SecurityHeaders, RefuseCrossSite, NoNumberInAddress, SignInGate)
]
