"""Age bands: fine enough for 65+ and 75+, coarse enough to be told by looking."""

from enum import StrEnum


class AgeBand(StrEnum):
    """Age on the day of the visit, self-stated or from the birth year (domain: 年代区分)."""

    U60 = "u60"
    A60 = "60-64"
    A65 = "65-69"
    A70 = "70-74"
    A75 = "75-79"
    A80 = "80-84"
    A85 = "85+"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        return LABELS[self]


LABELS = {
    AgeBand.U60: "59歳以下",
    AgeBand.A60: "60〜64歳",
    AgeBand.A65: "65〜69歳",
    AgeBand.A70: "70〜74歳",
    AgeBand.A75: "75〜79歳",
    AgeBand.A80: "80〜84歳",
    AgeBand.A85: "85歳以上",
    AgeBand.UNKNOWN: "不明",
}
SENIOR = (AgeBand.A65, AgeBand.A70, AgeBand.A75, AgeBand.A80, AgeBand.A85)


def band_of(age: int) -> AgeBand:
    """The band of an age in full years; also of the lower end of a published five-year band."""
    if age < 60:
        return AgeBand.U60
    if age >= 85:
        return AgeBand.A85
    low = age - age % 5
    return AgeBand(f"{low}-{low + 4}")


class Sex(StrEnum):
    """Asked only for statistics; no answer is a valid answer."""

    FEMALE = "f"
    MALE = "m"
    UNKNOWN = "x"

    @property
    def label(self) -> str:
        return {"f": "女性", "m": "男性", "x": "その他・無回答"}[self.value]
