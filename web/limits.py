"""How often one address or account may try. Counted in this process's memory."""

from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from starlette.requests import Request

from settings import SETTINGS

SIGN_IN = parse("10/5minute")
SIGN_IN_ADDRESS = parse("60/5minute")  # a hall full of volunteers shares one address
FORM = parse("20/10minute")
BOOKING = parse("20/10minute")  # a class at the hall helps one another to book the next one
SURVEY = parse("120/10minute")  # a whole class answers through the Wi-Fi of its hall
SCAN = parse("240/minute")  # pictures of one sign-in; its page sends half as many
PAGE = parse("600/minute")

_limiter = MovingWindowRateLimiter(MemoryStorage())


def allows(limit, *who: str) -> bool:
    """Whether this try is within the limit; it counts as one."""
    return not SETTINGS.rate_limit or _limiter.hit(limit, *who)


def address(request: Request) -> str:
    """The asker's address, as uvicorn learnt it from the proxy; kept nowhere else."""
    return request.client.host if request.client else "?"


def forget() -> None:
    """Start counting anew (tests)."""
    _limiter.storage.reset()
