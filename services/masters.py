"""Master data as it is edited on screen; where it comes from first: services/master_files.py."""

from datetime import date
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, select

from japanese import dates
from models import (
    Base,
    CardClosure,
    ConsultationKind,
    Course,
    Desk,
    District,
    Equipment,
    Lane,
    Municipality,
    Phrase,
    QuestionCategory,
    Room,
    Staff,
    Venue,
    VenueClosure,
)
from models.place import LIMITS
from refusal import Refusal
from services.permissions import Permission, require

EDITABLE: dict[type, tuple[str, ...]] = {
    Municipality: ("name", "kana", "desk", "phone", "hours", "area_code")
    + ("opens", "closes", "offer_days", "web_booking", "event_list", "threshold", *LIMITS),
    District: ("name", "kana", "aliases", "latitude", "longitude"),
    Venue: ("district_id", "name", "kana", "address", "phone", "capacity", "step_free", "wifi")
    + ("opens", "closes", "closed_weekdays", "is_shelter", "access", "latitude", "longitude")
    + ("is_active",),
    Room: ("venue_id", "name", "capacity", "is_active"),
    VenueClosure: ("venue_id", "first_day", "last_day", "reason"),
    CardClosure: ("first_day", "last_day", "reason"),
    Equipment: ("kind", "name", "os", "note", "is_active"),
    Course: ("tier", "title", "outline", "os", "minutes", "fiscal_year", "is_active"),
    ConsultationKind: ("name", "bring", "pins", "pin_note", "lane", "lane_detail", "escalate_to")
    + ("is_stop", "stop_when", "hands_off", "volunteer_may", "second_visit", "note", "source")
    + ("checked_on", "valid_from", "valid_to"),
    QuestionCategory: ("name", "is_urgent", "advice", "is_active"),
    Desk: ("name", "phone", "hours", "note", "position", "is_active"),
    Phrase: ("name", "body", "position", "is_active"),
}
LONGEST_CODE = 8
CODED = (District, Course, ConsultationKind, QuestionCategory, Equipment, Desk)
MOST_OFFER_DAYS = 10
LIMIT_WORDS = {
    "quiet_days": "「しばらく開いていない」とみる日数",
    "low_share": "「届いていない」とみる到達率（市全体の何％より低いか）",
    "low_fill": "席の埋まりが低いとみる割合（何％より低いか）",
    "high_no_show": "無断欠席が多いとみる割合（何％より高いか）",
    "low_satisfaction": "満足度が低いとみる割合（何％より低いか）",
    "few_sheets": "満足度をみるのに要るアンケートの枚数",
}


def rows(db: Session, *, kind: type[Base], by: Staff) -> list[Base]:
    """All rows of one kind of master data, retired ones included, in their order."""
    require(by, Permission.MASTER_EDIT)
    order = kind.code if kind in CODED else kind.id
    return list(db.exec(select(kind).order_by(order)))


def change(db: Session, *, row: Base, values: dict[str, Any], by: Staff) -> None:
    """Set the fields of `EDITABLE`; refuses what would leave the row without a name."""
    require(by, Permission.MASTER_EDIT)
    unknown = set(values) - set(EDITABLE[type(row)])
    if unknown:
        raise ValueError(f"not editable: {sorted(unknown)}")
    for name, value in _plain(values).items():
        setattr(row, name, value)
    _check(row)
    _check_edition(db, row)
    _flush(db, row)


def add(db: Session, *, kind: type[Base], code: str, values: dict[str, Any], by: Staff) -> Base:
    """Add a row, for instance a course of the city's own (L01…) or a new venue."""
    require(by, Permission.MASTER_EDIT)
    if kind is Municipality:
        raise Refusal("市の情報は1つだけです。今ある内容を直してください。")
    identity = {"code": _code(code)} if kind in CODED else {}
    row = kind(**identity, **_plain(values))
    if isinstance(row, District):
        row.position = len(db.exec(select(District.id)).all())
    _check(row)
    _check_edition(db, row)
    db.add(row)
    _flush(db, row)
    return row


def remove(db: Session, *, row: VenueClosure | CardClosure, by: Staff) -> None:
    """Take back closed days. Nothing else is removed: what is not used any more is retired."""
    require(by, Permission.MASTER_EDIT)
    db.delete(row)
    db.flush()


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    """What was typed, without blanks around it; lanes are cut at a narrow blank."""
    plain = {
        name: value.strip() if isinstance(value, str) else value for name, value in values.items()
    }
    if "lane_detail" in plain:
        plain["lane_detail"] = plain["lane_detail"].replace("　", " ")
    return plain


def _code(text: str) -> str:
    code = text.strip()
    if not (code.isascii() and code.replace("_", "").replace("-", "").isalnum()):
        raise Refusal("記号は半角の英数字で入力してください（例: L01）。")
    if len(code) > LONGEST_CODE:
        raise Refusal(f"記号は{LONGEST_CODE}文字までにしてください（例: L01）。")
    return code


def _check(row: Base) -> None:
    if isinstance(row, VenueClosure | CardClosure):
        _check_days(row)
    elif not (getattr(row, "title", "") or getattr(row, "name", "")):
        raise Refusal("名前を入力してください。")
    elif isinstance(row, Phrase) and not row.body.strip():
        raise Refusal("回答の欄に入れる文を書いてください。")
    parts = [line.split(" ", 1) for line in getattr(row, "lane_detail", "").splitlines()]
    if any(len(part) < 2 or part[0] not in set(Lane) for part in parts):
        raise Refusal("分担の行は「V となりで見守る」のように、V・S・C・X と空白で始めます。")
    for name, what in (("minutes", "時間（分）"), ("capacity", "定員")):
        if getattr(row, name, 1) < 1:
            raise Refusal(f"{what}は1以上にしてください。")
    _check_hours(row)
    _check_limits(row)


def _check_limits(row: Base) -> None:
    for name, (low, high) in LIMITS.items() if isinstance(row, Municipality) else ():
        value = getattr(row, name)
        if value is None or not low <= value <= high:
            raise Refusal(f"{LIMIT_WORDS[name]}は、{low}から{high}までの数にしてください。")


def _check_days(row: VenueClosure | CardClosure) -> None:
    what = "休館" if isinstance(row, VenueClosure) else "停止"
    if not (row.first_day and row.last_day):
        raise Refusal(f"{what}の初めの日と終わりの日を入れてください。1日だけのときは同じ日です。")
    if row.last_day < row.first_day:
        raise Refusal(f"{what}の終わりの日が、初めの日より前です。")


def _check_edition(db: Session, row: Base) -> None:
    """No day may have two editions of one kind of consultation."""
    if not isinstance(row, ConsultationKind):
        return
    if not row.valid_from or (row.valid_to and row.valid_to < row.valid_from):
        raise Refusal("「いつから」の日を入れ、「いつまで」は、それより後の日にしてください。")
    with db.no_autoflush:
        others = db.exec(select(ConsultationKind).where(ConsultationKind.code == row.code)).all()
    ends = row.valid_to or date.max
    for one in others:
        is_apart = one.valid_from > ends or (one.valid_to or date.max) < row.valid_from
        if one is not row and not is_apart:
            raise Refusal(
                f"{dates.with_era(one.valid_from)}からの版と、期間が重なります。"
                "どちらかの「いつまで」を直してください。"
            )


def _check_hours(row: Base) -> None:
    opens, closes = getattr(row, "opens", None), getattr(row, "closes", None)
    if isinstance(row, Municipality) and not (opens and closes):
        raise Refusal("窓口の開く時刻と閉まる時刻を入れてください。お電話の期限を数えるためです。")
    if opens and closes and opens >= closes:
        raise Refusal("閉まる時刻が、開く時刻より前です。")
    if not 1 <= getattr(row, "offer_days", 1) <= MOST_OFFER_DAYS:
        raise Refusal(f"席を取っておく日数は、1日から{MOST_OFFER_DAYS}日までにしてください。")
    if set(getattr(row, "closed_weekdays", "")) - set(dates.WEEKDAYS):
        raise Refusal("休館の曜日は、月・火・水・木・金・土・日から選んでください。")


def _flush(db: Session, row: Base) -> None:
    sentence = _taken(row)
    try:
        db.flush()
    except IntegrityError as error:
        raise Refusal(sentence) from error


def _taken(row: Base) -> str:
    """What to say when there is such a row; asked before, since a failed flush forgets the row."""
    if isinstance(row, CardClosure):
        return (
            f"{dates.with_era(row.first_day)}からの停止日が、もうあります。"
            "一覧から選んで、終わりの日か理由を直してください。"
        )
    return "同じ名前か記号のものが、もうあります。別の名前にしてください。"
