"""お持ちの電話: one question that says whether somebody has a smartphone, and of which kind."""

from enum import StrEnum


class Handset(StrEnum):
    """As people know it themselves; らくらくホン is an Android that looks like none."""

    ANDROID = "android"
    IPHONE = "iphone"
    EASY = "easy"
    SMARTPHONE = "smartphone"  # of which kind nobody could say
    FEATURE = "feature"
    NONE = "none"
    UNKNOWN = "unknown"  # not asked

    @property
    def label(self) -> str:
        return {
            Handset.ANDROID: "スマホ（Android）",
            Handset.IPHONE: "スマホ（iPhone）",
            Handset.EASY: "スマホ（らくらくホンなど）",
            Handset.SMARTPHONE: "スマホ（種類はわからない）",
            Handset.FEATURE: "ガラケー",
            Handset.NONE: "持っていない",
            Handset.UNKNOWN: "聞いていない",
        }[self]


SMART = (Handset.ANDROID, Handset.IPHONE, Handset.EASY, Handset.SMARTPHONE)
