"""Headings such as 65-69歳の男性, 85歳以上の女性, 年齢不詳の男性 or 老年人口, understood."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from exchange.problem import Problem, doubt, error
from models.age import Sex, band_of

_GROUPS = {
    "年少人口": (0, 14),
    "生産年齢人口": (15, 64),
    "老年人口": (65, None),
    "高齢者人口": (65, None),
}
_SEX = re.compile("男性?|女性?")
_WHOSE = {Sex.MALE: "男性の", Sex.FEMALE: "女性の", Sex.UNKNOWN: ""}
_AGE = re.compile(
    rf"(?:{'|'.join(_GROUPS)})?\(?(?:"
    r"(?P<low>\d{1,3})歳?[-~〜ー‐‑–—―−](?P<high>\d{1,3})歳|(?P<over>\d{1,3})歳以上"
    r"|(?P<under>\d{1,3})歳未満|(?P<one>\d{1,3})歳)\)?"
    rf"|(?P<group>{'|'.join(_GROUPS)})|(?P<unknown>年齢不[詳明]|不詳)"
)
# Possessive (*+): a heading of thousands of underscores must not be tried in every division.
_FILLING = re.compile("[の_()]*+(?:人口)?(?:総数|計)?[の_()]*")
_OLDEST = 199


class AgeColumn(NamedTuple):
    """One sex (x: both together) and age span. `high` none: and over. Both none: not known."""

    sex: Sex
    low: int | None
    high: int | None

    @property
    def span(self) -> tuple[int, int]:
        """First and last age as numbers; people of unknown age have a place of their own."""
        if self.low is None:
            return -1, -1
        return self.low, max(self.low, _OLDEST) if self.high is None else self.high

    @property
    def label(self) -> str:
        if self.low is None:
            return "年齢不詳"
        return f"{self.low}歳以上" if self.high is None else f"{self.low}〜{self.high}歳"


def age_columns(header: Iterable[str]) -> dict[str, AgeColumn]:
    """The headings that count people by age; of overlapping ones the finest, so nobody twice."""
    found: dict[AgeColumn, str] = {}
    for heading in header:
        if column := _understood(heading):
            found.setdefault(column, heading)
    return {
        heading: column
        for column, heading in found.items()
        if not any(_repeats(column, other) for other in found)
    }


def column_problems(columns: Iterable[AgeColumn]) -> list[Problem]:
    """What the age columns of a file cannot tell."""
    columns = list(columns)
    missing = [
        f"{whose}{gap}"
        for sex, whose in _WHOSE.items()
        for gap in _gaps([column for column in columns if column.sex is sex])
    ]
    problems = []
    if missing:
        words = "すべての年齢がそろった表をお選びください。"
        problems.append(error(f"{'、'.join(missing)}の列が見つかりません。{words}"))
    coarse = [column.label for column in columns if _is_coarse(column)]
    if coarse:
        problems.append(
            error(
                f"年齢の区切りが粗い列があります({'、'.join(dict.fromkeys(coarse))})。"
                "5歳ごとの人口の表をお取り寄せください。"
            )
        )
    if any(column.sex is Sex.UNKNOWN for column in columns):
        problems.append(doubt("男女別になっていない年齢があります。男女を合わせて読みました。"))
    return problems


def _understood(heading: str) -> AgeColumn | None:
    age = _AGE.search(heading)
    if not age:
        return None
    before, behind = heading[: age.start()], heading[age.end() :]
    sexes = _SEX.findall(before + behind)
    if len(sexes) > 1 or not _FILLING.fullmatch(_SEX.sub("", before + behind)):
        return None
    sex = {"男": Sex.MALE, "女": Sex.FEMALE}[sexes[0][0]] if sexes else Sex.UNKNOWN
    return AgeColumn(sex, *_span(age))


def _span(age: re.Match[str]) -> tuple[int | None, int | None]:
    if age["unknown"]:
        return None, None
    if age["group"]:
        return _GROUPS[age["group"]]
    if age["over"]:
        return int(age["over"]), None
    if age["under"]:
        return 0, int(age["under"]) - 1
    low = int(age["low"] or age["one"])
    return low, int(age["high"] or low)


def _repeats(wide: AgeColumn, fine: AgeColumn) -> bool:
    """Whether the people of the fine column are in the wide one too."""
    inside = wide.span[0] <= fine.span[0] and fine.span[1] <= wide.span[1]
    if wide.sex is fine.sex:
        return inside and wide.span != fine.span
    return inside and wide.sex is Sex.UNKNOWN


def _gaps(columns: list[AgeColumn]) -> Iterator[str]:
    """Ages between the first year of life and the open end that no column of one sex covers."""
    spans = sorted(column.span for column in columns if column.low is not None)
    if not spans:
        return
    for (_, before), (behind, _) in pairwise([(0, -1), *spans, (_OLDEST + 1, 0)]):
        if behind > before + 1:
            last = behind - 1 if behind <= _OLDEST else None
            yield AgeColumn(Sex.UNKNOWN, before + 1, last).label


def _is_coarse(column: AgeColumn) -> bool:
    """The column mixes ages that reach figures keep apart."""
    first, last = column.span
    return column.low is not None and band_of(first) is not band_of(last)
