"""参加者 on the staff's screens: a line about somebody, and the list of a class."""

from collections.abc import Iterable
from html import escape

import streamlit as st

from japanese import dates, phones
from models import AgeBand, BookingStatus, District, Person
from pages._ui.tables import table
from services import people
from services.bookings import Entry
from services.people import Found, Visit
from services.who_came import Guest

COLUMNS = ("順", "お名前", "読み", "町", "年代", "電話", "配慮")
NO_PHONE = "電話なし"


def phone(person: Person) -> str:
    return phones.display(person.phone) if person.phone else NO_PHONE


def town(person: Person, district: District | None) -> str:
    if district:
        return district.name
    return "町は不明" if person.is_resident else "市外"


def about(person: Person, district: District | None) -> tuple[str, ...]:
    """What tells namesakes apart: 若葉町, 75〜79歳, 000-000-0000."""
    return town(person, district), age(person), phone(person)


def age(person: Person) -> str:
    return "年代は不明" if person.age_band is AgeBand.UNKNOWN else person.age_band.label


def _unbroken(parts: Iterable[str]) -> str:
    """A telephone number is never cut at the end of a line."""
    return "　".join(f'<span class="whole">{escape(part)}</span>' for part in parts)


def line(person: Person, district: District | None, more: str = "") -> None:
    """Somebody, large enough to be read while talking."""
    reading = f"（{person.kana}）" if person.kana != person.name else ""
    extra = f"<br>{escape(more)}" if more else ""
    st.html(
        f'<p class="who-row"><b>{escape(person.name or people.called(person))}</b>'
        f"{escape(reading)}<br>{_unbroken(about(person, district))}{extra}</p>"
    )


def arrived(one: Guest, when: str) -> None:
    """Somebody who is here, as they are counted."""
    row = one.attendance
    where = one.district.name if one.district else "町は不明" if row.is_resident else "市外"
    st.html(
        f'<p class="who-row">✓ <b>{escape(one.person.name or people.called(one.person))}</b><br>'
        f"{escape(where)}　{row.age_band.label}　{escape(when)}</p>"
    )


def on_button(person: Person, district: District | None, *, more: str = "") -> str:
    """Name, reading and what tells namesakes apart, as words on a large button."""
    name = person.name or people.called(person)
    reading = f"　{person.kana}" if person.kana != person.name else ""
    where = f"{town(person, district)}　{age(person)}"
    return "  \n".join(filter(None, [f"**{name}**{reading}", where, more]))


def told(one: Found) -> str:
    """Telephone, last visit and what helps."""
    parts = (phone(one.person), history(one.last_visit, one.visits), one.person.support)
    return "　".join(filter(None, parts))


def found(one: Found) -> None:
    notes = filter(None, [one.person.support, one.person.call_note])
    line(one.person, one.district, "　".join([history(one.last_visit, one.visits), *notes]))


def history(last: Visit | None, visits: int) -> str:
    if last is None:
        return "はじめての方です"
    when = f"{last.day.year}年{last.day.month}月"
    return f"これまで{visits}回（前回 {when} {last.venue}）"


def recent(visits: Iterable[Visit]) -> None:
    """The last classes somebody came to, to talk about on the telephone."""
    rows = [f"{dates.short(one.day)} {one.venue}　{one.title}" for one in visits]
    if rows:
        st.html(f'<p class="source">これまで：{escape("／".join(rows))}</p>')


def lists(entries: list[Entry]) -> None:
    """Everybody of a class: those with a seat, and those who wait."""
    for status, title in (
        (BookingStatus.CONFIRMED, "申し込んだ方"),
        (BookingStatus.OFFERED, "空いた席をご案内中の方"),
        (BookingStatus.APPLIED, "決定を待つ方"),
        (BookingStatus.WAITING, "キャンセル待ちの方"),
    ):
        group = [entry for entry in entries if entry.booking.status is status]
        if group:
            st.subheader(f"{title}（{len(group)}名）", anchor=False)
            table(title, COLUMNS, [_cells(number, one) for number, one in enumerate(group, 1)])
    if not entries:
        st.markdown("お申し込みは、まだありません。")


def _cells(number: int, entry: Entry) -> tuple[str, ...]:
    person = entry.person
    name = person.name or people.called(person)
    where = town(person, entry.district)
    return (
        str(number),
        name,
        person.kana,
        where,
        person.age_band.label,
        phone(person),
        person.support,
    )
