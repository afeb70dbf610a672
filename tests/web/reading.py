"""Read a page as a person or a browser does."""

import re
from html.parser import HTMLParser

from starlette.testclient import TestClient

BUDGET = 14 * 1024  # bytes on the wire, headers included: one round trip on a new connection


class _Text(HTMLParser):
    def __init__(self):
        super().__init__()
        self.parts, self.hidden = [], 0

    def handle_starttag(self, tag, attrs):
        self.hidden += tag in ("style", "title", "rt", "rp")

    def handle_endtag(self, tag):
        self.hidden -= tag in ("style", "title", "rt", "rp")

    def handle_data(self, data):
        if not self.hidden:
            self.parts.append(data)


def text_of(html: str) -> str:
    """What stands on the page, without readings, blanks closed up."""
    parser = _Text()
    parser.feed(html)
    return re.sub(r"\s+", " ", "".join(parser.parts)).strip()


def classes_on(html: str) -> list[str]:
    """The public numbers of the classes listed, in order."""
    return re.findall(r'href="/events/([0-9A-Z]+)"', html)


def field(html: str, name: str) -> str:
    """What an input, or a text area, holds."""
    area = re.search(rf'<textarea id="{name}"[^>]*>(.*?)</textarea>', html, re.DOTALL)
    box = re.search(rf'<input[^>]* name="{name}"[^>]*? value="([^"]*)"', html)
    return (area or box)[1]


def weight(client: TestClient, address: str) -> int:
    """Bytes on the wire of the packed page with its headers."""
    with client.stream("GET", address, headers={"Accept-Encoding": "gzip"}) as answer:
        headers = sum(len(name) + len(value) + 4 for name, value in answer.headers.raw)
        return headers + sum(len(chunk) for chunk in answer.iter_raw())


def fetched(html: str) -> list[str]:
    """Everything a browser would go and get for this page."""
    tags = r"<(?:script|img|iframe|object|embed|source|link)\b[^>]*"
    wanted = [re.search(r'(?:src|href)="([^"]*)"', tag) for tag in re.findall(tags, html)]
    return [one[1] for one in wanted if one and not one[1].startswith("data:")]
