"""How often one address or account may try. Counted in this process's memory, and in little of it.

A window moves: a try counts until so many seconds later; one that was turned away counts not.
"""

import ipaddress
from collections import OrderedDict, deque
from threading import Lock
from time import monotonic
from typing import NamedTuple

from starlette.requests import Request

from settings import SETTINGS


class Limit(NamedTuple):
    """So many tries within so many seconds."""

    tries: int
    seconds: int


SIGN_IN = Limit(10, 300)
SIGN_IN_ADDRESS = Limit(60, 300)  # a hall full of volunteers shares one address
FORM = Limit(20, 600)
BOOKING = Limit(20, 600)  # a class at the hall helps one another to book the next one
SURVEY = Limit(120, 600)  # a whole class answers through the Wi-Fi of its hall
SCAN = Limit(240, 60)  # pictures of one sign-in; its page sends half as many
PAGE = Limit(600, 60)

MOST = 20_000  # askers that are remembered, those who were longest away forgotten first: some 20 MB
HOME = 64  # bits of an IPv6 address; behind them one household chooses as it likes

_tries: OrderedDict[tuple, deque[float]] = OrderedDict()
_lock = Lock()


def allows(limit: Limit, *who: str) -> bool:
    """Whether this try is within the limit; it counts as one."""
    return not SETTINGS.rate_limit or _counted((*limit, *who), limit)


def _counted(key: tuple, limit: Limit) -> bool:
    now = monotonic()
    with _lock:
        tries = _tries.setdefault(key, deque(maxlen=limit.tries))
        _tries.move_to_end(key)
        if len(_tries) > MOST:
            _tries.popitem(last=False)
        if len(tries) == limit.tries and now - tries[0] < limit.seconds:
            return False
        tries.append(now)
    return True


def address(request: Request) -> str:
    """The asker's address, as uvicorn learnt it from the proxy; kept nowhere else."""
    host = request.client.host if request.client else "?"
    try:
        known = ipaddress.ip_address(host)
    except ValueError:
        return host
    if known.version == 4 or known.ipv4_mapped:
        return str(getattr(known, "ipv4_mapped", None) or known)
    return str(ipaddress.ip_network((int(known) >> (128 - HOME) << (128 - HOME), HOME)))


def forget() -> None:
    """Start counting anew (tests)."""
    with _lock:
        _tries.clear()
