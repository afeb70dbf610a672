"""The people of the demo town: invented names, as old as the people we really meet."""

import random
import re

from sqlmodel import Session

from japanese import kana
from models import AgeBand, District, Handset, Person, Sex
from services import newcomers

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
HANDSETS = {
    Handset.ANDROID: 30,
    Handset.EASY: 22,
    Handset.IPHONE: 16,
    Handset.SMARTPHONE: 6,
    Handset.FEATURE: 9,
    Handset.NONE: 4,
    Handset.UNKNOWN: 13,
}


def seed(db: Session, *, chance: random.Random, home: District, count: int) -> list[Person]:
    """So many people of this district."""
    people, told = [], random.Random(home.code)
    for _ in range(count):
        woman = chance.random() < 0.66
        surname, given = (
            chance.choice(re.split("[,\n]", names)).split()
            for names in (SURNAMES, WOMEN if woman else MEN)
        )
        reading = f"{surname[1]} {given[1]}"
        person = Person(
            name=f"{surname[0]} {given[0]}",
            kana=reading,
            kana_key=kana.fold(reading),
            name_key=kana.fold_name(f"{surname[0]} {given[0]}"),
            phone=f"00000{chance.randrange(10**5):05}" if chance.random() < 0.85 else "",
            district_id=home.id,
            age_band=chance.choices(list(AGES), AGES.values())[0],
            sex=Sex.FEMALE if woman else Sex.MALE,
            handset=told.choices(list(HANDSETS), HANDSETS.values())[0],
        )
        people.append(newcomers.enter(db, person=person))
    return people
