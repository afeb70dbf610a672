"""Suggestions beside one row by its number: 20,000 questions and 500 Faqs, on both databases.

The page of the nearest answers (POST /ask) and the page of one Faq drawn anew (GET /faq/Q0001, a
look-up by key) are asked in turn in the same process; `similar` is what a staff screen waits for.
"""

import os
import subprocess
import sys
from contextlib import ExitStack
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from bench import say

WARM_UP, TIMES = 20, 200
MOST = 5.0  # times as long as the look-up
QUESTIONS, FAQS = 20_000, 500
SQLITE, POSTGRES = "sqlite", "postgresql"


def main() -> None:
    """Each database in a process of its own: the address of the data is read once."""
    failed = [name for name in (SQLITE, POSTGRES) if _run(name).returncode]
    if failed:
        raise SystemExit(f"more than {MOST} times a look-up: {', '.join(failed)}")


def _run(name: str) -> subprocess.CompletedProcess:
    with TemporaryDirectory(prefix="bench-") as folder, ExitStack() as stack:
        environment = os.environ | {
            "TONARI_DATA": folder,
            "TONARI_DEMO": "1",
            "TONARI_RATE_LIMIT": "off",
        }
        environment.pop("DATABASE_URL", None)
        if name == POSTGRES:
            from tests.postgres import postgres

            environment["DATABASE_URL"] = stack.enter_context(postgres(durable=True))
        command = [sys.executable, "-m", "bench.search", name]
        return subprocess.run(command, env=environment, check=False)


def measure(name: str) -> None:
    from bench.search_town import TEXTS, client, fill, similar, texts

    fill(questions=QUESTIONS, faqs=FAQS)
    site = client()
    suggested, looked_up, alike = [], [], []
    for number in range(WARM_UP + TIMES):
        looked_up.append(_seconds(lambda n=number: site.get(f"/faq/Q0001?{n}")))
        form = texts(TEXTS[number % len(TEXTS)])
        suggested.append(_seconds(lambda one=form: site.post("/ask", data=one)))
        alike.append(_seconds(lambda n=number: similar(n * 7 % QUESTIONS + 1)))
    base = median(looked_up[WARM_UP:])
    for what, times in (("suggestions", suggested), ("similar_questions", alike)):
        took = median(times[WARM_UP:])
        figures = {"ms": _ms(took), "look_up_ms": _ms(base), "times": TIMES}
        compares = f"{QUESTIONS} questions, {FAQS} Faqs: / the page of one Faq by its key, medians"
        say(f"search_{what}_{name}", took / base, compares, **figures)
    if median(suggested[WARM_UP:]) > MOST * base:
        raise SystemExit(1)


def _seconds(act) -> float:
    begun = perf_counter()
    answer = act()
    took = perf_counter() - begun
    if getattr(answer, "status_code", 200) != 200:
        raise RuntimeError(f"answered {answer.status_code}")
    return took


def _ms(seconds: float) -> float:
    return round(seconds * 1000, 3)


if __name__ == "__main__":
    measure(sys.argv[1]) if len(sys.argv) > 1 else main()
