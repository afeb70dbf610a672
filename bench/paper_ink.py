"""What stands on a page of ours, point by point, so that other engines can print the same page.

Each line of text where we have set it, and all shapes as one SVG picture: the others need not
break lines, spread readings or look for collisions, which makes it easier for them, not harder.
"""

from collections.abc import Callable, Sequence
from io import BytesIO
from typing import NamedTuple

import pikepdf

A4 = (595.2756, 841.8898)  # points
BOLD = "BIZUDPGothic-Bold"
IDENTITY = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
PATH = {"m": "M", "l": "L", "c": "C"}
PAINT = {"S": "S", "s": "zS", "f": "f", "b": "zB", "B": "B", "n": ""}
PAINT |= {"f*": "f", "b*": "zB", "B*": "B"}  # no shape of ours crosses itself


class Run(NamedTuple):
    """Letters on a baseline, from the top left corner in points."""

    text: str
    x: float
    y: float
    size: float
    bold: bool
    color: str
    spread: float  # points after each letter


class Page(NamedTuple):
    runs: list[Run]
    picture: str  # SVG


def pages(pdf: bytes) -> list[Page]:
    with pikepdf.open(BytesIO(pdf)) as document:
        return [_Reader(page).read() for page in document.pages]


class _Reader:
    """The few operators that handouts/paper writes."""

    def __init__(self, page: pikepdf.Page) -> None:
        self._page = page
        self._fonts = {
            str(name): (str(font.BaseFont), _letters(font.ToUnicode.read_bytes()))
            for name, font in page.Resources.Font.items()
        }
        self._state = {"fill": "#000", "line": "#000", "width": 1.0, "dash": "", "at": IDENTITY}
        self._kept: list[dict] = []
        self._path: list[str] = []
        self._shapes: list[str] = []
        self._runs: list[Run] = []
        self._letters: dict[str, str | float] = {"spread": 0.0}

    def read(self) -> Page:
        for operands, operator in pikepdf.parse_content_stream(self._page):
            self._do(str(operator), operands)
        width, height = A4
        box = f'viewBox="0 0 {width} {height}" width="{width}pt" height="{height}pt"'
        caps = 'stroke-linecap="round" stroke-linejoin="round"'
        drawn = f"<g {caps}>{''.join(self._shapes)}</g>"
        return Page(self._runs, f'<svg xmlns="http://www.w3.org/2000/svg" {box}>{drawn}</svg>')

    def _do(self, name: str, operands: list) -> None:
        if name in PAINT:
            self._paint(PAINT[name])
        elif name in PATH:
            self._path.append(PATH[name] + self._points([float(one) for one in operands]))
        elif name in self._acts:
            self._acts[name](*operands)

    @property
    def _acts(self) -> dict[str, Callable[..., None]]:
        return {
            "q": lambda: self._kept.append(dict(self._state)),
            "Q": lambda: self._state.update(self._kept.pop()),
            "cm": lambda *by: self._state.update(at=_times(by, self._state["at"])),
            "rg": lambda *rgb: self._state.update(fill=_color(*rgb)),
            "RG": lambda *rgb: self._state.update(line=_color(*rgb)),
            "g": lambda grey: self._state.update(fill=_color(grey, grey, grey)),
            "w": lambda width: self._state.update(width=float(width)),
            "d": lambda dash, _: self._state.update(dash=" ".join(map(str, map(float, dash)))),
            "re": self._box,
            "h": lambda: self._path.append("Z"),
            "Tf": lambda font, size: self._set(font=str(font), size=float(size)),
            "Tc": lambda spread: self._set(spread=float(spread)),
            "Tm": lambda *at: self._set(x=float(at[4]), y=float(at[5])),
            "Tj": lambda codes: self._show(bytes(codes)),
        }

    def _set(self, **letters: str | float) -> None:
        self._letters |= letters

    def _box(self, *operands: float) -> None:
        x, y, width, height = map(float, operands)
        corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height))
        self._path.append(f"M{' L'.join(self._points(corner) for corner in corners)}Z")

    def _points(self, numbers: Sequence[float]) -> str:
        a, b, c, d, e, f = self._state["at"]
        pairs = zip(numbers[::2], numbers[1::2], strict=True)
        return " ".join(
            f"{a * x + c * y + e:.2f},{A4[1] - (b * x + d * y + f):.2f}" for x, y in pairs
        )

    def _paint(self, how: str) -> None:
        state, path = self._state, " ".join(self._path)
        self._path = []
        if not how:
            return
        scale = abs(state["at"][0] * state["at"][3] - state["at"][1] * state["at"][2]) ** 0.5
        look = f'fill="{state["fill"] if how[-1] in "fB" else "none"}"'
        if how[-1] in "SB":
            look += f' stroke="{state["line"]}" stroke-width="{state["width"] * scale:.2f}"'
        if state["dash"]:
            look += f' stroke-dasharray="{state["dash"]}"'
        self._shapes.append(f'<path d="{path}{"Z" * (how[0] == "z")}" {look}/>')

    def _show(self, codes: bytes) -> None:
        now = self._letters
        font, letters = self._fonts[now["font"]]
        text = "".join(letters[code] for code in codes)
        look = (now["size"], font.endswith(BOLD), self._state["fill"], now["spread"])
        self._runs.append(Run(text, now["x"], A4[1] - now["y"], *look))


def _color(*rgb: float) -> str:
    return "#" + "".join(f"{round(float(one) * 255):02x}" for one in rgb)


def _letters(cmap: bytes) -> dict[int, str]:
    entries = (line.split() for line in cmap.decode().split("\n") if line.startswith("<"))
    return {
        int(entry[0][1:-1], 16): bytes.fromhex(entry[1][1:-1]).decode("utf-16-be")
        for entry in entries
        if len(entry) == 2 and len(entry[0]) == 4 and len(entry[1]) > 4
    }


def _times(one: Sequence[float], other: tuple[float, ...]) -> tuple[float, ...]:
    a, b, c, d, e, f = map(float, one)
    g, h, i, j, k, m = other
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )
