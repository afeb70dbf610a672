import pytest
from sqlmodel import select

from database import reading
from models import Appointment, AppointmentStatus, AuditLine, ConsultationKind, Format
from tests.classes import a_class, a_person, at
from tests.pages.buttons import save


@pytest.fixture(autouse=True)
def _noon_in_the_town(town, stopped_clock):
    pass


@pytest.fixture
def desk(opened, sato):
    """The screen for somebody known, with two corners to come."""
    for days in (10, 17):
        a_class(
            tables=1, format=Format.CONSULTATION, title="相談コーナー", starts_at=at(10, days=days)
        )
    person = a_person()
    return opened("appointments", sato, person=str(person.id))


def kind_id(code: str) -> int:
    with reading() as db:
        return db.exec(select(ConsultationKind.id).where(ConsultationKind.code == code)).one()


def press(screen, begin: str):
    one = next(one for one in screen.button if (one.key or "").startswith(begin))
    return one.click().run()


def told(screen) -> str:
    return "".join(one.value for one in (*screen.get("html"), *screen.warning, *screen.markdown))


def book(screen, *codes: str):
    screen = press(screen, "arrive-time")
    screen.multiselect(key="a_kinds").set_value([kind_id(code) for code in codes]).run()
    return save(screen, "appointment")


def rows() -> list[Appointment]:
    with reading() as db:
        return list(db.exec(select(Appointment).order_by(Appointment.id)))


def test_time_is_booked_read_aloud_and_read_back(desk):
    screen = press(desk, "arrive-time")
    screen.multiselect(key="a_kinds").set_value([kind_id("M10")]).run()
    aloud = told(screen)
    save(screen, "appointment")

    (row,) = rows()
    assert "お持ちいただくものは、マイナンバーカード、スマホです。" in aloud
    assert "ご本人が入力する暗証番号は、②利用者証明用（4けた）です。" in aloud
    assert (row.starts_at, row.told_to_bring) == (at(10, days=10), True)
    assert "12月4日、金曜日、午前10時、中央公民館の「相談コーナー」で" in told(screen)
    assert "見本 花子さんです。" in told(screen)


def test_counter_only_kind_is_told_before_it_is_booked(desk):
    screen = press(desk, "arrive-time")
    screen.multiselect(key="a_kinds").set_value([kind_id("M05")]).run()

    assert "相談コーナーではできません。市民課で手続きします。" in screen.warning[0].value
    assert "照会書兼回答書" in screen.warning[1].value


def test_time_is_changed_with_what_it_is_about(desk, opened, sato):
    book(desk, "M10")
    (row,) = rows()
    screen = opened("appointments", sato, person=str(row.person_id))
    screen = press(screen, f"move-{row.id}")
    screen.button(key=[one.key for one in screen.button if "time" in (one.key or "")][1]).click()
    save(screen.run(), "appointment")

    old, new = rows()
    assert (old.status, new.status) == (AppointmentStatus.CANCELLED, AppointmentStatus.BOOKED)
    assert new.starts_at == at(11, days=10)


def test_time_is_given_back(desk, opened, sato):
    book(desk, "M10")
    (row,) = rows()
    screen = opened("appointments", sato, person=str(row.person_id))
    press(screen, f"cancel-{row.id}")

    assert (rows()[0].status, rows()[0].note) == (AppointmentStatus.CANCELLED, "ご都合")


def test_booking_without_a_kind_is_refused_and_stays(desk):
    screen = book(desk)

    assert ["相談の種類を1つ以上" in one.value for one in screen.error] == [True]
    assert (rows(), "arrive-time" in told(screen)) == ([], False)


def test_person_opened_by_the_address_is_written_down(desk):
    with reading() as db:
        lines = db.exec(select(AuditLine).where(AuditLine.entity == "person")).all()

    assert "view" in {line.action for line in lines}


def test_nobody_known_leads_to_the_telephone_desk(opened, sato):
    screen = opened("appointments", sato, person="12x")

    assert "電話受付" in told(screen)
