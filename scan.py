"""番号の点検 (`make scan`): does any stored text hold a number that must not be kept?

Prints where, never what; ends with 1 when something was found, so that a nightly job can tell.
"""

import sys

from database import migrate, reading
from models.guard import Finding
from services import number_scan

WORDS = {
    Finding.MY_NUMBER: "マイナンバーのような12桁の番号",
    Finding.LONG_NUMBER: "口座や年金などの長い番号",
    Finding.SECRET: "暗証番号かパスワード",
}
FOUND = """
見つかった文章は、画面でその記録を開いて番号を消してください。
消したあと、個人情報の担当課に、いつ・どの記録かを報告してください（番号そのものは書きません）。"""


def main() -> int:
    """Scan the data of this installation; the exit code."""
    migrate()
    with reading() as db:
        report = number_scan.scan(db)
    for place in report.places:
        print(f"{place.table} の {place.row} 番、{place.column}: {WORDS[place.finding]}")
    print(f"{report.texts:,}件の文章を調べました。見つかったもの: {len(report.places)}件")
    if report.places:
        print(FOUND)
    return int(bool(report.places))


if __name__ == "__main__":
    sys.exit(main())
