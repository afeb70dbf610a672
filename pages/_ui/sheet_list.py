"""All sheets of the print centre: one row a sheet, in the order in which they are offered."""

from collections.abc import Callable
from enum import StrEnum
from typing import NamedTuple

from models import Event
from services.permissions import Permission


class When(StrEnum):
    BEFORE = "教室の前に"
    ON_THE_DAY = "当日"
    AFTER = "終わってから"
    ANY_TIME = "いつでも"


class About(StrEnum):
    """What has to be chosen before the sheet can be drawn."""

    CLASS = "event"
    COURSE = "course"
    TOWN = "town"
    FAQ = "faq"
    KINDS = "kinds"
    DAY = "day"
    NOTHING = "nothing"


class Each(StrEnum):
    """How many copies are proposed."""

    GUEST = "guest"  # one for everybody who comes
    ONE = "one"


def _always(_event: Event) -> bool:
    return True


class Sheet(NamedTuple):
    """One kind of sheet.

    what_for: a sentence or two for whoever prints it for the first time.
    address: below /staff/files and /staff/pictures, filled with what was chosen (`About`).
    subject: how its row is named (services/printing.py), filled likewise; "" without a 資料番号.
    fits: whether a class has such a sheet at all.
    has_names: names stand on it, so that each look is written down; never the first of its group.
    """

    label: str
    what_for: str
    when: When
    about: About
    address: str
    subject: str = ""
    each: Each = Each.ONE
    fits: Callable[[Event], bool] = _always
    has_names: bool = False
    permission: Permission = Permission.SHEET_PRINT


def _is_of_a_series(event: Event) -> bool:
    return event.series_id is not None


NAMES = "お名前がのります。"
SHEETS: dict[str, Sheet] = {
    # 教室の前に
    "flyer": Sheet(
        "ちらし",
        "A4。窓口や回覧板に。公開した教室だけ印刷できます。",
        When.BEFORE,
        About.CLASS,
        "flyer/{event}",
        "flyer:{event}",
    ),
    "poster": Sheet(
        "ポスター",
        "A3。公民館やお店の掲示板に。公開した教室だけ印刷できます。",
        When.BEFORE,
        About.CLASS,
        "poster/{event}",
        "poster:{event}",
    ),
    "flyer_series": Sheet(
        "連続講座のちらし",
        "A4。これからの回が、1枚にまとまります。",
        When.BEFORE,
        About.CLASS,
        "flyer/series/{event}",
        "flyer:series:{series}",
        fits=_is_of_a_series,
    ),
    "poster_series": Sheet(
        "連続講座のポスター",
        "A3。これからの回が、1枚にまとまります。",
        When.BEFORE,
        About.CLASS,
        "poster/series/{event}",
        "poster:series:{series}",
        fits=_is_of_a_series,
    ),
    "month": Sheet(
        "月の予定表",
        "回覧板や公民館に。白黒でコピーしても読めます。",
        When.BEFORE,
        About.TOWN,
        "month/{town}/{month}",
        "month:{town_code}:{month}",
    ),
    "booking": Sheet(
        "申込のひかえ",
        f"席の決まった方にお渡しするか、郵送します。1枚に2人ずつ。{NAMES}",
        When.BEFORE,
        About.CLASS,
        "booking/{event}",
        "booking:{event}",
        has_names=True,
    ),
    "card": Sheet(
        "参加証",
        "受付で読みとる番号と、はんこを押すところがあるカードです。1枚に10人分、両面に印刷します。"
        f"{NAMES}",
        When.BEFORE,
        About.CLASS,
        "card/{event}",
        has_names=True,
    ),
    "badge": Sheet(
        "名札",
        f"担当と参加する方の{NAMES}1枚に10人分、余りは手書き用です。",
        When.BEFORE,
        About.CLASS,
        "badge/{event}",
        has_names=True,
    ),
    "notice": Sheet(
        "変更・中止のお知らせ",
        "会場の入口にはり、回覧板で回します。",
        When.BEFORE,
        About.CLASS,
        "notice/{event}",
        "notice:{event}",
        fits=lambda event: event.notice > 0,
    ),
    "calls": Sheet(
        "電話リスト",
        f"その日に電話するところです。{NAMES}",
        When.BEFORE,
        About.DAY,
        "calls/{day}",
        has_names=True,
        permission=Permission.BOOKING_CHANGE,
    ),
    # 当日
    "lesson": Sheet(
        "てびき",
        "配って持ち帰っていただく紙です。次の教室ものります。",
        When.ON_THE_DAY,
        About.CLASS,
        "lesson/{event}",
        "lesson:{course}",
        Each.GUEST,
    ),
    "roster": Sheet(
        "出席名簿",
        f"申し込んだ方の{NAMES}終わったら市へ返します。",
        When.ON_THE_DAY,
        About.CLASS,
        "roster/{event}",
        "roster:{event}",
        has_names=True,
    ),
    "corner": Sheet(
        "相談コーナーの一覧",
        f"だれが何時に来るかの表です。{NAMES}",
        When.ON_THE_DAY,
        About.CLASS,
        "corner/{event}",
        fits=lambda event: event.tables > 0,
        has_names=True,
    ),
    # 終わってから
    "survey": Sheet(
        "アンケート",
        "無記名で、○で囲むだけの紙です。答えは「アンケート入力」の画面で、番号で入力します。",
        When.AFTER,
        About.CLASS,
        "survey/{event}",
        "survey:{event}",
        Each.GUEST,
    ),
    "draw": Sheet(
        "抽選・優先順の記録",
        f"席をどう決めたかの記録です。{NAMES}",
        When.AFTER,
        About.CLASS,
        "draw/{event}",
        fits=lambda event: event.drawn_at is not None,
        has_names=True,
        permission=Permission.BOOKING_CHANGE,
    ),
    # いつでも
    "course": Sheet(
        "講座のてびき",
        "教室がなくても印刷できます。窓口や相談のときに。",
        When.ANY_TIME,
        About.COURSE,
        "lesson/course/{course}",
        "lesson:{course}",
    ),
    "faq": Sheet(
        "よくある質問の紙",
        "1つの質問と答えを、大きな字で。公開しているものだけ印刷できます。",
        When.ANY_TIME,
        About.FAQ,
        "faq/{faq}",
        "faq:{faq}",
    ),
    "slip": Sheet(
        "持ち物メモ",
        "カードの相談に来る前に、持ってくる物をお渡しします。",
        When.ANY_TIME,
        About.KINDS,
        "slip/{kinds}",
    ),
    "blank_card": Sheet(
        "手書きの参加証",
        "当日はじめて来た方に、受付の画面に出る番号を書いて渡します。1枚に10人分、両面に印刷します。",
        When.ANY_TIME,
        About.NOTHING,
        "card/blank",
    ),
    "duties": Sheet(
        "わたしの受け持ち表",
        "自分が出る教室の一覧です。冷蔵庫にはっておけます。",
        When.ANY_TIME,
        About.NOTHING,
        "duties/{login}",
        permission=Permission.SHIFT_OWN,
    ),
}
