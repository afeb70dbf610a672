"""The demo's targets and promises (架空), from masters/demo/targets.toml."""

from collections.abc import Mapping

from sqlmodel import Session

import clock
from japanese import dates
from models import District, Promise, PromiseOutcome, Staff, Target
from services.master_files import read


def seed(db: Session, *, districts: Mapping[str, District], writer: Staff) -> None:
    """`year` in the file: 0 is the present fiscal year, -1 the one before."""
    this = dates.fiscal_year(clock.today())
    data = read("demo/targets.toml")
    for row in data["targets"]:
        place = {"fiscal_year": this + row.pop("year"), "district_id": _id(districts, row)}
        db.add(Target(**place, **row))
    for number, row in enumerate(data["promises"]):
        place = {"fiscal_year": this + row.pop("year"), "district_id": _id(districts, row)}
        outcome = PromiseOutcome(row.pop("outcome", "open"))
        looked = {} if outcome is PromiseOutcome.OPEN else {"checked_on": clock.today()}
        made = {"idem_key": f"demo-{number}", "promised_by_id": writer.id, "outcome": outcome}
        db.add(Promise(**place, **made, **looked, **row))
    db.flush()


def _id(districts: Mapping[str, District], row: dict) -> int | None:
    code = row.pop("district", None)
    return districts[code].id if code else None
