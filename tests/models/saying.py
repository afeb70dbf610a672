"""Ordinary sentences of such desks, in the words of askers, volunteers and clerks.

The sentences stand in `said/`; here their gaps are filled in. Half of them may be looked at while
the guard is being changed. The other half (`held_out`) is counted only, so that the guard is not
written around it. None of the numbers belongs to anybody.
"""

import re
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path
from random import Random
from zlib import crc32

VOICES = ("askers", "volunteers", "clerks")
_GAP = re.compile(r"\{(\w+)\}")
_DAYS = "月火水木金土日"


def templates(*, held_out: bool) -> list[str]:
    """One half of the sentences; which one a sentence belongs to depends on its words alone."""
    said = "".join((Path(__file__).parent / "said" / f"{one}.txt").read_text() for one in VOICES)
    return [one for one in said.splitlines() if bool(crc32(one.encode()) % 2) is held_out]


def sentences(count: int, *, held_out: bool) -> Iterator[str]:
    """So many different sentences, always the same ones; the templates take turns."""
    rng = Random(f"sentences {held_out}")
    said: set[str] = set()
    for template in cycle(templates(held_out=held_out)):
        sentence = filled(template, rng)
        if rng.random() < 0.2:
            sentence = _full_width(sentence)
        if sentence not in said:
            said.add(sentence)
            yield sentence
        if len(said) == count:
            return


def filled(template: str, rng: Random) -> str:
    return _GAP.sub(lambda gap: str(FILLINGS[gap[1]](rng)), template)


def _full_width(text: str) -> str:
    return text.translate({code: code + 0xFEE0 for code in range(ord("!"), ord("~") + 1)})


def _digits(rng: Random, count: int) -> str:
    return "".join(rng.choices("0123456789", k=count))


def _between(first: int, last: int) -> Callable[[Random], int]:
    return lambda rng: rng.randint(first, last)


def _joined(rng: Random, groups: tuple[str, ...]) -> str:
    """A telephone number in the notation of whoever writes it down."""
    return rng.choice(
        [
            *["-".join(groups)] * 8,
            *["".join(groups)] * 3,
            f"{groups[0]}({groups[1]}){groups[2]}",
            f"({groups[0]}){groups[1]}-{groups[2]}",
            " ".join(groups),
            "ー".join(groups),
            "－".join(groups),
            "の".join(groups),
        ]
    )


def _phone(rng: Random) -> str:
    area, middle = rng.choice([("0954", 2), ("0952", 2), ("092", 3), ("03", 4), ("0120", 3)])
    last = 10 - len(area) - middle
    return _joined(rng, (area, _digits(rng, middle), _digits(rng, last)))


def _mobile(rng: Random) -> str:
    start = rng.choice(["090", "080", "070"])
    return _joined(rng, (start, _digits(rng, 4), _digits(rng, 4)))


def _scam(rng: Random) -> str:
    """Calls from abroad and from nowhere, as the screen of a telephone shows them."""
    return rng.choice(
        [
            f"+1 (8{rng.choice('0345')}{rng.choice('05')}) 2{_digits(rng, 2)}-{_digits(rng, 4)}",
            f"+1 844-3{_digits(rng, 2)}-{_digits(rng, 4)}",
            f"+44 20 7{_digits(rng, 3)} {_digits(rng, 4)}",
            f"050-{_digits(rng, 4)}-{_digits(rng, 4)}",
            f"0800-{_digits(rng, 3)}-{_digits(rng, 4)}",
            f"0570-{_digits(rng, 3)}-{_digits(rng, 3)}",
        ]
    )


def _day(rng: Random) -> str:
    month, day = rng.randint(1, 12), rng.randint(1, 28)
    name, year = rng.choice(_DAYS), rng.randint(2025, 2029)
    return rng.choice(
        [
            f"{month}月{day}日",
            f"{month}月{day}日({name})",
            f"{month}月{day}日（{name}）",
            f"{month}/{day}",
            f"{month}/{day}({name})",
            f"{year}/{month}/{day}",
            f"{year}年{month}月{day}日",
            f"令和{year - 2018}年{month}月{day}日",
            f"R{year - 2018}.{month}.{day}",
            f"{year}-{month:02}-{day:02}",
        ]
    )


def _days(rng: Random) -> str:
    month = rng.randint(1, 12)
    days = sorted(rng.sample(range(1, 29), rng.randint(3, 5)))
    return rng.choice(
        [
            f"{month}月" + "、".join(f"{day}日" for day in days),
            "、".join(f"{month}/{day}" for day in days),
            "・".join(f"{month}/{day}" for day in days),
            f"{month}月" + "・".join(map(str, days)) + "日",
            " ".join(f"{month}/{day}" for day in days),
        ]
    )


def _time(rng: Random) -> str:
    hour, minute = rng.randint(8, 17), rng.choice(["00", "10", "15", "30", "45"])
    noon = f"{'午前' if hour < 12 else '午後'}{(hour - 1) % 12 + 1}時"
    return rng.choice([*[f"{hour}:{minute}"] * 3, f"{hour}時{minute}分", f"{hour}時", noon])


def _hours(rng: Random) -> str:
    first, last = rng.randint(8, 12), rng.randint(13, 18)
    return rng.choice(
        [
            f"{first}:00〜{last}:30",
            f"{first}:30-{last}:00",
            f"{first}時から{last}時",
            f"{first}時〜{last}時30分",
            f"{first:02}:15～{last}:45",
            f"{first}〜{last}時",
        ]
    )


def _yen(rng: Random) -> str:
    price = rng.choice([rng.randint(1, 60) * 10, rng.randint(1, 300) * 50, rng.randint(9, 99999)])
    return rng.choice(
        [f"{price:,}円", f"{price}円", f"¥{price:,}", f"{price % 90 + 1}万円", f"{price:,}円"]
    )


def _yens(rng: Random) -> str:
    prices = [rng.randint(3, 300) * 100 for _ in range(rng.randint(2, 4))]
    return rng.choice(
        [
            "、".join(f"{price:,}円" for price in prices),
            "・".join(f"{price:,}円" for price in prices),
            "、".join(f"{price:,}" for price in prices) + "円",
            "+".join(f"{price}" for price in prices) + "円",
            "と".join(f"{price}円" for price in prices),
        ]
    )


def _address(rng: Random) -> str:
    town = rng.choice(
        ["若葉町", "朝日町大字甘久", "武雄町大字武雄", "橘町大字永島", "山内町大字鳥海"]
    )
    house = f"{rng.randint(1, 9)}-{rng.randint(1, 30)}-{rng.randint(1, 20)}"
    number = rng.choice(
        [
            f"{rng.randint(1, 9999)}番地",
            f"{rng.randint(1, 9999)}-{rng.randint(1, 20)}",
            f"{rng.randint(1, 9)}丁目{rng.randint(1, 30)}番{rng.randint(1, 20)}号",
            house,
            f"{house}-{rng.randint(101, 905)}",
            f"{rng.randint(1, 9999)}番地{rng.randint(1, 20)} 第2コーポ{rng.randint(101, 305)}号",
        ]
    )
    return town + number


def _month(rng: Random) -> str:
    year, month = rng.randint(2026, 2031), rng.randint(1, 12)
    return rng.choice([f"{year}年{month}月", f"{year}/{month:02}", f"令和{year - 2018}年{month}月"])


def _error(rng: Random) -> str:
    return rng.choice(
        [
            f"{rng.randint(100, 599)}",
            f"{rng.randint(2000, 2999)}-{_digits(rng, 4)}",
            f"0x8007{_digits(rng, 4)}",
            f"BM-{_digits(rng, 2)}",
            f"{_digits(rng, 6)}",
            f"-{_digits(rng, 4)}",
        ]
    )


MODELS = (
    "SH-51C SH-53C F-52B F-51E A402ZT AQUOS_sense9 AQUOS_wish4 Galaxy_A25_5G arrows_We2 Pixel_9a"
    " iPhone_16e iPhone_SE3 iPhone15 Xperia_10_VI OPPO_A79 Redmi_12 らくらくスマートフォンF-53E"
    " BASIO_active2 シンプルスマホ7 DIGNO_KY-51D iPad_10 KYV49 SO-52C 706SH"
).replace("_", "\u00a0")

FILLINGS: dict[str, Callable[[Random], object]] = {
    "phone": _phone,
    "mobile": _mobile,
    "scam": _scam,
    "day": _day,
    "days": _days,
    "time": _time,
    "hours": _hours,
    "yen": _yen,
    "yens": _yens,
    "yenbig": lambda rng: f"{rng.randint(12, 9800) * 1000:,}円",
    "address": _address,
    "ym": _month,
    "err": _error,
    "err3": lambda rng: _digits(rng, 3),
    "post": lambda rng: rng.choice(["〒", ""]) + f"{_digits(rng, 3)}-{_digits(rng, 4)}",
    "model": lambda rng: rng.choice(MODELS.split(" ")).replace("\u00a0", " "),
    "place": lambda rng: rng.choice(["若葉公民館", "みほん公民館", "図書館2階", "第3集会所"]),
    "count": lambda rng: f"{rng.randint(2, 60)}" + rng.choice(["名", "人", "名様"]),
    "gb": lambda rng: f"{rng.choice([3, 5, 20, 32, 64, 128, 256, 512])}GB",
    "gb2": lambda rng: f"{rng.randint(1, 9)}.{rng.randint(0, 9)}MB",
    "size": lambda rng: rng.choice([1, 3, 5, 20, 30, 100]),
    "ratio": lambda rng: rng.choice([f"{rng.randint(1, 100)}%", f"{rng.randint(100, 999) / 10}％"]),
    "bp": lambda rng: f"{rng.randint(105, 178)}" + rng.choice(["/", "と", "-"]) + "78",
    "steps": lambda rng: rng.choice([f"{rng.randint(800, 12000)}", f"{rng.randint(800, 9999):,}"]),
    "points": lambda rng: rng.choice([f"{rng.randint(10, 20000):,}", f"{rng.randint(10, 9999)}"]),
    "ver": lambda rng: ".".join(str(rng.randint(0, 26)) for _ in range(rng.randint(2, 3))),
    "short": lambda rng: rng.choice(["0570", "0120", "0800", "050", "1-2-3", "24-B", "00-1"]),
    "code": lambda rng: rng.choice(["7KQ4", "A7K3", "C9XE", "4QRT", "H6MD"]),
    "seat": lambda rng: rng.choice([f"{rng.choice('ABC')}-{rng.randint(1, 40)}", "12番", "107"]),
    "seats": lambda rng: rng.choice(["1、2、3、5、8", "A1・A2・B1", "3から7", "1-4と9-12"]),
    "inch": lambda rng: f"{rng.randint(5, 12)}.{rng.randint(0, 9)}",
    "wifi": lambda rng: rng.choice(["2.4", "5", "6"]),
    "lat": lambda rng: f"33.{_digits(rng, rng.randint(4, 6))}",
    "lon": lambda rng: f"130.{_digits(rng, rng.randint(4, 6))}",
    "mail": lambda rng: f"digital{rng.randint(1, 2030)}@city.example.lg.jp",
    "url": lambda rng: (
        f"https://www.city.example.lg.jp/{_digits(rng, 1)}/{_digits(rng, 4)}/{_digits(rng, 5)}.html"
    ),
    "pop": lambda rng: f"{rng.randint(640, 47000):,}",
    "era": lambda rng: rng.choice(["昭和", "平成", "令和"]),
    "bus": _between(1, 60),
    "ch": _between(1, 12),
    "ext": lambda rng: _digits(rng, rng.randint(2, 4)),
    "n": _between(1, 9),
    "nn": _between(10, 60),
    "nn2": lambda rng: f"{rng.randint(1, 35):02}",
    "nnn": _between(100, 1800),
    "d": _between(1, 28),
    "month": _between(1, 12),
    "month2": lambda rng: f"{rng.randint(1, 12):02}",
    "year": _between(2012, 2031),
    "age": _between(60, 96),
}
