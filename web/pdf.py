"""How a sheet is handed out: shown in the browser, kept nowhere."""

import threading
from contextlib import closing
from io import BytesIO
from typing import BinaryIO
from urllib.parse import quote

import pypdfium2
from starlette.exceptions import HTTPException
from starlette.responses import Response

TYPE = "application/pdf"
WIDE = 900  # pixels of a picture: twice what a telephone shows
_ONE_AT_A_TIME = threading.Lock()  # PDFium is not made for threads

# Browsers show a PDF with a part of their own, which the staff pages' policy would forbid.
POLICY = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'"


def shown(content: bytes, name: str) -> Response:
    """Shown in the browser; kept under a Japanese name when saved (RFC 6266)."""
    kept_as = f"filename=\"tonari.pdf\"; filename*=UTF-8''{quote(name)}.pdf"
    headers = {
        "Content-Disposition": f"inline; {kept_as}",
        "Content-Security-Policy": POLICY,
        "Cache-Control": "private, no-store",
    }
    return Response(content, media_type=TYPE, headers=headers)


def picture(content: bytes, *, page: int) -> tuple[bytes, int, int]:
    """One page as a PNG, its number, and how many there are."""
    with _ONE_AT_A_TIME, closing(pypdfium2.PdfDocument(content)) as document:
        if not 1 <= page <= len(document):
            raise HTTPException(404)
        sheet = document[page - 1]
        image = sheet.render(scale=WIDE / sheet.get_width()).to_pil()
        pages = len(document)
    png = BytesIO()
    image.save(png, "PNG", compress_level=3)
    return png.getvalue(), page, pages


class Joined:
    """Many sheets as one file, to be printed in one go. Their tags for reading aloud are lost."""

    def __init__(self):
        with _ONE_AT_A_TIME:
            self._document = pypdfium2.PdfDocument.new()
        self.pages = 0

    def add(self, content: bytes) -> None:
        with _ONE_AT_A_TIME, closing(pypdfium2.PdfDocument(content)) as sheet:
            self._document.import_pages(sheet)
            self.pages = len(self._document)

    def save(self, file: BinaryIO) -> None:
        with _ONE_AT_A_TIME:
            self._document.save(file)

    def close(self) -> None:
        with _ONE_AT_A_TIME:
            self._document.close()
