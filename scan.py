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
# What a table is called on the screens.
TABLES = {
    "answer": "質問の回答とメモ",
    "appointment": "カード相談の予約",
    "audit_line": "足あと",
    "booking": "申込",
    "call": "電話の記録",
    "card_closure": "カードの停止日",
    "consultation": "カード相談",
    "consultation_kind": "基本データの相談の種類",
    "correction": "報告の訂正",
    "counter_step": "窓口の引き継ぎ",
    "course": "基本データの講座",
    "desk": "基本データの引き継ぎ先",
    "district": "基本データの町",
    "door_entry": "会場での受付",
    "equipment": "基本データの機器",
    "event": "教室・相談会",
    "event_template": "教室のひな形",
    "faq": "よくある質問",
    "faq_edition": "よくある質問の版",
    "file_import": "取り込んだファイル",
    "figure_merge": "数字のまとめ方",
    "lesson_copy": "てびきの文章",
    "municipality": "基本データの市",
    "offer": "席のご案内",
    "past_class": "前の年度の実績",
    "person": "参加者",
    "person_before": "まとめる前の参加者",
    "person_merge": "参加者をまとめた記録",
    "phrase": "決まり文句",
    "population_version": "取り込んだ人口",
    "promise": "報告で約束したこと",
    "publication": "公表した数字",
    "published_row": "公表した数字の行",
    "proposal": "次の教室の案",
    "proposed_class": "案に入れた教室",
    "question": "質問",
    "question_category": "基本データの質問の種類",
    "room": "基本データの部屋",
    "series": "連続講座",
    "staff": "担当者",
    "stand_in": "代わりのお願い",
    "survey": "アンケート",
    "target": "計画と実績",
    "venue": "基本データの会場",
    "venue_closure": "会場の休み",
}
FOUND = """
見つかった文章は、画面でその記録を開いて番号を消してください。
足あとと、よくある質問の版は、画面では消せません。docs/operations.md の手順で消します。
消したあと、個人情報の担当課に、いつ・どの記録かを報告してください（番号そのものは書きません）。"""


def main() -> int:
    """Scan the data of this installation; the exit code."""
    migrate()
    with reading() as db:
        report = number_scan.scan(db)
    for place in report.places:
        name = TABLES.get(place.table, place.table)
        where = f"{place.table}.{place.column}"
        print(f"「{name}」の {place.row} 番に、{WORDS[place.finding]}があります。（{where}）")
    print(f"{report.texts:,}件の文章を調べました。見つかったもの: {len(report.places)}件")
    if report.places:
        print(FOUND)
    return int(bool(report.places))


if __name__ == "__main__":
    sys.exit(main())
