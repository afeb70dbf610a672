"""Master data of the first start: masters/*.toml, read once into an empty database."""

import tomllib
from datetime import date, time
from pathlib import Path
from typing import Any

from sqlmodel import Session, select

from models import (
    ConsultationKind,
    Course,
    Desk,
    District,
    Equipment,
    EquipmentKind,
    Lane,
    Municipality,
    Phrase,
    QuestionCategory,
    Room,
    Venue,
)

FOLDER = Path(__file__).parent.parent / "masters"
ALWAYS = date(2016, 1, 1)  # the first cards were issued in January 2016


def is_empty(db: Session) -> bool:
    return db.exec(select(Municipality.id)).first() is None


def load(db: Session, *, city: str) -> None:
    """Fill an empty database with `masters/<city>.toml` and the masters every city shares."""
    _load_city(db, read(f"{city}.toml"))
    for row in read("consultation_kinds.toml")["kinds"]:
        db.add(_kind(row))
    for position, row in enumerate(read("question_categories.toml")["categories"]):
        db.add(_category(position, row))
    db.flush()
    add_later_ones(db)


def add_later_ones(db: Session) -> None:
    """Master data that is younger than a database: a kind while it has no row, a course while its
    code is free. What a city has under the same code stays."""
    taken = set(db.exec(select(Course.code)))
    rows = read("courses.toml")["courses"]
    db.add_all(_course(row) for row in rows if row["code"] not in taken)
    for kind, name in ((Desk, "desks"), (Phrase, "phrases")):
        if db.exec(select(kind.id)).first() is None:
            rows = enumerate(read(f"{name}.toml")[name])
            db.add_all(kind(**row, position=position) for position, row in rows)
    db.flush()


def read(name: str) -> dict[str, Any]:
    """One file of masters/; ValueError names it when it cannot be read."""
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
            web_booking=desk.get("web_booking", False),
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
    closed = "".join(data["closing"]["venue_weekdays"])
    for row in data["venues"]:
        _add_venue(db, row, districts[row["district"]], closed)
    for row in data.get("equipment", []):
        db.add(Equipment(**row | {"kind": EquipmentKind(row["kind"])}))


def _add_venue(db: Session, row: dict[str, Any], district: District, closed: str) -> None:
    venue = Venue(
        district_id=district.id,
        name=row["name"],
        kana=row.get("kana", ""),
        address=row.get("address", ""),
        phone=row.get("phone", ""),
        capacity=row.get("capacity") or 20,
        step_free=row.get("step_free", False),
        wifi=row.get("wifi", False),
        opens=_time(row.get("opens")),
        closes=_time(row.get("closes")),
        closed_weekdays=closed,
        is_shelter=row.get("shelter", False),
        access=row.get("access", ""),
        latitude=row.get("latitude"),
        longitude=row.get("longitude"),
    )
    db.add(venue)
    db.flush()
    for room in row.get("rooms", []):
        db.add(Room(venue_id=venue.id, name=room["name"], capacity=room["capacity"]))


def _time(text: str | None) -> time | None:
    return time.fromisoformat(text) if text else None


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
        second_visit=row.get("second_visit", ""),
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
