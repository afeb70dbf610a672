"""Ordinary numbers in a Japanese note: telephone numbers, dates, times, prices, counts.

`paint` covers each with a colour, so that a reader can tell which digits are already explained.
A shape only counts when it is complete: its groups are joined by one kind of separator, and no
further group hangs on that separator. So 0901-2345-6789 is no telephone number.
"""

import re
from collections.abc import Callable

import phonenumbers

from japanese.digits import DIGIT, KANJI

GONE = "\x00"  # complete in itself (telephone number, full date): ends every run of digits
CLOCK = "\x01"  # day of a month, time of day
PRICE = "\x02"  # price, postal code, house number, local telephone number, 20261123
COUNT = "\x03"  # 20名, 3回, 2026年, the number of a list item or of a model: 1. iPhone 15
JOIN = "\x04"  # the separator inside a CLOCK or a PRICE

_PHONES = {(2, 4, 4), (3, 3, 4), (4, 2, 4), (5, 1, 4), (4, 3, 3)}
_LONG_PHONES = {(3, 4, 4), (4, 3, 4)}
_LONG_PHONE = re.compile("0[2-9]0|000|0800")
_ABROAD = re.compile(r"\+ ?81(?:[-ー. ()]{0,2}[0-9]){9,11}(?![0-9])")
_ELSEWHERE = re.compile(r"(?<![0-9])\+ ?[1-9](?:[- ()]{0,2}[0-9]){7,14}(?![- ]?[0-9])")
_BRACKETED = re.compile(
    r"(?<![0-9])(?:\((0[0-9]{1,4})\) ?([0-9]{1,4})[-ー. ]?([0-9]{3,4})"
    r"|(0[0-9]{1,4}) ?\(([0-9]{1,4})\) ?[-ー]?([0-9]{3,4}))(?![-ー]?[0-9])"
)
_POSTAL = re.compile("〒 ?[0-9]{3}[-ー]?[0-9]{4}(?![0-9])")
_EXTENSION = re.compile("(?<=内線)[ :]?[0-9]{1,5}(?![0-9])")
_COMPACT_DATE = re.compile(
    "(?<![0-9])(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])(?!\\S?[0-9])"
)
_URL = re.compile("https?://[!-~]++")
_SHORT = re.compile("(?<![0-9])[0-9]{1,8}+(?![0-9])")
_TOGETHER = re.compile(r"(?<![0-9])(?:0[0-9]{9}|0[05-9]0[0-9]{8})(?![0-9])")
_BEFORE = re.compile(rf"(?<!\w)([0-9]{{1,2}})((?:[^\w.){GONE}-{JOIN}]|[_ー]){{1,8}})$")
_BEHIND = re.compile(
    rf"((?:[^\w{GONE}-{JOIN}]|[_ー]){{1,8}}+)([0-9]{{1,2}}+)(?!(?:\W|[_ー]){{0,8}}{DIGIT})"
)
_UNITS = (
    "年月日時分秒円人名組回件台枚本個冊部歳才代席室階丁町班"
    "番号系期度割点歩周週泊桁文字種級校社店万億つかゖ%"
)
_COUNTED = re.compile(
    rf"(?<![0-9])(?<!{DIGIT}[{KANJI}])(?:[0-9]{{1,4}}(?=[{_UNITS}]|[gm]b|[ck]m)|[0-9]{{5,7}}(?=円))"
    rf"|(?<!{DIGIT})[{KANJI}](?=(?![{KANJI}])[a-z㐀-鿿☎{GONE}])"
    rf"|(?<=[㐀-鿿])(?<!{DIGIT})[{KANJI}](?!{DIGIT})"
    r"|(?<!\S)[0-9]{1,2}(?=[.)][ \n])"
    r"|(?<=[¥$])[0-9]{1,7}(?![0-9])"
    r"|(?:(?<=[a-z第約員])|(?<=phone )|(?<=android ))[0-9]{1,2}(?![0-9])"
)
_KANJI = set(KANJI)
_ALOUD = "いち|さん|よん|ろく|なな|しち|はち|きゅ|ぜろ"
_CUT_SHORT = re.compile(rf"[{KANJI}](?!(?![{KANJI}])[㐀-鿿])|{_ALOUD}")
_CUT_TIME = re.compile(rf"[{KANJI}](?!(?![{KANJI}])[0-9㐀-鿿])|{_ALOUD}")


def paint(text: str) -> str:
    """A canonical text of the same length with its ordinary numbers painted over."""
    text = _URL.sub(lambda found: _SHORT.sub(_counted, found[0]), text)
    for complete in (_ABROAD, _POSTAL, _EXTENSION):
        text = complete.sub(_gone, text)
    text = _ELSEWHERE.sub(_elsewhere, text)
    text = _BRACKETED.sub(_bracketed, text)
    for chain, colour in _CHAINS:
        text = chain.sub(lambda found, colour=colour: _painted(found, colour), text)
    text = _COUNTED.sub(_counted, text)
    text = _BLANKS.sub(_blanks, text)
    text = _COMPACT_DATE.sub(lambda found: PRICE * len(found[0]), text)
    return _TOGETHER.sub(_together, text)


def _counted(found: re.Match[str]) -> str:
    return COUNT * len(found[0])


def _gone(found: re.Match[str]) -> str:
    return GONE * len(found[0])


def _elsewhere(found: re.Match[str]) -> str:
    """+44 20 7946 0958: a call from abroad, of a country and a length that exist."""
    try:
        number = phonenumbers.parse(found[0])
    except phonenumbers.NumberParseException:
        return found[0]
    return _gone(found) if phonenumbers.is_valid_number(number) else found[0]


def _bracketed(found: re.Match[str]) -> str:
    """(0952)20-2200, 03(1234)5678"""
    groups = [group for group in found.groups() if group]
    return _gone(found) if _is_phone(groups) else found[0]


def _together(found: re.Match[str]) -> str:
    """09012345678. With one or two digits beside it that make it twelve it may be no telephone."""
    if _is_part(found):
        return found[0]
    before = _BEFORE.search(found.string[max(0, found.start() - 11) : found.start()])
    behind = _BEHIND.match(found.string, found.end())
    beside = [(before[1], before[2])] if before else []
    beside += [(behind[2], behind[1])] if behind else []
    gaps = "".join(gap for digits, gap in beside if len(found[0]) + len(digits) == 12)
    if "\n" not in gaps and set(gaps) - set(" 、,。"):
        return found[0]
    return (PRICE if gaps else GONE) * len(found[0])


def _painted(found: re.Match[str], colour_of: Callable[[list[str]], str]) -> str:
    """A chain of groups in its colour, or as it was."""
    unit = found[1] or ""
    chain = found[0].removesuffix(unit)
    groups = re.findall("[0-9]+", chain)
    if _is_part(found):
        return found[0]
    if _share(groups, unit):
        return re.sub("[0-9]", CLOCK, found[0])
    colour = colour_of(groups)
    return _cover(chain, colour) + unit if colour else found[0]


def _blanks(found: re.Match[str]) -> str:
    """090 1234 5678, also with a number before or behind it: iPhone 15 090 1234 5678."""
    chain, groups = found[0], found[0].split()
    if len(groups) % 3 != 1 or found[1] or _is_part(found):
        return _painted(found, _dotted)
    colour = PRICE if sum(map(len, groups)) == 12 else GONE
    if _dotted(groups[1:]) == GONE:
        first = len(groups[0])
        return chain[:first] + _cover(chain[first:], colour)
    if _dotted(groups[:-1]) == GONE:
        last = len(chain) - len(groups[-1])
        return _cover(chain[:last], colour) + chain[last:]
    return chain


def _cover(chain: str, colour: str) -> str:
    joint = GONE if colour == GONE else JOIN
    return "".join(colour if char.isdigit() else joint for char in chain)


def _is_part(found: re.Match[str]) -> bool:
    """The chain is cut out of a number in mixed scripts (12③-45六). A bullet (①090-…) is fine."""
    text, start, end = found.string, found.start(), found.end()
    joints = set(found[0]) - set("0123456789 ")
    before, behind = text[max(0, start - 2) : start], text[end : end + 2]
    began = before[1:] in _KANJI and (before[0] in joints or bool(re.match(DIGIT, before)))
    goes_on = behind[:1] in joints and behind[1:] in _KANJI
    cut = _CUT_TIME if joints & set(":/") else _CUT_SHORT
    return began or goes_on or bool(cut.match(text, end))


def _share(groups: list[str], unit: str) -> bool:
    """Groups that share the unit behind them: 1000、1500、2000円; 2025、2026年; 10-12時."""
    if unit and len(groups) == 2 and all(len(group) < 3 for group in groups):
        return True
    alike = {"円": "[1-9][0-9]{0,4}0", "年": "(?:19|20)[0-9]{2}"}.get(unit)
    return bool(alike) and all(re.fullmatch(alike, group) for group in groups)


def _is_phone(groups: list[str]) -> bool:
    sizes = tuple(map(len, groups))
    if sizes in _LONG_PHONES:
        return bool(_LONG_PHONE.match("".join(groups)))
    return sizes in _PHONES and groups[0][0] == "0"


def _is_date(groups: list[str]) -> bool:
    return bool(re.fullmatch("(?:19|20)[0-9]{2}", groups[0])) and _is_day(groups[1:])


def _is_day(groups: list[str]) -> bool:
    month, day = groups
    return len(month) < 3 and len(day) < 3 and 0 < int(month) < 13 and 0 < int(day) < 32


def _dotted(groups: list[str]) -> str:
    """Telephone numbers and full dates in a row, or a day in the year of an era: 8.12.4."""
    if _are_phones_or_dates(groups):
        return GONE
    return CLOCK if len(groups) == 3 and len(groups[0]) < 3 and _is_day(groups[1:]) else ""


def _are_phones_or_dates(groups: list[str]) -> bool:
    threes = [groups[at : at + 3] for at in range(0, len(groups), 3)]
    return all(len(three) == 3 and (_is_phone(three) or _is_date(three)) for three in threes)


def _slashed(groups: list[str]) -> str:
    """12/4"""
    return CLOCK if len(groups) == 2 and _is_day(groups) else _dotted(groups)


def _hyphened(groups: list[str]) -> str:
    """843-8639, 23-9111, 1234-5, 1-2-3, 090-12345678"""
    sizes = tuple(map(len, groups))
    if _are_phones_or_dates(groups):
        return GONE
    short = len(groups) <= 3 and max(sizes) <= 4 and sum(sizes) <= 7
    mobile = sizes == (3, 8) and _LONG_PHONE.match(groups[0])
    return PRICE if short or mobile else ""


def _pointed(groups: list[str]) -> str:
    """0954.23.9111, 2026.11.23, 8.12.4, iOS 17.0.3"""
    version = len(groups) <= 3 and sum(map(len, groups)) <= 6
    return _dotted(groups) or (PRICE if version else "")


def _timed(groups: list[str]) -> str:
    """10:00, 9:30:00"""
    sizes = tuple(map(len, groups))
    right = sizes[0] < 3 and sizes[1:] in ((2,), (2, 2)) and int(groups[0]) < 25
    return CLOCK if right and all(int(group) < 60 for group in groups) else ""


def _priced(groups: list[str]) -> str:
    """1,500 up to 999,999,999"""
    right = len(groups) < 4 and len(groups[0]) < 4 and all(len(group) == 3 for group in groups[1:])
    return PRICE if right else ""


def _nothing(groups: list[str]) -> str:
    return ""


def _chain(separator: str) -> re.Pattern[str]:
    """As many groups as hang together on one separator, with a unit behind them."""
    return re.compile(f"(?<![0-9])[0-9]++(?:{separator}[0-9]++)++([円年月日時名人歳回])?")


_CHAINS = (
    (_chain(":"), _timed),
    (_chain("/"), _slashed),
    (_chain("[-ー]"), _hyphened),
    (_chain(" [-ー] "), _dotted),
    (_chain(r"\."), _pointed),
    (_chain(","), _priced),
    (_chain("・"), _dotted),
    (_chain("の"), _dotted),
    (_chain("[、~と+] ?"), _nothing),
)
_BLANKS = re.compile(
    "(?<![0-9])(?<![0-9][-ー.])[0-9]++(?: ++[0-9]++(?![-ー.][0-9]))++([円年月日時名人歳回])?"
)
