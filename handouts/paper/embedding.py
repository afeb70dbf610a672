"""The letters of a document become its fonts: every piece is made once and kept for the next one.

A sheet that is printed again, or with another number on it, needs the same letters. reportlab cuts
them out anew and writes 256 widths one by one, each time.
"""

from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from reportlab.pdfbase import pdfdoc, ttfonts

from handouts.paper import mending


class Written(pdfdoc.PDFObject):
    """A value that is PDF already."""

    def __init__(self, text: str) -> None:
        self._text = text

    def format(self, _document: pdfdoc.PDFDocument) -> bytes:
        return self._text.encode("ascii")


class Cut(NamedTuple):
    """Some letters of a font: its file, what they are to a search, and how wide they are."""

    file: bytes
    meant: bytes
    widths: str


@lru_cache(maxsize=32)
def cut(face: ttfonts.TTFontFace, points: tuple[int, ...]) -> Cut:
    widths = " ".join(f"{face.getCharWidth(point):g}" for point in points)
    meant = mending.to_unicode("", list(points)).encode("ascii")
    return Cut(face.makeSubset(points), meant, f"[{widths}]")


class Outlines:
    """The outlines of a font's letters where they lie in its file; they slice as bytes do.

    reportlab copies all three megabytes each time, to cut two hundred letters out of them.
    """

    def __init__(self, face: ttfonts.TTFontFace) -> None:
        self._file, self._start = face._ttf_data, face.get_table_pos("glyf")[0]

    def __getitem__(self, part: slice) -> bytes:
        return self._file[self._start + part.start : self._start + part.stop]


class Font(ttfonts.TTFont):
    """A font that gives each document its letters."""

    def __init__(self, name: str, file: Path) -> None:
        super().__init__(name, file)
        table, outlines = self.face.get_table, Outlines(self.face)
        self.face.get_table = lambda tag: outlines if tag == "glyf" else table(tag)

    def addObjects(self, doc: pdfdoc.PDFDocument) -> None:  # noqa: N802 - reportlab calls it so
        state = self.state.pop(doc)
        fonts = doc.idToObject[pdfdoc.BasicFonts].dict
        for number, points in enumerate(state.subsets):
            part = cut(self.face, tuple(points))
            name = (ttfonts.SUBSETN(number) + b"+" + self.face.name).decode("ascii")
            file = pdfdoc.PDFStream(content=part.file, filters=[pdfdoc.PDFZCompress])
            file.dictionary["Length1"] = len(part.file)
            meant = pdfdoc.PDFStream(content=part.meant, filters=[pdfdoc.PDFZCompress])
            entries = {
                "Type": "/Font",
                "Subtype": "/TrueType",
                "BaseFont": f"/{name}",
                "FirstChar": 0,
                "LastChar": len(points) - 1,
                "Widths": Written(part.widths),
                "ToUnicode": doc.Reference(meant),
                "FontDescriptor": doc.Reference(described(self.face, name, doc.Reference(file))),
            }
            key = f"{state.internalName}+{number}"
            fonts[key] = doc.Reference(pdfdoc.PDFDictionary(entries))


def described(
    face: ttfonts.TTFontFace, name: str, file: pdfdoc.PDFObjectReference
) -> pdfdoc.PDFDictionary:
    """How the font looks: its letters stand in no order that a reader could know."""
    flags = face.flags & ~ttfonts.FF_NONSYMBOLIC | ttfonts.FF_SYMBOLIC
    box = " ".join(f"{one:g}" for one in face.bbox)
    return pdfdoc.PDFDictionary(
        {
            "Type": "/FontDescriptor",
            "FontName": f"/{name}",
            "Flags": flags,
            "FontBBox": Written(f"[{box}]"),
            "Ascent": face.ascent,
            "Descent": face.descent,
            "CapHeight": face.capHeight,
            "ItalicAngle": face.italicAngle,
            "StemV": face.stemV,
            "MissingWidth": face.defaultWidth,
            "FontFile2": file,
        }
    )
