"""An invented year of a city that does not exist, as its publication tells it."""

from dataclasses import fields, replace
from datetime import date

from handouts.committee_sheet import CommitteeSheet
from handouts.year_booklet import Booklet
from models import OutgoingTable
from models.year_report import Standing, YearDeed, YearFigures, YearPlace, YearReport
from tests.handouts.samples import LONG_URL, SHEET, TOWNS
from tests.publication import YEAR

WORDS = {"None": None, "True": True, "False": False} | Standing.__members__
ROWS = """\
中央町 96 214 41 4210 2.3 1.9 80 14 12 90 2.14 12 MET False
梅の木町 34 71 12 980 3.5 3.1 31 6 6 25 2.55 6 MET False
朝霧町 46 90 20 1780 2.6 2.6 46 8 8 50 2.81 8 SHORT False
若葉町 52 118 22 640 8.1 5.5 35 9 7 30 4.69 6 MET False
竹の内町 16 22 10 830 1.9 None 10未満 4 2 20 2.41 4 SHORT False
東川町 27 51 14 870 3.1 2.0 17 5 4 20 2.3 5 MET False
西川町 10未満 10未満 10未満 840 None None 非公表 0 0 17 2.02 4 SHORT None
山里町 0 0 0 2860 0.0 0.0 0 3 0 29 1.01 4 SHORT True
北原町 非公表 非公表 非公表 2510 None 1.4 35 6 6 None None None UNSAID None
町がわからない 10未満 21 10未満 ― None None 10未満 None None None None None UNSAID None
市全体 314 640 131 15520 2.0 1.6 248 55 45 250 1.61 50 MET False
"""


def cell(text: str):
    """52, 8.1, 10未満, None."""
    if text in WORDS:
        return WORDS[text]
    return int(text) if text.isdecimal() else float(text) if "." in text else text


*TOWN_ROWS, UNKNOWN, CITY = [YearPlace(*map(cell, line.split())) for line in ROWS.splitlines()]
TAUGHT = (("電源とボタン", 4), ("LINEで写真を送る", 3), ("地図で道を調べる", 1))
PLACES = tuple(
    one._replace(courses=TAUGHT if one.held and one.held > 3 else ()) for one in TOWN_ROWS
)
CITY = CITY._replace(
    courses=(("電源とボタン", 25), ("LINEで写真を送る", 18), ("地図で道を調べる", 12))
)
OTHERS = (
    OutgoingTable(
        "講座ごとの数（全部の年代）",
        ("講座", "実人数", "延べ"),
        (
            ("B01 電源とボタン", 170, 260),
            ("B07 LINEで写真を送る", 121, 240),
            ("全体", 341, 500),
        ),
        ("全体",),
    ),
    OutgoingTable(
        "講座と開き方（延べ）",
        ("講座", "講座", "個別相談会", "サロン", "出張講座", "移動教室", "延べ"),
        (
            ("B01 電源とボタン", 210, 50, 0, "10未満", "10未満", 260),
            ("B07 LINEで写真を送る", 240, 0, 0, 0, 0, 240),
            ("全体", 450, 50, 0, "10未満", "10未満", 500),
        ),
        ("全体",),
    ),
    OutgoingTable("市外から来た人（全部の年代）", ("", "実人数", "延べ"), (("市外の人", 12, 15),)),
    OutgoingTable(
        "質問とカード相談（件数）",
        ("種類", "件数", "うち解決"),
        (("質問", 73, 61), ("カード相談", 58, "非公表")),
    ),
)
HEADER = ("町", "実人数", "延べ", "初めての人", "人口", "到達率(%)")
BANDS = (
    "町",
    "64歳以下",
    "65〜69歳",
    "70〜74歳",
    "75〜79歳",
    "80歳以上",
    "不明",
    "65歳以上",
    "全員",
)


def row(one: YearPlace) -> tuple:
    rate = "―" if one.rate is None else f"{one.rate:.1f}"
    return (one.name, one.people, one.visits, one.newcomers, one.seniors, rate)


def cut(places, cells: tuple) -> tuple[tuple, ...]:
    return tuple((one.name, *cells) for one in (*places, UNKNOWN, CITY))


def tables(places) -> tuple[OutgoingTable, ...]:
    """What a publication tells of these towns."""
    total = ("市全体",)
    lines = tuple(row(one) for one in (*places, UNKNOWN, CITY))
    ages = cut(places, (18, 25, "非公表", 61, "10未満", 0, 314, 341))
    sexes = cut(places, (221, 93, 0, 314))
    return (
        OutgoingTable("町ごとの数（65歳以上）", HEADER, lines, total),
        OutgoingTable("町と年代（実人数）", BANDS, ages, total),
        OutgoingTable("町と性別（実人数）", ("町", "女性", "男性", "不明", "全員"), sexes, total),
        *OTHERS,
        OutgoingTable(
            "町ごとのカード相談（件数）",
            ("住んでいる町", "件数", "うち解決"),
            cut(places, (58, "非公表")),
            total,
        ),
    )


OUT = YEAR._replace(
    number=3,
    city=SHEET.city,
    tables=tables(PLACES),
    notes=(
        ("10未満", "1人以上10人未満です。だれのことかわからないように、数を出しません。"),
        ("非公表", "この数を出すと、ほかの数字から10人未満の数が計算できるので、出しません。"),
        ("―", "もとになる数を出していないか、人口がわかりません。"),
        ("実人数", "来た人の数です。同じ人が何回来ても、1人と数えます。"),
        ("延べ", "来た回数の合計です。同じ人が3回来たら、3回と数えます。"),
        ("初めての人", "期間より前に、1回も来たことがない人です。"),
        ("到達率", "65歳以上の市民のうち、期間中に1回でも来た人の割合です（実人数÷人口）。"),
        (
            "町と年代",
            "来た日に住んでいた町と、その日の年代です。"
            "町と町の合計は、市全体と違うことがあります。",
        ),
    ),
    licence="クリエイティブ・コモンズ 表示 4.0 国際（CC BY 4.0）",
    is_fictional=True,
)
DEEDS = (
    YearDeed(
        "市全体",
        "250人、教室50回\n質問に、1週間以内に答える。",
        "55回",
        "314人",
        "できました。\n中央町に教室がかたよりました。山側の町には、ほとんど届いていません。",
        "山側の町で開く回数を増やす。",
    ),
    YearDeed(
        "西川町",
        "17人、教室4回\n西川町で、はじめての教室を開く。",
        "0回",
        "10未満",
        "できませんでした。会場が空いていても、行ける担当がいませんでした。",
        "西川町へ行ける担当を2名にする。",
    ),
    YearDeed(
        "山里町",
        "29人、教室4回\n山里町で、年度内に3回以上開く。",
        "3回",
        "0人",
        "一部できました。3回開きましたが、参加は0人でした。回覧板がまわる前の日に開いていました。",
        "自治会の回覧に間に合うよう、6週間前に決める。",
    ),
    YearDeed("中央町", "90人、教室12回", "14回", "96人", "", ""),
)
REPORT = YearReport(
    year="令和7年度",
    outgoing=OUT,
    before=OUT._replace(number=1, period="令和6年度", since=202404, until=202503),
    made_on=date(2026, 11, 24),
    sentences=(
        "令和7年度は、65歳以上の市民314人（延べ640回）が教室・相談会に来ました。65歳以上の2.0％です。"
        "前の年度より66人、増えました。",
        "山里町には、まだ届いていません（到達率が、市全体の半分より低い町です）。"
        "西川町では、教室を開いていません。目標を決めた8町のうち、4町が届きました。",
        "令和8年度は、「山側の町で開く回数を増やす」に取り組みます。目標は、65歳以上の市民250人、教室50回です。",
    ),
    places=PLACES,
    city=CITY,
    unknown=UNKNOWN,
    deeds=DEEDS,
    years=(
        YearFigures("令和5年度", 121, 240, 121, 0.8, 24),
        YearFigures("令和6年度", 248, 511, 160, 1.6, 45),
        YearFigures("令和7年度", 314, 640, 131, 2.0, 55),
    ),
    faqs=(("Q0001", "文字を大きくするには？"), ("Q0004", "知らない番号の電話に出てもいいですか？")),
    has_masked=False,
)


def of(places) -> YearReport:
    return REPORT._replace(places=places, outgoing=OUT._replace(tables=tables(places)))


TWENTY = tuple(
    PLACES[at % 9]._replace(name=f"{name}{'東西南北'[at % 4]}") for at, name in enumerate(TOWNS * 3)
)[:20]
LONG = tuple(
    one._replace(name=f"{one.name}・{other.name}" if at % 2 else f"{one.name}大字上中下分地区")
    for at, (one, other) in enumerate(zip(PLACES, PLACES[1:] + PLACES[:1], strict=True))
)
WORDY = tuple(
    one._replace(seen="長い気づきの文がつづきます。" * 12, next_step="次にすることを書きます。" * 9)
    for one in DEEDS
)
FIRST = REPORT._replace(
    before=None,
    years=REPORT.years[-1:],
    places=tuple(one._replace(before=None, held_before=None) for one in PLACES),
    city=CITY._replace(before=None, held_before=None, target=None, planned=None, target_rate=None),
    deeds=(),
)
COMMITTEE = CommitteeSheet(
    report=REPORT,
    url="https://tonari.example/figures",
    code="公表 3番",
    desk=SHEET.desk,
    phone=SHEET.phone,
    hours=SHEET.hours,
    city=SHEET.city,
    fictional=True,
)
LONG_FIGURES = LONG_URL.replace("/h/MWWWM", "/figures")
REPORTS = {
    "usual": REPORT,
    "first year": FIRST,
    "twenty towns": of(TWENTY),
    "long names": of(LONG),
    "many words": REPORT._replace(deeds=WORDY * 3),
}
BOOKLET = Booklet(**{one.name: getattr(COMMITTEE, one.name) for one in fields(COMMITTEE)})
BOOKLETS = {name: replace(BOOKLET, report=one) for name, one in REPORTS.items()}
COMMITTEES = {name: replace(COMMITTEE, report=one) for name, one in REPORTS.items()} | {
    "real": replace(COMMITTEE, fictional=False, url=LONG_FIGURES),
}
