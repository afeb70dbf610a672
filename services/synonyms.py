"""Other words for the same thing, and words of courtesy: masters/synonyms.toml, read once."""

from functools import lru_cache
from typing import NamedTuple

from japanese import terms
from services.master_files import FOLDER, read

FILE = FOLDER / "synonyms.toml"


class Words(NamedTuple):
    """groups: by terms.key(). courtesy: by terms.plain(), the longest one first."""

    groups: tuple[tuple[str, ...], ...]
    courtesy: tuple[str, ...]


@lru_cache(maxsize=1)
def words() -> Words:
    data = read(FILE.name)
    courtesy = {terms.plain(phrase) for phrase in data["courtesy"]}
    return Words(
        tuple(tuple(terms.key(word) for word in group) for group in data["groups"]),
        tuple(sorted(courtesy, key=lambda phrase: (-len(phrase), phrase))),
    )


def things(text: str) -> list[str]:
    """A term for each group of synonyms of which the text holds a word: "#0", "#17"."""
    found = terms.key(text)
    return [
        f"#{number}"
        for number, group in enumerate(words().groups)
        if any(word in found for word in group)
    ]


def matter(text: str) -> str:
    """The text in the form of terms.plain(), without its courtesy."""
    text = terms.plain(text)
    for phrase in words().courtesy:
        text = text.replace(phrase, " ")
    return text
