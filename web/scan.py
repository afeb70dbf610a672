"""A look through the camera for phones that cannot read QR codes themselves.

The picture is read in memory and forgotten: it is never stored or logged.
"""

import re
from io import BytesIO

import zxingcpp
from PIL import Image
from starlette.requests import Request
from starlette.responses import Response

from database import reading
from models import short_code
from refusal import Refusal
from services import hall
from web import limits
from web.scripted import body_post, event_of, told
from web.sign_in import staff_of, token_of

LARGEST = 1280  # pixels of a side: the page sends 640; read from the head of the file
UNREADABLE = "写真を読み取れませんでした。番号を入力してください。"
TOO_OFTEN = "カメラの写真が多すぎます。1分ほど待つか、番号を入力してください。"


def code_in(text: str) -> str:
    """The card's code that a QR code holds: alone, or at the end of an address. Else nothing."""
    try:
        return short_code.read(re.split("[/#?=]", text)[-1], length=short_code.CARD_LENGTH)
    except Refusal:
        return ""


def read(picture: bytes) -> list[str]:
    """The texts of the QR codes in a small JPEG; Refusal when it is no such picture."""
    try:
        with Image.open(BytesIO(picture), formats=["JPEG"]) as image:
            if max(image.size) > LARGEST:
                raise Refusal(UNREADABLE)
            grey = image.convert("L")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise Refusal(UNREADABLE) from error
    return [found.text for found in zxingcpp.read_barcodes(grey, zxingcpp.BarcodeFormat.QRCode)]


@body_post
def scan(request: Request, picture: bytes) -> Response:
    """The code of the participation card in the picture; "" when there is none."""
    if not limits.allows(limits.SCAN, "scan", token_of(request) or ""):
        raise Refusal(TOO_OFTEN)
    with reading() as db:
        hall.enter(db, event=event_of(db, request), by=staff_of(db, request))
    codes = [code for text in read(picture) if (code := code_in(text))]
    return told({"code": codes[0] if codes else ""})
