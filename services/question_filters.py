"""質問のしぼりこみ: which questions are wanted, in the words that stand in the list's address.

The screen and the exported file read the same words, so that both show the same questions.
"""

import unicodedata
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import NamedTuple
from urllib.parse import urlencode

from sqlalchemy import ColumnElement, false, func, or_, true
from sqlmodel import col, select

import clock
from japanese import dates
from japanese.kana import to_hiragana
from models import (
    Course,
    Device,
    District,
    Question,
    QuestionCategory,
    QuestionChannel,
    QuestionStatus,
    Staff,
    guard,
)
from services.questions import UNFINISHED, visible_to

MOST_WORDS, LONGEST = 5, 60
NOBODY = "受け持ちなし"


class View(StrEnum):
    """The tabs of the list."""

    TO_DO = "未対応"
    MINE = "自分の受け持ち"
    UNOWNED = "受け持ちなし"
    LATE = "期限すぎ"
    HELD = "保留"
    DONE = "回答済み・終了"
    ALL = "すべて"

    @property
    def is_history(self) -> bool:
        """What is over is read from its end."""
        return self in (View.DONE, View.ALL)


TO_COUNT = tuple(view for view in View if not view.is_history)


class Mark(StrEnum):
    """What stands out on a card."""

    URGENT = "当日中に返事"
    TODAY = "期限がきょう"
    CALL = "電話で返事"
    WAITING = "質問した方の返事待ち"


class Period(StrEnum):
    """When it was asked."""

    WEEK = "この7日"
    MONTH = "この30日"
    YEAR = "今年度"
    LAST_YEAR = "昨年度"


class Wanted(NamedTuple):
    """What the address says; empty: all of them. Names as on the screen, a course by its code."""

    view: str = View.TO_DO
    category: str = ""
    town: str = ""
    course: str = ""
    device: str = ""
    channel: str = ""
    owner: str = ""
    mark: str = ""
    period: str = ""
    words: str = ""

    def address(self, **more: object) -> str:
        """As the query of an address, without what is not said."""
        said = {name: value for name, value in self._asdict().items() if value}
        return urlencode({name: str(value) for name, value in (said | more).items()})


def read(asked: Mapping[str, str]) -> Wanted:
    """What an address asks for; a word that must not be written down asks for nothing."""
    known = {name: asked[name][:LONGEST] for name in Wanted._fields if name in asked}
    if guard.find(known.get("words", "")):
        del known["words"]
    if known.get("view") not in list(View):
        known["view"] = View.TO_DO
    return Wanted(**known)


def of_view(view: str, *, staff: Staff) -> ColumnElement[bool]:
    """The questions behind one tab."""
    status, open_ones = col(Question.status), col(Question.status).in_(UNFINISHED)
    waits = col(Question.waits_since)
    return {
        View.TO_DO: open_ones,
        View.MINE: open_ones & (Question.owner_id == staff.id),
        View.UNOWNED: open_ones & col(Question.owner_id).is_(None),
        View.LATE: open_ones & (Question.due_on < clock.today()) & waits.is_(None),
        View.HELD: status == QuestionStatus.ON_HOLD,
        View.DONE: status.not_in(UNFINISHED),
        View.ALL: true(),
    }[View(view)]


def matching(wanted: Wanted, *, staff: Staff) -> list[ColumnElement[bool]]:
    """Everything but the tab: what this person may see, without those merged into another one."""
    return [
        visible_to(staff),
        func.coalesce(Question.merged_into_id, 0) == 0,  # its index would find nearly all of them
        *_named(wanted),
        *(_marked(wanted.mark) if wanted.mark else ()),
        *(_asked_in(wanted.period) if wanted.period else ()),
        *(_said(word) for word in wanted.words.split()[:MOST_WORDS]),
    ]


def _named(wanted: Wanted) -> list[ColumnElement[bool]]:
    found = []
    for column, kind, name, value in (
        (Question.category_id, QuestionCategory, QuestionCategory.name, wanted.category),
        (Question.district_id, District, District.name, wanted.town),
        (Question.course_id, Course, Course.code, wanted.course.partition(" ")[0]),
    ):
        if value:
            found.append(col(column).in_(select(kind.id).where(name == value)))
    for column, kind, value in (
        (Question.device, Device, wanted.device),
        (Question.channel, QuestionChannel, wanted.channel),
    ):
        if value:
            found.append(col(column).in_([one for one in kind if one.label == value]))
    if wanted.owner == NOBODY:
        found.append(col(Question.owner_id).is_(None))
    elif wanted.owner:
        found.append(col(Question.owner_id).in_(select(Staff.id).where(Staff.name == wanted.owner)))
    return found


def _marked(mark: str) -> list[ColumnElement[bool]]:
    waits = col(Question.waits_since)
    return {
        Mark.URGENT: [col(Question.is_urgent)],
        Mark.TODAY: [Question.due_on == clock.today(), waits.is_(None)],
        Mark.CALL: [col(Question.wants_call)],
        Mark.WAITING: [waits.is_not(None)],
    }.get(mark, [false()])


def _asked_in(period: str) -> list[ColumnElement[bool]]:
    today = clock.today()
    year = dates.fiscal_year(today)
    since, until = {
        Period.WEEK: (today - timedelta(days=6), today),
        Period.MONTH: (today - timedelta(days=29), today),
        Period.YEAR: (date(year, 4, 1), today),
        Period.LAST_YEAR: (date(year - 1, 4, 1), date(year, 3, 31)),
    }.get(period, (today, today - timedelta(days=1)))
    return [
        Question.created_at >= _midnight(since),
        Question.created_at < _midnight(until + timedelta(days=1)),
    ]


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), clock.JST)


def _said(word: str) -> ColumnElement[bool]:
    """The word in any width and kind of kana; or the number of the question."""
    plain = unicodedata.normalize("NFKC", word)
    spellings = dict.fromkeys([word, plain, to_hiragana(plain), _to_katakana(plain)])
    ways = [_holds(one) for one in spellings]
    number = plain.lstrip("#")
    if number.isascii() and number.isdecimal() and len(number) < 10:
        ways.append(Question.id == int(number))
    return or_(*ways)


def _holds(spelling: str) -> ColumnElement[bool]:
    """Kana and kanji know no upper case: nothing is turned over for them."""
    body = col(Question.body)
    has_cases = spelling.lower() != spelling.upper()
    return (body.icontains if has_cases else body.contains)(spelling, autoescape=True)


def _to_katakana(text: str) -> str:
    return "".join(chr(ord(one) + 96) if "ぁ" <= one <= "ゖ" else one for one in text)
