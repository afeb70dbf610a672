import struct
import zlib
from io import BytesIO

import pytest
import qrcode
from PIL import Image

from refusal import Refusal
from tests.classes import a_class, works_at
from web import scan

CARD = "ACDEF9"


def picture(text: str, *, size: tuple[int, int] = (640, 480), kind: str = "JPEG") -> bytes:
    """A photograph of a QR code: grey, turned a little, not very sharp."""
    code = qrcode.make(text, box_size=6).get_image().convert("RGB")
    scene = Image.new("RGB", size, "#999")
    scene.paste(code.rotate(7, expand=True, fillcolor="#999"), (40, 30))
    out = BytesIO()
    scene.save(out, kind, quality=60)
    return out.getvalue()


def bomb() -> bytes:
    """A few bytes that say they are a PNG of 4 billion pixels."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        checked = kind + content
        return struct.pack(">I", len(content)) + checked + struct.pack(">I", zlib.crc32(checked))

    head = struct.pack(">IIBBBBB", 65_535, 65_535, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"0" * 99))


def wide_jpeg() -> bytes:
    """A small JPEG whose head says that it is 65,000 pixels wide and high."""
    content = bytearray(picture("x", size=(64, 64)))
    at = content.index(b"\xff\xc0") + 5
    content[at : at + 4] = struct.pack(">HH", 65_000, 65_000)
    return bytes(content)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (CARD, CARD),
        (f" {CARD[:3].lower()}-{CARD[3:].lower()} ", CARD),
        (f"https://tonari.example/p/{CARD}", CARD),
        (f"https://tonari.example/p?card={CARD}", CARD),
        ("https://tonari.example/h/A7K3M", ""),
        ("https://evil.example/", ""),
        ("1234 5678 9018", ""),
        ("", ""),
        ("https://[", ""),
    ],
)
def test_code_in_what_a_square_says(text, code):
    assert scan.code_in(text) == code


def test_card_is_read_from_a_photograph():
    photograph = picture(CARD)

    assert len(photograph) < 60_000
    assert scan.read(photograph) == [CARD]


@pytest.mark.parametrize(
    "hostile",
    [
        b"",
        b"not a picture",
        bomb(),
        wide_jpeg(),
        picture(CARD, size=(1281, 320)),
        picture(CARD, kind="PNG"),
        picture(CARD)[:300],
    ],
    ids=["nothing", "text", "bomb", "wide", "large", "png", "torn"],
)
def test_hostile_picture_is_refused(hostile):
    with pytest.raises(Refusal, match="写真を読み取れませんでした"):
        scan.read(hostile)


@pytest.fixture
def door(town, tanaka):
    event = a_class()
    works_at(event, tanaka)
    return f"/staff/door/{event.public_id}/scan"


def look(client, door: str, content: bytes):
    return client.post(door, content=content, headers={"Sec-Fetch-Site": "same-origin"})


@pytest.mark.parametrize(("text", "code"), [(CARD, CARD), ("こんにちは", "")])
def test_scan_answers_with_the_code_alone(text, code, client, door, signed_in, tanaka):
    signed_in(tanaka)

    answer = look(client, door, picture(text))

    assert (answer.status_code, answer.json()) == (200, {"code": code})


def test_scan_refuses_what_is_no_small_picture(client, door, signed_in, tanaka):
    signed_in(tanaka)

    assert look(client, door, b"x").status_code == 400
    assert look(client, door, b"x" * 65_537).status_code == 413


def test_scan_is_not_a_service_for_floods(client, door, signed_in, tanaka, monkeypatch):
    signed_in(tanaka)
    monkeypatch.setattr(scan.limits, "SCAN", scan.limits.Limit(1, 60))

    first, second = look(client, door, picture(CARD)), look(client, door, picture(CARD))

    assert (first.status_code, second.status_code) == (200, 400)
