"""PINs, passwords and numbers that are known by the word before them: 暗証番号は…, 口座番号….

What is said about secrets (暗証番号4桁を忘れた, パスワードを3回まちがえた) is no secret.
"""

import re

from japanese import digits

_D = digits.DIGIT
_PLAIN = rf"0-9{digits.KANJI}"
WORD = (
    "(?:暗証(?:番号)?|あんしょうばんごう|(?:認証|確認)(?:番号|こーど)|せきゅりてぃー?こーど"
    "|ぱすわーど|ぱすこーど|ぱす(?=[ :=はが「])|ぴん(?:番号|こーど)|暗号(?:化)?きー"
    "|(?<![a-z])(?:pin|pw|pass(?:word|code)?)(?![a-z]))"
)
_CODE = (
    rf"(?:{_D}{{4,8}}+(?!-?{_D}|円)|{_D}(?:[ \-・,.、]{_D}){{3}}(?![ \-]?{_D})"
    rf"|{_D}{{2}}[ ・]{_D}{{2}}(?![ \-・]?{_D}|円)|{_D}{{3}} {_D}{{3}}(?![ \-]?{_D}))"
)
_LONG_READING = "いち|さん|よん|ろく|なな|しち|はち|きゅう|ぜろ|れい"
_READING = f"(?:{_LONG_READING}|に|ご|し|く)"
_ALOUD = rf"(?=(?:.{{0,6}}(?:{_LONG_READING})){{2}}){_READING}(?:[ 、・,の\-]?{_READING}){{3}}"
_MAKERS = (
    "iphone|ipad|ios|android|galaxy|pixel|xperia|aquos|arrows|windows|http|www|apple|google|gmail"
    "|line|yahoo|icloud|itunes|docomo|softbank|ahamo|rakuten|amazon|paypay|facebook|instagram"
    "|twitter|youtube|zoom|microsoft|outlook|safari|chrome|wi-?fi|router|mail|error|reset|login"
)
_NO_PASSWORD = rf"{_MAKERS}|[a-z]{{1,2}}[0-9]{{0,2}}-[0-9]"
_PASSWORD = (
    rf"(?!{_NO_PASSWORD})(?=[!-~]{{0,15}}{_D})(?=[!-~{digits.KANJI}]{{0,15}}[a-z])"
    rf"[!-~{digits.KANJI}]{{6}}"
)
_LETTERS = (
    rf"(?!{_MAKERS})[a-z][!-~]{{3,30}}+"
    "(?= ?(?:[」』\"'。、\n]|です|でし|だった|に(?:し|変|設定|なっ)|と(?:いう|言|書|の)|$))"
)
SECRET = re.compile(
    rf"{WORD}[^{_PLAIN}a-z]{{0,8}}(?:g-)?{_CODE}"
    rf"|{WORD}[^{_PLAIN}a-z]{{0,2}}{_ALOUD}"
    rf"|{WORD}(?:こーど|番号)?[ :=はがを「『\"'(・]{{0,4}}+{_PASSWORD}"
    rf"|{WORD}[:=はがを「『]{{1,2}}+[ 「『\"'(]{{0,3}}+{_LETTERS}"
    rf"|(?<!{_D}){_D}{{4}}(?:が|は|を|という|って){WORD}"
)
# 48-21 and 123-456 look like a house's number: the word must stand close.
HYPHENED = re.compile(
    rf"{WORD}[ :=はが「]{{0,3}}(?:g-)?(?:{_D}{{2}}-{_D}{{2}}|{_D}{{3}}-{_D}{{3}})(?!-?{_D})"
)
_OWNERS = (
    "年金|口座|被保険者|保険証|資格確認書|受給者|記号|照会|免許証?|在留かーど|旅券|ぱすぽーと|通帳"
)
ACCOUNT = re.compile(
    rf"(?:{_OWNERS})(?:・?番号|の番号)[^0-9]{{0,8}}{_D}(?:[- ]?{_D}){{6}}"
    rf"|(?:普通|当座|口座)[^0-9。\n]{{0,6}}(?<!\d)[0-9]{{7}}(?![0-9])"
    "|(?<![a-z0-9])[a-z]{2}[0-9]{8}[a-z]{2}(?![a-z0-9])"  # 在留カード
)
# Ten digits that begin with 0 look like a telephone number; the word says that they are none.
PENSION = re.compile(
    rf"(?:年金の?番号[^0-9]{{0,8}}{_D}{{4}}-?{_D}{{6}}"
    rf"|被保険者(?:証の?)?番号[ :=はが]{{0,3}}{_D}{{10}})(?!{_D})"
)
ENDS = re.compile(rf"{WORD}[はがをのも]?\W{{0,3}}$")
ALONE = re.compile(rf"\W{{0,4}}{_CODE}\W{{0,4}}(?:です)?\W{{0,4}}$")
