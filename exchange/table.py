"""Uploaded bytes in, a table of texts out: encoding, delimiter, headings, line numbers."""

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from exchange.problem import Problem, doubt, error, quoted
from refusal import Refusal

MAX_BYTES = 5_000_000
MAX_ROWS = 5_000
MAX_COLUMNS = 500

SAVE_AS_CSV = (
    "Excelなどで開き、「名前を付けて保存」で「CSV UTF-8(コンマ区切り)」を選んで"
    "保存し直してから、もう一度お選びください。"
)
OTHER_KINDS = {
    b"PK\x03\x04": f"Excelなどのファイルのようです。{SAVE_AS_CSV}",
    b"\xd0\xcf\x11\xe0": f"古い形のExcelファイルのようです。{SAVE_AS_CSV}",
    b"%PDF": "PDFは読み取れません。同じ内容のCSVファイルを、配布元からお取り寄せください。",
    b"\x89PNG": "画像は読み取れません。同じ内容のCSVファイルをお選びください。",
    b"\xff\xd8\xff": "写真は読み取れません。同じ内容のCSVファイルをお選びください。",
    b"<": "表ではなく、ホームページの画面のようです。配布元からCSVをダウンロードし直してください。",
}
_BRACKETS = str.maketrans("〔【「[{〕】」]}", "((((()))))")
_UNSEEN = re.compile("[\\s\u200b-\u200f\u2060\ufeff]")


@dataclass(frozen=True)
class Row:
    """One record. `line` is the line of the file on which it begins, as an editor counts."""

    line: int
    cells: Mapping[str, str]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Table:
    """Rows by heading. Cells are stripped; their line breaks are kept, as \\n."""

    header: tuple[str, ...]
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]

    def columns(self, aliases: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
        """For each field the heading under which this table has it; absent fields are left out."""
        found = {
            field: next((name for name in names if name in self.header), None)
            for field, names in aliases.items()
        }
        return {field: name for field, name in found.items() if name}


def read(data: bytes) -> Table:
    """The table in a CSV or tab-separated file: UTF-8, UTF-16 with BOM, or cp932.

    Raises Refusal, and nothing else, when the bytes are no such table or are too many.
    """
    if len(data) > MAX_BYTES:
        raise Refusal(
            f"ファイルが大きすぎます({MAX_BYTES // 1_000_000}MBまで)。"
            "必要な行だけを残して保存し直してください。"
        )
    numbered = _records(_decoded(data))
    header = next((tuple(map(heading, record)) for _, record in numbered if _has_text(record)), ())
    if len(header) > MAX_COLUMNS:
        raise Refusal(f"列が多すぎます({MAX_COLUMNS}列まで)。必要な列だけを残してください。")
    rows = []
    for line, record in numbered:
        if len(rows) == MAX_ROWS:
            raise Refusal(f"行が多すぎます({MAX_ROWS:,}行まで)。ファイルを分けてお選びください。")
        if _has_text(record):
            rows.append(_row(line, record, header))
    if not rows:
        raise Refusal("中身の行がありません。見出しの行と、その下に1行以上ある表をお選びください。")
    return Table(header, tuple(rows), tuple(_header_problems(header)))


def heading(text: str) -> str:
    """A heading without blanks and byte order mark, half-width, all brackets round."""
    return _UNSEEN.sub("", unicodedata.normalize("NFKC", text)).translate(_BRACKETS)


def _decoded(data: bytes) -> str:
    for start, reason in OTHER_KINDS.items():
        if data.lstrip()[: len(start)] == start:
            raise Refusal(reason)
    for encoding in _encodings(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise Refusal(f"表として読み取れないファイルです。{SAVE_AS_CSV}")


def _encodings(data: bytes) -> tuple[str, ...]:
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    return ("utf-16",) if marked else ("utf-8-sig", "cp932")


def _records(text: str) -> Iterator[tuple[int, list[str]]]:
    """Every record with the line on which it begins."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    line = 1
    try:
        for record in reader:
            yield line, record
            line = reader.line_num + 1
    except csv.Error:
        raise Refusal(
            f'{line}行目からあとの引用符(")が正しく閉じられていません。{SAVE_AS_CSV}'
        ) from None


def _delimiter(text: str) -> str:
    first = text.lstrip("\r\n").partition("\n")[0]
    return "\t" if first.count("\t") > first.count(",") else ","


def _has_text(record: list[str]) -> bool:
    return any(cell.strip() for cell in record)


def _row(line: int, record: list[str], header: tuple[str, ...]) -> Row:
    cells: dict[str, str] = {}
    padded = record + [""] * (len(header) - len(record))
    for name, cell in zip(header, padded, strict=False):
        if name:
            cells.setdefault(name, cell.replace("\r\n", "\n").replace("\r", "\n").strip())
    return Row(line, cells, tuple(_shape_problems(record, header)))


def _shape_problems(record: list[str], header: tuple[str, ...]) -> Iterator[Problem]:
    if _has_text(record[len(header) :]):
        yield error(
            "見出しより列が多い行です。値の中のコンマで列がずれていないか、元の表を確かめてください。"
        )
    if len(record) < len(header):
        yield doubt("見出しより列が少ない行です。足りない列は空欄として読みました。")


def _header_problems(header: tuple[str, ...]) -> Iterator[Problem]:
    for name in sorted({name for name in header if name and header.count(name) > 1}):
        yield doubt(
            f"{quoted(name)}という見出しが2つ以上あります。いちばん左の列だけを読みました。"
        )
