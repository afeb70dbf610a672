"""Names of places and classes as different desks write them, brought to one form to compare."""

import unicodedata

_HIRAGANA = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ") + 1)}


def plain(name: str) -> str:
    """Width, blanks, capitals and katakana make no difference: 梅ノ木　公民館 is 梅の木公民館."""
    folded = unicodedata.normalize("NFKC", name).translate(_HIRAGANA).casefold()
    return "".join(folded.split())
