"""Which font has which character, and how wide it is there.

reportlab prints an empty box for a character its font lacks and says nothing, so every text is
looked up here before it is drawn.
"""

import unicodedata
from functools import cache
from pathlib import Path

from reportlab.pdfbase import pdfmetrics

from handouts.paper.embedding import Font

FOLDER = Path(__file__).parents[1] / "fonts"
REGULAR = "BIZUDPGothic-Regular"
BOLD = "BIZUDPGothic-Bold"
FALLBACKS = ("NotoSansJP-Fallback", "NotoEmoji-Fallback")


@cache
def load(name: str) -> Font:
    font = Font(name, FOLDER / f"{name}.ttf")
    pdfmetrics.registerFont(font)
    return font


def clean(text: str) -> str:
    """What is printed of a text: composed (か+゛ → が), without invisible characters.

    Never NFKC, which would turn ㈱ ① 﨑 into other characters than the person wrote.
    """
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\t", " "))
    text = text.replace("\u00a0", " ")
    invisible = [c for c in set(text) if c != "\n" and _is_invisible(c)]
    return text.translate(dict.fromkeys(map(ord, invisible))) if invisible else text


@cache
def _is_invisible(character: str) -> bool:
    is_selector = "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"
    return is_selector or unicodedata.category(character) in ("Cc", "Cf")


@cache
def face(character: str, bold: bool) -> str | None:
    """The first font of the chain that has the character, or None."""
    for name in (BOLD if bold else REGULAR, *FALLBACKS):
        if ord(character) in load(name).face.charToGlyph:
            return name
    return None


@cache
def advance(character: str, bold: bool) -> float:
    """The width of a character, in em."""
    return load(face(character, bold) or REGULAR).face.getCharWidth(ord(character)) / 1000


def width(text: str, size: float, *, bold: bool) -> float:
    """The width of one line, in the unit of `size`."""
    return sum(advance(character, bold) for character in text) * size


def runs(text: str, *, bold: bool) -> list[tuple[str, str]]:
    """Split a line into (font name, text) where the font changes."""
    found: list[tuple[str, str]] = []
    for character in text:
        name = face(character, bold) or REGULAR
        if found and found[-1][0] == name:
            found[-1] = (name, found[-1][1] + character)
        else:
            found.append((name, character))
    return found


def unprintable(text: str) -> list[str]:
    """The characters that no font of the chain has."""
    return [c for c in dict.fromkeys(text) if c != "\n" and face(c, False) is None]
