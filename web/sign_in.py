"""Signing in and out, the own password, and the first admin's one-time code."""

import logging
import secrets
from urllib.parse import urlsplit

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection, Request
from starlette.responses import RedirectResponse, Response

from database import Db, alone, reading, writing
from models import Staff, masking
from refusal import Refusal
from services import accounts, demo
from web import addresses, limits
from web.rendering import field, form_post, page

log = logging.getLogger("tonari.sign_in")
SECURE_COOKIE, PLAIN_COOKIE = "__Host-tonari", "tonari"  # http://localhost has no Secure cookies
FIRST_CODE = secrets.token_hex(4)  # printed in the terminal while there is no account
SLOW_DOWN = "続けて何度も試されました。5分ほど待ってから、もう一度お試しください。"


def cookie_of(connection: HTTPConnection) -> str:
    """The cookie's name; over TLS only one that no plain connection can have planted."""
    return SECURE_COOKIE if connection.url.scheme in ("https", "wss") else PLAIN_COOKIE


def token_of(connection: HTTPConnection) -> str | None:
    return connection.cookies.get(cookie_of(connection))


def recognise(token: str) -> str | None:
    """The hash of a living sign-in's token, else None. Blocking: call it off the event loop."""
    token_hash = accounts.fingerprint(token)
    with reading() as db:
        if accounts.signed_in(db, token_hash=token_hash) is None:
            return None
        due = accounts.is_due_to_be_seen(db, token_hash=token_hash)
    if due:
        with writing() as db:
            accounts.seen(db, token_hash=token_hash)
    return token_hash


def staff_of(db: Db, request: Request) -> Staff:
    """Who asks, on an address behind the gate."""
    token_hash = accounts.fingerprint(token_of(request) or "")
    staff = accounts.signed_in(db, token_hash=token_hash)
    if staff is None:
        raise HTTPException(403)
    return staff


def form(request: Request) -> Response:
    with reading() as db:
        if accounts.is_empty(db):
            return RedirectResponse("/setup", 303)
    return _sign_in_page(target=_inside(request.query_params.get("next", "")))


def _sign_in_page(
    *, target: str, login: str = "", problem: str = "", status: int = 200
) -> Response:
    with reading() as db:
        cast = demo.cast(db)
    return page(
        "sign_in.html",
        status=status,
        target=target,
        login=login,
        problem=problem,
        cast=cast,
        password=demo.PASSWORD if cast else "",
    )


@form_post
def sign_in(request: Request, typed: FormData) -> Response:
    target = _inside(field(typed, "next"))
    login = masking.shown(field(typed, "login").strip()[:40])  # counted by name, below
    hall = limits.allows(limits.SIGN_IN_ADDRESS, "sign_in", limits.address(request))
    if not (hall and limits.allows(limits.SIGN_IN, "account", login)):
        return _sign_in_page(target=target, login=login, problem=SLOW_DOWN, status=429)
    try:
        with reading() as db:
            staff = accounts.recognise(db, login=login, password=field(typed, "password"))
        with writing() as db:
            accounts.sign_out(db, token_hash=accounts.fingerprint(token_of(request) or ""))
            token = accounts.sign_in(db, staff=staff)
    except Refusal as no:
        return _sign_in_page(target=target, login=login, problem=str(no), status=401)
    return _remember(request, RedirectResponse(target, 303), token)


def _inside(target: str) -> str:
    """Only addresses of the staff side are gone to after signing in."""
    parts = urlsplit(target)
    inside = not parts.scheme and not parts.netloc and "\\" not in target
    target = addresses.without_number(target)
    return target if inside and target.startswith(("/staff/", "/password")) else "/staff/"


def _remember(request: Request, answer: Response, token: str) -> Response:
    name = cookie_of(request)
    answer.set_cookie(
        name,
        token,
        max_age=int(accounts.IDLE.total_seconds()),
        httponly=True,
        secure=name == SECURE_COOKIE,
        samesite="lax",
    )
    return answer


@form_post
def sign_out(request: Request, _typed: FormData) -> Response:
    if token := token_of(request):
        with writing() as db:
            accounts.sign_out(db, token_hash=accounts.fingerprint(token))
    answer = RedirectResponse("/login", 303)
    name = cookie_of(request)
    answer.delete_cookie(name, secure=name == SECURE_COOKIE, httponly=True, samesite="lax")
    return answer


def setup_form(request: Request) -> Response:
    with reading() as db:
        if not accounts.is_empty(db):
            return RedirectResponse("/login", 303)
    return page("setup.html", problem="", login="", name="")


@form_post
def setup(request: Request, typed: FormData) -> Response:
    login, name = field(typed, "login"), field(typed, "name")
    try:
        if not limits.allows(limits.SIGN_IN, "setup", limits.address(request)):
            raise Refusal(SLOW_DOWN)
        if not secrets.compare_digest(field(typed, "code").strip().encode(), FIRST_CODE.encode()):
            raise Refusal("コードが違います。サーバーを起動した画面に出ています。")
        with writing() as db:
            alone(db)
            token = accounts.found(
                db,
                login=login,
                name=name,
                password=field(typed, "password"),
                again=field(typed, "again"),
            )
    except Refusal as no:
        again = {"login": masking.shown(login), "name": masking.shown(name)}
        return page("setup.html", status=400, problem=str(no), **again)
    return _remember(request, RedirectResponse("/staff/", 303), token)


def password_form(request: Request) -> Response:
    return page("password.html", problem="", done=False)


@form_post
def password(request: Request, typed: FormData) -> Response:
    """Change the own password. The gate has let this request in, so the token is alive."""
    token_hash = accounts.fingerprint(token_of(request) or "")
    try:
        if not limits.allows(limits.SIGN_IN, "password", token_hash):
            raise Refusal(SLOW_DOWN)
        with writing() as db:
            staff = accounts.signed_in(db, token_hash=token_hash)
            if staff is None:
                return RedirectResponse("/login?next=/password", 303)
            accounts.change_password(
                db,
                old=field(typed, "old"),
                new=field(typed, "new"),
                again=field(typed, "again"),
                token_hash=token_hash,
                by=staff,
            )
    except Refusal as no:
        return page("password.html", status=400, problem=str(no), done=False)
    return page("password.html", problem="", done=True)
