"""What a finished PDF is held against, by readers that know nothing of how it was made.

Every function takes the bytes of a PDF and returns what is wrong with it, [] when nothing is.
"""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import numpy as np
import pikepdf
import pypdfium2
import zxingcpp
from PIL import Image

from tests.handouts.reading import parsed

PAINTING = {"Tj", "TJ", "'", '"', "f", "f*", "F", "S", "s", "B", "B*", "b", "b*", "Do", "sh"}
TOUCHING = 0.18  # of the smaller character; readings and brackets reach that far
WHITE = (1.0, 1.0, 1.0)  # stands on a ground of its own, which hides what is below it
FRAME = 30.0  # points: what is larger is a frame, what is smaller part of a picture
EDGE = 14.0  # points that printers may leave out


def tagging(pdf: bytes) -> list[str]:
    """The rules of PDF/UA-1 that can be checked without a person."""
    with pikepdf.open(BytesIO(pdf)) as document:
        root = document.Root
        found = [f"syntax: {problem}" for problem in document.check_pdf_syntax()]
        found += [
            problem
            for problem, is_there in {
                "language": str(root.get("/Lang", "")) == "ja-JP",
                "title": bool(document.docinfo.get("/Title")),
                "title shown": bool(root.get("/ViewerPreferences", {}).get("/DisplayDocTitle")),
                "marked": bool(root.get("/MarkInfo", {}).get("/Marked")),
                "tree": "/StructTreeRoot" in root,
            }.items()
            if not is_there
        ]
        if "/StructTreeRoot" in root:
            found += _tree_problems(document)
    return found


def fonts(pdf: bytes) -> list[str]:
    """Fonts that are not embedded, or that a search could not read."""
    found = []
    with pikepdf.open(BytesIO(pdf)) as document:
        for page in document.pages:
            for font in page.Resources.get("/Font", {}).values():
                if "/FontFile2" not in font.get("/FontDescriptor", {}):
                    found.append(f"not embedded: {font.BaseFont}")
                if "/ToUnicode" not in font:
                    found.append(f"not searchable: {font.BaseFont}")
    return found


def _tree_problems(document: pikepdf.Pdf) -> list[str]:
    found, owned = [], set()
    for element in _elements(document.Root.StructTreeRoot.K):
        if element.get("/Type") == "/MCR":
            owned.add((element.Pg.objgen, int(element.MCID)))
        elif element.get("/S") == "/Figure" and not str(element.get("/Alt", "")):
            found.append("figure without words")
    for number, page in enumerate(document.pages, start=1):
        if "/StructParents" not in page or page.get("/Tabs") != "/S":
            found.append(f"page {number}: no way from the page to the tree")
        found += [f"page {number}: {problem}" for problem in _content_problems(page, owned)]
    return found


def _content_problems(page: pikepdf.Page, owned: set[tuple[Any, int]]) -> Iterator[str]:
    depth = 0
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name in ("BDC", "BMC"):
            depth += 1
            is_content = name == "BDC" and operands[0] != "/Artifact"
            if is_content and (page.objgen, int(operands[1].MCID)) not in owned:
                yield "content that is not in the tree"
            if depth > 1:
                yield "content marked twice"
        elif name == "EMC":
            depth -= 1
        elif name in PAINTING and depth == 0:
            yield "content that is not marked"


def _elements(kids: Any) -> Iterator[Any]:
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        yield kid
        if "/K" in kid:
            yield from _elements(kid.K)


def structure(pdf: bytes) -> dict[str, int]:
    """How often each kind of element stands in the tree."""
    counts: dict[str, int] = {}
    with pikepdf.open(BytesIO(pdf)) as document:
        for element in _elements(document.Root.StructTreeRoot.K):
            if "/S" in element:
                counts[str(element.S)] = counts.get(str(element.S), 0) + 1
    return counts


def count(pdf: bytes) -> int:
    """How many pages there are, without reading them."""
    with pypdfium2.PdfDocument(pdf) as document:
        return len(document)


def characters(pdf: bytes) -> list[list[dict[str, Any]]]:
    """Every printed character of every page, with its box in points from the top left."""
    return [[c for c in page.chars if c["text"].strip()] for page in parsed(pdf)]


def text(pdf: bytes) -> str:
    """What a search finds, in the order it was drawn."""
    return "".join(c["text"] for page in characters(pdf) for c in page)


def collisions(pdf: bytes) -> list[tuple[int, str, str]]:
    """Characters that lie on each other: (page, one, other)."""
    found = []
    for number, page in enumerate(characters(pdf), start=1):
        left, right = (np.array([c[side] for c in page]) for side in ("x0", "x1"))
        height = np.array([c["bottom"] - c["top"] for c in page])
        top = np.array([c["top"] for c in page]) + height * 0.12
        bottom = top + height * 0.76
        across = np.minimum(right[:, None], right) - np.maximum(left[:, None], left)
        down = np.minimum(bottom[:, None], bottom) - np.maximum(top[:, None], top)
        area = (right - left) * (bottom - top)
        shared = np.clip(across, 0, None) * np.clip(down, 0, None)
        lying = np.triu(shared / np.minimum(area[:, None], area) > TOUCHING, k=1)
        found += [(number, page[i]["text"], page[j]["text"]) for i, j in np.argwhere(lying)]
    return found


def crossed(pdf: bytes) -> list[tuple[int, str]]:
    """Characters through which a line or the edge of a frame runs: (page, character)."""
    found = []
    for number, page in enumerate(parsed(pdf), start=1):
        edges = np.array([edge for shape in page.shapes for edge in _edges(shape)])
        for c in page.chars if len(edges) else []:
            air = 0.2 * c["size"]
            meets = (
                (edges[:, 0] < c["x1"] - 0.5)
                & (edges[:, 2] > c["x0"] + 0.5)
                & (edges[:, 1] < c["bottom"] - air)
                & (edges[:, 3] > c["top"] + air)
            )
            if c["text"].strip() and c["non_stroking_color"] != WHITE and meets.any():
                found.append((number, c["text"]))
    return found


def _edges(shape: dict[str, Any]) -> list[tuple[float, ...]]:
    """The four sides of a frame, or a line itself; small things are drawings."""
    x0, top, x1, bottom = (shape[side] for side in ("x0", "top", "x1", "bottom"))
    if not shape["stroke"] or max(x1 - x0, bottom - top) < FRAME:
        return []
    sides = ((x0, top, x1, top), (x0, bottom, x1, bottom))
    return [*sides, (x0, top, x0, bottom), (x1, top, x1, bottom)]


def out_of_reach(pdf: bytes) -> list[tuple[int, str]]:
    """Characters where an office printer may not print: (page, character)."""
    return [
        (number, c["text"])
        for number, page in enumerate(parsed(pdf), start=1)
        for c in page.chars
        if c["x0"] < EDGE
        or c["top"] < EDGE
        or c["x1"] > page.width - EDGE
        or c["bottom"] > page.height - EDGE
    ]


def unreadable(pdf: bytes) -> list[tuple[int, str]]:
    """Characters that no font had, or that a search cannot find: (page, character)."""
    return [
        (number, c["text"])
        for number, page in enumerate(characters(pdf), start=1)
        for c in page
        if "〓" in c["text"] or "\x00" in c["text"] or c["text"].startswith("(cid:")
    ]


def small(pdf: bytes, points: float) -> list[tuple[int, str, float]]:
    """Characters below a size, but for readings, which are half of what they stand above."""
    return [
        (number, c["text"], round(c["size"], 2))
        for number, page in enumerate(characters(pdf), start=1)
        for c in page
        if round(c["size"], 2) < points and not "ぁ" <= c["text"] <= "ん"
    ]


def pages(pdf: bytes, dpi: int) -> list[Image.Image]:
    """The pages as a printer would see them, in grey."""
    document = pypdfium2.PdfDocument(pdf)
    return [page.render(scale=dpi / 72, grayscale=True).to_pil() for page in document]


def payloads(pdf: bytes, dpi: int) -> list[str]:
    """What the QR symbols of all pages say, sorted."""
    return sorted(
        code.text
        for page in pages(pdf, dpi)
        for code in zxingcpp.read_barcodes(page, formats=zxingcpp.BarcodeFormat.QRCode)
    )


def differences(pdf: bytes, other: bytes) -> int:
    """How many cells of 2 mm look different on the first page."""
    small = [
        np.asarray(pages(one, 50)[0].resize((105, 148), Image.Resampling.BOX), float)
        for one in (pdf, other)
    ]
    return int((np.abs(small[0] - small[1]) > 24).sum())


def squares(pdf: bytes) -> int:
    """How many frames there are as wide as high: boxes to tick."""
    return sum(
        shape["stroke"] and abs(shape["width"] - shape["height"]) < 0.1
        for page in parsed(pdf)
        for shape in page.shapes
    )
