"""What a screen reader reads, in which order: the structure tree of a tagged PDF.

Built to the structure rules of PDF/UA-1 (ISO 14289-1). reportlab has nothing for it, so marked
content and the tree are written here.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFName,
    PDFStream,
    PDFString,
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


@dataclass(eq=False, slots=True)
class Element:
    """A node of the tree; kids are elements, or (page number, marked content number)."""

    tag: str
    kids: list["Element | tuple[int, int]"] = field(default_factory=list)
    alt: str = ""
    attributes: dict[str, object] = field(default_factory=dict)


class Tags:
    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._root = Element("Document")
        self._open = [self._root]
        self._marked: list[Element] = []  # of this page, by marked content number
        self._pages: list[tuple[object, list[Element]]] = []

    @contextmanager
    def element(self, tag: str, *, alt: str = "", **attributes: object) -> Iterator[None]:
        """Everything marked inside belongs to this element."""
        element = Element(tag, alt=alt, attributes=attributes)
        self._open[-1].kids.append(element)
        self._open.append(element)
        yield
        self._open.pop()

    @contextmanager
    def content(self, spoken: str = "") -> Iterator[None]:
        """What is drawn inside is content of the open element; `spoken` replaces its text."""
        element, number = self._open[-1], len(self._marked)
        element.kids.append((len(self._pages), number))
        self._marked.append(element)
        said = f" /ActualText <{_hex(spoken)}>" if spoken else ""
        self._write(f"/{element.tag} <</MCID {number}{said}>> BDC")
        yield
        self._write("EMC")

    @contextmanager
    def decoration(self) -> Iterator[None]:
        """What is drawn inside says nothing: frames, rules, pictures beside their own words."""
        self._write("/Artifact BMC")
        yield
        self._write("EMC")

    def end_page(self) -> None:
        """To be called when the canvas has shown the page."""
        page = self._canvas._doc.Pages.pages[-1]
        page.StructParents = len(self._pages)
        page.Tabs = PDFName("S")
        self._pages.append((page, self._marked))
        self._marked = []

    def finish(self, title: str) -> None:
        """Hang the tree and its description into the document, before the canvas saves it."""
        document = self._canvas._doc
        catalog = document.Catalog
        catalog.StructTreeRoot = self._tree(document)
        catalog.MarkInfo = PDFDictionary({"Marked": "true"})
        kind = PDFDictionary({"Type": PDFName("Metadata"), "Subtype": PDFName("XML")})
        xmp = XMP.format(title=escape(title)).encode()
        catalog.Metadata = PDFStream(dictionary=kind, content=xmp)

    def _tree(self, document: object) -> object:
        root = PDFDictionary({"Type": PDFName("StructTreeRoot")})
        reference = document.Reference(root)
        pages = [document.Reference(page) for page, _ in self._pages]
        nodes: dict[int, object] = {}

        def node(element: Element, parent: object) -> object:
            entry = PDFDictionary(_entries(element) | {"P": parent})
            nodes[id(element)] = here = document.Reference(entry)
            entry["K"] = PDFArray(
                [
                    node(kid, here) if isinstance(kid, Element) else _content(pages, *kid)
                    for kid in element.kids
                ]
            )
            return here

        root["K"] = PDFArray([node(self._root, reference)])
        parents: list[object] = []
        for number, (_, marked) in enumerate(self._pages):
            parents += [number, document.Reference(PDFArray([nodes[id(e)] for e in marked]))]
        root["ParentTree"] = document.Reference(PDFDictionary({"Nums": PDFArray(parents)}))
        root["ParentTreeNextKey"] = len(self._pages)
        return reference

    def _write(self, operator: str) -> None:
        self._canvas._code.append(operator)


def _entries(element: Element) -> dict[str, object]:
    entries: dict[str, object] = {"Type": PDFName("StructElem"), "S": PDFName(element.tag)}
    if element.alt:
        entries["Alt"] = PDFString(element.alt)
    if element.attributes:
        entries["A"] = PDFDictionary(dict(element.attributes))
    return entries


def _content(pages: list[object], page: int, number: int) -> object:
    return PDFDictionary({"Type": PDFName("MCR"), "Pg": pages[page], "MCID": number})


def _hex(text: str) -> str:
    return ("\ufeff" + text).encode("utf-16-be").hex().upper()
