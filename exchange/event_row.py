"""One row of an イベント一覧, understood as far as it can be, with every guess said aloud."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time

from exchange import days, figures, position, prose
from exchange.municipality import read_code
from exchange.problem import Problem, doubt, error, quoted
from japanese.dates import clock_time, full, parse_time, span

COPIED = (
    "name",
    "kana",
    "time_note",
    "address",
    "contact_name",
    "contact_phone",
    "how_to_apply",
    "category",
    "target",
    "remarks",
)
_CALLED_OFF = re.compile("中止|延期|cancell?ed|postponed", re.IGNORECASE)
_SEATS = re.compile(r"(\d{1,5})\s?(?:人|名|組|席)")


@dataclass
class EventRow:
    """One published event. What the file does not tell is None or an empty text."""

    line: int
    code: str = ""
    name: str = ""
    kana: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    start_time: time | None = None
    end_time: time | None = None
    time_note: str = ""
    description: str = ""
    fee: str = ""
    venue_name: str = ""
    address: str = ""
    latitude: float | None = None
    longitude: float | None = None
    capacity: int | None = None
    contact_name: str = ""
    contact_phone: str = ""
    apply_by: date | None = None
    how_to_apply: str = ""
    url: str = ""
    category: str = ""
    target: str = ""
    remarks: str = ""
    problems: list[Problem] = field(default_factory=list)

    def doubt(self, text: str) -> None:
        self.problems.append(doubt(text))

    def error(self, text: str) -> None:
        self.problems.append(error(text))


def understand(line: int, written: Mapping[str, str], *, today: date) -> EventRow:
    """The event of one row; `written` has a text, perhaps empty, for every field it asks for."""
    event = EventRow(line, **{name: written[name] for name in COPIED})
    event.code, problems = read_code(written["code"])
    event.problems += problems
    event.description = written["description"] or written["summary"]
    event.fee = _fee(written["fee"], written["fee_detail"])
    _name(event, written)
    _days(event, written, today)
    _times(event, written)
    _place(event, written)
    _position(event, written)
    _application(event, written)
    return event


def _fee(basic: str, detail: str) -> str:
    try:
        yen = figures.number(basic.removesuffix("円"))
    except ValueError:
        return f"{basic} {detail}".strip()
    price = {None: "", 0: "無料"}.get(yen, f"{yen}円")
    return f"{price} {detail}".strip()


def _name(event: EventRow, written: Mapping[str, str]) -> None:
    if not event.name:
        event.error("催しの名前がありません。元の表に書き足してから、もう一度お選びください。")
    if called_off := _CALLED_OFF.search(f"{written['state']} {event.name}"):
        event.doubt(f"{quoted(called_off[0])}と書かれています。開かれるかどうか確かめてください。")
    if re.match("https?://", written["url"], re.IGNORECASE):
        event.url = written["url"]
    elif written["url"]:
        event.doubt(f"{quoted(written['url'])}はホームページの番地ではないので、除きました。")


def _days(event: EventRow, written: Mapping[str, str], today: date) -> None:
    event.starts_on = _day(event, "開始日", written["starts_on"])
    event.ends_on = _day(event, "終了日", written["ends_on"])
    if not event.starts_on:
        event.error("開始日が分かりません。2026-12-04 のように直してから、もう一度お選びください。")
        return
    if not event.ends_on:
        event.ends_on = event.starts_on
        event.doubt("終了日が分からないので、開始日と同じ日としました。")
    length = (event.ends_on - event.starts_on).days + 1
    if length < 1:
        event.error("終了日が開始日より前です。元の表を直してから、もう一度お選びください。")
    if length > 1:
        event.doubt(f"{length}日間にわたる催しです。教室にするときは、1日ずつ登録してください。")
    if event.ends_on < today:
        event.doubt(f"{full(event.ends_on)}に終わった催しです。")


def _day(event: EventRow, what: str, text: str) -> date | None:
    if not text:
        return None
    try:
        day, assumed = days.read(text)
    except ValueError:
        event.doubt(f"{what}{quoted(text)}を日付として読めませんでした。")
        return None
    if assumed:
        event.doubt(f"{what}{assumed}")
    return day


def _times(event: EventRow, written: Mapping[str, str]) -> None:
    event.start_time = _time(event, "開始時刻", written["start_time"])
    event.end_time = _time(event, "終了時刻", written["end_time"])
    if event.start_time and event.end_time:
        if event.starts_on == event.ends_on and event.end_time <= event.start_time:
            event.error("終了時刻が開始時刻より前です。元の表を直してください。")
        return
    _times_from_note(event)
    missing = [
        what for what, at in (("開始", event.start_time), ("終了", event.end_time)) if not at
    ]
    if missing:
        event.doubt(f"{'・'.join(missing)}時刻が書かれていません。登録するときに入れてください。")


def _time(event: EventRow, what: str, text: str) -> time | None:
    try:
        return parse_time(text) if text else None
    except ValueError:
        event.doubt(f"{what}{quoted(text)}を時刻として読めませんでした。")
        return None


def _times_from_note(event: EventRow) -> None:
    """Propose the first time in the note that goes with what the columns already tell."""
    found = prose.time_spans(event.time_note)
    fitting = [told for told in found if _goes_with(told, event)]
    if not fitting:
        return
    start, end, words = fitting[0]
    event.start_time, event.end_time = start, event.end_time or end
    said = span(start, event.end_time) if event.end_time else f"{clock_time(start)}から"
    more = "ほかの時刻も書かれています。" if len(found) > 1 else ""
    event.doubt(f"日時備考の{quoted(words)}を{said}と読みました。{more}確かめてください。")


def _goes_with(told: prose.TimeSpan, event: EventRow) -> bool:
    if event.start_time:
        return told.start == event.start_time and told.end is not None
    return event.end_time is None or told.start < event.end_time


def _place(event: EventRow, written: Mapping[str, str]) -> None:
    event.venue_name = written["venue_name"] or written["meeting_place"]
    if event.venue_name:
        return
    event.venue_name = prose.place(f"{event.description}\n{event.time_note}")
    if event.venue_name:
        event.doubt(f"説明の文から、会場を{quoted(event.venue_name)}と読みました。")
    else:
        event.doubt("会場が書かれていません。登録するときに選んでください。")


def _position(event: EventRow, written: Mapping[str, str]) -> None:
    event.latitude, event.longitude, said = position.read(written["latitude"], written["longitude"])
    if said:
        event.doubt(said)


def _application(event: EventRow, written: Mapping[str, str]) -> None:
    event.capacity = _capacity(event, written["capacity"])
    event.apply_by = _day(event, "申込期限日", written["apply_by"])
    in_words = prose.deadline(event.how_to_apply)
    if in_words and not event.apply_by:
        event.apply_by = in_words
        event.doubt(f"申込方法の文から、申込期限を{full(in_words)}と読みました。")
    if in_words and in_words != event.apply_by:
        event.doubt(f"申込方法の文では、申込期限は{full(in_words)}です。どちらか確かめてください。")


def _capacity(event: EventRow, text: str) -> int | None:
    try:
        return figures.number(text) or None
    except ValueError:
        seats = _SEATS.search(text)
    if not seats:
        event.doubt(f"定員{quoted(text)}を人数として読めませんでした。")
        return None
    event.doubt(f"定員{quoted(text)}を{seats[1]}人と読みました。")
    return int(seats[1])
