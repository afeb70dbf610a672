import pytest
from sqlmodel import select

from database import reading, writing
from models import (
    AgeBand,
    Appointment,
    AppointmentStatus,
    Attendance,
    CardClosure,
    ConsultationKind,
    Event,
    Person,
    Way,
    short_code,
)
from services import appointments, attendance
from tests.classes import a_class, a_person, at, works_at
from tests.pages.buttons import save


@pytest.fixture(autouse=True)
def _noon_in_the_town(town, stopped_clock):
    pass


@pytest.fixture
def corner(tanaka) -> Event:
    event = a_class(tables=2, starts_at=at(12), title="相談コーナー")
    works_at(event, tanaka)
    return event


def booked(event: Event, person: Person, when, by) -> Appointment:
    with writing() as db:
        wanted = select(ConsultationKind).where(ConsultationKind.code == "M10")
        return appointments.book(
            db,
            event=db.get_one(Event, event.id),
            starts_at=when,
            person=db.get_one(Person, person.id),
            kinds=[db.exec(wanted).one()],
            idem_key=str(person.id),
            told_to_bring=True,
            by=by,
        )


def status(row: Appointment) -> AppointmentStatus:
    with reading() as db:
        return db.get_one(Appointment, row.id).status


def drawn(screen) -> str:
    return "".join(one.value for one in screen.get("html"))


def press(screen, begin: str):
    (one,) = [one for one in screen.button if (one.key or "").startswith(begin)]
    return one.click().run()


def test_came_in_one_tap_and_back(opened, corner, sato, tanaka):
    row = booked(corner, a_person(), at(12), sato)
    screen = opened("corner", tanaka, event=corner.public_id)

    screen = press(screen, f"came-{row.id}")
    came = status(row), f"/staff/consultations?appointment={row.id}" in drawn(screen)
    screen = press(screen, f"undo-{row.id}")

    assert came == (AppointmentStatus.CAME, True)
    assert (status(row), list(screen.exception)) == (AppointmentStatus.BOOKED, [])


def test_freed_table_goes_to_who_waits(opened, corner, sato, tanaka):
    for number, when in enumerate((at(12), at(12), at(12, 30), at(12, 30), at(13), at(13))):
        booked(corner, a_person(f"見本 {number}"), when, sato)
    screen = opened("corner", tanaka, event=corner.public_id)
    screen = arrive(screen)
    waits = [one.value for one in screen.success]
    with reading() as db:
        first = db.exec(select(Appointment).order_by(Appointment.id)).first()
    screen = press(screen, f"absent-{first.id}")

    assert waits == ["いまは、どの席も空いていません。順番にご案内します。"]
    assert [one.value for one in screen.success] == [
        "「来ませんでした」にしました。待っていた方が、1番の席に入ります（正午）。"
    ]
    assert f"came-{first.id}-absent" in [one.key for one in screen.button]


def arrive(screen):
    screen.pills(key="k_band").set_value(AgeBand.A75).run()
    return save(screen, "corner_walk_in")


def test_walk_in_is_sent_to_a_free_table(opened, corner, tanaka):
    screen = arrive(opened("corner", tanaka, event=corner.public_id))

    assert [one.value for one in screen.success] == ["1番の席へ、すぐにご案内できます。"]
    with reading() as db:
        row = db.exec(select(Appointment)).one()
    assert (row.is_walk_in, row.status) == (True, AppointmentStatus.CAME)


def by(screen, who: str):
    return screen.segmented_control(key="k_who").set_value(who).run()


def test_card_brings_somebody_known(opened, corner, tanaka):
    person = a_person()
    screen = by(opened("corner", tanaka, event=corner.public_id), "参加証の方")
    screen.text_input(key="k_code").input(person.card_code.lower()).run()

    assert [one.value for one in screen.success] == [
        "見本 花子さん　1番の席へ、すぐにご案内できます。"
    ]
    with reading() as db:
        row, visit = db.exec(select(Appointment)).one(), db.exec(select(Attendance)).one()
    assert (row.person_id, row.is_walk_in, visit.way) == (person.id, True, Way.CARD)


def test_card_of_somebody_who_booked_a_time_says_that_they_came(opened, corner, sato, tanaka):
    person = a_person()
    row = booked(corner, person, at(12, 30), sato)
    screen = by(opened("corner", tanaka, event=corner.public_id), "参加証の方")
    screen.text_input(key="k_code").input(person.card_code).run()

    assert [one.value for one in screen.success] == [
        "見本 花子さん　午後0時30分に予約の方です。「来ました」にしました。"
    ]
    assert status(row) is AppointmentStatus.CAME


def test_unknown_card_is_told_and_stays(opened, corner, tanaka):
    screen = by(opened("corner", tanaka, event=corner.public_id), "参加証の方")
    code = short_code.new(short_code.CARD_LENGTH - 1)
    screen.text_input(key="k_code").input(code).run()

    assert ["見つかりません" in one.value for one in screen.error] == [True]
    assert screen.text_input(key="k_code").value == code


def test_who_is_at_the_class_is_chosen_by_name(opened, corner, tanaka):
    person = a_person()
    with writing() as db:
        row, guest = db.get_one(Event, corner.id), db.get_one(Person, person.id)
        attendance.walk_in_again(db, event=row, person=guest, by=tanaka)
    screen = by(opened("corner", tanaka, event=corner.public_id), "お名前で選ぶ")
    screen.selectbox(key="k_person").set_value(person.id).run()
    save(screen, "corner_walk_in")

    assert [one.value for one in screen.success] == [
        "見本 花子さん　1番の席へ、すぐにご案内できます。"
    ]
    with reading() as db:
        assert db.exec(select(Appointment.person_id)).all() == [person.id]
        assert len(db.exec(select(Attendance)).all()) == 1


def test_walk_in_hears_what_cannot_be_done_here(opened, corner, tanaka):
    screen = opened("corner", tanaka, event=corner.public_id)
    with reading() as db:
        wanted = select(ConsultationKind.id).where(ConsultationKind.code == "M05")
        number = db.exec(wanted).one()
    screen.multiselect(key="k_kinds").set_value([number]).run()

    assert "は、相談コーナーではできません。市民課で手続きします。" in screen.warning[0].value


def test_another_day_is_only_looked_at(opened, sato, tanaka):
    event = a_class(tables=1)
    works_at(event, tanaka)
    booked(event, a_person(), event.starts_at, sato)
    with writing() as db:
        day = event.local_date
        db.add(CardClosure(first_day=day, last_day=day, reason="全国のシステム点検"))
    screen = opened("corner", tanaka, event=event.public_id)

    assert [one.key for one in screen.button if one.key] == []
    assert "見本 花子さん" in drawn(screen)
    assert "12月4日(金)は停止日です" in screen.warning[0].value


def test_another_volunteers_corner_is_not_there(opened, corner, suzuki):
    screen = opened("corner", suzuki, event=corner.public_id)

    assert ["見つかりません" in one.value for one in screen.warning] == [True]
    assert "相談コーナー" not in drawn(screen)
