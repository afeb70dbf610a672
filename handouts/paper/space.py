"""Nothing lies on anything else, and nothing comes near a QR code.

Every text line, frame and symbol of a page is noted here; the page is checked before it counts.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from operator import attrgetter

from handouts.paper.typeset import Unprintable

EDGE = 5.0  # office printers leave out about 5 mm of each edge
TOUCH = 0.3  # readings and kana may come this close into each other's box


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle in millimetres from the top left corner of the page, and what stands there."""

    left: float
    top: float
    right: float
    bottom: float
    name: str

    def meets(self, other: "Area", by: float) -> bool:
        """Whether the two overlap by more than `by` millimetres in both directions."""
        return (
            min(self.right, other.right) - max(self.left, other.left) > by
            and min(self.bottom, other.bottom) - max(self.top, other.top) > by
        )


@dataclass(slots=True)
class Space:
    """One page of width x height millimetres."""

    width: float
    height: float
    texts: list[Area] = field(default_factory=list)
    marks: list[Area] = field(default_factory=list)
    symbols: list[Area] = field(default_factory=list)  # with their quiet zones

    @property
    def areas(self) -> tuple[list[Area], list[Area], list[Area]]:
        return self.texts, self.marks, self.symbols

    def check(self) -> None:
        """Raise Unprintable for the first thing that lies where it must not."""
        safe = Area(EDGE, EDGE, self.width - EDGE, self.height - EDGE, "")
        for text in self.texts:
            if not _inside(text, safe):
                raise Unprintable(f"「{text.name}」が紙の端からはみ出します。短くしてください。")
        for symbol in self.symbols:
            for other in _on(symbol, [*self.texts, *self.marks]):
                raise Unprintable(f"「{other.name}」がQRコードに近すぎます。短くしてください。")
        for one, other in _neighbours(self.texts):
            if one.meets(other, by=TOUCH):
                one, other = sorted((one, other), key=self.texts.index)
                raise Unprintable(
                    f"「{one.name}」と「{other.name}」が重なります。短くしてください。"
                )


def _on(area: Area, others: list[Area]) -> list[Area]:
    """Those that share some of its ground."""
    left, top, right, bottom = area.left, area.top, area.right, area.bottom
    return [
        one
        for one in others
        if one.top < bottom and one.bottom > top and one.left < right and one.right > left
    ]


def _neighbours(areas: list[Area]) -> Iterator[tuple[Area, Area]]:
    """The pairs that share some ground."""
    above: list[Area] = []
    for area in sorted(areas, key=attrgetter("top")):
        top, left, right = area.top, area.left, area.right
        above = [one for one in above if one.bottom > top]
        for other in above:
            if other.left < right and other.right > left:
                yield other, area
        above.append(area)


def _inside(area: Area, safe: Area) -> bool:
    return (
        safe.left <= area.left
        and area.right <= safe.right
        and safe.top <= area.top
        and area.bottom <= safe.bottom
    )
