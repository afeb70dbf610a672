"""From rows to the words of what is hung up and handed round: flyer, poster, a month's schedule."""

from collections.abc import Sequence
from datetime import date

import clock
from database import reading
from handouts import curriculum
from handouts.flyer_parts import Day, Flyer
from handouts.month_sheet import Class, MonthSheet
from japanese import dates
from models import Admission, Audience, Event, EventStatus, Format, Handout, Municipality
from services import lesson_texts
from services.notices import Notice
from web.rendering import city, hours, moment
from web.sheets import address
from wording import Lesson

APPLY = "お申し込みは、お電話で"
LOOK, BOOK = "スマホでは、こちらから", "スマホでも、申し込めます"
PROMISES = {
    Format.CONSULTATION: "スマートフォンのこまりごとを、いっしょに解決します。",
    Format.SALON: "お茶を飲みながら、スマートフォンのことを話しましょう。",
    Format.TRIAL: "スマートフォンをお持ちでない方も、さわってみることができます。",
}
PROMISE = "ひとつずつ、ゆっくり学びます。"
BRING = "スマートフォン（充電済み）・老眼鏡"
BRING_CARD = f"{BRING}・カードの相談の方はマイナンバーカード"
EVERYWHERE = "全地区"
MOST_NEAR = 4  # classes of other towns on a town's schedule


def flyer(notices: Sequence[Notice], handout: Handout, *, for_poster: bool = False) -> Flyer:
    """The flyer of these dates. What all of them share is said once, what differs at each date.

    A poster says where, when and how to apply; what to bring is told when somebody applies.
    """
    here, first = city(), notices[0]
    times = {hours(one.event.starts_at, one.event.ends_at) for one in notices}
    shares_time = len(times) == 1 and len(notices) > 1
    facts = [("時間", f"毎回 {times.copy().pop()}")] if shares_time else []
    facts += _where(notices) + _who(first)
    if not for_poster:
        facts += _terms(first, many=len(notices) > 1)
    lesson = _lesson(first)
    return Flyer(
        host=f"{first.event.host or here.name} 主催",
        lead=_lead(first),
        title=_title(notices),
        promise=lesson.goal if lesson and len(notices) == 1 else _promise(first),
        fee=f"{first.event.fee:,}円" if first.event.fee else "無料",
        picture=lesson.steps[min(2, len(lesson.steps) - 1)].picture if lesson else _picture(first),
        days=tuple(_day(one, says_time=not shares_time, notices=notices) for one in notices),
        facts=tuple(facts),
        apply=APPLY,
        scan=BOOK if here.web_booking and not first.event.is_by_time else LOOK,
        edition=f"{dates.with_era(handout.edition)}版",
        **_ways(here, handout),
    )


def _ways(here: Municipality, handout: Handout) -> dict[str, str | bool]:
    return {
        "url": address(handout),
        "code": handout.code,
        "desk": here.desk,
        "phone": here.phone,
        "hours": here.hours,
        "city": here.name,
        "fictional": here.is_fictional,
    }


def _lesson(notice: Notice) -> Lesson | None:
    with reading() as db:
        return curriculum.found(notice.course, lesson_texts.published(db, course=notice.course))


def _promise(notice: Notice) -> str:
    outline = notice.course.outline if notice.course else ""
    return outline or PROMISES.get(notice.event.format, PROMISE)


def _picture(notice: Notice) -> str:
    return "question" if notice.event.format is Format.CONSULTATION else "app"


def _lead(notice: Notice) -> str:
    return {
        Audience.FIRST_TIMERS: "はじめての方、大歓迎！",
        Audience.OWN_DISTRICT: f"{notice.district.name}のみなさまへ",
        Audience.EVERYONE: "どなたでも、お気軽に",
    }[notice.event.audience]


def _title(notices: Sequence[Notice]) -> str:
    first, count = notices[0].event, len(notices)
    if count == 1:
        return first.title
    return f"{first.title}（{'あと' if first.number and first.number > 1 else '全'}{count}回）"


def _day(notice: Notice, *, says_time: bool, notices: Sequence[Notice]) -> Day:
    event = notice.event
    lessons = {one.course.id if one.course else None for one in notices}
    about = notice.course.title if len(lessons) > 1 and notice.course else ""
    number = f"第{event.number}回" if len(notices) > 1 and event.number and not about else ""
    time = hours(event.starts_at, event.ends_at) if says_time else ""
    return Day(dates.short(event.local_date), time, about or number)


def _where(notices: Sequence[Notice]) -> list[tuple[str, str]]:
    """The hall and how to get there; halls that differ are told each with its date."""
    halls = dict.fromkeys(f"{one.hall}（{one.district.name}）" for one in notices)
    if len(halls) == 1:
        access = notices[0].venue.access
        return [("場所", f"{next(iter(halls))}" + (f"　{access}" if access else ""))]
    return [
        ("場所", f"{one.event.local_date.month}月{one.event.local_date.day}日　{one.hall}")
        for one in notices
    ]


def _who(notice: Notice) -> list[tuple[str, str]]:
    event = notice.event
    rule = "先着順" if event.admission is Admission.FIRST_COME else event.admission.label
    return [("定員", f"{event.capacity}名（{rule}）")]


def _terms(notice: Notice, *, many: bool) -> list[tuple[str, str]]:
    event, facts = notice.event, []
    if event.opens_at or event.closes_on:
        begins = f"{moment(event.opens_at)}から" if event.opens_at else ""
        ends = f"{dates.short(event.closes_on)}まで" if event.closes_on and not many else ""
        facts.append(("申込", "　".join(filter(None, (begins, ends)))))
    is_about_cards = event.format is Format.CONSULTATION
    return [*facts, ("持ち物", BRING_CARD if is_about_cards else BRING)]


def month(
    town: str, first: date, classes: Sequence[Notice], near: Sequence[Notice], handout: Handout
) -> MonthSheet:
    """The schedule of a town ("": of all); `near` are classes elsewhere, of which the first few
    are named."""
    return MonthSheet(
        town=town or EVERYWHERE,
        month=f"{dates.wareki_year(first)}{first.month}月",
        classes=tuple(_class(one, with_town=not town) for one in classes),
        near=tuple(_class(one, with_town=True) for one in near[:MOST_NEAR]),
        apply=APPLY,
        edition=f"{dates.with_era(clock.today())}現在",
        **_ways(city(), handout),
    )


def _class(notice: Notice, *, with_town: bool) -> Class:
    event = notice.event
    return Class(
        day=dates.short(event.local_date),
        time=hours(event.starts_at, event.ends_at),
        title=event.numbered_title,
        place=f"{notice.hall}（{notice.district.name}）" if with_town else notice.hall,
        mark=_mark(event),
    )


def _mark(event: Event) -> str:
    return (
        event.status.label if event.status in (EventStatus.CANCELLED, EventStatus.POSTPONED) else ""
    )
