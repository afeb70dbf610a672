"""お知らせの文: what became of a class, in words for the telephone, the page and the hall's door.

A headline, then what was, what is now, and why. `parts` takes apart what the others have written.
"""

from typing import NamedTuple

from japanese import dates
from services.drafts import Draft

BECAUSE = "（理由："


class Told(NamedTuple):
    """The parts of a notice: 中止になりました / what was and what is / why."""

    headline: str
    sentence: str
    reason: str


def parts(text: str) -> Told:
    headline, _, rest = text.partition("。")
    sentence, _, reason = rest.partition(BECAUSE)
    return Told(headline, sentence.rstrip("。") + "。", reason.removesuffix("）。"))


def when(draft: Draft) -> str:
    """12月4日(金) 午前10時〜11時30分"""
    return f"{dates.short(draft.day)} {dates.span(draft.start, draft.ends_at.time())}"


def called_off(was: Draft, reason: str) -> str:
    return f"中止になりました。{when(was)}の教室は、行いません{_because(reason)}。"


def postponed(was: Draft, reason: str) -> str:
    return (
        f"延期になりました。{when(was)}には行いません。"
        f"新しい日は、決まりしだいお知らせします{_because(reason)}。"
    )


def resumed(was: Draft, now: Draft) -> str:
    return (
        f"新しい日が決まりました。{dates.short(was.day)}から延期した教室は、"
        f"{when(now)}、{now.place}で行います。"
    )


def moved(was: Draft, now: Draft, reason: str) -> str:
    """Empty when nothing is different."""
    changed = {
        "日にち": was.day != now.day,
        "時間": (was.start, was.minutes) != (now.start, now.minutes),
        "会場": was.venue.id != now.venue.id,
        "部屋": was.venue.id == now.venue.id and was.place != now.place,
    }
    words = "と".join(word for word, differs in changed.items() if differs)
    if not words:
        return ""
    old, new = when(was), f"{when(now)}に"
    if was.place != now.place:
        old, new = f"{old} {was.place}", f"{new}、{now.place}で"
    return f"{words}が変わりました。{old}の教室は、{new}行います{_because(reason)}。"


def _because(reason: str) -> str:
    return f"{BECAUSE}{reason}）" if reason else ""
