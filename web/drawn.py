"""The record of a decision in plain words: how the seats were given, party by party."""

import clock
from handouts.draw_record import DrawRecord, Party
from japanese import dates
from models import Admission
from services import people
from services.draws import Place, Result
from services.notices import Notice
from web.rendering import city, hours

KEY_DIGITS = 8  # of 64: enough to see the order, few enough to be read
FAVOURED = {
    Admission.FIRST_TIMERS_FIRST: "はじめての方のいる組を先に、",
    Admission.OWN_DISTRICT_FIRST: "会場の町にお住まいの方のいる組を先に、",
}


def record(result: Result, notice: Notice) -> DrawRecord:
    here, event = city(), result.event
    seats = sum(len(place.people) for place in result.places if place.has_seats)
    return DrawRecord(
        title="抽選" if event.admission is Admission.LOTTERY else "優先順",
        facts=(
            f"{event.title}　{dates.with_era(event.local_date)}"
            f" {hours(event.starts_at, event.ends_at)}　{notice.venue.name}",
            f"定員{event.capacity}名　応募{len(result.places)}組"
            f"{sum(len(place.people) for place in result.places)}名　当選{seats}名　"
            f"決定 {_moment(result)}",
            method(result),
        ),
        parties=tuple(_party(place) for place in result.places),
        city=here.name,
        fictional=here.is_fictional,
    )


def method(result: Result) -> str:
    """How to compute it again."""
    event = result.event
    if event.admission is Admission.LOTTERY:
        order = (
            f"抽選の種「{event.draw_seed}」と組の申込番号を「{event.draw_seed}:1」のようにつなぎ、"
            "SHA-256という計算をした値（抽選値）の小さい順に並べました。"
            "同じ計算をすれば、だれでも同じ結果になります。"
        )
    else:
        order = f"{FAVOURED[event.admission]}申込番号の順に並べました。"
    return (
        f"決め方：{order}一緒に申し込んだ方は1組です。上から順に、組の全員の席がある間、"
        "席をお渡しし、席が足りない組からあとは、この順にキャンセル待ちとしました。"
    )


def _moment(result: Result) -> str:
    at = clock.local(result.event.drawn_at)
    return f"{dates.short(at.date())} {dates.clock_time(at.time())}"


def _party(place: Place) -> Party:
    return Party(
        place=str(place.number),
        first=str(place.first),
        names="、".join(people.called(one) for one in place.people),
        favoured="優先" if place.is_favoured else "",
        result="当選" if place.has_seats else "待ち",
        key=place.key[:KEY_DIGITS],
    )
