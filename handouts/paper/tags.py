"""What a screen reader reads, in which order: the structure tree of a tagged PDF.

Built to the structure rules of PDF/UA-1 (ISO 14289-1). reportlab has nothing for it, so marked
content and the tree are written here.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.sax.saxutils import escape

from reportlab.pdfbase.pdfdoc import (
    PDFDictionary,
    PDFDocument,
    PDFName,
    PDFObject,
    PDFStream,
)
from reportlab.pdfgen.canvas import Canvas

XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>ja-JP</rdf:li></rdf:Bag></dc:language>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""


class Content(NamedTuple):
    """Marked content: the page, from 0, and its number on it."""

    page: int
    number: int


class Repeated(NamedTuple):
    """What was told before, once more as content of this page; the numbers are the same."""

    page: int
    told: "Sequence[Kid]"


@dataclass(eq=False, slots=True)
class Element:
    """A node of the tree.

    The values of the attributes are PDF as it is written: "/Column", "[1 2 3 4]".
    """

    tag: str
    kids: "list[Kid]" = field(default_factory=list)
    alt: str = ""
    attributes: dict[str, str] = field(default_factory=dict)


Kid = Element | Content | Repeated


class Tags:
    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._root = Element("Document")
        self._open = [self._root]
        self._pages: list[int] = []  # how much is marked on the finished ones
        self.count = 0  # how much is marked on this page
        self.root = PDFObject()  # its number; objects() gives its text

    @contextmanager
    def element(self, tag: str, *, alt: str = "", **attributes: str) -> Iterator[None]:
        """Everything marked inside belongs to this element."""
        element = Element(tag, alt=alt, attributes=attributes)
        self._open[-1].kids.append(element)
        self._open.append(element)
        yield
        self._open.pop()

    @contextmanager
    def content(self, spoken: str = "") -> Iterator[None]:
        """What is drawn inside is content of the open element; `spoken` replaces its text."""
        element = self._open[-1]
        element.kids.append(Content(len(self._pages), self.count))
        self._write(_begin(element.tag, self.count, spoken))
        self.count += 1
        yield
        self._write("EMC")

    def mark(self, tag: str, operators: str, spoken: str = "") -> None:
        """An element of its own with nothing but this content."""
        element = Element(tag, [Content(len(self._pages), self.count)])
        self._open[-1].kids.append(element)
        self._write(f"{_begin(tag, self.count, spoken)} {operators} EMC")
        self.count += 1

    @property
    def told(self) -> tuple[Kid, ...]:
        """What the open element holds so far."""
        return tuple(self._open[-1].kids)

    def repeat(self, told: Sequence[Kid], count: int) -> None:
        """The same once more in the open element, when `count` is what it was the first time."""
        self._open[-1].kids.append(Repeated(len(self._pages), told))
        self.count += count

    def decorate(self, operators: str) -> None:
        """What says nothing: frames, rules, pictures beside their own words."""
        self._write(f"/Artifact BMC q {operators} Q EMC")

    def end_page(self) -> None:
        """To be called when the canvas has shown the page."""
        page = self._canvas._doc.Pages.pages[-1]
        page.StructParents = len(self._pages)
        page.Tabs = "/S"
        self._pages.append(self.count)
        self.count = 0

    def finish(self, title: str) -> None:
        """Hang the tree and its description into the document, before the canvas saves it."""
        document = self._canvas._doc
        catalog = document.Catalog
        catalog.StructTreeRoot = document.Reference(self.root)
        catalog.MarkInfo = PDFDictionary({"Marked": "true"})
        kind = PDFDictionary({"Type": PDFName("Metadata"), "Subtype": PDFName("XML")})
        xmp = XMP.format(title=escape(title)).encode()
        catalog.Metadata = PDFStream(dictionary=kind, content=xmp)

    def objects(self, document: PDFDocument, *, first: int) -> list[tuple[int, str]]:
        """The tree as numbered objects: its root, which has a number already, then from `first`."""
        number, _ = document.idToObjectNumberAndVersion[self.root.__InternalName__]
        pages = range(1, len(self._pages) + 1)
        numbers = [document.idToObjectNumberAndVersion[f"Page{page}"][0] for page in pages]
        tree = _Tree(first, numbers, self._pages)
        whole = tree.write(self._root, number, None)
        text = (
            f"<</Type/StructTreeRoot/K[{whole} 0 R]/ParentTree {tree.add(tree.parents())} 0 R"
            f"/ParentTreeNextKey {len(pages)}>>"
        )
        return [(number, text), *tree.numbered()]

    def _write(self, operator: str) -> None:
        self._canvas._code.append(operator)


class _Tree:
    """The texts of the objects so far.

    pages: their object numbers; marked: how much content each of them has.
    """

    def __init__(self, first: int, pages: list[int], marked: list[int]) -> None:
        self._first, self._pages = first, pages
        self._texts: list[str] = []
        self._owners = [[0] * count for count in marked]

    def add(self, text: str) -> int:
        self._texts.append(text)
        return self._first + len(self._texts) - 1

    def write(self, element: Element, parent: int, page: int | None) -> int:
        """The element and all below it; returns its number. `page`: where it is repeated."""
        at = len(self._texts)
        self._texts.append("")
        number = self._first + at
        kids = " ".join(self._kids(element.kids, number, page))
        more = _entries(element) if element.alt or element.attributes else ""
        head = f"<</Type/StructElem/S/{element.tag}/P {parent} 0 R"
        self._texts[at] = f"{head}{more}/K[{kids}]>>"
        return number

    def _kids(self, kids: Sequence[Kid], parent: int, page: int | None) -> list[str]:
        written = []
        for kid in kids:
            if isinstance(kid, Element):
                written.append(f"{self.write(kid, parent, page)} 0 R")
            elif isinstance(kid, Content):
                at = kid.page if page is None else page
                self._owners[at][kid.number] = parent
                written.append(f"<</Type/MCR/Pg {self._pages[at]} 0 R/MCID {kid.number}>>")
            else:
                written += self._kids(kid.told, parent, kid.page if page is None else page)
        return written

    def parents(self) -> str:
        """By page and number, whose content it is."""
        lists = (f"[{' '.join(f'{one} 0 R' for one in owners)}]" for owners in self._owners)
        nums = (f"{page} {self.add(owners)} 0 R" for page, owners in enumerate(lists))
        return f"<</Nums[{' '.join(nums)}]>>"

    def numbered(self) -> list[tuple[int, str]]:
        return list(enumerate(self._texts, self._first))


def _begin(tag: str, number: int, spoken: str) -> str:
    said = f" /ActualText <{_hex(spoken)}>" if spoken else ""
    return f"/{tag} <</MCID {number}{said}>> BDC"


def _entries(element: Element) -> str:
    alt = f"/Alt<{_hex(element.alt)}>" if element.alt else ""
    attributes = "".join(f"/{name} {value}" for name, value in element.attributes.items())
    return f"{alt}/A<<{attributes}>>" if attributes else alt


def _hex(text: str) -> str:
    return ("\ufeff" + text).encode("utf-16-be").hex().upper()
