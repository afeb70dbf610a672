"""Until when a question is answered: worked out by hand, with the calendar beside each case.

The office is open on weekdays from 8:30 to 17:15; three office days, urgent ones the same day.
"""

from datetime import date, datetime

import pytest

import clock
from models import Question
from services import answering, waiting
from tests.services.tickets import act, ask


@pytest.fixture(autouse=True)
def _town(town):
    pass


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=clock.JST)


ASKED = [
    # one plain week: 2026-11-24 is a Tuesday, the day after 勤労感謝の日
    ("2026-11-24 12:00", "2026-11-27"),  # Tue: Wed 25, Thu 26, Fri 27
    ("2026-11-24 07:00", "2026-11-27"),  # before opening the day itself counts
    ("2026-11-24 17:14", "2026-11-27"),  # the last minute of the day
    ("2026-11-24 17:15", "2026-11-30"),  # closed: counts from Wed 25; Thu, Fri, Mon 30
    ("2026-11-24 23:59", "2026-11-30"),  # the same
    ("2026-11-25 00:01", "2026-11-30"),  # Wed, before opening: Thu 26, Fri 27, Mon 30
    # weekends
    ("2026-11-27 10:00", "2026-12-02"),  # Fri: Mon 30, Tue 1, Wed 2
    ("2026-11-27 17:00", "2026-12-02"),  # Friday afternoon, still open
    ("2026-11-27 18:00", "2026-12-03"),  # Friday evening: from Mon 30; Tue 1, Wed 2, Thu 3
    ("2026-11-28 10:00", "2026-12-03"),  # Sat: from Mon 30
    ("2026-11-29 20:00", "2026-12-03"),  # Sun: from Mon 30
    # a Monday that is a holiday
    ("2026-11-20 16:00", "2026-11-26"),  # Fri; Mon 23 is closed: Tue 24, Wed 25, Thu 26
    ("2026-11-20 19:00", "2026-11-27"),  # Fri evening: from Tue 24; Wed, Thu, Fri 27
    ("2026-11-23 10:00", "2026-11-27"),  # on the holiday: from Tue 24
    # the end of the year: 12-28 is the last office day, 01-04 the first one, both Mondays
    ("2026-12-23 10:00", "2026-12-28"),  # Wed: Thu 24, Fri 25, Mon 28
    ("2026-12-24 10:00", "2027-01-04"),  # Thu: Fri 25, Mon 28, Mon 4
    ("2026-12-25 10:00", "2027-01-05"),  # Fri: Mon 28, Mon 4, Tue 5
    ("2026-12-25 17:30", "2027-01-06"),  # Fri evening: from Mon 28; Mon 4, Tue 5, Wed 6
    ("2026-12-28 10:00", "2027-01-06"),  # Mon: Mon 4, Tue 5, Wed 6
    ("2026-12-28 18:00", "2027-01-07"),  # from Mon 4: Tue 5, Wed 6, Thu 7
    ("2026-12-29 10:00", "2027-01-07"),  # closed until Mon 4
    ("2027-01-01 10:00", "2027-01-07"),  # 元日: from Mon 4
    ("2027-01-03 10:00", "2027-01-07"),  # Sun, the last closed day: from Mon 4
    ("2025-12-24 10:00", "2026-01-05"),  # Wed: Thu 25, Fri 26; 01-04 is a Sunday: Mon 5
    ("2027-12-28 10:00", "2028-01-06"),  # Tue; Mon 01-03 is closed: Tue 4, Wed 5, Thu 6
    ("2027-01-07 10:00", "2027-01-13"),  # Thu: Fri 8; Mon 11 成人の日; Tue 12, Wed 13
    # Golden Week
    ("2026-04-28 10:00", "2026-05-07"),  # Tue; Wed 29 closed: Thu 30, Fri 1; 3 to 6 closed: Thu 7
    ("2026-05-01 16:00", "2026-05-11"),  # Fri: Thu 7, Fri 8, Mon 11
    ("2026-05-01 17:15", "2026-05-12"),  # Fri evening: from Thu 7; Fri 8, Mon 11, Tue 12
    ("2026-05-06 10:00", "2026-05-12"),  # 振替休日 of Sun 3: from Thu 7
    ("2027-04-28 10:00", "2027-05-07"),  # Wed; Thu 29 closed: Fri 30; 3 to 5 closed: Thu 6, Fri 7
    ("2027-04-30 10:00", "2027-05-10"),  # Fri: Thu 6, Fri 7, Mon 10
    ("2025-05-02 10:00", "2025-05-09"),  # Fri; Sun 4 moves to Tue 6: Wed 7, Thu 8, Fri 9
    # 振替休日 and the day between two holidays
    ("2027-03-19 10:00", "2027-03-25"),  # Fri; Sun 21 春分 moves to Mon 22: Tue 23, Wed 24, Thu 25
    ("2025-11-21 10:00", "2025-11-27"),  # Fri; Sun 23 moves to Mon 24: Tue 25, Wed 26, Thu 27
    ("2024-02-09 10:00", "2024-02-15"),  # Fri; Sun 11 moves to Mon 12: Tue 13, Wed 14, Thu 15
    ("2026-09-18 10:00", "2026-09-28"),  # Fri; Mon 21, Tue 22 国民の休日, Wed 23: Thu, Fri, Mon 28
    ("2026-09-19 10:00", "2026-09-29"),  # Sat: from Thu 24; Fri 25, Mon 28, Tue 29
    # single holidays inside a week, お盆, 29 February
    ("2027-02-10 10:00", "2027-02-16"),  # Wed; Thu 11 closed: Fri 12, Mon 15, Tue 16
    ("2027-02-22 10:00", "2027-02-26"),  # Mon; Tue 23 closed: Wed 24, Thu 25, Fri 26
    ("2026-08-13 10:00", "2026-08-18"),  # Thu; お盆 are office days: Fri 14, Mon 17, Tue 18
    ("2028-02-28 10:00", "2028-03-02"),  # Mon: Tue 29, Wed 1, Thu 2
]
URGENT = [
    ("2026-11-24 12:00", "2026-11-24"),  # the same day
    ("2026-11-24 07:00", "2026-11-24"),  # before opening: the same day
    ("2026-11-24 17:14", "2026-11-24"),  # one minute is left
    ("2026-11-24 17:15", "2026-11-25"),  # after closing: Wed
    ("2026-11-27 18:00", "2026-11-30"),  # Friday evening: Mon
    ("2026-11-28 10:00", "2026-11-30"),  # a class on Saturday: Mon
    ("2026-11-29 10:00", "2026-11-30"),  # Sun: Mon
    ("2026-11-23 10:00", "2026-11-24"),  # a holiday: Tue
    ("2026-12-29 10:00", "2027-01-04"),  # between the years: Mon 4
    ("2026-05-02 10:00", "2026-05-07"),  # Sat before 3 to 6 May: Thu 7
]
WAITED = [
    # asked, held, resumed, due; the days after the held one up to the resumed one are added
    ("2026-11-24 12:00", "2026-11-24 13:00", "2026-11-24 15:00", "2026-11-27"),  # the same day: 0
    ("2026-11-24 12:00", "2026-11-24 13:00", "2026-11-25 10:00", "2026-11-30"),  # Wed: 1
    ("2026-11-24 12:00", "2026-11-24 18:00", "2026-11-25 10:00", "2026-11-27"),  # over night: 0
    ("2026-11-24 12:00", "2026-11-25 10:00", "2026-11-30 10:00", "2026-12-02"),  # Thu, Fri, Mon: 3
    ("2026-11-24 12:00", "2026-11-26 10:00", "2026-11-28 10:00", "2026-12-01"),  # Fri, from Mon: 2
    ("2026-11-24 12:00", "2026-11-27 10:00", "2026-11-30 10:00", "2026-11-30"),  # Mon: 1
    ("2026-11-24 12:00", "2026-11-27 18:00", "2026-11-30 10:00", "2026-11-27"),  # late before: 0
    (
        "2026-11-20 10:00",
        "2026-11-20 11:00",
        "2026-11-24 10:00",
        "2026-11-27",
    ),  # Tue, not Mon 23: 1
    ("2026-12-25 10:00", "2026-12-28 10:00", "2027-01-04 10:00", "2027-01-06"),  # Mon 4: 1
    ("2026-12-25 10:00", "2026-12-28 10:00", "2026-12-31 10:00", "2027-01-06"),  # from Mon 4: 1
    ("2026-12-25 10:00", "2026-12-25 11:00", "2027-01-06 10:00", "2027-01-12"),  # 28, 4, 5, 6: 4
    ("2026-05-01 10:00", "2026-05-01 11:00", "2026-05-07 09:00", "2026-05-12"),  # Thu 7: 1
    ("2027-03-19 10:00", "2027-03-19 11:00", "2027-03-23 10:00", "2027-03-26"),  # Tue, not Mon: 1
]
REOPENED = [
    ("basics", "2026-12-01 09:00", "2026-12-04"),  # Tue: Wed 2, Thu 3, Fri 4
    ("basics", "2026-11-27 18:00", "2026-12-03"),  # Friday evening: from Mon 30
    ("basics", "2026-12-28 16:00", "2027-01-06"),  # Mon: Mon 4, Tue 5, Wed 6
    ("money_fraud", "2026-11-27 09:00", "2026-11-27"),  # the same day
    ("money_fraud", "2026-11-29 10:00", "2026-11-30"),  # Sun: Mon
]


@pytest.mark.parametrize(("asked", "due"), ASKED)
def test_question_is_due_on_the_third_office_day(stopped_clock, asked, due):
    stopped_clock(moment(asked))

    assert ask().due_on == date.fromisoformat(due)


@pytest.mark.parametrize(("asked", "due"), URGENT)
def test_urgent_question_is_due_on_the_day_it_counts_from(stopped_clock, asked, due):
    stopped_clock(moment(asked))

    assert ask(category_code="money_fraud").due_on == date.fromisoformat(due)


def wait(
    stopped_clock, question: Question, held: str, resumed: str, by, for_asker=True
) -> Question:
    stopped_clock(moment(held))
    row = act(
        waiting.hold,
        question,
        reason="見本",
        for_asker=for_asker,
        seen_version=question.version,
        by=by,
    )
    stopped_clock(moment(resumed))
    return act(waiting.resume, row, seen_version=row.version, by=by)


@pytest.mark.parametrize(("asked", "held", "resumed", "due"), WAITED)
def test_waiting_for_the_asker_moves_the_due_date(stopped_clock, sato, asked, held, resumed, due):
    stopped_clock(moment(asked))

    row = wait(stopped_clock, ask(), held, resumed, sato)

    assert (row.due_on, row.waits_since) == (date.fromisoformat(due), None)


def test_waiting_twice_adds_both(stopped_clock, sato):
    """Due Fri 27; one day until Wed makes it Mon 30, one until Fri 27 makes it Tue 1."""
    stopped_clock(moment("2026-11-24 12:00"))

    row = wait(stopped_clock, ask(), "2026-11-24 13:00", "2026-11-25 10:00", sato)
    row = wait(stopped_clock, row, "2026-11-26 10:00", "2026-11-27 10:00", sato)

    assert row.due_on == date(2026, 12, 1)


def test_waiting_for_anybody_else_moves_nothing(stopped_clock, sato):
    stopped_clock(moment("2026-11-24 12:00"))

    row = wait(stopped_clock, ask(), "2026-11-24 13:00", "2026-11-30 10:00", sato, for_asker=False)

    assert row.due_on == date(2026, 11, 27)


def test_urgent_question_waits_as_well(stopped_clock, sato):
    """Due Tue 24; Wed and Thu were waited for."""
    stopped_clock(moment("2026-11-24 12:00"))

    asked = ask(category_code="money_fraud")
    row = wait(stopped_clock, asked, "2026-11-24 13:00", "2026-11-26 10:00", sato)

    assert row.due_on == date(2026, 11, 26)


@pytest.mark.parametrize(("category", "reopened", "due"), REOPENED)
def test_reopened_question_is_due_anew(stopped_clock, sato, category, reopened, due):
    stopped_clock(moment("2026-11-24 12:00"))
    row = ask(category_code=category)
    row = act(answering.answer, row, body="はい。", seen_version=1, by=sato)
    stopped_clock(moment(reopened))

    row = act(answering.reopen, row, seen_version=row.version, by=sato)

    assert row.due_on == date.fromisoformat(due)
