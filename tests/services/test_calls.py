from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import sqlalchemy
from sqlmodel import select

import clock
from database import engine, reading, writing
from models import (
    Admission,
    AuditLine,
    Booking,
    BookingStatus,
    Call,
    CallKind,
    CallOutcome,
    Device,
    Event,
    EventStatus,
    Offer,
    OfferOutcome,
    Person,
    Question,
    QuestionStatus,
    Staff,
)
from refusal import Refusal
from services import answering, bookings, call_notes, calls, questions
from services.calls import Household
from tests.classes import a_class, a_person, at, crowd
from tests.conftest import NOON, member

APPLIED, CONFIRMED, OFFERED, WAITING, CANCELLED = BookingStatus
REACHED, DECLINED, ABSENT, WRONG_NUMBER = CallOutcome
REMINDER, OFFER, CHANGE, RESULT, QUESTION = CallKind
PHONE, OTHER_PHONE = "0000012345", "0000054321"


@pytest.fixture(autouse=True)
def _noon_in_the_town(town, stopped_clock):
    pass


@pytest.fixture
def tomorrow():
    return a_class(starts_at=at(10, days=1), capacity=8)


def booked(event: Event, *people: Person, status=CONFIRMED, party="") -> list[Booking]:
    """These people booked together, behind everybody who has booked."""
    with writing() as db:
        last = len(db.exec(select(Booking).where(Booking.event_id == event.id)).all())
        rows = [
            Booking(
                event_id=event.id,
                person_id=one.id,
                status=status,
                seq=last + number,
                rank=last + number,
                party=party or f"{event.id}-{last}",
                idem_key=f"{event.id}-{last + number}",
                created_at=clock.now(),
            )
            for number, one in enumerate(people, start=1)
        ]
        db.add_all(rows)
    return rows


def couple() -> tuple[Person, Person]:
    return (
        a_person("渡辺 和子", "わたなべ かずこ", phone=PHONE),
        a_person("渡辺 茂", "わたなべ しげる", phone=PHONE),
    )


def listed(by: Staff) -> list[Household]:
    with reading() as db:
        return calls.of_day(db, day=NOON.date(), by=by)


def noted(by: Staff) -> list[calls.Noted]:
    with reading() as db:
        return calls.noted_on(db, day=NOON.date(), by=by)


def tap(home: Household, outcome: CallOutcome, by: Staff, note: str = "") -> list:
    with writing() as db:
        topics = [thing.topic for thing in home.things]
        return call_notes.note(db, topics=topics, outcome=outcome, by=by, note=note)


def change(row, **columns) -> None:
    with writing() as db:
        fresh = db.get_one(type(row), row.id)
        for name, value in columns.items():
            setattr(fresh, name, value)


@pytest.fixture
def counted():
    """How many statements a reading takes."""

    def count(act) -> int:
        statements = []
        listener = lambda *args: statements.append(args[2])  # noqa: E731
        sqlalchemy.event.listen(engine(), "before_cursor_execute", listener)
        try:
            act()
        finally:
            sqlalchemy.event.remove(engine(), "before_cursor_execute", listener)
        return len(statements)

    return count


def status_of(booking: Booking) -> BookingStatus:
    with reading() as db:
        return db.get_one(Booking, booking.id).status


def waiting_for_a_seat(by: Staff) -> tuple[Event, Booking]:
    """A full class whose only seat has just been given back: the one who waits is offered it."""
    event = a_class(capacity=1)
    (seated,) = booked(event, a_person("見本 太郎"))
    (waits,) = booked(event, a_person("待人 来子", phone=PHONE), status=WAITING)
    with writing() as db:
        bookings.cancel(db, booking=db.get_one(Booking, seated.id), by=by)
    return event, waits


# what stands on the list


def test_reminder_of_tomorrow_names_everybody_of_the_household_once(tomorrow, sato):
    booked(tomorrow, *couple())

    (home,) = listed(sato)

    assert (home.phone, home.names) == (PHONE, "渡辺 和子さん、渡辺 茂さん")
    assert [thing.sentence for thing in home.things] == [
        "あした、11月25日、水曜日、午前10時から、中央公民館の「スマホ教室」に、"
        "2名様でお申し込みです。お越しになれますか。スマートフォンは、充電してお持ちください。"
    ]


def test_household_with_two_classes_is_called_once(tomorrow, sato):
    her, him = couple()
    booked(tomorrow, her)
    booked(a_class(starts_at=at(14, days=1)), him)

    assert [(home.phone, len(home.things)) for home in listed(sato)] == [(PHONE, 2)]


@pytest.mark.parametrize(("day", "reminded"), [(1, True), (2, False)])
def test_reminders_reach_to_the_next_office_day(day, reminded, sato):
    booked(a_class(starts_at=at(10, days=day)), a_person(phone=PHONE))

    assert bool(listed(sato)) == reminded


@pytest.mark.parametrize(("day", "reminded"), [(4, True), (6, True), (7, False)])
def test_friday_covers_the_weekend_and_monday(day, reminded, sato, stopped_clock):
    """2026-11-27 is a Friday."""
    booked(a_class(starts_at=at(10, days=day)), a_person(phone=PHONE))
    friday = NOON + timedelta(days=3)
    stopped_clock(friday)

    with reading() as db:
        assert bool(calls.of_day(db, day=friday.date(), by=sato)) == reminded


def test_who_has_no_telephone_is_told_through_the_one_they_come_with(tomorrow, sato):
    booked(tomorrow, a_person("見本 松", phone=""), a_person("見本 竹", phone=PHONE))

    assert [(home.phone, len(home.people)) for home in listed(sato)] == [(PHONE, 2)]


def test_people_without_a_telephone_stand_apart_at_the_end(tomorrow, sato):
    for one in (a_person("無電 一"), a_person("無電 二"), a_person(phone=PHONE)):
        booked(tomorrow, one)

    assert [home.phone for home in listed(sato)] == [PHONE, "", ""]


def test_offers_come_before_changes_and_reminders(tomorrow, sato):
    booked(tomorrow, a_person("見本 明日", phone="0000011111"))
    moved = a_class()
    booked(moved, a_person("見本 変更", phone="0000022222"))
    change(moved, notice=1, notice_on=NOON.date(), notice_text="会場が変わりました。")
    waiting_for_a_seat(sato)

    assert [home.things[0].kind for home in listed(sato)] == [OFFER, CHANGE, REMINDER]


def test_offer_is_read_out_with_its_deadline(sato):
    waiting_for_a_seat(sato)

    (home,) = listed(sato)

    assert home.things[0].sentence == (
        "12月4日、金曜日、午前10時から、中央公民館の「スマホ教室」に、1名様の席が空きました。"
        "お越しになりますか。お返事は、11月25日、水曜日、午後5時15分までお待ちします。"
    )


def test_offer_to_two_telephones_is_answered_once(sato):
    event = a_class(capacity=2)
    seated = booked(event, *crowd(2))
    booked(event, a_person(phone=PHONE), a_person(phone=OTHER_PHONE), status=WAITING)
    for one in seated:
        with writing() as db:
            bookings.cancel(db, booking=db.get_one(Booking, one.id), by=sato)
    homes = listed(sato)

    assert [(home.phone, len(home.people)) for home in homes] == [(PHONE, 2), (OTHER_PHONE, 2)]
    tap(homes[0], REACHED, sato)
    assert listed(sato) == []


def test_change_is_told_until_it_is_known(sato):
    event = a_class()
    booked(event, a_person(phone=PHONE))
    text = "中止になりました。12月4日(金)の教室は、行いません（理由：大雨）。"
    change(event, status=EventStatus.CANCELLED, notice=1, notice_on=NOON.date(), notice_text=text)
    (home,) = listed(sato)

    assert home.things[0].sentence == f"お申し込みの「スマホ教室」のことです。{text}"
    tap(home, REACHED, sato)
    assert listed(sato) == []

    change(event, notice=2)
    assert [home.things[0].kind for home in listed(sato)] == [CHANGE]


def test_who_booked_after_the_change_is_not_told_of_it(sato, stopped_clock):
    event = a_class()
    change(event, notice=1, notice_on=NOON.date(), notice_text="会場が変わりました。")
    stopped_clock(NOON + timedelta(days=1))
    booked(event, a_person(phone=PHONE))

    with reading() as db:
        assert calls.of_day(db, day=NOON.date() + timedelta(days=1), by=sato) == []


@pytest.mark.parametrize(
    ("status", "ending"),
    [
        (CONFIRMED, "に、1名様でお越しいただけます。"),
        (WAITING, "は、キャンセル待ちになりました。席が空きましたら、お電話します。"),
    ],
)
def test_result_of_a_draw_is_told_to_who_won_and_who_waits(status, ending, sato, stopped_clock):
    event = a_class(admission=Admission.LOTTERY, closes_on=NOON.date())
    booked(event, a_person(phone=PHONE), status=status)
    change(event, drawn_at=NOON + timedelta(minutes=1), draw_seed="123")

    (home,) = listed(sato)

    assert home.things[0].sentence == (
        f"抽選の結果、12月4日、金曜日、午前10時から、中央公民館の「スマホ教室」{ending}"
    )
    tap(home, REACHED, sato)
    assert listed(sato) == []


def asked(**changes) -> Question:
    with writing() as db:
        return questions.ask(
            db,
            **{
                "category_code": "basics",
                "body": "文字を大きくしたい。",
                "device": Device.UNKNOWN,
                "idem_key": "q",
                "asker": "見本",
                "asker_phone": "000-001-2345",
                "consent": True,
            }
            | changes,
        )


def test_question_waits_for_its_call_back_and_is_answered_by_it(sato):
    question = asked()
    (home,) = listed(sato)

    assert (home.phone, home.names, home.things[0].subject) == (
        PHONE,
        "見本さん",
        "文字を大きくしたい。",
    )
    tap(home, REACHED, sato, note="設定の画面を説明しました。")

    with reading() as db:
        row = db.get_one(Question, question.id)
        said = [one.answer.body for one in answering.read(db, question=row, by=sato)]
    assert (row.status, said) == (
        QuestionStatus.ANSWERED,
        ["伝えました", "設定の画面を説明しました。"],
    )
    assert listed(sato) == []


def test_question_without_a_number_is_not_called(sato):
    asked(asker="", asker_phone="", consent=False)

    assert listed(sato) == []


def test_list_needs_few_queries_however_long_it_is(tomorrow, sato, counted):
    for one in crowd(8):
        booked(tomorrow, one)
    few = counted(lambda: listed(sato))
    later = a_class(starts_at=at(14, days=1), capacity=60)
    for one in crowd(60):
        booked(later, one)

    assert counted(lambda: listed(sato)) == few


# what comes of a tap


def test_reached_takes_the_household_off_the_list(tomorrow, sato):
    booked(tomorrow, *couple())
    tap(listed(sato)[0], REACHED, sato)

    assert listed(sato) == []
    assert [(one.names, one.outcome, one.staff.name) for one in noted(sato)] == [
        ("渡辺 茂さん、渡辺 和子さん", REACHED, "佐藤")
    ]


def test_declined_reminder_gives_the_seat_to_who_waits(sato):
    event = a_class(starts_at=at(10, days=1), capacity=1)
    (seated,) = booked(event, a_person("見本 欠", phone=PHONE))
    (waits,) = booked(event, a_person("見本 待", phone=OTHER_PHONE), status=WAITING)
    home = next(one for one in listed(sato) if one.phone == PHONE)

    offered = tap(home, DECLINED, sato)

    assert [entry.booking.id for entry in offered] == [waits.id]
    assert (status_of(seated), status_of(waits)) == (CANCELLED, OFFERED)
    assert [(home.phone, home.things[0].kind) for home in listed(sato)] == [(OTHER_PHONE, OFFER)]


@pytest.mark.parametrize(
    ("outcome", "booking", "offer"),
    [
        (REACHED, CONFIRMED, OfferOutcome.ACCEPTED),
        (DECLINED, CANCELLED, OfferOutcome.DECLINED),
        (ABSENT, OFFERED, OfferOutcome.OPEN),
    ],
)
def test_answer_to_an_offer_takes_effect(outcome, booking, offer, sato):
    _, waits = waiting_for_a_seat(sato)
    tap(listed(sato)[0], outcome, sato)

    with reading() as db:
        assert db.exec(select(Offer.outcome)).all() == [offer]
    assert status_of(waits) is booking
    assert bool(listed(sato)) == (outcome is ABSENT)


def test_absent_counts_and_moves_the_row_behind_the_untried(tomorrow, sato, stopped_clock):
    booked(tomorrow, a_person(phone=PHONE))
    booked(tomorrow, a_person(phone=OTHER_PHONE))
    tap(listed(sato)[0], ABSENT, sato)
    stopped_clock(NOON + timedelta(minutes=5))

    first, second = listed(sato)
    assert (first.phone, len(first.tries)) == (OTHER_PHONE, 0)
    assert [call.at for call in second.tries] == [NOON]


def test_wrong_number_stands_apart_until_it_is_corrected(tomorrow, sato, stopped_clock):
    person = a_person(phone=PHONE, updated_at=NOON)
    booked(tomorrow, person)
    tap(listed(sato)[0], WRONG_NUMBER, sato)
    assert [home.phone for home in listed(sato)] == [""]

    stopped_clock(NOON + timedelta(minutes=5))
    change(person, phone=OTHER_PHONE)
    assert [home.phone for home in listed(sato)] == [OTHER_PHONE]


def test_second_clerk_is_told_who_was_first(tomorrow, sato):
    booked(tomorrow, a_person(phone=PHONE))
    colleague = member("kanri", "管理", sato.role)
    (home,) = listed(sato)
    tap(home, REACHED, colleague)

    with pytest.raises(Refusal, match="管理さんが、12時00分に「伝えました」と記録しました"):
        tap(home, DECLINED, sato)


def test_own_second_tap_is_harmless(tomorrow, sato):
    booked(tomorrow, a_person(phone=PHONE))
    (home,) = listed(sato)
    for _ in range(2):
        tap(home, ABSENT, sato)

    with reading() as db:
        assert len(db.exec(select(Call)).all()) == 1


def test_answer_to_words_that_changed_meanwhile_is_refused(tomorrow, sato):
    booked(tomorrow, a_person(phone=PHONE))
    (home,) = listed(sato)
    change(tomorrow, notice=1, notice_on=NOON.date(), notice_text="会場が変わりました。")

    with pytest.raises(Refusal, match="いま変更がありました"):
        tap(home, REACHED, sato)


def test_cancelled_meanwhile_is_said(tomorrow, sato):
    (booking,) = booked(tomorrow, a_person(phone=PHONE))
    (home,) = listed(sato)
    with writing() as db:
        bookings.cancel(db, booking=db.get_one(Booking, booking.id), by=sato)

    with pytest.raises(Refusal, match="もう取り消されています"):
        tap(home, REACHED, sato)


# slips


def take_back(by: Staff) -> None:
    with writing() as db:
        call_notes.undo(db, calls=list(db.exec(select(Call)).all()), by=by)


@pytest.mark.parametrize("outcome", [REACHED, ABSENT, WRONG_NUMBER])
def test_slip_is_undone(outcome, tomorrow, sato):
    booked(tomorrow, *couple())
    before = listed(sato)
    tap(before[0], outcome, sato)
    take_back(sato)

    assert [home.phone for home in listed(sato)] == [PHONE]
    assert [home.tries for home in listed(sato)] == [[]]


def test_undone_call_back_opens_the_question_again(sato):
    asked()
    tap(listed(sato)[0], REACHED, sato)
    take_back(sato)

    assert [home.things[0].kind for home in listed(sato)] == [QUESTION]


def test_what_changed_a_seat_is_not_undone_here(sato):
    waiting_for_a_seat(sato)
    tap(listed(sato)[0], REACHED, sato)

    with pytest.raises(Refusal, match="もう申込に反映しました"):
        take_back(sato)


def test_only_the_last_tap_is_undone(tomorrow, sato):
    booked(tomorrow, a_person(phone=PHONE))
    tap(listed(sato)[0], ABSENT, sato)
    with reading() as db:
        first = db.exec(select(Call)).all()
    tap(listed(sato)[0], REACHED, sato)

    with pytest.raises(Refusal, match="別の電話が記録されています"), writing() as db:
        call_notes.undo(db, calls=[db.get_one(Call, one.id) for one in first], by=sato)


def test_look_is_written_down_and_sends_overdue_seats_on(sato, stopped_clock):
    event, _ = waiting_for_a_seat(sato)
    booked(event, a_person("次待 一", phone=OTHER_PHONE), status=WAITING)
    stopped_clock(NOON + timedelta(days=2))
    with writing() as db:
        calls.look(db, day=NOON.date(), by=sato)

    assert [(home.phone, home.things[0].kind) for home in listed(sato)] == [(OTHER_PHONE, OFFER)]
    with reading() as db:
        looks = select(AuditLine).where(AuditLine.action == "view")
        last = db.exec(looks.order_by(AuditLine.id)).all()[-1]
    assert (last.entity, last.entity_id, last.actor_id) == ("call", "2026-11-24", sato.id)


def test_two_clerks_at_the_same_moment_note_one_result(tomorrow, sato):
    (booking,) = booked(tomorrow, a_person(phone=PHONE))
    clerks = [sato, *(member(f"clerk{number}", "管理", sato.role) for number in range(3))]
    (home,) = listed(sato)

    def try_to(clerk: Staff) -> bool:
        try:
            tap(home, REACHED if clerk is sato else DECLINED, clerk)
        except Refusal:
            return False
        return True

    with ThreadPoolExecutor(len(clerks)) as desks:
        noted_by = list(desks.map(try_to, clerks))

    assert noted_by.count(True) == 1
    with reading() as db:
        (call,) = db.exec(select(Call)).all()
    expected = CONFIRMED if call.outcome is REACHED else CANCELLED
    assert status_of(booking) is expected
