"""全国地方公共団体コード: six digits, the last of which checks the others."""

import re
import unicodedata

from exchange.problem import Problem, doubt, quoted

HEADINGS = (
    "全国地方公共団体コード",
    "都道府県コード又は市区町村コード",
    "市区町村コード",
    "自治体コード",
)
INVENTED = "99"  # where towns lie that do not exist (masters/demo.toml)


def read_code(text: str) -> tuple[str, list[Problem]]:
    """The six-digit code, from 41206, 412066, "412,066", 412066.0, or 12033 that lost its zero.

    An empty code, with a doubt unless the text was empty, when it cannot be read.
    """
    plain = re.sub(r"[\s,]|\.0+$", "", unicodedata.normalize("NFKC", text))
    readings = _readings(plain)
    if not readings:
        complaint = (
            f"自治体コード{quoted(text)}が正しくないようです。どこの表か、確かめてください。"
        )
        return "", [doubt(complaint)] if plain else []
    if len(readings) > 1:
        both = "と".join(readings)
        return readings[0], [doubt(f"自治体コード{quoted(text)}は{both}の2とおりに読めます。")]
    return readings[0], []


def check_digit(five: str) -> str:
    """The sixth digit (総務省: 全国地方公共団体コード仕様): 11 less the weighted sum modulo 11."""
    weighted = sum(int(digit) * weight for digit, weight in zip(five, (6, 5, 4, 3, 2), strict=True))
    return str(11 - weighted % 11)[-1]


def _readings(plain: str) -> list[str]:
    if not re.fullmatch("[0-9]{5,6}", plain):
        return []
    whole = [plain] if len(plain) == 6 else [plain + check_digit(plain), f"0{plain}"]
    return [six for six in whole if _is_possible(six)]


def _is_possible(six: str) -> bool:
    """A prefecture from 01 to 47; 000 for itself, from 100 for what lies in it."""
    right = six[-1] == check_digit(six[:5])
    somewhere = 1 <= int(six[:2]) <= 47 or six[:2] == INVENTED
    return right and somewhere and (six[2:5] == "000" or six[2:5] >= "100")
