"""The counter's weekly list: from rows to the words on its sheet."""

from collections.abc import Iterator

from handouts.counter_sheet import CounterSheet, Handed
from japanese import dates, phones
from services.consultation_queue import Contact
from services.counter_week import Line, Week
from web.rendering import city

LONGEST = 100  # characters of a note


def sheet(week: Week) -> CounterSheet:
    here = city()
    return CounterSheet(
        week=f"{dates.with_era(week.first)}〜{dates.short(week.last)}",
        new=tuple(map(_handed, week.new)),
        older=tuple(map(_handed, week.older)),
        city=here.name,
        fictional=here.is_fictional,
    )


def _handed(line: Line) -> Handed:
    one, row = line.entry, line.entry.consultation
    town = one.district.name if one.district else "町は不明・市外"
    expires = f"期限 {row.expires // 100}年{row.expires % 100}月" if row.expires else ""
    sender = f"{dates.short(row.local_date)} {one.sender.name}から"
    last = one.steps[-1] if one.steps else None
    return Handed(
        number=str(row.id),
        waited=f"{one.waited}開庁日" if one.age else "",
        standing=row.status.label,
        kinds=tuple(f"{kind.code} {kind.name}" for kind in one.kinds),
        facts="\n".join(filter(None, [f"{town}　{row.age_band.label}", expires, sender])),
        note=_cut(row.note),
        last=_cut(f"{dates.short(last.day)} {last.step.words} {last.step.note}") if last else "",
        contact=tuple(_contact(line.contact)) if line.contact else (),
    )


def _cut(text: str) -> str:
    """A row stays a row: the screen has the rest."""
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…（続きは画面で）"


def _contact(found: Contact) -> Iterator[tuple[str, str]]:
    if found.name:
        yield "name", f"{found.name}さん"
    if found.phone:
        yield "phone", phones.display(found.phone)
    for words in (found.how, found.call_note):
        if words:
            yield "how", words
