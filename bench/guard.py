"""How well the number guard keeps its word, and how its time grows. One JSON line per figure."""

from collections.abc import Callable
from random import Random
from time import perf_counter

from bench import say
from models import guard
from tests.models import saying, writing

NUMBERS = 10_000
NOTES = 50_000  # of each kind
LONG = 100_000  # characters
SEED = 20261124


def main() -> None:
    rng = Random(SEED)
    passed = {form: _passed(form, rng) for form in writing.FORMS}
    for form, count in passed.items():
        if count:
            say(f"guard: numbers that pass, {form}", count / NUMBERS, f"{NUMBERS} numbers")
    everything = NUMBERS * len(passed)
    say(
        "guard: numbers that pass",
        sum(passed.values()) / everything,
        f"{NUMBERS} synthetic numbers in each of {len(passed)} written forms",
    )
    for make in (writing.note, writing.listed):
        refused = sum(guard.find(make(rng)) is not None for _ in range(NOTES))
        say(f"guard: ordinary texts refused, {make.__name__}", refused / NOTES, f"{NOTES} texts")
    for name, held_out in (("seen", False), ("held out", True)):
        said = saying.sentences(NOTES, held_out=held_out)
        refused = sum(guard.find(text) is not None for text in said)
        say(f"guard: sentences of the desk refused, {name}", refused / NOTES, f"{NOTES} sentences")
    for name, text in _long_texts(rng).items():
        ratio = _seconds(text) / (10 * _seconds(text[: LONG // 10]))
        say(f"guard: time, {name}", ratio, f"{LONG} characters against ten times a tenth of them")


def _passed(form: str, rng: Random) -> int:
    write: Callable[[str, Random], str] = writing.FORMS[form]
    return sum(guard.find(write(writing.my_number(rng), rng)) is None for _ in range(NUMBERS))


def _long_texts(rng: Random) -> dict[str, str]:
    notes = ""
    while len(notes) < LONG:
        note = writing.note(rng)
        notes += "" if guard.find(note) else note + "。これはふつうのメモです。\n"
    return {
        "notes": notes[:LONG],
        "one letter": "a" * LONG,
        "letters like digits": "O" * (LONG - 1) + "x",
        "a list of dates": "11/23、" * (LONG // 6),
        "a list of prices": "1,000、" * (LONG // 6),
        "blanks": "1" + " " * (LONG - 1),
        "the word before a number": "暗証番号は" * (LONG // 5),
    }


def _seconds(text: str) -> float:
    """The best of three."""
    times = []
    for _ in range(3):
        start = perf_counter()
        guard.find(text)
        times.append(perf_counter() - start)
    return min(times)


if __name__ == "__main__":
    main()
