"""The fictional demo town: invented people, classes and figures, so that every screen has life.

Nothing here is real; every screen and sheet of the demo says 架空. The same seed gives the same
town, laid around today's date.
"""

import random
import re
from datetime import date, datetime, time, timedelta

from sqlmodel import Session, col, select

import clock
from japanese import dates, kana
from models import (
    AgeBand,
    Answer,
    Attendance,
    Booking,
    BookingStatus,
    Channel,
    Course,
    District,
    Duty,
    Event,
    EventStatus,
    Format,
    Municipality,
    Person,
    Question,
    QuestionCategory,
    QuestionChannel,
    QuestionStatus,
    Role,
    Sex,
    Shift,
    Staff,
    StaffDistrict,
    Step,
    Venue,
)
from services import accounts
from settings import SETTINGS

PASSWORD = "tonari-mihon"  # shown on the sign-in page of the demo, and only there of any use
CAST = (
    ("sato", "佐藤", Role.COORDINATOR, ()),
    ("tanaka", "田中", Role.VOLUNTEER, ("wakaba", "asagiri")),
    ("suzuki", "鈴木", Role.VOLUNTEER, ("higashikawa", "takenouchi")),
    ("yamaguchi", "山口", Role.COUNTER, ()),
    ("kanri", "管理", Role.ADMIN, ()),
)
SURNAMES = """青木 あおき,石川 いしかわ,上田 うえだ,大野 おおの,川口 かわぐち,木村 きむら
小林 こばやし,坂本 さかもと,清水 しみず,髙田 たかだ,中島 なかしま,野口 のぐち
浜田 はまだ,松尾 まつお"""
WOMEN = """和子 かずこ,幸子 さちこ,節子 せつこ,美代子 みよこ,トメ とめ,千代 ちよ
文江 ふみえ,久子 ひさこ"""
MEN = """清 きよし,正雄 まさお,勇 いさむ,茂 しげる,義男 よしお,三郎 さぶろう"""
AGES = {
    AgeBand.U60: 3,
    AgeBand.A60: 5,
    AgeBand.A65: 18,
    AgeBand.A70: 28,
    AgeBand.A75: 26,
    AgeBand.A80: 13,
    AgeBand.A85: 6,
    AgeBand.UNKNOWN: 1,
}
# People met and classes held per district: the hill town hardly reached, one never visited.
MET = {
    "chuo": (90, 14),
    "umenoki": (34, 6),
    "asagiri": (46, 8),
    "wakaba": (52, 9),
    "takenouchi": (16, 4),
    "higashikawa": (27, 5),
    "nishikawa": (4, 0),
    "yamazato": (12, 3),
    "kitahara": (31, 6),
}


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
    people = {code: _seed_people(db, chance, d, MET[code][0]) for code, d in districts.items()}
    town = _Town(db, chance, districts, people, staff)
    _seed_past(town)
    _seed_coming(town)
    _seed_questions(db, staff["tanaka"])


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


def _seed_people(db: Session, chance: random.Random, home: District, count: int) -> list[Person]:
    people = []
    for _ in range(count):
        woman = chance.random() < 0.66
        surname, given = (
            chance.choice(re.split("[,\n]", names)).split()
            for names in (SURNAMES, WOMEN if woman else MEN)
        )
        reading = f"{surname[1]} {given[1]}"
        people.append(
            Person(
                name=f"{surname[0]} {given[0]}",
                kana=reading,
                kana_key=kana.fold(reading),
                name_key=kana.fold_name(f"{surname[0]} {given[0]}"),
                phone=f"00000{chance.randrange(10**5):05}" if chance.random() < 0.85 else "",
                district_id=home.id,
                age_band=chance.choices(list(AGES), AGES.values())[0],
                sex=Sex.FEMALE if woman else Sex.MALE,
            )
        )
    db.add_all(people)
    db.flush()
    return people


class _Town:
    """What the seeding functions share."""

    def __init__(self, db, chance, districts, people, staff):
        self.db, self.chance, self.people, self.staff = db, chance, people, staff
        self.districts = districts
        self.venues = {v.district_id: v for v in db.exec(select(Venue).order_by(Venue.id))}
        self.courses = {c.code: c for c in db.exec(select(Course))}

    def event(self, code: str, day: date, course: str, **changes) -> Event:
        """A class of 90 minutes in this district, morning or afternoon."""
        starts = datetime.combine(day, self.chance.choice([time(10), time(13, 30)]), clock.JST)
        district = self.districts[code]
        event = Event(
            format=Format.COURSE,
            course_id=self.courses[course].id,
            venue_id=self.venues[district.id].id,
            title=self.courses[course].title,
            starts_at=starts,
            ends_at=starts + timedelta(minutes=90),
            local_date=day,
            fiscal_year=dates.fiscal_year(day),
            capacity=12,
            helpers_needed=3,
            **changes,
        )
        self.db.add(event)
        self.db.flush()
        teacher = "suzuki" if code in ("higashikawa", "takenouchi") else "tanaka"
        self.db.add(
            Shift(
                event_id=event.id,
                staff_id=self.staff[teacher].id,
                duty=Duty.LECTURER,
                is_published=True,
            )
        )
        return event

    def book(self, event: Event, person: Person, seq: int, status: BookingStatus) -> Booking:
        booking = Booking(
            event_id=event.id,
            person_id=person.id,
            status=status,
            seq=seq,
            rank=seq,
            party=f"demo-{event.id}-{seq}",
            idem_key=f"demo-{event.id}-{person.id}",
            channel=Channel.PHONE,
        )
        self.db.add(booking)
        return booking


PAST_COURSES = ("B01", "B02", "B10", "B07", "B06", "B04", "B09", "A02", "K02")
COMING_COURSES = ("B01", "B07", "B10", "B06", "B09", "A05", "B02", "A02", "B04")


def _seed_past(town: _Town) -> None:
    today = clock.today()
    for code, (_, held) in MET.items():
        for number in range(held):
            day = _weekday(today - timedelta(days=20 + 37 * number + town.chance.randrange(12)))
            course = PAST_COURSES[number % len(PAST_COURSES)]
            event = town.event(code, day, course, status=EventStatus.REPORTED)
            guests = _guests(town, code, 0 if code == "yamazato" else 12)
            for seq, person in enumerate(guests, start=1):
                town.db.add(_visit(event, person, town.book(event, person, seq, CONFIRMED)))
            town.db.flush()


CONFIRMED = BookingStatus.CONFIRMED


def _guests(town: _Town, code: str, seats: int) -> list[Person]:
    """Mostly neighbours, a few from the next district: nobody comes to the hill town's class."""
    neighbours = town.people[code]
    guests = town.chance.sample(
        neighbours, min(len(neighbours), seats, 5 + town.chance.randrange(6))
    )
    if seats and town.chance.random() < 0.5:
        guests += town.chance.sample(town.people["yamazato"][:5] + town.people["nishikawa"][:2], 1)
    return guests[:seats]


def _visit(event: Event, person: Person, booking: Booking) -> Attendance:
    return Attendance(
        event_id=event.id,
        person_id=person.id,
        booking_id=booking.id,
        checked_in_at=event.starts_at,
        local_date=event.local_date,
        month=event.local_date.year * 100 + event.local_date.month,
        fiscal_year=event.fiscal_year,
        district_id=person.district_id,
        age_band=person.age_band,
        sex=person.sex,
        is_resident=person.is_resident,
    )


def _seed_coming(town: _Town) -> None:
    """Two classes a district in the next weeks; the first ones are well booked, one is full."""
    today = clock.today()
    for number, code in enumerate(MET):
        for turn in range(2):
            day = _weekday(today + timedelta(days=4 + number * 2 + turn * 21))
            course = COMING_COURSES[(number + turn * 4) % len(COMING_COURSES)]
            event = town.event(code, day, course, status=EventStatus.PUBLISHED)
            booked = min(len(town.people[code]), 12 if (number, turn) == (0, 0) else 9 - turn * 5)
            guests = town.chance.sample(town.people[code], max(booked - number // 2, 0))
            for seq, person in enumerate(guests, start=1):
                town.book(event, person, seq, CONFIRMED)
    town.event("asagiri", _weekday(today + timedelta(days=30)), "B03", status=EventStatus.DRAFT)
    town.db.flush()


def _weekday(day: date) -> date:
    return day + timedelta(days=max(0, 7 - day.isoweekday() + 1)) if day.isoweekday() > 5 else day


def _seed_questions(db: Session, volunteer: Staff) -> None:
    categories = {c.code: c for c in db.exec(select(QuestionCategory))}
    today = clock.today()
    asked = (
        ("basics", "文字が小さくて読めません。大きくする方法を教えてください。", ""),
        ("money_fraud", "「未納料金があります」というメールが来ました。どうすればいいですか。", ""),
        (
            "line_sns",
            "LINEの通知の音が鳴りません。",
            "設定の「通知」で、LINEの音を入れると鳴ります。次の教室で一緒に確かめましょう。",
        ),
    )
    for number, (code, body, answer) in enumerate(asked):
        category = categories.get(code) or next(iter(categories.values()))
        question = Question(
            idem_key=f"demo-question-{number}",
            category_id=category.id,
            channel=QuestionChannel.HALL,
            body=body,
            status=QuestionStatus.ANSWERED if answer else QuestionStatus.OPEN,
            is_urgent=category.is_urgent,
            due_on=today + timedelta(days=0 if category.is_urgent else 3),
        )
        db.add(question)
        db.flush()
        if answer:
            db.add(
                Answer(
                    question_id=question.id, staff_id=volunteer.id, step=Step.ANSWER, body=answer
                )
            )
