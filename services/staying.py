"""ひとりの記録: what stands still while two records become one, or one becomes two again.

At every desk classes are locked before people, each in the order of their numbers. So whoever
books, checks in or lends meets a merge either done or not begun, and never half of it.
"""

from collections.abc import Callable, Sequence

from sqlmodel import Session, col, select

from models import Event, Person
from refusal import Refusal

TRIES = 3
SHARED = {"read": True, "key_share": True}  # many may point to one person; a merge waits for all
FRESH = {"populate_existing": True}
BUSY = "ほかの画面で、この方の申込や受付がいま変わりました。もう1回押してください。"


class _Changed(Exception):
    """Another class came in while the locks were waited for."""


def now(db: Session, *, person: Person) -> Person:
    """Whom the record has become, held until the end: to be asked behind the lock of the class,
    before a row is written that points to it."""
    db.flush()
    number: int | None = person.id
    while number:
        person = db.get_one(Person, number, with_for_update=SHARED, **FRESH)
        number = person.merged_into_id
    return person


def all_now(db: Session, *, people: Sequence[Person]) -> list[Person]:
    """The same for a party, in its order."""
    held = {one.id: now(db, person=one) for one in sorted(people, key=lambda one: one.id)}
    return [held[one.id] for one in people]


def hold_two(db: Session, *, people: Sequence[int], classes: Callable[[], set[int]]) -> list[Event]:
    """Two people alone, and the classes in which something may move between them; returns these.

    classes: their numbers; asked again behind the locks, since somebody may book meanwhile.
    """
    for _ in range(TRIES):
        try:
            with db.begin_nested():  # what is rolled back gives its locks back
                return _hold_two(db, people, classes)
        except _Changed:
            continue
    raise Refusal(BUSY)


def _hold_two(db: Session, people: Sequence[int], classes: Callable[[], set[int]]) -> list[Event]:
    wanted = select(Event).where(col(Event.id).in_(classes())).order_by(Event.id)
    events = db.exec(wanted.with_for_update(), execution_options=FRESH).all()
    for number in sorted(people):
        db.get_one(Person, number, with_for_update=True, **FRESH)
    if classes() - {one.id for one in events}:
        raise _Changed
    return list(events)
