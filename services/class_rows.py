"""実績報告: the columns of one row a class, each with its definition, and what of it is public.

The fields are those that the national programme and the cities ask for (実施団体, コマ数, …).
What となり does not store is no column.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

import clock
from japanese import dates
from models import Duty, Photos
from models.in_house import Cell, Line, Sheet
from services.class_facts import Facts
from services.notices import CALLED_OFF

TITLE = "教室ごとの実績"
MINUTES = 60  # one コマ


class Column(NamedTuple):
    """A heading, what stands under it, and how it is told. is_public: known outside anyway."""

    name: str
    tell: Callable[[Facts], Cell]
    words: str = ""
    is_public: bool = False
    is_wide: bool = False


def sheet(facts: Iterable[Facts], *, host: str) -> Sheet:
    """Every class with all its columns. host: the city, where nobody else is named."""
    return _sheet(TITLE, facts, columns(host))


def public(facts: Iterable[Facts], *, host: str) -> Sheet:
    """The same classes with what everybody may know of them: nothing that counts people."""
    return _sheet("教室の一覧", facts, [one for one in columns(host) if one.is_public])


def columns(host: str) -> list[Column]:
    return [*_whose(host), *_what(), *_when_and_where(), *_people(), *_team(), *_rest()]


def _sheet(title: str, facts: Iterable[Facts], wanted: list[Column]) -> Sheet:
    wide = tuple(one.name for one in wanted if one.is_wide)
    return Sheet(title, tuple(one.name for one in wanted), _lines(facts, wanted), wide)


def _lines(facts: Iterable[Facts], wanted: list[Column]) -> Iterator[Line]:
    return (tuple(column.tell(one) for column in wanted) for one in facts)


def _whose(host: str) -> Iterator[Column]:
    yield Column(
        "管理番号", lambda one: one.event.public_id, "教室ごとに1つで、変わりません。", True
    )
    yield Column("実施団体", lambda _: host, "この記録をまとめた市町村です。", True)
    yield Column(
        "実施主体",
        lambda one: one.event.host or host,
        "教室を開いたところです。書いていないときは、市です。",
        True,
    )
    yield Column(
        "年度",
        lambda one: dates.fiscal_year_name(one.event.fiscal_year),
        "4月から翌年3月までです。",
        True,
    )


def _what() -> Iterator[Column]:
    yield Column("講座コード", lambda one: one.course.code if one.course else None, is_public=True)
    yield Column(
        "講座名",
        lambda one: one.course.title if one.course else None,
        "教室に登録した講座です。相談会などで講座を決めていないときは、空欄です。",
        True,
        True,
    )
    yield Column(
        "区分",
        lambda one: one.course.tier if one.course else None,
        "講座の区分（基本・応用・活用・市独自）です。",
        True,
    )
    yield Column("教室の名前", lambda one: one.event.numbered_title, is_public=True, is_wide=True)
    yield Column("実施形態", lambda one: one.event.format.label, is_public=True)
    yield Column("状態", lambda one: one.event.status.label, "いまの状態です。", True)
    yield Column(
        "中止・延期の理由",
        lambda one: one.event.notice_text if one.event.status in CALLED_OFF else None,
        "参加者に知らせた文章です。",
        True,
        True,
    )


def _when_and_where() -> Iterator[Column]:
    yield Column("開催日", lambda one: one.event.local_date, is_public=True)
    yield Column(
        "開始", lambda one: clock.local(one.event.starts_at).time(), "予定の時刻です。", True
    )
    yield Column(
        "終了", lambda one: clock.local(one.event.ends_at).time(), "予定の時刻です。", True
    )
    yield Column(
        "実施分数",
        lambda one: one.minutes if one.is_held else None,
        "報告で書きとめた時間です。書いていないときは、予定の時間です。",
    )
    yield Column(
        "コマ数",
        lambda one: round(one.minutes / MINUTES, 2) if one.is_held else None,
        "実施分数÷60です（1コマ＝1時間）。",
    )
    yield Column("会場名", lambda one: one.venue.name, is_public=True, is_wide=True)
    yield Column("所在地", lambda one: one.venue.address, is_public=True, is_wide=True)
    yield Column("町", lambda one: one.town, "会場のある町です。", True)


def _people() -> Iterator[Column]:
    yield Column("定員", lambda one: one.event.capacity, is_public=True)
    yield Column(
        "申込者数",
        lambda one: one.counts.applied,
        "申込のあった人の数です。取り消した人も、待っていた人も入ります。",
    )
    yield Column(
        "受講者数",
        lambda one: one.counts.came,
        "その回に来た人の数です。1回のなかでは実人数、回を足すと延べになります。",
    )
    yield Column(
        "うち当日参加", lambda one: one.counts.walked_in, "申込なしで、その日に来た人です。"
    )
    yield Column(
        "相談の席に来た人", lambda one: one.counts.talks, "時刻で予約する相談コーナーに来た人です。"
    )
    yield Column("キャンセル数", lambda one: one.counts.cancelled, "申込を取り消した人です。")
    yield Column(
        "連絡のあった欠席", lambda one: one.counts.excused, "席があり、連絡して休んだ人です。"
    )
    yield Column(
        "無断欠席数", lambda one: one.counts.no_shows, "席があり、連絡なしに来なかった人です。"
    )
    yield Column(
        "キャンセル待ち数",
        lambda one: one.counts.waiting,
        "最後まで席が空かず、待ったままだった人です。",
    )


def _team() -> Iterator[Column]:
    for duty, named in ((Duty.LECTURER, "講師"), (Duty.HELPER, "補助員")):
        yield Column(f"{named}名", lambda one, duty=duty: _names(one, duty), is_wide=True)
        yield Column(
            f"{named}人数", lambda one, duty=duty: _many(one, duty), "受け持ちの人数です。"
        )
    yield Column(
        "うちデジタル推進委員数",
        lambda one: sum(worker.is_volunteer for worker in one.team),
        "講師と補助員のうち、役割が「デジタル推進委員」の人です。",
    )
    yield Column(
        "受講者:支援者比",
        lambda one: one.per_helper and round(one.per_helper, 2),
        "受講者数÷（講師＋補助員）です。4.0なら、1人が4人を受け持ちました。",
    )


def _names(one: Facts, duty: Duty) -> str:
    return "、".join(worker.name for worker in one.team if worker.duty is duty)


def _many(one: Facts, duty: Duty) -> int:
    return sum(worker.duty is duty for worker in one.team)


def _rest() -> Iterator[Column]:
    yield Column(
        "教えた講座",
        lambda one: "、".join(one.taught),
        "報告で確かめた、実際に教えた講座です。",
        is_wide=True,
    )
    yield Column(
        "教材・版",
        _material,
        "開催日までに印刷していた、その講座のてびきの版と資料番号です。",
        is_wide=True,
    )
    yield Column(
        "貸出端末台数", lambda one: one.counts.lent, "その回に貸したスマホとタブレットの台数です。"
    )
    yield Column("質問件数", lambda one: one.counts.questions, "その教室で受けた質問です。")
    yield Column(
        "カード相談件数", lambda one: one.counts.consultations, "マイナンバーカードの相談です。"
    )
    yield Column("アンケート枚数", lambda one: one.counts.surveys)
    yield Column(
        "写真",
        lambda one: None if one.event.photos is Photos.UNKNOWN else one.event.photos.label,
        "写った人の同意を得て撮ったかどうかです。書いていないときは、空欄です。写真は入れません。",
    )
    yield Column(
        "経費（円）",
        lambda one: one.event.cost,
        "報告で書きとめた額です。0円と、書いていないとき（空欄）は別です。",
    )
    yield Column("参加費（円）", lambda one: one.event.fee, "参加者1人が払う額です。", True)
    yield Column("財源", lambda one: one.event.funding, is_public=True)


def _material(one: Facts) -> str | None:
    if not (one.sheet and one.course):
        return None
    return f"{one.course.code} {one.sheet.edition.isoformat()}版（資料番号 {one.sheet.code}）"
