"""A still picture: a few boxes and words, as SVG and as PNG alike.

Shapes as plain as these need no browser engine to be drawn (vl-convert has one: 84 MB to install,
90 MB of memory, 4.5 s for the first picture). Pillow draws them in 0.2 s, as it draws the icons.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from html import escape
from io import BytesIO
from typing import NamedTuple

from PIL import Image, ImageDraw, ImageFont

from charts.style import FONT, TEXT, WHITE
from settings import ROOT

FONTS = ROOT / "handouts" / "fonts"
FALLBACK = "NotoSansJP-Fallback"  # the characters BIZ UDPGothic lacks, 𠮷 and others
SCALE = 2  # pixels of a PNG for one of the picture: sharp on a phone and on paper
HATCH, HATCH_INK = 8, "#949494"  # px between two lines of a hatched box, and their colour
COLOURS = 64  # of a PNG: flat colours and the edges of letters
NO_LINE_BEGINS = "。、」）・"
_ANCHORS = {"start": 0.0, "middle": 0.5, "end": 1.0}


class Box(NamedTuple):
    """From its left upper corner, in px; hatched where a number is not told."""

    x: float
    y: float
    width: float
    height: float
    fill: str = WHITE
    stroke: str = ""
    is_hatched: bool = False


class Words(NamedTuple):
    """One line; `y` is where its letters stand. anchor: start, middle or end is at x."""

    x: float
    y: float
    text: str
    size: int
    is_bold: bool = False
    anchor: str = "start"
    ink: str = TEXT


class Picture(NamedTuple):
    """`description`: the picture as sentences, for who cannot see it."""

    width: int
    height: int
    title: str
    description: str
    shapes: Sequence[Box | Words]


def svg(picture: Picture) -> bytes:
    """As a file of its own; the letters are those of the reader's machine."""
    size = f'width="{picture.width}" height="{picture.height}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} lang="ja" role="img" '
        f'viewBox="0 0 {picture.width} {picture.height}" font-family="{FONT}">'
        f"<title>{escape(picture.title)}</title><desc>{escape(picture.description)}</desc>"
        f'<defs><pattern id="h" width="{HATCH}" height="{HATCH}" patternUnits="userSpaceOnUse">'
        f'<path d="M0 {HATCH}L{HATCH} 0" stroke="{HATCH_INK}"/></pattern></defs>'
        f'<rect width="100%" height="100%" fill="{WHITE}"/>'
        f"{''.join(_tags(picture.shapes))}</svg>"
    ).encode()


def png(picture: Picture) -> bytes:
    """The same as pixels, in the fonts of the house."""
    image = Image.new("RGB", (picture.width * SCALE, picture.height * SCALE), WHITE)
    pen = ImageDraw.Draw(image)
    for shape in picture.shapes:
        if isinstance(shape, Words):
            _write(pen, shape)
        else:
            _fill(image, pen, shape)
    file = BytesIO()
    image.quantize(COLOURS, Image.Quantize.FASTOCTREE).save(file, "PNG")
    return file.getvalue()


def width(text: str, size: float, *, is_bold: bool = False) -> float:
    """How long a line is, in px."""
    return sum(font.getlength(run) for font, run in _runs(text, size, is_bold))


def wrapped(text: str, size: float, room: float) -> list[str]:
    """The lines of a sentence; none begins with a full stop or a closing bracket."""
    lines = [""]
    for letter in text:
        if width(lines[-1] + letter, size) > room and letter not in NO_LINE_BEGINS:
            lines.append("")
        lines[-1] += letter
    return lines


def _tags(shapes: Sequence[Box | Words]) -> Iterator[str]:
    for one in shapes:
        if isinstance(one, Words):
            weight = ' font-weight="700"' if one.is_bold else ""
            yield (
                f'<text x="{one.x:g}" y="{one.y:g}" font-size="{one.size}"{weight} '
                f'text-anchor="{one.anchor}" fill="{one.ink}">{escape(one.text)}</text>'
            )
            continue
        edge = f' stroke="{one.stroke}"' if one.stroke else ""
        place = f'x="{one.x:g}" y="{one.y:g}" width="{one.width:g}" height="{one.height:g}"'
        yield f'<rect {place} fill="{one.fill}"{edge}/>'
        if one.is_hatched:
            yield f'<rect {place} fill="url(#h)"/>'


def _fill(image: Image.Image, pen: ImageDraw.ImageDraw, box: Box) -> None:
    left, top = round(box.x * SCALE), round(box.y * SCALE)
    wide, high = round(box.width * SCALE), round(box.height * SCALE)
    if box.is_hatched and wide and high:
        tile = Image.new("RGB", (wide, high), box.fill)
        lines = ImageDraw.Draw(tile)
        for x in range(-high, wide, HATCH * SCALE):
            lines.line([x, high, x + high, 0], fill=HATCH_INK, width=SCALE)
        image.paste(tile, (left, top))
    elif wide:
        pen.rectangle([left, top, left + wide - 1, top + high - 1], fill=box.fill)
    if box.stroke:
        pen.rectangle([left, top, left + wide, top + high], outline=box.stroke, width=SCALE)


def _write(pen: ImageDraw.ImageDraw, words: Words) -> None:
    size = words.size * SCALE
    long = width(words.text, size, is_bold=words.is_bold)
    x = words.x * SCALE - long * _ANCHORS[words.anchor]
    for font, run in _runs(words.text, size, words.is_bold):
        pen.text((x, words.y * SCALE), run, words.ink, font, anchor="ls")
        x += font.getlength(run)


def _runs(text: str, size: float, is_bold: bool) -> list[tuple[ImageFont.FreeTypeFont, str]]:
    """The text by fonts, the second one for what the first one lacks."""
    runs: list[tuple[ImageFont.FreeTypeFont, str]] = []
    for letter in text:
        name = _face(letter, "Bold" if is_bold else "Regular")
        font = _font(name, size)
        if runs and runs[-1][0] is font:
            runs[-1] = (font, runs[-1][1] + letter)
        else:
            runs.append((font, letter))
    return runs


@cache
def _face(letter: str, weight: str) -> str:
    """Pillow draws an empty box for what a font lacks, and says nothing."""
    name = f"BIZUDPGothic-{weight}"
    font = _font(name, 16)
    lacks = bytes(font.getmask(letter)) == bytes(font.getmask("\U000f0000"))
    return FALLBACK if lacks else name


@cache
def _font(name: str, size: float) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONTS / f"{name}.ttf", size)
