"""From the rows of a consultation corner to the words on its sheets."""

from collections.abc import Sequence
from datetime import datetime

import clock
from handouts.corner_list import CornerList, Sitting
from handouts.slip import Booked
from japanese import dates
from models import CardClosure, Event
from services import card_closures, corners
from services.corners import Visit
from services.notices import Notice
from services.people import called
from web.rendering import city, hours


def booked(visit: Visit, notice: Notice) -> Booked:
    """When and where somebody is awaited, for the head of the slip."""
    row = visit.appointment
    day = clock.local(row.starts_at).date()
    at = dates.clock_time(clock.local(row.starts_at).time())
    table = f"　{row.table_no}番の席" if row.table_no else ""
    return Booked(day=dates.short(day), place=f"{at}\n{notice.hall}{table}")


def listed(notice: Notice, visits: Sequence[Visit], closed: CardClosure | None) -> CornerList:
    """Every time at every table, and who has none."""
    here, event = city(), notice.event
    rows = [(_moment(one), one.appointment.table_no or 0, _sitting(one)) for one in visits]
    for place in _free(event, visits):
        when = dates.clock_time(place.starts_at.time())
        rows.append((*place, Sitting(when, f"{place.table}番の席")))
    return CornerList(
        title=event.title,
        when=f"{dates.with_era(event.local_date)} {hours(event.starts_at, event.ends_at)}",
        venue=notice.hall,
        closed=card_closures.told([closed])[0] if closed else "",
        sittings=tuple(row for *_, row in sorted(rows, key=lambda row: row[:2])),
        city=here.name,
        fictional=here.is_fictional,
    )


def _moment(visit: Visit) -> datetime:
    return clock.local(visit.appointment.starts_at)


def _free(event: Event, visits: Sequence[Visit]) -> list[corners.Place]:
    taken = {(_moment(one), one.appointment.table_no) for one in visits}
    return [
        corners.Place(at, table)
        for at in corners.times(event)
        for table in range(1, event.tables + 1)
        if (at, table) not in taken
    ]


def _sitting(visit: Visit) -> Sitting:
    row, person = visit.appointment, visit.person
    named = person and person.name
    told = "持ち物は伝えました" if row.told_to_bring else ""
    status = "" if row.status is corners.BOOKED else row.status.label
    support = person.support if person else ""
    return Sitting(
        when=visit.when,
        table=f"{row.table_no}番の席" if row.table_no else "席は決まっていません",
        name=called(person) if person else "お名前なし",
        kana=person.kana if named and person.kana != person.name else "",
        about=visit.about,
        remarks="\n".join(filter(None, (status, told, support))),
    )
