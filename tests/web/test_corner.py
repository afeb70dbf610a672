"""The sheets of a consultation corner: the slip of an appointment, and the list of a day."""

import pytest
from sqlmodel import col, select

from database import reading, writing
from models import AuditLine, CardClosure, ConsultationKind, Event
from tests.classes import a_class, a_person, at, works_at
from tests.services.test_appointments import book
from tests.web.test_files import words


@pytest.fixture
def corner(town, stopped_clock) -> Event:
    """2026-12-04 from 10:00, two tables; sixteen days later the card system is down."""
    with writing() as db:
        day = at(10, days=26).date()
        db.add(CardClosure(first_day=day, last_day=day, reason="全国のシステム点検"))
    return a_class(tables=2, title="カード相談コーナー")


def slip_of(row, code: str = "M10") -> str:
    return f"/staff/files/slip/{code}.pdf?appointment={row.id}"


def test_slip_of_an_appointment_says_when_where_and_which_days_are_closed(
    client, signed_in, corner, sato
):
    row = book(corner, a_person(), at(10, 30, days=10), by=sato)
    signed_in(sato)

    printed = words(client.get(slip_of(row)).content)

    for part in ("12月4日(金)", "午前10時30分", "中央公民館", "1番の席", "12月20日(日)"):
        assert part in printed
    assert "お近くの教室・相談会か" not in printed


def test_counter_only_errand_still_leads_to_the_counter(client, signed_in, corner, sato):
    row = book(corner, a_person(), at(10, 30, days=10), by=sato, codes=("M05",))
    signed_in(sato)

    printed = words(client.get(slip_of(row, "M05")).content)

    assert "市民課" in printed
    assert "1番の席" in printed


def test_slip_of_every_kind_fits_its_page_with_an_appointment(client, signed_in, corner, sato):
    row = book(corner, a_person(), at(10, 30, days=10), by=sato)
    signed_in(sato)
    with reading() as db:
        codes = db.exec(select(ConsultationKind.code)).all()

    answers = {code: client.get(slip_of(row, code)).status_code for code in codes}
    answers |= {
        f"{code} ": client.get(f"/staff/files/slip/{code}.pdf").status_code for code in codes
    }
    assert {code for code, status in answers.items() if status != 200} == set()


def test_list_names_every_time_and_is_written_down(client, signed_in, corner, sato, tanaka):
    works_at(corner, tanaka)
    book(corner, a_person(), at(10, 30, days=10), by=sato)
    signed_in(tanaka)

    answer = client.get(f"/staff/files/corner/{corner.public_id}.pdf")
    printed = words(answer.content)

    assert (answer.status_code, printed.count("空き")) == (200, 5)
    assert "見本 花子さん" in printed
    assert "健康保険証" in printed
    with reading() as db:
        last = db.exec(select(AuditLine).order_by(col(AuditLine.id).desc())).first()
    assert (last.action, last.entity, last.entity_id) == ("view", "event", str(corner.id))


def test_another_volunteer_finds_neither_list_nor_slip(
    client, signed_in, corner, sato, tanaka, suzuki
):
    works_at(corner, tanaka)
    row = book(corner, a_person(), at(10, 30, days=10), by=sato)
    signed_in(suzuki)

    addresses = (f"/staff/files/corner/{corner.public_id}.pdf", slip_of(row))
    assert [client.get(one).status_code for one in addresses] == [404, 404]


def test_class_without_tables_has_no_list(client, signed_in, town, sato):
    event = a_class()
    signed_in(sato)

    assert client.get(f"/staff/files/corner/{event.public_id}.pdf").status_code == 404
