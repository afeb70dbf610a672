"""The demo's queue at the counter, and consultations enough for an outlook (架空)."""

from datetime import date, timedelta

from sqlmodel import select

import clock
from japanese.dates import fiscal_year
from models import (
    Consultation,
    ConsultationKind,
    ConsultationStatus,
    ConsultationTopic,
    CounterAct,
    CounterCall,
    CounterStep,
    Outcome,
    Person,
)
from services import office_days
from services.demo_town import Town

CLOSED, HANDED_OVER, ACCEPTED, RETURNED = ConsultationStatus
PAST = 120  # consultations of the last year
# Office days ago, town, kinds, by whom, whether to be called and how, the note, how it stands.
QUEUE = (
    (6, "wakaba", "M05 M07", "tanaka", "電話（夕方）", "家族といっしょに行きたい", HANDED_OVER),
    (4, "asagiri", "M22", "tanaka", "電話", "家の中でなくした", HANDED_OVER),
    (2, "higashikawa", "M05", "suzuki", "", "青い封筒が届いた", HANDED_OVER),
    (1, "", "M99", "suzuki", "", "どの窓口かわからない", HANDED_OVER),
    (5, "takenouchi", "M04", "suzuki", "電話（午前）", "母の代わりに受け取りたい", ACCEPTED),
    (3, "wakaba", "M06", "tanaka", "電話", "", RETURNED),
    (8, "chuo", "M23", "tanaka", "電話", "引っ越した", CLOSED),
)


def seed(town: Town) -> None:
    """Some wait, one is being called, one came back, one is done; and a year behind them."""
    kinds = {
        one.code: one for one in town.db.exec(select(ConsultationKind)) if one.valid_to is None
    }
    for number, line in enumerate(QUEUE):
        _handed(town, kinds, number, *line)
    _past(town, kinds)
    town.db.flush()


def _handed(town: Town, kinds, number, ago, home, codes, login, how, note, status) -> None:
    person = town.people[home][number] if home else None
    row = _add(
        town,
        kinds,
        codes.split(),
        f"queue-{number}",
        person,
        local_date=_ago(ago),
        outcome=Outcome.TO_COUNTER,
        status=status,
        staff_id=town.staff[login].id,
        contact_again=bool(how),
        contact_how=how,
        note=note,
        slip_given=True,
    )
    if status is not HANDED_OVER:
        _step(town, row, CounterAct.ACCEPT)
    if status is ACCEPTED:
        _step(town, row, CounterAct.CALL, call=CounterCall.ABSENT)
    if status is RETURNED:
        words = "期限は、カードと電子証明書のどちらですか。ご本人に確かめてください"
        _step(town, row, CounterAct.RETURN, note=words)
    if status is CLOSED:
        _step(town, row, CounterAct.COMPLETE)
        row.closed_by_id = town.staff["yamaguchi"].id


def _step(town: Town, row: Consultation, act: CounterAct, **columns: object) -> None:
    by = town.staff["yamaguchi"].id
    town.db.add(CounterStep(consultation_id=row.id, act=act, staff_id=by, **columns))
    town.db.flush()


def _ago(count: int) -> date:
    """So many office days ago."""
    day = clock.today()
    while office_days.between(day, clock.today()) < count:
        day -= timedelta(days=1)
    return day


def _past(town: Town, kinds: dict[str, ConsultationKind]) -> None:
    """Finished ones; most cards were issued in 2022 and 2023: their certificates end in 2027-28."""
    chance, homes = town.chance, [code for code in town.people if town.people[code]]
    common = ["M05", "M05", "M10", "M14", "M07", "M26", "M12", "M16", "M28", "M06", "M13"]
    for number in range(PAST):
        people = town.people[chance.choice(homes)]
        ends = chance.choice((2026, 2027, 2027, 2027, 2028, 2028, 2028, 2029, 2030))
        is_solved = chance.random() < 0.6
        _add(
            town,
            kinds,
            [chance.choice(common)],
            f"past-{number}",
            chance.choice(people[:7]) if chance.random() < 0.6 else None,
            local_date=clock.today() - timedelta(days=10 + chance.randrange(350)),
            outcome=Outcome.SOLVED if is_solved else Outcome.TAKEN_HOME,
            status=CLOSED,
            staff_id=town.staff["tanaka"].id,
            expires=ends * 100 + 1 + chance.randrange(12) if chance.random() < 0.5 else None,
        )


def _add(
    town: Town,
    kinds: dict[str, ConsultationKind],
    codes: list[str],
    key: str,
    person: Person | None,
    **columns: object,
) -> Consultation:
    row = Consultation(
        idem_key=f"demo-{key}",
        person_id=person.id if person else None,
        district_id=person.district_id if person else None,
        age_band=person.age_band if person else "unknown",
        fiscal_year=fiscal_year(columns["local_date"]),
        **columns,
    )
    town.db.add(row)
    town.db.flush()
    town.db.add_all(
        ConsultationTopic(consultation_id=row.id, kind_id=kinds[code].id) for code in codes
    )
    return row
