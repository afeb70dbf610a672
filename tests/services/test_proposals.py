from datetime import date, time, timedelta

import pytest
from sqlmodel import col, select

import clock
from database import reading, writing
from models import (
    Availability,
    Booking,
    BookingStatus,
    Course,
    Event,
    EventStatus,
    Format,
    Proposal,
    ProposedClass,
    Shift,
    Skill,
    Slot,
    Venue,
    VenueClosure,
)
from refusal import Refusal
from services import feasible, looking_back, optimum, proposals, surveying, why_not, wishes
from services.free_halls import Why
from services.wishes import Wish
from tests.classes import a_class, a_room, crowd, district
from tests.conftest import NOON
from tests.services.test_candidates import is_good_at
from tests.services.test_reach import populate

FIRST = date(2026, 12, 7)  # a Monday
WISH = Wish(FIRST, FIRST + timedelta(days=13), classes=3, seats=8)
PEOPLE = {"chuo": 900, "asagiri": 600, "wakaba": 300}


@pytest.fixture(autouse=True)
def _noon(town, stopped_clock):
    pass


@pytest.fixture
def peopled(db):
    """Three towns with people of 65 and over; nobody has come yet."""
    with writing() as session:
        populate(session, {district(code).id: count for code, count in PEOPLE.items()})


def comes(staff, *days: date, slot: Slot = Slot.MORNING) -> None:
    with writing() as session:
        session.add_all(Availability(staff_id=staff.id, day=day, slot=slot) for day in days)


def workdays(since: date = FIRST) -> list[date]:
    return [since + timedelta(days=n) for n in range(14) if n % 7 < 5]


def proposed(by, wish: Wish = WISH, key: str = "key") -> list[proposals.Shown]:
    with writing() as session:
        made = proposals.propose(session, wish=wish, idem_key=key, by=by)
        return proposals.classes(session, proposal=made, by=by)


def prospect(by, wish: Wish = WISH):
    with reading() as session:
        return surveying.survey(session, wish=wish, by=by)


def test_without_people_no_plan_and_a_way_to_them(sato):
    with pytest.raises(Refusal, match="「データの取り込み」で"):
        proposed(sato)


def test_sum_of_a_class_is_the_one_that_is_told(sato, tanaka, peopled):
    comes(tanaka, *workdays())

    (first, *_) = sorted(proposed(sato), key=lambda one: -one.row.people)

    kept = first.row.reckoning
    near = sum(one["people"] for one in kept["near"])
    ratios = [kept[name]["value"] for name in ("weekday", "part", "format")]
    drawn = (kept["own"] + kept["asked"] + near) * kept["hall"] * ratios[0] * ratios[1] * ratios[2]
    assert kept["own"] == kept["waiting"] * kept["uptake"]
    assert kept["drawn"] == pytest.approx(drawn)
    assert first.row.people == pytest.approx(min(drawn, kept["seats"]) * kept["factor"])
    assert [one.name for one in first.team] == ["田中"]


def test_people_who_came_are_not_waited_for_again(sato, tanaka, peopled):
    assert {one.name: one.waiting for one in prospect(sato).towns.values() if one.waiting} == {
        "中央町": 900,
        "朝霧町": 600,
        "若葉町": 300,
    }


def test_plan_keeps_to_closed_days_halls_in_use_and_offered_time(sato, tanaka, peopled):
    with writing() as session:
        hall = session.exec(select(Venue).where(Venue.district_id == district("chuo").id)).first()
        hall.closed_weekdays = "火水木金"
        days = {"first_day": FIRST, "last_day": FIRST + timedelta(days=6)}
        session.add(VenueClosure(venue_id=hall.id, **days))
    comes(tanaka, *workdays())
    found = prospect(sato, WISH._replace(closed=(FIRST + timedelta(days=8),)))
    here = [one for one in found.problem.options if one.hall_id == hall.id]

    plan = optimum.choose(found.problem)

    assert {found.slots[one.slot].day for one in here} == {FIRST + timedelta(days=7)}
    assert found.lost[hall.district_id] == {Why.SHUT: 16}
    assert feasible.faults(found.problem, plan) == []
    assert {found.slots[one.option.slot].starts_at.hour for one in plan.choices} == {10}


def test_week_with_a_class_of_the_town_is_left_alone(sato, peopled):
    monday = clock.now().replace(year=2026, month=12, day=7, hour=15)
    a_class(district="chuo", starts_at=monday)
    found = prospect(sato)
    town = district("chuo").id
    weeks = {found.slots[one.slot].week for one in found.problem.options if one.town_id == town}

    assert [weeks, found.towns[town].before] == [{FIRST + timedelta(days=7)}, 1]


def test_smallest_room_that_is_large_enough_is_taken(sato, peopled):
    with reading() as session:
        hall = session.exec(select(Venue).where(Venue.district_id == district("chuo").id)).first()
    a_room(hall, "大ホール", 40)
    a_room(hall, "和室", 8)
    a_room(hall, "控え室", 4)
    wish = WISH._replace(team=0, must=(district("chuo").id,))

    rooms = {one.room.name for one in proposed(sato, wish) if one.venue.id == hall.id}

    assert rooms == {"和室"}


def test_help_session_needs_somebody_who_knows_the_card(sato, tanaka, suzuki, peopled):
    comes(tanaka, *workdays())
    comes(suzuki, *workdays())
    is_good_at(suzuki, Skill.MY_NUMBER)
    found = proposed(sato, WISH._replace(formats=(Format.CONSULTATION,)))

    assert {tuple(staff.name for staff in one.team) for one in found} == {("鈴木",)}
    assert {one.course for one in found} == {None}


def test_each_town_is_taught_what_it_has_not_had(sato, peopled):
    wish = WISH._replace(team=0, classes=6, per_week=6)
    found = proposed(sato, wish)
    taught = [(one.district.name, one.course.code) for one in found]

    assert len(taught) == len(set(taught)) > 3


def test_drafts_are_made_once_with_the_team_as_a_plan(sato, tanaka, peopled):
    comes(tanaka, *workdays())
    rows = [one.row for one in proposed(sato)]
    for _ in range(2):
        with writing() as session:
            fresh = [session.get_one(ProposedClass, one.id) for one in rows]
            made = proposals.keep(session, rows=fresh, by=sato)

    with reading() as session:
        events = session.exec(select(Event).order_by(Event.id)).all()
        shifts = session.exec(select(Shift)).all()
    assert [one.id for one in made] == [one.id for one in events]
    assert {one.status for one in events} == {EventStatus.DRAFT}
    assert {(one.staff_id, one.is_published) for one in shifts} == {(tanaka.id, False)}
    assert len(events) == len(shifts) == len(rows)


def test_when_one_cannot_be_kept_none_is(sato, tanaka, peopled):
    comes(tanaka, *workdays())
    *_, last = proposed(sato)
    a_class(venue_id=last.venue.id, starts_at=last.row.starts_at)

    with pytest.raises(Refusal, match="この教室の印を外すと"), writing() as session:
        rows = session.exec(select(ProposedClass).order_by(ProposedClass.starts_at)).all()
        proposals.keep(session, rows=rows, by=sato)

    with reading() as session:
        assert session.exec(select(Event).where(Event.status == EventStatus.DRAFT)).all() == []


def test_second_click_makes_no_second_proposal(sato, peopled):
    wish = WISH._replace(team=0)
    proposed(sato, wish)
    proposed(sato, wish)

    with reading() as session:
        (one,) = session.exec(select(Proposal)).all()
    assert wishes.read(one.wish) == wish


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"since": NOON.date()}, "あすより先"),
        ({"until": FIRST + timedelta(days=400)}, "26週間"),
        ({"weekdays": ()}, "1つ以上"),
        ({"team": 3}, "定員8名の教室に要るのは2名"),
        ({"must": (1,), "without": (1,)}, "両方に"),
        ({"starts": (time(18),), "weekdays": (6,), "until": FIRST}, "1日もありません"),
    ],
)
def test_wish_nobody_can_keep_is_refused_in_words(change, words, sato, peopled):
    with pytest.raises(Refusal, match=words):
        proposed(sato, WISH._replace(**change))


def asked(code: str, by, wish: Wish) -> why_not.Answer:
    proposed(by, wish, key=code)
    with reading() as session:
        newest = session.exec(select(Proposal).order_by(col(Proposal.id).desc())).first()
        return why_not.answer(session, proposal=newest, town=district(code), by=by)


def test_town_without_staff_a_hall_or_leave_is_told_so(sato, tanaka, peopled):
    comes(tanaka, *workdays())
    with writing() as session:
        for hall in session.exec(select(Venue).where(Venue.district_id == district("asagiri").id)):
            hall.is_active = False
    alone = WISH._replace(assumed=WISH.assumed._replace(travel_km=0.1))

    assert asked("asagiri", sato, WISH).halls == 0
    assert asked("wakaba", sato, WISH._replace(without=(district("wakaba").id,))).is_left_out
    assert asked("wakaba", sato, alone).staffed == 0


def test_town_of_less_worth_is_told_what_it_would_cost(sato, peopled):
    """One class: the centre's. With the small town instead, the difference of the two is lost."""
    wish = WISH._replace(team=0, classes=1)
    (best,) = proposed(sato, wish)
    found = asked("wakaba", sato, wish)
    weight = best.row.reckoning["weight"]
    town = prospect(sato, wish).problem

    here = max(one.points for one in town.options if one.town_id == district("wakaba").id)
    assert dict(found.gone) == {best.district.name: 1}
    assert found.cost == pytest.approx(best.row.people * weight - here)


def test_looking_back_knows_only_what_was_known_then(sato, peopled):
    for month in (5, 6, 7):
        a_class(
            district="wakaba",
            status=EventStatus.REPORTED,
            starts_at=NOON.replace(month=month, day=12),
        )
    with reading() as session:
        found = looking_back.compare(session, year=2026, by=sato)
        years = looking_back.years(session, by=sato)
    rows = {one.name: one for one in found.rows}

    assert [years, found.classes, found.known] == [[2026], 3, 0]
    assert (rows["若葉町"].held, rows["若葉町"].came, rows["中央町"].held) == (3, 0, 0)
    assert sum(one.planned for one in found.rows) == 3
    assert rows["中央町"].planned > 0


def test_course_in_season_comes_first(sato, peopled):
    february = date(2027, 2, 1)
    wish = WISH._replace(since=february, until=february + timedelta(days=4), team=0, classes=1)
    (one,) = proposed(sato, wish)
    with reading() as session:
        tax = session.exec(select(Course).where(Course.code == "A03")).one()

    assert [one.course.id, one.row.reckoning["because"]] == [tax.id, "season"]


def test_who_found_no_seat_is_expected_again(sato, peopled):
    """Three bookings of the centre wait for seats of a class that is over: 30 % of them come."""
    event = a_class(capacity=1, starts_at=NOON - timedelta(days=7), status=EventStatus.HELD)
    town = district("chuo")
    for number, person in enumerate(crowd(3), start=1):
        with writing() as session:
            session.merge(person).district_id = town.id
            session.add(
                Booking(
                    event_id=event.id,
                    person_id=person.id,
                    status=BookingStatus.WAITING,
                    seq=number,
                    rank=number,
                    party=str(number),
                    idem_key=str(number),
                )
            )
    found = prospect(sato)
    (hall,) = (one for one in found.halls.values() if one.venue.district_id == town.id)

    reckoned = found.reckon(hall.venue, found.slots[0], 8, Format.COURSE)

    assert (reckoned.turned_away, reckoned.asked) == (3, pytest.approx(0.9))
