"""Files that mean harm, read one after another while the process may not grow.

`python -m tests.exchange.hostile` prints for each the sentence with which it was refused.
"""

import io
import json
import resource
import zipfile
from collections.abc import Callable
from pathlib import Path

from exchange import table
from exchange.workbook import xlsx_bytes
from refusal import Refusal

ROOM = 400_000_000  # bytes the process may grow by
HEAD = '<?xml version="1.0"?>'
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def sheet(rows: str) -> str:
    return f'{HEAD}<worksheet xmlns="{SHEET}"><sheetData>{rows}</sheetData></worksheet>'


def workbook(**parts: str | bytes) -> bytes:
    """A whole workbook in which some parts are other ones; `sheet1`, `styles`, `core`."""
    names = {"sheet1": "xl/worksheets/sheet1.xml", "styles": "xl/styles.xml"}
    names["core"] = "docProps/core.xml"
    replaced = {names[name]: content for name, content in parts.items()}
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(xlsx_bytes("表", ["名称"], [["甲"]]))) as good,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as bad,
    ):
        for name in good.namelist():
            bad.writestr(name, replaced.get(name, good.read(name)))
    return made.getvalue()


def laughs() -> str:
    """A billion laughs: ten entities, each ten times the one before."""
    entities = '<!ENTITY a0 "ha">' + "".join(
        f'<!ENTITY a{level} "{f"&a{level - 1};" * 10}">' for level in range(1, 10)
    )
    return f'{HEAD}<!DOCTYPE x [{entities}]><worksheet xmlns="{SHEET}">&a9;</worksheet>'


def outside() -> str:
    """An entity that is a file of the machine."""
    entity = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    return f'{HEAD}{entity}<worksheet xmlns="{SHEET}">&f;</worksheet>'


def lying_zip() -> bytes:
    """A part that says it is small."""
    data = bytearray(workbook(sheet1=sheet("<row><c><v>1</v></c></row>" * 200_000)))
    at = data.index(b"PK\x01\x02")
    while data[at + 46 : at + 46 + 24] != b"xl/worksheets/sheet1.xml":
        at = data.index(b"PK\x01\x02", at + 4)
    data[at + 24 : at + 28] = (1_000).to_bytes(4, "little")
    return bytes(data)


CASES: dict[str, Callable[[], bytes]] = {
    "100 MB": lambda: b"a,b\n" * 25_000_000,
    "a million columns": lambda: b"a," * 1_000_000 + b"a\n1\n",
    "columns behind the headings": lambda: b"a\n" + b"," * 2_000_000 + b"1\n",
    "two million blank lines": lambda: b"a\n" + b"\n" * 2_000_000 + b"1\n",
    "two million rows": lambda: b"a\n" + b"1\n" * 2_000_000,
    "five million cells": lambda: b"a" + b",a" * 499 + b"\n" + (b"," * 499 + b"1\n") * 4_900,
    "an endless quoted field": lambda: b'a,b\n"' + b"x" * 4_000_000,
    "a quoted field of lines": lambda: b'a,b\n"' + b"x\n" * 2_000_000,
    "NUL": lambda: b"a,b\n1,\0\n",
    "no encoding": lambda: b"a,b\n1,\x81\n",
    "UTF-32": lambda: "名称,備考\n甲,乙\n".encode("utf-32"),
    "zip bomb": lambda: workbook(sheet1=b" " * 60_000_000),
    "a dense sheet": lambda: workbook(sheet1=sheet("<row><c><v>1</v></c></row>" * 300_000)),
    "a zip that lies": lying_zip,
    "a billion laughs": lambda: workbook(sheet1=laughs()),
    "an entity of the machine": lambda: workbook(sheet1=outside()),
    "laughs in the properties": lambda: workbook(core=laughs()),
    "too many cells in one row": lambda: workbook(
        sheet1=sheet("<row>" + "".join(f'<c s="{n}"/>' for n in range(300_000)) + "</row>")
    ),
    "too many styles": lambda: workbook(
        styles=f'{HEAD}<styleSheet xmlns="{SHEET}">'
        + "".join(f'<x n="{n}"/>' for n in range(300_000))
        + "</styleSheet>"
    ),
    "a row far down": lambda: workbook(
        sheet1=sheet('<row r="1"><c><v>1</v></c></row><row r="1048576"><c><v>2</v></c></row>')
    ),
    "half a workbook": lambda: workbook()[:1_500],
    "a zip of something else": lambda: zipped({"a.txt": "hello"}),
    "many parts": lambda: zipped({f"{n}.xml": "<a/>" for n in range(2_000)}),
    "broken XML": lambda: workbook(sheet1=sheet("<row>")),
}


def zipped(parts: dict[str, str]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return made.getvalue()


def sentence(data: bytes) -> str:
    try:
        table.read(data)
    except Refusal as no:
        return str(no)
    return ""


def main() -> None:
    """Make each file while there is room, then read it without."""
    used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    told = {}
    for name, make in CASES.items():
        data = make()
        resource.setrlimit(resource.RLIMIT_AS, (used + len(data) + ROOM, -1))
        told[name] = sentence(data)
        resource.setrlimit(resource.RLIMIT_AS, (-1, -1))
    print(json.dumps(told))


if __name__ == "__main__":
    main()
