"""Invented sheets for the tests: no person, place or number in them is real."""

from datetime import date
from pathlib import Path

from handouts import curriculum
from handouts.call_list import CallList, Home
from handouts.counter_sheet import CounterSheet, Handed
from handouts.faq_parts import Common
from handouts.faq_sheet import FaqSheet
from handouts.flyer_parts import Day, Flyer
from handouts.lesson_fit import LessonSheet
from handouts.lesson_parts import NextClass
from handouts.notice_sheet import NoticeSheet
from handouts.roster import Roster
from handouts.roster_rows import Guest
from handouts.slip import Errand, Slip
from handouts.survey_sheet import SurveySheet
from models.survey import AGE, HEARD, RATED, SEX, WISHES, Asked

LESSONS = Path(__file__).parent / "lessons"
LESSON = curriculum.read(LESSONS / "T01.toml")
URL = "https://tonari.example/h/A7K3"
# As long as it may get in a city.
LONG_URL = "https://tonari.city.example.lg.jp/h/MWWWM"
LONG_VENUE = "となり市立 中央生涯学習センター 別館3階 第2大会議室（エレベーターがあります）"

SHEET = LessonSheet(
    lesson=LESSON,
    url=URL,
    code="A7K3",
    next_classes=(
        NextClass(
            "地図で道を調べる",
            "12月4日(金)",
            "午前10時〜11時30分",
            "中央{公民館|こうみんかん} 2階 会議室",
        ),
        NextClass("文字を打つ", "12月11日(金)", "午後1時30分〜3時", "梅の木町公民館"),
    ),
    desk="デジタル推進課（架空）",
    phone="0000-00-0000",
    hours="平日 8時30分〜17時15分",
    city="となり市（架空）",
    fictional=True,
)

LARGER = Common(
    "Q0001",
    "{文字|もじ}を大きくするには？",
    """「{設定|せってい}」を{押|お}します。
「画面表示」を{押|お}します。
Android: 「ディスプレイ」と書いてあることもあります。
iPhone: 「画面表示と明るさ」と書いてあります。
「文字の大きさ」を{押|お}します。""",
)
STRANGER = Common(
    "Q0004",
    "知らない番号の電話に出てもいいですか？",
    "出なくてかまいません。大事な用事なら、{留守番|るすばん}電話にのこしてくれます。",
)
FAQ = FaqSheet(
    common=LARGER,
    about="基本操作",
    edition=date(2026, 11, 24),
    version=2,
    url=URL,
    code="A7K3",
    desk="デジタル推進課（架空）",
    phone="0000-00-0000",
    hours="平日 8時30分〜17時15分",
    city="となり市（架空）",
    fictional=True,
)

GUESTS = (
    Guest("FX9DKEU9", "髙橋　正", "たかはし ただし", "0000-00-0001", number=1),
    Guest("TU3QHEUA", "佐藤　トメ", "さとう とめ", "000-0000-0002", "A", needs="車いす", number=2),
    Guest("QRY99A6T", "佐藤　清", "さとう きよし", "000-0000-0002", "A", number=3),
    Guest(
        "A3WAQ4HR",
        "",
        "おがさわら みちこ",
        needs="耳が遠いので、大きな声で話してください",
        number=4,
    ),
    Guest("7AVJ9TUW", needs="スマホを貸し出し", number=5),
    Guest("JPJ4J9TM", "𠮷田　㐂代子", "よしだ きよこ", "000-0000-0004", status="繰上げ", number=6),
    Guest("V4HMMXUV", "㈱①　渡邉", "わたなべ", "0000-00-0007", number=7),
)
WAITING = (
    Guest("QXCUJ7QR", "濵田　勇", "はまだ いさむ", "0000-00-0008", status="待ち1", number=8),
    Guest("4GPW6947", "五十嵐　健一", "いがらし けんいち", status="待ち2", number=9),
)

ROSTER = Roster(
    title="LINEで写真を送る",
    when="令和8年12月4日(金) 午前10時〜11時30分",
    venue="中央公民館 2階 会議室",
    capacity=10,
    staff=("田中（講師）", "鈴木（補助）"),
    url=URL,
    code="A7K3",
    phone="0000-00-0000",
    guests=GUESTS,
    waiting=WAITING,
    districts=(
        *("中央町", "梅の木町", "川べり町", "山ノ内町", "東町"),
        *("西町", "北町", "南町", "港町"),
    ),
    age_bands=(
        *("59歳以下", "60〜64歳", "65〜69歳", "70〜74歳"),
        *("75〜79歳", "80〜84歳", "85歳以上", "不明"),
    ),
    city="となり市（架空）",
    fictional=True,
    walk_ins=3,
)

CALLS = CallList(
    day="令和8年11月24日(火)",
    homes=(
        Home(
            "待人　来子さん",
            "000-000-0001",
            (),
            (
                (
                    "空いた席のご案内（11月25日(水) 午後5時15分まで）",
                    "12月4日(金) 午前10時 中央公民館「LINEで写真を送る」1名",
                ),
            ),
        ),
        Home(
            "佐藤　トメさん\n佐藤　清さん",
            "0000-00-0002",
            ("夕方にかけてください", "耳が遠いので、大きな声で"),
            (
                (
                    "変更・中止のお知らせ",
                    "12月11日(金) 午後1時30分 梅の木町公民館「文字を打つ」2名",
                ),
                ("あしたの教室", "11月25日(水) 午前10時 中央公民館「地図で道を調べる」2名"),
            ),
        ),
        Home(
            "𠮷田　㐂代子さん",
            "",
            (),
            (("あしたの教室", "11月25日(水) 午前10時 中央公民館「地図で道を調べる」1名"),),
        ),
    ),
    city="となり市（架空）",
    fictional=True,
)

COUNTER_WEEK = CounterSheet(
    week="令和8年11月23日(月)〜11月29日(日)",
    new=(
        Handed(
            number="128",
            waited="2開庁日",
            standing="窓口の対応待ち",
            kinds=("M05 電子証明書の更新（5年ごと）", "M07 暗証番号を忘れた・ロックがかかった"),
            facts="若葉町　75〜79歳\n期限 2027年3月\n11月20日(金) 田中から",
            note="家族といっしょに来られます",
            last="",
            contact=(("name", "待人　来子さん"), ("phone", "000-000-0001"), ("how", "夕方に")),
        ),
        Handed("129", "", "終了", ("M99 その他・わからない",), "町は不明・市外", "", "", ()),
    ),
    older=(
        Handed(
            number="97",
            waited="14開庁日",
            standing="窓口で対応中",
            kinds=("M33 外国人住民のカード（在留期限と有効期限）",),
            facts="中央町　60〜64歳",
            note="",
            last="11月19日(木) 電話しました（不在）",
            contact=(("how", "公民館を通じて"),),
        ),
    ),
    city="となり市（架空）",
    fictional=True,
)

ERRAND = Errand(
    name="電子証明書の更新（5年ごと）",
    bring=("マイナンバーカード", "有効期限通知書（青い封筒。あれば）"),
    pins=("①署名用（6文字以上）", "②利用者証明用（4けた）"),
    pin_note="わからないときは、本人確認書類をもう1点持って行きます。",
    pins_mentioned=(),
    place="市民課",
    note="期限の3か月前から、無料でできます。",
)
OTHER_ERRAND = Errand(
    name="健康保険証として使う登録",
    bring=("マイナンバーカード", "スマホ"),
    pins=("②利用者証明用（4けた）",),
    pin_note="③は使いません。",
    pins_mentioned=("③住民基本台帳用（4けた）",),
    place="お近くの教室・相談会か、市民課",
    note="",
)
SLIP = Slip(
    errands=(ERRAND,),
    codes="M05",
    url="https://tonari.example/where/M05",
    checked_on=date(2026, 11, 1),
    when_to_call="行く前に",
    desk="デジタル推進課（架空）",
    phone="0000-00-0000",
    hours="平日 8時30分〜17時15分",
    city="となり市（架空）",
    fictional=True,
)

NOTICE = NoticeSheet(
    heading="中止のお知らせ",
    headline="中止になりました",
    title="LINEで写真を送る",
    sentence="12月4日(金) 午前10時〜11時30分の教室は、行いません。",
    facts=(
        ("はじめの予定", "12月4日(金) 午前10時〜11時30分"),
        ("会場", "中央公民館（中央町）"),
        ("理由", "台風が近づいているため"),
    ),
    said_on=date(2026, 12, 3),
    url=URL,
    code="A7K3",
    desk="デジタル推進課（架空）",
    phone="0000-00-0000",
    hours="平日 8時30分〜17時15分",
    city="となり市（架空）",
    fictional=True,
)

TOWNS = ("中央町", "梅の木町", "川べり町", "山ノ内町", "東町", "西町", "北町", "南町", "港町")
SURVEY = SurveySheet(
    title="LINEで写真を送る",
    when="12月4日(金)",
    venue="中央公民館 2階 会議室",
    asked=(
        *RATED,
        AGE,
        SEX,
        Asked("district_id", "町", "お住まいの町", TOWNS),
        HEARD,
        WISHES,
    ),
    url=URL,
    code="A7K3",
    phone="0000-00-0000",
    desk="デジタル推進課（架空）",
    city="となり市（架空）",
    fictional=True,
)

FLYER = Flyer(
    host="となり市 主催",
    lead="はじめての方、大歓迎！",
    title="LINEで{写真|しゃしん}を送ろう",
    promise="家族や友だちに、写真を1枚送れるようになります。",
    fee="無料",
    picture="photo",
    days=(Day("12月4日(金)", "午前10時〜11時30分"),),
    facts=(
        ("場所", "中央{公民館|こうみんかん} 2階 会議室（中央町）"),
        ("定員", "12名（先着順）"),
        ("申込", "11月24日(火) 午前8時30分から"),
        ("持ち物", "スマートフォン（充電済み）・老眼鏡"),
    ),
    apply="お申し込みは、お電話で",
    scan="スマホでは、こちらから",
    url=URL,
    code="A7K3",
    desk="デジタル推進課（架空）",
    phone="0000-00-0000",
    hours="平日 8時30分〜17時15分",
    city="となり市（架空）",
    edition="令和8年11月20日(金)版",
    fictional=True,
)
