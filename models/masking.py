"""What may be shown again of a text that the number guard has refused.

docs/decisions/0008-refused-text-comes-back-masked.md says why.
"""

import re
import unicodedata

from models import guard

HIDDEN = "●"
BLOTTED = "数字は「●」に変えてあります。"
EMPTIED = "番号が残らないように、文章も消しました。"
# A word with a digit in it, such as a PIN or a password; or kanji digits in a row.
_NUMBER = re.compile("[dkl]*d[dkl]*|k(?:s{0,3}k)+")


def shown(text: str) -> str:
    """The text itself; when the guard refuses it, the text with every number blotted out.

    Nothing at all when that is not enough: numbers can be spelled out in words.
    """
    if not guard.find(text):
        return text
    marks = "".join(_mark(char) for char in text)
    for number in _NUMBER.finditer(marks):
        start, end = number.span()
        text = text[:start] + HIDDEN * (end - start) + text[end:]
    return "" if guard.find(text) else text


def explained(sentence: str, text: str) -> str:
    """The sentence, and what became of a text that is not shown as it was typed."""
    again = shown(text)
    return sentence if again == text else sentence + (BLOTTED if again else EMPTIED)


def _mark(char: str) -> str:
    """d: a digit of any script, k: a kanji digit, l: a letter of a password, s: a separator."""
    if unicodedata.numeric(char, None) is not None:
        return "k" if unicodedata.category(char)[0] == "L" else "d"
    folded = unicodedata.normalize("NFKC", char)
    if folded.isascii() and folded.isprintable() and folded != " ":
        return "l" if folded.isalnum() or folded in "!#$%&*+=?@_" else "s"
    return "s" if unicodedata.category(char)[0] in "ZCP" else "-"
