"""Forms for master data, drawn from one table of fields."""

from datetime import date
from typing import Any

import streamlit as st

import clock
from japanese import dates
from japanese.dates import WEEKDAYS, fiscal_year
from models import (
    Base,
    CardClosure,
    ConsultationKind,
    Course,
    Desk,
    District,
    Equipment,
    EquipmentKind,
    EventList,
    Lane,
    Municipality,
    Phrase,
    QuestionCategory,
    Room,
    Venue,
    VenueClosure,
)
from models.publication import THRESHOLDS
from pages._ui import kind_editions
from pages._ui.kept import EVERY_HALL
from services.masters import CODED, EDITABLE, LIMIT_WORDS

KINDS: dict[str, type[Base]] = {
    "市と窓口": Municipality,
    "地区": District,
    "会場": Venue,
    "部屋": Room,
    "休館日": VenueClosure,
    "カードの停止日": CardClosure,
    "貸出機器": Equipment,
    "講座": Course,
    "カード相談の種類": ConsultationKind,
    "質問の分類": QuestionCategory,
    "ほかの窓口": Desk,
    "よく使う文": Phrase,
}
CODE = "m_code"
LABELS = {
    "name": "名前",
    "title": "講座名",
    "kana": "読みがな",
    "desk": "担当する課の名前",
    "phone": "電話番号（紙とページに出ます）",
    "hours": "受付時間",
    "area_code": "市外局番",
    "opens": "開く時刻",
    "closes": "閉まる時刻",
    "offer_days": "空いた席を、お電話の方に取っておく日数（開庁日で数えます）",
    "event_list": "公開するイベント一覧の見出し",
    "threshold": "公表しない人数",
    **LIMIT_WORDS,
    "web_booking": "ホームページからも申し込めるようにする",
    "venue_id": "会場",
    "closed_weekdays": "毎週の休館日",
    "is_shelter": "指定避難所（避難所が開くと、教室は中止になります）",
    "access": "行き方（バス停・駐車場など。住民のページにも載ります）",
    "first_day": "初めの日",
    "last_day": "終わりの日（1日だけのときは同じ日）",
    "reason": "理由（住民のページにも出ます）",
    "kind": "種類",
    "aliases": "別の書き方（1行に1つ。取り込みのときに同じ地区とみなします）",
    "latitude": "緯度",
    "longitude": "経度",
    "district_id": "地区",
    "address": "住所",
    "capacity": "入れる人数",
    "step_free": "段差なし",
    "wifi": "Wi-Fiあり",
    "is_active": "使う（外すと、新しい登録の選択肢から消えます）",
    "tier": "区分",
    "outline": "内容（1文で）",
    "os": "対象の機種",
    "minutes": "時間（分）",
    "fiscal_year": "版の年度",
    "bring": "持ち物（1行に1つ）",
    "pins": "ご本人が使う暗証番号の種類（1行に1つ）",
    "pin_note": "暗証番号の説明（住民のページと持ち物の紙に出ます）",
    "lane": "だれが行うか",
    "lane_detail": "分担（1行に1つ。V・S・C・X のあとに1文字あけて書きます）",
    "escalate_to": "引き継ぎ先",
    "is_stop": "推進委員は止めて、引き継ぐ",
    "stop_when": "どんなときに止めるか",
    "hands_off": "入力のとき後ろを向く",
    "volunteer_may": "推進委員ができること",
    "second_visit": "2回行くことになる場合（予約の電話で伝えます）",
    "note": "補足（住民のページと持ち物の紙に出ます）",
    "source": "出典",
    "checked_on": "確認した日",
    "valid_from": "いつから",
    "valid_to": "いつまで（空欄: ずっと）",
    "is_urgent": "当日中に対応する",
    "advice": "すぐに伝えること",
    "body": "文（回答の欄に入ります）",
    "position": "並び順（小さい数が先）",
}
OWN_LABELS = {
    (Desk, "phone"): "電話番号（質問した方に、読み上げてお伝えします）",
    (Desk, "note"): "どんなときの窓口か（仲間への説明）",
}
LONG = {
    "access",
    "aliases",
    "bring",
    "pins",
    "outline",
    "note",
    "advice",
    "body",
    "lane_detail",
    "volunteer_may",
}
CHOICES = {
    "os": {"both": "両方", "android": "Android", "iphone": "iPhone"},
    "tier": {one: one for one in ("基本", "応用", "活用", "市独自")},
    "lane": {lane: lane.label for lane in Lane},
    "kind": {kind: kind.label for kind in EquipmentKind},
    "event_list": {form: form.label for form in EventList},
    "threshold": {few: f"{few}人未満は出さない" for few in THRESHOLDS},
}
SPECIAL = {(Equipment, "os"): {"": "なし", "android": "Android", "iphone": "iPhone"}}
HOURS = ("opens", "closes")


def key_of(title: str, row_id: int, field: str) -> str:
    return f"m_{title}_{row_id}_{field}"


def keys(title: str, row_id: int) -> list[str]:
    """The widgets of one form."""
    return [CODE, *(key_of(title, row_id, field) for field in EDITABLE[KINDS[title]])]


def typed(title: str, row_id: int) -> dict[str, Any]:
    """What stands in the form now."""
    values = {
        field: st.session_state[key_of(title, row_id, field)] for field in EDITABLE[KINDS[title]]
    }
    if "closed_weekdays" in values:
        values["closed_weekdays"] = "".join(sorted(values["closed_weekdays"], key=WEEKDAYS.index))
    return values


def name_of(row: Base | None, halls: dict[int, str]) -> str:
    if row is None:
        return "＋ 新しく追加する"
    if isinstance(row, CardClosure):
        return f"{dates.with_era(row.first_day)}から　{row.reason}"
    if isinstance(row, VenueClosure):
        hall = halls.get(row.venue_id, EVERY_HALL)
        return f"{dates.with_era(row.first_day)}から　{hall}　{row.reason}"
    name = getattr(row, "title", "") or row.name
    if isinstance(row, Room):
        return f"{halls[row.venue_id]}　{name}"
    if isinstance(row, ConsultationKind):
        return f"{row.code}　{name}{kind_editions.period(row)}"
    is_known_by_code = isinstance(row, Course | Equipment)
    return f"{row.code}　{name}" if is_known_by_code else name


def form(title: str, row: Base | None, districts: dict[int, str], halls: dict[int, str]) -> None:
    """Every editable field of the row, or empty ones for a new row."""
    places = {"district_id": districts, "venue_id": halls}
    kind = KINDS[title]
    with st.container(border=True):
        if row is None and kind in CODED:
            st.text_input("記号（半角の英数字。例: L01）", key=CODE, placeholder=" ")
        for field in EDITABLE[kind]:
            value = getattr(row, field) if row else _blank(kind, field)
            choices = places.get(field) or SPECIAL.get((kind, field)) or CHOICES.get(field)
            if kind is VenueClosure and field == "venue_id":
                choices = {**halls, None: EVERY_HALL}
            label = OWN_LABELS.get((kind, field), LABELS[field])
            _input(field, label, value, choices, key_of(title, row.id if row else 0, field))


def _blank(kind: type[Base], field: str) -> Any:
    today = clock.today()
    sensible = {
        "checked_on": today,
        "valid_from": today,
        "fiscal_year": fiscal_year(today),
        "first_day": today,
        "last_day": today,
        **dict.fromkeys(("district_id", "venue_id"), 0),
        **dict.fromkeys(("lane", "kind")),
    }
    default = kind.model_fields[field].get_default(call_default_factory=True)
    return sensible.get(field, default)


def _input(field: str, label: str, value: Any, choices: dict | None, key: str) -> None:
    if choices:
        options = list(choices)
        index = options.index(value) if value in options else 0
        st.selectbox(label, options, index=index, format_func=choices.get, key=key)
    elif field in HOURS:
        st.time_input(label, value, step=900, key=key)
    elif field == "closed_weekdays":
        st.multiselect(label, list(WEEKDAYS), list(value), key=key, placeholder="ありません")
    elif isinstance(value, bool):
        st.checkbox(label, value, key=key)
    elif isinstance(value, int | float) or field in ("latitude", "longitude"):
        step = 0.001 if field in ("latitude", "longitude") else 1
        st.number_input(label, value=value, step=step, key=key, placeholder="空欄")
    elif isinstance(value, date) or field == "valid_to":
        st.date_input(label, value, format="YYYY/MM/DD", key=key)
    elif field in LONG:
        st.text_area(label, value, key=key, placeholder=" ")
    else:
        st.text_input(label, value, key=key, placeholder=" ")
