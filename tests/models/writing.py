"""Synthetic numbers in every written form, and ordinary notes, for the guard's tests and bench.

Every number is drawn by a seeded generator; none belongs to anybody.
"""

from collections.abc import Callable
from random import Random

from models.guard import check_digit

KANJI = "〇一二三四五六七八九"
DAIJI = "零壱弐参四五六七八九"
CIRCLED = "⓪①②③④⑤⑥⑦⑧⑨"
NEGATIVE = "⓿❶❷❸❹❺❻❼❽❾"
RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
STOPPED = "\0⒈⒉⒊⒋⒌⒍⒎⒏⒐"  # there is no zero of this kind
FULL = "０１２３４５６７８９"
BOLD = "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗"
ARABIC = "٠١٢٣٤٥٦٧٨٩"
HIRAGANA = ["ぜろ", "いち", "に", "さん", "よん", "ご", "ろく", "なな", "はち", "きゅう"]
KATAKANA = ["ゼロ", "イチ", "ニー", "サン", "ヨン", "ゴー", "ロク", "ナナ", "ハチ", "キュー"]
HALF_KANA = ["ｾﾞﾛ", "ｲﾁ", "ﾆ", "ｻﾝ", "ﾖﾝ", "ｺﾞ", "ﾛｸ", "ｼﾁ", "ﾊﾁ", "ｸ"]
ENGLISH = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
SCRIPTS = ["0123456789", FULL, KANJI, CIRCLED]
SEPARATORS = [
    *" 　\t\n-－‐‑–—―−ーｰ.．・･,，、/／_＿:：;；~〜*+＋=|｜'’",
    *(" - ", " － ", "　　", ", ", "、 ", " / ", "\r\n", "\n\n", "--", "。", "」「", "-　"),
    *("の", " の ", "と", " と ", "ハイフン", " スペース "),
]
ODD = [(5, 4, 3), (3, 4, 5), (4, 3, 5), (4, 8), (8, 4), (5, 7), (7, 5), (2, 4, 6), (1, 7, 4)]
ODD += [(6, 3, 3), (3, 3, 6), (2, 5, 5), (4, 4, 2, 2), (2, 4, 2, 4)]

Form = Callable[[str, Random], str]


def my_number(rng: Random) -> str:
    """Twelve digits: mostly with the right check digit, some wrong, some that look like others."""
    start = rng.choice(["", "", "", "", "0", "090", "0954", "2026", "20261123", "000", "1", "81"])
    body = (start + "".join(rng.choices("0123456789", k=11)))[:11]
    if rng.random() < 0.01:
        body = "0" * 11
    return body + (check_digit(body) if rng.random() < 0.7 else rng.choice("0123456789"))


def grouped(number: str, sizes: tuple[int, ...], separator: str) -> str:
    groups, at = [], 0
    for size in sizes:
        groups.append(number[at : at + size])
        at += size
    return separator.join(groups)


def spelled(number: str, alphabet: str | list[str], separator: str = "") -> str:
    return separator.join(alphabet[int(digit)] for digit in number)


def _rewritten(text: str, alphabet: str | list[str]) -> str:
    return "".join(alphabet[int(c)] if c.isdigit() else c for c in text)


def _four(number: str, rng: Random) -> str:
    return grouped(number, (4, 4, 4), rng.choice(SEPARATORS))


def _uneven(number: str, rng: Random) -> str:
    one, two = rng.choices(SEPARATORS, k=2)
    return one.join([number[:4], number[4:8]]) + two + number[8:]


def _mixed(number: str, rng: Random) -> str:
    return _each(_four(number, rng), rng, [*SCRIPTS, HIRAGANA])


def _each(text: str, rng: Random, scripts: list) -> str:
    return "".join(rng.choice(scripts)[int(c)] if c in "0123456789" else c for c in text)


def _lookalike(number: str, rng: Random) -> str:
    zero, one = rng.choice(["Oo〇"[0], "o", "〇", "○", "Ｏ"]), rng.choice(["l", "I", "1"])
    return _four(number.replace("0", zero).replace("1", one), rng)


def _odd(number: str, rng: Random) -> str:
    """Only here may the check digit speak, so the number is one that could exist."""
    number = number[:11] + check_digit(number[:11])
    return grouped(number, rng.choice(ODD), rng.choice(SEPARATORS[:-6]))


def _within(number: str, rng: Random) -> str:
    before = rng.choice(
        ["No", "番号", "mynumber", "・", "→", "ID:", "母の分は", "①", "3. ", "(1) "]
    )
    behind = rng.choice(["です", "番", "でした。", "（控え）", "/済", "と言われた", " 確認済", ""])
    return before + grouped(number, (4, 4, 4), rng.choice(["", " ", "-"])) + behind


def _beside(number: str, rng: Random) -> str:
    text = grouped(number, (4, 4, 4), rng.choice(["", " ", "-", "－", "."]))
    pieces = [text, note(rng), note(rng)]
    rng.shuffle(pieces)
    return rng.choice([" ", "、", "\n"]).join(pieces)


def _declared(number: str, rng: Random) -> str:
    word = rng.choice(["マイナンバー", "個人番号", "ﾏｲﾅﾝﾊﾞｰ", "マイナンバーは", "個人番号："])
    cuts = sorted(rng.sample(range(1, 12), rng.randint(1, 5)))
    sizes = tuple(b - a for a, b in zip([0, *cuts], [*cuts, 12], strict=True))
    return word + rng.choice(["", " ", "　", ":"]) + grouped(number, sizes, rng.choice("- .・"))


def _told(number: str, rng: Random) -> str:
    first, second, third = number[:4], number[4:8], number[8:]
    return f"マイナンバーは最初が{first}、つぎが{second}、さいごが{third}です"


def _entities(number: str, rng: Random) -> str:
    return "".join(f"&#{ord(digit)};" for digit in number)


FORMS: dict[str, Form] = {
    "plain": lambda n, r: n,
    "full width": lambda n, r: spelled(n, FULL),
    "4-4-4": _four,
    "4-4-4 full width": lambda n, r: _rewritten(_four(n, r), FULL),
    "4-4-4 uneven": _uneven,
    "3-3-3-3": lambda n, r: grouped(n, (3, 3, 3, 3), r.choice(SEPARATORS)),
    "6-6": lambda n, r: grouped(n, (6, 6), r.choice(SEPARATORS)),
    "pairs": lambda n, r: grouped(n, (2,) * 6, r.choice(SEPARATORS)),
    "singles": lambda n, r: grouped(n, (1,) * 12, r.choice(SEPARATORS)),
    "brackets": lambda n, r: f"({n[:4]})" + r.choice(["", " "]) + f"({n[4:8]})[{n[8:]}]",
    "kanji": lambda n, r: spelled(n, KANJI),
    "kanji 4-4-4": lambda n, r: _rewritten(_four(n, r), KANJI),
    "kanji singles": lambda n, r: spelled(n, KANJI, r.choice(SEPARATORS)),
    "daiji": lambda n, r: _rewritten(_four(n, r), DAIJI),
    "circled": lambda n, r: spelled(n, CIRCLED, r.choice(["", " ", "-", "・"])),
    "circled 4-4-4": lambda n, r: _rewritten(_four(n, r), CIRCLED),
    "negative circled": lambda n, r: spelled(n, NEGATIVE),
    "bold": lambda n, r: _rewritten(_four(n, r), BOLD),
    "arabic": lambda n, r: _rewritten(_four(n, r), ARABIC),
    "keycaps": lambda n, r: "".join(f"{digit}\ufe0f\u20e3" for digit in n),
    "hiragana": lambda n, r: spelled(n, HIRAGANA, r.choice(["", " ", "、", "・", "の"])),
    "katakana": lambda n, r: spelled(n, KATAKANA, r.choice(["", "　", "・", "-", "、"])),
    "half kana": lambda n, r: spelled(n, HALF_KANA, r.choice(["", " ", "･"])),
    "english": lambda n, r: spelled(n, ENGLISH, " "),
    "hidden": lambda n, r: spelled(
        n, "0123456789", r.choice("\u200b\u200d\u00ad\ufeff\u2060\u202d")
    ),
    "mixed": lambda n, r: _each(n, r, [*SCRIPTS, BOLD, DAIJI]),
    "mixed 4-4-4": lambda n, r: _each(_four(n, r), r, SCRIPTS),
    "mixed with kana": _mixed,
    "lookalikes": _lookalike,
    "odd": _odd,
    "within": _within,
    "beside notes": _beside,
    "declared": _declared,
    "told": _told,
    "entities": _entities,
    "percents": lambda n, r: "".join(f"%{ord(digit):02X}" for digit in n),
    "raised": lambda n, r: _rewritten(_four(n, r), RAISED),
    "with stops": lambda n, r: spelled(n.replace("0", "9"), STOPPED),
    "line per group": lambda n, r: "\n".join([n[:4], n[4:8], n[8:]]),
    "+1 digit": lambda n, r: n + r.choice("0123456789"),
    "23 digits": lambda n, r: n + n[:11],
}


def _digits(rng: Random, count: int) -> str:
    return "".join(rng.choices("0123456789", k=count))


def phone(rng: Random) -> str:
    """A telephone number in one of the notations people use."""
    line = [
        ("0954", _digits(rng, 2), _digits(rng, 4)),
        ("03", _digits(rng, 4), _digits(rng, 4)),
        ("092", _digits(rng, 3), _digits(rng, 4)),
        ("04992", _digits(rng, 1), _digits(rng, 4)),
        (rng.choice(["070", "080", "090", "050"]), _digits(rng, 4), _digits(rng, 4)),
        ("0120", _digits(rng, 3), _digits(rng, 3)),
        ("0120", _digits(rng, 2), _digits(rng, 4)),
        ("0800", _digits(rng, 3), _digits(rng, 4)),
        ("0000", "00", "0000"),
        ("000", "000", "0000"),
    ]
    area, middle, last = rng.choice(line)
    text = rng.choice(
        [
            *[f"{area}-{middle}-{last}"] * 6,
            *[f"{area}{middle}{last}"] * 2,
            f"({area}){middle}-{last}",
            f"{area}({middle}){last}",
            f"（{area}）{middle}－{last}",
            f"{area}ー{middle}ー{last}",
            f"{area} {middle} {last}",
            f"{area}.{middle}.{last}",
            f"{area}・{middle}・{last}",
            f"{area} - {middle} - {last}",
            f"{area}の{middle}の{last}",
            f"+81-{area[1:]}-{middle}-{last}" if area[1] != "0" else f"{area}-{middle}-{last}",
            f"+81 {area[1:]} {middle} {last}" if area[1] != "0" else f"{area}-{middle}-{last}",
            f"+81{area[1:]}{middle}{last}" if area[1] != "0" else f"{area}-{middle}-{last}",
            _rewritten(f"{area}－{middle}－{last}", FULL),
            f"{rng.randint(2, 9)}{_digits(rng, 1)}-{last}",
        ]
    )
    before = rng.choice(["", "", "", "TEL ", "電話", "☎", "Tel:", "携帯", "TEL：", "FAX "])
    behind = rng.choice(
        ["", "", "", "", f" 内線{_digits(rng, 3)}", "(代)", f"(内線{_digits(rng, 2)})"]
    )
    return before + text + behind + rng.choice(["", "", "に電話", "へ", "（長女）"])


def day(rng: Random) -> str:
    """A date or a range of dates."""
    year, month, date = rng.randint(2024, 2029), rng.randint(1, 12), rng.randint(1, 28)
    plain = rng.choice(
        [
            f"{year}-{month:02}-{date:02}",
            f"{year}/{month:02}/{date:02}",
            f"{year}/{month}/{date}",
            f"{year}.{month}.{date}",
            f"{year}年{month}月{date}日",
            f"令和{year - 2018}年{month}月{date}日(金)",
            f"R{year - 2018}.{month}.{date}",
            f"R{year - 2018:02}.{month:02}.{date:02}",
            f"R{year - 2018}/{month}/{date}",
            f"{month}/{date}",
            f"{month}月{date}日",
            f"{month}/{date}(月)",
        ]
    )
    if rng.random() < 0.2:
        return (
            plain
            + rng.choice(["〜", "～", "-", " - ", "から", "、", "・", ","])
            + f"{month}/{date}"
        )
    return plain


def hour(rng: Random) -> str:
    """A time or a range of times."""
    start, end = rng.randint(8, 12), rng.randint(13, 20)
    minute = rng.choice(["00", "15", "30", "45"])
    return rng.choice(
        [
            f"{start}:{minute}",
            f"{start:02}:{minute}-{end}:{minute}",
            f"{start}:{minute}〜{end}:{minute}",
            f"{start}：{minute}～{end}：{minute}",
            f"{start}:{minute} - {end}:{minute}",
            f"{start}時{minute}分",
            f"午前{start}時",
            f"{start}-{end}時",
            f"{start}時〜{end}時",
            f"{start:02}:{minute}:00",
        ]
    )


def amount(rng: Random) -> str:
    """Prices, counts, model names, addresses, event numbers and the like."""
    price = rng.randint(1, 300) * 50
    return rng.choice(
        [
            f"{price:,}円",
            f"{price}円",
            f"￥{price:,}",
            f"{price:,}",
            f"{price:,}円、{price + 500:,}円、{price * 2:,}円",
            f"{price:,}、{price + 500:,}、{price * 2:,}円",
            f"{price}円と{price * 3}円",
            f"{rng.randint(1, 80)}名",
            f"{rng.randint(1, 30)}人中{rng.randint(1, 30)}人",
            f"{rng.randint(65, 95)}歳",
            f"定員{rng.randint(8, 40)}",
            f"{rng.randint(1, 9)}台、{rng.randint(1, 9)}本、{rng.randint(1, 300)}枚",
            f"{rng.randint(1, 5)}-{rng.randint(1, 30)}-{rng.randint(1, 20)}",
            f"大字昭和{rng.randint(1, 9999)}-{rng.randint(1, 20)}",
            f"〒{_digits(rng, 3)}-{_digits(rng, 4)}",
            f"{_digits(rng, 3)}-{_digits(rng, 4)}",
            f"〒{_digits(rng, 7)}",
            f"バス{rng.randint(1, 40)}番",
            f"{rng.randint(1, 40)}系統・{rng.randint(1, 40)}系統",
            f"iPhone {rng.randint(6, 17)}",
            f"iPhone{rng.randint(6, 17)}、Android {rng.randint(8, 16)}",
            f"iOS{rng.randint(15, 26)}.{rng.randint(0, 6)}.{rng.randint(0, 3)}",
            rng.choice(["AQUOS sense8", "Galaxy A25", "SH-53C", "arrows We2", "らくらくF-52B"]),
            f"https://city.example.jp/kouhou/{rng.randint(2024, 2028)}/{rng.randint(1, 12)}.html",
            f"https://example.jp/?p={rng.randint(1, 99999)}",
            f"R{rng.randint(7, 9)}-{rng.randint(1, 200):03}",
            f"M{rng.randint(1, 35):02}",
            f"{rng.randint(2024, 2029)}年度",
            f"{rng.randint(1, 5)}回目",
            f"{rng.randint(1, 100)}%",
            f"{rng.randint(1, 256)}GB",
            f"第{rng.randint(1, 3)}会議室",
        ]
    )


WORDS = [
    *(
        "公民館で",
        "教室に参加",
        "写真の送り方を知りたい",
        "娘さんと一緒に来る",
        "三男が付き添い",
        "一人暮らし",
        "LINEの登録",
        "マイナンバーカードの更新",
        "マイナンバーカードの暗証番号ロック",
        "暗証番号4桁を忘れた",
        "暗証番号を3回まちがえた",
        "電子証明書の有効期限",
        "パスワードを忘れた",
        "二回目の相談",
        "九州の孫とビデオ通話",
        "よろしくお願いします",
        "折り返しください",
        "市役所へ案内",
        "充電器を持参",
        "会場は変更",
        "申込",
        "連絡先",
        "キャンセル待ち",
        "四月から参加",
        "資料を渡した",
        "マイナンバーの相談",
        "文字を大きくしたい",
        "パスワードの変更",
        "暗証番号の再設定は窓口へ",
        "暗証番号は4つあります",
        "暗証番号を2025年に設定",
        "入力がしにくくて困る",
    )
]


def note(rng: Random) -> str:
    """One ordinary remark: a sentence of words with the usual numbers in it."""
    makers = [phone, day, hour, amount, lambda rng: rng.choice(WORDS)]
    pieces = [rng.choice(makers)(rng) for _ in range(rng.randint(1, 7))]
    return rng.choice([" ", "　", "、", "。", "\n", " / ", ", ", "・"]).join(pieces)


def listed(rng: Random) -> str:
    """Remarks set out as a list with bullets."""
    makers = [phone, day, hour, amount]
    lines = [rng.choice(makers)(rng) for _ in range(rng.randint(1, 5))]
    bullet = rng.choice(["①②③④⑤", ["1. ", "2. ", "3. ", "4. ", "5. "], ["・"] * 5, ["○"] * 5])
    end = rng.choice(["\n", " "])
    return end.join(mark + line for mark, line in zip(bullet, lines, strict=False))
