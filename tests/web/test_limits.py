"""Whoever asks more often than anybody needs to has to wait, and is not remembered for ever."""

import pytest
from starlette.requests import Request

from web import limits
from web.limits import Limit

TWO = Limit(2, 60)


@pytest.fixture
def turn_clock_to(monkeypatch):
    limits.forget()
    return lambda seconds: monkeypatch.setattr(limits, "monotonic", lambda: float(seconds))


def test_window_moves_with_the_tries(turn_clock_to):
    said = []
    for second in (0, 30, 59, 60, 61, 90):
        turn_clock_to(second)
        said.append(limits.allows(TWO, "page", "甲"))

    assert said == [True, True, False, True, False, True]


def test_askers_are_counted_apart(turn_clock_to):
    turn_clock_to(0)
    asked = [("page", "甲"), ("page", "甲"), ("page", "甲"), ("page", "乙"), ("form", "甲")]

    assert [limits.allows(TWO, *who) for who in asked] == [True, True, False, True, True]


def test_ever_new_askers_fill_no_memory(turn_clock_to, monkeypatch):
    monkeypatch.setattr(limits, "MOST", 3)
    turn_clock_to(0)
    said = [limits.allows(TWO, "page", who) for who in "甲甲12甲34甲"]

    assert said == [True, True, True, True, False, True, True, False]  # who goes on is known
    assert [key[-1] for key in limits._tries] == ["3", "4", "甲"]


@pytest.mark.parametrize(
    ("host", "counted"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        ("testclient", "testclient"),
    ],
)
def test_household_is_one_address(host, counted):
    """Of IPv6 everybody has more addresses than a limit could ever count."""
    assert limits.address(Request({"type": "http", "client": (host, 1)})) == counted
