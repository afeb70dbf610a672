"""Uploaded bytes in, a table of texts out: encoding, delimiter, headings, line numbers."""

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from exchange import excel
from exchange.problem import Problem, doubt, error, quoted
from refusal import Refusal

MAX_BYTES = 5_000_000
MAX_ROWS = 5_000
MAX_COLUMNS = 500
MAX_CELLS = 600_000  # as many as 5,000 rows of 120 columns
MAX_LINES = 50_000  # with the empty ones
_TITLES = 10  # rows that may stand above the headings, such as 令和7年度 実績

SAVE_AS_CSV = (
    "Excelなどで開き、「名前を付けて保存」で「CSV UTF-8(コンマ区切り)」を選んで"
    "保存し直してから、もう一度お選びください。"
)
OTHER_KINDS = {
    b"\xd0\xcf\x11\xe0": (
        f"古い形のExcelファイルか、パスワードの付いたファイルのようです。{SAVE_AS_CSV}"
    ),
    b"%PDF": "PDFは読み取れません。同じ内容のCSVファイルを、配布元からお取り寄せください。",
    b"\x89PNG": "画像は読み取れません。同じ内容のCSVファイルをお選びください。",
    b"\xff\xd8\xff": "写真は読み取れません。同じ内容のCSVファイルをお選びください。",
    b"<": "表ではなく、ホームページの画面のようです。配布元からCSVをダウンロードし直してください。",
}
_BRACKETS = str.maketrans("〔【「[{〕】」]}", "((((()))))")
_UNSEEN = re.compile("[\\s\u200b-\u200f\u2060\ufeff]")


Record = tuple[int, list[str]]  # the line of the file, and the cells as they stand there


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
    """The table in an Excel workbook, or in a CSV or tab-separated file: UTF-8, UTF-16 with BOM,
    or cp932. Of a workbook, the first sheet with two rows counts.

    Raises Refusal, and nothing else, when the bytes are no such table or are too many.
    """
    first: list[Record] = []
    for _, rows in _sheets(data):
        first = _bounded(rows)
        if len(first) > 1:
            break
    return under_headings(first, ragged=excel.is_workbook(data))


def sheets(data: bytes) -> dict[str, list[Record]]:
    """The rows of every sheet that has some, whatever stands in them; a CSV is one sheet of them.

    Raises Refusal, and nothing else, as `read` does.
    """
    return {name: _bounded(rows) for name, rows in _sheets(data)}


def under_headings(records: list[Record], *, at: int | None = None, ragged: bool = False) -> Table:
    """The rows below the row of headings: the one `at` this place, or the first that can be one.

    ragged: rows end where their last text does, as in a workbook, and not where the headings do.
    """
    if at is None:
        at = heading_row(records)
    header = tuple(map(heading, records[at][1])) if records else ()
    rows = tuple(
        _row(line, record + [""] * (ragged * (len(header) - len(record))), header)
        for line, record in records[at + 1 :]
    )
    if not rows:
        raise Refusal("中身の行がありません。見出しの行と、その下に1行以上ある表をお選びください。")
    return Table(header, rows, tuple(_header_problems(header)))


def heading_row(records: list[Record]) -> int:
    """Where the headings stand; titles above them fill one cell or two."""
    filled = [sum(map(bool, map(str.strip, record))) for _, record in records[:_TITLES]]
    if not filled or filled[0] > 2:
        return 0
    return next((at for at, count in enumerate(filled) if count >= 5), 0)


def _bounded(records: Iterable[Record]) -> list[Record]:
    """The rows with something in them, as long as they are not too many."""
    kept: list[Record] = []
    cells = 0
    for line, record in records:
        if not _has_text(record):
            continue
        if len(record) > MAX_COLUMNS and _has_text(record[MAX_COLUMNS:]):
            raise Refusal(f"列が多すぎます({MAX_COLUMNS}列まで)。必要な列だけを残してください。")
        kept.append((line, record[:MAX_COLUMNS]))
        cells += len(kept[-1][1])
        if len(kept) > MAX_ROWS + 1 or cells > MAX_CELLS:
            raise Refusal(f"行が多すぎます({MAX_ROWS:,}行まで)。ファイルを分けてお選びください。")
    return kept


def heading(text: str) -> str:
    """A heading without blanks and byte order mark, half-width, all brackets round."""
    return _UNSEEN.sub("", unicodedata.normalize("NFKC", text)).translate(_BRACKETS)


def _sheets(data: bytes) -> Iterator[tuple[str, Iterator[Record]]]:
    if len(data) > MAX_BYTES:
        raise Refusal(
            f"ファイルが大きすぎます({MAX_BYTES // 1_000_000}MBまで)。"
            "必要な行だけを残して保存し直してください。"
        )
    if excel.is_workbook(data):
        yield from excel.sheets(data, max_rows=MAX_LINES, max_columns=MAX_COLUMNS + 1)
    else:
        yield "", _records(_decoded(data))


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


def _records(text: str) -> Iterator[Record]:
    """Every record with the line on which it begins."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    line = 1
    try:
        for record in reader:
            yield line, record
            line = reader.line_num + 1
            if line > MAX_LINES:
                raise Refusal(f"空の行が多すぎます。{SAVE_AS_CSV}")
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
