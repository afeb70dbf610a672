"""Residents on the public pages while the office works: both in the one process that serves them.

200 questions a second come at random moments for a minute, whether the ones before are answered or
not; twenty staff sessions go on beside them; an empty route of Starlette on the same event loop is
asked in the same minute. What an answer took is counted from the moment its question was due.
"""

import gzip
import json
import re
import subprocess
import sys
from contextlib import contextmanager
from statistics import quantiles

import httpx

from bench import beside, say
from bench.handout_page import FETCHED, MOST, Phone, serving
from settings import ROOT
from tests.e2e.town import public_addresses

RATE, SECONDS, SESSIONS = 200, 60, 20
EMPTY_RATE = 20
AT_MOST = 5.0  # times as long as the empty route
CENTS = {"p50": 49, "p95": 94, "p99": 98}
SCRIPT = re.compile(rb"<script\b.*?</script>|\bon\w+=\"[^\"]*\"", re.DOTALL)


def main() -> None:
    with serving("bench.beside:app") as town:
        pages = addresses(town)
        with working(town.url) as staff:
            told = visited(town.url, pages)
            reruns = json.loads(staff.communicate()[0])
        ratio = report(told, reruns)
        weigh(Phone(town.url), [path for _, path in pages])
    if told["errors"] or ratio > AT_MOST:
        raise SystemExit(f"errors: {told['errors']}, p95 {ratio:.1f} times that of an empty route")


def addresses(town) -> list[tuple[int, str]]:
    """What residents open, and how often: (weight, path)."""
    one = public_addresses(town)
    with httpx.Client(base_url=town.url) as visitor:
        events = list(dict.fromkeys(re.findall(r'href="(/events/\w+)"', visitor.get("/").text)))
        faqs = list(dict.fromkeys(re.findall(r'href="(/faq/Q\d+)"', visitor.get("/faq").text)))
        towns = re.findall(r'href="(/\?town=\w+)"', visitor.get("/").text)
    return [
        (30, "/"),
        *((4, path) for path in dict.fromkeys(towns)),
        (30, one["/h/{code}"]),
        *((3, path) for path in events),
        (1, f"{events[0]}.ics"),
        (3, "/calendar.ics"),
        (8, "/faq"),
        *((2, path) for path in faqs[:8]),
        (8, "/where"),
        (4, one["/where/{code}"]),
        (6, "/ask"),
        (2, one["/events/{public_id}/book"]),
        (2, one["/b/{token}"]),
        (2, "/calendar"),
        (1, "/privacy"),
    ]


@contextmanager
def working(url: str):
    """Staff sessions in a process of their own; they go on until their standard input ends."""
    command = [sys.executable, "-m", "bench.staff", url, str(SESSIONS)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, cwd=ROOT, **pipes) as staff:
        if staff.stdout.readline() != "ready\n":
            raise RuntimeError("the staff sessions did not open")
        yield staff


def visited(url: str, pages: list[tuple[int, str]]) -> dict:
    plan = {"url": url, "seconds": SECONDS, "rate": RATE, "pages": pages}
    plan["beside"] = (EMPTY_RATE, beside.PATH)
    command = [sys.executable, "-m", "bench.visitors"]
    done = subprocess.run(
        command, cwd=ROOT, input=json.dumps(plan), capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


def report(told: dict, reruns: list[float]) -> float:
    """Print the ratios; returns that of the 95th hundredth."""
    empty = quantiles(told["seconds"].pop(beside.PATH), n=100)
    every = [one for took in told["seconds"].values() for one in took]
    pages, runs = quantiles(every, n=100), quantiles(reruns, n=100)
    compares = (
        f"public pages at {RATE}/s for {SECONDS} s / an empty route on the same event loop, beside"
        f" {SESSIONS} staff sessions"
    )
    counts = {
        "answers": len(every),
        "errors": sum(told["errors"].values()),
        "reruns": len(reruns),
        "rerun_p50_ms": _ms(runs[49]),
    }
    for name, at in CENTS.items():
        figures = {"page_ms": _ms(pages[at]), "empty_ms": _ms(empty[at])}
        say(f"public_{name}", pages[at] / empty[at], compares, **figures, **counts)
    return pages[94] / empty[94]


def weigh(phone: Phone, paths: list[str]) -> None:
    """What each page costs a visitor: bytes, requests, bytes of script."""
    one_of_a_kind = {re.sub(r"[A-Z]\w*|=\w+|[0-9a-f]{32}", "", path): path for path in paths}
    for path in one_of_a_kind.values():
        answer = phone.ask(path)
        head, _, body = answer.partition(b"\r\n\r\n")
        html = gzip.decompress(body) if b"content-encoding: gzip" in head.lower() else body
        say(
            f"public_page {path}",
            len(answer) / MOST,
            "bytes on the wire, headers and all / 14 KB",
            bytes=len(answer),
            requests=1 + len(FETCHED.findall(html)),
            script_bytes=sum(map(len, SCRIPT.findall(html))),
        )


def _ms(seconds: float) -> float:
    return round(seconds * 1000, 2)


if __name__ == "__main__":
    main()
