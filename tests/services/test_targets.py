import pytest

from database import reading, writing
from models import PromiseOutcome
from refusal import Refusal
from services import promises, targets
from services.targets import Goal
from tests.classes import district
from tests.services.test_reach import districts, hall, populate, visit  # noqa: F401


@pytest.fixture(autouse=True)
def _noon(town, stopped_clock):
    pass


def save(by, goal: Goal, code: str | None = "chuo", year: int = 2026) -> None:
    with writing() as db:
        place = district(code) if code else None
        targets.save(db, year=year, district=place, goal=goal, by=by)


def board(by, year: int = 2026) -> targets.Board:
    with reading() as db:
        return targets.board(db, year=year, by=by)


def test_target_stands_beside_what_was_reached(sato):
    with writing() as db:
        populate(db, {district("chuo").id: 201})
    save(sato, Goal(rate=0.02, classes=4))
    save(sato, Goal(people=30), code=None)

    found = board(sato)

    (centre,) = found.planned
    assert (centre.place.name, centre.people, centre.done, centre.is_met) == ("中央町", 5, 0, False)
    assert (found.city.people, found.city.goal.classes) == (30, None)
    assert found.passed == pytest.approx(238 / 365)


def test_a_target_is_changed_and_not_doubled(sato):
    save(sato, Goal(people=10))
    save(sato, Goal(people=20, note=" 満席でした。 "))
    save(sato, Goal(people=5), code=None)
    save(sato, Goal(people=6), code=None)

    found = board(sato)
    assert [one.goal for one in found.planned] == [Goal(people=20, note="満席でした。")]
    assert found.city.goal.people == 6


def test_what_was_to_be_done_next_stands_in_the_year_after(sato):
    save(sato, Goal(next_step="山側で開く。"), year=2025)

    assert [one.before for one in board(sato).rows if one.before] == ["山側で開く。"]
    assert [one.before for one in board(sato, 2025).rows if one.before] == []


@pytest.mark.parametrize(
    ("goal", "words"),
    [
        (Goal(people=1, rate=0.1), "どちらか1つ"),
        (Goal(rate=1.5), "100％まで"),
        (Goal(people=-1), "0人以上"),
        (Goal(classes=5000), "1,000回まで"),
    ],
)
def test_target_that_cannot_be_is_refused(goal, words, sato):
    with pytest.raises(Refusal, match=words):
        save(sato, goal)


def test_promise_is_kept_in_mind_until_somebody_looks(sato):
    with writing() as db:
        for _ in range(2):
            promise = promises.make(
                db, year=2026, district=None, words="2回開く。", idem_key="one", by=sato
            )
        with pytest.raises(Refusal, match="その理由"):
            promises.look(db, promise=promise, outcome=PromiseOutcome.NOT_KEPT, result="", by=sato)
        promises.look(db, promise=promise, outcome=PromiseOutcome.KEPT, result="", by=sato)
    with reading() as db:
        ((kept, town),) = promises.of_year(db, year=2026, by=sato)
    assert (kept.outcome, kept.checked_by_id, town) == (PromiseOutcome.KEPT, sato.id, None)

    with writing() as db:
        again = db.merge(kept)
        promises.look(db, promise=again, outcome=PromiseOutcome.OPEN, result="", by=sato)
        assert again.checked_on is None


def test_empty_promise_is_refused(sato):
    with pytest.raises(Refusal, match="約束したことを書いてください"), writing() as db:
        promises.make(db, year=2026, district=None, words=" ", idem_key="one", by=sato)
