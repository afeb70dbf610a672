"""The master data shipped with the product: complete, well-formed, safe to print."""

import csv
import re
import tomllib
from collections import Counter
from datetime import date, timedelta
from io import StringIO
from itertools import pairwise
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MASTERS = ROOT / "masters"
MUNICIPALITIES = ("takeo", "demo")
CERTAINTIES = {"FOUND", "KNOWN", "UNSURE"}
HIRAGANA = re.compile(r"[ぁ-んー]+")
TWELVE_DIGITS = re.compile(r"[0-9](?:[ \-]?[0-9]){11}")


def load(name: str) -> dict:
    return tomllib.loads((MASTERS / f"{name}.toml").read_text(encoding="utf-8"))


def rows_of(name: str) -> list[dict[str, str]]:
    text = (MASTERS / "demo" / name).read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text, newline="")))


def check_digit(first_five: str) -> int:
    """Last digit of a 全国地方公共団体コード: weights 6 to 2, 11 minus the remainder by 11."""
    total = sum(int(d) * w for d, w in zip(first_five, (6, 5, 4, 3, 2), strict=True))
    return (11 - total % 11) % 10


COURSES = load("courses")["courses"]
KINDS = load("consultation_kinds")["kinds"]
CATEGORIES = load("question_categories")["categories"]
WORRIES = load("worries")["worries"]
DESKS = load("desks")["desks"]
PHRASES = load("phrases")["phrases"]
EVERYWHERE = {"188", "#9110", "0120-95-0178"}  # numbers that are the same in every city


def test_courses_are_the_whole_curriculum():
    expected = [f"B{n:02}" for n in range(1, 12)] + [f"A{n:02}" for n in range(1, 14)]
    expected += ["K01", "K02", *(f"L{n:02}" for n in range(1, 11))]
    assert [c["code"] for c in COURSES] == expected


@pytest.mark.parametrize("course", COURSES, ids=lambda c: c["code"])
def test_course_is_filled_in(course):
    tiers = {"B": "基本", "A": "応用", "K": "活用", "L": "市独自"}
    assert course["tier"] == tiers[course["code"][0]]
    assert course["os"] in {"both", "android", "iphone"}
    assert 30 <= course["minutes"] <= 180
    assert course["certainty"] in CERTAINTIES
    assert isinstance(course["active"], bool)
    assert course["outline"].endswith("。")


def test_consultation_kinds_are_complete_and_in_order():
    in_order = list(dict.fromkeys(k["code"] for k in KINDS))
    assert in_order == [*(f"M{n:02}" for n in range(1, 36)), "M99"]


# Who handles it first, who else, which PINs the person will need, whether a volunteer stops (止)
# and turns away (向): the table of the field, written down a second time on purpose.
EXPECTED = """
M01 V  VS -    -  -  | M02 V  V  -    止 -  | M03 C  CV -    -  -  | M04 C  C  -    -  -
M05 C  C  ①②③④ -  -  | M06 V  CV -    -  -  | M07 C  CX -    止 向 | M08 V  CV -    -  向
M09 C  C  -    -  -  | M10 V  V  ②    -  向 | M11 X  X  -    -  -  | M12 X  CX -    -  -
M13 V  VX ②④   止 向 | M14 V  V  ②    -  向 | M15 V  V  ①    -  向 | M16 V  V  ④①   -  向
M17 V  V  ②    -  向 | M18 V  VX -    -  向 | M19 X  X  ①    -  -  | M20 X  CX -    -  -
M21 C  C  -    -  -  | M22 C  C  -    -  -  | M23 C  C  ③④   -  -  | M24 V  CV ①②   -  向
M25 C  C  -    -  -  | M26 V  V  ②    -  向 | M27 V  V  ②    -  向 | M28 V  VX ①②   -  向
M29 V  VX ②    -  向 | M30 V  V  ②    止 向 | M31 C  C  -    止 -  | M32 C  C  -    -  -
M33 C  C  -    -  -  | M34 X  X  -    -  -  | M35 S  S  -    -  -  | M99 C  C  -    -  -
"""
TABLE = {cells[0]: cells[1:] for cells in map(str.split, re.split(r"[|\n]", EXPECTED)) if cells}


@pytest.mark.parametrize("kind", KINDS, ids=lambda k: f"{k['code']} {k.get('valid_from', '')}")
def test_kind_is_handled_as_the_table_says(kind):
    lanes = {kind["lane"], *(part["lane"] for part in kind.get("lanes", []))}
    assert [
        kind["lane"],
        "".join(sorted(lanes)),
        "".join(kind["pins"]) or "-",
        "止" if kind["stop"] else "-",
        "向" if kind["hands_off"] else "-",
    ] == [TABLE[kind["code"]][0], "".join(sorted(TABLE[kind["code"]][1])), *TABLE[kind["code"]][2:]]


BRING = {
    "M01": "スマホ|交付申請書|本人確認書類",
    "M03": "交付通知書|本人確認書類|前のカードか通知カード",
    "M04": "回答書・委任状|目かくしシール|来られないことの証明|代理の人の本人確認|顔写真",
    "M05": "マイナンバーカード|有効期限通知書",
    "M06": "スマホ|今までのカード",
    "M07": "マイナンバーカード|本人確認書類",
    "M13": "マイナンバーカード|スマホ|ご本人名義の口座",
    "M16": "iPhone|マイナンバーカード",
    "M19": "マイナンバーカード|運転免許証",
    "M21": "マイナンバーカード|本人確認書類",
    "M22": "遺失届の受理番号|本人確認書類|顔写真",
    "M25": "委任状",
    "M28": "マイナンバーカード|スマホ|源泉徴収票",
    "M33": "在留カード|マイナンバーカード",
}
TOLD = {
    "M01": "1か月半",
    "M02": "6か月以内|4.5センチ|正面",
    "M04": "75歳以上|入院|障がい|施設|要介護|妊娠中|高校生|成年後見",
    "M05": "3か月前|無料|スマホではできません|照会書兼回答書|2回",
    "M06": "1,000円|800円|200円",
    "M07": "コンビニ|24時間|6時30分|①と②だけ",
    "M09": "コンビニでの証明書は使えなくなります",
    "M13": "ご本人の名義|家族の口座は登録できません",
    "M18": "いちばん新しいスマホ",
    "M20": "2番|届けはいりません",
    "M22": "1,000円|800円|2,000円",
    "M23": "14日以内|90日以内|署名用",
    "M28": "税理士",
    "M33": "0120-0178-26",
}


@pytest.mark.parametrize("code", BRING)
def test_kind_names_what_to_bring(code):
    (kind,) = [one for one in KINDS if one["code"] == code]
    assert [thing for thing in BRING[code].split("|") if thing not in "".join(kind["bring"])] == []


@pytest.mark.parametrize("code", TOLD)
def test_kind_tells_what_people_stumble_over(code):
    (kind,) = [one for one in KINDS if one["code"] == code]
    assert [fact for fact in TOLD[code].split("|") if fact not in kind["notes"]] == []


def test_lost_card_and_fraud_name_whom_to_call_at_once():
    places = {kind["code"]: kind["escalate_to"] for kind in KINDS}
    assert "0120-95-0178" in places["M20"]
    assert "0120-95-0178" in places["M18"]
    assert "#9110" in places["M34"]
    assert "188" in places["M34"]


def test_editions_of_a_kind_follow_each_other_without_a_gap():
    for code in {kind["code"] for kind in KINDS}:
        editions = sorted(
            (kind for kind in KINDS if kind["code"] == code),
            key=lambda kind: kind.get("valid_from", date.min),
        )
        for one, later in pairwise(editions):
            assert one["valid_to"] + timedelta(days=1) == later["valid_from"]
        assert "valid_to" not in editions[-1]


def test_certificate_of_eligibility_changed_in_august_2026():
    former, now = (kind for kind in KINDS if kind["code"] == "M12")
    assert (former["valid_to"], now["valid_from"]) == (date(2026, 7, 31), date(2026, 8, 1))
    assert "全員に資格確認書" in former["notes"]
    assert "85歳以上は全員に資格確認書" in now["notes"]


@pytest.mark.parametrize("kind", KINDS, ids=lambda k: k["code"])
def test_kind_says_who_handles_it(kind):
    parts = kind.get("lanes", [{"lane": kind["lane"], "does": kind["name"]}])
    assert {part["lane"] for part in parts} <= set("VSCX")
    assert kind["lane"] in {part["lane"] for part in parts}
    assert all(part["does"] for part in parts)
    assert kind["escalate_to"]
    assert kind["volunteer_may"].endswith("。")
    assert set(kind["pins"]) <= set("①②③④")
    assert kind["certainty"] in CERTAINTIES
    assert isinstance(kind["checked_on"], date)


@pytest.mark.parametrize("kind", KINDS, ids=lambda k: k["code"])
def test_kind_that_stops_says_when(kind):
    assert kind["stop"] == ("stop_when" in kind)


@pytest.mark.parametrize("kind", KINDS, ids=lambda k: k["code"])
def test_volunteer_turns_away_where_a_pin_is_typed_beside_them(kind):
    lanes = {kind["lane"], *(part["lane"] for part in kind.get("lanes", []))}
    assert kind["hands_off"] or not (kind["pins"] and "V" in lanes)


@pytest.mark.parametrize(
    "kind", [k for k in KINDS if k["certainty"] == "UNSURE"], ids=lambda k: k["code"]
)
def test_unsure_kind_sends_people_to_the_counter(kind):
    assert "窓口でご確認ください" in kind["notes"]


def test_question_categories_have_unique_codes_and_names():
    assert len({c["code"] for c in CATEGORIES}) == len(CATEGORIES)
    assert len({c["name"] for c in CATEGORIES}) == len(CATEGORIES)


def test_only_money_and_fraud_is_urgent_and_names_the_public_numbers():
    urgent = [c for c in CATEGORIES if c["urgent"]]
    assert [c["name"] for c in urgent] == ["お金・詐欺の疑い"]
    assert [c["phone"] for c in urgent[0]["contacts"]] == ["#9110", "188"]


@pytest.mark.parametrize("name", MUNICIPALITIES)
def test_municipality_code_has_a_valid_check_digit(name):
    code = load(name)["municipality"]["code"]
    assert len(code) == 6
    assert int(code[5]) == check_digit(code[:5])


@pytest.mark.parametrize("name", MUNICIPALITIES)
def test_municipality_has_nine_districts_with_hiragana_readings(name):
    districts = load(name)["districts"]
    assert len({d["code"] for d in districts}) == 9
    assert [d["kana"] for d in districts if not HIRAGANA.fullmatch(d["kana"])] == []


@pytest.mark.parametrize("name", MUNICIPALITIES)
def test_every_alias_means_exactly_one_district(name):
    aliases = Counter(alias for d in load(name)["districts"] for alias in d["aliases"])
    assert {alias: n for alias, n in aliases.items() if n > 1} == {}


@pytest.mark.parametrize("name", MUNICIPALITIES)
def test_district_answers_to_its_own_name_and_reading(name):
    for district in load(name)["districts"]:
        assert {district["name"], district["kana"]} <= set(district["aliases"])


def test_oaza_shared_by_two_towns_is_no_alias():
    districts = load("takeo")["districts"]
    oaza = Counter(o for d in districts for o in d["oaza"])
    shared = {name for name, n in oaza.items() if n > 1}
    assert shared == {"永島", "芦原"}
    assert shared & {alias for d in districts for alias in d["aliases"]} == set()


@pytest.mark.parametrize("name", MUNICIPALITIES)
def test_every_district_has_one_venue(name):
    data = load(name)
    assert [v["district"] for v in data["venues"]] == [d["code"] for d in data["districts"]]


def test_only_the_demo_is_fictional_and_says_so():
    takeo, demo = (load(name) for name in MUNICIPALITIES)
    assert (takeo["municipality"]["is_fictional"], demo["municipality"]["is_fictional"]) == (
        False,
        True,
    )
    assert "架空" in demo["municipality"]["name"]
    assert "架空" in demo["desk"]["name"]
    assert all("架空" in v["address"] for v in demo["venues"])
    assert {p[:5] for p in [demo["desk"]["phone"], *(v["phone"] for v in demo["venues"])]} == {
        "0000-"
    }


def test_demo_lies_in_the_open_pacific():
    for district in load("demo")["districts"]:
        assert abs(district["latitude"] - 30.0) < 0.1
        assert abs(district["longitude"] - 135.0) < 0.1


def test_demo_population_has_the_published_columns_and_one_row_per_district():
    rows = rows_of("population.csv")
    assert len(rows[0]) == 47
    assert [r["地域名"] for r in rows] == [d["name"] for d in load("demo")["districts"]]
    assert {r["調査年月日"] for r in rows} == {"2026-09-30"}
    assert all("架空" in r["備考"] for r in rows)


def test_demo_population_adds_up_by_age_and_sex():
    for row in rows_of("population.csv"):
        men = sum(int(n) for column, n in row.items() if column.endswith("の男性"))
        women = sum(int(n) for column, n in row.items() if column.endswith("の女性"))
        assert (men, women) == (int(row["男性"]), int(row["女性"]))
        assert men + women == int(row["総人口"])


def test_demo_events_have_the_catalogue_columns_and_are_marked_fictional():
    rows = rows_of("events.csv")
    assert len(rows) == 12
    assert len(rows[0]) == 50
    assert all("架空" in r["備考"] for r in rows)


def test_demo_events_hold_what_importers_stumble_over():
    rows = rows_of("events.csv")
    assert [r["NO"][-2:] for r in rows if "\n" in "".join(r.values())] == [
        *("01", "02", "04", "05", "07", "11")
    ]
    assert [r["NO"][-2:] for r in rows if not r["開始時刻"]] == ["04", "08"]
    assert [r["NO"][-2:] for r in rows if r["開始日"] == "2027-02-29"] == ["12"]


@pytest.mark.parametrize(
    "path",
    [p for p in MASTERS.rglob("*") if p.is_file()],
    ids=lambda p: p.relative_to(ROOT).as_posix(),
)
def test_no_twelve_digit_number_is_shipped(path):
    assert TWELVE_DIGITS.findall(path.read_text(encoding="utf-8-sig")) == []


def test_worries_name_each_kind_at_least_once_and_no_other():
    named = {code for worry in WORRIES for code in worry["kinds"]}
    assert named == {kind["code"] for kind in KINDS}
    assert [w["name"] for w in WORRIES if len(set(w["kinds"])) < len(w["kinds"])] == []


@pytest.mark.parametrize("kind", KINDS, ids=lambda k: k["code"])
def test_what_residents_read_of_a_kind_is_not_a_rule_for_volunteers(kind):
    shown = kind["notes"] + kind.get("pin_note", "")
    assert re.findall("引き継ぎます|メモに書きません|番号を聞いてはいけません", shown) == []


def test_categories_are_those_people_ask_about():
    """基本操作 to その他 as the desks count them, and first what must not wait."""
    assert [one["name"] for one in CATEGORIES] == [
        *("お金・詐欺の疑い", "基本操作", "文字入力", "電話", "メール・SMS", "LINE・SNS", "写真"),
        *("地図・交通", "アプリ導入", "アカウント・パスワード", "Wi-Fi・通信", "料金・契約"),
        *("機種変更", "安全・詐欺の予防", "キャッシュレス", "防災", "健康・医療", "市の手続"),
        *("マイナンバーカード", "その他"),
    ]


def test_desks_have_no_number_but_those_of_the_whole_country():
    assert {one["phone"] for one in DESKS} - {""} == EVERYWHERE
    assert Counter(one["code"] for one in DESKS).most_common(1)[0][1] == 1
    assert all(one["name"] and one["note"].endswith("。") for one in DESKS)


def test_phrases_are_whole_sentences_with_short_names():
    assert len(PHRASES) >= 10
    assert len({one["name"] for one in PHRASES}) == len(PHRASES)
    for one in PHRASES:
        assert len(one["name"]) <= 8
        assert one["body"].endswith("。")
        assert len(one["body"]) <= 200
