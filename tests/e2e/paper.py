"""What a telephone's camera sees on a sheet: the PDF as a picture, and its QR codes read back."""

import pypdfium2
import zxingcpp

DPI = 150


def qr_texts(pdf: bytes) -> list[str]:
    """What the QR codes of all pages say, in the order in which they are found."""
    with pypdfium2.PdfDocument(pdf) as sheets:
        pictures = [sheet.render(scale=DPI / 72).to_pil() for sheet in sheets]
    return [code.text for picture in pictures for code in zxingcpp.read_barcodes(picture)]


def words(pdf: bytes) -> str:
    """The text of all pages, without the line breaks of the layout."""
    with pypdfium2.PdfDocument(pdf) as sheets:
        text = "".join(sheet.get_textpage().get_text_bounded() for sheet in sheets)
    return "".join(text.split())
