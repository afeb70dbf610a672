"""Master data: read once from masters/*.toml, edited on screen afterwards."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, select

from models import (
    Base,
    ConsultationKind,
    Course,
    District,
    Lane,
    Municipality,
    QuestionCategory,
    Staff,
    Venue,
)
from refusal import Refusal
from services.permissions import Permission, require

FOLDER = Path(__file__).parent.parent / "masters"
ALWAYS = date(2016, 1, 1)  # the first cards were issued in January 2016


def is_empty(db: Session) -> bool:
    return db.exec(select(Municipality.id)).first() is None


def load(db: Session, *, city: str) -> None:
    """Fill an empty database with `masters/<city>.toml` and the masters every city shares."""
    _load_city(db, _read(f"{city}.toml"))
    for row in _read("courses.toml")["courses"]:
        db.add(_course(row))
    for row in _read("consultation_kinds.toml")["kinds"]:
        db.add(_kind(row))
    for position, row in enumerate(_read("question_categories.toml")["categories"]):
        db.add(_category(position, row))
    db.flush()


def _read(name: str) -> dict[str, Any]:
    try:
        return tomllib.loads((FOLDER / name).read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"masters/{name}: {error}") from error


def _load_city(db: Session, data: dict[str, Any]) -> None:
    city, desk = data["municipality"], data["desk"]
    db.add(
        Municipality(
            code=city["code"],
            name=city["name"],
            kana=city["kana"],
            desk=desk["name"],
            phone=desk["phone"],
            hours=desk["hours"],
            area_code=desk.get("area_code", ""),
            is_fictional=city["is_fictional"],
        )
    )
    districts = {}
    for position, row in enumerate(data["districts"]):
        districts[row["code"]] = District(
            code=row["code"],
            name=row["name"],
            kana=row["kana"],
            aliases="\n".join(row["aliases"]),
            latitude=row.get("latitude"),
            longitude=row.get("longitude"),
            position=position,
        )
    db.add_all(districts.values())
    db.flush()
    for row in data["venues"]:
        db.add(_venue(row, districts[row["district"]]))


def _venue(row: dict[str, Any], district: District) -> Venue:
    return Venue(
        district_id=district.id,
        name=row["name"],
        kana=row.get("kana", ""),
        address=row.get("address", ""),
        phone=row.get("phone", ""),
        capacity=row.get("capacity") or 20,
        step_free=row.get("step_free", False),
        wifi=row.get("wifi", False),
    )


def _course(row: dict[str, Any]) -> Course:
    return Course(
        code=row["code"],
        tier=row["tier"],
        title=row["title"],
        outline=row["outline"],
        os=row["os"],
        minutes=row["minutes"],
        fiscal_year=row["fiscal_year"],
        is_active=row["active"],
    )


def _kind(row: dict[str, Any]) -> ConsultationKind:
    lanes = row.get("lanes", [])
    return ConsultationKind(
        code=row["code"],
        name=row["name"],
        bring="\n".join(row["bring"]),
        pins="\n".join(row["pins"]),
        pin_note=row.get("pin_note", ""),
        lane=Lane(row["lane"]),
        lane_detail="\n".join(f"{part['lane']} {part['does']}" for part in lanes),
        escalate_to=row["escalate_to"],
        is_stop=row["stop"],
        stop_when=row.get("stop_when", ""),
        hands_off=row["hands_off"],
        volunteer_may=row["volunteer_may"],
        note=row["notes"],
        source=row["source"],
        checked_on=row["checked_on"],
        valid_from=row.get("valid_from", ALWAYS),
        valid_to=row.get("valid_to"),
    )


def _category(position: int, row: dict[str, Any]) -> QuestionCategory:
    numbers = "　".join(f"{c['name']} {c['phone']}" for c in row.get("contacts", []))
    return QuestionCategory(
        code=row["code"],
        name=row["name"],
        is_urgent=row["urgent"],
        advice="\n".join(filter(None, [row.get("advice", ""), numbers])),
        position=position,
    )


EDITABLE: dict[type, tuple[str, ...]] = {
    Municipality: ("name", "kana", "desk", "phone", "hours", "area_code"),
    District: ("name", "kana", "aliases", "latitude", "longitude"),
    Venue: ("district_id", "name", "kana", "address", "phone", "capacity", "step_free", "wifi")
    + ("is_active",),
    Course: ("tier", "title", "outline", "os", "minutes", "fiscal_year", "is_active"),
    ConsultationKind: ("name", "bring", "pins", "pin_note", "lane", "lane_detail", "escalate_to")
    + ("is_stop", "stop_when", "hands_off", "volunteer_may", "note", "source", "checked_on")
    + ("valid_from", "valid_to"),
    QuestionCategory: ("name", "is_urgent", "advice", "is_active"),
}
LONGEST_CODE = 8
CODED = (District, Course, ConsultationKind, QuestionCategory)


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
    for name, value in values.items():
        setattr(row, name, value.strip() if isinstance(value, str) else value)
    if isinstance(row, ConsultationKind):
        row.lane_detail = row.lane_detail.replace("　", " ")
    _check(row)
    _flush(db)


def add(db: Session, *, kind: type[Base], code: str, values: dict[str, Any], by: Staff) -> Base:
    """Add a row, for instance a course of the city's own (L01…) or a new venue."""
    require(by, Permission.MASTER_EDIT)
    if kind is Municipality:
        raise Refusal("市の情報は1つだけです。今ある内容を直してください。")
    identity = {"code": _code(code)} if kind in CODED else {}
    row = kind(**identity, **values)
    if isinstance(row, District):
        row.position = len(db.exec(select(District.id)).all())
    _check(row)
    db.add(row)
    _flush(db)
    return row


def _code(text: str) -> str:
    code = text.strip()
    if not (code.isascii() and code.replace("_", "").replace("-", "").isalnum()):
        raise Refusal("記号は半角の英数字で入力してください（例: L01）。")
    if len(code) > LONGEST_CODE:
        raise Refusal(f"記号は{LONGEST_CODE}文字までにしてください（例: L01）。")
    return code


def _check(row: Base) -> None:
    if not (getattr(row, "title", "") or getattr(row, "name", "")):
        raise Refusal("名前を入力してください。")
    parts = [line.split(" ", 1) for line in getattr(row, "lane_detail", "").splitlines()]
    if any(len(part) < 2 or part[0] not in set(Lane) for part in parts):
        raise Refusal("分担の行は「V となりで見守る」のように、V・S・C・X と空白で始めます。")
    for name, what in (("minutes", "時間（分）"), ("capacity", "定員")):
        if getattr(row, name, 1) < 1:
            raise Refusal(f"{what}は1以上にしてください。")


def _flush(db: Session) -> None:
    try:
        db.flush()
    except IntegrityError as error:
        raise Refusal("同じ名前か記号のものが、もうあります。別の名前にしてください。") from error
