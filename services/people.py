"""参加者: find somebody by a mumbled name, write down a new one with the least that is needed."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import case
from sqlalchemy import false as nothing
from sqlmodel import Session, col, or_, select

import clock
from japanese import dates, kana, phones
from models import (
    AgeBand,
    Attendance,
    District,
    Event,
    Handset,
    Municipality,
    Person,
    Sex,
    Staff,
    Venue,
    audit,
    short_code,
)
from models.age import band_of
from refusal import Refusal
from services import newcomers, places
from services.permissions import Permission, require

MOST = 20  # results on one screen; more are found by one more syllable or the town
SHORTEST_PHONE = 3  # digits
NUMBER = re.compile(r"[0-9]{1,9}")
RECENT = 3  # visits told to who is on the telephone


class Visit(NamedTuple):
    """A class somebody has attended."""

    day: date
    title: str
    venue: str


class Found(NamedTuple):
    """A search result with what tells namesakes apart."""

    person: Person
    district: District | None
    last_visit: Visit | None
    visits: int
    recent: tuple[Visit, ...] = ()  # the latest few, the last one first


def called(person: Person) -> str:
    """How to address somebody who may have left no name: 見本 花子さん, 参加証ABCDEの方."""
    name = person.name or person.kana
    return f"{name}さん" if name else f"参加証{person.card_code}の方"


def band_on(person: Person, day: date) -> AgeBand:
    """The age band on a day. Of the birth only the year is known: the age reached in that year."""
    return band_of(day.year - person.birth_year) if person.birth_year else person.age_band


def search(db: Session, *, query: str, by: Staff) -> list[Found]:
    """Best matches first, for words in any order: a name or its beginning in kana (voiced marks,
    small kana and long vowels make no difference) or kanji (髙 is found as 高), digits of the
    telephone number, the code of the participation card, a town."""
    require(by, Permission.BOOKING_CHANGE)
    words = unicodedata.normalize("NFKC", query).split()
    towns = {name: town for town in places.districts(db) for name in town.spellings}
    wanted = [Person.district_id == towns[word].id for word in words if word in towns]
    names = [word for word in words if word not in towns]
    wanted += [_matches(word) for word in names]
    if not wanted:
        return []
    wanted.append(col(Person.merged_into_id).is_(None))
    rows = db.exec(
        select(Person, District)
        .outerjoin(District, Person.district_id == col(District.id))
        .where(*wanted)
        .order_by(_rank(names), Person.kana_key, Person.id)
        .limit(MOST)
    ).all()
    return _found(db, rows)


def of_call(db: Session, *, ids: list[int], by: Staff) -> list[Found]:
    """The people of this telephone call, in their order; `look` wrote down that each was opened."""
    require(by, Permission.BOOKING_CHANGE)
    rows = db.exec(
        select(Person, District)
        .outerjoin(District, Person.district_id == col(District.id))
        .where(col(Person.id).in_(ids))
    ).all()
    return _found(db, sorted(rows, key=lambda row: ids.index(row[0].id)))


def find(db: Session, *, number: str, by: Staff) -> Person | None:
    """Whose number this is, as it stands in an address."""
    require(by, Permission.BOOKING_CHANGE)
    return db.get(Person, int(number)) if NUMBER.fullmatch(number) else None


def _found(db: Session, rows: Sequence[tuple[Person, District | None]]) -> list[Found]:
    visits = _visits(db, [person.id for person, _ in rows])
    every = [(person, district, visits.get(person.id, [])) for person, district in rows]
    return [
        Found(one, town, been[0] if been else None, len(been), tuple(been[:RECENT]))
        for one, town, been in every
    ]


def _matches(word: str):
    number = _digits(word)
    if number:
        return col(Person.phone).contains(number)
    folded = kana.fold(word)
    return or_(
        col(Person.kana_key).contains(folded, autoescape=True) if folded else nothing(),
        col(Person.name_key).contains(kana.fold_name(word), autoescape=True),
        Person.card_code == word.upper(),
    )


def _digits(word: str) -> str:
    """The digits of a word that can only be (a part of) a telephone number."""
    plain = word.translate(str.maketrans("", "", "-ー()"))
    return plain if plain.isdecimal() and SHORTEST_PHONE <= len(plain) <= 11 else ""


def _rank(names: list[str]):
    """A key that begins with the first word before one that only contains it."""
    folded = kana.fold(names[0]) if names else ""
    begins = col(Person.kana_key).startswith(folded, autoescape=True)
    return case((col(Person.kana_key) == kana.fold(" ".join(names)), 0), (begins, 1), else_=2)


def _visits(db: Session, ids: list[int]) -> dict[int, list[Visit]]:
    """The visits of these people, the latest first."""
    rows = db.exec(
        select(Attendance.person_id, Event.local_date, Event.title, Venue.name)
        .join(Event, Attendance.event_id == col(Event.id))
        .join(Venue, Event.venue_id == col(Venue.id))
        .where(col(Attendance.person_id).in_(ids))
        .order_by(col(Event.starts_at).desc())
    )
    visits: dict[int, list[Visit]] = {}
    for person_id, *visit in rows:
        visits.setdefault(person_id, []).append(Visit(*visit))
    return visits


def with_card(db: Session, *, code: str, by: Staff) -> Person:
    """Whose participation card this is, as its code was typed: 0 or O for D is understood."""
    require(by, Permission.CHECK_IN)
    meant = short_code.read(code, length=short_code.CARD_LENGTH)
    person = db.exec(select(Person).where(Person.card_code == meant)).first()
    if person is None:
        raise Refusal("その番号の参加証は見つかりません。番号をもう一度確かめてください。")
    return became(db, person=person)


def became(db: Session, *, person: Person) -> Person:
    """Whom the record has become at this moment; services/staying.py holds it as well."""
    while person.merged_into_id:
        person = db.get_one(Person, person.merged_into_id)
    return person


def look(db: Session, *, person: Person, by: Staff) -> list[Visit]:
    """Open somebody's record: the visits, the latest first. The look is written down."""
    require(by, Permission.BOOKING_CHANGE)
    audit.looked_at(db, person)
    return _visits(db, [person.id]).get(person.id, [])


def similar(db: Session, *, reading: str, district: District | None, by: Staff) -> list[Person]:
    """Who may be the same person: the same reading in the same town. A hint; a human decides."""
    require(by, Permission.BOOKING_CHANGE)
    folded = kana.fold(reading)
    if not folded:
        return []
    same = select(Person).where(Person.kana_key == folded)
    if district:
        same = same.where(Person.district_id == district.id)
    return list(db.exec(same.order_by(Person.id).limit(MOST)))


def create(
    db: Session,
    *,
    reading: str,
    by: Staff,
    name: str = "",
    district: District | None = None,
    is_resident: bool = True,
    born: str = "",
    age_band: AgeBand = AgeBand.UNKNOWN,
    sex: Sex = Sex.UNKNOWN,
    handset: Handset = Handset.UNKNOWN,
    phone: str = "",
    support: str = "",
    call_note: str = "",
) -> Person:
    """Write down somebody new: the reading is enough (個人情報保護法 61条: no more than needed).

    born: the year as people say it (昭和15, S15, 1940) or nothing. support: what helps, such as a
    loud voice; never an illness. call_note: when to call, whether to leave a message.
    """
    require(by, Permission.BOOKING_CHANGE)
    reading = " ".join(kana.to_hiragana(reading).split())
    if not kana.is_kana(reading):
        raise Refusal("お名前の読みを、ひらがなで入力してください（例: みほん はなこ）。")
    birth_year = _birth_year(born) if born.strip() else None
    person = Person(
        name=name.strip() or reading,
        kana=reading,
        kana_key=kana.fold(reading),
        name_key=kana.fold_name(name),
        phone=telephone(db, text=phone).digits if phone.strip() else "",
        district_id=district.id if district else None,
        is_resident=is_resident,
        birth_year=birth_year,
        age_band=band_of(clock.today().year - birth_year) if birth_year else age_band,
        sex=sex,
        handset=handset,
        support=support.strip(),
        call_note=call_note.strip(),
    )
    return newcomers.enter(db, person=person)


def telephone(db: Session, *, text: str) -> phones.Phone:
    """A number as it was told; one without an area code is a local one, to be confirmed."""
    return phones.parse(text, area_code=db.get_one(Municipality, 1).area_code)


def _birth_year(text: str) -> int:
    sentence = "生まれた年は、「昭和15」や「1940」のように入力してください。"
    try:
        year = dates.parse_birth_year(text)
    except ValueError as error:
        raise Refusal(sentence) from error
    if not 0 <= clock.today().year - year <= 120:
        raise Refusal(sentence)
    return year
