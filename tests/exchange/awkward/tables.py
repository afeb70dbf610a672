"""Small invented files (架空), each with one thing that published files do to their readers."""

import io
from datetime import date, datetime

from openpyxl import Workbook

BANDS = [f"{low}-{low + 4}歳" for low in range(0, 85, 5)] + ["85歳以上"]
AGES = [f"{band}の{sex}" for band in BANDS for sex in ("男性", "女性")]
OLD_HEAD = "都道府県コード又は市区町村コード,地域コード,都道府県名,市区町村名,調査年月日,地域名"
NEW_HEAD = "全国地方公共団体コード,地域コード,地方公共団体名,調査年月日,地域名"
Cells = list[list[str]]
RENAMED = {
    "old": {},
    "new": {
        "住所": "所在地_連結表記",
        "都道府県コード又は市区町村コード": "全国地方公共団体コード",
    },
    "catalogue": {
        "イベント名": "名称",
        "イベント名_カナ": "名称(カナ)",
        "開始時間": "開始時刻",
        "終了時間": "終了時刻",
        "住所": "住所市区町村",
    },
}


def people(
    *areas: str, day: str = "2026-09-30", each: int = 10, new: bool = False, **changes: str
) -> Cells:
    """A population table: `each` of every sex and span in every area; changes by heading."""
    head = (NEW_HEAD if new else OLD_HEAD).split(",") + ["総人口", "男性", "女性"]
    header = [*head, *AGES, "世帯数", "備考"]
    rows = []
    for area in areas:
        total = each * len(AGES)
        row = dict.fromkeys(header, "")
        row |= {head[0]: "990001", "調査年月日": day, "地域名": area}
        row |= {"市区町村名": "となり市（架空）"} if not new else {"地方公共団体名": "となり市"}
        row |= {"総人口": str(total), "男性": str(total // 2), "女性": str(total // 2)}
        row |= dict.fromkeys(AGES, str(each)) | {"世帯数": "100"} | changes
        rows.append([row[name] for name in header])
    return [header, *rows]


def classes(*rows: dict, form: str = "old") -> Cells:
    """An event list; what a row does not tell is a good class in December."""
    names = "イベント名,イベント名_カナ,開始日,終了日,開始時間,終了時間,説明,場所名称,住所,定員"
    header = [RENAMED[form].get(name, name) for name in names.split(",")]
    good = ["スマホ教室", "スマホキョウシツ", "2026-12-04", "2026-12-04", "10:00", "11:30"]
    good += ["練習します", "若葉公民館", "若葉町1", "12"]
    keys = ["name", "kana", "day", "end", "start", "until", "text", "place", "address", "seats"]
    return [header, *([*(dict(zip(keys, good, strict=True)) | row).values()] for row in rows)]


def places(*rows: dict, form: str = "old") -> Cells:
    names = "都道府県コード又は市区町村コード,名称,名称_カナ,住所,緯度,経度,電話番号"
    names += ",利用可能曜日,開始時間,終了時間"
    header = [RENAMED[form].get(name, name) for name in names.split(",")]
    keys = ["code", "name", "kana", "address", "lat", "lon", "phone", "days", "opens", "closes"]
    good = ["990001", "若葉公民館", "ワカバコウミンカン", "若葉町1", "33.19", "130.02"]
    good += ["0000-00-0004", "月火水木金土日", "9:00", "21:00"]
    return [header, *([*(dict(zip(keys, good, strict=True)) | row).values()] for row in rows)]


def text(cells: Cells, *, encoding: str = "utf-8-sig", end: str = "\r\n", mark: str = ",") -> bytes:
    """As a CSV with quotes where they are needed."""
    lines = (mark.join(_quoted(cell, mark) for cell in row) for row in cells)
    return (end.join(lines) + end).encode(encoding)


def _quoted(cell: str, mark: str) -> str:
    return f'"{cell}"' if mark in cell or "\n" in cell else cell


def workbook(cells: Cells, *, above: int = 0, sheet: str = "Sheet1") -> bytes:
    """As Excel keeps it: numbers as numbers, days as days, and titles above the headings."""
    book = Workbook()
    page = book.active
    page.title = sheet
    for number in range(above):
        page.append([f"となり市（架空） {number}"])
    for row in cells:
        page.append([_value(cell) for cell in row])
    book.create_sheet("メモ").append(["これは説明です"])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _value(cell: str) -> object:
    if len(cell) == 10 and cell[4] == cell[7] == "-":
        return datetime.fromisoformat(cell)
    return int(cell) if cell.isdigit() and not cell.startswith("0") else cell or None


def past_workbook() -> bytes:
    """Two classes below two rows of titles, with a total, on the second sheet."""
    book = Workbook()
    book.active.append(["目次"])
    page = book.create_sheet("令和5年度")
    page.append(["令和5年度 スマホ教室の実績"])
    page.append(["となり市（架空）", "デジタル政策課"])
    page.append(["開催日", "教室名", "会場", "定員", "受講者数", "男性", "女性"])
    page.append([date(2023, 6, 13), "スマホ入門", "中央公民館", 12, 8, 3, 5])
    page.append([date(2023, 7, 4), "LINEの使い方", "若葉公民館", 12, 11, 4, 7])
    page.append(["合計", None, None, 24, 19, 7, 12])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
