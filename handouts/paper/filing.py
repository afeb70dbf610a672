"""The finished objects become a file, the small ones packed together.

reportlab writes each object in plain text, one by one; of 500 tagged slips that is four fifths of
the bytes and of the time. PDF 1.5 packs them (ISO 32000-1, 7.5.7 and 7.5.8): object streams, and
a cross-reference stream that says where each object lies.
"""

import zlib
from functools import lru_cache
from struct import pack

from reportlab.pdfbase import pdfdoc

from handouts.paper.tags import Tags

HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"  # four bytes that are no text: the file is binary
FOOT = b"\nendstream\nendobj\n"
A_PACK = 200  # objects: a reader unpacks all to see one
IN_FILE, IN_PACK = 1, 2  # types of an entry of the cross-reference stream

_packed_font = lru_cache(maxsize=32)(zlib.compress)  # the same sheet carries the same fonts


class File:
    """What is written so far, and where each object lies: (type, offset or pack, place in it)."""

    def __init__(self) -> None:
        self._parts = [HEADER]
        self._end = len(HEADER)
        self._places: dict[int, tuple[int, int, int]] = {}

    def add_stream(self, number: int, entries: str, packed: bytes) -> None:
        head = f"{number} 0 obj\n<<{entries}/Length {len(packed)}>>\nstream\n".encode("latin-1")
        self._places[number] = (IN_FILE, self._end, 0)
        self._parts += (head, packed, FOOT)
        self._end += len(head) + len(packed) + len(FOOT)

    def add_pack(self, number: int, objects: list[tuple[int, str]]) -> None:
        """These objects as the object stream of this number."""
        index, at = [], 0
        for place, (each, text) in enumerate(objects):
            index.append(f"{each} {at}")
            at += len(text) + 1
            self._places[each] = (IN_PACK, number, place)
        head = " ".join(index) + "\n"
        body = (head + "\n".join(text for _, text in objects)).encode("latin-1")
        entries = f"/Type/ObjStm/N {len(objects)}/First {len(head)}/Filter/FlateDecode"
        self.add_stream(number, entries, zlib.compress(body))

    def finish(self, number: int, entries: str) -> bytes:
        """The file, with the cross-reference stream of this number at its end."""
        begins = self._end
        self._places[0], self._places[number] = (0, 0, 65_535), (IN_FILE, begins, 0)
        table = b"".join(pack(">BIH", *self._places[one]) for one in range(number + 1))
        entries = f"/Type/XRef/Size {number + 1}/W[1 4 2]/Filter/FlateDecode{entries}"
        self.add_stream(number, entries, zlib.compress(table))
        self._parts.append(b"startxref\n%d\n%%%%EOF\n" % begins)
        return b"".join(self._parts)


def written(document: pdfdoc.PDFDocument, tags: Tags) -> bytes:
    """The whole document; stands in for its own `format`."""
    root, info = (document.Reference(one) for one in (document.Catalog, document.info))
    fonts = pdfdoc.PDFDictionary({"Font": document.idToObject[pdfdoc.BasicFonts]})
    document.Reference(fonts, "Resources")
    file, small, number = File(), [], 0
    while (number := number + 1) in document.numberToId:  # formatting an object may add others
        one = document.idToObject[document.numberToId[number]]
        if isinstance(one, pdfdoc.PDFStream):
            _add(file, number, one, document)
        elif one is not tags.root:
            small.append((number, _text(one, document, toplevel=1)))
    tree = tags.objects(document, first=number)
    number += len(tree) - 1  # its root has a number already
    small += tree
    for at in range(0, len(small), A_PACK):
        file.add_pack(number, small[at : at + A_PACK])
        number += 1
    mark = document.signature.hexdigest()
    entries = f"/Root {_text(root, document)}/Info {_text(info, document)}/ID[<{mark}><{mark}>]"
    return file.finish(number, entries)


def _add(file: File, number: int, stream: pdfdoc.PDFStream, document: pdfdoc.PDFDocument) -> None:
    entries = "".join(
        f"/{name} {_text(one, document)}" for name, one in stream.dictionary.dict.items()
    )
    content = stream.content
    if not stream.filters:
        return file.add_stream(number, entries, content)
    is_font = isinstance(content, bytes)
    packed = _packed_font(content) if is_font else zlib.compress(content.encode("latin-1"))
    return file.add_stream(number, f"{entries}/Filter/FlateDecode", packed)


def _text(value: object, document: pdfdoc.PDFDocument, *, toplevel: int = 0) -> str:
    if isinstance(value, pdfdoc.PDFPage):
        return _page(value, document)
    return pdfdoc.format(value, document, toplevel=toplevel).decode("latin-1")


def _page(page: pdfdoc.PDFPage, document: pdfdoc.PDFDocument) -> str:
    """What a page of ours says of itself; reportlab looks for twenty more things on each."""
    stream = pdfdoc.PDFStream(content=page.stream, filters=[pdfdoc.PDFZCompress])
    known = (document.Pages, stream, document.idToObject["Resources"])
    parent, contents, resources = (_text(document.Reference(one), document) for one in known)
    return (
        f"<</Type/Page/Parent {parent}/Contents {contents}/Resources {resources}"
        f"/MediaBox[0 0 {page.pagewidth:.4f} {page.pageheight:.4f}]"
        f"/StructParents {page.StructParents}/Tabs/S>>"
    )
