import pytest
from sqlmodel import select

from database import reading, writing
from models import AgeBand, Attendance, Booking, District, Event, EventStatus, Sex
from services import town_flags
from services.town_flags import Concern, Why
from tests.classes import a_class, a_person, at, course, district

PEAKS = Concern(Why.SEASON, ("確定申告", "電子証明書の更新の山"))


@pytest.fixture(autouse=True)
def _noon_in_the_town(town, stopped_clock):
    pass


def raised(by) -> list[Concern]:
    with reading() as db:
        return town_flags.raised(db, by=by)


def held_everywhere(*without: str, days: int = -10) -> None:
    """A class in every other district, with somebody who lives there."""
    with reading() as db:
        codes = [one.code for one in db.exec(select(District)) if one.code not in without]
    for code in codes:
        came(a_class(district=code, starts_at=at(10, days=days), status=EventStatus.HELD), code)


def came(event: Event, home: str) -> None:
    person = a_person(home, district_id=district(home).id)
    day = event.local_date
    with writing() as db:
        db.add(
            Attendance(
                event_id=event.id,
                person_id=person.id,
                local_date=day,
                month=day.year * 100 + day.month,
                fiscal_year=event.fiscal_year,
                district_id=person.district_id,
                age_band=AgeBand.A75,
                sex=Sex.FEMALE,
            )
        )


def waits(event: Event, *homes: str) -> None:
    for number, home in enumerate(homes):
        person = a_person(f"{home} {number}", district_id=district(home).id)
        with writing() as db:
            place = {"seq": number, "rank": number, "party": f"{number}", "status": "waiting"}
            key = f"{event.id}-{number}"
            db.add(Booking(event_id=event.id, person_id=person.id, idem_key=key, **place))


def test_before_the_first_class_nothing_is_pointed_out(sato):
    a_class()

    assert raised(sato) == []


def test_each_district_is_told_by_its_first_reason(sato):
    held_everywhere("wakaba", "yamazato", "chuo", days=-10)
    a_class(district="yamazato", starts_at=at(10, days=-10), status=EventStatus.HELD)
    a_class(district="chuo", starts_at=at(10, days=-100), status=EventStatus.HELD)

    assert raised(sato) == [
        Concern(Why.NEVER_HELD, ("若葉町",)),
        Concern(Why.NOBODY_CAME, ("山里町",)),
        Concern(Why.QUIET, ("中央町",), 90),
        PEAKS,
    ]


def test_district_where_a_class_is_coming_is_left_out(sato):
    held_everywhere("wakaba", "yamazato")
    a_class(district="wakaba", status=EventStatus.DRAFT)
    a_class(district="yamazato", status=EventStatus.CANCELLED)

    assert raised(sato) == [Concern(Why.NEVER_HELD, ("山里町",)), PEAKS]


def test_demand_is_told_first_by_where_people_live(sato):
    held_everywhere("yamazato")
    full = a_class(district="chuo", starts_at=at(14, days=-10), status=EventStatus.HELD)
    waits(full, "wakaba", "umenoki", "umenoki", "yamazato")
    waits(a_class(starts_at=at(10, days=-90), status=EventStatus.HELD), "wakaba")
    a_class(district="yamazato")

    assert raised(sato) == [Concern(Why.UNMET, ("梅の木町", "若葉町"), 3), PEAKS]


def test_season_is_told_until_a_class_about_it_is_planned(sato):
    held_everywhere()
    a_class(course_id=course("A03").id)

    assert raised(sato) == [Concern(Why.SEASON, ("電子証明書の更新の山",))]


def test_new_year_does_not_call_everybody_unreached(sato, stopped_clock):
    held_everywhere("wakaba")
    a_class(district="wakaba", starts_at=at(10, days=-10), status=EventStatus.HELD)
    stopped_clock(at(12, days=140))  # 2027-04-13

    assert [one.why for one in raised(sato)] == [Why.QUIET, Why.SEASON]
