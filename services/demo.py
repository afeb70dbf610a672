"""The fictional demo town: invented people, classes and figures, so that every screen has life.

Nothing here is real; every screen and sheet of the demo says 架空. The same seed gives the same
town, laid around today's date.
"""

import random

from sqlmodel import Session, col, select

from models import District, Municipality, Role, Staff, StaffDistrict
from services import (
    accounts,
    demo_corner,
    demo_counter,
    demo_desk,
    demo_faqs,
    demo_life,
    demo_people,
    demo_plan,
    demo_team,
    demo_years,
)
from services.demo_town import MET, Town, seed_coming, seed_past
from settings import SETTINGS

PASSWORD = "tonari-mihon"  # shown on the sign-in page of the demo, and only there of any use
CAST = (
    ("sato", "佐藤", Role.COORDINATOR, ()),
    ("tanaka", "田中", Role.VOLUNTEER, ("wakaba", "asagiri")),
    ("suzuki", "鈴木", Role.VOLUNTEER, ("higashikawa", "takenouchi")),
    ("yamaguchi", "山口", Role.COUNTER, ()),
    ("kanri", "管理", Role.ADMIN, ()),
)


def cast(db: Session) -> list[Staff]:
    """The demo accounts for the sign-in page; none unless this is the demo."""
    city = db.get(Municipality, 1) if SETTINGS.demo else None
    if city is None or not city.is_fictional:
        return []
    logins = [login for login, *_ in CAST]
    return list(db.exec(select(Staff).where(col(Staff.login).in_(logins)).order_by(Staff.id)))


def seed(db: Session) -> None:
    """Fill the freshly loaded demo town with its cast, people, past and coming classes."""
    chance = random.Random(2026)
    districts = {d.code: d for d in db.exec(select(District).order_by(District.position))}
    staff = _seed_staff(db, districts)
    people = {
        code: demo_people.seed(db, chance=chance, home=d, count=MET[code][0])
        for code, d in districts.items()
    }
    town = Town(db, chance, districts, people, staff)
    seed_past(town)
    seed_coming(town)
    demo_desk.seed(town)
    demo_faqs.seed(db, writer=staff["tanaka"], publisher=staff["sato"])
    demo_life.seed(town)
    demo_corner.seed(town)
    demo_counter.seed(town)
    demo_team.seed(db, staff=staff)
    demo_plan.seed(db, districts=districts, writer=staff["sato"])
    demo_years.seed(town)


def _seed_staff(db: Session, districts: dict[str, District]) -> dict[str, Staff]:
    fingerprint = accounts.hash_of(PASSWORD)
    staff = {
        login: Staff(login=login, name=name, role=role, password_hash=fingerprint)
        for login, name, role, _ in CAST
    }
    db.add_all(staff.values())
    db.flush()
    for login, _, _, own in CAST:
        for code in own:
            db.add(StaffDistrict(staff_id=staff[login].id, district_id=districts[code].id))
    return staff
