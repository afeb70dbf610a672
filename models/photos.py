"""写真: whether any were taken of a class; the pictures themselves are never kept here."""

from enum import StrEnum


class Photos(StrEnum):
    """With the consent of who is in them."""

    TAKEN = "taken"
    NONE = "none"
    UNKNOWN = "unknown"  # nobody has written it down

    @property
    def label(self) -> str:
        return {"taken": "撮った（同意あり）", "none": "撮っていない", "unknown": "未記入"}[
            self.value
        ]
